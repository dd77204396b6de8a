"""A whole village hears the loudspeaker: it names nobody, gives away nothing of anybody, and is soon over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.steering import LONGEST_SECONDS, heard, seconds

CALM = "Bà con chú ý. Sáng thứ Năm tuần này, Chủ tịch xã tiếp bà con tại phòng tiếp dân. Ai có việc, xin mời đến."


def codes(text: str, *offices: str) -> set[str]:
    return {one.code.rpartition(".")[2] for one in heard(text, offices) if one.blocking}


def test_a_calm_text_passes_and_takes_few_seconds() -> None:
    assert heard(CALM) == ()
    assert seconds(CALM) <= 10


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mời ông Lò Văn Thử đến nhận kết quả.", "name"),
        ("Cảm ơn cháu Bùi Thị Mơ đã báo cầu hỏng.", "name"),
        ("Ai nhặt được bò lạc xin gọi 0912 345 678.", "phone"),
        ("Người có số 038 201 004 512 đến nhận thẻ.", "identity"),
        ("Hồ sơ H-261117-003 đã xong.", "code"),
        ("Trai tráng sinh năm 2007 có tên trong danh sách.", "person"),
        (" ".join(["tiếng"] * 90), "long"),
    ],
)
def test_what_belongs_to_one_person_is_not_read_out(text: str, code: str) -> None:
    assert code in codes(text)


def test_who_holds_an_office_may_be_named_and_the_communes_own_number_too() -> None:
    text = "Sáng mai ông Bùi Quốc Việt tiếp bà con, cần hỏi xin gọi 0237 000 1234."
    assert codes(text) == {"name"}
    assert codes(text, "Bùi Quốc Việt") == set()


def test_what_is_hard_to_hear_is_remarked_and_blocks_nothing() -> None:
    found = heard("UBND xã mời bà con xem tại https://xa.example/loi-hua, đăng ký trước.")
    assert {one.code for one in found} == {"steering.broadcast.address", "steering.broadcast.short"}
    assert not any(one.blocking for one in found)


@given(st.text(max_size=400))
def test_any_text_at_all_is_heard_without_falling_over(text: str) -> None:
    assert seconds(text) >= 0
    assert ("long" in codes(text)) == (seconds(text) > LONGEST_SECONDS)
