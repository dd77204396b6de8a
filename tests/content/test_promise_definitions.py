"""What the twelve promises say of themselves, in both languages."""

import re
import unicodedata
from dataclasses import fields
from datetime import date
from importlib.resources import files

import pytest

from vidan.content.promises import COUNT, definitions, versions
from vidan.domain.promises import Definition, Wording

TEXT = (files("vidan.content.promises") / "definitions.toml").read_text(encoding="utf-8")
TARGETS = {1: 95, 2: 90, 3: 90, 4: 100, 5: 95, 6: 95, 7: 100, 8: 98, 9: 90, 10: 90, 11: 90, 12: 90}


def test_there_are_five_three_and_four() -> None:
    found = definitions(date(2026, 11, 28))
    assert [one.number for one in found] == list(range(1, COUNT + 1))
    groups = [one.group for one in found]
    assert [groups.count(group) for group in ("biet", "khong", "the-hien")] == [5, 3, 4]


def test_targets_are_those_of_the_programme() -> None:
    assert {one.number: one.target for one in definitions(date(2026, 11, 28))} == TARGETS


@pytest.mark.parametrize("one", versions(), ids=lambda one: f"{one.number}.{one.version}")
def test_each_sentence_is_there_in_both_languages(one: Definition) -> None:
    for words in (one.vi, one.en):
        for field in fields(Wording):
            text = getattr(words, field.name)
            assert text == text.strip()
            assert len(text) > 5
    assert all(getattr(one.vi, field.name) != getattr(one.en, field.name) for field in fields(Wording))
    assert not re.search("hệ thống", str(one.vi), re.IGNORECASE), "no jargon"


def test_the_text_is_composed() -> None:
    assert unicodedata.is_normalized("NFC", TEXT)


def test_before_the_first_day_of_effect_the_first_version_stands() -> None:
    assert definitions(date(2020, 1, 1)) == definitions(date(2025, 7, 1))


@pytest.mark.parametrize(
    ("number", "counts"), [(2, "kết quả tìm thủ tục"), (4, "thư quay lại"), (5, "thư cảm ơn quay lại")]
)
def test_a_change_of_counting_is_a_second_version_with_its_day(number: int, counts: str) -> None:
    before, after = (definitions(day)[number - 1] for day in (date(2026, 11, 28), date(2026, 11, 29)))
    assert (before.version, after.version, after.since) == (1, 2, date(2026, 11, 29))
    assert counts not in f"{before.vi.counted} {before.vi.formula}".casefold()
    said = f"{after.vi.counted} {after.vi.formula}"
    assert counts in said
    assert "bản 2 (29/11/2026)" in said
    assert "version 2 (29/11/2026)" in f"{after.en.counted} {after.en.formula}"
    assert (before.target, before.owner, before.vi.name) == (after.target, after.owner, after.vi.name)
