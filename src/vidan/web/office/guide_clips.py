"""Recordings of a guide: heard here, brought in with the speaker's name, taken away when the speaker wants it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.procedures.clips import LANGUAGES, LONGEST_SPEAKER
from vidan.queries import procedures
from vidan.speech.guide import SPOKEN
from vidan.speech.refusals import sentence
from vidan.web.wording import SpokenForm


class ClipForm(SpokenForm):
    """A recording and who speaks."""

    language = forms.ChoiceField(
        label="Đọc bằng tiếng nào?",
        choices=[(one, SPOKEN[one]) for one in LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn đọc bằng tiếng nào.", "invalid_choice": "Xin chọn lại tiếng."},
    )
    speaker = forms.CharField(
        label="Ai đọc?",
        help_text="Tên như bà con gọi, ví dụ: bà Hà Thị Mẫu, thôn Vèn.",
        max_length=LONGEST_SPEAKER,
        error_messages={"required": "Xin ghi tên người đọc."},
    )
    file = forms.FileField(
        label="Bản ghi âm",
        help_text="MP3, M4A, OGG, WebM hoặc WAV, nhiều nhất 5 MB (chừng năm phút).",
        max_length=200,
        error_messages={"required": "Xin chọn tệp ghi âm.", "empty": "Tệp này trống. Xin chọn tệp khác."},
    )
    agreed = forms.BooleanField(
        label="Người đọc đồng ý cho đăng giọng và tên",
        error_messages={"required": "Chỉ đăng khi người đọc đã đồng ý. Xin hỏi rồi đánh dấu."},
    )


def page(request: Any, key: str) -> HttpResponse:
    """What can be heard, and one more."""
    now, commune_id = timezone.now(), request.actor.commune_id
    card = procedures.by_key(commune_id, key, local_day(now))
    if card is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    adding = request.method == "POST" and "away" not in request.POST
    form = ClipForm(request.POST if adding else None, request.FILES if adding else None)
    if request.method == "POST" and _done(request, key, form, now):
        return redirect("office.guide_clips", key=key)
    rows = [(clip, SPOKEN[clip.language]) for clip in procedures.clips(commune_id, key)]
    context = {"procedure": card, "rows": rows, "form": form}
    return render(request, "office/guide_clips.html", context, status=422 if request.method == "POST" else 200)


def _done(request: Any, key: str, form: ClipForm, now: Any) -> bool:
    try:
        if "away" in request.POST:
            acts.take_clip_away(request.actor, key, request.POST["away"][:8], now=now)
            messages.success(request, "Đã gỡ bản đọc, xóa cả tệp và tên người đọc.")
            return True
        if form.is_valid():
            told = form.cleaned_data
            content, agreed = told["file"].read(), told["agreed"]
            acts.add_clip(request.actor, key, told["language"], told["speaker"], content, agreed=agreed, now=now)
            messages.success(request, "Đã đăng. Bà con nghe được ở trang hướng dẫn.")
            return True
    except Refused as refused:
        if not form.is_bound:
            messages.error(request, sentence(refused))
            return True
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
    return False
