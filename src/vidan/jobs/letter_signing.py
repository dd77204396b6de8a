"""The errand that signs a letter digitally: opens the holder's key with the holder's word, signs, keeps the file.

Signing changes nothing outside the house, so it may be done again: a database that fails only delays it. Whatever else
goes wrong ends the order with the reason, and its holder decides; a wrong PIN is never tried again by itself.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from vidan.actions import letters
from vidan.adapters.signing import pades
from vidan.adapters.signing.keys import Holder, Pkcs12, Token
from vidan.adapters.signing.times import Proof
from vidan.domain.errors import Refused
from vidan.domain.letters.digital import KeySource, SigningSide
from vidan.domain.people import program
from vidan.jobs.errands import Outcome, Payload, TryLater
from vidan.queries import communes
from vidan.queries import letters as seen
from vidan.queries.letters import LetterCard, Order


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """Sign; None where nobody waits for this order (any more)."""
    order = seen.order_to_carry(commune_id, int(payload["order"]))
    card = seen.card_by_id(commune_id, order.letter_id) if order else None
    if order is None or card is None:
        return None
    proof, now = Proof(settings.TIMESTAMP_SERVER, settings.SIGNATURE_ROOTS), timezone.now()
    field = pades.PERSON if order.signer == SigningSide.PERSON else pades.OFFICE
    try:
        paper = _open(commune_id, card, order, now) if field == pades.PERSON else _numbered(commune_id, card)
        content = pades.sign(paper, field, _holder(order), now=now, picture=order.picture, proof=proof)
        letters.signed(commune_id, int(payload["order"]), content, proof.level(field == pades.OFFICE), now=now)
    except Refused as refused:
        return Outcome(problem=refused.code)
    except DatabaseError as problem:
        raise TryLater("letters.signature.lost") from problem
    return Outcome()


def _holder(order: Order) -> Holder:
    """Where the key lies. Refused `letters.token.driver` (none is set), `letters.means.none` (wiped meanwhile)."""
    if order.source == KeySource.DEVICE:
        if not settings.TOKEN_DRIVER:
            raise Refused("letters.token.driver")
        return Token(settings.TOKEN_DRIVER, order.label, order.word)
    if not order.content:
        raise Refused("letters.means.none")
    return Pkcs12(order.content, order.word.encode())


def _open(commune_id: int, card: LetterCard, order: Order, now: datetime) -> bytes:
    """The paper with number and day still open."""
    commune = communes.by_id(commune_id)
    base = settings.PUBLIC_URL
    document = seen.document(
        card,
        commune=commune.name[:1].lower() + commune.name[1:],
        place=commune.short_name,
        now=now,
        verify_url=f"{base}/van-ban/{card.verify_code}" if base else "",
        demo=settings.INVENTED,
        training=commune.training,
    )
    fonts = Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None
    return pades.prepared(document, order.seal_width or pades.SEAL, fonts)


def _numbered(commune_id: int, card: LetterCard) -> bytes:
    """What the person signed, with the clerk's number and day filled in."""
    file = card.main_file
    if file is None or file.purpose != "signed" or card.issued_on is None:
        raise Refused("letters.signature.not_yet", code=card.code)
    return pades.numbered(seen.file_content(program(commune_id), card.code, file.id), card.number, card.issued_on)


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """Why it did not come about; what came about is told with the file."""
    if outcome.problem:
        letters.signing_failed(commune_id, int(payload["order"]), outcome.problem, now=timezone.now())
