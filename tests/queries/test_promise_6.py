"""Không phiền hà: a closed dossier that spared its citizen a second request, an unlisted paper, a wrong result."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion
from vidan.domain.people import Actor, Role
from vidan.queries.dossiers import occasions
from vidan.queries.promises import board
from vidan.store.models import Matter

REASON = "bản vẽ chưa có chữ ký"


@pytest.fixture
def master(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER)


@pytest.fixture
def matter(master: Actor) -> Matter:
    received = builders.receive(master)
    return dossiers.move_on(master, received.code, now=NOW)


def told(house: House) -> list[Occasion]:
    return list(occasions.promise_6(house.commune.pk))


def asked(master: Actor, matter: Matter, *positions: int, again: str = "", unlisted: OnePaper | None = None) -> None:
    dossiers.ask_papers(master, matter.code, Asking(set(positions), REASON, unlisted, again), now=NOW)
    dossiers.accept_papers(master, matter.code, now=NOW)


def test_one_lawful_request_is_no_trouble(house: House, master: Actor, matter: Matter) -> None:
    asked(master, matter, 0)
    assert told(house) == [], "what is open does not count yet"
    dossiers.finish(master, matter.code, now=NOW + timedelta(days=1))
    (occasion,) = told(house)
    assert (occasion.broken_on, occasion.finished_on) == (None, local_day(NOW) + timedelta(days=1))
    assert occasion.reference == matter.reference


def test_a_second_request_breaks_it(house: House, master: Actor, matter: Matter) -> None:
    asked(master, matter, 0)
    asked(master, matter, 1, again="quy chuẩn vừa thay đổi")
    dossiers.finish(master, matter.code, now=NOW)
    assert told(house)[0].broken_on == local_day(NOW)


def test_a_paper_outside_the_list_breaks_it(house: House, master: Actor, matter: Matter) -> None:
    asked(master, matter, unlisted=OnePaper("Giấy xác nhận của trưởng thôn", "có tranh chấp ranh giới"))
    dossiers.refuse(master, matter.code, "đất trong quy hoạch", "Luật Xây dựng Đ91", now=NOW)
    assert told(house)[0].broken_on == local_day(NOW)


def test_a_wrong_result_breaks_it_also_after_it_was_made_anew(house: House, master: Actor, matter: Matter) -> None:
    dossiers.finish(master, matter.code, now=NOW)
    assert told(house)[0].broken_on is None
    dossiers.redo(master, matter.code, "sai số tờ bản đồ", master.officer_id or 0, now=NOW)
    assert told(house) == []
    dossiers.finish(master, matter.code, now=NOW + timedelta(days=2))
    (occasion,) = told(house)
    assert occasion.broken_on == occasion.finished_on


@pytest.mark.parametrize(
    ("visits", "asked_once", "broken"),
    [(1, False, False), (2, False, False), (3, False, True), (3, True, False), (4, True, True), (None, True, False)],
)
def test_a_trip_beyond_what_the_law_asks_breaks_it_as_she_says_herself(
    house: House, master: Actor, matter: Matter, visits: int | None, asked_once: bool, broken: bool
) -> None:
    if asked_once:
        asked(master, matter, 0)
    dossiers.finish(master, matter.code, now=NOW)
    dossiers.give_out(master, matter.code, "Hà Thị Thảo", receipt_shown=True, visits=visits, now=NOW)
    (occasion,) = told(house)
    assert (occasion.broken_on is not None) is broken
    assert list(occasions.promise_6(house.commune.pk, [occasion.subject])) == [occasion]


def test_a_complaint_that_proved_right_breaks_it_once_and_for_good(house: House, master: Actor, matter: Matter) -> None:
    dossiers.finish(master, matter.code, now=NOW)
    assert told(house)[0].broken_on is None
    dossiers.uphold_complaint(master, matter.code, "Quyết định 12/QĐ-UBND ngày 20/11/2026", now=NOW)
    assert told(house)[0].broken_on is not None
    with pytest.raises(Refused) as refused:
        dossiers.uphold_complaint(master, matter.code, "Quyết định 13/QĐ-UBND", now=NOW)
    assert refused.value.code == "dossiers.complaint.known"


def test_the_figure_on_the_board_follows_at_once(house: House, master: Actor, matter: Matter) -> None:
    other = builders.receive(master)
    for code in (matter.code, other.code):
        dossiers.finish(master, code, now=NOW)
    dossiers.give_out(master, other.code, "Hà Thị Thảo", receipt_shown=True, visits=5, now=NOW)
    figure = board.board(house.commune.pk, local_day(NOW)).promises[5].main.figure
    assert (figure.kept, figure.counted) == (1, 2)


@pytest.mark.parametrize("visits", [0, -1, 21])
def test_a_number_of_trips_that_nobody_would_say_is_refused(
    house: House, master: Actor, matter: Matter, visits: int
) -> None:
    dossiers.finish(master, matter.code, now=NOW)
    with pytest.raises(Refused) as refused:
        dossiers.give_out(master, matter.code, "Hà Thị Thảo", receipt_shown=True, visits=visits, now=NOW)
    assert refused.value.code == "dossiers.visits.out_of_range"


def test_the_counter_does_not_settle_complaints(house: House, matter: Matter) -> None:
    for decision, actor, why in (
        ("Quyết định 12", house.one_stop, "people.role.missing"),
        ("  ", house.leader, "dossiers.complaint.decision"),
        ("x" * 201, house.leader, "dossiers.complaint.decision_too_long"),
    ):
        with pytest.raises(Refused) as refused:
            dossiers.uphold_complaint(actor, matter.code, decision, now=NOW)
        assert refused.value.code == why


def test_a_recount_finds_the_next_dossiers_by_their_key_and_sorts_nothing(
    house: House, master: Actor, matter: Matter
) -> None:
    dossiers.finish(master, matter.code, now=NOW)
    with CaptureQueriesContext(connection) as asked_of_the_database:
        assert len(told(house)) == 1
    questions = [one["sql"] for one in asked_of_the_database]
    assert len(questions) == 4, "dossiers, slips, wrong results, and that there are no more"
    if connection.vendor == "sqlite":  # where no figures of the tables help to choose the way
        with connection.cursor() as cursor:
            ways = [str(cursor.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()) for question in questions]
        assert not [way for way in ways if "TEMP B-TREE" in way or "commune_id" in way or "SCAN" in way]
