"""What people do with a matter: take it over, hand it on, stop and start its clock. Written once, for all columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, Role, require
from vidan.store.calendars import calendar_of
from vidan.store.models import Holding, Mandate, Matter, Pause, Promise
from vidan.store.rows import insert


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


def open_matter(record: Record, opening: Opening) -> Matter:
    """Rows of a new matter: itself, its first holding and its first promise. Called by the columns above."""
    matter = Matter(
        commune_id=record.actor.commune_id,
        kind=opening.kind,
        code=opening.code,
        reference=opening.reference,
        title=opening.title,
        state=opening.state,
        steps=list(opening.steps),
        holder_id=opening.holder_id,
        opened_at=opening.opened_at,
        due_at=opening.due_at,
        first_due_at=opening.due_at,
        limit=str(opening.limit),
        person_id=opening.person_id,
        village_id=opening.village_id,
        unit_id=opening.unit_id,
    )
    insert(matter)
    insert(
        Holding(
            commune_id=matter.commune_id,
            matter=matter,
            number=1,
            clock=rules.ClockHolder.OFFICER.value,
            officer_id=opening.holder_id,
            step=0,
            cause="opened",
            from_at=opening.opened_at,
        )
    )
    insert(
        Promise(
            commune_id=matter.commune_id,
            matter=matter,
            number=1,
            due_at=opening.due_at,
            limit=str(opening.limit),
            made_at=record.now,
            calendar_version=opening.calendar_version,
            reason=rules.PromiseReason.RECEIPT.value,
        )
    )
    return matter


def find(actor: Actor, code: str) -> Matter:
    """The commune's matter with this code. Refused alike whether it does not exist or is another commune's."""
    matter = Matter.objects.of(actor.commune_id).filter(code=code).select_related("commune").first()
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
    rows = Matter.objects.of(matter.commune_id).filter(pk=matter.pk, version=matter.version)
    if not rows.update(version=matter.version + 1, **values):
        raise Refused("matters.changed_meanwhile", code=matter.code)
    matter.version += 1
    for name, value in values.items():
        setattr(matter, name, value)


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


def end_clock(matter: Matter, now: datetime) -> Holding:
    """End the present holding. A clock set back never makes a stretch negative: it ends where it began."""
    last: Holding = Holding.objects.of(matter.commune_id).get(matter=matter, until_at=None)
    last.until_at = max(now, last.from_at)
    last.save(update_fields=["until_at"])
    return last


def take_over(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """Take a matter to one's own desk."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter = find(actor, code)
        before = standing(matter)
        rules.require_unchanged(before, seen_version)
        assert actor.officer_id is not None
        rules.take_over(before, actor.officer_id)
        change(matter, holder_id=actor.officer_id)
        if not before.paused:
            move_clock(matter, now, clock=rules.ClockHolder.OFFICER, officer_id=actor.officer_id, cause="taken_over")
        record.fact(
            rules.MatterTakenOver(code=code, from_officer=before.holder_id, to_officer=actor.officer_id),
            subject=f"matter:{matter.pk}",
        )
    return matter


def reassign(
    actor: Actor, code: str, to_officer: int, reason: str, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """Give a matter to somebody else within its step, with a reason; counted against promise 7 past two."""
    require(actor, *HOLDING_ROLES)
    why = rules.reason_given(reason)
    with recording(actor, now) as record:
        matter = find(actor, code)
        before = standing(matter)
        rules.require_open(before)
        rules.require_unchanged(before, seen_version)
        if not actor.may(Role.LEADER):
            rules.require_holder(before, actor.officer_id)
        if to_officer == before.holder_id:
            raise Refused("matters.reassign.same_holder", field="to_officer")
        require_may_hold(actor, to_officer, now)
        change(matter, holder_id=to_officer, reassignments_in_step=matter.reassignments_in_step + 1)
        if not before.paused:
            move_clock(
                matter, now, clock=rules.ClockHolder.OFFICER, officer_id=to_officer, cause="reassigned", reason=why
            )
        record.fact(
            rules.MatterReassigned(
                code=code, from_officer=before.holder_id, to_officer=to_officer, step=matter.step, reason=why
            ),
            subject=f"matter:{matter.pk}",
        )
    return matter


def require_may_hold(actor: Actor, officer_id: int, now: datetime) -> None:
    """Refuse an officer of another commune, a closed account, or one without a mandate that may hold matters today."""
    day = local_day(now)
    mandates = Mandate.objects.of(actor.commune_id).filter(
        officer_id=officer_id,
        officer__is_active=True,
        role__in=[role.value for role in HOLDING_ROLES],
        from_on__lte=day,
    )
    if not any(mandate.until_on is None or mandate.until_on >= day for mandate in mandates):
        raise Refused("matters.holder.without_mandate", field="to_officer")


def pause(
    actor: Actor,
    code: str,
    kind: rules.PauseKind,
    reason: str,
    waiting_for: str = "",
    *,
    now: datetime,
    seen_version: int | None = None,
) -> Matter:
    """Stop the clock for a typed reason: waiting for the citizen, or for a named other agency."""
    require(actor, *HOLDING_ROLES)
    why = rules.reason_given(reason)
    with recording(actor, now) as record:
        matter = find(actor, code)
        before = standing(matter)
        rules.require_unchanged(before, seen_version)
        name = rules.pause(before, kind, waiting_for)
        rules.require_holder(before, actor.officer_id)
        change(matter, paused_at=now)
        insert(
            Pause(
                commune_id=matter.commune_id, matter=matter, kind=kind.value, reason=why, waiting_for=name, from_at=now
            )
        )
        move_clock(
            matter, now, clock=rules.ClockHolder(kind.value), officer_id=None, cause="paused", reason=why, agency=name
        )
        record.fact(
            rules.MatterPaused(code=code, reference=matter.reference, kind=kind, reason=why, waiting_for=name),
            subject=f"matter:{matter.pk}",
        )
    return matter


def resume(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """Start the clock again; the date owed moves by the time it stood still, as a new promise beside the first."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter = find(actor, code)
        before = standing(matter)
        rules.require_unchanged(before, seen_version)
        paused_at = rules.require_paused(before)
        calendar = calendar_of(matter.commune)
        assert matter.due_at is not None
        due_at = rules.due_after_pause(calendar, Limit.parse(matter.limit), matter.due_at, paused_at, now)
        stopped = Pause.objects.of(matter.commune_id).get(matter=matter, until_at=None)
        stopped.until_at = now
        stopped.save(update_fields=["until_at"])
        change(matter, paused_at=None, due_at=due_at)
        move_clock(matter, now, clock=rules.ClockHolder.OFFICER, officer_id=matter.holder_id, cause="resumed")
        # Also when the date stays (a pause within one day): the ledger's `hen` is what starts the clock again there.
        _promise_again(record, matter, due_at, rules.PromiseReason.PAUSE, stopped.reason, calendar.version)
        record.fact(
            rules.MatterResumed(code=code, paused_at=paused_at, due_at=due_at, calendar_version=calendar.version),
            subject=f"matter:{matter.pk}",
        )
    return matter


def _promise_again(
    record: Record, matter: Matter, due_at: datetime, reason: rules.PromiseReason, basis: str, calendar_version: int
) -> None:
    """A new promise row beside those before, and its public fact."""
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
    )
