"""Whose box a sealed thing goes into: never the person concerned's, and rather somebody's who has a key of his own."""

import pytest

from vidan.domain.feedback.readers import Person, reader, speaks_of
from vidan.domain.people import Role

HANDLER = Person(1, "Nguyễn Thị Hiền", frozenset({Role.CONFIDENTIAL_HANDLER}), has_key=True)
INSPECTOR = Person(2, "Lò Văn Thắng", frozenset({Role.INSPECTOR}), has_key=True)
CHAIRMAN = Person(3, "Bùi Quốc Việt", frozenset({Role.LEADER}))
HOUSE = (HANDLER, INSPECTOR, CHAIRMAN)


@pytest.mark.parametrize(
    "words",
    [
        "Tôi tố cáo bà Nguyễn Thị Hiền nhận hối lộ",
        "chị Hiền ở phòng tiếp dân vòi tiền",
        "Cô HIỀN quát nạt dân",
        "toi to cao chi hien nhan tien",
        "to cao nguyen thi hien",
    ],
)
def test_what_names_the_handler_goes_to_somebody_else_though_nobody_chose_her_in_the_list(words: str) -> None:
    assert reader(HOUSE, None, words) == INSPECTOR.officer_id


@pytest.mark.parametrize(
    "words",
    [
        "Ông Bùi Quốc Việt tham ô",
        "ông Việt nhận tiền của doanh nghiệp",
        "Chủ tịch xã chia đất cho người nhà",
        "bi thu dang uy nhan hoi lo",
    ],
)
def test_what_names_a_leader_goes_to_the_inspector_first(words: str) -> None:
    assert reader(HOUSE, None, words) == INSPECTOR.officer_id
    assert reader((HANDLER, CHAIRMAN), None, words) == HANDLER.officer_id, "rather the handler than nobody"


@pytest.mark.parametrize("words", ["Trưởng thôn Vèn ăn chặn tiền hỗ trợ", "chỉ hiện nay mới thu", "tiền thắng lợi"])
def test_what_names_nobody_of_them_goes_to_the_handler(words: str) -> None:
    assert reader(HOUSE, None, words) == HANDLER.officer_id


def test_the_person_concerned_never_reads_even_when_nobody_else_is_there() -> None:
    assert reader((HANDLER, CHAIRMAN), HANDLER.officer_id, "x") is None
    assert reader((INSPECTOR,), INSPECTOR.officer_id, "x") is None


def test_a_message_that_names_all_readers_still_has_one() -> None:
    assert reader(HOUSE, None, "Tôi đã báo chị Hiền và ông Thắng mà không ai làm gì") is not None


def test_of_two_handlers_who_has_a_key_comes_first_then_who_is_there() -> None:
    bare = Person(0, "Vi Thị Kín", frozenset({Role.CONFIDENTIAL_HANDLER}))
    away = Person(4, "Hà Thị Xa", frozenset({Role.CONFIDENTIAL_HANDLER}), has_key=True, away=True)
    assert reader((bare, away, HANDLER), None, "x") == HANDLER.officer_id
    assert reader((bare, away), None, "x") == away.officer_id


def test_marks_count_unless_the_words_have_none() -> None:
    assert not speaks_of("chỉ hiện có hai người", HANDLER.name)
    assert not speaks_of("", HANDLER.name)
    assert not speaks_of("ông ấy", "")
