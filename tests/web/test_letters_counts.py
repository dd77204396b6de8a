"""How often the letters' pages ask the database: the same for a few letters as for many."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from vidan.actions import letters
from vidan.queries import communes

pytestmark = pytest.mark.django_db
LIST = "/can-bo/van-ban"
FEW, MORE = 2, 5


@pytest.fixture
def office(commune: Any, clock: Clock, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose commune is remembered as long as the test runs, however slow the machine."""
    monkeypatch.setattr(communes, "monotonic", lambda: 0.0)
    settings.FOLLOWER = ""
    return made.furnish(commune)


def asked(act: Callable[[], Any]) -> list[str]:
    act()
    with statements() as told:
        act()
    return told


def unread(told: list[str]) -> list[str]:
    """Without the row that says whose names were shown."""
    return [line for line in told if "vidan_reading" not in line]


def lines(told: list[str]) -> str:
    return "\n".join(line[:160] for line in told)


@pytest.mark.parametrize(("path", "most"), [(LIST, 12), (f"{LIST}/so", 13), (f"{LIST}/so-dau", 9)])
def test_lists_and_registers_ask_the_same_for_a_few_and_for_more(office: Office, path: str, most: int) -> None:
    browser = Browser(office.clerk)
    for _ in range(FEW):
        made.sealed(office)
    few = asked(lambda: browser.open(path))
    for _ in range(MORE):
        made.sealed(office, "apology")
    many = asked(lambda: browser.open(path))
    assert len(unread(few)) == len(unread(many)), lines(many)
    assert len(many) <= most, lines(many)


def test_one_letters_page_asks_the_same_whatever_happened_to_it(office: Office) -> None:
    clerk = Browser(office.clerk)
    letter = made.sent(office)
    once = asked(lambda: clerk.open(f"{LIST}/{letter.code}"))
    for _ in range(3):
        letters.come_back(office.clerk, letter.code, "vắng nhà", now=NOW)
        letters.send(office.clerk, letter.code, letters.Sending(made.Way.POST, "Thôn Tôm"), now=NOW)
    again = asked(lambda: clerk.open(f"{LIST}/{letter.code}"))
    assert len(again) == len(once) <= 22, lines(again)


def test_the_signing_table_asks_a_fixed_number_for_each_letter_on_it(office: Office) -> None:
    chairman = Browser(office.chairman)
    made.checked(office)
    one = asked(lambda: chairman.open(f"{LIST}/ky"))
    made.checked(office)
    two = asked(lambda: chairman.open(f"{LIST}/ky"))
    made.checked(office)
    three = asked(lambda: chairman.open(f"{LIST}/ky"))
    assert len(three) - len(two) == len(two) - len(one) <= 4, lines(three)


def test_the_page_behind_the_code_asks_seven_times_at_most(office: Office) -> None:
    letter = made.sent(office)
    told = asked(lambda: Browser().open(f"/van-ban/{letter.verify_code}"))
    assert len(told) <= 7, lines(told)
