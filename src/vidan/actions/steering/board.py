"""Founding the board and changing who sits in it: every seat begins and ends by a decision."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from vidan.actions import people
from vidan.actions.recording import Record, recording
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, Mandate, Role, require
from vidan.domain.steering import Seat, Seated
from vidan.domain.text import clean_line
from vidan.store.models import Board, Member, Officer, Village
from vidan.store.models import Mandate as MandateRow
from vidan.store.rows import insert

#: Who keeps the board's papers: the heads, and the clerk who writes them.
KEEPERS = (Role.LEADER, Role.CLERK)
SUBJECT = "board"
_DAY = timedelta(days=1)


def found(actor: Actor, name: str, from_on: date, members: Sequence[Seated], *, now: datetime) -> Board:
    """Set the board up: its members sit from the first day on. Refused when there is one, or when it is no board."""
    require(actor, *KEEPERS)
    title = line(name, "name")
    rules.check_board(members)
    with recording(actor, now) as record:
        if Board.objects.of(actor.commune_id).exists():
            raise Refused("steering.board.known")
        board = insert(
            Board(commune_id=actor.commune_id, name=title, from_on=from_on, made_at=now, made_by_id=actor.officer_id)
        )
        for member in members:
            _seat(record, member, from_on, "")
        record.fact(rules.BoardFounded(name=title, from_on=from_on, members=len(members)), subject=SUBJECT)
    return board


def line(text: str, field: str) -> str:
    """A typed line that must say something."""
    said = clean_line(text)[:200]
    if len(said) < 2:
        raise Refused("steering.words.missing", field=field)
    return said


def seat(actor: Actor, member: Seated, from_on: date, decision: str, *, now: datetime) -> Member:
    """One more member, by a decision. Refused when he sits already, or the board would be none."""
    require(actor, *KEEPERS)
    paper = line(decision, "decision")
    with recording(actor, now) as record:
        known = require_board(actor.commune_id)
        if from_on < known.from_on:
            raise Refused("steering.member.before_board", field="from_on", from_on=f"{known.from_on:%d/%m/%Y}")
        sitting = [
            Seated(row.officer_id, Seat(row.seat))
            for row in sitting_on(actor.commune_id, from_on)
            if row.until_on is None
        ]
        rules.check_board([*sitting, member])
        return _seat(record, member, from_on, paper)


def require_board(commune_id: int) -> Board:
    """The commune's board. Refused when there is none yet."""
    board: Board | None = Board.objects.of(commune_id).first()
    if board is None:
        raise Refused("steering.board.none")
    return board


def sitting_on(commune_id: int, day: date) -> list[Member]:
    """Who sits in the board on a day, both ends included."""
    rows = Member.objects.of(commune_id).filter(from_on__lte=day).select_related("officer").order_by("pk")
    return [row for row in rows if row.until_on is None or row.until_on >= day]


def _seat(record: Record, member: Seated, from_on: date, decision: str) -> Member:
    commune_id = record.actor.commune_id
    if not Officer.objects.filter(pk=member.officer_id, commune_id=commune_id, is_active=True).exists():
        raise Refused("people.officer.unknown", field="officer")
    if member.village_id is not None and not Village.objects.of(commune_id).filter(pk=member.village_id).exists():
        raise Refused("people.village.unknown", field="village")
    row = insert(
        Member(
            commune_id=commune_id,
            officer_id=member.officer_id,
            mandate=_mandate(record, member.officer_id, from_on, decision),
            seat=member.seat.value,
            field=clean_line(member.field)[:200],
            village_id=member.village_id,
            from_on=from_on,
            decision=decision,
        )
    )
    record.fact(
        rules.MemberSeated(
            officer_id=member.officer_id, seat=row.seat, field=row.field, from_on=from_on, decision=decision
        ),
        subject=f"officer:{member.officer_id}",
    )
    return row


