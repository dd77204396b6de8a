"""A past that was entered in one go (a demo, an import), published as if the publisher had been there all along."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from vidan.adapters.single import one_at_a_time
from vidan.domain.calendar.ends import session_ends
from vidan.domain.ledger import Checkpoint
from vidan.domain.ledger.publishing import due_entries
from vidan.domain.moments import local_day
from vidan.jobs import checkpoints
from vidan.jobs.checkpoints import LOCK, Desk, Publication
from vidan.queries import calendar as calendars
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.queries.ledger import WaitingEntry

Tell = Callable[[int, int], None]
Session = tuple[datetime, list[WaitingEntry]]


def _silent(_done: int, _whole: int) -> None:
    return None


def publish_history(commune: CommuneCard, until: datetime, tell: Tell = _silent) -> list[Checkpoint]:
    """Publish every waiting entry at the end of the session in which it was written, up to a moment.

    Each session's tree is signed, so the history of checkpoints looks as if each had been published in its time; tiles
    are written once, at the end of each year. `tell` hears how many entries of how many have their place. Returns the
    last checkpoint of each year's log that was written to.
    """
    desk = Desk(commune, until)
    with one_at_a_time(Path(settings.DATA) / LOCK):
        last: dict[int, Checkpoint | None] = {}

        def work() -> Publication:
            for head in checkpoints.living(logs.heads(commune.id)):
                checkpoints.finish(desk, head)
            sessions = list(_sessions(desk))
            years = sorted({local_day(end).year for end, _ in sessions})
            for year in years:
                mine = [session for session in sessions if local_day(session[0]).year == year]
                last[year] = _publish_year(commune, mine, tell).checkpoint
            return Publication()

        checkpoints.alarmed(desk, work)
    return [checkpoint for checkpoint in last.values() if checkpoint is not None]


def _sessions(desk: Desk) -> Iterator[Session]:
    """The ends of sessions at which something was due, with what was due then."""
    rows = sorted(logs.waiting(desk.commune.id), key=lambda row: (row.since, row.id))
    if not rows:
        return
    calendar = calendars.calendar_for(desk.commune)
    kept: list[WaitingEntry] = []
    place = 0
    for end in session_ends(calendar, rows[0].since, desk.now):
        while place < len(rows) and rows[place].since <= end:
            kept.append(rows[place])
            place += 1
        ready = [row for row in kept if row.on <= local_day(end)]
        due = due_entries(ready, end, True) if ready else []
        if due:
            gone = {row.id for row in due}
            kept = [row for row in kept if row.id not in gone]
            yield end, due


def _publish_year(commune: CommuneCard, sessions: Sequence[Session], tell: Tell) -> Publication:
    """One year's sessions: all places first, then files, one binding, and a signature for each session's tree."""
    desk = Desk(commune, sessions[0][0])
    year = checkpoints.open_log(desk)
    size = checkpoints.head_of(desk, year).placed
    sizes: list[int] = []
    whole = size + sum(len(due) for _, due in sessions)
    for end, due in sessions:
        checkpoints.place(replace(desk, now=end), year, due)
        size += len(due)
        sizes.append(size)
        tell(size, whole)
    return checkpoints.finish(replace(desk, now=sessions[-1][0]), checkpoints.head_of(desk, year), sizes)
