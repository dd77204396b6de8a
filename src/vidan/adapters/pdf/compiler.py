"""One kept typst compiler per process: the first sheet loads fonts and templates, every next one takes milliseconds.

Data go in as one JSON text, never pasted into source, so nothing a person typed can be read as markup. Sheets are
tagged, PDF/A-2a and PDF/UA-1; the document's date comes from the data, so the same sheet always gives the same bytes.

typst works with threads of its own that do not survive a fork: processes that print must be started, not forked after
the first sheet.
"""

import json
import logging
import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from vidan.adapters.pdf import fonts
from vidan.domain.letters.binding import HOLDING
from vidan.domain.text import clean_text

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
TEMPLATES = Path(__file__).parent
#: Put in place of a sign that the typeface lacks (an emoji, a script of another country).
UNKNOWN_SIGN = "□"
#: What the embedded Libertinus Serif certainly holds: Latin with all Vietnamese letters, combining marks, punctuation.
_EMBEDDED_RANGES = ((0x20, 0x17F), (0x300, 0x304), (0x1A0, 0x1B0), (0x1EA0, 0x1EF9), (0x2010, 0x2026), (0x20AB, 0x20AC))

#: Letters in a row that no column may be unable to hold (see `breaking` in common.typ).
LONG_WORD = 26
#: What we make ourselves and know to fit.
OWN_WORDS = {"qr", "qrs", "qr_text", "lookup_address", "tracking_url", "tracking_urls", "guide_url", "urls"}

log = logging.getLogger(__name__)


def _tidy(text: str) -> str:
    """Clean text; the spaces that hold two words on one line stay."""
    return HOLDING.join(map(clean_text, text.split(HOLDING)))


class Press:
    """A typeface and the compiler that sets with it; safe to share between threads."""

    def __init__(self, font_folder: Path | None = None) -> None:
        self.font = fonts.chosen_font(font_folder)
        self._lock = threading.Lock()
        folders = [str(self.font.folder)] if self.font.folder else []
        self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=folders, ignore_system_fonts=True)

    def print(self, template: str, data: Mapping[str, Any]) -> bytes:
        """The PDF of `template` (a file of this folder) for `data`.

        A sign without a picture in any typeface would make the standards refuse the whole sheet, so it is then shown as
        `□` and the sheet set again. If the standards still refuse, the sheet is printed without their seal and the log
        says so: a citizen never goes home without paper because of a tag.
        """
        tidy = _each_text(data, _tidy)
        try:
            return self._set(template, tidy, STANDARDS)
        except typst.TypstError:
            shown = _each_text(tidy, self._showable)
        try:
            return self._set(template, shown, STANDARDS)
        except typst.TypstError:  # its words may quote what the sheet says of a person: they stay out of the log
            log.warning("sheet %s printed without PDF/A and PDF/UA", template)
            return self._set(template, shown, [])

    def _set(self, template: str, data: Mapping[str, Any], standards: "list[PDFStandard]") -> bytes:
        known = {
            "font": self.font.name,
            "long_words": _has_long_words({key: data[key] for key in data.keys() - OWN_WORDS}),
        }
        told = json.dumps({**data, **known}, ensure_ascii=False, sort_keys=True)
        with self._lock:
            printed = self._compiler.compile(
                input=str(TEMPLATES / template), format="pdf", sys_inputs={"data": told}, pdf_standards=standards
            )
        if not isinstance(printed, bytes):
            raise TypeError("a PDF is one run of bytes")
        return printed

    def spots(self, template: str, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Where the open places of a sheet stand: name, page from 1, x and y in points from the upper left corner."""
        tidy = _each_text(data, _tidy)
        known = {"font": self.font.name, "long_words": False}
        told = json.dumps({**tidy, **known}, ensure_ascii=False, sort_keys=True)
        found = typst.query(
            str(TEMPLATES / template),
            "<spot>",
            field="value",
            root=str(TEMPLATES),
            font_paths=[str(self.font.folder)] if self.font.folder else [],
            ignore_system_fonts=True,
            sys_inputs={"data": told},
        )
        spots: list[dict[str, Any]] = json.loads(found)
        return spots

    def _showable(self, text: str) -> str:
        known = fonts.covered(self.font)
        return "".join(sign if sign == "\n" or self._shows(ord(sign), known) else UNKNOWN_SIGN for sign in text)

    def _shows(self, code: int, known: frozenset[int]) -> bool:
        if known:
            return code in known
        return any(first <= code <= last for first, last in _EMBEDDED_RANGES)


@cache
def press(font_folder: Path | None = None) -> Press:
    """The process's press for a configured font folder."""
    return Press(font_folder)


def _has_long_words(value: Any) -> bool:
    """Whether some word is longer than the narrowest column, so that the templates must be ready to break it."""
    if isinstance(value, str):
        return any(len(word) >= LONG_WORD for word in value.split())
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    return any(_has_long_words(part) for part in parts)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each_text(part, change) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(part, change) for part in value]
    return value
