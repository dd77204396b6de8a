"""What everybody may see of a report: a person writes the public words and masks the photos first; the original stays
sealed.
"""

from datetime import datetime

from vidan.actions.feedback import working
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, publishing, saying
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.people import HOLDING_ROLES, Actor, require
from vidan.domain.text import clean_line, clean_text
from vidan.store import files, vault
from vidan.store.models import Feedback, FeedbackPhoto

#: Classes that may be shown at all.
SHOWABLE = frozenset({MessageClass.FEEDBACK, MessageClass.QUESTION, MessageClass.PRAISE})


def show(actor: Actor, code: str, text: str, place: str, answer: str, *, now: datetime) -> None:
    """Publish a looked-over version. Refused when the sender did not allow it, and for classes under their own law;
    `feedback.show.name` and `feedback.show.number` where the words would give the sender away.
    """
    require(actor, *HOLDING_ROLES)
    words = clean_text(text)
    if len(words) < saying.SHORTEST:
        raise Refused("feedback.text.too_short", field="text", least=saying.SHORTEST)
    if len(words) > saying.LONGEST:
        raise Refused("feedback.text.too_long", field="text", most=saying.LONGEST, length=len(words))
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        if not row.may_publish or not row.decided or MessageClass(row.cls) not in SHOWABLE:
            raise Refused("feedback.show.not_lawful")
        row.public_text, row.public_place = words, clean_line(place)[:200]
        row.public_answer, row.shown_at = clean_text(answer)[: saying.LONGEST], row.shown_at or now
        _without_the_person(row)
        row.save(update_fields=["public_text", "public_place", "public_answer", "shown_at"])
        record.fact(facts.FeedbackShown(code=code, shown=True), subject=f"matter:{matter.pk}")


def _without_the_person(row: Feedback) -> None:
    """What is about to be published names neither the sender nor anybody's number."""
    told = vault.unseal(vault.person_key(row.wrapped_key), row.sealed)
    name, phone = str(told.get("name", "")), str(told.get("phone", ""))
    publishing.check("text", row.public_text, name, phone)
    publishing.check("place", row.public_place, name, phone)
    publishing.check("answer", row.public_answer, name, phone, answer=True)


def hide(actor: Actor, code: str, *, now: datetime) -> None:
    """Take it from the public list; masked copies of its photos are destroyed."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        if row.shown_at is None:
            raise Refused("feedback.move.not_lawful")
        names = list(FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row).values_list("shown", flat=True))
        FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row).update(shown="")
        row.shown_at = None
        row.save(update_fields=["shown_at"])
        record.fact(facts.FeedbackShown(code=code, shown=False), subject=f"matter:{matter.pk}")
    for name in filter(None, names):
        files.drop(name)


def keep_masked(actor: Actor, code: str, photo_id: int, masked: bytes, *, now: datetime) -> None:
    """A masked copy (made by the door) that may be shown; the one before it is destroyed."""
    require(actor, *HOLDING_ROLES)
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        photo = FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row, pk=photo_id).first()
        if photo is None:
            raise Refused("matters.unknown", field="code", code=code)
        before, photo.shown = photo.shown, record.file(masked, None)
        photo.save(update_fields=["shown"])
        record.fact(facts.FeedbackCared(code=code), subject=f"matter:{matter.pk}")
    if before:
        files.drop(before)
