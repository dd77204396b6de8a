"""A stranger's judgement of the open data: are these the files that the ledger names, and do they say the same?

The newest scoreboard `bc` names the files by their hashes. Their rows must give every figure that it and
`promises.json` tell, and a row of promise 8 must say what the ledger's entries say of its reference. Pure: the files
come in through a reader. The form of the files is told in docs/open-data.md.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.ledger import naming, replay
from vidan.domain.ledger.audit import Judgement
from vidan.domain.ledger.note import to_base64
from vidan.domain.ledger.source import Unreadable, missing
from vidan.domain.occasions import Occasion
from vidan.domain.promises.figures import NOTHING, Figure
from vidan.domain.promises.heard import FeedbackTold
from vidan.domain.promises.tallies import part
from vidan.domain.promises.windows import MAIN, windows

FOLDER = "du-lieu"
OCCASIONS, FIGURES = "occasions.csv", "promises.json"
PROMISES = 12
COLUMNS = ("promise", "reference", "received_on", "due_on", "finished_on", "broken_on", "open_from", "count")

#: A million lines are read one after another, not all held at once.
_LINE = re.compile(rb"[^\n]+\n?")

#: Brings one public file of the commune by its path, `du-lieu/occasions.csv`; raises FileNotFoundError, Unreadable.
Read = Callable[[str], bytes]
_Days = tuple[date | None, date | None, date | None]
_Shape = tuple[str, date | None, date | None, date | None]


@dataclass
class Opened:
    """What was found: the scoreboard's day, how many files fit, the main figures by promise, and what is wrong.

    No file and nothing wrong: there was none beside the log (`absent`), or it is of a later log (`later`).
    """

    day: date
    number: int
    files: int = 0
    absent: bool = False
    later: str = ""
    figures: dict[str, Figure] = field(default_factory=dict)
    problems: list[Refused] = field(default_factory=list)


def judge(read: Read, judged: Sequence[Judgement]) -> Opened | None:
    """Judge the files beside a commune's logs (oldest first); None when no scoreboard names any."""
    log = next((one for one in reversed(judged) if one.board is not None), None)
    if log is None or log.board is None:
        return None
    number, retold = log.board
    board = log.entries[number]
    told = board.counts or {}
    if not told.get("files"):
        return None
    found = Opened(board.day, number)
    try:
        files = _files(read, told["files"], log.origin, found)
        if files:
            entries = [entry for one in judged if one is not log for entry in one.entries]
            heard = FeedbackTold(entries + log.entries[: min(number, told["to"])], board.day)
            _compare(files, told, retold, heard, found)
    except Refused as refused:
        found.problems.append(refused)
    return found


def _files(read: Read, marked: Mapping[str, str], origin: str, found: Opened) -> dict[str, bytes]:
    """The files that the scoreboard names. Empty for a mirror that has the log alone, and for those of a later log."""
    files: dict[str, bytes] = {}
    for name in sorted(marked):
        try:
            files[name] = read(f"{FOLDER}/{name}")
        except Unreadable as problem:
            raise missing(f"{FOLDER}/{name}", problem) from None
        except FileNotFoundError:
            continue
    if not files:
        found.absent = True
        return {}
    found.later = _later(read, files.get(FIGURES, b""), origin)
    if found.later:
        return {}
    for name in sorted(marked):
        if name not in files:
            raise Refused("ledger.audit.missing", path=f"{FOLDER}/{name}")
        if to_base64(sha256(files[name]).digest()) != marked[name]:
            raise Refused("promises.opened.file", path=f"{FOLDER}/{name}", number=found.number)
        found.files += 1
    return files


def _later(read: Read, data: bytes, origin: str) -> str:
    """The log that the files name as theirs, when it is a later one that lies there too: then they are its own."""
    try:
        theirs = str(json.loads(data)["ledger_origin"])
        house, _, name = theirs.rpartition("/nhat-ky/")
        if house != origin.rpartition("/nhat-ky/")[0] or naming.parse(theirs) <= naming.parse(origin):
            return ""
        read(f"nhat-ky/{name}/checkpoint")
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError, Refused):
        return ""
    return theirs


