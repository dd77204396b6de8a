"""Assignments: a matter each, held by one member until one day; done only with evidence; looked at by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from vidan.actions import matters
from vidan.actions.matters import owed
from vidan.actions.recording import Record, recording
from vidan.actions.steering import board, pictures
from vidan.actions.steering.letters_named import letter_named
from vidan.domain import matters as matter_rules
from vidan.domain import steering as rules
from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.matters import PromiseReason, reason_given
from vidan.domain.moments import at, local_day
from vidan.domain.people import Actor, require
from vidan.domain.steering import EvidenceKind, MeetingState
from vidan.domain.text import clean_line, clean_text
from vidan.store.calendars import calendar_of
from vidan.store.models import Assignment, AssignmentEvidence, Commune, Goal, Matter, Meeting, Milestone
from vidan.store.rows import insert

KIND = "assignment"


@dataclass(frozen=True)
class NewAssignment:
    """What somebody is to do: who, until which day, and what it serves."""

    title: str
    officer_id: int
    due_on: date
    words: str = ""
    goal_id: int | None = None
    milestone_id: int | None = None


@dataclass(frozen=True)
class Proof:
    """AssignmentEvidence as the door read it: a JPEG, a letter's code, or a figure as it stands."""

    kind: EvidenceKind
    words: str
    photo: bytes | None = None
    letter_code: str = ""
    meeting_code: str = ""
    figure: dict[str, Any] = field(default_factory=dict)


def give(actor: Actor, task: NewAssignment, *, now: datetime) -> Matter:
    """Give a member something to do. Refused for who sits in no seat, and for a day on which nobody works."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        return open_assignment(record, task).matter


def open_assignment(record: Record, task: NewAssignment) -> Assignment:
    """Rows of a new assignment, within another action's recording."""
    actor, today = record.actor, local_day(record.now)
    title = board.line(task.title, "title")
    if task.officer_id not in {one.officer_id for one in board.sitting_on(actor.commune_id, today)}:
        raise Refused("steering.assignment.not_seated", field="officer")
    milestone = _own(Milestone, actor, task.milestone_id)
    goal = milestone.goal if milestone is not None else _own(Goal, actor, task.goal_id)
    commune = Commune.objects.get(pk=actor.commune_id)
    calendar = calendar_of(commune)
    due_at = end_of(calendar, task.due_on, record.now)
    days = max(calendar.working_days_between(record.now, due_at), 1)
    matter = owed.open_owed(
        record,
        commune,
        kind=KIND,
        title=title,
        limit=Limit.parse(f"{days}wd"),
        holder_id=task.officer_id,
        due_at=due_at,
    )
    row = insert(
        Assignment(
            commune_id=actor.commune_id,
            matter=matter,
            goal=goal,
            milestone=milestone,
            words=clean_text(task.words)[:1000],
            given_by_id=actor.officer_id,
        )
    )
    record.fact(
        rules.AssignmentGiven(
            code=matter.code,
            to_officer=task.officer_id,
            due_on=task.due_on,
            goal=row.goal_id,
            milestone=row.milestone_id,
        ),
        subject=f"matter:{matter.pk}",
    )
    return row


def _own(model: Any, actor: Actor, key: int | None) -> Any:
    """A row of an adopted plan of the commune, or None where none is named. Refused when it is not there."""
    if key is None:
        return None
    plan = "plan" if model is Goal else "goal__plan"
    row = model.objects.of(actor.commune_id).filter(pk=key, **{f"{plan}__adopted_at__isnull": False}).first()
    if row is None:
        raise Refused("steering.goal.unknown", field="goal")
    return row


