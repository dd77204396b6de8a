"""Nasty messages by the hundred: no fault of ours, no growth, and whoever is honest is still heard."""

import itertools
import os
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from tests.builders import House
from tests.web.conftest import Clock
from vidan.queries import communes
from vidan.store.models import Feedback, SealedMatter
from vidan.web.public import quotas, saying

#: `make endurance` asks for more: VIDAN_HOSTILE=10000 takes two minutes, 100000 twenty.
MESSAGES = int(os.environ.get("VIDAN_HOSTILE", "500"))
NASTY = (
    "", " ", "a", "\x00\x01", "<script>alert(1)</script>", "' OR 1=1 --", "{{7*7}}{% load x %}", "x" * 5000,
    "\u202e\u200b\ufeff" * 20, "𝕳𝖊𝖑𝖑𝖔" * 30, "đ" * 4000, "=cmd|' /C calc'!A0", "../../../etc/passwd",
    "tố cáo " * 300, "cháy " * 500, "a\u0301" * 2000, "🔥" * 900, "mua ngay link http://x.example " * 20, "\r\n" * 900,
)  # fmt: skip
FIELDS = ("text", "place", "name", "phone", "village", "officer", "latitude", "longitude", "form_token", "solution")


@pytest.mark.slow
def test_nasty_messages_by_the_hundred_do_no_harm(house: House, clock: Clock) -> None:
    cache.clear()
    factory, commune = RequestFactory(), communes.by_id(house.commune.pk)
    answers: set[int] = set()
    nasty = itertools.cycle(itertools.product(NASTY, FIELDS))
    for number, (word, field) in enumerate(itertools.islice(nasty, MESSAGES)):
        sent: dict[str, Any] = {"text": f"Đường vào thôn {number} hỏng, xin sửa.", field: word}
        request: Any = factory.post("/y-kien", sent, REMOTE_ADDR=f"198.51.100.{number % 4}")
        request.commune, request.actor = commune, None
        request._dont_enforce_csrf_checks = True
        answers.add(saying.say(request).status_code)
    assert answers <= {302, 422, 429}
    kept = Feedback.objects.of(house.commune).count() + SealedMatter.objects.of(house.commune).count()
    assert kept <= 4 * quotas.FREE
    honest: Any = factory.post("/y-kien", {"text": "Cầu treo mục ván, xin sửa giúp."}, REMOTE_ADDR="203.0.113.77")
    honest.commune, honest.actor = commune, None
    clock.forward(hours=1)
    assert saying.say(honest).status_code == 302
