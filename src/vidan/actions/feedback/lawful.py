"""How far a complaint is on its law's way, and the date that is owed next."""

from vidan.actions import matters
from vidan.actions.recording import Record
from vidan.content import feedback as content
from vidan.domain.feedback.legal import LegalAct, LegalCourse, LegalKind
from vidan.domain.matters import PromiseReason
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Feedback, FeedbackEvent, Matter


def course(row: Feedback) -> LegalCourse:
    """From the lines of its history."""
    found = LegalCourse(row.received_at)
    clock = content.legal_clock(LegalKind.COMPLAINT)
    events = FeedbackEvent.objects.of(row.commune_id).filter(feedback=row, kind__in=[act.value for act in LegalAct])
    for event in events.order_by("pk"):
        told = vault.unseal(vault.person_key(row.wrapped_key), event.sealed)
        found = found.take(LegalAct(event.kind), clock, event.at, remote=told.get("remote") == "1")
    return found


def next_date(record: Record, matter: Matter, after: LegalCourse) -> None:
    """A promise row of its own beside the first; the desk and the escalation work towards it."""
    clock, calendar = content.legal_clock(LegalKind.COMPLAINT), calendar_of(matter.commune)
    due_at = after.owed_at(clock, calendar)
    assert due_at is not None
    matters.change(matter, due_at=due_at, limit=str(after.limit(clock)), escalated=0)
    basis = content.legal_basis(LegalKind.COMPLAINT)
    matters.promise_again(record, matter, due_at, PromiseReason.LAW, basis, calendar.version)
