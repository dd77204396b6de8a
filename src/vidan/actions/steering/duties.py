"""A duty to publish becomes somebody's work, and that work is done by publishing, not by saying so."""

from datetime import date, datetime

from vidan.actions import matters
from vidan.actions.matters import owed
from vidan.actions.recording import Record, recording
from vidan.actions.steering import assignments, board
from vidan.domain import matters as matter_rules
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor, Role, require
from vidan.domain.steering import PUBLISHED_WITHIN, EvidenceKind, PublicationDuty
from vidan.store.calendars import calendar_of
from vidan.store.models import Assignment, Commune, Mandate, PublicationReminder
from vidan.store.rows import insert


def remind(actor: Actor, duty: PublicationDuty, title: str, *, now: datetime) -> PublicationReminder | None:
    """Give the duty to the clerk of the board, or to its head; None where it was given before or nobody sits there."""
    require(actor, *board.KEEPERS)
    if PublicationReminder.objects.of(actor.commune_id).filter(key=duty.key).exists():
        return None
    holder = _keeper(actor, local_day(now))
    if holder is None:
        return None
    with recording(actor, now) as record:
        task = assignments.NewAssignment(title, holder, _due(actor, duty, now))
        given = assignments.open_assignment(record, task)
        return insert(PublicationReminder(commune_id=actor.commune_id, key=duty.key, item=duty.item, assignment=given))


def _keeper(actor: Actor, day: date) -> int | None:
    sitting = [one.officer_id for one in board.sitting_on(actor.commune_id, day)]
    rows = (
        Mandate.objects.of(actor.commune_id).filter(officer_id__in=sitting, from_on__lte=day).exclude(until_on__lt=day)
    )
    roles = {(role, officer) for role, officer in rows.values_list("role", "officer_id")}
    for role in (Role.CLERK.value, Role.LEADER.value):
        found = sorted(officer for held, officer in roles if held == role)
        if found:
            return found[0]
    return None


def _due(actor: Actor, duty: PublicationDuty, now: datetime) -> date:
    """The law's own day, or five working days from now; never a day off, never one that is over."""
    calendar = calendar_of(Commune.objects.get(pk=actor.commune_id))
    soonest = calendar.shift(now, 1).date()
    if duty.due_on is None:
        return calendar.shift(now, PUBLISHED_WITHIN).date()
    wanted = duty.due_on
    if not calendar.is_working(wanted):
        wanted = calendar.shift(start_of(wanted), -1).date()
    return max(wanted, soonest)


def settle(record: Record, words: str, *, item: int = 0, key: str = "") -> None:
    """Close what was asked for: by an item that was published, or by the key's beginning. Within a recording."""
    rows = PublicationReminder.objects.of(record.actor.commune_id).filter(assignment__matter__closed_at=None)
    rows = rows.filter(key__startswith=key) if key else rows.filter(item=item)
    for one in rows.select_related("assignment__matter"):
        row: Assignment = one.assignment
        assignments.keep_proof(record, row, assignments.Proof(EvidenceKind.POSTED, words))
        matters.close(row.matter, record.now, state=owed.DONE)
        record.fact(
            matter_rules.MatterClosed(code=row.matter.code, kind=assignments.KIND, outcome=words),
            subject=f"matter:{row.pk}",
        )
