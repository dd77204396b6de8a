"""How entries get into the log: when, in which order, and which files come of it. Pure; others do the writing.

Order within one publication is by commitment, so that it says nothing of who came first. The files of a growing tree
are planned here from the tiles there are; nothing is planned on top of tiles that do not give the root last signed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import TypeVar

from vidan.domain.errors import Refused
from vidan.domain.ledger import entries as entry_form
from vidan.domain.ledger.merkle import Tree, consistency_proof, leaf_hash
from vidan.domain.ledger.tiles import (
    ENTRIES,
    HEIGHT,
    WIDTH,
    Tile,
    TiledTree,
    encode_bundle,
    new_tiles,
    parse_bundle,
    perfect_root,
    split_tile,
    still_partial,
    tile_at,
    tiles_of,
)
from vidan.domain.moments import local_day

#: So many waiting entries hide one another; then they need not wait for the end of the session.
ENOUGH = 20
#: No entry waits longer, whatever the calendar says: the public is promised this.
LONGEST_MERGE = timedelta(hours=24)
#: Ratings and tokens wait for a crowd, but not longer than this after the Monday of their week.
LONGEST_WAIT = timedelta(days=30)
_WEEK = timedelta(days=7)

#: The kind that waits for nothing.
SCOREBOARD = "bc"

Item = TypeVar("Item", bound="Waiting")
Fetch = Callable[[Tile], bytes]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry in the outbox: its bytes, when it was written down, and what its bytes say: kind, day, commitment."""

    raw: bytes
    since: datetime
    kind: str
    on: date
    commitment: bytes = b""

    @property
    def turn(self) -> tuple[bool, bytes]:
        """Its place among the entries of one publication, as `shuffled` has it."""
        return turn(self.kind, self.commitment, self.raw)


@dataclass(frozen=True)
class File:
    """A file to write below the log's folder; it never changes afterwards."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Extension:
    """A longer tree: its size and root, the proof that it begins with the old one, the new files."""

    old_size: int
    size: int
    root: bytes
    consistency: tuple[bytes, ...]
    files: tuple[File, ...]


def due_entries(waiting: Sequence[Item], now: datetime, session_ended: bool) -> list[Item]:
    """Which waiting entries are published now; `session_ended` says that one ended since the last publication.

    A scoreboard goes at once: it tells of nobody, so it has nobody to hide among.

    Day entries go when a session has ended or when twenty wait. Tokens and ratings go once a week at the earliest, in
    crowds of twenty of their kind; once the oldest is of a week thirty days ago, all of them do: no longer than the box
    of answers waits, so that the public figure and the ledger never differ.
    """
    chosen = [item for item in waiting if item.kind == SCOREBOARD]
    daily = [item for item in waiting if item.kind not in entry_form.WEEKLY and item.kind != SCOREBOARD]
    if session_ended or len(daily) >= ENOUGH:
        chosen += daily
    for kind in sorted(entry_form.WEEKLY):
        today = local_day(now)
        past = [item for item in waiting if item.kind == kind and item.on + _WEEK <= today]
        crowd = sum(len(entry_form.parse(item.raw).tokens) for item in past)
        if crowd >= ENOUGH or any(item.on + LONGEST_WAIT <= today for item in past):
            chosen += past
    return chosen


def shuffled(raws: Iterable[bytes]) -> tuple[bytes, ...]:
    """The entries of one publication in the order in which they become leaves: by commitment, `bc` last."""
    return tuple(sorted(raws, key=_turn))


def turn(kind: str, commitment: bytes, raw: bytes) -> tuple[bool, bytes]:
    """By what the entries of one publication are ordered: it says nothing of who came first."""
    return kind == SCOREBOARD, commitment or sha256(raw).digest()


def _turn(raw: bytes) -> tuple[bool, bytes]:
    entry = entry_form.parse(raw)
    return turn(entry.kind, entry.commitment or b"", raw)


def extend(size: int, root: bytes, fetch: Fetch, added: Sequence[bytes]) -> Extension:
    """Plan how the tree of `size` with `root` grows by the added entries.

    `fetch` brings tiles of the old tree. Refused when they do not give `root`: then nothing may be signed.
    """
    old = TiledTree(size, fetch)
    if old.root() != root:
        raise Refused("ledger.tree.differs", size=size)
    rows = _edges(size, fetch, old)
    made: dict[Tile, bytes] = {}
    for entry in added:
        _add(rows, entry, made)
    new_size = size + len(added)
    for tile in new_tiles(size, new_size):
        if tile not in made:
            row = rows[tile.level]
            made[tile] = encode_bundle(row.parts) if tile.level == ENTRIES else b"".join(row.parts)
    tree = TiledTree(new_size, lambda tile: made[tile] if tile in made else fetch(tile))
    files = tuple(File(tile.path, made[tile]) for tile in sorted(made))
    proof = consistency_proof(size, new_size, tree.node)
    return Extension(size, new_size, tree.root(), proof, files)


def files_of(raws: Sequence[bytes], tree: Tree, signed: Iterable[int] = ()) -> Iterator[File]:
    """Every file that the log of these entries has, bundles first; `tree` holds the hashes of the same entries.

    `signed`: earlier sizes that were signed too; the partial tiles of those trees come last.
    """
    for tile in chain(tiles_of(len(raws)), still_partial(signed, len(raws))):
        first = tile.index * WIDTH
        if tile.level == ENTRIES:
            yield File(tile.path, encode_bundle(raws[first : first + tile.width]))
        else:
            level = HEIGHT * tile.level
            yield File(tile.path, b"".join(tree.node(level, index) for index in range(first, first + tile.width)))


@dataclass
class _Row:
    """The rightmost, still partial tile of a level."""

    index: int
    parts: list[bytes]


def _edges(size: int, fetch: Fetch, tree: TiledTree) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for level in range(ENTRIES, 8):
        count = size >> (8 * max(level, 0))
        index, width = divmod(count, WIDTH)
        parts: list[bytes] = []
        if width:
            data = fetch(tile_at(level, index, size))
            parts = list(parse_bundle(data, width) if level == ENTRIES else split_tile(data, width))
        rows[level] = _Row(index, parts)
    if [leaf_hash(entry) for entry in rows[ENTRIES].parts] != rows[0].parts:
        raise Refused("ledger.tree.differs", size=size)
    return rows


def _add(rows: dict[int, _Row], entry: bytes, made: dict[Tile, bytes]) -> None:
    bundle = rows[ENTRIES]
    bundle.parts.append(entry)
    if len(bundle.parts) == WIDTH:
        made[Tile(ENTRIES, bundle.index)] = encode_bundle(bundle.parts)
        rows[ENTRIES] = _Row(bundle.index + 1, [])
    level, step = 0, leaf_hash(entry)
    while True:
        row = rows[level]
        row.parts.append(step)
        if len(row.parts) < WIDTH:
            return
        made[Tile(level, row.index)] = b"".join(row.parts)
        step = perfect_root(row.parts)
        rows[level] = _Row(row.index + 1, [])
        level += 1
