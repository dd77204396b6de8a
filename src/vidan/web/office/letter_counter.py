"""The clerk's counter: what waits there is numbered, printed and put into envelopes in one go."""

import logging
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from vidan.actions import letters as actions
from vidan.adapters import pdf
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.queries import letters as seen
from vidan.queries.letters import LetterCard, LetterRow
from vidan.speech import days
from vidan.speech.refusals import sentence
from vidan.web.office.letter_printing import document_of, letter_pdf, register_pdf
from vidan.web.office.printing import fonts, pdf_answer
from vidan.web.tags import inside

log = logging.getLogger(__name__)
_HEADS = ("TT", "Số, ký hiệu", "Loại", "Gửi tới", "Ký nhận")
#: What is printed in one go, as the address says it: the title of the list on top, and what is said when nothing waits.
_SEAL, _ENVELOPES = "dong-dau", "phong-bi"
_TITLES = {"": "DANH SÁCH VĂN BẢN GỬI NGÀY", _SEAL: "DANH SÁCH VĂN BẢN CHỜ ĐÓNG DẤU NGÀY"}
_NOTHING = {
    "": "Chưa có văn bản nào đã đóng dấu chờ gửi.",
    _SEAL: "Chưa có văn bản nào có số chờ đóng dấu.",
    _ENVELOPES: "Chưa có thư nào chờ gửi cho một người.",
}


def day_file(request: Any) -> HttpResponse:
    """What waits at the counter as one PDF, with a list on top; posted: all that is signed gets its number."""
    now = timezone.now()
    if request.method == "POST":
        return _number_all(request, now)
    group = request.GET.get("nhom", "")
    if group not in _NOTHING:
        raise Http404
    work = seen.work(request.actor)
    rows = work.to_seal if group == _SEAL else work.to_send
    if group == _ENVELOPES:
        rows = tuple(row for row in rows if row.person_id)
    request.shown_persons += [row.person_id for row in rows if row.person_id]
    if not rows:
        messages.error(request, _NOTHING[group])
        return redirect("office.letters")
    cards = [seen.card(request.actor, row.code) for row in rows]
    if group == _ENVELOPES:
        sheets = [envelope_pdf(request, card, now) for card in cards]
    else:
        sheets = [_cover(request, _TITLES[group], rows, now), *(letter_pdf(request, card, now) for card in cards)]
    return pdf_answer(pdf.together(sheets), f"{group or 'van-ban'}-{local_day(now).isoformat()}.pdf")


def _cover(request: Any, title: str, rows: tuple[LetterRow, ...], now: datetime) -> bytes:
    told: list[tuple[str, ...]] = [
        (str(place), row.number_shown, row.kind_name, row.reader, "") for place, row in enumerate(rows, start=1)
    ]
    return register_pdf(request, f"{title} {days.day(local_day(now))}", _HEADS, told, now)


def _number_all(request: Any, now: datetime) -> HttpResponse:
    """Every signed letter gets its number and its print, what was signed first first; what cannot says why."""
    given: list[LetterCard] = []
    for row in sorted(seen.work(request.actor).to_number, key=lambda row: (row.since, row.code)):
        try:
            actions.number(request.actor, row.code, now=now)
            given.append(seen.card(request.actor, row.code))
        except Refused as refused:
            messages.error(request, f"{row.code}: {sentence(refused)}")
    if given:
        numbers = ", ".join(card.number_shown for card in given)
        messages.success(request, f"Đã cấp số: {numbers}. Nay in ra, ký, đóng dấu.")
    for card in given:
        _print(request, card, now)
    return redirect("office.letters")


def _print(request: Any, card: LetterCard, now: datetime) -> None:
    """The print that is kept. A number stays given whatever the paper does, so a print that fails is named."""
    try:
        letter_pdf(request, card, now)
    except (
        Refused,
        OSError,
        RuntimeError,
    ) as problem:  # its words may quote what the letter says: only its kind is kept
        log.error("letter %s numbered, not printed: %s", card.code, type(problem).__name__)
        messages.error(
            request, f"{card.code}: số {card.number_shown} đã cấp nhưng chưa in được. Xin mở văn bản và in lại."
        )


def envelope(request: Any, letter_code: str) -> HttpResponse:
    """An envelope (C5 or DL by the printer's choice of paper: 220 × 110 mm) with the reader's name and address."""
    letter = seen.card(request.actor, letter_code)
    if letter.person_id is not None:
        request.shown_persons.append(letter.person_id)
    return pdf_answer(envelope_pdf(request, letter, timezone.now()), f"phong-bi-{letter_code}.pdf")


def envelope_pdf(request: Any, letter: LetterCard, now: datetime) -> bytes:
    """One envelope."""
    paper = document_of(request, letter, now)
    office = f"Ủy ban nhân dân {inside(request.commune.name)}"
    back = request.commune.address or request.commune.name
    return pdf.envelope(
        office, back, paper.to, paper.home, letter.number_shown, paper.made_on.isoformat(), font_folder=fonts()
    )
