"""No log tells that somebody was at the feedback form."""

import logging
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from vidan.adapters import images
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


@pytest.fixture
def curious(caplog: pytest.LogCaptureFixture) -> Any:
    """A log at its most talkative, with the levels of the settings for single names."""
    for name, told in settings.LOGGING["loggers"].items():
        if "level" in told:
            logging.getLogger(name).setLevel(told["level"])
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_at_no_level_does_the_log_quote_what_a_camera_wrote_into_a_picture(curious: Any) -> None:
    """Pillow tells every tag that it reads, at DEBUG."""
    kept, exif = BytesIO(), Image.Exif()
    exif[0x013B] = "ZQXKANARI"
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG", exif=exif)
    images.re_encode(kept.getvalue(), 100)
    assert "ZQXKANARI" not in curious.text