def _compare(
    files: Mapping[str, bytes], told: Mapping[str, Any], retold: replay.Retold, heard: FeedbackTold, found: Opened
) -> None:
    """Rows against the ledger's entries; figures of `promises.json` and of the scoreboard against the rows."""
    shapes: Counter[_Shape] = Counter()
    shown, version = _shown(files[FIGURES])
    heard.strict = version > 1
    for line, (promise, reference, received, due, days, count) in enumerate(_rows(files[OCCASIONS]), start=2):
        shapes[(promise, *days)] += count
        if promise == "8" and not replay.agrees(retold.stories.get(reference), due, days[0]):
            raise Refused("promises.opened.row", line=line, reference=reference)
        if promise in ("1", "2", "3") and not heard.fits(promise, reference, received, days[0], broken=bool(days[1])):
            raise Refused("promises.opened.heard", line=line, promise=promise, reference=reference)
    all_windows = windows(found.day)
    for reference in heard.missing(min(first for first, _ in all_windows.values()), found.day):
        raise Refused("promises.opened.unlisted", reference=reference)
    ours = {name: _counted(shapes, *window) for name, window in all_windows.items()}
    for promise in sorted(told["kept"].keys() | shown.keys(), key=int):
        found.figures[promise] = ours[MAIN].get(promise, NOTHING)
        _same(
            f"bc {found.number}", promise, (told["kept"].get(promise), told["counted"].get(promise)), ours[MAIN], found
        )
        for name in ours:
            _same(f"{FIGURES} ({name})", promise, shown.get(promise, {}).get(name), ours[name], found)


def _rows(data: bytes) -> Iterator[tuple[str, str, date | None, date | None, _Days, int]]:
    """(promise, reference, received, due, (finished, broken, open from), count) of each line. Refused for one out of
    form.
    """
    line = 1
    try:
        lines = csv.reader((one[0].decode("ascii") for one in _LINE.finditer(data)), strict=True)
        if tuple(next(lines, ())) != COLUMNS:
            raise ValueError(OCCASIONS)
        for promise, reference, received, due, finished, broken, begun, count in lines:
            line += 1
            if not 1 <= int(promise) <= PROMISES or int(count) < 1:
                raise ValueError(promise)
            yield promise, reference, _day(received), _day(due), (_day(finished), _day(broken), _day(begun)), int(count)
    except (ValueError, csv.Error) as error:
        raise Refused("promises.opened.form", path=f"{FOLDER}/{OCCASIONS}", line=line) from error


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _counted(shapes: Mapping[_Shape, int], first: date, last: date) -> dict[str, Figure]:
    """The figures of a window by promise, from how often each shape of a row stands there."""
    kept, counted = Counter[str](), Counter[str]()
    for (promise, finished, broken, begun), count in shapes.items():
        adds = part(Occasion("", last, None, finished, broken, begun), first, last)
        kept[promise] += adds.kept * count
        counted[promise] += adds.counted * count
    return {promise: Figure(kept[promise], counted[promise]) for promise in counted}


def _shown(data: bytes) -> tuple[dict[str, dict[str, tuple[int, int]]], int]:
    """What `promises.json` shows, by promise and window, and the version of promise 1's definition. Refused when out of
    form, or when it says two things.
    """
    try:
        found: dict[str, dict[str, tuple[int, int]]] = {}
        version = 0
        for promise, shown in json.loads(data)["promises"].items():
            version = int(shown.get("definition_version", 0)) if promise == "1" else version
            found[promise] = {name: (one["kept"], one["counted"]) for name, one in shown["windows"].items()}
            if not 1 <= int(promise) <= PROMISES or found[promise][MAIN] != (shown["kept"], shown["counted"]):
                raise ValueError(promise)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("promises.opened.form", path=f"{FOLDER}/{FIGURES}", line=1) from error
    return found, version


def _same(place: str, promise: str, told: tuple[Any, Any] | None, ours: Mapping[str, Figure], found: Opened) -> None:
    figure = ours.get(promise, NOTHING)
    if told != (figure.kept, figure.counted):
        said = "/".join(map(str, told)) if told else "–"
        facts: dict[str, Any] = {"place": place, "told": said, "kept": figure.kept, "counted": figure.counted}
        found.problems.append(Refused("promises.opened.figure", promise=promise, **facts))
