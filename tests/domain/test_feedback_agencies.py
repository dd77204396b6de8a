"""Whose it is has a name, why it is theirs is said, and it went there on a day and by a way that can be asked after."""

from dataclasses import replace
from datetime import date

import pytest

from vidan.domain.errors import Refused
from vidan.domain.feedback.agencies import Forwarding, Way, explained, named, tidy

CAME, TODAY = date(2026, 11, 10), date(2026, 11, 17)
SENT = Forwarding("Sở Xây dựng tỉnh", "đường tỉnh lộ do Sở quản lý", date(2026, 11, 12), Way.PAPER, "31/UBND")


@pytest.mark.parametrize(
    "name",
    ["Sở Xây dựng tỉnh", "công an huyện", "Điện lực Bá Thước", "EVN Thanh Hóa", "so xay dung", "Toà án khu vực 5"],
)
def test_a_name_of_a_body_is_taken(name: str) -> None:
    assert named(f" {name} ") == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "abc",
        "Sở",
        "abc xyz",
        "không phải việc của xã",
        "cơ quan khác",
        "cơ quan có thẩm quyền",
        "cấp trên ấy",
        "x" * 300,
    ],
)
def test_what_names_nobody_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=r"feedback\.agency\.unnamed"):
        named(name)


@pytest.mark.parametrize(
    "why", ["", "không phải việc của xã", "Không thuộc thẩm quyền của xã.", "không thuộc xã đâu ạ"]
)
def test_that_it_is_not_ours_is_no_reason(why: str) -> None:
    with pytest.raises(Refused, match=r"feedback\.send_on\.why"):
        explained(why)


def test_it_went_there_since_it_came_and_not_in_days_to_come_and_paper_has_a_number() -> None:
    assert tidy(SENT, CAME, TODAY) == SENT
    assert tidy(replace(SENT, way=Way.PHONE, number=""), CAME, TODAY).number == ""
    for day in (date(2026, 11, 9), date(2026, 11, 18)):
        with pytest.raises(Refused, match=r"feedback\.send_on\.day"):
            tidy(replace(SENT, on=day), CAME, TODAY)
    for way in (Way.PAPER, Way.LINE):
        with pytest.raises(Refused, match=r"feedback\.send_on\.number"):
            tidy(replace(SENT, way=way, number=" "), CAME, TODAY)
