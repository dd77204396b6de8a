"""A guide is measured as a keeper would count it by finger, and officials' words are found where they stand."""

import pytest

from vidan.domain.feedback.asked import likest
from vidan.domain.procedures.plain import EASY, HARD, MIDDLE, Glossary, Term, reading

GLOSSARY = Glossary(
    [
        Term(1, ("bản sao",), "Tờ in lại."),
        Term(2, ("bản sao trích lục",), "Tờ chép từ sổ."),
        Term(3, ("niêm yết",), "Dán"),
    ]
)
LONG = "một hai ba bốn năm " * 6


def test_sentences_and_tieng_are_counted() -> None:
    found = reading(["Mang bản chính. Nộp ở quầy, chờ giấy hẹn", "Nhận kết quả"], GLOSSARY)
    assert (found.sentences, found.longest, found.longest_sentence) == (3, 6, "Nộp ở quầy, chờ giấy hẹn")
    assert found.mean == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("texts", "level"),
    [
        ([], EASY),
        (["Mang giấy ra quầy.", "Chờ lấy giấy hẹn."], EASY),
        (["Mang giấy ra quầy."] * 9 + [LONG], MIDDLE),
        (["Niêm yết bản sao."], MIDDLE),
        ([LONG, "Mang giấy ra quầy."], HARD),
    ],
)
def test_long_sentences_and_officials_words_make_it_harder(texts: list[str], level: str) -> None:
    assert reading(texts, GLOSSARY).level == level


def test_a_date_or_an_amount_ends_no_sentence() -> None:
    assert reading(["Nộp 8.000 đồng trước 1.7.2026."], GLOSSARY).sentences == 1


def test_each_word_is_explained_once_where_it_stands_first_and_the_longest_form_wins() -> None:
    pieces, terms = GLOSSARY.explain(["Một Bản sao trích lục", "bản sao, rồi bản sao trích lục"])
    assert [(piece.text, piece.term and piece.term.number) for piece in pieces[0]] == [
        ("Một ", None),
        ("Bản sao trích lục", 2),
    ]
    assert [piece.term.number for piece in pieces[1] if piece.term] == [1]
    assert [term.number for term in terms] == [2, 1]
    assert ["".join(piece.text for piece in line) for line in pieces] == [
        "Một Bản sao trích lục",
        "bản sao, rồi bản sao trích lục",
    ]


def test_a_word_within_a_word_is_left_alone() -> None:
    assert GLOSSARY.explain(["niêm yếtx"])[1] == ()
    assert Glossary([]).explain(["niêm yết"])[1] == ()


BEFORE = (
    "Hộ cận nghèo có được miễn tiền bảo hiểm y tế không?",
    "Làm giấy khai sinh cho cháu mà bố mẹ chưa đăng ký kết hôn thì cần gì?",
    "Mất sổ đỏ thì xin cấp lại ở đâu?",
)


@pytest.mark.parametrize(
    ("question", "place"),
    [("nha can ngheo co duoc bao hiem y te ko", 0), ("khai sinh bố mẹ chưa kết hôn", 1), ("bị mất sổ đỏ", 2)],
)
def test_what_was_asked_before_is_found_again(question: str, place: int) -> None:
    assert likest(question, BEFORE, (), 3)[:1] == [place]


@pytest.mark.parametrize("question", ["", "cho tôi hỏi", "xin phép nuôi ong", "🙂", "' OR 1=1 --"])
def test_what_nobody_asked_finds_nothing(question: str) -> None:
    assert likest(question, BEFORE, (), 3) == []
    assert likest(question, (), (), 3) == []
