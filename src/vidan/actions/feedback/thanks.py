"""Thanks that are owed for what somebody said: a piece of work of their own, with one named holder, until they are.

Praise that is not answered needs none: it lies at a desk itself, and the thanks end it.
"""

from vidan.actions import matters
from vidan.actions.feedback import desks
from vidan.actions.matters import owed
from vidan.actions.recording import Record
from vidan.content import feedback as content
from vidan.domain.feedback.saying import thanks_code
from vidan.domain.matters import MatterClosed
from vidan.store.models import Feedback, Matter

KIND = "say_thanks"


def keeper(record: Record, matter: Matter, row: Feedback) -> int | None:
    """Who says them: whoever answered it, else its holder (or who stands in), else who adopted it, else a head."""
    for officer in (row.answered_by_id, matter.holder_id, record.actor.officer_id):
        found = desks.present(row.commune_id, officer, record.now)
        if found is not None:
            return found
    return owed.owner_of_unit(record, "")


def owe(record: Record, matter: Matter, row: Feedback) -> None:
    """They stand on their holder's desk from now; nothing where they stand there already."""
    if _open(matter) is None:
        owed.open_owed(
            record,
            matter.commune,
            kind=KIND,
            title=f"Cảm ơn người gửi: {matter.title}",
            limit=content.clocks().thank,
            holder_id=keeper(record, matter, row),
            about=matter.code,
            due_at=row.thanks_due_at,
            own_end=True,
            code=thanks_code(matter.code),
        )


def done(record: Record, matter: Matter, outcome: str) -> None:
    """They were said, or are said by a letter."""
    owed.settle_owed(record, thanks_code(matter.code), outcome)


def fall_away(record: Record, matter: Matter) -> None:
    """What they were for is nobody's to see any more: neither is what it was about."""
    found = _open(matter)
    if found is not None:
        matters.forget_words(found)
        matters.close(found, record.now, state=owed.DONE, title=content.sentence("put_aside_title"), holder_id=None)
        told = MatterClosed(code=found.code, kind=KIND, outcome=content.sentence("put_aside_title"))
        record.fact(told, subject=f"matter:{found.pk}")


def _open(matter: Matter) -> Matter | None:
    rows = Matter.objects.of(matter.commune_id).filter(code=thanks_code(matter.code), closed_at=None)
    found: Matter | None = rows.first()
    return found
