"""The situations of a life under which people look for a procedure."""

import pytest

from vidan.domain.procedures.situations import place, read_situations

TABLE = """* Sinh con
Hộ tịch: khai sinh
* Có người qua đời
*: mai táng
* Giấy tờ mất, sai
Hộ tịch
Hộ tịch: bản sao giấy khai sinh"""
SITUATIONS = read_situations(TABLE.splitlines(), "Việc khác")


@pytest.mark.parametrize(
    ("field", "name", "key"),
    [
        ("Hộ tịch", "Đăng ký khai sinh cho con", "sinh-con"),
        ("HỘ TỊCH", "Dang ky khai sinh", "sinh-con"),
        ("Hộ tịch", "Xin bản sao giấy khai sinh", "giay-to-mat-sai"),
        ("Hộ tịch", "Xác nhận thông tin", "giay-to-mat-sai"),
        ("Bảo trợ xã hội", "Mai táng phí cho cụ", "co-nguoi-qua-doi"),
        ("Chăn nuôi", "Khai sinh cho trâu", "viec-khac"),
        ("", "", "viec-khac"),
    ],
)
def test_the_longest_words_win_then_the_field_and_nothing_is_lost(field: str, name: str, key: str) -> None:
    assert place(SITUATIONS, field, name).key == key


def test_a_line_before_the_first_title_is_no_table() -> None:
    with pytest.raises(ValueError, match="Hộ tịch"):
        read_situations(["Hộ tịch: khai sinh"], "Việc khác")
