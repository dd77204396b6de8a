"""The reception day's book and the dialogue meetings: read, written, printed, taken as a workbook."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions.feedback import reception as acts
from vidan.adapters import pdf
from vidan.domain.errors import Refused
from vidan.domain.feedback.reception import Gathering
from vidan.domain.identity import mask_number
from vidan.domain.moments import local_day
from vidan.queries.feedback import reception
from vidan.queries.feedback.reception import ReceptionLine
from vidan.speech.feedback import STATES
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.feedback_words import heed
from vidan.web.office.list_sheets import Table, workbook
from vidan.web.office.printing import fonts, pdf_answer
from vidan.web.office.reception_forms import KINDS, OCCASIONS, OutcomeForm, SpanForm, VisitForm
from vidan.web.office.typing_in import slip

TITLES = {Gathering.RECEPTION: "Sổ tiếp công dân", Gathering.DIALOGUE: "Biên bản đối thoại: câu hỏi và trả lời"}
#: The thirteen columns of Mẫu 03/TCD.
HEADINGS = (
    "STT", "Ngày tiếp", "Họ tên, địa chỉ", "Số CCCD, hộ chiếu", "Nội dung", "Loại", "Số người",
    "Cơ quan đã giải quyết", "Thuộc thẩm quyền", "Hướng dẫn đến cơ quan (số văn bản)",
    "Cơ quan thụ lý (số văn bản)", "Theo dõi kết quả", "Ghi chú",
)  # fmt: skip
#: Of a dialogue: each question with its asker and its answer.
ASKED = ("STT", "Ngày", "Người hỏi", "Câu hỏi", "Trả lời", "Việc mở tiếp")
#: The officer's words could be plainer: said once.
REMARKS = "feedback.answer.remarks"
_KINDS = {key.value: words for key, words in KINDS.items()}


def _span(request: Any) -> tuple[Gathering, date, date]:
    names = {"occasion": "buoi", "first": "tu", "last": "den"}
    return SpanForm({field: request.GET.get(name, "") for field, name in names.items()}).span(local_day(timezone.now()))


def _book(request: Any) -> tuple[Gathering, date, date, list[ReceptionLine]]:
    """The lines that were asked for; who reads them leaves a line himself."""
    occasion, first, last = _span(request)
    lines = reception.book(request.actor, occasion, first, last)
    request.shown_persons += [_named(line) for line in lines]
    return occasion, first, last, lines


def _named(line: ReceptionLine) -> str:
    return f"tiep-dan {line.id}"


def listing(request: Any) -> HttpResponse:
    """The lines of some days: of this month where nothing was asked."""
    occasion, first, last, lines = _book(request)
    context = {
        "lines": [_shown(line) for line in lines],
        "occasion": occasion.value,
        "occasions": [(key.value, words) for key, words in OCCASIONS.items()],
        "title": TITLES[occasion],
        "first": first,
        "last": last,
    }
    return render(request, "office/reception.html", context)


def _shown(line: ReceptionLine) -> dict[str, Any]:
    return {"line": line, "kind": _KINDS.get(line.cls, "—"), "state": STATES.get(line.state, "")}


def enter(request: Any) -> HttpResponse:
    """One more line; where something is to be followed, the slip with code and secret is printed at once."""
    kept = drafts.restore(request)
    if request.method != "POST":
        today = f"{local_day(timezone.now()):%d/%m/%Y}"
        occasion = request.GET.get("buoi", "")
        begun = {"held_on": today, "people": 1, "ours": True, "follow": True, "occasion": occasion or "reception"}
        begun |= {"form_token": secrets.token_hex(16)}
        form = VisitForm(kept) if kept is not None else VisitForm(initial=begun)
        return _form(request, form, restored=kept is not None)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        heed([form.cleaned_data["answer"]], "answer", sent_anyway="as_it_is" in request.POST)
        entered = acts.enter(request.actor, form.visit(), now=timezone.now())
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        return _form(request, form, status=422, remarked=refused.code == REMARKS)
    if entered.sent is None:
        number = reception.number_of(request.actor, entered.line_id or 0)
        messages.success(request, f"Đã ghi dòng số {number} của năm {entered.year}.")
        return redirect(f"{reverse('office.reception')}?buoi={form.cleaned_data['occasion']}")
    return slip(request, entered.sent, line=entered, occasion=form.cleaned_data["occasion"])


def _form(request: Any, form: VisitForm, status: int = 200, **more: bool) -> HttpResponse:
    return render(request, "office/reception_enter.html", {"form": form, **more}, status=status)


def line(request: Any, entry_id: int) -> HttpResponse:
    """One line, and what became of it."""
    card, remarked = reception.one(request.actor, entry_id), False
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            heed([told["answer"]], "answer", sent_anyway="as_it_is" in request.POST)
            acts.answer(
                request.actor,
                entry_id,
                told["answer"],
                handled_by=told["handled_by"],
                note=told["note"],
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
            remarked = refused.code == REMARKS
        else:
            return redirect("office.reception_line", entry_id=entry_id)
    request.shown_persons.append(_named(card))
    context = {**_shown(card), "form": form, "occasion": OCCASIONS[Gathering(card.occasion)], "remarked": remarked}
    return render(request, "office/reception_line.html", context, status=422 if form.errors else 200)


def xlsx(request: Any) -> HttpResponse:
    """The same days as a workbook, one fact a column."""
    occasion, first, last, lines = _book(request)
    rows = [_asked(line) for line in lines] if occasion is Gathering.DIALOGUE else [_columns(line) for line in lines]
    headings = ASKED if occasion is Gathering.DIALOGUE else HEADINGS
    return workbook(Table(TITLES[occasion][:31], headings, tuple(rows)), f"{occasion.value}-{first}-{last}")


def print_pdf(request: Any) -> HttpResponse:
    """The same days on lying A4, with places to sign."""
    occasion, first, last, lines = _book(request)
    made = _sheet(request, occasion, lines, first, last)
    return pdf_answer(pdf.table(made, lying=True, font_folder=fonts()), f"{occasion.value}-{first}-{last}.pdf")


def _columns(line: ReceptionLine) -> tuple[str, ...]:
    who = ", ".join(part for part in (line.name, line.address) if part)
    outcome = "; ".join(part.rstrip(".; ") for part in (line.answer, _followed(line)) if part)
    return (
        f"{line.number}", f"{line.held_on:%d/%m/%Y}", who, mask_number(line.identity_number), line.said,
        _KINDS.get(line.cls, ""), f"{line.people}", line.settled_by, "x" if line.ours else "", line.guided_to,
        line.handled_by, outcome, line.note,
    )  # fmt: skip


def _asked(line: ReceptionLine) -> tuple[str, ...]:
    answer = line.answer or "Chưa trả lời"
    return (f"{line.number}", f"{line.held_on:%d/%m/%Y}", line.name, line.said, answer, _followed(line))


def _followed(line: ReceptionLine) -> str:
    return f"{line.code}: {STATES[line.state]}" if line.code else ""


def _sheet(request: Any, occasion: Gathering, lines: Sequence[ReceptionLine], first: date, last: date) -> pdf.ListSheet:
    column = pdf.ListColumn
    widths = (0, 0, 1.7, 1.2, 2.6, 1, 0, 1.1, 0.8, 1.5, 1.4, 2, 1)
    if occasion is Gathering.DIALOGUE:
        headings, widths, rows = ASKED, (0, 0, 1.2, 2.6, 3, 1.4), tuple(_asked(line) for line in lines)
    else:
        headings, rows = HEADINGS, tuple(_columns(line) for line in lines)
    return pdf.ListSheet(
        title="SỔ TIẾP CÔNG DÂN" if occasion is Gathering.RECEPTION else "ĐỐI THOẠI VỚI NHÂN DÂN",
        subtitle=f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
        + (" · Mẫu 03/TCD" if occasion is Gathering.RECEPTION else ""),
        office=f"Ủy ban nhân dân {request.commune.name}",
        centre="Tiếp công dân" if occasion is Gathering.RECEPTION else "Đối thoại",
        place=request.commune.short_name,
        printed_on=local_day(timezone.now()).isoformat(),
        columns=tuple(column(name, width, centred=width == 0) for name, width in zip(headings, widths, strict=True)),
        rows=rows,
        empty="Những ngày này không có ai đến.",
        note=f"Cộng: {len(rows)} dòng. Tố cáo ghi ở sổ riêng của người giữ tin mật." if rows else "",
        signers=("NGƯỜI GHI SỔ", "NGƯỜI TIẾP CÔNG DÂN" if occasion is Gathering.RECEPTION else "NGƯỜI CHỦ TRÌ"),
        demo=settings.INVENTED,
        training=request.commune.training,
    )
