"""What everybody may read never names who wrote it, nor anybody's number; other numbers stay."""

import pytest

from vidan.domain.errors import Refused
from vidan.domain.feedback.publishing import check, without_person

NAME, PHONE = "Hà Thị Mẫu", "0987 654 321"
GIVES_AWAY = [
    "Tôi là Hà Thị Mẫu, hỏi việc khai sinh",
    "toi la HA THI MAU",
    "Hà Thị Mẫu Đơn hỏi",
    "gọi tôi 0987.654.321 nhé",
    "gọi tôi 0987\u00a0654\u00a0321",
    "gọi tôi 0987  654  321",
    "gọi tôi 0987,654,321",
    "gọi tôi 0987/654/321",
    "gọi tôi 0987–654–321",
    "gọi anh tôi +84 912 345 678",
    "gọi 84987654321",
    "ngày 05/10/2026 gọi 0237 3891 002",
    "căn cước 038156001234",
    "căn cước 038 156 001 234",
    "chứng minh 171234567",
    "xe 36B1-234.56 lấn đường",
    "gọi (0987) 654 321",
    "gọi 0987 - 654 - 321",
    "chứng minh 171 234 567",
    "gọi 09.87.65.43.21",
    "gọi 09 12 34 56 78 hoặc 09 8765 4321",
    "tk 19034567890123",
    "số tài khoản 0123 4567 8901 23",
    "gọi 0987 654 321 đ/c Mẫu",
    "gọi-0987654321",
    "xe 36N-1234 và 36-B1 1234",
    "xe ba gác 36c 12345",
    "viết cho ba.ha.thi.mau@thon-ven.vn",
]
ORDINARY = [
    "Cháu sinh ngày 05/10/2026, lệ phí 8.000 đồng, hẹn 12.11.2026 14 giờ thì sao?",
    "năm học 2025-2026, từ 2024 2025",
    "đền bù 25.000.000 đồng, sau là 250 000 000 đ, cả xã 100.000.000.000 đồng",
    "mã ĐL-261117-0001 và ĐL-090117-0001, Thông tư 04/2020/TT-BTP, Quyết định 0123/2024",
    "mở cửa 07:30-11:30, thửa 012 tờ 034, các nhà số 01, 02, 03, 04, 05, 06",
    "Mẫu đơn lấy ở đâu, hà khắc quá",
    "thu 250000000 đồng, chi 250.000.000.000, còn 1 250 500 đồng",
    "ba thửa 0,5 0,75 0,125 héc ta, ở 20.0312345678, 105.2061234567",
    "rộng 10m 2000 viên gạch, 20 kg 2500 đồng",
    "gọi 112, 113, 114, 115; mương rộng 120 cm; có 18h30 và 20h",
]


@pytest.mark.parametrize("words", GIVES_AWAY)
def test_words_that_would_give_their_writer_away_are_not_published(words: str) -> None:
    with pytest.raises(Refused, match=r"feedback\.show\.") as refused:
        check("text", words, NAME, PHONE)
    assert refused.value.field == "text"
    check("text", without_person(words, NAME), NAME, PHONE)  # what is proposed instead passes


@pytest.mark.parametrize("words", ORDINARY)
def test_days_years_prices_and_references_are_nobody_s_and_stay(words: str) -> None:
    check("text", words, NAME, PHONE)
    assert without_person(words, NAME) == words


def test_an_answer_may_name_the_number_to_call_but_not_the_asker_s() -> None:
    check("answer", "Chị gọi 0237 3891 002.", NAME, PHONE, answer=True)
    assert "0237 3891 002" in without_person("Chị Hà Thị Mẫu gọi 0237 3891 002.", NAME, answer=True)
    for words in (
        "Tôi đã gọi +84987654321.",
        "gọi 0 9 8 7 : 6 5 4 : 3 2 1 nhé",
        "Đã gọi 84987654321",
        "Căn cước 038 156 001 234 đã đúng.",
    ):
        with pytest.raises(Refused, match="number"):
            check("answer", words, NAME, PHONE, answer=True)


@pytest.mark.parametrize("name", ["Lan", "Người dân", "bà con thôn", ""])
def test_a_name_that_may_be_anybody_s_hides_no_word(name: str) -> None:
    check("text", "Người dân, bà con thôn Vèn trồng lan hỏi", name, "")


def test_what_is_proposed_keeps_the_rest() -> None:
    told = without_person("Tôi là hà thị mẫu, 0987 654 321, căn cước 038156001234, sinh 05.10.2026", NAME)
    assert told == "Tôi là …, …, căn cước …, sinh 05.10.2026"


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("Nhà ông Lê Văn Tám và bà Hà Thị Mẫu bị ngập.", "Nhà ông … và bà … bị ngập."),
        ("Ông Tám số 12 ngõ 3, anh Nam ở số nhà 7.", "Ông … số … ngõ …, anh … ở số nhà …."),
        ("Đề nghị ông Chủ tịch xã và bà Trưởng thôn xem lại.", None),
        ("Chị em Hội Phụ nữ, bà con Thôn Tôm cảm ơn anh. Nghị quyết số 15/2026/NQ.", None),
    ],
)
def test_whoever_is_spoken_of_is_proposed_without_name_and_door(words: str, proposed: str | None) -> None:
    assert without_person(words, "") == (proposed or words)
    assert without_person(words, "", answer=True) == words
