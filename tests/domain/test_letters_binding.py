"""Where a line of a letter must not end: inside a day, between a number and its unit, between a title and a name."""

import pytest

from vidan.content.letters import samples
from vidan.domain.letters.binding import HOLDING, bound, ended, set_out


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ngày 05 tháng 01 năm 2027", "ngày~05~tháng~01 năm~2027"),
        ("Từ ngày 16 tháng 6, lúc 7 giờ 30 phút", "Từ ngày~16~tháng~6, lúc 7~giờ~30~phút"),
        ("góp 1.500.000 đồng và 3 ngày công", "góp 1.500.000~đồng và 3~ngày công"),
        ("trong 5 ngày làm việc, 98 % đúng hẹn", "trong 5~ngày làm việc, 98~% đúng hẹn"),
        ("Nghị định số 30/2020/NĐ-CP, khoản 2 Điều 5", "Nghị định số~30/2020/NĐ-CP, khoản~2 Điều~5"),
        ("Kế hoạch quý I năm 2027", "Kế hoạch quý~I năm~2027"),
        ("Kính gửi ông/bà Hà Văn Ưng", "Kính gửi ông/bà~Hà Văn~Ưng"),
        ("mời bà Lê Thị Hoa, thôn Tôm, xã Điền Lư", "mời bà~Lê Thị~Hoa, thôn~Tôm, xã~Điền~Lư"),
        ("xin gọi 0237 000 1234", "xin gọi 0237~000~1234"),
        ("Bà con hai bên bờ suối, năm nào cũng vậy", "Bà con hai bên bờ suối, năm nào cũng vậy"),
        ("", ""),
    ],
)
def test_what_belongs_together_is_held_together_and_nothing_else(text, held):
    assert bound(text) == held.replace("~", HOLDING)


def test_word_parts_a_day_from_its_month_and_a_name_but_no_number_from_its_unit():
    told = "Mời bà Lê Thị Hoa góp 3 ngày công trước ngày 05 tháng 01."
    assert bound(told, loose=True) == told.replace("3 ngày", f"3{HOLDING}ngày").replace(
        "ngày 05", f"ngày{HOLDING}05"
    ).replace("tháng 01", f"tháng{HOLDING}01")


def test_a_short_name_is_held_whole_and_one_without_end_may_break():
    assert bound("cụ Hà Ưng") == f"cụ{HOLDING}Hà{HOLDING}Ưng"
    assert bound("ông " + "Nguyễn " * 40).count(HOLDING) == 2


def test_no_word_stands_alone_on_a_last_line():
    assert ended("Xin báo lại cho bà con.") == f"Xin báo lại cho bà{HOLDING}con."
    assert ended("Hà Ưng") == "Hà Ưng"
    assert ended("một hai ba bốn " + "a" * 20) == "một hai ba bốn " + "a" * 20


def test_holding_changes_no_word_and_no_title():
    for _, document in samples.all_samples():
        held = set_out(document)
        assert [block.text.split() for block in held.blocks] == [block.text.split() for block in document.blocks]
        assert held.title.split() == document.title.split()
