"""What no honest program sends, by the hundred: told in the standard's form or taken, never a fault of ours."""

import json
import random
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.api.test_open311 import BASE, REPORT, program
from tests.builders import House
from tests.web.test_feedback_hostile import nasty_words
from vidan.api.open311 import attributes, writing
from vidan.store import invariants
from vidan.store.models import Feedback, SealedMatter

__all__ = ["program"]
FIELDS = (
    *REPORT, "address_string", "address_id", "device_id", "account_id", "media_url", "api_key", "jurisdiction_id",
    *(f"attribute[{asked.code}]" for asked in attributes.ALL), "attribute[luc][]", "attribute", "attribute[", "[]",
    "locale",
)  # fmt: skip
ASKED = ("service_request_id", "service_code", "start_date", "end_date", "status", "page", "page_size", "extensions")


def files() -> list[bytes]:
    good = BytesIO()
    Image.new("RGB", (30, 20)).save(good, "PNG")
    return [b"", b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff", b"GIF89a", good.getvalue()[:40], good.getvalue()]


def sent_by(program: Client, chance: random.Random, number: int) -> Any:
    """A report of which a few fields are nasty, in one of the forms in which programs send it."""
    told: dict[str, Any] = {**REPORT, "description": f"Đường vào thôn {number} hỏng, xin sửa."}
    told |= {field: nasty_words(chance) for field in chance.sample(FIELDS, chance.choice((1, 1, 2, 5)))}
    kind = chance.choice((".json", ".xml", ".csv", ""))
    address = f"{BASE}/requests{kind}"
    match number % 5:
        case 0:
            return program.post(f"{address}?{urlencode(told, errors='replace')}")
        case 1:
            odd = {name: chance.choice((value, None, [value], {"x": value}, 1e308)) for name, value in told.items()}
            return program.post(address, json.dumps(odd), content_type="application/json")
        case 2:
            pictures = [SimpleUploadedFile("a.jpg", content) for content in chance.choices(files(), k=2)]
            return program.post(address, {**told, "media": pictures})
        case 3:
            form = chance.choice(("application/json", "multipart/form-data; boundary=x", "text/plain", "x"))
            return program.generic("POST", address, chance.randbytes(chance.choice((0, 10, 3000))), form)
        case _:
            return program.post(address, told)


@pytest.mark.slow
def test_nasty_reports_are_told_or_taken_each_once(
    program: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "KEYLESS_AN_HOUR", 10**9)
    cache.clear()
    chance, taken = random.Random(5), 0
    for number in range(250):
        answer = sent_by(program, chance, number)
        assert answer.status_code in (200, 400, 404), (number, answer.content)
        assert answer.headers["Content-Type"].startswith(("application/json", "text/xml"))
        taken += answer.status_code == 200
    kept = Feedback.objects.of(house.commune).count() + SealedMatter.objects.of(house.commune).count()
    assert kept == taken > 25
    assert not invariants.broken(house.commune.pk)


def test_nasty_questions_are_answered_in_the_standards_form(program: Client) -> None:
    chance = random.Random(6)
    for number in range(200):
        page = chance.choice(("requests", "servicerequestupdates", "services", f"requests/{number}", "tokens/x"))
        asked = {chance.choice(ASKED): nasty_words(chance)}
        answer = program.get(f"{BASE}/{page}{chance.choice(('.json', '.xml', ''))}", asked)
        assert answer.status_code in (200, 400, 404), (page, asked)
        assert answer.headers["Content-Type"].startswith(("application/json", "text/xml"))
