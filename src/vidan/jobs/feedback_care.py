"""What the clock does to what was said: silence is noted as silence, and sealed things keep ordinary times."""

from datetime import datetime

from vidan.actions.feedback import sealed_handing, sealed_pace, sender
from vidan.domain.moments import local_day
from vidan.queries import communes, installation


def look_after_all(now: datetime) -> None:
    """Silence, and what readers of sealed things and senders without one must hear, in every commune of this house."""
    for held in installation.contents(local_day(now)):
        sender.note_silence(held.commune.id, now=now)
        sealed_handing.tell_of_leaving(held.commune.id, now=now)
        sealed_handing.tell_of_new(held.commune.id, now=now)


def keep_pace(now: datetime) -> None:
    """Acknowledgements and interim answers of sealed messages, in every commune whose desks are open now."""
    for commune in communes.at_work():
        sealed_pace.keep_pace(commune.id, now=now)
