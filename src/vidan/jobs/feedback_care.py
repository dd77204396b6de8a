"""What the clock does to what was said: silence is noted as silence, and sealed things keep ordinary times."""

from datetime import datetime

from vidan.actions.feedback import sealed, sender
from vidan.domain.moments import local_day
from vidan.queries import installation


def look_after_all(now: datetime) -> None:
    """Every commune of this installation."""
    for held in installation.contents(local_day(now)):
        sender.note_silence(held.commune.id, now=now)
        sealed.acknowledge_due(held.commune.id, now=now)
