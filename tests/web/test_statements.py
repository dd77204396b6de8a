"""How often a page asks the database: a fixed number of times, however many rows there are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import WOMAN, Browser, copies, intake_path, marked, statements
from vidan.actions import communes, matters
from vidan.domain.matters import PauseKind
from vidan.queries import dossiers as seen
from vidan.store.models import Matter

TRACKING, INTAKE, QUEUE, DETAIL, SAYING = 3, 16, 6, 10, 10
FEW, MANY = 5, 60


def asked(act: Callable[[], Any]) -> list[str]:
    """The statements of an act that was done once before, as on any day after the first."""
    act()
    with statements() as told:
        act()
    return told


def lines(told: list[str]) -> str:
    return "\n".join(line[:150] for line in told)


@pytest.fixture(autouse=True)
def pages_alone(settings: Any) -> None:
    """What the promises ask after each act is counted by itself (tests/jobs/test_scoreboard.py)."""
    settings.FOLLOWER = ""


@pytest.fixture
def first(house: House) -> Matter:
    """A dossier that was stopped and went on, so that its page has something to tell."""
    matter = builders.receive(house.one_stop)
    matters.pause(house.one_stop, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    return matters.resume(house.one_stop, matter.code, now=NOW)


@pytest.mark.parametrize("path", ["/can-bo/", "/can-bo/ca-xa"])
def test_the_queue_asks_six_times_at_most_for_five_and_for_sixty(
    counter: Browser, house: House, first: Matter, path: str
) -> None:
    copies(first, FEW - 1)
    few = asked(lambda: counter.open(path))
    copies(Matter.objects.of(house.commune).latest("pk"), MANY - FEW)
    many = asked(lambda: counter.open(path))
    reading = [line for line in many if "vidan_reading" in line]
    assert len(few) == len(many), lines(many)
    assert len(many) - len(reading) <= QUEUE, lines(many)
    assert len(reading) == 1


def test_the_list_of_dossiers_asks_the_same_for_five_and_for_sixty(
    counter: Browser, house: House, first: Matter
) -> None:
    copies(first, FEW - 1)
    few = asked(lambda: counter.open("/can-bo/ho-so"))
    copies(Matter.objects.of(house.commune).latest("pk"), MANY - FEW)
    many = asked(lambda: counter.open("/can-bo/ho-so"))
    assert len(few) == len(many) <= QUEUE, lines(many)


def test_a_dossiers_page_asks_ten_times_at_most_for_five_and_for_sixty(
    counter: Browser, house: House, first: Matter
) -> None:
    path = reverse("office.dossier", args=[first.code])
    few = asked(lambda: counter.open(path))
    copies(first, MANY)
    for _ in range(6):
        matters.take_over(house.leader, first.code, now=NOW)
        matters.take_over(house.one_stop, first.code, now=NOW)
    many = asked(lambda: counter.open(path))
    assert len(few) == len(many) <= DETAIL, lines(many)


def test_the_citizens_page_asks_three_times_at_most(citizen: Browser, house: House, first: Matter) -> None:
    secret = seen.receipt(house.one_stop, first.code, now=NOW).secret
    granted = citizen.send(citizen.open("/ho-so/tra-cuu"), code=first.code, secret=secret)
    few = asked(lambda: citizen.open(granted.location))
    copies(first, MANY)
    for _ in range(6):
        matters.take_over(house.leader, first.code, now=NOW)
        matters.take_over(house.one_stop, first.code, now=NOW)
    many = asked(lambda: citizen.open(granted.location))
    assert len(few) == len(many) <= TRACKING, lines(many)


def test_the_look_up_itself_asks_few_times_whatever_is_typed(citizen: Browser, house: House, first: Matter) -> None:
    secret = seen.receipt(house.one_stop, first.code, now=NOW).secret
    form = citizen.open("/ho-so/tra-cuu")
    told = asked(lambda: citizen.send(form, code=first.code, secret=secret))
    assert len(told) <= TRACKING, lines(told)
    cache.clear()


# -- intake -----------------------------------------------------------------------------------------------------------


def taking_in(counter: Browser, **typed: Any) -> list[str]:
    """What an intake asks, with the lock of the commune: PostgreSQL takes it by a statement, SQLite by a file."""
    page = counter.open(intake_path())
    with statements() as told:
        answer = counter.send(page, "receive", **{**WOMAN, **marked(), **typed})
    assert answer.status == 302, answer.alert
    return told


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"number": ""},
        {"provincial_code": "000.00.38.H56-261117-0007"},
        {"content": "Nhà hai tầng trên đất ở", "sets": "3", "delivery": "post"},
        {"received_on": "16/11/2026", "received_time": "8:40"},
    ],
)
def test_an_intake_asks_sixteen_times_at_most(counter: Browser, typed: dict[str, str]) -> None:
    told = taking_in(counter, **typed)
    assert len(told) <= INTAKE, lines(told)


def test_an_intake_from_a_village_asks_no_more(counter: Browser, house: House) -> None:
    village = communes.enter_villages(house.commune, ["Ấm"], since=builders.SINCE, now=NOW)[0]
    told = taking_in(counter, village=str(village.pk))
    assert len(told) <= INTAKE, lines(told)


def test_an_intake_of_somebody_known_who_moved_asks_no_more(counter: Browser) -> None:
    taking_in(counter)
    told = taking_in(counter, address="thôn Vèn, xã Điền Lư")
    assert len(told) <= INTAKE, lines(told)


def test_the_thousandth_intake_asks_what_the_first_asked(counter: Browser, house: House, first: Matter) -> None:
    few = taking_in(counter)
    copies(first, MANY)
    assert len(taking_in(counter, name="Hà Văn Tư", number="038086000321", sex="male", born="1986")) == len(few)


def test_the_page_at_the_counter_asks_little(counter: Browser) -> None:
    told = asked(lambda: counter.open(intake_path()))
    assert len(told) <= QUEUE, lines(told)


# -- feedback ---------------------------------------------------------------------------------------------------------


def saying(citizen: Browser, number: int) -> list[str]:
    """What a message asks of the database, without opening and closing its transaction."""
    page = citizen.open("/y-kien")
    with statements() as told:
        assert citizen.send(page, action="/y-kien", text=f"Đường vào thôn có ổ gà, chỗ thứ {number}.").status == 302
    return told


def test_a_message_asks_twelve_times_at_most_and_waits_for_the_disk_once(citizen: Browser, house: House) -> None:
    saying(citizen, 1)
    told = saying(citizen, 2)
    begun = [line for line in told if line.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "SELECT pg_advisory"))]
    assert len(told) - len(begun) <= SAYING, lines(told)
    assert not [line for line in told if "vidan_cache" in line], lines(told)
    opened = [line for line in begun if line.startswith(("BEGIN", "SAVEPOINT"))]
    assert len(opened) == 1, lines(told)
