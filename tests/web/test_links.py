"""Nobody is led to a page that turns him away: each link on each page opens for whoever sees it."""

from urllib.parse import urljoin

import pytest

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import Browser
from vidan.actions import dossiers, matters
from vidan.domain.matters import PauseKind
from vidan.domain.people import Role
from vidan.domain.procedures import PaperMark

#: Pages that show the same links for each of their many things: a few of each are enough.
ENOUGH = 80


@pytest.fixture
def lived_in(house: House) -> House:
    """A commune with a dossier in each state, and a slip."""
    marks = builders.all_present() | {0: PaperMark.MISSING}
    dossiers.ask_supplement(house.one_stop, builders.intake(marks=marks), now=NOW)
    for act in (None, "move_on", "pause", "finish", "give_out"):
        code = builders.receive(house.one_stop).code
        if act == "move_on":
            dossiers.move_on(house.one_stop, code, house.specialist.officer_id, now=NOW)
        if act == "pause":
            matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
        if act in ("finish", "give_out"):
            dossiers.finish(house.one_stop, code, now=NOW)
        if act == "give_out":
            dossiers.give_out(house.one_stop, code, "Hà Thị Thảo", receipt_shown=True, now=NOW)
    return house


def walk(browser: Browser, start: str) -> dict[str, int]:
    """The status of every page that is reached from here by links alone."""
    waiting, answers = [start], dict[str, int]()
    while waiting and len(answers) < ENOUGH:
        path = waiting.pop(0)
        if path in answers:
            continue
        page = browser.open(path)
        answers[path] = page.status
        if page.status == 302:
            waiting.append(page.location)
        for link in page.links:
            onward = urljoin(path, link).partition("#")[0]
            if onward.startswith("/") and not onward.endswith("/in") and "kho=" not in onward:
                waiting.append(onward)
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVINCE])
def test_each_link_of_the_office_opens_for_whoever_sees_it(lived_in: House, clock: object, role: Role) -> None:
    browser = Browser(builders.enter_officer(lived_in.commune, role))
    answers = walk(browser, "/can-bo/bat-dau")
    assert {path: status for path, status in answers.items() if status not in (200, 302)} == {}
    assert len(answers) > 5


def test_each_link_of_the_public_pages_opens(citizen: Browser, lived_in: House) -> None:
    answers = walk(citizen, "/")
    assert {path: status for path, status in answers.items() if status not in (200, 302)} == {}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR, Role.ONE_STOP])
@pytest.mark.parametrize("path", ["/khong-co", "/can-bo/khong-co", "/can-bo/ho-so/X-1", "/can-bo/thu-tuc/9.999999"])
def test_a_page_that_says_no_leads_an_officer_back_to_his_own_desk(
    house: House, clock: object, role: Role, path: str
) -> None:
    browser = Browser(builders.enter_officer(house.commune, role))
    page = browser.open(path)
    assert page.status in (403, 404)
    ways = {link for link in page.links if link.startswith("/")}
    assert ways
    assert all(browser.open(way).status in (200, 302) for way in ways)
