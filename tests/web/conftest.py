"""The web's own fixtures: a clock that stands still, and browsers."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import House
from tests.web.doors import Browser
from vidan.adapters import public_files
from vidan.web.public import quotas


@pytest.fixture(autouse=True)
def _nobody_said_anything() -> None:
    """How often somebody wrote is counted in the process's memory, and all tests write from one address."""
    quotas.forget()


class Clock:
    """The time that all doors read, until somebody moves it."""

    def __init__(self) -> None:
        self.now = builders.NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> datetime:
        """Later by `hours=2` or so."""
        self.now += timedelta(**time)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Nine in the morning of Tuesday 17 November 2026, for as long as the test wants."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def browser_of(clock: Clock) -> Callable[..., Browser]:
    """`browser_of(actor)`: the browser of an officer who is logged in."""
    return Browser


@pytest.fixture
def counter(house: House, clock: Clock) -> Browser:
    """The browser of the one-stop officer."""
    return Browser(house.one_stop)


@pytest.fixture
def citizen(house: House, clock: Clock) -> Browser:
    """The browser of somebody without an account."""
    return Browser()


@pytest.fixture(autouse=True)
def _nothing_is_ready(settings: Any) -> Iterator[None]:
    """Ready files outlive the rows of a test; the next one's rows have the same numbers."""
    yield
    for folder in (Path(settings.DATA) / "public").glob(f"*/{public_files.READY}"):
        shutil.rmtree(folder)
