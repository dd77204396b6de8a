"""Names stand where a Vietnamese reader looks for them."""

import random
import unicodedata

import pytest

from vidan.domain.sorting import dictionary, given_name


@pytest.mark.parametrize(
    "rightly",
    [
        ["Ấm", "Bái", "Côn", "Đan", "Điền Lư", "Đồng Tâm", "Tôm", "Trung Thành", "Vèn"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "măng", "mâm"],
        ["an", "ăn", "ân", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ba", "bá", "bà lão", "bá tánh"],  # tones decide only where all letters are the same
        ["Thôn 2", "Thôn 2a", "Thôn 10", "Thôn Ấm"],
        ["", " a", "b"],
    ],
)
def test_words_stand_in_the_dictionarys_order(rightly: list[str]) -> None:
    mixed = rightly[:]
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=dictionary) == rightly


def test_people_stand_under_their_given_name() -> None:
    names = ["Bùi Quốc Việt", "Hà Thị Thảo", "Lê Hải Yến", "Lê Thị Hoa", "Phạm Đăng Khoa", "Đỗ An", "Lê Thị Hòa"]
    assert sorted(names, key=given_name) == [
        "Đỗ An", "Lê Thị Hoa", "Lê Thị Hòa", "Phạm Đăng Khoa", "Hà Thị Thảo", "Bùi Quốc Việt", "Lê Hải Yến"
    ]  # fmt: skip


def test_how_a_word_is_composed_and_capitals_do_not_matter() -> None:
    apart = unicodedata.normalize("NFD", "Đồng Tâm")
    assert dictionary(apart)[:2] == dictionary("ĐỒNG TÂM")[:2] == dictionary("đồng tâm")[:2]


@pytest.mark.parametrize("odd", ["", "   ", "😀", "١٢", "²", "\u0301", "a\u0301\u0301", "<b>", "ﬁ", "9" * 400])
def test_whatever_is_written_has_a_place(odd: str) -> None:
    assert sorted([odd, "a", "1"], key=dictionary)
    assert sorted([odd, "Lê Thị Hoa"], key=given_name)
