"""Nasty messages by the thousand: no fault of ours, no growth, and whoever is honest is still heard.

Ten thousand with each run: some hundred go through the whole request, half of them with the quotas in force and half
without, so that they reach the tables; the others through everything that looks at what was sent (form, rules,
suggester), which is where a nasty word could do harm. `make endurance` sends every fourth of a hundred thousand whole.
"""

import itertools
import os
import random
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import RequestFactory

from tests.builders import House
from tests.web.conftest import Clock
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback.saying import Door, tidy
from vidan.queries import communes
from vidan.store import invariants
from vidan.store.models import Feedback, SealedMatter
from vidan.web.public import quotas, saying
from vidan.web.say_forms import SayForm

#: `make endurance` asks for more: 100000.
MESSAGES = int(os.environ.get("VIDAN_TEST_HOSTILE", "10000"))
#: One in so many goes through the whole request.
WHOLE = 32 if MESSAGES <= 10_000 else 4
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
    for number, (word, field) in enumerate(itertools.islice(nasty, MESSAGES // WHOLE // 2)):
        answers.add(saying.say(hostile(factory, commune, number, field, word)).status_code)
    assert answers <= {302, 422, 429}
    calm = Feedback.objects.of(house.commune).filter(emergency=False)  # danger is refused by no quota (ADR 160)
    assert calm.count() + SealedMatter.objects.of(house.commune).count() <= 4 * quotas.FREE
    honest: Any = factory.post("/y-kien", {"text": "Cầu treo mục ván, xin sửa giúp."}, REMOTE_ADDR="203.0.113.77")
    honest.commune, honest.actor = commune, None
    clock.forward(hours=1)
    assert saying.say(honest).status_code == 302


def hostile(factory: RequestFactory, commune: Any, number: int, field: str, word: str) -> Any:
    """A message of which one field is nasty, from one of four addresses."""
    sent: dict[str, Any] = {"text": f"Đường vào thôn {number} hỏng, xin sửa.", field: word}
    request: Any = factory.post("/y-kien", sent, REMOTE_ADDR=f"198.51.100.{number % 4}")
    request.commune, request.actor = commune, None
    request._dont_enforce_csrf_checks = True
    return request


@pytest.mark.slow
def test_nasty_messages_that_nobody_stops_are_refused_or_kept_each_once(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a thousand addresses: no quota ends them, so that each meets the rules, the seals and the tables."""
    for name in ("FREE", "FREE_OF_ALL", "MOST"):
        monkeypatch.setattr(quotas, name, 10**9)
    factory, commune = RequestFactory(), communes.by_id(house.commune.pk)
    chance, taken = random.Random(11), Counter[str]()
    for number in range(MESSAGES // WHOLE // 2):
        word = chance.choice((*NASTY, nasty_words(chance)))
        field = FIELDS[number % len(FIELDS)]
        answer = saying.say(hostile(factory, commune, number, field, word))
        assert answer.status_code in (302, 422), (number, word)
        taken[field] += answer.status_code == 302
    kept = Feedback.objects.of(house.commune).count() + SealedMatter.objects.of(house.commune).count()
    assert kept > MESSAGES // WHOLE // 10
    assert taken.total() - taken["form_token"] <= kept <= taken.total()  # the same form sent again is one message
    assert not invariants.broken(house.commune.pk)


#: What nasty words are made of: marks, tones apart, other scripts, signs of programs, words that alarm.
PIECES = (
    *"aăâđêôơưAZ09 .,;:!?'\"<>&{}[]()%$#@\\/|`~^*+=_-", "\x00", "\x1b", "\u0301",
    "\u0323", "\u200d", "\u202e", "\ufeff", "\ud7ff", "\U0001f525", "𝕏", "ß", "İ",
    "ﬁ", "ﷺ", "\r\n", "\t", "tố cáo ", "cháy ", "cứu ", "hối lộ ", "ông ", "đang ",
    "<!--", "]]>", "%00", "%s", "{0}", "${7*7}", "--", "NaN", "1e999", "-0", "2" * 40, "http://x.example/", "ngập",
)  # fmt: skip


def nasty_words(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.choice((1, 3, 8, 20, 60))))


@pytest.mark.slow
def test_thousands_of_nasty_forms_are_read_or_refused_and_nothing_grows(db: None) -> None:
    chance, suggester = random.Random(7), content.suggester()
    known = len(suggester.suggest("Đường vào thôn có ổ gà.").weighed)
    words_known = suggester.words_known
    read = refused = 0
    for number in range(MESSAGES - MESSAGES // WHOLE):
        field = FIELDS[number % len(FIELDS)]
        sent = QueryDict(mutable=True)
        sent.update({"text": f"Đường vào thôn {number} hỏng, xin sửa.", field: nasty_words(chance)})
        form = SayForm(sent, villages=list, officers=list)
        if not form.is_valid():
            refused += 1
            continue
        try:
            said = tidy(form.saying(Door.WEB))
        except Refused:
            refused += 1
            continue
        assert len(suggester.suggest(said.text).weighed) == known
        read += 1
    assert read
    assert refused
    assert read + refused == MESSAGES - MESSAGES // WHOLE
    assert suggester.words_known == words_known


def test_a_flood_from_many_places_fills_no_memory(clock: Clock) -> None:
    factory = RequestFactory()
    for number in range(quotas.MOST_PLACES + 500):
        quotas.note(factory.post("/y-kien", REMOTE_ADDR=f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"))
    assert len(quotas.counted().by_place) == quotas.MOST_PLACES
    assert quotas.asks_sum(factory.get("/y-kien", REMOTE_ADDR="203.0.113.5"))
    clock.forward(hours=1)
    assert not quotas.counted().by_place
