"""Printed sheets: receipt, supplement slip, key sheet, as PDF/A-2a with tags (typst)."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from vidan.adapters import qr
from vidan.adapters.pdf.compiler import press
from vidan.adapters.pdf.fonts import Font, chosen_font
from vidan.adapters.pdf.letters import envelope, letter, register, spots, together
from vidan.adapters.pdf.sheets import (
    BlankSheet,
    EndingSheet,
    GuideSheet,
    KeySheet,
    ListColumn,
    ListSheet,
    MissingPaper,
    Paper,
    PaperLine,
    PosterSheet,
    PromisesSheet,
    ReceiptSheet,
    SampleSheet,
    SupplementSheet,
    SurveySheet,
)
from vidan.domain import identity
from vidan.domain.matters import grouped

__all__ = [
    "BlankSheet",
    "EndingSheet",
    "Font",
    "GuideSheet",
    "KeySheet",
    "ListColumn",
    "ListSheet",
    "MissingPaper",
    "Paper",
    "PaperLine",
    "PosterSheet",
    "PromisesSheet",
    "ReceiptSheet",
    "SampleSheet",
    "SupplementSheet",
    "SurveySheet",
    "blank_receipts",
    "chosen_font",
    "ending_slip",
    "envelope",
    "guide_sheet",
    "key_sheet",
    "letter",
    "posters",
    "promises_poster",
    "proof_page",
    "receipt",
    "register",
    "sample_sheet",
    "spots",
    "stub",
    "supplement_slip",
    "survey_slips",
    "table",
    "together",
]


def receipt(sheet: ReceiptSheet, paper: Paper = "a5", *, font_folder: Path | None = None) -> bytes:
    """The receipt as PDF bytes, on A5 (upright or lying) or A4; the same sheet gives the same bytes."""
    told = asdict(replace(sheet, **_masked(sheet), secret=grouped(sheet.secret.replace("-", ""))))
    return press(font_folder).print("receipt.typ", {**told, "paper": paper, "qr": _drawn(told.pop("tracking_url"))})


def stub(sheet: ReceiptSheet, paper: Paper = "a5", *, font_folder: Path | None = None) -> bytes:
    """The tracking stub of a dossier that another system received: the same sheet, without being a receipt."""
    told = asdict(replace(sheet, **_masked(sheet), secret=grouped(sheet.secret.replace("-", ""))))
    return press(font_folder).print("stub.typ", {**told, "paper": paper, "qr": _drawn(told.pop("tracking_url"))})


def blank_receipts(sheet: BlankSheet, paper: Paper = "a5", *, font_folder: Path | None = None) -> bytes:
    """Numbered blank receipts as PDF bytes, one to a page. The bytes hold secrets: to be printed, never stored."""
    told = asdict(sheet)
    told["qrs"] = [_drawn(url) for url in told.pop("tracking_urls")]
    return press(font_folder).print("blank.typ", {**told, "paper": paper})


def supplement_slip(sheet: SupplementSheet, paper: Paper = "a5", *, font_folder: Path | None = None) -> bytes:
    """The one request for missing papers as PDF bytes, on A5 (upright or lying) or A4."""
    told = asdict(replace(sheet, **_masked(sheet)))
    return press(font_folder).print("supplement.typ", {**told, "paper": paper, "qr": _drawn(told.pop("guide_url"))})


def table(sheet: ListSheet, *, lying: bool = True, font_folder: Path | None = None) -> bytes:
    """A list as PDF bytes on A4, lying or upright; headings are repeated on every page."""
    paper = "a4-landscape" if lying else "a4"
    return press(font_folder).print("list.typ", {**asdict(sheet), "paper": paper})


def ending_slip(sheet: EndingSheet, paper: Paper = "a5", *, font_folder: Path | None = None) -> bytes:
    """A refusal or the end of a dossier as PDF bytes, on A5 (upright or lying) or A4."""
    told = asdict(replace(sheet, **_masked(sheet)))
    return press(font_folder).print("ending.typ", {**told, "paper": paper, "qr": _drawn(told.pop("guide_url"))})


def key_sheet(sheet: KeySheet, *, font_folder: Path | None = None) -> bytes:
    """The key sheet for the safe, A4. The bytes hold the key: they are to be printed and forgotten, never stored."""
    return press(font_folder).print("keysheet.typ", {**asdict(sheet), "paper": "a4", "qr": _drawn(sheet.qr_text)})


def survey_slips(sheet: SurveySheet, *, font_folder: Path | None = None) -> bytes:
    """Slips of the survey, A4, four to a page. The bytes hold the codes: to be printed and forgotten, never stored."""
    told = asdict(sheet)
    told["qrs"] = [_drawn(url) for url in told.pop("urls")]
    return press(font_folder).print("survey.typ", {**told, "paper": "a4"})


def posters(sheet: PosterSheet, paper: Paper = "a4", *, font_folder: Path | None = None) -> bytes:
    """Posters with a QR, a place on each page, on A4 or A5."""
    told = asdict(sheet)
    told["qrs"] = [_drawn(url) for url in told.pop("urls")]
    return press(font_folder).print("poster.typ", {**told, "paper": paper})


def proof_page(office: str, title: str, words: str, photo: bytes, *, on: str, font_folder: Path | None = None) -> bytes:
    """A photo (JPEG) as an annex: an A4 page with its title above and its words below; `on` an ISO date."""
    told = {"office": office, "title": title, "words": words, "printed_on": on, "photo": list(photo)}
    return press(font_folder).print("proof.typ", {**told, "paper": "a4"})


def promises_poster(sheet: PromisesSheet, paper: str = "a3", *, font_folder: Path | None = None) -> bytes:
    """The twelve promises with last month's figures, a place on each page, on A3 or A4."""
    told = asdict(sheet)
    told["qrs"] = [_drawn(url) for url in told.pop("urls")]
    return press(font_folder).print("promises.typ", {**told, "paper": paper})


def guide_sheet(sheet: GuideSheet, paper: Paper = "a4", *, font_folder: Path | None = None) -> bytes:
    """What to bring for a procedure, A4 or A5, with a QR to its page."""
    return press(font_folder).print("guide.typ", {**asdict(sheet), "paper": paper, "qr": _drawn(sheet.address)})


def sample_sheet(sheet: SampleSheet, *, font_folder: Path | None = None) -> bytes:
    """A form filled in as an example, A4, with a QR to the procedure's page."""
    return press(font_folder).print("sample.typ", {**asdict(sheet), "paper": "a4", "qr": _drawn(sheet.address)})


def _drawn(text: str) -> str:
    """A QR as SVG, nothing for nothing."""
    return qr.svg(text).decode() if text else ""


def _masked(sheet: ReceiptSheet | SupplementSheet | EndingSheet) -> dict[str, Any]:
    return {
        "identity_number": identity.mask_number(sheet.identity_number),
        "phone": identity.mask_phone(sheet.phone),
    }
