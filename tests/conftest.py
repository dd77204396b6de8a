"""What every test may lean on: the house's clock, a commune at work, and a database that forgets."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests import builders, postgresql, pristine, schema
from tests.again import Again
from tests.builders import House
from tests.house.rendered import RenderedTemplates
from vidan.domain.people import Actor, Role

# No timed assertion anywhere; the build machine tries the same examples each time, everybody else new ones.
hypothesis_settings.register_profile("house", deadline=None, database=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("house")

HERE = Path(__file__).parent
_commune, _house = Again(builders.open_commune), Again(builders.furnish)
#: What runs again on PostgreSQL: the floors that meet the database, and the pages whose statements are counted.
ON_BOTH = ("store", "actions", "queries", "jobs", "web/test_statements.py", "web/test_intake.py", "web/test_lists.py")


def pytest_configure(config: pytest.Config) -> None:
    if not postgresql.wanted():
        config.pluginmanager.register(RenderedTemplates(), "rendered templates")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not postgresql.wanted():
        return
    chosen = [item for item in items if item.path.relative_to(HERE).as_posix().startswith(ON_BOTH)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen
    if not postgresql.url():
        for item in items:
            item.add_marker(pytest.mark.skip(reason="PostgreSQL is not installed here (apt install postgresql)"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if postgresql.wanted() and not postgresql.url():
        missing = "PostgreSQL was NOT tested: initdb is missing. apt install postgresql"
        terminalreporter.section(missing, sep="!", red=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The migrated database, and the way back to it for tests with real transactions."""
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        gone = schema.put_in_place()
        back = pristine.remember()
    TransactionTestCase._fixture_teardown = lambda case: back()
    yield
    with django_db_blocker.unblock():
        gone()


@pytest.fixture(scope="session", autouse=True)
def root_key() -> bytes:
    """The installation's root key, in the run's own data folder."""
    from vidan.store import vault

    return vault.make_root_key()


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Nothing remembered by one test is believed by the next: its communes vanish with its transaction."""
    yield
    from django.conf import settings

    from vidan.queries import communes
    from vidan.speech import language
    from vidan.store import calendars

    language.use(language.VIETNAMESE)

    calendars.forget_calendars()
    communes.forget_hosts()
    shutil.rmtree(Path(settings.DATA) / "public", ignore_errors=True)


@pytest.fixture
def now() -> datetime:
    """Tuesday 17 November 2026, nine in the morning in Vietnam."""
    return builders.NOW


@pytest.fixture
def commune(db: None) -> Any:
    """A working commune with its calendar and a handful of procedures."""
    return _commune()


@pytest.fixture
def house(commune: Any) -> House:
    """The commune with an officer of each kind that most stories need."""
    return _house(commune)


@pytest.fixture
def actor_of(commune: Any) -> Callable[..., Actor]:
    """`actor_of("one_stop")`: a new officer with these roles."""
    return lambda *roles, **words: builders.enter_officer(commune, *(Role(role) for role in roles), **words)


@pytest.fixture
def received(house: House) -> Callable[..., Any]:
    """`received(key)`: a dossier received by the one-stop officer of the house."""
    return lambda *key, **words: builders.receive(words.pop("actor", house.one_stop), *key, **words)
