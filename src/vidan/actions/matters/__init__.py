"""What people do with a matter: take it over, hand it on, stop and start its clock. Written once, for all columns."""

from datetime import datetime

from vidan.actions.matters.anew import require_fresh
from vidan.actions.matters.closures import Shutting, undo
from vidan.actions.matters.closures import shut as shut_office
from vidan.actions.matters.leaves import apply_leaves, end_leave, take_leave
from vidan.actions.matters.leaving import close_desk, hand_over_desk
from vidan.actions.matters.marking import mark_names
from vidan.actions.matters.rows import (
    Opening,
    change,
    close,
    end_clock,
    end_pause,
    find,
    move_clock,
    open_matter,
    promise_again,
    reopen,
    require_may_hold,
    standing,
    start_clock,
    stop_clock,
    stopped_by,
    stretches,
)
from vidan.actions.matters.telling import Chain, ask_help, chain_of, escalate, forget_words, remind, see_reminders
from vidan.actions.recording import Record, recording
from vidan.domain import matters as rules
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.people import HOLDING_ROLES, Actor, Role, require
from vidan.store.calendars import calendar_of
from vidan.store.models import Matter

__all__ = [
    "Chain",
    "Opening",
    "Shutting",
    "apply_leaves",
    "ask_help",
    "chain_of",
    "change",
    "check_reassignable",
    "close",
    "close_desk",
    "end_clock",
    "end_leave",
    "end_pause",
    "escalate",
    "find",
    "forget_words",
    "hand_over_desk",
    "mark_names",
    "move_clock",
    "open_matter",
    "pause",
    "promise_again",
    "put_with",
    "reassign",
    "remind",
    "reopen",
    "require_fresh",
    "require_may_hold",
    "resume",
    "see_reminders",
    "shut_office",
    "standing",
    "start_clock",
    "stop_clock",
    "stopped_by",
    "stretches",
    "take_leave",
    "take_over",
    "undo",
]


def take_over(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """Take a matter to one's own desk. Refused `matters.take_over.why` where a kind wants a reason."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter = find(actor, code)
        before = standing(matter)
        rules.require_unchanged(before, seen_version)
        assert actor.officer_id is not None
        rules.take_over(before, actor.officer_id)
        rules.require_reason(matter.kind, code, "")
        change(matter, holder_id=actor.officer_id)
        if not before.paused:
            move_clock(matter, now, clock=rules.ClockHolder.OFFICER, officer_id=actor.officer_id, cause="taken_over")
        record.fact(
            rules.MatterTakenOver(code=code, from_officer=before.holder_id, to_officer=actor.officer_id),
            subject=f"matter:{matter.pk}",
        )
    return matter


def check_reassignable(actor: Actor, code: str) -> Matter:
    """The matter, if this officer may give it to somebody else now; refused with the reason."""
    require(actor, *HOLDING_ROLES)
    matter = find(actor, code)
    rules.require_open(standing(matter))
    if not actor.may(Role.LEADER):
        rules.require_holder(standing(matter), actor.officer_id)
    return matter


def reassign(
    actor: Actor, code: str, to_officer: int, reason: str, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """Give a matter to somebody else within its step, with a reason; counted against promise 7 past two."""
    require(actor, *HOLDING_ROLES)
    why = rules.reason_given(reason)
    with recording(actor, now) as record:
        matter = check_reassignable(actor, code)
        before = standing(matter)
        rules.require_unchanged(before, seen_version)
        put_with(record, matter, to_officer, why)
    return matter


def put_with(record: Record, matter: Matter, to_officer: int, why: str) -> None:
    """The matter changes desks within its step, with a reason, within another action's transaction."""
    before = standing(matter)
    if to_officer == before.holder_id:
        raise Refused("matters.reassign.same_holder", field="to_officer")
    require_may_hold(record.actor, to_officer, record.now)
    require_fresh(matter, to_officer)
    change(matter, holder_id=to_officer, reassignments_in_step=matter.reassignments_in_step + 1)
    if not before.paused:
        move_clock(
            matter, record.now, clock=rules.ClockHolder.OFFICER, officer_id=to_officer, cause="reassigned", reason=why
        )
    record.fact(
        rules.MatterReassigned(
            code=matter.code, from_officer=before.holder_id, to_officer=to_officer, step=matter.step, reason=why
        ),
        subject=f"matter:{matter.pk}",
    )


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
        stop_clock(record, matter, kind, why, name)
    return matter


def resume(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """Start the clock again; the date owed moves by the time it stood still, as a new promise beside the first.

    Refused (`matters.pause.other_way`) where something else than a pause stopped it: then that has to end.
    """
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter = find(actor, code)
        before = standing(matter)
        rules.require_unchanged(before, seen_version)
        paused_at = rules.require_paused(before)
        stopped = stopped_by(matter)
        if stopped is not None and stopped.act != "pause":
            raise Refused("matters.pause.other_way", code=code)
        calendar = calendar_of(matter.commune)
        limit = Limit.parse(matter.limit)
        due_at = rules.due_after_pause(calendar, limit, rules.owed(before), paused_at, now)
        start_clock(record, matter, due_at, calendar.version, rules.PromiseReason.PAUSE)
        record.fact(
            rules.MatterResumed(code=code, paused_at=paused_at, due_at=due_at, calendar_version=calendar.version),
            subject=f"matter:{matter.pk}",
        )
    return matter
