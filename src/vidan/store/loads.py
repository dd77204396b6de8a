"""How much stands before desks: one statement each, over what is open alone."""

from collections.abc import Sequence
from datetime import datetime

from vidan.store import cursors
from vidan.store.models import Dossier

#: Who holds so much is as busy as who holds more: nobody counts further.
MOST_COUNTED = 50
_IN_HAND = """
SELECT o.id, (SELECT COUNT(*) FROM (SELECT 1 FROM vidan_matter m WHERE m.commune_id = %s AND m.holder_id = o.id
 AND m.closed_at IS NULL LIMIT %s) AS held) FROM vidan_officer o WHERE o.id IN ({places})
"""


def in_hand(commune_id: int, officers: Sequence[int]) -> dict[int, int]:
    """How much each of some officers holds, at most MOST_COUNTED: it costs no more in a commune that is behind."""
    sql = _IN_HAND.format(places=", ".join(["%s"] * len(officers)))
    with cursors.cursor() as cursor:
        cursor.execute(sql, [commune_id, MOST_COUNTED, *officers])
        return dict(cursor.fetchall())


def running_before(commune_id: int, unit_key: str, due_at: datetime) -> int:
    """Running dossiers of the unit that are due by then. What waits for somebody else stands in nobody's way."""
    rows = Dossier.objects.of(commune_id).filter(
        matter__commune=commune_id,
        matter__closed_at=None,
        matter__paused_at=None,
        matter__due_at__lte=due_at,
        procedure__unit_key=unit_key,
    )
    return rows.count()
