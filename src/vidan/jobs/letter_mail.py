"""The errand that sends a signed, numbered and sealed letter by mail, with its file; what came of it is recorded."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from vidan.actions import letters
from vidan.adapters import mail
from vidan.domain.letters.delivery import LEAVING
from vidan.domain.people import program
from vidan.jobs.errands import Outcome, Payload, TryLater
from vidan.queries import communes
from vidan.queries import letters as seen
from vidan.queries.letters import LetterCard
from vidan.speech.messages import letter_mail as words


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Send it; None where the letter is not on its way by mail (any more)."""
    card = _on_its_way(commune_id, payload)
    if card is None or card.main_file is None:
        return None
    try:
        mail.send(_mail(commune_id, card, seen.file_content(program(commune_id), card.code, card.main_file.id)))
    except mail.NotConfigured:
        return Outcome(problem=words.NOT_CONFIGURED)
    except mail.NotAccepted as problem:
        return Outcome(problem=words.not_accepted(problem.code, problem.said))
    except mail.Unreachable as problem:
        raise TryLater(words.unreachable(problem.kind, problem.said)) from problem
    return Outcome(facts={"code": card.code})


def _on_its_way(commune_id: int, payload: Payload) -> LetterCard | None:
    """The letter, while this very try waits for the mail server; None when it was stopped or another try took over."""
    card = seen.card_by_id(commune_id, int(payload["letter"]))
    if card is None or card.state.value != "sent" or card.deliveries[-1].state != LEAVING:
        return None
    return card if payload.get("delivery") in (None, card.deliveries[-1].id) else None


def _mail(commune_id: int, card: LetterCard, content: bytes) -> mail.Letter:
    office = communes.by_id(commune_id)
    commune = office.name[:1].lower() + office.name[1:]
    return mail.Letter(
        to=card.deliveries[-1].receiver,
        subject=words.subject(card.kind.name, card.number_shown, commune),
        text=words.text(
            kind=card.kind.name,
            number=card.number_shown,
            day=card.issued_on,
            commune=commune,
            phone=office.phone,
            verify=f"{settings.PUBLIC_URL}/van-ban/{card.verify_code}" if settings.PUBLIC_URL else "",
        ),
        key=f"letter/{commune_id}/{card.id}/{len(card.deliveries)}",
        attachment=(words.file_name(card.number_shown), content),
    )


def put_off(commune_id: int, payload: Payload, problem: str, again_at: datetime) -> None:
    """The letter waits; the clerk may read why, and when it is tried again."""
    card = _on_its_way(commune_id, payload)
    if card is not None:
        now = timezone.now()
        letters.keep_waiting(program(commune_id), card.code, words.put_off(problem, now, again_at), now=now)


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """A letter that left has paid what was owed; one that could not leave comes back to the clerk."""
    card = _on_its_way(commune_id, payload)
    if card is None:
        return
    if outcome.problem:
        letters.come_back(program(commune_id), card.code, outcome.problem, now=timezone.now())
    else:
        letters.left(program(commune_id), card.code, now=timezone.now())
