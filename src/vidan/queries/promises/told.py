"""What the public ledger tells: of one reference, and of the board itself. Only what is published."""

import json
from dataclasses import dataclass
from datetime import date

from vidan.domain.ledger.naming import log_name
from vidan.store.models import Entry


@dataclass(frozen=True)
class ToldEntry:
    """A published entry: its kind and days, its log and place there, its very bytes as text."""

    kind: str
    on: date
    due: date | None
    log: str
    position: int
    raw: str


def of_reference(commune_id: int, reference: str) -> list[ToldEntry]:
    """The published entries of a matter, oldest first; none before they were published."""
    rows = Entry.objects.of(commune_id).filter(reference=reference).exclude(position=None) if reference else []
    return sorted((_told(row) for row in rows), key=lambda entry: (entry.log, entry.position))


@dataclass(frozen=True)
class PublishedBoard:
    """The newest scoreboard entry (`bc`) that is published: its day, log and place, and the counts it tells."""

    on: date
    log: str
    position: int
    told: str


def newest_board(commune_id: int) -> PublishedBoard | None:
    """The newest published `bc`; None before the first."""
    rows = Entry.objects.of(commune_id).filter(kind="bc").exclude(position=None)
    row = rows.order_by("-log_year", "-log_edition", "-position").first()
    if row is None:
        return None
    told = _told(row)
    return PublishedBoard(told.on, told.log, told.position, told.raw)


@dataclass(frozen=True)
class Figures:
    """What a scoreboard told of its day: (kept, counted) by promise."""

    day: date
    told: dict[int, tuple[int, int]]


def boards(commune_id: int, most: int) -> list[Figures]:
    """The newest published boards, one for each day."""
    rows = Entry.objects.of(commune_id).filter(kind="bc").exclude(position=None).order_by("-on", "-pk")
    found = []
    for on, body in rows.values_list("on", "body")[:most]:
        told = json.loads(body)["n"]
        counts = {int(number): (told["kept"][number], told["counted"][number]) for number in told["kept"]}
        found.append(Figures(on, dict(sorted(counts.items()))))
    return found


@dataclass(frozen=True)
class LeftBoard:
    """The newest scoreboard entry, public or still waiting: its day, its log (empty: waiting), where it ended."""

    on: date
    log: str
    until: int


def newest_board_left(commune_id: int) -> LeftBoard | None:
    """The newest `bc` of all; None before the first."""
    row = Entry.objects.of(commune_id).filter(kind="bc").order_by("-on", "-pk").first()
    if row is None:
        return None
    log = log_name(row.log_year, row.log_edition) if row.log_year is not None else ""
    return LeftBoard(row.on, log, int(json.loads(row.body)["n"]["to"]))


def _told(row: Entry) -> ToldEntry:
    due = json.loads(row.body).get("due")
    assert row.log_year is not None
    assert row.position is not None
    log = log_name(row.log_year, row.log_edition)
    return ToldEntry(row.kind, row.on, date.fromisoformat(due) if due else None, log, row.position, row.body)
