"""The reception day's book: who came, what was said, what became of it; what the law seals is not in it."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions.feedback import reception, working
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import Gathering, Visit
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries.feedback import reception as books
from vidan.queries.feedback.reception import ReceptionLine
from vidan.store import boxes, vault
from vidan.store.models import Feedback, Reception, SealedMatter

TODAY = local_day(NOW)
VISIT = Visit(
    occasion=Gathering.RECEPTION,
    held_on=TODAY,
    name="Hà Văn Thử",
    address="Thôn Tôm",
    said="Mương đầu thôn bị đất lấp, xin xã cho nạo vét.",
    cls=MessageClass.FEEDBACK,
)


def enter(house: House, visit: Visit = VISIT, **words: Any) -> reception.Entered:
    return reception.enter(house.specialist, replace(visit, **words), now=NOW)


def lines(house: House, occasion: Gathering = Gathering.RECEPTION) -> list[ReceptionLine]:
    return books.book(house.specialist, occasion, TODAY, TODAY)


def test_who_came_stands_in_the_book_and_takes_a_code_with_a_date_home(house: House) -> None:
    entered = enter(house)
    (line,) = lines(house)
    assert (line.number, line.name, line.said) == (1, VISIT.name, VISIT.said)
    assert entered.sent is not None
    assert line.code == entered.sent.code
    assert entered.sent.answer_by > NOW


def test_numbers_run_by_year_and_by_kind_of_meeting(house: House) -> None:
    enter(house)
    enter(house)
    enter(house, occasion=Gathering.DIALOGUE)
    assert [line.number for line in lines(house)] == [1, 2]
    assert [line.number for line in lines(house, Gathering.DIALOGUE)] == [1]


def test_what_was_answered_there_and_then_opens_nothing(house: House) -> None:
    enter(house, follow=False, answer="Mai xã cho máy xúc vào làm.")
    (line,) = lines(house)
    assert line.code == ""
    assert line.answered_at == NOW
    assert not Feedback.objects.of(house.commune).exists()


def test_a_denunciation_goes_to_the_confidential_handler_and_leaves_no_line(house: House) -> None:
    entered = enter(house, cls=MessageClass.DENUNCIATION, said="Ông ấy lấy tiền hỗ trợ của bà con.")
    assert entered.line_id is None
    assert entered.sent is not None
    assert lines(house) == []
    assert not Feedback.objects.of(house.commune).exists()
    assert SealedMatter.objects.of(house.commune).get().code == entered.sent.code


def test_what_sounds_like_a_denunciation_is_sealed_though_the_officer_calls_it_a_question(house: House) -> None:
    enter(house, cls=MessageClass.QUESTION, said="Tôi tố cáo trưởng thôn bỏ túi tiền quỹ của dân.")
    assert lines(house) == []
    assert SealedMatter.objects.of(house.commune).count() == 1


def test_at_a_dialogue_each_question_has_its_asker_and_its_answer(house: House) -> None:
    enter(house, occasion=Gathering.DIALOGUE, name="Vi Thị Thử", said="Bao giờ có điện về bản?")
    (line,) = lines(house, Gathering.DIALOGUE)
    reception.answer(house.specialist, line.id, "Điện lực hẹn đóng điện trước Tết.", now=NOW)
    (line,) = lines(house, Gathering.DIALOGUE)
    assert (line.name, line.said) == ("Vi Thị Thử", "Bao giờ có điện về bản?")
    assert line.answer == "Điện lực hẹn đóng điện trước Tết."


def test_what_became_of_it_is_added_and_nothing_before_is_lost(house: House) -> None:
    enter(house, follow=False, answer="Xã ghi nhận, tuần sau xem.")
    (line,) = lines(house)
    reception.answer(
        house.specialist, line.id, "Đã nạo vét xong.", handled_by="Tổ thủy nông, số 12", now=NOW + timedelta(days=9)
    )
    (line,) = lines(house)
    assert line.answer == "Xã ghi nhận, tuần sau xem.\nĐã nạo vét xong."
    assert line.handled_by == "Tổ thủy nông, số 12"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": " "}, "name"),
        ({"said": "à"}, "said"),
        ({"said": "a" * 5000}, "said"),
        ({"people": 0}, "people"),
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"ours": False}, "guided_to"),
        ({"follow": False}, "answer"),
        ({"follow": False, "occasion": Gathering.DIALOGUE, "cls": MessageClass.QUESTION}, "answer"),
        ({"follow": False, "cls": MessageClass.COMPLAINT, "answer": "Xã xem rồi, đúng luật."}, "follow"),
    ],
)
def test_a_line_without_what_the_book_needs_is_refused(house: House, words: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(house, **words)
    assert refused.value.field == field
    assert lines(house) == []


def test_a_line_that_turns_out_to_be_a_denunciation_leaves_no_gap_in_the_book(house: House) -> None:
    """Neither an empty line nor a missing number tells that there was one."""
    first, second, third = (enter(house, name=name) for name in ("Người Đầu", "Người Giữa", "Người Cuối"))
    assert second.sent is not None
    working.seal_away(house.specialist, second.sent.code, now=NOW)
    assert [(line.number, line.name) for line in lines(house)] == [(1, "Người Đầu"), (2, "Người Cuối")]
    assert books.number_of(house.specialist, third.line_id or 0) == 2
    for act in (
        lambda: books.one(house.specialist, second.line_id or 0),
        lambda: reception.answer(house.specialist, second.line_id or 0, "Thêm vào đây.", now=NOW),
    ):
        with pytest.raises(Refused, match="unknown"):
            act()
    assert first.line_id == lines(house)[0].id


DESK = {"address": "Thôn Tôm, nhà số 7", "identity_number": "038156001234", "note": "Kèm ba ảnh giấy."}


def opened(house: House) -> Any:
    row = SealedMatter.objects.of(house.commune).get()
    return json.loads(boxes.take_out(vault.derived_key("sealed"), bytes(row.body)))


def test_what_was_typed_beside_a_denunciation_goes_into_the_box_with_it(house: House) -> None:
    enter(house, cls=MessageClass.DENUNCIATION, said="Ông ấy lấy tiền hỗ trợ của bà con.", **DESK)
    assert opened(house)["desk"] == DESK


def test_a_line_that_moves_into_the_box_takes_its_address_along(house: House) -> None:
    entered = enter(house, **DESK)
    assert entered.sent is not None
    working.seal_away(house.specialist, entered.sent.code, now=NOW)
    assert opened(house)["desk"] == DESK


def test_another_commune_sees_no_line(house: House) -> None:
    enter(house)
    other = builders.open_commune("14959", "Xã Khác")
    stranger = builders.enter_officer(other, Role.SPECIALIST, login="khac")
    assert books.book(stranger, Gathering.RECEPTION, TODAY, TODAY) == []
    with pytest.raises(Refused):
        books.one(stranger, lines(house)[0].id)


def test_what_was_said_stands_nowhere_in_the_clear(house: House) -> None:
    enter(house)
    row = Reception.objects.of(house.commune).get()
    assert VISIT.said.encode() not in bytes(row.sealed)


@pytest.mark.parametrize("follow", [True, False])
def test_the_same_form_twice_is_one_line_and_one_code(house: House, follow: bool) -> None:
    words = {"follow": follow, "answer": "Mai xã cho máy xúc vào làm."}
    first, again = (enter(house, **words, form_token="f" * 20) for _ in range(2))
    assert again == first
    assert len(lines(house)) == 1
    assert Feedback.objects.of(house.commune).count() == (1 if follow else 0)
    enter(house, **words, form_token="g" * 20)
    assert [line.number for line in lines(house)] == [1, 2]


def test_a_denunciation_on_the_same_form_is_sealed_once(house: House) -> None:
    builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER)
    first, again = (enter(house, cls=MessageClass.DENUNCIATION, form_token="f" * 20) for _ in range(2))
    assert again == first
    assert SealedMatter.objects.of(house.commune).count() == 1
    assert not lines(house)


def test_two_presses_at_the_same_moment_are_one_line(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither saw the other's line before it began: the database says no to the second, which gets the first."""
    first = enter(house, form_token="f" * 20)
    before, unseen = reception._entered_before, [None]
    monkeypatch.setattr(reception, "_entered_before", lambda *asked: unseen.pop() if unseen else before(*asked))
    assert enter(house, form_token="f" * 20) == first
    assert len(lines(house)) == 1


def test_an_outcome_pressed_twice_is_written_once(house: House) -> None:
    enter(house)
    (line,) = lines(house)
    for words in ("Máy xúc đã nạo vét xong.", "Máy xúc đã nạo vét xong.", "Bà con đã xem, đồng ý."):
        reception.answer(house.specialist, line.id, words, now=NOW + timedelta(days=1))
    assert lines(house)[0].answer == "Máy xúc đã nạo vét xong.\nBà con đã xem, đồng ý."
