"""The errand that tells a citizen by mail what happened to her dossier: a result, a slip, a new date."""

from django.utils import timezone

from vidan.actions import dossiers
from vidan.adapters import mail
from vidan.domain.people import program
from vidan.jobs.errands import Outcome, Payload, TryLater
from vidan.queries.dossiers import notice
from vidan.speech.messages import dossier_notice as words
from vidan.speech.messages import receipt_notice as problems


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Send the notice; None when she asked for none, or was forgotten meanwhile. Several dossiers, one mail."""
    cards = [card for matter in _matters(payload) if (card := notice(commune_id, matter)) is not None]
    if not cards:
        return None
    card, *others = cards
    about = str(payload["about"])
    early = card.ready_at is not None and card.due_at is not None and card.ready_at < card.due_at
    letter = mail.Letter(
        to=card.email,
        subject=words.subject(about, card.code),
        text=words.text(
            about,
            name=card.name,
            code=card.code,
            procedure=card.procedure,
            due_at=card.due_at,
            early=early,
            slip=str(payload.get("slip", "")),
            reason=str(payload.get("reason", "")),
            commune=card.commune_name,
            phone=card.commune_phone,
            others=[(other.code, other.procedure, other.due_at) for other in others],
        ),
        key=f"dossier/{commune_id}/{card.matter_id}/{about}/{payload.get('slip', '')}{payload.get('number', '')}",
    )
    try:
        mail.send(letter)
    except mail.NotConfigured:
        return Outcome(problem=problems.NOT_CONFIGURED)
    except mail.NotAccepted as problem:
        return Outcome(problem=problems.not_accepted(problem.code))
    except mail.Unreachable as problem:
        raise TryLater(problems.unreachable(problem.kind)) from problem
    return Outcome()


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """Record what became of the notice, for each dossier that it told of."""
    for matter in _matters(payload):
        dossiers.note_notice(
            program(commune_id),
            matter,
            channel="mail",
            problem=outcome.problem,
            about=str(payload["about"]),
            now=timezone.now(),
        )


def _matters(payload: Payload) -> list[int]:
    return [int(payload["matter"]), *map(int, payload.get("others", ()))]
