"""A form of a procedure: known by what is in it; a filled sample read box by box."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from vidan.domain.errors import Refused
from vidan.domain.procedures.forms import DOCX, LARGEST, PDF, FormWords, checked, kind_of
from vidan.domain.procedures.samples import SampleBox, read_samples

TODAY = date(2026, 11, 29)
BLANK = FormWords("Tờ khai", "Mẫu 01", TODAY)


def packed(*names: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        for name in names:
            pack.writestr(name, "x")
    return held.getvalue()


def test_a_form_is_known_by_what_is_in_it() -> None:
    assert kind_of(b"%PDF-1.7\n...") == PDF
    assert kind_of(packed("[Content_Types].xml", "word/document.xml")) == DOCX


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_form"),
        (b"<html><script>", "no_form"),
        (b"PK\x03\x04" + bytes(40), "no_form"),
        (packed("xl/workbook.xml"), "no_form"),
        (b"%PDF-1.7 << /S /JavaScript >>", "acts"),
        (b"%PDF-1.7 << /Type /EmbeddedFile >>", "acts"),
        (packed("word/document.xml", "word/vbaProject.bin"), "acts"),
    ],
)
def test_what_is_no_form_or_does_something_by_itself_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=rf"form\.{code}"):
        kind_of(content)


@pytest.mark.parametrize(
    ("words", "size", "code"),
    [
        (FormWords("", "Mẫu 01", TODAY), 10, "title"),
        (FormWords("Tờ khai", "", TODAY), 10, "source"),
        (FormWords("Tờ khai", "Mẫu 01", date(2026, 11, 30)), 10, "dated"),
        (BLANK, LARGEST, "too_large"),
    ],
)
def test_a_form_says_its_name_its_source_and_a_day_that_has_come(words: FormWords, size: int, code: str) -> None:
    with pytest.raises(Refused, match=rf"form\.{code}"):
        checked(b"%PDF-" + bytes(size), words, TODAY)


def test_a_sample_is_read_box_by_box() -> None:
    lines = [
        "= to",
        "title: Tờ khai",
        "source: Mẫu 01",
        "for: 1, 2",
        "* Người khai",
        "Họ tên | Lò Mẫu | có dấu",
        "Ký | ký",
    ]
    (sample,) = read_samples(lines)
    assert (sample.key, sample.title, sample.procedures) == ("to", "Tờ khai", ("1", "2"))
    assert sample.parts[0].boxes == (SampleBox("Họ tên", "Lò Mẫu", "có dấu"), SampleBox("Ký", "ký"))
    with pytest.raises(ValueError, match="lạc"):
        list(read_samples(["lạc"]))
