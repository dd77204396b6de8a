"""The errand that looks again at danger told of in a sealed message: its reader is told once more, nobody else ever."""

from django.utils import timezone

from vidan.actions.feedback import alarms
from vidan.domain.people import program
from vidan.jobs import errands
from vidan.jobs.errands import Outcome, Payload
from vidan.jobs.feedback_watch import PATIENCE
from vidan.queries.feedback import sealed as queries

KIND = "sealed_watch"


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Wait until the time is over; None before that, and when the reader has looked meanwhile."""
    rung_at = queries.rung_at(commune_id, str(payload["code"]))
    if rung_at is None:
        return None
    due = rung_at + PATIENCE
    if timezone.now() < due:
        errands.enqueue_later(KIND, commune_id, payload, due)
        return None
    return Outcome()


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """A second line for the reader."""
    alarms.ring_reader_again(program(commune_id), str(payload["code"]), now=timezone.now())
