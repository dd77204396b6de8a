"""What the program says in place of whoever reads sealed messages, at hours at which people work (docs/adr/0162)."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from vidan.actions.feedback import sealed, sending
from vidan.actions.recording import recording
from vidan.content import feedback as content
from vidan.domain import matters as rules
from vidan.domain.calendar import Calendar
from vidan.domain.feedback import facts, pace
from vidan.domain.people import program
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, SealedMatter


def keep_pace(commune_id: int, *, now: datetime) -> int:
    """Acknowledge what is to be acknowledged and give the interim answers whose time has come; how many of both.

    Nothing while nobody sits at a desk: an entry of the public ledger on a Saturday would tell a sealed message.
    """
    calendar = calendar_of(Commune.objects.get(pk=commune_id))
    if not rules.open_at(calendar, now):
        return 0
    count = 0
    for row in _unacknowledged(commune_id, calendar, now):
        with recording(program(commune_id), now) as record:
            row.acknowledged_at = now
            row.save(update_fields=["acknowledged_at"])
            record.fact(facts.FeedbackAcknowledged(code=row.code, reference=row.reference), subject=sending.SUBJECT)
            sealed.felt(record, row)
        count += 1
    for row in _unanswered(commune_id, calendar, now):
        with recording(program(commune_id), now) as record:
            sealed.tell_sender(record, row, content.sentence("interim"))
        count += 1
    return count


def _unacknowledged(commune_id: int, calendar: Calendar, now: datetime) -> Iterator[SealedMatter]:
    waiting = SealedMatter.objects.of(commune_id).filter(acknowledged_at=None)
    for row in waiting.order_by("acknowledge_by"):
        if pace.acknowledges_at(calendar, row.received_at, row.acknowledge_by, _lot(row, "acknowledge")) <= now:
            yield row


def _unanswered(commune_id: int, calendar: Calendar, now: datetime) -> Iterator[SealedMatter]:
    waiting = SealedMatter.objects.of(commune_id).filter(~Q(acknowledged_at=None), answered_at=None)
    for row in waiting.order_by("answer_by"):
        if pace.answers_at(calendar, row.received_at, row.answer_by, _lot(row, "answer")) <= now:
            yield row


def _lot(row: SealedMatter, step: str) -> int:
    """The same number for the same message whenever it is asked, and nobody's guess without the house's key."""
    return int.from_bytes(vault.blind_index(f"pace-{step}", row.reference))
