"""The errand that looks again at danger told of: the leaders hear of it when nobody has looked for a quarter hour."""

from django.utils import timezone

from vidan.actions.feedback import alarms
from vidan.domain.people import program
from vidan.jobs import errands
from vidan.jobs.errands import Outcome, Payload
from vidan.queries.feedback import alarms as queries

KIND = "feedback_watch"
#: So long a danger may lie unread before the leaders hear of it too.
PATIENCE = alarms.TO_BE_READ


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Wait until the time is over; None before that, and when somebody has seen to it meanwhile."""
    card = queries.alarm(commune_id, int(payload["matter"]))
    if card is None:
        return None
    due = card.received_at + PATIENCE
    if timezone.now() < due:
        errands.enqueue_later(KIND, commune_id, payload, due)
        return None
    return Outcome()


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """A line for each leader."""
    alarms.ring_again(program(commune_id), int(payload["matter"]), now=timezone.now())
