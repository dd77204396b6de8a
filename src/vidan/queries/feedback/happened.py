"""What became of shown reports, line by line, for programs: a line keeps its number, its state and its hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Max

from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.states import FeedbackState
from vidan.queries.feedback.public import MOST
from vidan.store.models import Feedback, FeedbackEvent

#: Where each line leaves a report; a contest and a thanks depend on what was before.
AFTER = {
    "acknowledged": FeedbackState.ACKNOWLEDGED,
    "sent_on": FeedbackState.NOT_OURS,
    "answered": FeedbackState.ANSWERED,
    "solved": FeedbackState.SOLVED,
    "contested": FeedbackState.CONTESTED,
    "appealed": FeedbackState.AT_BOARD,
    "confirmed": FeedbackState.CONFIRMED,
}
#: Lines with the office's words.
ANSWERS = ("answered", "solved")


@dataclass(frozen=True)
class Happened:
    """One line: the state it led to, and the public answer where it is that line's."""

    code: str
    number: str
    state: str
    at: datetime
    words: str


def between(commune_id: int, first: datetime, last: datetime) -> list[Happened]:
    """What happened between two moments, oldest first, the first thousand. Nothing of what is not shown."""
    events = FeedbackEvent.objects.of(commune_id).filter(feedback__shown_at__isnull=False)
    touched = events.filter(at__gte=first, at__lte=last).exclude(kind="received").order_by("at", "pk")
    keys = set(touched.values_list("feedback_id", flat=True)[:MOST])
    columns = ("feedback_id", "kind", "at", "feedback__matter__code", "feedback__cls", "feedback__public_answer")
    rows = events.filter(feedback_id__in=keys).order_by("feedback_id", "pk").values_list(*columns, named=True)
    found = [line for _key, story in groupby(rows, attrgetter("feedback_id")) for line in _told(list(story))]
    found += _silent(commune_id, first, last)
    return sorted((line for line in found if first <= line.at <= last), key=lambda line: (line.at, line.code))[:MOST]


def _told(story: list[Any]) -> list[Happened]:
    """The lines of one report that changed where it stands, each with the number it has among all of its lines."""
    # The public answer is written once, of the only answer there was; of several nobody can say whose it is.
    alone = sum(event.kind in ANSWERS for event in story) == 1
    state, contested, told = FeedbackState.SENT, False, []
    for number, event in enumerate(story, 1):
        after = AFTER.get(event.kind, state)
        if event.kind in ("contested", "appealed"):
            after, contested = FeedbackState.AT_BOARD if contested else after, True
        elif event.kind == "thanked" and event.feedback__cls == MessageClass.PRAISE.value:
            after = FeedbackState.THANKED
        if after is not state:
            words = event.feedback__public_answer if alone and event.kind in ANSWERS else ""
            told.append(Happened(event.feedback__matter__code, str(number), after.value, event.at, words))
        state = after
    return told


def _silent(commune_id: int, first: datetime, last: datetime) -> list[Happened]:
    """Reports whose sender said nothing for so long that they were closed: no line of theirs tells it."""
    state = FeedbackState.NO_REPLY.value
    rows = Feedback.objects.of(commune_id).filter(
        shown_at__isnull=False, matter__state=state, matter__closed_at__gte=first, matter__closed_at__lte=last
    )
    found = rows.order_by("matter__closed_at").values_list("matter__code", "matter__closed_at")[:MOST]
    return [Happened(code, "im", state, at, "") for code, at in found if at is not None]


def latest(commune_id: int, keys: Iterable[int]) -> dict[int, datetime]:
    """When something last happened to each of some reports."""
    events = FeedbackEvent.objects.of(commune_id).filter(feedback_id__in=list(keys)).order_by()
    return dict(events.values_list("feedback_id").annotate(Max("at")))
