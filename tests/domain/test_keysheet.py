"""The key on paper for the safe."""

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain import keysheet
from vidan.domain.errors import Refused
from vidan.speech.refusals.identity import SENTENCES

KEY = bytes(range(32))
KEYS = st.binary(min_size=32, max_size=32)


def refusal(act, text):
    with pytest.raises(Refused) as caught:
        act(text)
    assert caught.value.field == "words"
    assert SENTENCES[caught.value.code].format(**caught.value.facts)
    return caught.value


def test_there_are_256_different_syllables():
    assert len(set(keysheet.SYLLABLES)) == 256
    assert all(syllable.isascii() and syllable.isalpha() for syllable in keysheet.SYLLABLES)


def test_the_sheet_of_a_known_key_never_changes():
    words = keysheet.to_words(KEY)
    assert words[:4] == ("ba", "bai", "bam", "ban")
    assert words[16:18] == ("cha", "chai")
    assert words[32:] == ("man", "bui")
    assert keysheet.to_qr(KEY) == "VIDAN-KEY1:AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPWGDI"


@given(KEYS)
def test_words_bring_the_key_back(key):
    words = keysheet.to_words(key)
    assert len(words) == 34
    assert keysheet.from_words(" ".join(words)) == key


@given(KEYS)
def test_the_scanned_text_brings_the_key_back(key):
    text = keysheet.to_qr(key)
    assert text.startswith("VIDAN-KEY1:")
    assert keysheet.from_qr(text) == keysheet.read(f" {text.lower()}\n") == key


@given(KEYS)
def test_words_may_be_typed_in_capitals_with_tones_numbers_and_dashes(key):
    words = keysheet.to_words(key)
    typed = "\n".join(f"{n}. {word.upper()} -" for n, word in enumerate(words, start=1))
    assert keysheet.read(typed) == key
    toned = " ".join(unicodedata.normalize("NFC", word.replace("o", "ộ").replace("d", "đ")) for word in words)
    assert keysheet.from_words(toned) == key


@given(KEYS, st.integers(0, 33), st.integers(1, 255))
def test_one_wrong_syllable_is_noticed(key, position, shift):
    words = list(keysheet.to_words(key))
    words[position] = keysheet.SYLLABLES[(keysheet.SYLLABLES.index(words[position]) + shift) % 256]
    try:
        assert keysheet.from_words(" ".join(words)) != key
    except Refused as refused:
        assert refused.code == "keysheet.words.checksum"


def test_a_slip_of_the_pen_is_named_by_its_place():
    words = list(keysheet.to_words(KEY))
    words[6] = "bng"
    refused = refusal(keysheet.from_words, " ".join(words))
    assert refused.code == "keysheet.word.unknown"
    assert (refused.facts["position"], refused.facts["word"]) == (7, "bng")
    assert "bung" in refused.facts["near"] or "bang" in refused.facts["near"]


def test_two_syllables_changed_round_are_noticed():
    words = list(keysheet.to_words(KEY))
    words[0], words[1] = words[1], words[0]
    assert refusal(keysheet.from_words, " ".join(words)).code == "keysheet.words.checksum"


@pytest.mark.parametrize("text", ["", "ba", " ".join(["ba"] * 33), " ".join(["ba"] * 35)])
def test_too_few_and_too_many_syllables_are_counted(text):
    refused = refusal(keysheet.from_words, text)
    assert refused.code == "keysheet.words.count"
    assert refused.facts["expected"] == 34


@pytest.mark.parametrize("text", ["", "https://example.vn", "VIDAN-KEY1:", "VIDAN-KEY1:" + "1" * 55, "VIDAN-KEY1:é"])
def test_another_code_is_not_a_key(text):
    assert refusal(keysheet.from_qr, text).code == "keysheet.qr.unreadable"


def test_a_damaged_code_is_noticed():
    text = keysheet.to_qr(KEY)
    damaged = text[:20] + ("A" if text[20] != "A" else "B") + text[21:]
    assert refusal(keysheet.from_qr, damaged).code == "keysheet.qr.checksum"


@given(st.text(max_size=200))
def test_no_typed_text_can_do_worse_than_a_refusal(text):
    with contextlib.suppress(Refused):
        keysheet.read(text)


def test_a_key_of_another_length_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="32 bytes"):
        keysheet.to_words(b"short")
