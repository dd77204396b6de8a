"""A demo as large as a province's: ten thousand dossiers by acts, more by copying them inside the database.

Large loads are not followed act by act: what was done by acts is counted once, by the same recount that runs each
night, and copied along. Afterwards all is counted anew, copies too: nothing may differ. What must hold is asked, and
the whole public log is verified as a stranger would.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from vidan.actions import installation as acts
from vidan.actions import promises
from vidan.cli.words import _
from vidan.domain.people import program
from vidan.queries import installation
from vidan.queries.communes import CommuneCard

#: The sizes that can be asked for, by name.
SIZES = {"small": 60, "full": 400, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
#: So many dossiers go through the desk's own actions; the rest are copies of these.
BY_ACTS = 10_000

Progress = Callable[[str, int, int], None]


@contextmanager
def counted_afterwards(*, large: bool) -> Iterator[None]:
    """A large load leaves the promises' follower out; `recount` makes all figures at its end."""
    follower = settings.FOLLOWER
    if large:
        settings.FOLLOWER = ""
    try:
        yield
    finally:
        settings.FOLLOWER = follower


def grow(commune_id: int, size: int, progress: Progress) -> int:
    """Copy dossiers until there are so many. Returns how many there are then; 0 when none had to be copied."""
    count = 0
    if size > BY_ACTS:
        for count in acts.grow(commune_id, size):
            progress(_("Nhân bản hồ sơ"), min(count, size), size)
    return count


def recount(commune: CommuneCard, now: datetime, progress: Progress) -> int:
    """All figures of the promises, from the records. Returns how many occasions and days had to be put right."""
    label, seen = _("Tính mười hai lời hứa"), 0

    def heard(count: int) -> None:
        nonlocal seen
        seen = count
        progress(label, count, count + 1)

    found = import_string(settings.RECOUNTER)(commune, now, heard)
    progress(label, seen, max(seen, 1))
    return int(found.differing + found.days)


def add_up(commune_id: int, now: datetime) -> None:
    """The figures of the days, from the occasions that copying brought."""
    promises.add_up(program(commune_id), now=now)


def broken(commune_id: int) -> dict[str, int]:
    """What does not hold after a load, and in how many rows."""
    return installation.broken(commune_id)
