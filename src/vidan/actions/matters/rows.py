"""Rows of a matter: born, looked up, changed by compare and swap, its clock moved. Every column's actions use these.

Nothing here opens a transaction: all of it is part of somebody's recording.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.actions.recording import Record
from vidan.domain import matters as rules
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor
from vidan.store.models import Holding, Leave, Mandate, Matter, Pause, Promise
from vidan.store.prepared import Prepared, PreparedRow
from vidan.store.rows import Told, add, insert, put_both, update

#: The kind whose receipt stands in the public book: only for it are pauses and new dates told there too.
_IN_THE_BOOK = "dossier"
#: What every act on a matter looks up.
_BY_CODE = PreparedRow(
    Matter, lambda commune_id, code: Matter.objects.of(commune_id).filter(code=code), int, str, along="commune"
)
_HELD_NOW = PreparedRow(
    Holding, lambda commune_id, number: Holding.objects.of(commune_id).filter(matter=number, until_at=None), int, int
)
_MANDATES = Prepared(
    lambda commune_id, officer_id: (
        Mandate.objects.of(commune_id)
        .filter(officer_id=officer_id, officer__is_active=True, role__in=[role.value for role in HOLDING_ROLES])
        .values_list("from_on", "until_on")
    ),
    int,
    int,
)
_LEAVES = Prepared(
    lambda commune_id, officer_id: (
        Leave.objects.of(commune_id)
        .filter(officer_id=officer_id, ended_at=None)
        .order_by("pk")
        .values_list("from_on", "until_on", "stand_in__name")
    ),
    int,
    int,
)


@dataclass(frozen=True)
class Opening:
    """Everything a new matter is born with."""

    kind: str
    code: str
    reference: str
    title: str
    state: str
    steps: Sequence[dict[str, Any]]
    holder_id: int | None
    opened_at: datetime
    due_at: datetime
    limit: Limit
    calendar_version: int
    person_id: int | None = None
    village_id: int | None = None
    unit_id: int | None = None
    #: What the desk works towards first, where that is owed before what was promised.
    step_due_at: datetime | None = None


def open_matter(record: Record, opening: Opening) -> Matter:
    """Rows of a new matter: itself, its first holding and its first promise. Called by the columns above."""
    matter = add(
        Matter,
        commune_id=record.actor.commune_id,
        kind=opening.kind,
        code=opening.code,
        reference=opening.reference,
        title=opening.title,
        state=opening.state,
        steps=list(opening.steps),
        holder_id=opening.holder_id,
        opened_at=opening.opened_at,
        due_at=opening.step_due_at or opening.due_at,
        first_due_at=opening.due_at,
        limit=str(opening.limit),
        person_id=opening.person_id,
        village_id=opening.village_id,
        unit_id=opening.unit_id,
    )
    record.born[f"matter:{matter.pk}"] = None
    put_both(_first_holding(matter, opening), _first_promise(matter, opening, record.now))
    return matter


def _first_holding(matter: Matter, opening: Opening) -> Told:
    return Holding, {
        "commune_id": matter.commune_id,
        "matter_id": matter.pk,
        "number": 1,
        "clock": rules.ClockHolder.OFFICER.value,
        "officer_id": opening.holder_id,
        "step": 0,
        "cause": "opened",
        "from_at": opening.opened_at,
    }


def _first_promise(matter: Matter, opening: Opening, now: datetime) -> Told:
    return Promise, {
        "commune_id": matter.commune_id,
        "matter_id": matter.pk,
        "number": 1,
        "due_at": opening.due_at,
        "limit": str(opening.limit),
        "made_at": now,
        "calendar_version": opening.calendar_version,
        "reason": rules.PromiseReason.RECEIPT.value,
    }


def find(actor: Actor, code: str) -> Matter:
    """The commune's matter with this code. Refused alike whether it does not exist or is another commune's."""
    matter = _BY_CODE(actor.commune_id, code)
    if matter is None:
        raise Refused("matters.unknown", field="code", code=code)
    return matter


def standing(matter: Matter) -> rules.Standing:
    """The row as the rules see it."""
    return rules.Standing(
        code=matter.code,
        holder_id=matter.holder_id,
        step=matter.step,
        steps=len(matter.steps),
        opened_at=matter.opened_at,
        due_at=matter.due_at,
        paused_at=matter.paused_at,
        closed_at=matter.closed_at,
        version=matter.version,
    )


def change(matter: Matter, **values: Any) -> None:
    """Compare and swap: refused when somebody else acted since the row was read."""
    if not update(matter, {**values, "version": matter.version + 1}, version=matter.version):
        raise Refused("matters.changed_meanwhile", code=matter.code)


def move_clock(
    matter: Matter,
    now: datetime,
    *,
    clock: rules.ClockHolder,
    officer_id: int | None,
    cause: str,
    reason: str = "",
    agency: str = "",
) -> None:
    """End the present holding and begin the next at the same moment, so that no minute is without a holder."""
    last = end_clock(matter, now)
    insert(
        Holding(
            commune_id=matter.commune_id,
            matter=matter,
            number=last.number + 1,
            clock=clock.value,
            officer_id=officer_id,
            agency=agency,
            step=matter.step,
            cause=cause,
            reason=reason,
            from_at=max(now, last.from_at),
        )
    )


def stretches(matter: Matter) -> list[tuple[str, int | None]]:
    """(cause, officer) of each stretch of its clock, in their order: one statement."""
    rows = Holding.objects.of(matter.commune_id).filter(matter=matter).order_by("number")
    return list(rows.values_list("cause", "officer_id"))


def end_clock(matter: Matter, now: datetime) -> Holding:
    """End the present holding. A clock set back never makes a stretch negative: it ends where it began."""
    last = _HELD_NOW(matter.commune_id, matter.pk)
    if last is None:
        raise Holding.DoesNotExist(f"nobody holds matter {matter.pk}")
    update(last, {"until_at": max(now, last.from_at)})
    return last


def require_may_hold(actor: Actor, officer_id: int, now: datetime, field: str = "to_officer") -> None:
    """Refuse an officer of another commune, a closed account, or one without a mandate that may hold matters today."""
    day = local_day(now)
    mandates = _MANDATES(actor.commune_id, officer_id)
    if not any(begun <= day and (ends is None or ends >= day) for begun, ends in mandates):
        raise Refused("matters.holder.without_mandate", field=field)
    for begun, ends, stand_in in _LEAVES(actor.commune_id, officer_id):
        if begun <= day <= ends:
            raise Refused("matters.holder.away", field=field, stand_in=stand_in)


def promise_again(
    record: Record, matter: Matter, due_at: datetime, reason: rules.PromiseReason, basis: str, calendar_version: int
) -> None:
    """A new promise row beside those before, and its fact; public for what the public book received: a dossier."""
    number = Promise.objects.of(matter.commune_id).filter(matter=matter).count() + 1
    insert(
        Promise(
            commune_id=matter.commune_id,
            matter=matter,
            number=number,
            due_at=due_at,
            limit=matter.limit,
            made_at=record.now,
            calendar_version=calendar_version,
            reason=reason.value,
            basis=basis[:300],
        )
    )
    record.fact(
        rules.PromiseMoved(
            code=matter.code,
            reference=matter.reference,
            due_at=due_at,
            reason=reason.value,
            basis=basis,
            calendar_version=calendar_version,
        ),
        subject=f"matter:{matter.pk}",
        public=matter.kind == _IN_THE_BOOK,
    )


def stop_clock(
    record: Record,
    matter: Matter,
    kind: rules.PauseKind,
    reason: str,
    waiting_for: str = "",
    *,
    act: str = "pause",
    **values: Any,
) -> None:
    """The clock stands at the citizen's or at a named agency until `start_clock` for the same `act`; told publicly.

    `values` change the matter's row beside it (its state, say).
    """
    now = record.now
    change(matter, paused_at=now, **values)
    insert(
        Pause(
            commune_id=matter.commune_id,
            matter=matter,
            kind=kind.value,
            act=act,
            reason=reason,
            waiting_for=waiting_for,
            from_at=now,
        )
    )
    move_clock(
        matter,
        now,
        clock=rules.ClockHolder(kind.value),
        officer_id=None,
        cause="paused" if act == "pause" else act,
        reason=reason,
        agency=waiting_for,
    )
    record.fact(
        rules.MatterPaused(
            code=matter.code, reference=matter.reference, kind=kind, reason=reason, waiting_for=waiting_for
        ),
        subject=f"matter:{matter.pk}",
        public=matter.kind == _IN_THE_BOOK,
    )


def stopped_by(matter: Matter) -> Pause | None:
    """What stopped the clock that stands now."""
    found: Pause | None = Pause.objects.of(matter.commune_id).filter(matter=matter, until_at=None).first()
    return found


def start_clock(
    record: Record,
    matter: Matter,
    due_at: datetime,
    calendar_version: int,
    reason: rules.PromiseReason,
    *,
    cause: str = "resumed",
    **values: Any,
) -> Pause:
    """The clock runs again at the holder's, towards a date that is a promise of its own. Returns the pause that ended.

    The promise is a row also when the date stays (a pause within one day): the ledger's `hen` starts the clock there.
    """
    stopped = end_pause(matter, record.now)
    change(matter, paused_at=None, due_at=due_at, **values)
    move_clock(matter, record.now, clock=rules.ClockHolder.OFFICER, officer_id=matter.holder_id, cause=cause)
    promise_again(record, matter, due_at, reason, stopped.reason, calendar_version)
    return stopped


def end_pause(matter: Matter, now: datetime) -> Pause:
    """The end of the present pause's row."""
    stopped: Pause = Pause.objects.of(matter.commune_id).get(matter=matter, until_at=None)
    stopped.until_at = max(now, stopped.from_at)
    stopped.save(update_fields=["until_at"])
    return stopped


