"""The errand that mails an officer one line of his *Nhắc việc*."""

from vidan.adapters import mail
from vidan.jobs.errands import Outcome, Payload, TryLater
from vidan.queries.matters import reminder_mail
from vidan.speech.messages import officer_reminder as words
from vidan.speech.messages import receipt_notice as problems
from vidan.speech.roles import common_inbox


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Send it; None when he has seen it already. A mail that cannot leave is no loss: the line stands in the list."""
    found = reminder_mail(commune_id, int(payload["reminder"]))
    if found is None:
        return None
    card = found.card
    name = found.name or common_inbox(card.role)
    letter = mail.Letter(
        to=found.email,
        subject=words.subject(card.code, card.title),
        text=words.text(
            name=name, kind=card.kind, told=card.told, code=card.code, title=card.title, commune=found.commune
        ),
        key=f"reminder/{commune_id}/{card.id}",
    )
    try:
        mail.send(letter)
    except (mail.NotConfigured, mail.NotAccepted):
        return None
    except mail.Unreachable as problem:
        raise TryLater(problems.unreachable(problem.kind)) from problem
    return None


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """Nothing is recorded: the reminder itself is the record."""
