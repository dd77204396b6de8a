"""Paper for walls: the poster of the twelve promises with a QR for each place, and the notice board's own sheet."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from vidan.adapters import pdf
from vidan.content.promises import definitions
from vidan.content.steering import courtesies
from vidan.domain.moments import local, local_day
from vidan.domain.promises import Verdict
from vidan.domain.steering import PeriodKind, period_of
from vidan.queries import steering as seen
from vidan.queries.promises import reports as counted
from vidan.speech import days
from vidan.speech import reports as words
from vidan.speech.figures import GROUPS, VERDICTS
from vidan.web.office import outreach_forms as forms
from vidan.web.office.printing import base_url, fonts, pdf_answer
from vidan.web.tags import inside


def poster(request: Any) -> HttpResponse:
    """The question where they will hang, then the posters as one PDF."""
    form = forms.PosterForm(request.POST or None, initial={"paper": "a3"})
    if request.method != "POST" or not form.is_valid():
        return render(request, "office/outreach_poster.html", {"form": form}, status=422 if form.errors else 200)
    told = form.cleaned_data
    return pdf_answer(
        pdf.promises_poster(_poster(request, told["places"]), told["paper"], font_folder=fonts()),
        "to-treo-12-loi-hua.pdf",
    )


def _poster(request: Any, places: tuple[str, ...]) -> pdf.PromisesSheet:
    today = local_day(timezone.now())
    month = period_of(PeriodKind.MONTH, today).before()
    scores = {
        one.query: f"{words.shown(one.count, one.of)} · {VERDICTS[words.judged(one)]}"
        for one in counted.report(request.commune.id, month, today).figures
        if one.of and words.judged(one) is not Verdict.UNKNOWN
    }
    unsaid = VERDICTS[Verdict.UNKNOWN].lower() if scores else ""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for one in definitions(today):
        line = (f"{one.number}. {one.vi.name}", one.vi.plain, scores.get(f"promise.{one.number}", unsaid))
        groups.setdefault(GROUPS[one.group], []).append(line)
    please, always = courtesies()
    address = f"{base_url(request)}{reverse('public.say')}"
    return pdf.PromisesSheet(
        office=f"Ủy ban nhân dân {inside(request.commune.name)}",
        printed_on=today.isoformat(),
        groups=tuple((name, tuple(lines)) for name, lines in groups.items()),
        please=please,
        always=always,
        month=words.period_name(month) if scores else "",
        address=f"{base_url(request)}{reverse('public.promises')}".split("://", 1)[-1],
        places=places,
        urls=tuple(f"{address}?{urlencode({'cho': place})}" for place in places),
        call=request.commune.phone,
        demo=settings.INVENTED,
        training=request.commune.training,
    )


def notice_board(request: Any) -> HttpResponse:
    """What hangs on the notice board this week: days for the people, drafts that lie open, what is published."""
    today = local_day(timezone.now())
    sheet = pdf.ListSheet(
        title="TỜ BẢNG TIN",
        office=f"ỦY BAN NHÂN DÂN {request.commune.name.upper()}",
        centre="",
        place=request.commune.short_name,
        printed_on=today.isoformat(),
        subtitle="Dán ở trụ sở và nhà văn hóa các thôn; thay tờ mới khi có nội dung mới.",
        columns=(
            pdf.ListColumn("Việc", 2),
            pdf.ListColumn("Nội dung", 5),
            pdf.ListColumn("Ngày", 3),
            pdf.ListColumn("Ở đâu", 4),
        ),
        rows=tuple(_lines(request, today)),
        empty="Tuần này chưa có nội dung nào.",
        large=True,
        foot=f"{base_url(request)}{reverse('public.publications')}".split("://", 1)[-1],
        demo=settings.INVENTED,
        training=request.commune.training,
    )
    return pdf_answer(pdf.table(sheet, lying=False, font_folder=fonts()), "to-bang-tin.pdf")


def _lines(request: Any, today: Any) -> Iterator[tuple[str, str, str, str]]:
    for meeting in seen.public_meetings(request.commune.id, timezone.now()).coming:
        yield ("Tiếp dân, đối thoại", meeting.title, days.moment(local(meeting.starts_at)), meeting.place)
    for one in seen.rounds(request.commune.id):
        if one.from_on <= today <= one.until_on:
            yield ("Lấy ý kiến", one.title, f"đến hết {days.day(one.until_on)}", "Trụ sở; trang của xã, mục Góp ý")
    for item in seen.publications(request.commune.id, today):
        for card in item.now:
            until = f"đến {days.day(card.until_on)}" if card.until_on else "thường xuyên"
            yield ("Công khai", card.title, f"từ {days.day(card.from_on)} {until}", card.place)
