"""What people did not understand becomes named work each Monday, done only when every question has its answer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from vidan.actions import procedures as acts
from vidan.actions.matters import owed
from vidan.actions.procedures.guide import keep_verdict
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import citizen
from vidan.domain.procedures.verdicts import VerdictOn
from vidan.queries import procedures as seen
from vidan.queries.procedures.occasions import promise_2
from vidan.store.models import Matter

MONDAY = NOW + timedelta(days=7 - local_day(NOW).weekday())
NEXT_MONDAY = MONDAY + timedelta(days=7)


def not_clear(house: House, key: str = BIRTH, *, now: datetime = NOW, understood: bool = False) -> None:
    acts.judge_guide(house.commune.pk, key, understood=understood, now=now)


def the_list(house: House, now: datetime = MONDAY) -> dict[str, seen.DoubtCard]:
    return {card.key: card for card in seen.doubts(house.commune.pk, local_day(now)) if card.closed_at is None}


def test_of_a_long_story_the_end_is_kept_for_the_wish_comes_last(house: House) -> None:
    story = "Nhà tôi ở cuối thôn, " * 20 + "xin trợ cấp mai táng cho ông"
    acts.miss_question(house.commune.pk, story, "", now=NOW)
    (kept,) = seen.missed(house.commune.pk)
    assert kept.words.endswith("xin trợ cấp mai táng cho ông")
    assert kept.words.startswith("… ") and 250 < len(kept.words) <= 300


def test_a_guide_that_was_not_clear_becomes_work_of_its_keeper(house: House) -> None:
    keeper = house.specialist.officer_id
    assert keeper is not None
    acts.name_keeper(house.leader, BIRTH, keeper, now=NOW)
    not_clear(house)
    not_clear(house)
    not_clear(house, understood=True)
    assert acts.ask_doubts(house.commune.pk, now=MONDAY) == 1
    card = the_list(house)[BIRTH]
    assert (card.not_yet, card.understood, card.questions) == (2, 1, ())
    assert card.holder is not None and card.holder.id == keeper
    assert Matter.objects.of(house.commune).get(kind="guide_doubt").holder_id == keeper


def test_questions_are_grouped_by_the_guide_that_is_guessed_and_the_rest_has_a_name_too(house: House) -> None:
    for words, guess in (("xin tờ dựng chuồng", BUILDING_PERMIT), ("tờ xây bếp", BUILDING_PERMIT), ("tờ lạ", "")):
        acts.miss_question(house.commune.pk, words, guess, now=NOW)
    acts.miss_question(house.commune.pk, "mất điện", "@dien_luc", now=NOW)
    assert acts.ask_doubts(house.commune.pk, now=MONDAY) == 2
    cards = the_list(house)
    assert {key: len(card.questions) for key, card in cards.items()} == {BUILDING_PERMIT: 2, "": 2}
    assert all(card.holder for card in cards.values())


def test_the_list_is_made_once_a_week_and_nothing_lies_on_two_lists(house: House) -> None:
    not_clear(house)
    assert acts.ask_doubts(house.commune.pk, now=MONDAY) == 1
    not_clear(house, BUILDING_PERMIT, now=MONDAY)
    assert acts.ask_doubts(house.commune.pk, now=MONDAY + timedelta(days=3)) == 0
    assert acts.ask_doubts(house.commune.pk, now=NEXT_MONDAY) == 1
    assert set(the_list(house, NEXT_MONDAY)) == {BIRTH, BUILDING_PERMIT}


def test_what_was_looked_at_comes_again_only_for_what_was_said_since(house: House) -> None:
    not_clear(house)
    acts.ask_doubts(house.commune.pk, now=MONDAY)
    acts.settle_doubt(house.one_stop, the_list(house)[BIRTH].code, "Viết lại bước 2 ngắn hơn", now=MONDAY)
    assert the_list(house) == {}
    assert acts.ask_doubts(house.commune.pk, now=NEXT_MONDAY) == 0
    not_clear(house, now=NEXT_MONDAY)
    assert acts.ask_doubts(house.commune.pk, now=NEXT_MONDAY) == 1
    assert the_list(house, NEXT_MONDAY)[BIRTH].not_yet == 1


def test_it_is_not_done_before_every_question_has_its_answer_and_a_word_says_what_was_done(house: House) -> None:
    acts.miss_question(house.commune.pk, "xin tờ dựng chuồng", BUILDING_PERMIT, now=NOW)
    acts.ask_doubts(house.commune.pk, now=MONDAY)
    card = the_list(house)[BUILDING_PERMIT]
    with pytest.raises(Refused, match=r"doubt\.outcome_missing"):
        acts.settle_doubt(house.one_stop, card.code, "  ", now=MONDAY)
    with pytest.raises(Refused, match=r"doubt\.questions_open"):
        acts.settle_doubt(house.one_stop, card.code, "Đã dạy máy", now=MONDAY)
    acts.settle_question(house.one_stop, card.questions[0].number, BUILDING_PERMIT, now=MONDAY)
    acts.settle_doubt(house.one_stop, card.code, "Đã dạy máy lời này", now=MONDAY)
    assert Matter.objects.of(house.commune).get(kind="guide_doubt").closed_at == MONDAY
    with pytest.raises(Refused, match=r"doubt\.unknown"):
        acts.settle_doubt(house.one_stop, card.code, "Lần nữa", now=MONDAY)


def test_it_cannot_be_finished_on_the_ordinary_page_of_a_matter(house: House) -> None:
    acts.miss_question(house.commune.pk, "xin tờ dựng chuồng", BUILDING_PERMIT, now=NOW)
    acts.ask_doubts(house.commune.pk, now=MONDAY)
    card = the_list(house)[BUILDING_PERMIT]
    assert card.holder is not None
    holder = replace(house.one_stop, officer_id=card.holder.id)
    with pytest.raises(Refused, match=r"matters\.own_end"):
        owed.finish_owed(holder, card.code, "Đã xong rồi", now=MONDAY)
    assert BUILDING_PERMIT in the_list(house)


def test_an_answer_that_was_not_clear_is_on_the_list_of_what_has_no_guide(house: House) -> None:
    with recording(citizen(house.commune.pk), NOW) as record:
        for understood in (False, False, True):
            keep_verdict(record, "PA-1", VerdictOn.ANSWER, understood=understood)
        keep_verdict(record, BIRTH, VerdictOn.SEARCH, understood=False)  # its words are on the list themselves
    assert acts.ask_doubts(house.commune.pk, now=MONDAY) == 1
    card = the_list(house)[""]
    assert (card.answers, card.not_yet, card.understood) == ((("PA-1", 2),), 2, 1)
    assert sorted(one.broken_on is None for one in promise_2(house.commune.pk)) == [False, False, False, True]


def test_a_quiet_week_makes_no_work(house: House) -> None:
    not_clear(house, understood=True)
    not_clear(house, now=NOW - timedelta(days=60))
    assert acts.ask_doubts(house.commune.pk, now=MONDAY) == 0
