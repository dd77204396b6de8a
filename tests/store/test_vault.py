"""What is sealed opens with its key only, and with nothing once the key is gone."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vidan.store import vault

KEY = bytes(range(32))
JSON = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53), 2**53) | some.text(max_size=40),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A data folder without keys."""
    settings.DATA = tmp_path
    vault.forget_cached_keys()
    yield tmp_path
    vault.forget_cached_keys()


@given(JSON)
def test_what_was_sealed_opens_again(value: Any) -> None:
    assert vault.unseal(KEY, vault.seal(KEY, value)) == value


@given(some.text(min_size=1, max_size=60))
def test_the_same_words_never_look_the_same_twice(words: str) -> None:
    assert vault.seal(KEY, words) != vault.seal(KEY, words)


@given(some.data())
def test_one_changed_bit_is_seen(data: Any) -> None:
    sealed = bytearray(vault.seal(KEY, {"name": "Hà Thị Thảo"}))
    place = data.draw(some.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(vault.Unreadable):
        vault.unseal(KEY, bytes(sealed))


@pytest.mark.parametrize("box", [b"", b"short", bytes(12), bytes(200)])
def test_what_was_never_sealed_does_not_open(box: bytes) -> None:
    with pytest.raises(vault.Unreadable):
        vault.unseal(KEY, box)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(vault.Unreadable):
        vault.unseal(bytes(32), vault.seal(KEY, "Hà Thị Thảo"))


def test_each_person_has_a_key_of_her_own_that_only_the_root_unwraps() -> None:
    one, wrapped = vault.new_person_key()
    other, _ = vault.new_person_key()
    assert one != other
    assert vault.person_key(wrapped) == one
    assert one not in wrapped


def test_a_forgotten_person_cannot_be_read_any_more() -> None:
    key, _ = vault.new_person_key()
    sealed = vault.seal(key, {"name": "Hà Thị Thảo"})
    with pytest.raises(vault.Unreadable):
        vault.unseal(vault.person_key(b""), sealed)


def test_equal_numbers_are_found_by_an_index_that_says_nothing() -> None:
    index = vault.blind_index("number", "038186000123")
    assert index == vault.blind_index("number", "038186000123")
    assert len(index) == 16
    assert index != vault.blind_index("number", "038186000124")
    assert index != vault.blind_index("phone", "038186000123")
    assert vault.blind_index("number", "") == b""


def test_without_a_root_key_nothing_is_read_or_written(data: Path) -> None:
    with pytest.raises(vault.KeysMissing):
        vault.root_key()
    with pytest.raises(vault.KeysMissing):
        vault.new_person_key()


def test_the_root_key_is_made_once_for_the_owner_s_eyes_only(data: Path) -> None:
    root = vault.make_root_key()
    assert vault.make_root_key() == root == vault.root_key()
    assert len(root) == vault.ROOT_BYTES
    assert stat.S_IMODE((data / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "keys" / "root.key").stat().st_mode) == 0o600


def test_keys_of_different_purposes_have_nothing_in_common(data: Path) -> None:
    vault.make_root_key()
    assert vault.derived_key("person") != vault.derived_key("receipt")


def test_a_root_key_typed_from_the_key_sheet_opens_what_was_sealed_before(data: Path) -> None:
    root = vault.make_root_key()
    key, wrapped = vault.new_person_key()
    vault.keep_root_key(bytes(32))
    with pytest.raises(vault.Unreadable):
        vault.person_key(wrapped)
    vault.keep_root_key(root)
    assert vault.person_key(wrapped) == key


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sealed.bin"
    vault.write_durably(file, b"before")

    def no_room(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vault.os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        vault.write_durably(file, b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
