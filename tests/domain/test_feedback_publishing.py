"""What everybody may read never names who wrote it, nor anybody's number."""

import pytest

from vidan.domain.errors import Refused
from vidan.domain.feedback.publishing import check, without_person

NAME, PHONE = "Hà Thị Mẫu", "0987 654 321"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Tôi là Hà Thị Mẫu, hỏi việc khai sinh", "feedback.show.name"),
        ("toi la HA THI MAU", "feedback.show.name"),
        ("gọi tôi 0987.654.321 nhé", "feedback.show.number"),
        ("gọi anh tôi +84 912 345 678", "feedback.show.number"),
        ("căn cước 038156001234", "feedback.show.number"),
        ("Hà Thị Mẫu Đơn hỏi", "feedback.show.name"),
        ("Cháu sinh ngày 05/10/2026, lệ phí 8.000 đồng, hẹn 12.11.2026 thì sao?", ""),
        ("Mẫu đơn lấy ở đâu, hà khắc quá", ""),
    ],
)
def test_words_that_would_give_their_writer_away_are_not_published(words: str, code: str) -> None:
    if not code:
        check("text", words, NAME, PHONE)
        return
    with pytest.raises(Refused) as refused:
        check("text", words, NAME, PHONE)
    assert (refused.value.code, refused.value.field) == (code, "text")


def test_an_answer_may_name_the_number_to_call_but_not_the_asker_s() -> None:
    check("answer", "Chị gọi 0237 3891 002.", NAME, PHONE, answer=True)
    for words in ("Tôi đã gọi +84987654321.", "Căn cước 038 156 001 234 đã đúng."):
        with pytest.raises(Refused, match="number"):
            check("answer", words, NAME, PHONE, answer=True)


def test_a_name_of_one_word_may_be_any_word() -> None:
    check("text", "Trồng lan có cần giấy không?", "Lan", "")


def test_what_is_proposed_for_publishing_passes() -> None:
    told = without_person("Tôi là hà thị mẫu, 0987 654 321, sinh 05.10.2026", NAME)
    assert told == "Tôi là …, …, sinh 05.10.2026"
    check("text", told, NAME, PHONE)
