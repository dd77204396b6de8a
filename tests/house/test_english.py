"""English is complete on the public pages: every sentence of theirs stands in the catalogue."""

import gettext
import re
from pathlib import Path

import pytest

from vidan.content.guide import referrals
from vidan.speech import choices, states
from vidan.speech.language import LOCALE

ROOT = Path(__file__).resolve().parents[2] / "src" / "vidan" / "web"
SAID = re.compile(r"""\{%\s*translate\s+("[^"]+"|'[^']+')""")
BLOCKS = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*(?:plural|endblocktranslate)", re.DOTALL)
BORROWED = re.compile(r"""\{%\s*include\s+"([^"]+)\"""")
SPOKEN = re.compile(r"""gettext(?:_lazy)?\(\s*"([^"]+)"\s*\)|[^\w]_\(\s*"([^"]+)"\s*\)""")


def public_templates() -> list[Path]:
    named = [ROOT / "templates" / name for name in ("base_public.html", "refused.html")]
    waiting = [*named, *(ROOT / "templates").glob("public/*.html"), *(ROOT / "templates").glob("[0-9]*.html")]
    found = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [ROOT / "templates" / name for name in BORROWED.findall(path.read_text(encoding="utf-8"))]
    return sorted(found)


def said_in(text: str) -> list[str]:
    """Every source sentence of a template as Django looks it up: `{{ name }}` named, a percent sign doubled."""
    texts = [found[1:-1] for found in SAID.findall(text)] + BLOCKS.findall(text)
    return [re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", body.replace("%", "%%")) for body in texts]


def catalogue() -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, ["en"])


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.name)
def test_every_sentence_of_a_public_page_has_its_english(path):
    english = catalogue()
    missing = [text for text in said_in(path.read_text(encoding="utf-8")) if english.gettext(text) == text]
    assert not [text for text in missing if english.ngettext(text, text, 1) == text]


def test_every_word_that_views_say_has_its_english():
    english = catalogue()
    texts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "public").glob("*.py"))
    said = [one or other for one, other in SPOKEN.findall(texts)]
    assert said
    assert not [text for text in said if english.gettext(text) == text]


def test_states_steps_and_ways_have_their_english():
    english = catalogue()
    words = [*states.STATES.values(), *states.CAUSES.values(), *choices.DELIVERIES.values()]
    assert not [text for text in words if english.gettext(text) == text]


def test_a_sentence_without_english_would_be_found():
    assert said_in('{% translate "Câu chưa dịch" %}') == ["Câu chưa dịch"]
    assert said_in("{% blocktranslate with a=b %}Có {{ a }} việc{% endblocktranslate %}") == ["Có %(a)s việc"]
    assert said_in('{% translate "khoảng 95%" %}') == ["khoảng 95%%"], "doubled, as Django looks it up"


def test_whom_to_call_in_danger_has_its_english():
    english = catalogue()
    said = [text for one in referrals().values() if one.emergency for text in (one.work, one.where)]
    assert said
    assert not [text for text in said if english.gettext(text) == text]
