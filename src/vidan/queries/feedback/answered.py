"""Questions that were answered for everybody to read, found again by whoever asks the same: one statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from vidan.content.guide import lexicon
from vidan.domain.feedback.asked import likest
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.store.models import Feedback

#: The newest answers that are looked through; older ones have become guides, or are out of date.
LOOKED_THROUGH, MOST = 300, 3


@dataclass(frozen=True)
class AskedCard:
    """A question that somebody let be shown, and its answer; nobody's name stands behind it."""

    code: str
    text: str
    answer: str
    answered_at: datetime


def asked_before(commune_id: int, question: str) -> list[AskedCard]:
    """At most three answered questions that are like this one, the likest first."""
    rows = Feedback.objects.of(commune_id).filter(shown_at__isnull=False, answered_at__isnull=False)
    rows = rows.filter(Q(cls=MessageClass.QUESTION.value) | Q(topic=Topic.PROCEDURES.value)).exclude(public_answer="")
    columns = ("matter__code", "public_text", "public_answer", "answered_at")
    found = list(rows.order_by("-shown_at").values_list(*columns)[:LOOKED_THROUGH])
    near = likest(question, [row[1] for row in found], lexicon().fillers, MOST)
    return [AskedCard(*found[place]) for place in near]
