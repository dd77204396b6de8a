"""A ZIP pack that somebody brought is looked into within bounds."""

import zipfile
from io import BytesIO

import pytest

from vidan.store.packs import MOST_PARTS, MOST_READ, parts_of


def packed(*parts: tuple[str, str]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, inside in parts:
            pack.writestr(name, inside)
    return held.getvalue()


def joins(name: str) -> bool:
    return name.endswith(".rels")


def test_names_are_told_in_lower_case_and_only_what_is_wanted_is_read() -> None:
    pack = packed(("word/vbaProject.bin", "x"), ("_RELS/.rels", "y"))
    assert parts_of(pack, joins) == {"word/vbaproject.bin": b"", "_rels/.rels": b"y"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04" + bytes(40),
        packed(("a.rels", "x"))[:-30],
        packed(("a.rels", "x"), ("A.rels", "y")),
        packed(("a.rels", "0" * (MOST_READ + 1))),
        packed(("a.rels", "0" * MOST_READ), ("b.rels", "1")),
        packed(*((f"{number}", "") for number in range(MOST_PARTS + 1))),
    ],
    ids=["empty", "no pack", "cut", "a name twice", "a bomb", "two that are too much", "too many parts"],
)
def test_what_is_no_pack_or_goes_beyond_the_bounds_is_not_opened(content: bytes) -> None:
    assert parts_of(content, joins) is None
