"""What rings: messages that tell of danger and that nobody has acknowledged."""

from dataclasses import dataclass

from vidan.domain.feedback.states import FeedbackState
from vidan.store.models import Feedback


@dataclass(frozen=True)
class AlarmCard:
    """What may be said of it outside the house."""

    code: str
    title: str
    village: str


def alarm(commune_id: int, matter_id: int) -> AlarmCard | None:
    """An alarm that still has to ring; None when somebody has seen to it."""
    rows = Feedback.objects.of(commune_id).filter(pk=matter_id, emergency=True, acknowledged_at=None)
    row = rows.select_related("matter__village").first()
    if row is None:
        return None
    matter = row.matter
    return AlarmCard(matter.code, matter.title, matter.village.name if matter.village else "")


def ringing(commune_id: int) -> int:
    """How many wait to be seen."""
    rows = Feedback.objects.of(commune_id).filter(emergency=True, acknowledged_at=None)
    return int(rows.filter(matter__state=FeedbackState.SENT.value).count())
