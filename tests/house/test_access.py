"""Each page stands in one table that says who may open it; what has no line there answers nobody."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path, reverse

from tests import builders
from tests.builders import House
from tests.web.addresses import Sample, behind_every_address
from tests.web.conftest import Clock
from tests.web.doors import Browser, nothing_changes
from vidan.config import urls as real_addresses
from vidan.domain.people import Actor, Role
from vidan.store.models import Commune
from vidan.web.access import ACCOUNT_PAGES, EVERYONE, PAGES, Page

LINES = PAGES | ACCOUNT_PAGES
OFFICE = {name: line for name, line in PAGES.items() if not line.public}
#: Forms that are taken without a token, each with its reason; they may change nothing of ours.
WITHOUT_TOKEN = {
    "public.language": "choosing a language harms nobody, and a token would put a cookie on every page",
    "open311.requests": "programs of other people have no page to take a token from, and bring no cookie that counts",
}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def names(patterns: Any) -> Iterator[str | None]:
    """The name of every address, included ones too."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name


def undeclared(patterns: Any, lines: dict[str, Page]) -> set[str]:
    """Addresses without a line, and lines without an address."""
    named = list(names(patterns))
    return ({name or "(without a name)" for name in named} - set(lines)) | (set(lines) - {str(name) for name in named})


def problems(line: Page) -> list[str]:
    """What a line of the table may not say."""
    found = []
    # Before other people's pages send something to an open door, their browsers ask by OPTIONS (Fetch standard).
    known = {"GET", "POST", "OPTIONS"} if line.public else {"GET", "POST"}
    if not set(line.methods) <= known or not line.methods:
        found.append(f"methods {line.methods}")
    if line.public != (line.roles == EVERYONE):
        found.append("open to everyone, or for roles; not both")
    if not line.public and (not line.roles or not line.roles <= set(Role)):
        found.append("for no role, or for one that does not exist")
    if line.public and line.shows_persons:
        found.append("shows persons to everyone")
    return found


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    assert undeclared(get_resolver().url_patterns, LINES) == set()


def test_each_line_can_be_meant() -> None:
    assert {name: problems(line) for name, line in LINES.items() if problems(line)} == {}


def test_an_address_without_a_line_is_seen() -> None:
    stray = [*real_addresses.urlpatterns, path("la", lambda request: HttpResponse(), name="stray"), path("x", print)]
    assert undeclared(stray, LINES) == {"stray", "(without a name)"}
    assert undeclared(real_addresses.urlpatterns, {**LINES, "gone": PAGES["public.home"]}) == {"gone"}


def test_a_line_that_cannot_be_meant_is_seen() -> None:
    assert problems(Page(frozenset(), ("GET",)))
    assert problems(Page(frozenset({"king"}), ("GET",)))
    assert problems(Page(EVERYONE, ("GET",)))
    assert problems(Page(EVERYONE, ("DELETE",), public=True))
    assert problems(Page(EVERYONE, public=True, shows_persons=True))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The doors' clock stands still at nine in the morning."""
    still = Clock()
    monkeypatch.setattr("django.utils.timezone.now", still)
    return still


@pytest.fixture
def sample(house: House, clock: Clock) -> Sample:
    return behind_every_address(house)


def _all_roles(commune: Commune) -> Actor:
    return builders.enter_officer(commune, *Role, name="Người Nhiều Vai")


def test_a_page_that_nobody_entered_in_the_table_answers_nobody(
    sample: Sample, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgotten(request: HttpRequest) -> HttpResponse:
        raise AssertionError("the page was reached")

    stray = [path("trang-quen", forgotten, name="forgotten"), path("trang-vo-danh", forgotten)]
    monkeypatch.setattr(real_addresses, "urlpatterns", [*stray, *real_addresses.urlpatterns])
    settings.ROOT_URLCONF = "vidan.config.urls"  # makes Django read the addresses again
    for browser in (Browser(), Browser(_all_roles(sample.house.commune))):
        for address in ("/trang-quen", "/trang-vo-danh"):
            assert browser.open(address).status == 403
            assert browser.client.post(address).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_pages_and_no_other(sample: Sample, role: Role) -> None:
    browser = Browser(builders.enter_officer(sample.house.commune, role), careful=False)
    answers = {name: _ask(browser.client, line, sample.address(name)).status_code for name, line in OFFICE.items()}
    shut = {name for name, status in answers.items() if status == 403}
    assert shut == {name for name, line in OFFICE.items() if role not in line.roles}
    assert {name: status for name, status in answers.items() if status >= 500} == {}


def _ask(client: Client, line: Page, address: str) -> Any:
    return client.get(address) if "GET" in line.methods else client.post(address)


def test_without_an_account_the_office_asks_for_a_log_in(sample: Sample) -> None:
    browser = Browser(careful=False)
    for name, line in OFFICE.items():
        answer = _ask(browser.client, line, sample.address(name))
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, reverse("account_login")), (
            name
        )


def test_an_officer_without_a_mandate_opens_nothing(sample: Sample) -> None:
    browser = Browser(builders.enter_officer(sample.house.commune), careful=False)
    assert {_ask(browser.client, line, sample.address(name)).status_code for name, line in OFFICE.items()} == {403}


def test_a_page_answers_to_its_own_methods_only(sample: Sample) -> None:
    browser = Browser(_all_roles(sample.house.commune), careful=False)
    for name, line in LINES.items():
        for method in {"GET", *UNSAFE} - set(line.methods):
            answer = browser.client.generic(method, sample.address(name))
            assert (name, method, answer.status_code) == (name, method, 405)


@pytest.mark.slow
def test_looking_changes_nothing(sample: Sample) -> None:
    browser = Browser(_all_roles(sample.house.commune))
    for name, line in PAGES.items():
        if "GET" in line.methods:
            with nothing_changes():
                answer = browser.client.get(sample.address(name))
            assert answer.status_code < 500, name


def test_a_form_from_elsewhere_is_not_taken(sample: Sample) -> None:
    browser = Browser(_all_roles(sample.house.commune))
    for name, line in PAGES.items():
        if "POST" in line.methods:
            with nothing_changes():
                answer = browser.client.post(sample.address(name))
            assert (answer.status_code == 403) is (name not in WITHOUT_TOKEN), name


#: Words of an address that mean the same in every commune.
COMMON = {"key", "token", "year", "log", "name", "item", "place", "way"}


def _made_up(value: Any) -> Any:
    """A name of the same form that nobody has."""
    return 10**9 if isinstance(value, int) else "".join("9" if letter.isdigit() else letter for letter in value)


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_what_is_another_commune_s_answers_like_what_does_not_exist(sample: Sample, role: Role) -> None:
    """Generated from the table: role x page x an object of another commune, looked at and acted upon."""
    neighbour = builders.furnish(builders.open_commune("14953", "Xã Bên Cạnh"))
    browser = Browser(builders.enter_officer(neighbour.commune, role), careful=False)
    nobody_s = Sample(
        sample.house, {word: value if word in COMMON else _made_up(value) for word, value in sample.words.items()}
    )
    for name, line in OFFICE.items():
        theirs, nothing = sample.address(name), nobody_s.address(name)
        if theirs == nothing or role not in line.roles:
            continue
        for method in line.methods:
            with nothing_changes():
                answers = [browser.client.generic(method, address).status_code for address in (theirs, nothing)]
            assert answers[0] == answers[1] and 400 <= answers[0] < 500, (name, method, answers)
