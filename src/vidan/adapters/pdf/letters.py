"""A letter on A4 and the register of letters, set from the document that the domain composed."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from vidan.adapters import qr
from vidan.adapters.pdf.compiler import press
from vidan.domain.letters.composing import Document


def letter(document: Document, *, font_folder: Path | None = None) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1; the same document and typeface give the same bytes."""
    return press(font_folder).print("letter.typ", told(document))


def told(document: Document) -> dict[str, Any]:
    """What the template reads: plain texts and numbers."""
    signature = document.signature
    return {
        "paper": "a4",
        "title": document.title,
        "layout": document.layout.value,
        "board": len(document.issuer) > 1 and document.issuer[0].startswith("ỦY BAN NHÂN DÂN "),
        "proposal": document.heading == "TỜ TRÌNH",
        "issuer": list(document.issuer),
        "number": document.number,
        "place": document.place,
        "made_on": document.made_on.isoformat(),
        "day": document.day.isoformat() if document.day else None,
        "heading": document.heading,
        "summary": document.summary,
        "to": document.to,
        "home": document.home,
        "authority_line": document.authority_line,
        "blocks": [{**asdict(block), "kind": block.kind.value} for block in document.blocks],
        "over": [line for line in signature.over if line],
        "under": list(signature.under),
        "name": signature.name,
        "second": list(document.second),
        "recipients": [line for line in document.recipients if line.strip(" …")],
        "qr": qr.svg(document.verify_url).decode() if document.verify_url else "",
        "demo": document.demo,
        "training": document.training,
    }