def end_of(calendar: Calendar, day: date, now: datetime) -> datetime:
    """The end of a working day that has not passed: what an assignment is due by."""
    if day < local_day(now):
        raise Refused("steering.day.passed", field="due_on")
    sessions = calendar.sessions_on(day)
    if not sessions:
        raise Refused(
            "steering.day.off", field="due_on", day=f"{day:%d/%m/%Y}", next=f"{calendar.next_working_day(day):%d/%m/%Y}"
        )
    minute = sessions[-1].end
    moment = at(day, time(minute // 60, minute % 60))
    if moment <= now:
        raise Refused("steering.day.passed", field="due_on")
    return moment


def find(actor: Actor, code: str, seen_version: int | None = None) -> Assignment:
    """An assignment by its matter's code. Refused alike when unknown and another commune's; when seen otherwise."""
    matter = matters.find(actor, code)
    row: Assignment | None = Assignment.objects.of(actor.commune_id).filter(matter=matter).first()
    if row is None:
        raise Refused("matters.unknown", field="code", code=code)
    matter_rules.require_unchanged(matters.standing(matter), seen_version)
    row.matter = matter
    return row


def prove(actor: Actor, code: str, proofs: Sequence[Proof], *, now: datetime) -> Matter:
    """Proof of how far it is, from whoever holds it or keeps the board's papers."""
    with recording(actor, now) as record:
        row = find(actor, code)
        _require_hand(actor, row)
        matter_rules.require_open(matters.standing(row.matter))
        _keep_all(record, row, proofs)
    return row.matter


def _keep_all(record: Record, row: Assignment, proofs: Sequence[Proof]) -> None:
    """Refused when nothing proves it, now or before."""
    for proof in proofs:
        keep_proof(record, row, proof)
    if not AssignmentEvidence.objects.of(row.commune_id).filter(assignment=row).exists():
        raise Refused("steering.evidence.none", field="photo")


def _require_hand(actor: Actor, row: Assignment) -> None:
    if row.matter.holder_id != actor.officer_id:
        require(actor, *board.KEEPERS)


def keep_proof(record: Record, row: Assignment, proof: Proof) -> AssignmentEvidence:
    """One proof more, within another action's recording."""
    words = clean_line(proof.words)[:1000]
    if len(words) < 5:
        raise Refused("steering.evidence.words", field="words")
    letter = letter_named(record.actor, proof.letter_code) if proof.kind is EvidenceKind.DOCUMENT else None
    if proof.kind is EvidenceKind.PHOTO and not proof.photo:
        raise Refused("steering.evidence.photo", field="photo")
    number = AssignmentEvidence.objects.of(row.commune_id).filter(assignment=row).count() + 1
    picture = (
        pictures.keep(record, proof.photo, words, of=f"matter:{row.pk}", shown=False)
        if proof.kind is EvidenceKind.PHOTO and proof.photo
        else None
    )
    kept = insert(
        AssignmentEvidence(
            commune_id=row.commune_id,
            assignment=row,
            number=number,
            kind=proof.kind.value,
            words=words,
            picture=picture,
            letter=letter,
            figure=_told(record.actor, proof),
            made_at=record.now,
            made_by_id=record.actor.officer_id,
        )
    )
    record.fact(
        rules.EvidenceGiven(code=row.matter.code, number=number, kind=proof.kind.value, words=words),
        subject=f"matter:{row.pk}",
    )
    return kept


def _told(actor: Actor, proof: Proof) -> dict[str, Any]:
    """A figure as it stands; of a meeting that was held, its code."""
    if proof.kind is not EvidenceKind.MEETING:
        return proof.figure if proof.kind is EvidenceKind.FIGURE else {}
    code = clean_line(proof.meeting_code)
    held = Meeting.objects.of(actor.commune_id).filter(code=code, state=MeetingState.HELD.value)
    if not held.exists():
        raise Refused("steering.evidence.meeting", field="meeting")
    return {"meeting": code}


def finish(
    actor: Actor,
    code: str,
    outcome: str,
    *,
    proofs: Sequence[Proof] = (),
    now: datetime,
    seen_version: int | None = None,
) -> Matter:
    """It is done: with proof given here, or given before. Refused without any, and for who does not hold it."""
    said = reason_given(outcome, "outcome")
    with recording(actor, now) as record:
        row = find(actor, code, seen_version)
        before = matters.standing(row.matter)
        matter_rules.require_running(before)
        matter_rules.require_holder(before, actor.officer_id)
        _keep_all(record, row, proofs)
        matters.close(row.matter, now, state=owed.DONE)
        record.fact(matter_rules.MatterClosed(code=code, kind=KIND, outcome=said), subject=f"matter:{row.pk}")
    return row.matter


def check(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Matter:
    """A head or the clerk looked at what was done, and it is good. Nobody checks his own."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        row = _done(actor, code, seen_version)
        row.checked_at, row.checked_by_id = now, actor.officer_id
        row.save(update_fields=["checked_at", "checked_by"])
        record.fact(rules.AssignmentChecked(code=code), subject=f"matter:{row.pk}")
    return row.matter


def _done(actor: Actor, code: str, seen_version: int | None) -> Assignment:
    row = find(actor, code, seen_version)
    if row.matter.closed_at is None or row.checked_at is not None:
        raise Refused("steering.assignment.not_to_check")
    if row.matter.holder_id == actor.officer_id:
        raise Refused("steering.assignment.own_check")
    return row


def give_back(
    actor: Actor, code: str, reason: str, due_on: date, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """What was done is not enough: it runs again until a new day; the first day stays as it was."""
    require(actor, *board.KEEPERS)
    why = reason_given(reason)
    with recording(actor, now) as record:
        row = _done(actor, code, seen_version)
        calendar = calendar_of(Commune.objects.get(pk=actor.commune_id))
        due_at = end_of(calendar, due_on, now)
        matters.reopen(record, row.matter, due_at, calendar.version, why, state=owed.OPEN)
        _slip(row, now, due_on, why)
        record.fact(rules.AssignmentGivenBack(code=code, reason=why, due_on=due_on), subject=f"matter:{row.pk}")
    return row.matter


def _slip(row: Assignment, now: datetime, due_on: date, why: str) -> None:
    row.slipped = [*row.slipped, {"on": local_day(now).isoformat(), "to": due_on.isoformat(), "why": why}]
    row.save(update_fields=["slipped"])


def postpone(
    actor: Actor, code: str, due_on: date, reason: str, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """A new day, with a reason that everybody reads: a promise beside the first, which stays and counts."""
    require(actor, *board.KEEPERS)
    why = reason_given(reason)
    with recording(actor, now) as record:
        row = find(actor, code, seen_version)
        matter_rules.require_running(matters.standing(row.matter))
        calendar = calendar_of(Commune.objects.get(pk=actor.commune_id))
        due_at = end_of(calendar, due_on, now)
        if row.matter.due_at is not None and due_at <= row.matter.due_at:
            raise Refused("steering.assignment.no_later", field="due_on")
        matters.change(row.matter, due_at=due_at, escalated=0)
        matters.promise_again(record, row.matter, due_at, PromiseReason.REAPPOINTMENT, why, calendar.version)
        _slip(row, now, due_on, why)
        record.fact(rules.AssignmentPostponed(code=code, due_on=due_on, reason=why), subject=f"matter:{row.pk}")
    return row.matter


def hand_over(
    actor: Actor, code: str, officer_id: int, reason: str, *, now: datetime, seen_version: int | None = None
) -> Matter:
    """To another member, with a reason: counted against promise 7 as any hand-over is."""
    require(actor, *board.KEEPERS)
    why = reason_given(reason)
    with recording(actor, now) as record:
        row = find(actor, code, seen_version)
        before = matters.standing(row.matter)
        matter_rules.require_running(before)
        if officer_id == before.holder_id:
            raise Refused("matters.reassign.same_holder", field="to_officer")
        if officer_id not in {one.officer_id for one in board.sitting_on(actor.commune_id, local_day(now))}:
            raise Refused("steering.assignment.not_seated", field="to_officer")
        moved = row.matter.reassignments_in_step + 1
        matters.change(row.matter, holder_id=officer_id, reassignments_in_step=moved)
        matters.move_clock(
            row.matter,
            now,
            clock=matter_rules.ClockHolder.OFFICER,
            officer_id=officer_id,
            cause="reassigned",
            reason=why,
        )
        record.fact(
            matter_rules.MatterReassigned(
                code=code, from_officer=before.holder_id, to_officer=officer_id, step=row.matter.step, reason=why
            ),
            subject=f"matter:{row.pk}",
        )
    return row.matter
