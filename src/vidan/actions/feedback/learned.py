"""The suggester as the commune taught it: the examples of the content and what its own officers corrected."""

from base64 import b64decode, b64encode
from collections.abc import Iterable

from vidan.actions.feedback.before import newest_correction
from vidan.content import feedback as content
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.evidence import features
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.domain.feedback.words import read
from vidan.store import vault
from vidan.store.models import Correction

#: So many corrections are remembered, the newest; each weighs as much as so many examples.
MOST, WEIGHT = 500, 3
_PURPOSE = "corrections"

#: By commune by what the newest correction is known that was learned, and what came of it.
_taught: dict[int, tuple[str, Suggester]] = {}


def at_hand(commune_id: int) -> Suggester:
    """The suggester that this process taught last, without asking whether somebody corrected anything since."""
    known = _taught.get(commune_id)
    return content.suggester() if known is None else known[1]


def suggester(commune_id: int, newest: str | None = None) -> Suggester:
    """As taught by now. `newest`: what `before` tells, where it was asked already. One statement while nothing was
    corrected since; otherwise the newest corrections are learned anew.
    """
    newest = newest_correction(commune_id) if newest is None else newest
    known = _taught.get(commune_id)
    if known is None or known[0] != newest:
        rows = Correction.objects.of(commune_id).order_by("-pk")
        taught = [
            Example(
                frozenset(opened(found)), MessageClass(cls), frozenset({Topic(topic)}), emergency, about_officer=False
            )
            for found, cls, topic, emergency in rows.values_list("found", "cls", "topic", "emergency")[:MOST]
        ]
        known = (newest, content.suggester().taught(taught * WEIGHT) if taught else content.suggester())
        _taught[commune_id] = known
    return known[1]


def sealed(features: Iterable[str]) -> str:
    """Features of a message as they are kept: they are nearly its words, so they lie under the house's key."""
    return b64encode(vault.seal(vault.derived_key(_PURPOSE), sorted(features))).decode()


def opened(kept: list[str] | str) -> list[str]:
    """The features again; rows of before this was so lie as a list."""
    return list(vault.unseal(vault.derived_key(_PURPOSE), b64decode(kept))) if isinstance(kept, str) else kept


def forget(commune_id: int, text: str) -> None:
    """What was learned from a message goes with it: every correction whose features all stand in its text."""
    own = features(read(text))
    rows = Correction.objects.of(commune_id).values_list("pk", "found")
    gone = [pk for pk, found in rows if own.issuperset(opened(found))]
    Correction.objects.of(commune_id).filter(pk__in=gone).delete()
    _taught.pop(commune_id, None)
