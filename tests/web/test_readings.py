"""Who looked at whom: one line for each request that showed persons, none where nobody was shown."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.addresses import behind_every_address, handfuls, one_of_many
from tests.web.conftest import Clock
from tests.web.doors import Browser, copies, everything, take_in
from vidan.actions import dossiers
from vidan.domain.people import Role
from vidan.domain.procedures import PaperMark
from vidan.queries import dossiers as seen
from vidan.store.models import Matter, Reading
from vidan.web.access import PAGES

#: Pages that the table marks as showing persons although their person is still being typed in.
STILL_TYPED = {"office.intake_form"}


@pytest.fixture
def matter(house: House) -> Matter:
    return builders.receive(house.one_stop)


@pytest.fixture
def slip(house: House) -> object:
    marks = builders.all_present() | {0: PaperMark.MISSING}
    person = builders.applicant(name="Lò Thị Mai", number="038186000999")
    return dossiers.ask_supplement(house.one_stop, builders.intake(marks=marks, person=person), now=NOW)


def readings(house: House) -> list[tuple[str, list[int], int]]:
    rows = Reading.objects.of(house.commune).order_by("pk")
    return [(row.page, row.persons, row.officer_id) for row in rows]


#: Pages of the counter that show exactly one person each, with what their addresses need.
OF_ONE: dict[str, tuple[str, ...]] = {
    "office.queue": (),
    "office.everything": (),
    "office.dossiers": (),
    "office.intake_form": ("key",),
    "office.slip": ("number",),
    "office.slip_pdf": ("number",),
    "office.dossier": ("code",),
    "office.receipt": ("code",),
    "office.receipt_pdf": ("code",),
    "office.reprint": ("code",),
    "office.move_on": ("code",),
    "office.reassign": ("code",),
    "office.pause": ("code",),
    "office.finish": ("code",),
    "office.give_out": ("code",),
}


@pytest.mark.parametrize("name", sorted(OF_ONE))
def test_a_page_that_shows_persons_is_read_once_and_names_exactly_them(
    counter: Browser, house: House, matter: Matter, slip: object, name: str
) -> None:
    words = {"code": matter.code, "number": slip.number, "key": builders.BUILDING_PERMIT}
    if name == "office.give_out":
        dossiers.finish(house.one_stop, matter.code, now=NOW)
    page = counter.open(reverse(name, args=[words[word] for word in OF_ONE[name]]))
    assert page.status == 200
    shown = slip.person_id if "slip" in name else matter.person_id
    expected = [] if name in STILL_TYPED else [(name, [shown], house.one_stop.officer_id)]
    assert readings(house) == expected


def looked_at(*, shows_persons: bool) -> list[list[str]]:
    """The pages that can be opened, some at a time."""
    shown = {name: line for name, line in PAGES.items() if "GET" in line.methods}
    return handfuls(name for name, line in shown.items() if line.shows_persons is shows_persons)


@pytest.mark.parametrize("names", looked_at(shows_persons=True), ids=lambda names: names[0])
def test_no_page_is_read_twice_or_under_another_name(house: House, clock: Clock, names: list[str]) -> None:
    sample = behind_every_address(house)
    everybody = builders.enter_officer(house.commune, *Role, name="Người Nhiều Vai")
    for name in names:
        with one_of_many(name):
            Browser(everybody).open(sample.address(name))
            assert [(page, officer) for page, _, officer in readings(house)] in ([], [(name, everybody.officer_id)])


@pytest.mark.parametrize("names", looked_at(shows_persons=False), ids=lambda names: names[0])
def test_a_page_that_shows_nobody_leaves_no_line(counter: Browser, house: House, names: list[str]) -> None:
    sample = behind_every_address(house)
    for name in names:
        with one_of_many(name):
            counter.open(sample.address(name))
            assert readings(house) == []


def test_a_list_names_everybody_on_it_once(counter: Browser, house: House, matter: Matter) -> None:
    copies(matter, 3)
    other = builders.receive(house.one_stop, person=builders.applicant(name="Lò Thị Mai", number="038186000999"))
    counter.open("/can-bo/")
    assert readings(house) == [("office.queue", sorted([matter.person_id, other.person_id]), house.one_stop.officer_id)]


def test_a_list_without_anybody_leaves_no_line(counter: Browser, house: House) -> None:
    counter.open("/can-bo/")
    counter.open("/can-bo/ho-so", q="X")
    assert readings(house) == []


def test_only_who_was_really_shown_is_named(counter: Browser, house: House, matter: Matter) -> None:
    copies(matter, 30, due_at=matter.due_at)
    last = builders.receive(
        house.one_stop, builders.LAND_DISPUTE, person=builders.applicant(name="Lò Thị Mai", number="038186000999")
    )
    counter.open("/can-bo/")
    assert last.person_id not in readings(house)[0][1]


def test_a_form_that_comes_back_with_an_error_is_a_look_too(counter: Browser, house: House, matter: Matter) -> None:
    page = counter.open(reverse("office.pause", args=[matter.code]))
    counter.send(page, reason="")
    assert [page for page, *_ in readings(house)] == ["office.pause", "office.pause"]


def test_who_is_turned_away_read_nothing(house: House, matter: Matter, browser_of: Callable[..., Browser]) -> None:
    browser_of(house.administrator).open(reverse("office.dossier", args=[matter.code]))
    Browser().open(reverse("office.dossier", args=[matter.code]))
    assert readings(house) == []


def test_the_reading_of_another_communes_dossier_is_none(
    house: House, matter: Matter, browser_of: Callable[..., Browser]
) -> None:
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    browser_of(other.one_stop).open(reverse("office.dossier", args=[matter.code]))
    assert readings(house) == readings(other) == []


def test_the_line_says_when_and_stays_after_the_page_is_closed(
    counter: Browser, house: House, matter: Matter, clock: Clock
) -> None:
    clock.forward(minutes=3)
    counter.open(reverse("office.dossier", args=[matter.code]))
    assert Reading.objects.of(house.commune).get().at == clock.now


def test_receiving_a_dossier_is_told_by_its_fact_and_not_as_a_reading(counter: Browser, house: House) -> None:
    answer = take_in(counter)
    assert readings(house) == []
    counter.follow(answer)
    assert [page for page, *_ in readings(house)] == ["office.receipt"]


def test_the_citizens_own_look_is_no_reading(citizen: Browser, house: House, matter: Matter) -> None:
    secret = seen.receipt(house.one_stop, matter.code, now=NOW).secret
    granted = citizen.send(citizen.open("/ho-so/tra-cuu"), code=matter.code, secret=secret)
    before = everything(but=())
    assert citizen.follow(granted).status == 200
    assert everything(but=()) == before
