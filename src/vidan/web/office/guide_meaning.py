"""What a question means, said on one screen: the words, their meaning, and the question run again as proof."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.content.guide import referrals
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.text import clean_line
from vidan.queries import procedures
from vidan.speech.refusals import sentence
from vidan.web.wording import SpokenForm

ASIDE = "-"
LONGEST_TYPED, MOST_FOUND = 60, 6


class MeaningForm(SpokenForm):
    """What a question means, and in which words the guide is to learn it."""

    words = forms.CharField(
        label="Lời bà con hỏi",
        help_text="Sửa cho gọn nếu cần; bỏ tên người. Máy học đúng lời này.",
        max_length=300,
        error_messages={"required": "Xin ghi lời bà con hay hỏi.", "max_length": "Dài quá, xin ghi dưới 300 ký tự."},
    )
    meant = forms.ChoiceField(
        label="Là thủ tục nào?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Xin chọn lại thủ tục."},
    )
    key = forms.CharField(
        label="Thủ tục khác: vài chữ trong tên, hoặc mã",
        help_text="Ví dụ: khai tử. Gõ chữ thì những thủ tục tìm thấy hiện ra ở trên để chọn.",
        required=False,
        max_length=60,
        error_messages={"max_length": "Dài quá, xin gõ vài chữ thôi."},
    )
    office = forms.ChoiceField(
        label="Hay là việc của nơi khác?", required=False, error_messages={"invalid_choice": "Xin chọn lại nơi khác."}
    )

    looked = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, near: Sequence[tuple[str, str]] = (), found_by: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found_by = found_by
        self.fields["meant"].choices = near
        offices = [(one.key, one.office) for one in referrals().values() if not one.small_talk]
        self.fields["office"].choices = [("", "Không, là việc của xã"), *offices, (ASIDE, "Bỏ qua, không phải câu hỏi")]

    def clean(self) -> dict[str, Any]:
        """One of the three must say what is meant."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and self.found_by:
            self.add_error("meant", f"Xin chọn thủ tục đúng; những cái đầu tìm thấy theo lời “{self.found_by}”.")
        elif not self.errors and not any(data.get(name) for name in ("meant", "key", "office")):
            self.add_error("key", "Xin chọn một thủ tục, gõ vài chữ trong tên, hoặc chọn nơi khác.")
        return data

    def key_meant(self) -> str:
        """The key that is meant; empty when the question is laid aside. What was typed counts more than a choice."""
        told = self.cleaned_data
        office: str = told["office"]
        return "" if office == ASIDE else office or told["key"].strip() or told["meant"]


def meaning_form(
    request: Any, words: str, told: procedures.GuidanceCard, *first: tuple[str, str], data: Any = None, prefix: str = ""
) -> MeaningForm:
    """The form for a question. Words typed in place of a code are looked up: what they find stands first to choose."""
    name = f"{prefix}-" if prefix else ""
    on, commune_id = local_day(timezone.now()), request.actor.commune_id
    typed = clean_line(data.get(f"{name}key", ""))[:LONGEST_TYPED] if data is not None else ""
    looked = clean_line(data.get(f"{name}looked", ""))[:LONGEST_TYPED] if data is not None else ""
    found, found_by = _choices(commune_id, looked, on), ""
    if typed and typed not in referrals() and procedures.by_key(commune_id, typed, on) is None:
        rows = _choices(commune_id, typed, on)
        if rows:
            found, found_by, data = rows, typed, data.copy()
            data[f"{name}key"], data[f"{name}looked"], data[f"{name}meant"] = "", typed, ""
    initial = {"words": words, "meant": first[0][0] if first else ""}
    choices = near(told, *found, *first)
    return MeaningForm(data, initial=initial, near=choices, found_by=found_by, prefix=prefix or None)


def _choices(commune_id: int, words: str, on: date) -> list[tuple[str, str]]:
    return (
        [(row.key, row.short_name) for row in procedures.find(commune_id, words, on, most=MOST_FOUND)] if words else []
    )


def near(told: procedures.GuidanceCard, *first: tuple[str, str]) -> list[tuple[str, str]]:
    """What may be meant, as choices: what is given, then what the guide thinks of."""
    return list(dict([*first, *((card.row.key, card.row.short_name) for card in told.found)]).items())


def settled(request: Any, card: procedures.MissedCard, form: MeaningForm, now: Any) -> bool:
    """Teach and run the question again: the message tells what comes out. False: the form says what is wrong."""
    if not form.is_valid():
        return False
    key = form.key_meant()
    try:
        acts.settle_question(request.actor, card.number, key, form.cleaned_data["words"], now=now)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        return False
    if not key:
        messages.success(request, f"Đã bỏ qua “{card.words}”.")
        return True
    told = procedures.guidance(request.actor.commune_id, card.words, local_day(now))
    first = told.found[0].row if told.found else None
    elsewhere = told.elsewhere.key if told.elsewhere else ""
    if key in {elsewhere, first.key if first else ""}:
        name = first.short_name if first and first.key == key else told.elsewhere.office if told.elsewhere else ""
        messages.success(request, f"Đã dạy. Hỏi lại “{card.words}”: máy trả lời đúng, {name}.")
    else:
        messages.warning(request, f"Đã ghi, nhưng hỏi lại “{card.words}” vẫn chưa ra. Xin dạy thêm đúng lời bà con gõ.")
    return True
