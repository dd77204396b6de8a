"""Tiles: the tree and the entries cut into small files that any web server can hand out.

Source: c2sp.org/tlog-tiles (tile height 8). A full tile is 256 hashes; a partial one carries its width in its name, so
no file ever changes once it is written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vidan.domain.errors import Refused
from vidan.domain.ledger.merkle import HASH_SIZE, inclusion_proof, node_hash, tree_root

HEIGHT = 8
WIDTH = 1 << HEIGHT
#: The "level" of entry bundles in our own type; in paths they are called `entries`.
ENTRIES = -1
#: The prefix of an entry has two bytes.
LONGEST_ENTRY = 0xFFFF
_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


@dataclass(frozen=True, order=True)
class Tile:
    """One tile: level 0 to 63 (or ENTRIES), index within the level, number of hashes or entries (1 to 256)."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def full(self) -> bool:
        return self.width == WIDTH

    @property
    def path(self) -> str:
        """The path below the log's address, e.g. `tile/0/x001/234.p/17`."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        suffix = "" if self.full else f".p/{self.width}"
        return f"tile/{level}/{_index_path(self.index)}{suffix}"


def _index_path(index: int) -> str:
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.append(f"x{index % 1000:03d}")
    return "/".join(reversed(parts))


def parse_path(path: str) -> Tile:
    """The tile that a path names. Refused unless it is written exactly as the specification says."""
    found = _PATH.fullmatch(path)
    if found is not None:
        level = ENTRIES if found[1] == "entries" else int(found[1])
        tile = Tile(level, int(found[2].replace("/", "").replace("x", "")), int(found[3] or WIDTH))
        if tile.path == path and level < 64 and (found[3] is None or tile.width < WIDTH):
            return tile
    raise Refused("ledger.tile.path", path=path)


def tile_at(level: int, index: int, size: int) -> Tile:
    """The tile as it is in the tree of `size`: full, or partial with its width. Refused when it does not exist."""
    width = min(WIDTH, (size >> (HEIGHT * max(level, 0))) - index * WIDTH)
    if width < 1:
        raise Refused("ledger.tile.outside", level=level, index=index, size=size)
    return Tile(level, index, width)


def new_tiles(old: int, new: int) -> Iterator[Tile]:
    """The tiles that come into being when the tree grows from `old` to `new` entries: bundles first, then by level."""
    for level in range(ENTRIES, 8):
        shift = HEIGHT * max(level, 0)
        before, after = old >> shift, new >> shift
        if after == 0:
            break
        if before == after:
            continue
        for index in range(before // WIDTH, -(-after // WIDTH)):
            yield tile_at(level, index, new)


def tiles_of(size: int) -> Iterator[Tile]:
    """All tiles of the tree of `size`, entry bundles first."""
    return new_tiles(0, size)


def still_partial(sizes: Iterable[int], size: int) -> Iterator[Tile]:
    """The partial tiles of earlier trees of these sizes that a tree of `size` has not filled yet.

    A log must serve them for each size that it signed a checkpoint of (c2sp.org/tlog-tiles, partial tiles).
    """
    for old in sorted({old for old in sizes if old <= size}):
        for level in range(ENTRIES, 8):
            shift = HEIGHT * max(level, 0)
            index, width = divmod(old >> shift, WIDTH)
            if width and (index + 1) * WIDTH > size >> shift:
                yield Tile(level, index, width)


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries as a bundle: each behind its length in two bytes, big-endian. Refused when one is too long."""
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise Refused("ledger.entry.too_long", length=len(entry), most=LONGEST_ENTRY)
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """The entries of a bundle of that width. Refused when it holds fewer, more, or is cut short."""
    entries: list[bytes] = []
    place = 0
    while place < len(data):
        length = int.from_bytes(data[place : place + 2], "big")
        entries.append(data[place + 2 : place + 2 + length])
        place += 2 + length
    if place != len(data) or len(entries) != width:
        raise Refused("ledger.bundle.malformed", entries=len(entries), width=width)
    return tuple(entries)


def split_tile(data: bytes, width: int) -> tuple[bytes, ...]:
    """The hashes of a tile of that width. Refused when the length is wrong."""
    if len(data) != width * HASH_SIZE:
        raise Refused("ledger.tile.length", length=len(data), width=width)
    return tuple(data[place : place + HASH_SIZE] for place in range(0, len(data), HASH_SIZE))


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of hashes that stand side by side."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]


class TiledTree:
    """A tree of a known size read from its tiles; `fetch` brings one tile's bytes."""

    def __init__(self, size: int, fetch: Callable[[Tile], bytes]) -> None:
        self.size = size
        self._fetch = fetch
        self.hashes = lru_cache(maxsize=4096)(self._hashes)

    def _hashes(self, level: int, index: int) -> tuple[bytes, ...]:
        tile = tile_at(level, index, self.size)
        return split_tile(self._fetch(tile), tile.width)

    def node(self, level: int, index: int) -> bytes:
        """The hash of a perfect subtree, for `merkle`'s functions."""
        tile_level, inner = divmod(level, HEIGHT)
        tile_index, offset = divmod(index << inner, WIDTH)
        found = self.hashes(tile_level, tile_index)[offset : offset + (1 << inner)]
        if len(found) != 1 << inner:
            raise Refused("ledger.tile.outside", level=tile_level, index=tile_index, size=self.size)
        return perfect_root(found)

    def root(self) -> bytes:
        """The root as it follows from the tiles."""
        return tree_root(self.size, self.node)

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """The path of an entry in this tree."""
        return inclusion_proof(index, self.size, self.node)

    def entry(self, index: int) -> bytes:
        """The bytes of one entry, from its bundle."""
        tile = tile_at(ENTRIES, index // WIDTH, self.size)
        return parse_bundle(self._fetch(tile), tile.width)[index % WIDTH]
