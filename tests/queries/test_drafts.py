"""What was typed when a session ran out is held sealed, and opens for nobody who changed it."""

from hypothesis import given
from hypothesis import strategies as some

from vidan.queries import drafts


@given(some.dictionaries(some.text(max_size=20), some.lists(some.text(max_size=40), max_size=3), max_size=5))
def test_a_draft_comes_back_as_it_was(typed: dict[str, list[str]]) -> None:
    assert drafts.unseal(drafts.seal(typed)) == typed


def test_a_draft_does_not_lie_in_the_clear() -> None:
    assert "Hà Thị Thảo".encode() not in drafts.seal({"name": ["Hà Thị Thảo"]})


@given(some.binary(max_size=80))
def test_bytes_that_are_no_draft_open_as_nothing(sealed: bytes) -> None:
    assert drafts.unseal(sealed) is None


@given(some.integers(0, 30))
def test_one_changed_bit_and_nothing_opens(place: int) -> None:
    sealed = bytearray(drafts.seal({"name": ["x"]}))
    sealed[place % len(sealed)] ^= 1
    assert drafts.unseal(bytes(sealed)) is None
