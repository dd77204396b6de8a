"""The suggester as the commune taught it: the examples of the content and what its own officers corrected."""

from vidan.content import feedback as content
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.store.models import Correction

#: So many corrections are remembered, the newest; each weighs as much as so many examples.
MOST, WEIGHT = 500, 3

_taught: dict[int, tuple[object, Suggester]] = {}


def suggester(commune_id: int) -> Suggester:
    """One statement while nothing was corrected since; otherwise the newest corrections are learned anew."""
    rows = Correction.objects.of(commune_id).order_by("-pk")
    newest = rows.values_list("pk", "found", "cls", "topic").first()
    if newest is None:
        return content.suggester()
    known = _taught.get(commune_id)
    if known is None or known[0] != newest:
        taught = [
            Example(frozenset(found), MessageClass(cls), frozenset({Topic(topic)}), emergency, about_officer=False)
            for found, cls, topic, emergency in rows.values_list("found", "cls", "topic", "emergency")[:MOST]
        ]
        known = (newest, content.suggester().taught(taught * WEIGHT))
        _taught[commune_id] = known
    return known[1]