def _mandate(record: Record, officer_id: int, from_on: date, decision: str) -> MandateRow:
    """The mandate behind a seat: one that runs already, or a new one."""
    held = MandateRow.objects.of(record.actor.commune_id).filter(
        officer_id=officer_id, role=Role.BOARD_MEMBER.value, from_on__lte=from_on, until_on=None
    )
    known: MandateRow | None = held.first()
    return known or people.grant(record, officer_id, Mandate(Role.BOARD_MEMBER, from_on), decision or "Ban điều hành")


def unseat(actor: Actor, member_id: int, until_on: date, decision: str, *, now: datetime) -> Member:
    """A seat ends with a day, by a decision, and with it what the mandate allowed.

    Refused for the head: a board is never without one, so the next head is seated in the same act (`succeed`).
    """
    require(actor, *KEEPERS)
    paper = line(decision, "decision")
    with recording(actor, now) as record:
        row = find(actor, member_id)
        if row.seat == Seat.HEAD.value:
            raise Refused("steering.member.head_stays", field="member")
        _unseat(record, row, until_on, paper)
    return row


def succeed(actor: Actor, member_id: int, successor: Seated, until_on: date, decision: str, *, now: datetime) -> Member:
    """One goes and another takes his seat on the next day, by one decision: for the head the only way."""
    require(actor, *KEEPERS)
    paper = line(decision, "decision")
    with recording(actor, now) as record:
        row = find(actor, member_id)
        staying = [
            Seated(one.officer_id, Seat(one.seat))
            for one in sitting_on(actor.commune_id, until_on)
            if one.pk != row.pk and one.until_on is None and one.officer_id != successor.officer_id
        ]
        rules.check_board([*staying, successor])
        promoted = Member.objects.of(actor.commune_id).filter(officer_id=successor.officer_id, until_on=None).first()
        if promoted is not None and promoted.pk != row.pk:
            _end_seat(record, promoted, until_on, paper)
        _unseat(record, row, until_on, paper)
        return _seat(record, successor, until_on + _DAY, paper)


def find(actor: Actor, member_id: int) -> Member:
    """A member whose seat has not ended. Refused alike when unknown, gone, or another commune's."""
    row: Member | None = (
        Member.objects.of(actor.commune_id)
        .filter(pk=member_id, until_on=None)
        .select_related("officer", "mandate")
        .first()
    )
    if row is None:
        raise Refused("steering.member.unknown", field="member")
    return row


def _end_seat(record: Record, row: Member, until_on: date, decision: str) -> None:
    rules.check_term(row.from_on, until_on)
    row.until_on, row.ended_by = until_on, decision
    row.save(update_fields=["until_on", "ended_by"])
    record.fact(
        rules.MemberLeft(officer_id=row.officer_id, seat=row.seat, until_on=until_on, decision=decision),
        subject=f"officer:{row.officer_id}",
    )


def _unseat(record: Record, row: Member, until_on: date, decision: str) -> None:
    _end_seat(record, row, until_on, decision)
    if row.mandate.until_on is None or row.mandate.until_on > until_on:
        people.take(record, row.mandate, until_on, decision)


def describe(
    actor: Actor, member_id: int, *, field: str, village_id: int | None, reception: str, now: datetime
) -> Member:
    """Field of work, village, and when people find him: by the member himself, or by who keeps the board's papers."""
    with recording(actor, now) as record:
        row = find(actor, member_id)
        require_own(actor, row)
        if village_id is not None and not Village.objects.of(actor.commune_id).filter(pk=village_id).exists():
            raise Refused("people.village.unknown", field="village")
        row.field, row.reception, row.village_id = clean_line(field)[:200], clean_line(reception)[:200], village_id
        row.save(update_fields=["field", "reception", "village"])
        record.fact(
            rules.MemberChanged(officer_id=row.officer_id, field=row.field, reception=row.reception),
            subject=f"officer:{row.officer_id}",
        )
    return row


def require_own(actor: Actor, row: Member) -> None:
    """Refuse who is neither the member himself nor a keeper of the board's papers."""
    if actor.officer_id != row.officer_id:
        require(actor, *KEEPERS)
