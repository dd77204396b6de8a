"""The suggester as the commune taught it: the examples of the content and what its own officers corrected."""

from vidan.actions.feedback.before import newest_correction
from vidan.content import feedback as content
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.store.models import Correction

#: So many corrections are remembered, the newest; each weighs as much as so many examples.
MOST, WEIGHT = 500, 3

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
            Example(frozenset(found), MessageClass(cls), frozenset({Topic(topic)}), emergency, about_officer=False)
            for found, cls, topic, emergency in rows.values_list("found", "cls", "topic", "emergency")[:MOST]
        ]
        known = (newest, content.suggester().taught(taught * WEIGHT) if taught else content.suggester())
        _taught[commune_id] = known
    return known[1]
