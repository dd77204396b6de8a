"""A real browser in front of the real program. Where no browser can be found these tests say so loudly."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import looking
from tests.e2e.serving import Served, served_demo

HERE = Path(__file__).parent
NAMES = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser")
MISSING = "No real browser was tested: none of " + ", ".join(NAMES) + " is installed (apt install chromium)"
Open = Callable[..., Page]
#: Longer than anything takes on a busy machine: a wait ends when what it waits for is there.
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)


def browser_program() -> str | None:
    """The system's own Chromium: nothing is downloaded."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Real browsers last: what drives them keeps an event loop, beside which nothing may ask Django's database."""
    items.sort(key=lambda item: HERE in item.path.parents)
    for place, item in enumerate(items):
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.xdist_group(_beside(item, place)))


def _beside(item: pytest.Item, place: int) -> str:
    """What stays in one process where several run: a file, whose stories build on each other; pages stand alone."""
    name = item.path.stem
    return f"{name} {place % 4}" if name == "test_every_page" else name


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not browser_program():
        terminalreporter.section(MISSING, sep="!", red=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's browser, in a container too."""
    program = browser_program()
    if program is None:
        assert "CI" not in os.environ, MISSING
        pytest.skip(MISSING)
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session")
def served(browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo commune, open on this machine."""
    with served_demo(tmp_path_factory.mktemp("demo") / "var") as place:
        yield place


@pytest.fixture(scope="session")
def practice(served: Served) -> str:
    """The training commune, made beside the demo's own by the command; the login of who practises at the counter."""
    learner = "tap.mot-cua.94950"
    if not served.one("select id from vidan_commune where training = 1"):
        assert learner in served.run("training")
    return learner


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[Open]:
    """`open_page(path, **context)`: a browser of its own, with nothing kept; it must not complain about anything."""
    with opening(browser, served) as open_one:
        yield open_one


def new_browser(browser: Browser, **context: Any) -> BrowserContext:
    """Cookies and kept files of its own, as in a browser just opened."""
    made = browser.new_context(viewport=looking.DESKTOP, locale="vi-VN", reduced_motion="reduce", **context)
    made.set_default_timeout(PATIENCE)
    return made


@contextmanager
def opening(browser: Browser, served: Served) -> Iterator[Open]:
    """Browsers before a served commune, closed at the end, none of which may have complained."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_one(path: str = "/", **context: Any) -> Page:
        contexts.append(new_browser(browser, **context))
        contexts[-1].on("page", lambda page: looking.watch(page, trouble))
        page = contexts[-1].new_page()
        page.goto(served.url(path))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture(scope="session")
def kept_browsers() -> Iterator[dict[str, BrowserContext]]:
    """Browsers that stay open from page to page, one for each officer and one for citizens: files are fetched once."""
    kept: dict[str, BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def look(
    browser: Browser, kept_browsers: dict[str, BrowserContext], at_desk: Open, open_page: Open, served: Served
) -> Iterator[Callable[..., Page]]:
    """`look(path, login)`: a page in the browser of that officer (or a citizen's), which must not complain."""
    trouble: list[str] = []
    pages: list[Page] = []

    def look_at(path: str, login: str = "") -> Page:
        if login not in kept_browsers:
            first = at_desk(login) if login else open_page()
            kept_browsers[login] = new_browser(browser, storage_state=first.context.storage_state())
        pages.append(kept_browsers[login].new_page())
        looking.watch(pages[-1], trouble)
        pages[-1].goto(served.url(path))
        return pages[-1]

    yield look_at
    for page in pages:
        page.close()
    assert trouble == []


@pytest.fixture(scope="session")
def kept_sessions() -> dict[str, Any]:
    """The cookies of officers who are at work already."""
    return {}


@pytest.fixture
def at_desk(open_page: Open, served: Served, kept_sessions: dict[str, Any]) -> Open:
    """`at_desk(login, path)`: an officer's browser, signed in by his one-use link, at that page."""

    def sit_down(login: str, path: str = "/can-bo/", **context: Any) -> Page:
        if login not in kept_sessions:
            page = open_page(served.way_in(login).removeprefix(served.url("")))
            page.get_by_role("button", name="Vào làm việc").click()
            page.wait_for_url("**/can-bo/**")
            kept_sessions[login] = page.context.storage_state()
        return open_page(path, storage_state=kept_sessions[login], **context)

    return sit_down
