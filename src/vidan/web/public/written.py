"""The pages of *Mười hai lời hứa*, written at the event: the same file for everybody until something changes.

What is written says for which state of the board, day and look it was (`stamp`); another stamp, and all are written
anew, by the worker within a minute or by the first visitor at once. Making the stamp takes two small questions to the
database, once a second for each process.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from vidan.adapters import public_files
from vidan.domain.moments import local_day
from vidan.domain.promises import WINDOW_DAYS
from vidan.queries import ledger as logs
from vidan.queries import steering
from vidan.queries.communes import CommuneCard
from vidan.queries.dossiers.trips import Trips, trips
from vidan.queries.promises import board as boards
from vidan.queries.promises import corrections, tables, told
from vidan.queries.promises import rows as listed
from vidan.speech import language as speaking
from vidan.web.public import board_words, ready

logger = logging.getLogger(__name__)

FOLDER = "loi-hua"
LANGUAGES = ("vi", "en")
STAMP = "stamp.txt"
#: For so long a process believes that its files are right.
SURE_FOR = 1.0
#: The promise beside which it stands how often people had to come.
TRIPS = 6
#: The list of rows stands still within a day: whoever watches it must not see whose dossier just came in.
YESTERDAY = timedelta(days=1)
_looked: dict[str, float] = {}


def folder_of(commune: CommuneCard) -> Path:
    """Where a commune's pages lie."""
    return Path(settings.DATA) / "public" / commune.slug / FOLDER


def page_name(name: str, language: str) -> str:
    """`8.vi.html`."""
    return f"{name}.{language}.html"


def forget() -> None:
    """Believe nothing: look again at the next visit."""
    _looked.clear()


def page(commune: CommuneCard, name: str, language: str, now: datetime) -> bytes | None:
    """A written page, right to the second; None when there is no such page. On a full disk the one from before, or
    drawn for this visitor.
    """
    place, file = f"{commune.slug}/{commune.id}", folder_of(commune) / page_name(name, language)
    data = public_files.read(file)
    if data is None or monotonic() - _looked.get(place, float("-inf")) >= SURE_FOR:
        try:
            write(commune, now)
        except OSError as problem:
            logger.error("pages of %s were not written: %s", commune.slug, problem)
            if data is None:
                data = dict(_pages(commune, boards.board(commune.id, local_day(now)), now)).get(file.name)
            return data
        finally:
            _looked[place] = monotonic()
        data = public_files.read(file)
    return data


def write(commune: CommuneCard, now: datetime) -> bool:
    """Write all pages of a commune unless they are right already. Whether they were written."""
    day = local_day(now)
    stamp = _stamp(commune, day)
    folder = folder_of(commune)
    if public_files.read(folder / STAMP) == stamp:
        return False
    found = boards.board(commune.id, day)
    files = dict(_pages(commune, found, now))
    public_files.write(folder, {**files, STAMP: stamp})
    return True


def _stamp(commune: CommuneCard, day: date) -> bytes:
    changes, published = boards.changes(commune.id), told.newest_board(commune.id)
    plan = steering.targets(commune.id, day), steering.answering(commune.id, day)
    told_of = (changes, plan, published, _recount(commune), day, commune, ready.look())
    return sha256(repr(told_of).encode()).hexdigest().encode()


def _pages(commune: CommuneCard, board: boards.Board, now: datetime) -> Iterator[tuple[str, bytes]]:
    behind = {one.number: _evidence(commune, board, one) for one in board.promises}
    members = steering.answering(commune.id, board.day)
    whole = {
        "commune": commune,
        "demo": settings.DEMO,
        "training": commune.training,
        "made_at": now,
        "published": told.newest_board(commune.id),
        "recount": _recount(commune),
        "corrected": corrections.counts(commune.id, board.day - timedelta(days=WINDOW_DAYS - 1), board.day),
        "address": _address(commune),
    }
    for language in LANGUAGES:
        speaking.use(language)
        with translation.override(language):
            common = whole | {"language": language}
            context = common | board_words.board(board) | {"page_name": "public.promises"}
            yield page_name("index", language), _rendered("public/promises.html", context)
            for one in board.promises:
                context = common | _promise(one, behind[one.number], members.get(one.number))
                yield page_name(str(one.number), language), _rendered("public/promise.html", context)


def _address(commune: CommuneCard) -> str:
    """Where this commune's pages stand for other sites: as configured, else by the name that its log bears."""
    heads = logs.heads(commune.id)
    named = f"https://{heads[-1].origin.partition('/')[0]}" if heads else ""
    return settings.PUBLIC_URL or named


def _recount(commune: CommuneCard) -> dict[str, Any] | None:
    """What the last recount of everything came to, as it was published."""
    data = public_files.read(folder_of(commune).with_name("du-lieu") / "recount.json")
    if data is None:
        return None
    found = json.loads(data)
    return {
        "day": date.fromisoformat(found["day"]),
        "occasions": found["occasions"],
        "wrong": found["differing"] + found["days"],
    }


@dataclass(frozen=True)
class Evidence:
    """What stands below a promise's figure: rows, tables, and beside promise 6 how often people had to come."""

    rows: tuple[listed.Row, ...] = ()
    kept: tuple[tables.Table, ...] = ()
    trips: tuple[Trips, date, date] | None = None


def _evidence(commune: CommuneCard, board: boards.Board, one: boards.PromiseFigures) -> Evidence:
    if not one.measured:
        return Evidence()
    found = listed.rows(commune.id, one.number, board.day - YESTERDAY)
    asked = _trips(commune, board.day) if one.number == TRIPS else None
    return Evidence(found, tables.newest(commune.id, one.number), asked)


def _promise(one: boards.PromiseFigures, behind: Evidence, member: steering.Answering | None) -> dict[str, Any]:
    asides = board_words.trips(*behind.trips) if behind.trips else []
    told = board_words.promise(one, behind.rows, behind.kept) | board_words.owner(one, member)
    return {**told, "asides": asides, "page_name": "public.promise"}


def _trips(commune: CommuneCard, day: date) -> tuple[Trips, date, date]:
    """Of a quarter that is over, so that nobody's answer can be reckoned out of it; counted once a day."""
    first, last = boards.last_quarter(day)

    def make() -> bytes:
        return json.dumps(asdict(trips(commune.id, first, last))).encode()

    kept = public_files.ready(ready.folder_of(commune), "trips.json", (commune.id, first, last, day), make)
    return Trips(**json.loads(kept)), first, last


def _rendered(template: str, context: dict[str, Any]) -> bytes:
    return render_to_string(template, context).encode()
