"""What `web/fixed.py` says quicker is to the letter what Django says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.template import engines
from django.template.base import Template
from django.template.context import make_context
from django.utils import translation

from vidan.web import fixed

PAGES = (
    "{% load i18n %}<p>{% blocktranslate %}nhận lúc {{ received }}{% endblocktranslate %}</p>",
    "{% load i18n %}{% blocktranslate with code=dossier.code|upper %}Hồ sơ {{ code }}{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate trimmed %}\n  Còn {{ left }} phút,\n  100 % thật.\n{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate %}Chưa ai dịch {{ nobody }} câu này{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate count left=left %}{{ left }} câu{% plural %}{{ left }} từ{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate asvar kept %}nhận lúc {{ received }}{% endblocktranslate %}[{{ kept }}]",
)
VALUES: tuple[dict[str, Any], ...] = (
    {"received": "8:40 thứ Hai", "dossier": {"code": "đl-1"}, "left": 1234},
    {"received": "<b>&'\"", "dossier": {"code": "%s %(x)s {y}"}, "left": 5},
    {"received": datetime(2026, 11, 16, 1, 40, tzinfo=UTC), "dossier": None, "left": 2},
)


def said(text: str, values: dict[str, Any], language: str, *, quicker: bool) -> str:
    template = Template(text, engine=engines["django"].engine)
    if quicker:
        fixed._join(template.nodelist)
    with translation.override(language):
        return template.render(make_context(dict(values)))


@pytest.mark.parametrize("text", PAGES)
@pytest.mark.parametrize("values", VALUES)
def test_a_sentence_says_what_django_says(text: str, values: dict[str, Any]) -> None:
    for language in ("vi", "en"):
        assert said(text, values, language, quicker=True) == said(text, values, language, quicker=False)


def test_one_page_read_once_speaks_either_language() -> None:
    template = Template(PAGES[0], engine=engines["django"].engine)
    fixed._join(template.nodelist)
    told = []
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            told.append(template.render(make_context({"received": "8:40"})))
    assert told == ["<p>nhận lúc 8:40</p>", "<p>received at 8:40</p>", "<p>nhận lúc 8:40</p>"]


def test_a_translation_that_names_what_is_not_there_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixed, "gettext", lambda words: "received at %(moment)s")
    assert said(PAGES[0], {"received": "8:40"}, "en", quicker=True) == "<p>nhận lúc 8:40</p>"
