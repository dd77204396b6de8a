"""The province sees its communes beside each other: by name, with how sure each figure is, and no rank."""

from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import BIRTH, NOW, House
from tests.web.conftest import Clock
from tests.web.doors import statements
from vidan.actions import dossiers
from vidan.domain.people import Role
from vidan.store import guard
from vidan.store.models import Commune

PAGE = "/can-bo/cac-xa"


@pytest.fixture
def neighbours(house: House, clock: Clock) -> House:
    """A commune that is late with everything beside one that is never late; and one of another province."""
    beside = builders.furnish(builders.open_commune("14953", "Xã Bên Cạnh"))
    builders.open_commune("14956", "Xã Tỉnh Khác", province_code="40", province_name="tỉnh Nghệ An")
    for where, late in ((house, False), (beside, True)):
        for _ in range(12):
            row = builders.receive(where.one_stop, BIRTH, now=NOW - timedelta(days=30))
            dossiers.finish(where.one_stop, row.code, now=NOW - timedelta(days=10 if late else 30))
    return house


def test_communes_stand_by_name_with_interval_and_what_is_expected(neighbours: House, browser_of: Any) -> None:
    engineer = builders.enter_officer(neighbours.commune, Role.PROVINCE, name="Ngô Thị Tỉnh")
    browser = browser_of(engineer)
    begun = browser.open("/can-bo/bat-dau")
    assert begun.status == 302, begun.words
    assert begun.location == PAGE
    with statements() as ran:
        page = browser.open(PAGE)
    assert page.words.rindex("Xã Bên Cạnh") < page.words.rindex("Xã Điền Lư"), "by name, not by figure"
    assert "0/12" in page.words
    assert "12/12" in page.words
    assert "Xã Tỉnh Khác" not in page.words
    assert "50,0%" in page.words, "what both together let expect"
    assert len(ran) <= 12, ran
    assert browser.open(f"{PAGE}?loi-hua=9").status == 200
    assert browser.open(f"{PAGE}?loi-hua=13").status == 404


def test_nobody_of_a_commune_opens_it(house: House, browser_of: Any, clock: Clock) -> None:
    assert browser_of(house.leader).open(PAGE).status == 403


def test_where_no_province_is_named_the_page_says_so(house: House, browser_of: Any, clock: Clock) -> None:
    engineer = builders.enter_officer(house.commune, Role.PROVINCE, name="Ngô Thị Tỉnh")
    with guard.writing_allowed():
        Commune.objects.update(province_name="")
    page = browser_of(engineer).open(PAGE)
    assert "Xã này chưa ghi thuộc tỉnh nào" in page.words
    assert "<tbody>" not in page.html, "nobody stands beside anybody"
