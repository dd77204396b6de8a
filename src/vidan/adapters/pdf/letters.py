"""A letter on A4 and the register of letters, set from the document that the domain composed."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from vidan.adapters import qr
from vidan.adapters.pdf.compiler import press
from vidan.domain.letters.binding import set_out
from vidan.domain.letters.composing import Annex, Block, Document

_COMMUNE = re.compile(r"(XÃ|PHƯỜNG|ĐẶC KHU) .{1,30}$")


def letter(document: Document, *, font_folder: Path | None = None) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1; the same document and typeface give the same bytes."""
    return press(font_folder).print("letter.typ", told(document))


def spots(document: Document, *, font_folder: Path | None = None) -> dict[str, tuple[int, float, float]]:
    """The open places of a letter by name (`number`, `day`, `month`, `signature`): page from 1, x and y in points from
    the upper left corner.
    """
    found = press(font_folder).spots("letter.typ", {**told(document), "spots": True})
    return {spot["name"]: (int(spot["page"]), float(spot["x"]), float(spot["y"])) for spot in found}


def told(document: Document) -> dict[str, Any]:
    """What the template reads: plain texts and numbers."""
    title, document = document.title, set_out(document)
    signature = document.signature
    return {
        "paper": "a4",
        "title": title,
        "layout": document.layout.value,
        "board": len(document.issuer) > 1 and document.issuer[0].startswith("ỦY BAN NHÂN DÂN "),
        "proposal": document.heading == "TỜ TRÌNH",
        "issuer": [_parted(line) for line in document.issuer],
        "spots": False,
        "number": document.number,
        "place": document.place,
        "made_on": document.made_on.isoformat(),
        "day": document.day.isoformat() if document.day else None,
        "heading": document.heading,
        "summary": document.summary,
        "to": document.to,
        "home": document.home,
        "authority_line": _parted(document.authority_line),
        "blocks": _blocks(document.blocks),
        "annex": _annex(document.annex),
        "over": [line for line in signature.over if line],
        "under": [_parted(line) for line in signature.under],
        "name": signature.name,
        "second": list(document.second),
        "recipients": [line for line in document.recipients if line.strip(" …")],
        "qr": qr.svg(document.verify_url).decode() if document.verify_url else "",
        "demo": document.demo,
        "training": document.training,
        "draft": document.draft,
    }


def _parted(line: str) -> list[str]:
    """A line, and the commune's name at its end, which is never broken over two lines."""
    found = _COMMUNE.search(line)
    return [line[: found.start()], found[0]] if found else [line, ""]


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [{**asdict(block), "kind": block.kind.value} for block in blocks]


def _annex(annex: Annex | None) -> dict[str, Any] | None:
    if annex is None:
        return None
    return {
        "heading": annex.heading,
        "title": annex.title,
        "issued_with": annex.issued_with,
        "blocks": _blocks(annex.blocks),
    }


def register(
    title: str,
    office: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    made_on: str,
    *,
    demo: bool = False,
    font_folder: Path | None = None,
) -> bytes:
    """A book of the office on A4 lying down, its head on each page, pages numbered, signed at the end of the year."""
    told = {
        "paper": "a4",
        "title": title,
        "office": office,
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "made_on": made_on,
        "demo": demo,
        "training": False,
    }
    return press(font_folder).print("register.typ", told)


def envelope(
    office: str, back: str, to: str, home: str, number: str, made_on: str, *, font_folder: Path | None = None
) -> bytes:
    """An envelope of 220 × 110 mm: sender above at the left, reader below at the right."""
    told = {"paper": "a4", "office": office, "back": back, "to": to, "home": home, "number": number, "made_on": made_on}
    return press(font_folder).print("envelope.typ", told)


def together(files: Sequence[bytes]) -> bytes:
    """Several PDFs as one, in order, to print a day's letters with one command (the tags stay in the single files)."""
    from pyhanko.pdf_utils.generic import NameObject
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

    whole = PdfFileWriter()
    for content in files:
        reader = PdfFileReader(BytesIO(content))
        for number in range(int(reader.root["/Pages"]["/Count"])):
            page = reader.find_page_for_modification(number)[0].get_object()
            kept = {name: page[name] for name in ("/Resources", "/MediaBox", "/Contents") if name in page}
            brought = {name: whole.import_object(value) for name, value in kept.items()}
            box = brought["/MediaBox"]
            made = PageObject(contents=whole.add_object(brought["/Contents"].get_object()), media_box=box)
            made[NameObject("/Resources")] = brought["/Resources"]
            whole.insert_page(made)
    out = BytesIO()
    whole.write(out)
    return out.getvalue()
