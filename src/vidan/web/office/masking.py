"""Faces and number plates on a photo are covered before anybody else sees it; the original stays sealed.

Areas are marked by finger or mouse, by keyboard, or, where the browser runs no scripts, by two presses on the photo.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions.feedback import showing
from vidan.adapters import masking
from vidan.adapters.masking import Area
from vidan.domain.errors import Refused
from vidan.queries.feedback import desk
from vidan.queries.feedback.desk import PhotoCard
from vidan.web import drafts
from vidan.web.wording import SpokenForm

#: How wide the photo is on which one presses without scripts, in CSS pixels: it fits the smallest telephone.
PRESSED_WIDTH = 256
MOST_AREAS = 20
_NONE = ("không", "khong")
_SHARE = re.compile(r"0{0,3}(?:100|[0-9]{1,2})")


class MaskForm(SpokenForm):
    """Areas of a photo in hundredths of its width and height: left, top, right, bottom, one a line."""

    areas = forms.CharField(
        label="Các vùng cần che",
        help_text="Mỗi vùng một dòng: trái,trên,phải,dưới, tính từ 0 đến 100. Sửa số ở đây cũng được. "
        "Không có gì phải che thì ghi “không”.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Xin đánh dấu vùng cần che, hoặc ghi “không”."},
    )
    corner = forms.CharField(label="Góc đã bấm", required=False, max_length=9, widget=forms.HiddenInput)

    def clean_areas(self) -> tuple[Area, ...]:
        """The areas as numbers, each a real rectangle."""
        return _areas(str(self.cleaned_data["areas"]))


def _areas(text: str) -> tuple[Area, ...]:
    typed = text.strip().lower()
    if typed in _NONE:
        return ()
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_AREAS:
        raise forms.ValidationError(f"Mỗi ảnh che nhiều nhất {MOST_AREAS} vùng. Xin gộp những vùng sát nhau.")
    return tuple(_area(line) for line in lines)


def _area(line: str) -> Area:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != 4 or not all(_SHARE.fullmatch(part) for part in parts):
        raise forms.ValidationError("Mỗi dòng cần bốn số từ 0 đến 100, cách nhau dấu phẩy.")
    left, top, right, bottom = (int(part) for part in parts)
    if left >= right or top >= bottom:
        raise forms.ValidationError("Mỗi vùng: trái nhỏ hơn phải, trên nhỏ hơn dưới.")
    return left, top, right, bottom


def photo(request: Any, code: str, photo_id: int) -> HttpResponse:
    """The original picture, for who works on it; with `che` as it would look with those areas covered."""
    content = desk.photo(request.actor, code, photo_id)
    request.shown_persons.append(code)
    with suppress(forms.ValidationError):
        if areas := _areas(request.GET.get("che", "").replace(";", "\n")):
            content = masking.cover(content, areas)
    return HttpResponse(content, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


def mask(request: Any, code: str, photo_id: int) -> HttpResponse:
    """Which parts of the photo must nobody see?"""
    card = desk.feedback(request.actor, code)
    item = next((found for found in card.photos if found.id == photo_id), None)
    if item is None:
        raise Refused("matters.unknown", field="code", code=code)
    kept = drafts.restore(request)
    posted = request.method == "POST"
    pressed = posted and "press.x" in request.POST
    typed = request.POST if posted else kept
    form = MaskForm(initial=_pressed(request.POST, item)) if pressed else MaskForm(typed)
    if posted and not pressed and form.is_valid():
        areas = form.cleaned_data["areas"]
        masked = masking.cover(desk.photo(request.actor, code, photo_id), areas)
        showing.keep_masked(request.actor, code, photo_id, masked, now=timezone.now())
        messages.success(request, "Đã lưu ảnh đã che. Ảnh gốc vẫn niêm kín, chỉ người giải quyết xem được.")
        return redirect("office.feedback", code=code)
    request.shown_persons.append(code)
    context = {
        "card": card,
        "photo": item,
        "form": form,
        "restored": kept is not None,
        "preview": ";".join(str(form["areas"].value() or "").split()),
        "width": PRESSED_WIDTH,
        "height": _height(item),
    }
    return render(request, "office/feedback_mask.html", context, status=422 if posted and not pressed else 200)


def _height(item: PhotoCard) -> int:
    return max(1, round(PRESSED_WIDTH * item.height / item.width)) if item.width else PRESSED_WIDTH


def _pressed(sent: Mapping[str, str], item: PhotoCard) -> dict[str, str]:
    """What stands in the form after a press on the photo: its first corner, or one more area with the second.

    Enter on the photo sends zero and zero: that is no place.
    """
    areas, first = sent.get("areas", "").strip(), sent.get("corner", "")
    place = _place(sent, item)
    if place is None:
        return {"areas": areas, "corner": first}
    parts = first.split(",")
    if len(parts) != 2 or not all(_SHARE.fullmatch(part) for part in parts):
        return {"areas": areas, "corner": f"{place[0]},{place[1]}"}
    left, top = map(int, parts)
    (left, right), (top, bottom) = sorted((left, place[0])), sorted((top, place[1]))
    if left == right or top == bottom:
        return {"areas": areas, "corner": first}
    before = "" if areas.lower() in ("", *_NONE) else f"{areas}\n"
    return {"areas": f"{before}{left},{top},{right},{bottom}", "corner": ""}


def _place(sent: Mapping[str, str], item: PhotoCard) -> tuple[int, int] | None:
    """Where it was pressed, in hundredths."""
    try:
        across, down = (int(sent.get(name, "")[:6]) for name in ("press.x", "press.y"))
    except ValueError:
        return None
    if not (across or down):
        return None
    return _hundredth(across, PRESSED_WIDTH), _hundredth(down, _height(item))


def _hundredth(at: int, whole: int) -> int:
    return min(100, max(0, round(100 * at / whole)))
