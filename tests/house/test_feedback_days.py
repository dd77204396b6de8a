"""The days that a house may set for what people say: by its settings, within law and promises, in working days."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings

from tests.house.source import ROOT
from vidan.content import feedback
from vidan.domain.calendar import Limit


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    feedback.set_clocks(django_settings.FEEDBACK_DAYS)


def test_nothing_set_is_what_the_pack_says() -> None:
    as_set = feedback.clocks()
    feedback.set_clocks({})
    assert feedback.clocks() == as_set
    assert as_set.answer == Limit.parse("10wd")


def test_what_a_house_set_holds_and_the_rest_stays() -> None:
    feedback.set_clocks({"answer": 7, "thank": 2})
    clocks = feedback.clocks()
    assert (clocks.answer, clocks.thank) == (Limit.parse("7wd"), Limit.parse("2wd"))
    assert (clocks.acknowledge, clocks.send_on) == (Limit.parse("1wd"), Limit.parse("5wd"))
    with pytest.raises(KeyError, match="no such clock"):
        feedback.set_clocks({"answers": 7})


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    """The program's settings, read anew."""
    code = "from vidan.config import settings; print(settings.FEEDBACK_DAYS['answer'])"
    known = {**os.environ, "VIDAN_SECRET_KEY": "x" * 50, **environment}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=known, cwd=ROOT, check=False
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("VIDAN_ANSWER_DAYS", "0", "VIDAN_ANSWER_DAYS phải từ 1 đến 60, đang là 0"),
        ("VIDAN_ANSWER_DAYS", "mười", "VIDAN_ANSWER_DAYS phải là số nguyên"),
        ("VIDAN_SEND_ON_DAYS", "6", "VIDAN_SEND_ON_DAYS phải từ 1 đến 5, đang là 6"),
        ("VIDAN_THANK_DAYS", "6", "VIDAN_THANK_DAYS phải từ 1 đến 5, đang là 6"),
    ],
)
def test_days_that_law_or_promise_do_not_give_are_refused_by_a_sentence(name: str, value: str, told: str) -> None:
    refused = started(**{name: value})
    assert refused.returncode == 1
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_days_come_from_the_environment() -> None:
    assert started(VIDAN_ANSWER_DAYS="7").stdout.strip() == "7"
