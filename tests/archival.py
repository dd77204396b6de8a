"""What PDF/A-2a and PDF/UA-1 ask of a file, read back with a reader that did not make it.

No judge of the whole standards comes with pip or apt: veraPDF is asked by hand (`bench/archival.py`). This one reads
what a change of ours could break, each by its clause, and is itself judged by files that break it
(`tests/adapters/test_archival.py`). Sources: ISO 19005-2 (A), ISO 14289-1 (UA).
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

#: What a reader may run, fetch or hide: forbidden by ISO 19005-2, 6.5.1, 6.6.1, 6.8 and 6.9.
FORBIDDEN = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/Rendition"}
_STANDARD_TAGS = set(
    "Document Part Sect Div NonStruct P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Link "
    "Figure Form Caption Note Reference BlockQuote TOC TOCI Code Quote Em Strong Artifact Title Aside".split()
)


def faults(content: bytes) -> set[str]:
    """The clauses that the file breaks, each by a word of ours; empty when none of those that are read."""
    reader = PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    return {*_file(content, reader, root), *_structure(reader, root), *_fonts(reader), *_forbidden(reader)}


def _file(content: bytes, reader: PdfReader, root: Any) -> Iterator[str]:
    """6.1 (header, identifier, no encryption), 6.2.3 (output intent), 6.6 (metadata), UA 7.1, 7.2."""
    if not re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", content):
        yield "header"
    if "/ID" not in reader.trailer:
        yield "identifier"
    if reader.is_encrypted:
        yield "encrypted"
    intents = root.get("/OutputIntents") or []
    if not any(
        one.get_object().get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one.get_object() for one in intents
    ):
        yield "output intent"
    metadata = root["/Metadata"].get_object() if "/Metadata" in root else None
    told = metadata.get_data().decode("utf-8") if metadata is not None else ""
    if metadata is None or "/Filter" in metadata:
        yield "metadata readable"
    for name, word in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        if not re.search(rf"<{name}>{word}</{name}>|{name}=[\"']{word}[\"']", told):
            yield name
    if "dc:title" not in told or not (root.get("/ViewerPreferences") or {}).get("/DisplayDocTitle"):
        yield "title shown"
    if not root.get("/Lang"):
        yield "language"


def _structure(reader: PdfReader, root: Any) -> Iterator[str]:
    """6.7 and UA 7.1: everything real is tagged, each tag is known, each picture says what it shows."""
    if not (root.get("/MarkInfo") or {}).get("/Marked"):
        yield "marked"
    tree = root.get("/StructTreeRoot")
    if tree is None:
        yield "tags"
        return
    roles = tree.get("/RoleMap") or {}
    tags = list(_tags(tree))
    for tag in tags:
        name = str(tag["/S"])[1:]
        if str(roles.get(f"/{name}", f"/{name}"))[1:] not in _STANDARD_TAGS:
            yield f"tag {name}"
        if name == "Figure" and not (tag.get("/Alt") or tag.get("/ActualText")):
            yield "figure without words"
    if not any(str(tag["/S"]) == "/P" for tag in tags):
        yield "no paragraph"
    for page in reader.pages:
        if "/StructParents" not in page or ("/Annots" in page and page.get("/Tabs") != "/S"):
            yield "page outside the tags"
        for annotation in page.get("/Annots") or []:
            if "/StructParent" not in annotation.get_object() and not int(annotation.get_object().get("/F", 0)) & 2:
                yield "field outside the tags"
        if _unmarked(page):
            yield "content outside the tags"


def _tags(tree: Any) -> Iterator[Any]:
    waiting = [tree.get("/K")]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += list(one)
        elif isinstance(one, dict) and "/S" in one:
            yield one
            waiting.append(one.get("/K"))


def _unmarked(page: Any) -> bool:
    """Whether text is shown outside marked content (UA 7.1-3)."""
    depth = 0
    for operands, operator in page.get_contents().operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in (b"Tj", b"TJ", b"'", b'"') and depth < 1 and operands:
            return True
    return False


def _fonts(reader: PdfReader) -> Iterator[str]:
    """6.2.11: each typeface lies in the file and says which letter each of its signs is."""
    for page in reader.pages:
        for font in ((page.get("/Resources") or {}).get("/Font") or {}).values():
            one = font.get_object()
            inner = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            described = inner.get("/FontDescriptor")
            if described is None or not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.get_object()):
                yield "typeface not embedded"
            if "/ToUnicode" not in one:
                yield "letters unknown"


def _forbidden(reader: PdfReader) -> Iterator[str]:
    """Nothing that runs, fetches or hides, in any object of the file."""
    for number in range(1, int(reader.trailer["/Size"])):
        with suppress(PyPdfError):  # a number that is free
            yield from _runs(reader.get_object(number))


def _runs(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict) and ({str(thing.get("/S", ""))} & FORBIDDEN or "/JS" in thing):
        yield "action"