def close(matter: Matter, now: datetime, **values: Any) -> None:
    """The matter ends: its clock stops, also where it stood still."""
    if matter.paused_at is not None:
        end_pause(matter, now)
    change(matter, closed_at=now, paused_at=None, **values)
    end_clock(matter, now)


def reopen(record: Record, matter: Matter, due_at: datetime, calendar_version: int, basis: str, **values: Any) -> None:
    """A closed matter runs again at its holder's, towards a new date; the promises before stay as they were."""
    change(matter, closed_at=None, due_at=due_at, escalated=0, **values)
    last: Holding = Holding.objects.of(matter.commune_id).filter(matter=matter).latest("number")
    assert last.until_at is not None
    again_at = max(record.now, last.until_at)
    # What lay with the citizen meanwhile has a holder too, so that no working minute is without one.
    desks = (
        (rules.ClockHolder.CITIZEN, None, "with_citizen", last.until_at, again_at),
        (rules.ClockHolder.OFFICER, matter.holder_id, "reopened", again_at, None),
    )
    for number, (clock, officer_id, cause, from_at, until_at) in enumerate(desks, start=last.number + 1):
        insert(
            Holding(
                commune_id=matter.commune_id,
                matter=matter,
                number=number,
                clock=clock.value,
                officer_id=officer_id,
                step=matter.step,
                cause=cause,
                from_at=from_at,
                until_at=until_at,
            )
        )
    promise_again(record, matter, due_at, rules.PromiseReason.CORRECTION, basis, calendar_version)
