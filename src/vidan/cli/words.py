"""The language of the command line: Vietnamese, or English where the locale says so. Works without Django."""

import gettext
import os
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "speech" / "locale"


def language() -> str:
    """`en` where the terminal's locale is English, else `vi`: a machine without a locale is a Vietnamese one."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if named.startswith("en") else "vi"


_catalog = gettext.translation("terminal", LOCALE, [language()], fallback=True)


def _(text: str) -> str:
    """The text in the terminal's language."""
    return _catalog.gettext(text)


def say(text: str = "") -> None:
    """A line for the person at the terminal, at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """A line about something that went wrong."""
    print(text, file=sys.stderr, flush=True)


def use_utf8() -> None:
    """Vietnamese on every terminal: Windows consoles and the C locale would otherwise fail on the first letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
