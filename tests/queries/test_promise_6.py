"""Không phiền hà: a closed dossier that spared its citizen a second request, an unlisted paper, a wrong result."""

from datetime import timedelta

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion
from vidan.domain.people import Actor, Role
from vidan.queries.dossiers import occasions
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
