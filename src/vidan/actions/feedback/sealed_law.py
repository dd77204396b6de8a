"""The law's clocks inside the sealed box: what the handler does, and how he, and nobody else, is reminded.

The course lies sealed beside the box; the sender sees its lines on the same page as anybody else's. A reminder carries
no mail: that somebody has a sealed thing to do is nobody's business at the post office either.
"""

from datetime import datetime

from vidan.actions.feedback import legal, sealed, sending
from vidan.actions.feedback.legal import Step
from vidan.actions.recording import recording
from vidan.content import feedback as content
from vidan.domain import matters as rules
from vidan.domain.feedback import facts
from vidan.domain.feedback import legal as legal_rules
from vidan.domain.feedback.legal import LegalCourse, LegalKind
from vidan.domain.people import Actor, program
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Reminder, SealedMatter
from vidan.store.rows import insert


def take(actor: Actor, code: str, kind: LegalKind, step: Step, *, now: datetime) -> None:
    """The handler takes one step of the law that he named at the first; later steps stay with it."""
    row, step = sealed.mine(actor, code), legal.tidy(step)
    law, before = course(row)
    law = law or kind
    after = before.take(step.act, content.legal_clock(law), now, remote=step.remote)
    calendar = calendar_of(Commune.objects.get(pk=row.commune_id))
    with recording(actor, now) as record:
        row.course = vault.seal(sealed.answers_key(), legal_rules.kept(law, after))
        row.due_at, row.escalated = after.owed_at(content.legal_clock(law), calendar), 0
        row.concluded_at = after.ended_at
        row.save(update_fields=["course", "due_at", "escalated", "concluded_at"])
        sealed.tell_sender(record, row, step.words, kind=step.act.value, number=step.number)
        record.fact(facts.LegalStepTaken(code=code, act=step.act.value), subject=sending.SUBJECT)


def course(row: SealedMatter) -> tuple[LegalKind | None, LegalCourse]:
    """Which law, once the handler said so, and how far it is."""
    if not row.course:
        return None, LegalCourse(row.received_at, ended_at=row.concluded_at)
    return legal_rules.read(vault.unseal(sealed.answers_key(), row.course))


def remind(commune_id: int, *, now: datetime) -> int:
    """Readers of sealed things whose lawful time runs out, at the same shares as anybody's matters; how many."""
    calendar = calendar_of(Commune.objects.get(pk=commune_id))
    if not rules.open_at(calendar, now):
        return 0
    waiting = SealedMatter.objects.of(commune_id).filter(due_at__isnull=False, reader_id__isnull=False)
    found = []
    for row in waiting.order_by("pk")[:500]:
        assert row.due_at is not None
        step = rules.reached(calendar, row.received_at, row.due_at, row.due_at, now)
        if step > row.escalated:
            found.append((row, step))
    if not found:
        return 0
    with recording(program(commune_id), now) as record:
        for row, step in found:
            row.escalated = step
            row.save(update_fields=["escalated"])
            assert row.reader_id is not None
            told = {"code": row.code, "percent": step}
            insert(Reminder(commune_id=commune_id, officer_id=row.reader_id, kind="sealed", told=told, made_at=now))
            record.fact(facts.FeedbackCared(code=row.code), subject=sending.SUBJECT)
    return len(found)
