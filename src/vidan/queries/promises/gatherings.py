"""Reception days and dialogues, of which two books tell: the board's meetings, announced beforehand, and the book in
which whoever came is written down. A day that stands in both is one day.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import Gathering
from vidan.domain.moments import local_day, start_of
from vidan.domain.steering import MeetingKind, MeetingState
from vidan.store.models import Meeting, MeetingQuestion, Reception

#: A number, and of how many.
Number = tuple[int, int]
_KINDS = {Gathering.RECEPTION: MeetingKind.RECEPTION, Gathering.DIALOGUE: MeetingKind.DIALOGUE}
_DAY = timedelta(days=1)


def days(commune_id: int, occasion: Gathering, first: date, last: date) -> Number:
    """(days on which it was held, days on which it was to be held or was), both days included: two statements.

    Also those that were called off: so that nobody mends the share by calling off.
    """
    planned = Meeting.objects.of(commune_id).filter(kind=_KINDS[occasion].value, **_within("starts_at", first, last))
    told = [(local_day(at), state) for at, state in planned.values_list("starts_at", "state")]
    written = set(_written(commune_id, first, last).filter(occasion=occasion.value).values_list("held_on", flat=True))
    held = written | {day for day, state in told if state == MeetingState.HELD.value}
    return len(held), len(held | {day for day, _state in told})


def questions(commune_id: int, first: date, last: date) -> Number:
    """(answered, asked) at the receptions and dialogues of these days, in either book: two statements."""
    asked = MeetingQuestion.objects.of(commune_id).filter(**_within("meeting__starts_at", first, last))
    told = list(asked.values_list("answered_at", flat=True))
    put = Q(occasion=Gathering.DIALOGUE.value) | Q(cls=MessageClass.QUESTION.value)
    rows = _written(commune_id, first, last).filter(put).values_list("answered_at", "feedback__answered_at")
    answers = [*told, *(at_once or later for at_once, later in rows)]
    return sum(1 for at in answers if at is not None), len(answers)


def unannounced(commune_id: int, first: date, last: date) -> tuple[tuple[MeetingKind, date], ...]:
    """(kind, day) of the book that no announced meeting tells of, newest first: two statements."""
    rows = Meeting.objects.of(commune_id).filter(announced_at__isnull=False, **_within("starts_at", first, last))
    told = {(kind, local_day(at)) for kind, at in rows.values_list("kind", "starts_at")}
    written = set(_written(commune_id, first, last).values_list("occasion", "held_on"))
    kinds = ((_KINDS[Gathering(name)], day) for name, day in written)
    return tuple(sorted(((kind, day) for kind, day in kinds if (kind.value, day) not in told), key=_newest))


def _newest(one: tuple[MeetingKind, date]) -> tuple[int, str]:
    return -one[1].toordinal(), one[0].value


def _within(field: str, first: date, last: date) -> dict[str, Any]:
    return {f"{field}__gte": start_of(first), f"{field}__lt": start_of(last + _DAY)}


def _written(commune_id: int, first: date, last: date) -> Any:
    """Lines of the book; what turned out to be a denunciation is none."""
    return Reception.objects.of(commune_id).exclude(wrapped_key=b"").filter(held_on__gte=first, held_on__lte=last)
