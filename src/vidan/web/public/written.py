"""The pages of *Mười hai lời hứa*, written at the event: the same file for everybody until something changes.

Beside each stands for which state of the board, day and look it was written (its stamp); another stamp, and it is
written anew: all of them by the worker within a minute, the one that is asked for at once, by who asks. Making the
stamp takes a few small questions to the database, once a second for each process.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from vidan.adapters import public_files
from vidan.content.promises import COUNT
from vidan.domain.moments import local_day
from vidan.domain.promises import WINDOW_DAYS
from vidan.queries import ledger as logs
from vidan.queries import steering
from vidan.queries.communes import CommuneCard
from vidan.queries.dossiers.trips import Trips, trips
from vidan.queries.promises import board as boards
from vidan.queries.promises import corrections, tables, told
from vidan.queries.promises import rows as listed
from vidan.queries.promises.beside import Number, beside
from vidan.speech import language as speaking
from vidan.web.public import aside_words, board_words, ready

FOLDER = "loi-hua"
LANGUAGES = ("vi", "en")
#: The board itself, and the part of the first page that says how the twelve stand; the others have the numbers of their
#: promises as names.
INDEX, GLANCE = "index", "glance"
NAMES = (INDEX, GLANCE, *map(str, range(1, COUNT + 1)))
#: For so long a process believes what it knows of the board's state.
SURE_FOR = 1.0
#: The promise beside which it stands how often people had to come.
TRIPS = 6
#: The list of rows stands still within a day: whoever watches it must not see whose dossier just came in.
YESTERDAY = timedelta(days=1)
_known: dict[str, tuple[float, tuple[Any, ...]]] = {}


def folder_of(commune: CommuneCard) -> Path:
    """Where a commune's pages lie."""
    return Path(settings.DATA) / "public" / commune.slug / FOLDER


def page_name(name: str, language: str) -> str:
    """`8.vi.html`."""
    return f"{name}.{language}.html"


def forget() -> None:
    """Believe nothing: look again at the next visit."""
    _known.clear()


def page(commune: CommuneCard, name: str, language: str, now: datetime) -> bytes:
    """A page by its name (of NAMES), right to the second. On a full disk it is drawn for each visitor."""
    place = f"{commune.slug}/{commune.id}"
    since, stamp = _known.get(place, (float("-inf"), ()))
    if monotonic() - since >= SURE_FOR:
        stamp = _stamp(commune, local_day(now))
        _known[place] = monotonic(), stamp
    return _Pages(commune, now).kept(name, language, stamp)


def glance(commune: CommuneCard, language: str, now: datetime) -> bytes | None:
    """How the twelve stand, for the first page: written with the board, so the two never disagree. None before the
    first board was written (the worker does it within a minute; nobody's first page waits for it), and in training.
    """
    there = public_files.read(folder_of(commune) / page_name(GLANCE, language)) is not None
    return page(commune, GLANCE, language, now) if there and not commune.training else None


def write(commune: CommuneCard, now: datetime) -> bool:
    """Write the pages of a commune that are not right. Whether there were any."""
    stamp, pages = _stamp(commune, local_day(now)), _Pages(commune, now)
    for language in LANGUAGES:
        for name in NAMES:
            pages.kept(name, language, stamp)
    return pages.drawn > 0


def _stamp(commune: CommuneCard, day: date) -> tuple[Any, ...]:
    changes, published = boards.changes(commune.id), told.newest_board(commune.id)
    plan = steering.targets(commune.id, day), steering.answering(commune.id, day)
    return changes, plan, published, _recount(commune), day, commune, ready.look()


@dataclass(frozen=True)
class Evidence:
    """What stands below a promise's figure: rows and tables."""

    rows: tuple[listed.Row, ...] = ()
    kept: tuple[tables.Table, ...] = ()


class _Pages:
    """The pages of a commune at a moment: what several of them need is asked for once, and only when one is drawn."""

    def __init__(self, commune: CommuneCard, now: datetime) -> None:
        self.commune, self.now, self.drawn = commune, now, 0
        self._behind: dict[int, Evidence] = {}

    def kept(self, name: str, language: str, stamp: tuple[Any, ...]) -> bytes:
        """A page as it lies where it was drawn for this stamp; else drawn now, and kept."""
        return public_files.ready(
            folder_of(self.commune), page_name(name, language), stamp, lambda: self._drawn(name, language)
        )

    def _drawn(self, name: str, language: str) -> bytes:
        self.drawn += 1
        speaking.use(language)
        with translation.override(language):
            common = self._common | {"language": language}
            if name in (INDEX, GLANCE):
                context = common | board_words.board(self._board) | {"page_name": "public.promises"}
                template = "public/promises.html" if name == INDEX else "public/glance.html"
                return render_to_string(template, context).encode()
            context = common | self._promise(int(name))
            return render_to_string("public/promise.html", context).encode()

    @cached_property
    def _board(self) -> boards.Board:
        return boards.board(self.commune.id, local_day(self.now))

    @cached_property
    def _members(self) -> dict[int, steering.Answering]:
        return steering.answering(self.commune.id, self._board.day)

    @cached_property
    def _common(self) -> dict[str, Any]:
        commune, day = self.commune, self._board.day
        return {
            "commune": commune,
            "demo": settings.INVENTED,
            "training": commune.training,
            "made_at": self.now,
            "published": told.newest_board(commune.id),
            "recount": _recount(commune),
            "corrected": corrections.counts(commune.id, day - timedelta(days=WINDOW_DAYS - 1), day),
            "address": _address(commune),
        }

    def _promise(self, number: int) -> dict[str, Any]:
        one = next(one for one in self._board.promises if one.number == number)
        behind = self._behind.get(number) or self._evidence(one)
        self._behind[number] = behind
        words = board_words.promise(one, behind.rows, behind.kept) | board_words.owner(one, self._members.get(number))
        return {**words, "asides": self._asides(one, behind), "page_name": "public.promise"}

    def _asides(self, one: boards.PromiseFigures, behind: Evidence) -> list[aside_words.Aside]:
        visits, told = self._quarter
        span = boards.last_quarter(self._board.day)
        visited = aside_words.trips(visits, *span) if one.number == TRIPS else []
        return visited + aside_words.asides(one, behind.rows, told, *span)

    @cached_property
    def _quarter(self) -> tuple[Trips, Mapping[str, Number]]:
        return _quarter(self.commune, self._board.day)

    def _evidence(self, one: boards.PromiseFigures) -> Evidence:
        if not one.measured:
            return Evidence()
        found = listed.rows(self.commune.id, one.number, self._board.day - YESTERDAY)
        return Evidence(found, tables.newest(self.commune.id, one.number))


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


def _quarter(commune: CommuneCard, day: date) -> tuple[Trips, Mapping[str, Number]]:
    """Of a quarter that is over, so that nobody's answer can be reckoned out of it; counted once a day."""
    first, last = boards.last_quarter(day)

    def make() -> bytes:
        return json.dumps([asdict(trips(commune.id, first, last)), dict(beside(commune.id, first, last))]).encode()

    kept = public_files.ready(ready.folder_of(commune), "quarter.json", (commune.id, first, last, day), make)
    visits, told = json.loads(kept)
    return Trips(**visits), {name: (number, of) for name, (number, of) in told.items()}
