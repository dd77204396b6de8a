"""Posters with a QR, one for each place: whoever stands there says what is wrong, and the place is already written."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from vidan.adapters import pdf
from vidan.domain.feedback.saying import LONGEST_PLACE
from vidan.domain.moments import local_day
from vidan.domain.text import clean_line
from vidan.queries.feedback import public
from vidan.web.office.printing import base_url, fonts, pdf_answer
from vidan.web.wording import SpokenForm

MOST_POSTERS = 40


class PosterForm(SpokenForm):
    """Which places, in which village, on which paper."""

    places = forms.CharField(
        label="Treo ở những chỗ nào?",
        help_text="Mỗi dòng một chỗ, mỗi chỗ in một tờ. Ví dụ: Cổng chợ; Nhà văn hóa thôn; Trạm y tế.",
        max_length=MOST_POSTERS * LONGEST_PLACE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Xin ghi ít nhất một chỗ."},
    )
    village = forms.ChoiceField(label="Thuộc thôn nào?", required=False)
    paper = forms.ChoiceField(
        label="Khổ giấy",
        choices=[("a4", "A4, treo tường"), ("a5", "A5, để bàn")],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn khổ giấy."},
    )

    def __init__(self, *args: Any, villages: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [("", "Không ghi thôn"), *((str(pk), name) for pk, name in villages)]

    def clean_places(self) -> tuple[str, ...]:
        """The places, each once, in their order."""
        lines = (clean_line(line) for line in str(self.cleaned_data["places"]).splitlines())
        found = tuple(dict.fromkeys(line for line in lines if line))
        if any(len(line) > LONGEST_PLACE for line in found):
            raise forms.ValidationError(f"Mỗi chỗ nhiều nhất {LONGEST_PLACE} ký tự.")
        if len(found) > MOST_POSTERS:
            raise forms.ValidationError(f"Mỗi lần in nhiều nhất {MOST_POSTERS} tờ. Xin in làm nhiều lần.")
        return found


def page(request: Any) -> HttpResponse:
    """The question, and the posters as a PDF."""
    villages = public.villages(request.commune.id)
    form = PosterForm(request.POST or None, initial={"paper": "a4"}, villages=villages)
    if request.method != "POST" or not form.is_valid():
        return render(request, "office/posters.html", {"form": form}, status=422 if form.errors else 200)
    told = form.cleaned_data
    made = _sheet(request, told["places"], told["village"], {str(pk): name for pk, name in villages})
    return pdf_answer(pdf.posters(made, told["paper"], font_folder=fonts()), "to-qr-gop-y.pdf")


def _sheet(request: Any, places: tuple[str, ...], village: str, names: dict[str, str]) -> pdf.PosterSheet:
    address = f"{base_url(request)}{reverse('public.say')}"
    where = {"thon": village} if village else {}
    return pdf.PosterSheet(
        office=f"Ủy ban nhân dân {request.commune.name}",
        printed_on=local_day(timezone.now()).isoformat(),
        title="Xã nghe ông/bà",
        lead="Đường hỏng, rác, điện, nước, thái độ cán bộ, hay một lời khen: xin nói ở đây.",
        address=address.split("://", 1)[-1],
        promise="Không cần ghi tên. Có mã để theo dõi và có ngày trả lời.",
        danger="Đang nguy hiểm: gọi 112 · 113 · 114 · 115",
        places=tuple(f"{place} · {names[village]}" if village else place for place in places),
        urls=tuple(f"{address}?{urlencode({**where, 'cho': place})}" for place in places),
        call=request.commune.phone,
        demo=settings.INVENTED,
        training=request.commune.training,
    )
