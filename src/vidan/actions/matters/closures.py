"""Storm mode: the office or some villages are shut from a day to a day; every promise that this costs gets a new date.

The first promise stays and still counts: a storm excuses nobody in the figures, it is only told openly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vidan.actions import calendar as calendars
from vidan.actions.matters import rows, telling
from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.errors import Refused
from vidan.domain.matters import PromiseReason
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, require
from vidan.domain.text import clean_line
from vidan.store.calendars import calendar_of
from vidan.store.closures import promised_at, touched, villages_named
from vidan.store.models import Closure, ClosureMove, Commune, Matter
from vidan.store.rows import insert


@dataclass(frozen=True)
class Shutting:
    """What the head decides: from when to when, why, which villages (none: the whole office)."""

    first_on: date
    last_on: date
    reason: str
    document: str = ""
    village_ids: tuple[int, ...] = ()


def shut(actor: Actor, shutting: Shutting, *, now: datetime) -> Closure:
    """Close the days in the calendar and give every promise it costs a new date, with the reason; one notice each."""
    require(actor, Role.LEADER)
    assert actor.officer_id is not None
    why = rules.reason_given(shutting.reason)[:200]
    rules.check_closure(shutting.first_on, shutting.last_on, local_day(now))
    with recording(actor, now) as record:
        commune = Commune.objects.get(pk=actor.commune_id)
        villages = villages_named(commune.pk, shutting.village_ids)
        before = calendar_of(commune)
        after, days = rules.shut(before, shutting.first_on, shutting.last_on, tuple(villages.values()), why)
        document = clean_line(shutting.document)[:200]
        closure = insert(
            Closure(
                commune_id=commune.pk,
                reason=why,
                document=document,
                first_on=shutting.first_on,
                last_on=shutting.last_on,
                villages=list(villages),
                calendar_version=calendars.close_days(record, commune, days, tuple(villages), why, document),
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        moved = []
        for matter in touched(commune.pk, tuple(villages), shutting.first_on):
            village = villages.get(matter.village_id or 0)
            due_at = rules.due_after_closure(before, after, _owed(matter), shutting.first_on, village)
            if due_at is not None:
                _move(record, closure, matter, due_at, why)
                moved.append(matter)
        _notify(record, moved, why, closure.pk)
        _tell(record, closure, moved)
    return closure


def _owed(matter: Matter) -> datetime:
    found = promised_at(matter)
    assert found is not None
    return found


def _move(record: Record, closure: Closure, matter: Matter, due_at: datetime, why: str) -> None:
    before_at = _owed(matter)
    if matter.due_at == before_at:  # else the desk works towards something that is owed before
        rows.change(matter, due_at=due_at)
    rows.promise_again(record, matter, due_at, PromiseReason.CALENDAR, why, closure.calendar_version)
    insert(
        ClosureMove(commune_id=matter.commune_id, closure=closure, matter=matter, before_at=before_at, after_at=due_at)
    )


def _notify(record: Record, moved: Sequence[Matter], why: str, number: int) -> None:
    """One notice for each person, however many of her dossiers have a new date."""
    hers: dict[int, list[int]] = {}
    for matter in moved:
        if matter.person_id is not None:
            hers.setdefault(matter.person_id, []).append(matter.pk)
    for first, *others in hers.values():
        record.errand("date_moved", matter=first, others=others, about="moved", reason=why, number=number)


def _tell(record: Record, closure: Closure, moved: Sequence[Matter]) -> None:
    """A line for each holder whose dates moved, and the fact."""
    held: dict[int, int] = {}
    for matter in moved:
        if matter.holder_id is not None:
            held[matter.holder_id] = held.get(matter.holder_id, 0) + 1
    first, last = f"{closure.first_on:%d/%m}", f"{closure.last_on:%d/%m}"
    for officer_id, count in held.items():
        telling.remind(record, [officer_id], None, "closure", first=first, last=last, count=count)
    record.fact(
        rules.OfficeShut(
            first_on=closure.first_on,
            last_on=closure.last_on,
            villages=tuple(closure.villages),
            reason=closure.reason,
            moved=len(moved),
        ),
        subject=f"commune:{closure.commune_id}",
    )


def undo(actor: Actor, closure_id: int, *, now: datetime) -> int:
    """Open again: the days are worked, and every date that this closure moved and nobody moved since goes back.

    A date that has passed meanwhile stays where the closure put it. Returns how many went back.
    """
    require(actor, Role.LEADER)
    with recording(actor, now) as record:
        commune = Commune.objects.get(pk=actor.commune_id)
        closure = Closure.objects.of(commune).filter(pk=closure_id, undone_at=None).first()
        if closure is None:
            raise Refused("matters.closure.unknown")
        why = f"Mở cửa lại: {closure.reason}"[:300]
        version = calendars.reopen_days(record, commune, closure.calendar_version, why)
        back: list[Matter] = []
        moves = ClosureMove.objects.of(commune).filter(closure=closure, matter__closed_at=None, before_at__gt=now)
        for move in moves.select_related("matter").order_by("pk"):
            matter: Matter = move.matter
            if _owed(matter) == move.after_at:
                if matter.due_at == move.after_at:
                    rows.change(matter, due_at=move.before_at)
                rows.promise_again(record, matter, move.before_at, PromiseReason.CALENDAR, why, version)
                back.append(matter)
        _notify(record, back, why, -closure.pk)
        closure.undone_at, closure.undone_by_id = now, actor.officer_id
        closure.save(update_fields=["undone_at", "undone_by"])
        record.fact(
            rules.OfficeReopened(first_on=closure.first_on, last_on=closure.last_on, moved=len(back)),
            subject=f"commune:{commune.pk}",
        )
    return len(back)
