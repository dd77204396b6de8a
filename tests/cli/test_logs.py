"""No log tells that somebody was at the feedback form."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from vidan.config.logs import WhoSpeaksIsNotWrittenDown


def line(path: str, level: int = logging.WARNING) -> logging.LogRecord:
    record: Any = logging.LogRecord("django.request", level, __file__, 1, "Too Many Requests: %s", (path,), None)
    record.request = SimpleNamespace(path=path)
    return record


@pytest.mark.parametrize("path", ["/y-kien", "/y-kien/da-nhan", "/open311/v2/requests.json", "/can-bo/tin-mat/X"])
def test_that_a_message_was_refused_is_not_written_down_but_a_fault_of_ours_is(path: str) -> None:
    assert not WhoSpeaksIsNotWrittenDown().filter(line(path))
    assert WhoSpeaksIsNotWrittenDown().filter(line(path, logging.ERROR))


def test_everything_else_is_written_and_every_handler_asks() -> None:
    assert WhoSpeaksIsNotWrittenDown().filter(line("/thu-tuc/khai-sinh"))
    plain = logging.LogRecord("vidan", logging.WARNING, __file__, 1, "no request", (), None)
    assert WhoSpeaksIsNotWrittenDown().filter(plain)
    assert all("unspoken" in handler["filters"] for handler in settings.LOGGING["handlers"].values())
