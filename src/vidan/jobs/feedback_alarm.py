"""The errand that rings whoever is on duty when danger is told of: a mail beside what the screen shows."""

from django.conf import settings
from django.utils import timezone

from vidan.actions.feedback import alarms
from vidan.adapters import mail
from vidan.domain.people import program
from vidan.jobs.errands import Outcome, Payload, TryLater
from vidan.queries.feedback import alarms as queries
from vidan.speech.messages import feedback_alarm as words
from vidan.speech.messages import receipt_notice


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Mail the duty address; None when somebody has seen to it meanwhile."""
    card = queries.alarm(commune_id, int(payload["matter"]))
    if card is None:
        return None
    if not settings.DUTY_MAIL:
        return Outcome(problem=words.NO_ADDRESS)
    letter = mail.Letter(
        to=settings.DUTY_MAIL,
        subject=words.subject(card.code),
        text=words.text(code=card.code, title=card.title, village=card.village, url=settings.PUBLIC_URL),
        key=f"feedback-alarm/{commune_id}/{payload['matter']}",
    )
    try:
        mail.send(letter)
    except mail.NotConfigured:
        return Outcome(problem=receipt_notice.NOT_CONFIGURED)
    except mail.NotAccepted as problem:
        return Outcome(problem=receipt_notice.not_accepted(problem.code))
    except mail.Unreachable as problem:
        raise TryLater(receipt_notice.unreachable(problem.kind)) from problem
    return Outcome()


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """Record whether the alarm got out."""
    alarms.note_alarm(program(commune_id), int(payload["matter"]), problem=outcome.problem, now=timezone.now())
