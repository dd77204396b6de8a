"""Tiles and bundles: the paths and widths of the specification, and trees that come back from their files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidan.domain.errors import Refused
from vidan.domain.ledger import merkle, tiles
from vidan.domain.ledger.publishing import extend
from vidan.domain.ledger.tiles import ENTRIES, Tile


def test_the_paths_are_those_of_the_specification() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(0, 1234067, 5).path == "tile/0/x001/x234/067.p/5"
    assert Tile(ENTRIES, 0).path == "tile/entries/000"
    assert Tile(3, 1000, 255).path == "tile/3/x001/000.p/255"


@given(st.integers(-1, 63), st.integers(0, 10**10), st.integers(1, 256))
def test_a_path_leads_back_to_its_tile(level: int, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert tiles.parse_path(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1", "tile/0/x000/001", "tile/0/001/002", "tile/00/001", "tile/64/001", "tile/-1/001", "tile/0/001.p/0",
        "tile/0/001.p/256", "tile/0/001.p/01", "tile/0/001/", "/tile/0/001", "tile/data/001", "tile/0/x001",
        "tile/0/٠٠١", "tile/0/../001", "",
    ],
)  # fmt: skip
def test_a_path_written_otherwise_is_refused(path: str) -> None:
    with pytest.raises(Refused, match="ledger.tile.path"):
        tiles.parse_path(path)


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    made = [tile for tile in tiles.tiles_of(70_000) if tile.level != ENTRIES]
    assert [sum(t.level == level and t.full for t in made) for level in range(4)] == [273, 1, 0, 0]
    assert [t for t in made if not t.full] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    small = [tile for tile in tiles.tiles_of(256) if tile.level != ENTRIES]
    assert small == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles.tiles_of(0)) == []


@given(old=st.integers(0, 200_000), more=st.integers(0, 70_000))
def test_growing_in_two_steps_gives_no_tile_that_was_there_already(old: int, more: int) -> None:
    before, after = set(tiles.tiles_of(old)), set(tiles.tiles_of(old + more))
    grown = list(tiles.new_tiles(old, old + more))
    assert len(set(grown)) == len(grown)
    assert not set(grown) & before
    assert {tile for tile in after if tile not in before} == set(grown)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    assert tiles.parse_bundle(tiles.encode_bundle(entries), len(entries)) == tuple(entries)


def test_a_bundle_that_is_cut_or_of_another_width_is_refused() -> None:
    data = tiles.encode_bundle([b"one", b"two"])
    assert data == b"\x00\x03one\x00\x03two"
    for broken, width in ((data[:-1], 2), (data, 1), (data, 3), (data + b"\x00", 2), (b"\x00", 0)):
        with pytest.raises(Refused, match="ledger.bundle.malformed"):
            tiles.parse_bundle(broken, width)
    with pytest.raises(Refused, match="ledger.entry.too_long"):
        tiles.encode_bundle([bytes(65_536)])


class Shelf(dict[str, bytes]):
    """Files in memory."""

    def fetch(self, tile: Tile) -> bytes:
        return self[tile.path]

    def grow(self, size: int, root: bytes, count: int) -> bytes:
        grown = extend(size, root, self.fetch, [b"entry %d" % number for number in range(size, size + count)])
        for file in grown.files:
            assert self.setdefault(file.path, file.data) == file.data
        merkle.check_consistency(size, root, grown.size, grown.root, grown.consistency)
        return grown.root


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=5))
def test_a_tree_grown_in_steps_has_the_root_of_the_tree_built_at_once(steps: list[int]) -> None:
    shelf, size, root = Shelf(), 0, merkle.EMPTY_ROOT
    for count in steps:
        root = shelf.grow(size, root, count)
        size += count
        assert {tile.path for tile in tiles.tiles_of(size)} <= set(shelf)
    whole = merkle.Tree(merkle.leaf_hash(b"entry %d" % number) for number in range(size))
    tree = tiles.TiledTree(size, shelf.fetch)
    assert root == whole.root() == tree.root()
    for index in {0, size // 2, size - 1} if size else ():
        assert tree.inclusion(index) == whole.inclusion(index)
        assert tree.entry(index) == b"entry %d" % index


def test_a_tree_across_three_levels_of_tiles() -> None:
    shelf = Shelf()
    root = shelf.grow(0, merkle.EMPTY_ROOT, 65_800)
    again = shelf.grow(65_800, root, 300)
    assert "tile/2/000.p/1" in shelf and "tile/1/000" in shelf
    whole = merkle.Tree(merkle.leaf_hash(b"entry %d" % number) for number in range(66_100))
    assert (root, again) == (whole.root(65_800), whole.root())


def test_nothing_is_planned_on_top_of_tiles_that_do_not_give_the_signed_root() -> None:
    shelf = Shelf()
    root = shelf.grow(0, merkle.EMPTY_ROOT, 300)
    with pytest.raises(Refused, match="ledger.tree.differs"):
        extend(300, bytes(32), shelf.fetch, [b"more"])
    shelf["tile/entries/001.p/44"] = shelf["tile/entries/001.p/44"].replace(b"entry 299", b"entry 298")
    with pytest.raises(Refused, match="ledger.tree.differs"):
        extend(300, root, shelf.fetch, [b"more"])


@given(st.lists(st.integers(1, 70_000), min_size=1, max_size=5))
def test_every_size_that_was_signed_keeps_its_tiles_partial_or_full(sizes: list[int]) -> None:
    """c2sp.org/tlog-tiles: a partial tile may go only when its full tile is there."""
    size = max(sizes)
    there = {*tiles.tiles_of(size), *tiles.still_partial(sizes, size)}
    for old in sizes:
        assert all({tile, Tile(tile.level, tile.index)} & there for tile in tiles.tiles_of(old))


def test_a_size_that_is_not_signed_yet_has_no_tiles() -> None:
    assert list(tiles.still_partial([300], 299)) == []
