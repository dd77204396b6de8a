"""The 100 points: filled from the year's figures, the rest claimed with a proof, one file with its annexes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.adapters import pdf
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import HALVES, WHOLE, PeriodKind, period_of
from vidan.queries import letters
from vidan.queries import steering as seen
from vidan.queries.promises import reports as figures
from vidan.speech import reports as words
from vidan.web.office.board import show
from vidan.web.office.board_forms import line, picture_field
from vidan.web.office.letter_printing import letter_pdf
from vidan.web.office.printing import fonts, pdf_answer
from vidan.web.tags import inside
from vidan.web.wording import SpokenForm


class ClaimForm(SpokenForm):
    """Points for a line that no figure fills."""

    points = forms.DecimalField(
        label="Tự chấm mấy điểm?",
        min_value=0,
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        error_messages={"required": "Xin ghi số điểm.", "invalid": "Xin gõ số, ví dụ 2,5."},
    )
    words = line("Dựa vào đâu?", 300, "Ví dụ: Quy chế số 12/QC-UBND đã niêm yết ở mười một thôn.")
    letter = line("Số hoặc mã văn bản", 40, required=False)
    photo = picture_field("Hoặc một ảnh")


def number(points: float) -> str:
    """`2,5`; whole points without a comma."""
    return f"{points:.1f}".replace(".", ",").removesuffix(",0")


def listing(request: Any) -> HttpResponse:
    """What was assessed; this year or the last with one press."""
    now, actor = timezone.now(), request.actor
    today = local_day(now)
    if request.method == "POST":
        year = request.POST.get("year", "")
        if not actor.may(*KEEPERS) or year not in (str(today.year), str(today.year - 1)):
            raise Http404
        period = period_of(PeriodKind.YEAR, today.replace(year=int(year), day=1))
        data = figures.report(actor.commune_id, period, today)
        row = acts.assess(actor, int(year), data.until, data.figures, now=now)
        return redirect("office.recognition_card", assessment_id=row.pk)
    cards = [{"card": card, "points": number(card.points)} for card in seen.assessments(actor.commune_id)]
    context = {"cards": cards, "keeper": actor.may(*KEEPERS), "years": (today.year, today.year - 1), "whole": WHOLE}
    return render(request, "office/recognition.html", context)


def detail(request: Any, assessment_id: int) -> HttpResponse:
    """The card: each line with what fills it; a line that no figure fills has a small form."""
    now, actor = timezone.now(), request.actor
    card = seen.assessment(actor, assessment_id)
    code = request.POST.get("code", "")
    form = ClaimForm(request.POST or None, files=request.FILES or None)
    if request.method == "POST":
        if not actor.may(*KEEPERS):
            raise Http404
        if form.is_valid():
            told = form.cleaned_data
            try:
                acts.claim(
                    actor, card.id, code, int(told["points"] * HALVES), told["words"],
                    letter_code=told["letter"], photo=told["photo"], now=now,
                )  # fmt: skip
            except Refused as refused:
                show(form, refused)
            else:
                return redirect("office.recognition_card", assessment_id=card.id)
    context = {
        "card": card,
        "points": number(card.points),
        "whole": WHOLE,
        "groups": [_group(group) for group in card.groups],
        "open": [line.item for group in card.groups for line in group.lines if not line.item.query],
        "form": form,
        "code": code,
        "keeper": actor.may(*KEEPERS),
        "source": card.source,
    }
    return render(request, "office/recognition_card.html", context, status=422 if form.errors else 200)


def _group(group: seen.ScoreGroup) -> dict[str, Any]:
    lines = [{"line": one, "points": number(one.points), "told": _told(one)} for one in group.lines]
    return {"group": group, "points": number(group.points), "lines": lines}


def _told(one: seen.ScoreLine) -> str:
    """What a line's points rest on; where too little happened to say anything, that."""
    if one.figure is not None:
        name = words.figure_name(one.figure.query)
        name = name[:1].upper() + name[1:]
        if one.figure.of == 0:
            return f"{name}: chưa đủ dữ liệu để chấm, trong kỳ chưa có lượt nào"
        if one.too_few:
            return f"{name}: chưa đủ dữ liệu để chấm, mới có {one.figure.of} lượt, cần từ {one.item.least}"
        target = f", mục tiêu {one.figure.target}%" if one.figure.of is not None else f", cần {one.item.wanted}"
        return f"{name}: {words.shown(one.figure.count, one.figure.of)}{target}"
    return f"{one.words} ({one.letter_number or one.letter})" if one.letter else one.words or "chưa có bằng chứng"


def file(request: Any, assessment_id: int) -> HttpResponse:
    """One PDF: the card, then each paper and photo as an annex in the order of the lines."""
    card = seen.assessment(request.actor, assessment_id)
    parts = [pdf.table(_sheet(request, card), lying=False, font_folder=fonts()), *_annexes(request, card)]
    return pdf_answer(pdf.together(parts), f"tu-cham-{card.year}.pdf")


def _sheet(request: Any, card: seen.AssessmentCard) -> pdf.ListSheet:
    rows: list[tuple[str, ...]] = []
    heads: list[int] = []
    for group in card.groups:
        heads.append(len(rows))
        rows.append((group.criterion.code, group.criterion.name, str(group.criterion.points), number(group.points), ""))
        rows += [
            (one.item.code, one.item.name, str(one.item.points), number(one.points), _told(one)) for one in group.lines
        ]
    rows.append(("", "TỔNG CỘNG", str(WHOLE), number(card.points), ""))
    heads.append(len(rows) - 1)
    return pdf.ListSheet(
        title="BẢNG TỰ CHẤM ĐIỂM",
        office=f"ỦY BAN NHÂN DÂN {request.commune.name.upper()}",
        centre="BAN ĐIỀU HÀNH",
        place=request.commune.short_name,
        printed_on=local_day(card.made_at).isoformat(),
        subtitle=f"Mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ” năm {card.year}",
        told=(("Số liệu đếm đến hết ngày", f"{card.until:%d/%m/%Y}"),),
        columns=(
            pdf.ListColumn("Mục", 0, centred=True),
            pdf.ListColumn("Tiêu chí", 7),
            pdf.ListColumn("Tối đa", 0, centred=True),
            pdf.ListColumn("Tự chấm", 0, centred=True),
            pdf.ListColumn("Bằng chứng", 6),
        ),
        rows=tuple(rows),
        strong=tuple(heads),
        note=card.source,
        signers=("NGƯỜI LẬP BẢNG", "TRƯỞNG BAN"),
        demo=settings.INVENTED,
        training=request.commune.training,
    )


def _annexes(request: Any, card: seen.AssessmentCard) -> Iterator[bytes]:
    """Papers as they were printed, photos on a page each."""
    for one in (each for group in card.groups for each in group.lines):
        if one.letter:
            yield letter_pdf(request, letters.card(request.actor, one.letter), timezone.now())
        photo = seen.picture(request.actor.commune_id, one.picture, public=False) if one.picture else None
        if photo is not None:
            title = f"Phụ lục mục {one.item.code}: {one.item.name}"
            office = f"Ủy ban nhân dân {inside(request.commune.name)}"
            made_on = local_day(card.made_at).isoformat()
            yield pdf.proof_page(office, title, one.words, photo, on=made_on, font_folder=fonts())
