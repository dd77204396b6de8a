"""How many dossiers stand before a unit's desks until a date: one statement, over what is open alone."""

from datetime import datetime

from vidan.store.models import Dossier


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
