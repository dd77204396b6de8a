"""The errand that tells a citizen by mail that her dossier was received and when it will be done."""

from django.conf import settings
from django.utils import timezone

from vidan.actions import dossiers
from vidan.adapters import mail
from vidan.domain.people import program
from vidan.jobs.errands import Outcome, Payload, TryLater
from vidan.queries.dossiers import notice
from vidan.speech.messages import receipt_notice as words


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Send the notice; None when she asked for none, or was forgotten meanwhile."""
    card = notice(commune_id, int(payload["matter"]))
    if card is None:
        return None
    letter = mail.Letter(
        to=card.email,
        subject=words.subject(card.code),
        text=words.text(
            name=card.name,
            code=card.code,
            procedure=card.procedure,
            due_at=card.due_at,
            commune=card.commune_name,
            phone=card.commune_phone,
            lookup=f"{settings.PUBLIC_URL}/ho-so/tra-cuu" if settings.PUBLIC_URL else "",
        ),
        key=f"receipt/{commune_id}/{card.matter_id}",
    )
    try:
        mail.send(letter)
    except mail.NotConfigured:
        return Outcome(problem=words.NOT_CONFIGURED)
    except mail.NotAccepted as problem:
        return Outcome(problem=words.not_accepted(problem.code))
    except mail.Unreachable as problem:
        raise TryLater(words.unreachable(problem.kind)) from problem
    return Outcome()


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """Record what became of the notice."""
    dossiers.note_notice(
        program(commune_id), int(payload["matter"]), channel="mail", problem=outcome.problem, now=timezone.now()
    )
