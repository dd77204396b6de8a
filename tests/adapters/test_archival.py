"""Letters keep what PDF/A-2a and PDF/UA-1 ask, printed and signed; the judge is judged by files that break a rule."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.archival import faults
from tests.signing.authority import Authority
from vidan.adapters import pdf
from vidan.adapters.signing import pades
from vidan.content.letters import kinds
from vidan.content.letters.samples import all_samples, sample

SAMPLES = dict(all_samples())


@pytest.mark.parametrize("key", SAMPLES)
def test_every_kind_of_letter_keeps_the_rules_of_the_archive(key: str) -> None:
    assert faults(pdf.letter(SAMPLES[key])) == set()


def test_a_letter_signed_numbered_and_closed_keeps_them_too(tmp_path: Path) -> None:
    authority, now = Authority(tmp_path), timezone.now()
    person, office = authority.pkcs12("Bui Quoc Viet"), authority.pkcs12("UBND xa Dien Lu")
    paper = pades.prepared(sample(next(kind for kind in kinds() if kind.key == "notice"), 0))
    paper = pades.numbered(pades.sign(paper, pades.PERSON, person, now=now), 5, date(2027, 1, 5))
    assert faults(pades.sign(paper, pades.OFFICE, office, now=now)) == set()


def _root(writer: PdfWriter) -> Any:
    return writer.root_object


def _without(name: str) -> Callable[[PdfWriter], None]:
    return lambda writer: _root(writer).pop(name, None) and None


def _font(writer: PdfWriter) -> Any:
    return next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()


def _bare_font(writer: PdfWriter) -> None:
    inner = _font(writer)["/DescendantFonts"][0].get_object()
    for name in ("/FontFile", "/FontFile2", "/FontFile3"):
        inner["/FontDescriptor"].get_object().pop(name, None)


def _loose_text(writer: PdfWriter) -> None:
    content = writer.pages[0].get_contents()
    content.set_data(content.get_data() + b"\nBT (ngo\xe0i th\xe2n) Tj ET")
    writer.pages[0].replace_contents(content)


def _script(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    _root(writer)[NameObject("/OpenAction")] = writer._add_object(action)


def _mute_figure(writer: PdfWriter) -> None:
    for one in writer._objects:
        if isinstance(one, dict) and one.get("/S") == "/Figure":
            one.pop("/Alt", None)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_without("/OutputIntents"), "output intent"),
        (_without("/Metadata"), "pdfaid:part"),
        (_without("/Lang"), "language"),
        (_without("/MarkInfo"), "marked"),
        (_without("/StructTreeRoot"), "tags"),
        (_without("/ViewerPreferences"), "title shown"),
        (_bare_font, "typeface not embedded"),
        (lambda writer: _font(writer).pop("/ToUnicode"), "letters unknown"),
        (_loose_text, "content outside the tags"),
        (_mute_figure, "figure without words"),
        (lambda writer: writer.pages[0].pop("/StructParents"), "page outside the tags"),
        (_script, "action"),
    ],
)
def test_a_file_that_breaks_a_rule_is_found_out(spoil: Callable[[PdfWriter], Any], fault: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf.letter(SAMPLES["notice"]))))
    spoil(writer)
    out = BytesIO()
    writer.write(out)
    assert fault in faults(out.getvalue())
