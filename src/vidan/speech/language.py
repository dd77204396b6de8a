"""The language in which we speak now: Vietnamese, or English for who chose it.

Free of Django, so that the command line can speak before any installation exists. The web door sets it per request
beside Django's own; the catalogue is the same `django` domain that the templates use.
"""

import gettext as catalogues
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"
VIETNAMESE, ENGLISH = "vi", "en"
_current: ContextVar[str] = ContextVar("vidan_language", default=VIETNAMESE)


def use(language: str) -> None:
    """Speak this language from here on (in this request, or in this process of the command line)."""
    _current.set(ENGLISH if language == ENGLISH else VIETNAMESE)


def is_english() -> bool:
    """Whether English was chosen."""
    return _current.get() == ENGLISH


def _(text: str) -> str:
    """A Vietnamese text in the language in force; itself where no translation exists."""
    return _english().gettext(text) if text and is_english() else text


@cache
def _english() -> catalogues.NullTranslations:
    return catalogues.translation("django", LOCALE, [ENGLISH], fallback=True)
