"""After an upgrade older matters get their marks by and by: nobody waits for a long search or a long upgrade."""

import logging
from datetime import datetime

from vidan.actions import matters
from vidan.queries.matters import unmarked

logger = logging.getLogger(__name__)

#: Parts in one look at the clock: some seconds, then the errands have their turn.
_PARTS = 40


def mark_some(now: datetime) -> None:
    """The next parts of each commune that has matters without; a stop or a crash loses the part at hand at most."""
    for commune_id, left in unmarked.unmarked().items():
        done = sum(matters.mark_names(commune_id, now=now) for _ in range(_PARTS))
        logger.info("names of commune %s: %s marked, at most %s left", commune_id, done, max(left - done, 0))
