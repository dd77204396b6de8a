"""A form of a procedure as a file that the commune keeps: blank, or filled in as an example."""

from dataclasses import dataclass
from datetime import date

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
#: And in a Word file: macros, ActiveX, objects of other programs.
_PACKED_ACTS = (b"word/vbaProject.bin", b"word/activeX/", b"word/embeddings/")


@dataclass(frozen=True)
class FormWords:
    """What an officer says of a file: its name, where it comes from and of which day, and whether it is filled in."""

    title: str
    source: str
    dated_on: date
    filled: bool = False


def kind_of(content: bytes) -> str:
    """The kind of a form by what is in it, whatever its name says.

    Refused `procedures.form.no_form` for other files, `procedures.form.acts` for one that would do something by itself.
    """
    if content.startswith(b"%PDF-"):
        if any(mark in content for mark in _ACTS):
            raise Refused("procedures.form.acts", field="file")
        return PDF
    # A .docx is a ZIP pack, in which the names of what is packed stand as they are (APPNOTE 4.4).
    if not content.startswith(b"PK\x03\x04") or b"word/document.xml" not in content:
        raise Refused("procedures.form.no_form", field="file")
    if any(mark in content for mark in _PACKED_ACTS):
        raise Refused("procedures.form.acts", field="file")
    return DOCX


def checked(content: bytes, words: FormWords, today: date) -> str:
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
    return kind_of(content)
