"""The suggester as the commune taught it: the examples of the content and what its own officers corrected."""

from vidan.content import feedback as content
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.store.models import Correction
from vidan.store.prepared import Prepared

#: So many corrections are remembered, the newest; each weighs as much as so many examples.
MOST, WEIGHT = 500, 3

#: The newest correction: asked with each message.
_NEWEST = Prepared(
    lambda commune_id: Correction.objects.of(commune_id).order_by("-pk").values_list("pk", "found", "cls", "topic")[:1],
    int,
)
_taught: dict[int, tuple[object, Suggester]] = {}


def suggester(commune_id: int) -> Suggester:
    """One statement while nothing was corrected since; otherwise the newest corrections are learned anew."""
    found_first = _NEWEST(commune_id)
    if not found_first:
        return content.suggester()
    newest = found_first[0]
    known = _taught.get(commune_id)
    if known is None or known[0] != newest:
        rows = Correction.objects.of(commune_id).order_by("-pk")
        taught = [
            Example(frozenset(found), MessageClass(cls), frozenset({Topic(topic)}), emergency, about_officer=False)
            for found, cls, topic, emergency in rows.values_list("found", "cls", "topic", "emergency")[:MOST]
        ]
        known = (newest, content.suggester().taught(taught * WEIGHT))
        _taught[commune_id] = known
    return known[1]
