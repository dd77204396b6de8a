"""Nobody leaves work behind: who leaves hands everything over, and an account is closed only over an empty desk."""

from datetime import datetime

from django.db.models import QuerySet

from vidan.actions import people
from vidan.actions.matters import anew, rows, telling
from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, Role, require
from vidan.store.models import Leave, Matter, Officer

#: Rows of one transaction, as everywhere.
CHUNK = 500


def hand_over_desk(actor: Actor, officer_id: int, to_officer: int, reason: str, *, now: datetime) -> int:
    """All open matters of one desk go to a colleague. How many.

    For the administrator or a head, when somebody changes office or left without handing over. It is no re-assignment
    (promise 7 counts those): nobody evaded anything, and no date moves. Refused `matters.desk.empty`.
    """
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    moved = 0
    while True:
        with recording(actor, now) as record:
            count = _pass_on(record, _officer(actor, officer_id), to_officer, reason)
            if not count:
                raise Refused("matters.desk.empty", field="to_officer")
        moved += count
        if not _held(actor.commune_id, officer_id):
            return moved


def close_desk(actor: Actor, officer_id: int, to_officer: int | None, reason: str, *, now: datetime) -> int:
    """Close an account in the moment in which its desk is handed over. How many matters went.

    Refused `matters.desk.not_empty` when work lies there (or a leave of somebody else counts on this officer) and
    nobody is named who takes it.
    """
    require(actor, Role.ADMINISTRATOR)
    moved = 0
    if to_officer is not None and _held(actor.commune_id, officer_id) > CHUNK:
        moved = hand_over_desk(actor, officer_id, to_officer, reason, now=now)
    with recording(actor, now) as record:
        officer = _officer(actor, officer_id)
        held, waiting = _held(actor.commune_id, officer_id), _promised(officer)
        if to_officer is None and (held or waiting.exists()):
            raise Refused("matters.desk.not_empty", field="to_officer", count=held)
        if to_officer is not None and held:
            moved += _pass_on(record, officer, to_officer, reason)
        if to_officer is not None and waiting.exists():
            rows.require_may_hold(actor, to_officer, now)
            if waiting.filter(officer_id=to_officer).exists():
                raise Refused("matters.desk.own_stand_in", field="to_officer")
            waiting.update(stand_in_id=to_officer)
        Leave.objects.of(actor.commune_id).filter(officer=officer, ended_at=None).update(ended_at=now)
        people.close_account(record, officer_id, reason)
    return moved


def _officer(actor: Actor, officer_id: int) -> Officer:
    officer = Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).first()
    if officer is None:
        raise Refused("people.officer.unknown", field="officer")
    return officer


def _held(commune_id: int, officer_id: int) -> int:
    return Matter.objects.of(commune_id).filter(holder_id=officer_id, closed_at=None).count()


def _promised(officer: Officer) -> QuerySet[Leave]:
    """Leaves of others, not yet over, for which this officer stands in."""
    return Leave.objects.of(officer.commune_id).filter(stand_in=officer, ended_at=None)


def _pass_on(record: Record, officer: Officer, to_officer: int, reason: str) -> int:
    """One transaction's share of a desk; the colleague is told."""
    why = rules.reason_given(reason)
    if to_officer == officer.pk:
        raise Refused("matters.desk.own", field="to_officer")
    rows.require_may_hold(record.actor, to_officer, record.now)
    held = list(Matter.objects.of(officer.commune_id).filter(holder=officer, closed_at=None).order_by("pk")[:CHUNK])
    for matter in held:
        _inherit(record, matter, officer.pk, to_officer, why)
    if held:
        telling.remind(record, [to_officer], None, "inherited", who=officer.name, count=len(held))
    return len(held)


def _inherit(record: Record, matter: Matter, from_officer: int, to_officer: int, why: str) -> None:
    """While the matter waits for somebody else only the name beside it changes. What somebody else is to
    look at anew goes to nobody who held it before; refused where there is nobody else."""
    fresh = anew.fresh(matter, to_officer, from_officer, record.now)
    if fresh is None:
        raise Refused("matters.second_look", field="to_officer", code=matter.code)
    to_officer = fresh
    rows.change(matter, holder_id=to_officer)
    if matter.paused_at is None:
        rows.move_clock(
            matter,
            record.now,
            clock=rules.ClockHolder.OFFICER,
            officer_id=to_officer,
            cause="inherited",
            reason=why,
        )
    record.fact(
        rules.MatterInherited(code=matter.code, from_officer=from_officer, to_officer=to_officer, reason=why),
        subject=f"matter:{matter.pk}",
    )
