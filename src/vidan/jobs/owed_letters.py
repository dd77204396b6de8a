"""Every minute: the apologies that a promise about to break asks for are drafted, before anyone asks. None is sent."""

import logging
from datetime import datetime

from vidan.actions import letters
from vidan.domain.errors import Refused
from vidan.queries import communes

logger = logging.getLogger(__name__)


def look_over_all(now: datetime) -> None:
    """Commune by commune; one that fails stops no other."""
    for commune in communes.at_work():
        try:
            done = letters.look_over(commune.id, now=now)
        except Refused as refused:
            logger.error("owed letters of %s: %s", commune.slug, refused.code)
            continue
        if done.drafted or done.dropped:
            logger.info("owed letters of %s: %s drafted, %s fell away", commune.slug, done.drafted, done.dropped)
