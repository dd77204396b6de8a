"""A form of a procedure: known by what is in it; a filled sample read box by box."""

from datetime import date

import pytest

from vidan.domain.errors import Refused
from vidan.domain.procedures.forms import DOCX, LARGEST, PDF, FormWords, checked, kind_of
from vidan.domain.procedures.samples import SampleBox, read_samples

TODAY = date(2026, 11, 29)
BLANK = FormWords("Tờ khai", "Mẫu 01", TODAY)


ZIP = b"PK\x03\x04"
RELATIONS = "word/_rels/document.xml.rels"
SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*names: str) -> dict[str, bytes]:
    """The parts of a Word file, by their names in lower case."""
    return {"[content_types].xml": b"<Types/>", "word/document.xml": b"", **dict.fromkeys(names, b"")}


def joining(kind: str, target: str, mode: str = "", encoding: str = "utf-8", prefix: str = "") -> dict[str, bytes]:
    """A Word file whose text is joined with something of this kind."""
    said = f'TargetMode="{mode}" ' if mode else ""
    spaced = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    told = f'<?xml version="1.0" encoding="{encoding}"?><{prefix}Relationships {spaced}="{SPACE}">'
    told += f'<{prefix}Relationship Id="a" Type="{TYPE}/{kind}" {said}Target="{target}"/></{prefix}Relationships>'
    return word() | {RELATIONS: told.encode(encoding)}


def test_a_form_is_known_by_what_is_in_it() -> None:
    assert kind_of(b"%PDF-1.7\n...") == PDF
    assert kind_of(ZIP, word()) == DOCX
    assert kind_of(ZIP, joining("styles", "styles.xml")) == DOCX
    assert kind_of(ZIP, joining("hyperlink", "https://dichvucong.gov.vn", "External")) == DOCX


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (None, "no_form"),
        ({"xl/workbook.xml": b""}, "no_form"),
        (word() | {RELATIONS: b"<!DOCTYPE a><Relationships/>"}, "no_form"),
        (word() | {RELATIONS: b"<Relationships"}, "no_form"),
        (word("word/vbaproject.bin"), "acts"),
        (word() | {"[content_types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}, "acts"),
        (joining("vbaProject", "other.bin"), "acts"),
        (joining("attachedTemplate", "https://la.example/mau.dotm", "External"), "acts"),
        (joining("attachedTemplate", "https://la.example/mau.dotm", "External", "utf-16"), "acts"),
        (joining("attachedTemplate", "mau.dotm", "External", prefix="r:"), "acts"),
        (joining("image", "https://la.example/dem.png", "External"), "acts"),
        (joining("image", "file://may/chu/dem.png"), "acts"),
    ],
)
def test_a_word_file_that_acts_or_fetches_from_elsewhere_is_refused(parts: dict[str, bytes], code: str) -> None:
    with pytest.raises(Refused, match=rf"form\.{code}"):
        kind_of(ZIP, parts)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_form"),
        (b"<html><script>", "no_form"),
        (b"PK\x03\x04" + bytes(40), "no_form"),
        (b"%PDF-1.7 << /S /JavaScript >>", "acts"),
        (b"%PDF-1.7 << /Type /EmbeddedFile >>", "acts"),
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
