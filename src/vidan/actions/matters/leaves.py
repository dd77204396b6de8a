"""Leave and stand-ins: while an officer is away his work lies with a named colleague, and the clock runs on.

Source: NĐ 309/2026 art. 6 (each unit plans a stand-in, so that reception is never interrupted).
"""

from datetime import date, datetime

from vidan.actions.matters import anew, rows, telling
from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.errors import Refused
from vidan.domain.matters import ClockHolder
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, LeaveEnded, LeaveTaken, Role, check_leave, program, require
from vidan.domain.text import clean_line
from vidan.store.models import Holding, Leave, Matter, Officer
from vidan.store.rows import insert


def take_leave(
    actor: Actor, officer_id: int, stand_in: int, from_on: date, until_on: date, reason: str = "", *, now: datetime
) -> Leave:
    """An officer is away from a day to a day. Begins today: his open matters move now, else early on the first day.

    Everybody may say it of himself; a head or the administrator of anybody.
    """
    if officer_id != actor.officer_id:
        require(actor, Role.LEADER, Role.ADMINISTRATOR)
    else:
        require(actor, *HOLDING_ROLES, Role.ADMINISTRATOR)
    today = local_day(now)
    check_leave(officer_id, stand_in, from_on, until_on, today)
    with recording(actor, now) as record:
        if not Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).exists():
            raise Refused("people.officer.unknown", field="officer")
        rows.require_may_hold(actor, stand_in, now, field="stand_in")
        known = Leave.objects.of(actor.commune_id).filter(
            officer_id=officer_id, ended_at=None, from_on__lte=until_on, until_on__gte=from_on
        )
        if known.exists():
            raise Refused("people.leave.overlaps", field="from_on")
        leave = insert(
            Leave(
                commune_id=actor.commune_id,
                officer_id=officer_id,
                stand_in_id=stand_in,
                from_on=from_on,
                until_on=until_on,
                reason=clean_line(reason)[:300],
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        record.fact(
            LeaveTaken(officer_id=officer_id, stand_in_id=stand_in, from_on=from_on, until_on=until_on),
            subject=f"officer:{officer_id}",
        )
        if from_on <= today:
            _move(record, leave)
    return leave


def end_leave(actor: Actor, leave_id: int, *, now: datetime) -> Leave:
    """Back earlier than planned: what the stand-in still holds comes back at once."""
    with recording(actor, now) as record:
        leave = Leave.objects.of(actor.commune_id).filter(pk=leave_id, ended_at=None).first()
        if leave is None:
            raise Refused("people.leave.unknown")
        if leave.officer_id != actor.officer_id:
            require(actor, Role.LEADER, Role.ADMINISTRATOR)
        _bring_back(record, leave)
    return leave


def apply_leaves(commune_id: int, *, now: datetime) -> int:
    """Early in the morning: work of who goes today moves, work of who is back comes back. Returns how many leaves."""
    today = local_day(now)
    pending = Leave.objects.of(commune_id).filter(ended_at=None)
    begun = list(pending.filter(moved_at=None, from_on__lte=today, until_on__gte=today).values_list("pk", flat=True))
    over = list(pending.filter(until_on__lt=today).values_list("pk", flat=True))
    for ids, act in ((begun, _move), (over, _bring_back)):
        for leave_id in ids:
            with recording(program(commune_id), now) as record:
                act(record, Leave.objects.of(commune_id).select_related("officer").get(pk=leave_id))
    return len(begun) + len(over)


def _move(record: Record, leave: Leave) -> None:
    """Every open matter of his goes to the stand-in; it is no re-assignment, for nobody evades anything."""
    held = Matter.objects.of(leave.commune_id).filter(holder_id=leave.officer_id, closed_at=None).order_by("pk")
    count = sum(1 for matter in held if _hand_over(record, matter, leave.stand_in_id, back=False))
    leave.moved_at = record.now
    leave.save(update_fields=["moved_at"])
    until = f"{leave.until_on:%d/%m/%Y}"
    telling.remind(record, [leave.stand_in_id], None, "stand_in", who=leave.officer.name, until=until, count=count)
    if not record.told:
        _tell_end(record, leave, moved=True)


def _bring_back(record: Record, leave: Leave) -> None:
    """What the stand-in (or who took over the stand-in's desk) took over for this leave and still holds."""
    taken = Holding.objects.of(leave.commune_id).filter(
        cause__in=("stand_in", "inherited"), officer_id=leave.stand_in_id, from_at__gte=leave.moved_at or record.now
    )
    held = Matter.objects.of(leave.commune_id).filter(
        holder_id=leave.stand_in_id, closed_at=None, pk__in=taken.values("matter_id")
    )
    came_from = set(
        Holding.objects.of(leave.commune_id)
        .filter(matter__in=held, officer_id=leave.officer_id)
        .values_list("matter_id", flat=True)
    )
    mine = [matter for matter in held.order_by("pk") if matter.pk in came_from]
    for matter in mine:
        _hand_over(record, matter, leave.officer_id, back=True)
    leave.ended_at = record.now
    leave.save(update_fields=["ended_at"])
    if mine:
        who = leave.stand_in.name
        telling.remind(record, [leave.officer_id], None, "returned", who=who, count=len(mine))
    _tell_end(record, leave, moved=False)


def _tell_end(record: Record, leave: Leave, *, moved: bool) -> None:
    record.fact(LeaveEnded(officer_id=leave.officer_id, begun=moved), subject=f"officer:{leave.officer_id}")


def _hand_over(record: Record, matter: Matter, to_officer: int, *, back: bool) -> bool:
    """The matter's next holder; while it waits for somebody else only the name beside it changes.

    Whoever may not hold it any more does not get it: it goes to somebody who never held it, or stays.
    """
    before = matter.holder_id
    fresh = anew.fresh(matter, to_officer, before, record.now)
    if fresh is None or (back and fresh != to_officer):
        return False
    to_officer = fresh
    rows.change(matter, holder_id=to_officer)
    if matter.paused_at is None:
        cause = "returned" if back else "stand_in"
        rows.move_clock(matter, record.now, clock=ClockHolder.OFFICER, officer_id=to_officer, cause=cause)
    record.fact(
        rules.MatterStoodIn(code=matter.code, from_officer=before, to_officer=to_officer, back=back),
        subject=f"matter:{matter.pk}",
    )
    return True
