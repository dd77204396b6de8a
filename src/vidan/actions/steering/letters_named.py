"""A letter of the commune, as an officer names it: by its code in the house, or by its number before the world."""

from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.domain.text import clean_line
from vidan.store.models import Letter


def letter_named(actor: Actor, text: str) -> Letter:
    """The letter. Refused `steering.evidence.letter` where there is none, or nothing was named."""
    wanted = clean_line(text)
    rows = Letter.objects.of(actor.commune_id)
    found: Letter | None = rows.filter(code=wanted).first() or rows.filter(number_shown=wanted).order_by("-pk").first()
    if found is None or not wanted:
        raise Refused("steering.evidence.letter", field="letter", code=wanted or "(trống)")
    return found


def letter_if_named(actor: Actor, text: str) -> Letter | None:
    """The letter, or None where nothing was named."""
    return letter_named(actor, text) if clean_line(text) else None
