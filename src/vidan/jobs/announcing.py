"""Once a day the figures go into the public ledger, with the hashes of the open-data files; each night all is counted.

Nothing is announced that the ledger's own entries do not say: promise 8 is told a second time from them alone, and
where the two differ nothing is announced and an alarm is kept.
"""

import base64
import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from vidan.actions import ledger as ledger_acts
from vidan.actions import promises as acts
from vidan.adapters import public_files
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries, replay
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, program
from vidan.domain.promises import MAIN, Figure
from vidan.domain.promises.facts import ScoreboardPublished
from vidan.jobs import checkpoints, open_data, open_feeds
from vidan.queries import communes
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.queries.promises import board as boards
from vidan.queries.promises import corrections, tables, told
from vidan.queries.promises import recount as counting
from vidan.queries.promises import rows as listed
from vidan.queries.promises.measures import MEASURES

logger = logging.getLogger(__name__)

RECOUNT = "recount.json"
_DAY = timedelta(days=1)
Progress = Callable[[int], None]


def folder_of(commune: CommuneCard) -> Path:
    """Where a commune's open data lie."""
    return Path(settings.DATA) / "public" / commune.slug / open_data.FOLDER


# Once a day --------------------------------------------------------------------------------------------------------


def announce_all(now: datetime) -> None:
    """What the worker does each minute: the day's figures, once all that belongs to the day is public."""
    for commune in communes.publishing():
        try:
            announce(commune, now)
        except Refused as refused:
            logger.error("promises of %s: %s", commune.slug, refused.code)
        except OSError as problem:
            logger.error("promises of %s: figures were not announced (%s); trying again", commune.slug, problem)


def announce(commune: CommuneCard, now: datetime, day: date | None = None) -> bool:
    """Announce a day's figures if it is time. Whether they were announced now.

    The day is yesterday: a day that is not over brings more answers in the evening, and each would be a correction. It
    is time when everything written down for that day is public, and nothing was announced for it or a later one. Raises
    Refused, after keeping an alarm, when the ledger tells other figures.
    """
    if commune.training:
        return False
    day = day or local_day(now) - _DAY
    # The log of the year that it is now: the board is placed there, and the one of 31 December may come a year later.
    head, last = logs.head(commune.id, local_day(now).year), told.newest_board_left(commune.id)
    if head is None or not head.finished or (last is not None and last.on >= day):
        return False
    if any(row.on <= day and _counts(row) for row in logs.waiting(commune.id)):
        return False
    board = boards.board(commune.id, day)
    _refuse_other_figures(commune, board, now)
    _put_down(commune, day, now)
    files = open_data.files(commune, board, head.origin, head.placed)
    address = settings.PUBLIC_URL or f"https://{head.origin.partition('/')[0]}"
    feeds = open_feeds.files(commune, board, told.boards(commune.id, open_feeds.FEED_DAYS), address)
    public_files.write(folder_of(commune), files | feeds)
    measured = [one for one in board.promises if one.measured]
    published = ScoreboardPublished(
        day=day,
        since=last.until if last is not None and last.log in ("", head.name) else 0,
        until=head.placed,
        kept={str(one.number): one.main.figure.kept for one in measured},
        counted={str(one.number): one.main.figure.counted for one in measured},
        files={name: base64.b64encode(sha256(data).digest()).decode() for name, data in files.items() if _named(name)},
    )
    acts.announce(program(commune.id), published, now=now)
    checkpoints.publish(commune, now)
    return True


def _put_down(commune: CommuneCard, day: date, now: datetime) -> None:
    """What goes into the day's open data for good: the tables of a quarter that is over, the corrections."""
    actor, (first, last) = program(commune.id), tables.quarter_to_keep(day)
    made = [] if tables.is_kept(commune.id, last) else tables.made(commune.id, first, last)
    if made:
        acts.keep_tables(actor, first, last, made, now=now)
    acts.correct(actor, corrections.look(commune.id, day), now=now)


def _named(name: str) -> bool:
    return name != open_data.PACKAGE


def _counts(row: logs.WaitingEntry) -> bool:
    """Whether a figure may depend on this entry: slips are only paper until somebody answers."""
    return entries.parse(row.raw).kind != "phieu"


def _refuse_other_figures(commune: CommuneCard, board: boards.Board, now: datetime) -> None:
    """Promises 8 to 12 from the entries alone must be what the board says: the figures, and the rows of promise 8."""
    if 8 not in MEASURES:
        return
    raws = [raw for head in logs.heads(commune.id) for raw in logs.leaves(commune.id, head.year, head.edition)]
    parsed, window = [entries.parse(raw) for raw in raws], replay.windows(board.day)[MAIN]
    retold = replay.retell(parsed, board.day)
    found = replay.promise_8(retold, *window)
    told = {8: Figure(found.kept, found.counted)}
    told |= {int(number): Figure(*counts) for number, counts in replay.rated(parsed, *window).items()}
    shown = {one.number: one.main.figure for one in board.promises if one.measured}
    number = next((number for number, figure in told.items() if shown.get(number, figure) != figure), 8)
    ours, theirs = shown[number], told[number]
    rows = (row for row in listed.open_rows(commune.id, board.day) if row.promise == 8)
    other = [
        row.reference
        for row in rows
        if not replay.agrees(retold.stories.get(row.reference), row.due_on, row.finished_on)
    ]
    if ours != theirs or other:
        told_so = {"board": f"{ours.kept}/{ours.counted}", "ledger": f"{theirs.kept}/{theirs.counted}"}
        facts: dict[str, Any] = {**told_so, "rows": len(other), "promise": number}
        ledger_acts.raise_alarm(program(commune.id), board.day.year, "promises.differ", facts, now=now)
        raise Refused("promises.differ", **facts)


# Each night --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recount:
    """What a recount came to: occasions seen, those that had to be put right, and days of the tallies that had."""

    occasions: int
    differing: int
    days: int


def recount_all(now: datetime) -> None:
    """Every night: all figures of all communes, anew from the records."""
    for commune in communes.publishing():
        found = recount(commune, now)
        if found.differing or found.days:
            logger.error("promises of %s: %d occasions, %d days put right", commune.slug, found.differing, found.days)


def recount(commune: CommuneCard, now: datetime, progress: Progress = lambda _seen: None) -> Recount:
    """Count everything anew, put right what differs, and publish the difference in the open data."""
    actor, seen = program(commune.id), 0
    wrong: Counter[int] = Counter()
    for number in MEASURES:
        for count, subjects in counting.compared(commune.id, number):
            seen += count
            if subjects:
                wrong[number] += _put_right(actor, number, subjects, now)
            progress(seen)
    days = acts.add_up(actor, now=now)
    ours = set(MEASURES) if days else {number for number, count in wrong.items() if count}
    acts.correct(actor, corrections.look(commune.id, local_day(now)), recounted=ours, now=now)
    found = Recount(seen, wrong.total(), days)
    told_so = {"day": local_day(now).isoformat(), "occasions": seen, "differing": found.differing, "days": days}
    public_files.write(folder_of(commune), {RECOUNT: (json.dumps(told_so, sort_keys=True) + "\n").encode()})
    return found


def _put_right(actor: Actor, number: int, subjects: list[str], now: datetime) -> int:
    return acts.put_right(actor, number, subjects, MEASURES[number](actor.commune_id, subjects), now=now)
