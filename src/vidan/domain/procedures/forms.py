"""A form of a procedure as a file that the commune keeps: blank, or filled in as an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.parsers.expat import ExpatError, ParserCreate

from vidan.domain.errors import Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What a file is called when it is taken home.
ENDINGS = {PDF: "pdf", DOCX: "docx"}
#: A form of a few pages; more than that is a scan of the wrong thing.
LARGEST = 2_000_000
LONGEST_TITLE, LONGEST_SOURCE = 200, 300
#: Files of one procedure that everybody sees.
MOST = 12
#: What a form has no need of: a PDF that acts, starts something or carries another file.
_ACTS = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
#: And in a Word file: macros, ActiveX, objects of other programs, by where they lie and by how they are joined on.
_PACKED_ACTS = ("word/vbaproject.bin", "word/activex/", "word/embeddings/")
_JOINED_ACTS = frozenset(
    {"vbaproject", "wordvbadata", "control", "activexcontrolbinary", "oleobject", "package", "afchunk"}
)
_TYPES = "[content_types].xml"

#: The parts of a pack by their names in lower case (`needed` with what is in them).
Parts = Mapping[str, bytes]


@dataclass(frozen=True)
class FormWords:
    """What an officer says of a file: its name, where it comes from and of which day, and whether it is filled in."""

    title: str
    source: str
    dated_on: date
    filled: bool = False


def needed(name: str) -> bool:
    """Whether `kind_of` has to read this part of a pack: what joins parts (ISO/IEC 29500-2, 6.5), and their types."""
    return name.endswith(".rels") or name == _TYPES


def kind_of(content: bytes, parts: Parts | None = None) -> str:
    """The kind of a form by what is in it, whatever its name says; `parts` of a pack that could be opened.

    A Word file: macros, ActiveX, objects of other programs, and whatever is fetched from elsewhere (a template, a
    picture) are found; links to press are left alone, and so are instructions inside the text (fields).
    A PDF: only names that stand openly in its bytes. Scripts in compressed or encrypted parts are not seen, so the
    officer who lets it out opens it first.

    Refused `procedures.form.no_form` for other files, `procedures.form.acts` for one in which such a thing was found.
    """
    if content.startswith(b"%PDF-"):
        if any(mark in content for mark in _ACTS):
            raise Refused("procedures.form.acts", field="file")
        return PDF
    if not content.startswith(b"PK\x03\x04") or parts is None or "word/document.xml" not in parts:
        raise Refused("procedures.form.no_form", field="file")
    joined = (part for name, part in parts.items() if name.endswith(".rels"))
    if (
        any(name.startswith(_PACKED_ACTS) for name in parts)
        or b"macroenabled" in parts.get(_TYPES, b"").lower()
        or any(_fetches_or_acts(part) for part in joined)
    ):
        raise Refused("procedures.form.acts", field="file")
    return DOCX


def _fetches_or_acts(relations: bytes) -> bool:
    """Whether a part is joined on that acts, or one from outside the pack. Refused when it is no plain XML."""
    told: list[bool] = []

    def see(name: str, given: dict[str, str]) -> None:
        kind = given.get("Type", "").rpartition("/")[2].lower()
        outside = given.get("TargetMode", "").lower() == "external" or ":" in given.get("Target", "")
        if name.rpartition(" ")[2] == "Relationship":
            told.append(kind in _JOINED_ACTS or (outside and kind != "hyperlink"))

    reader = ParserCreate(namespace_separator=" ")
    reader.StartElementHandler = see
    reader.StartDoctypeDeclHandler = _no_doctype
    try:
        reader.Parse(relations, True)
    except ExpatError:
        raise Refused("procedures.form.no_form", field="file") from None
    return any(told)


def _no_doctype(*_told: object) -> None:
    """The format allows none (ISO/IEC 29500-2, 7.2.2), and whole bombs are built in it."""
    raise Refused("procedures.form.no_form", field="file")


def checked(content: bytes, words: FormWords, today: date, parts: Parts | None = None) -> str:
    """The kind of a form that may be offered.

    Refused `procedures.form.` title, source, dated, too_large, and what `kind_of` refuses.
    """
    if not words.title:
        raise Refused("procedures.form.title", field="title")
    if not words.source:
        raise Refused("procedures.form.source", field="source")
    if words.dated_on > today:
        raise Refused("procedures.form.dated", field="dated_on")
    if len(content) > LARGEST:
        raise Refused("procedures.form.too_large", field="file", most=LARGEST // 1_000_000)
    return kind_of(content, parts)
