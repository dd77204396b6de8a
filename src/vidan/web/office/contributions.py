"""The book of contributions at the desk: an entry, its thanks, and a mistake struck out in the open."""

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import letters as actions
from vidan.domain.errors import Refused
from vidan.domain.letters.gifts import LONGEST_PURPOSE, LONGEST_THING, Gift, GiftKind
from vidan.domain.matters import LONGEST_REASON
from vidan.domain.moments import local_day
from vidan.queries import letters as seen
from vidan.speech import letters as words
from vidan.speech.refusals import sentence
from vidan.web.office.letter_forms import day_field
from vidan.web.wording import SpokenForm

_FORMS = {"male": "ông", "female": "bà"}


class GiftForm(SpokenForm):
    """What was given, for what, and whom to thank."""

    form_token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    purpose = forms.CharField(
        label="Góp cho việc gì?",
        help_text="Ví dụ: làm đường vào đồng Côn. Cùng một việc thì ghi giống nhau, để cộng vào một dòng.",
        max_length=LONGEST_PURPOSE,
        error_messages={"required": "Xin ghi góp cho việc gì."},
    )
    kind = forms.ChoiceField(label="Góp gì?", choices=list(words.GIFT_KINDS.items()), initial="money")
    amount = forms.IntegerField(
        label="Bao nhiêu?",
        help_text="Chỉ gõ số: số đồng, số ngày công hoặc số mét vuông. Hiện vật thì để trống.",
        required=False,
        error_messages={"invalid": "Xin gõ số bằng chữ số, ví dụ 500000."},
    )
    thing = forms.CharField(
        label="Hiện vật gì?", help_text="Ví dụ: 20 bao xi măng.", max_length=LONGEST_THING, required=False
    )
    given_on = day_field("Ngày góp", required=True)
    name = forms.CharField(
        label="Người góp",
        help_text="Họ tên để viết thư cảm ơn; không hiện ra ngoài. Không muốn nêu tên thì để trống.",
        max_length=200,
        required=False,
    )
    sex = forms.ChoiceField(label="Gọi là", choices=list(words.SEXES.items()), required=False)
    address = forms.CharField(label="Ở đâu", help_text="Ví dụ: Thôn Tôm, xã Điền Lư", max_length=300, required=False)

    def gift(self) -> Gift:
        """What the form says was given."""
        told = self.cleaned_data
        kind = GiftKind(told["kind"])
        return Gift(kind, told["purpose"], told["given_on"], told["amount"] or 0, told["thing"])


class StrikeForm(SpokenForm):
    """Why an entry is struck out."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Vì sao gạch?", max_length=LONGEST_REASON, error_messages={"required": "Xin ghi rõ lý do."}
    )


def book(request: Any) -> HttpResponse:
    """The newest entries, a form for a new one, and for each open entry a way to strike it."""
    now, act = timezone.now(), request.POST.get("act", "")
    enter = GiftForm(
        request.POST if act == "enter" else None,
        initial={"form_token": secrets.token_hex(16), "given_on": local_day(now)},
    )
    strike = StrikeForm(request.POST if act == "strike" else None)
    chosen = enter if act == "enter" else strike if act == "strike" else None
    if chosen is not None and chosen.is_valid():
        try:
            _done(request, chosen, now)
        except Refused as refused:
            chosen.add_error(refused.field if refused.field in chosen.fields else None, sentence(refused))
        else:
            return redirect("office.contributions")
    context = {
        "lines": [_line(row) for row in seen.book(request.actor)],
        "enter": enter,
        "strike": strike,
        "form": chosen,
        "act": act,
        "may_write": request.actor.may(*actions.BOOK_KEEPERS),
    }
    return render(request, "office/contributions.html", context)


def _done(request: Any, form: GiftForm | StrikeForm, now: datetime) -> None:
    told = form.cleaned_data
    if isinstance(form, StrikeForm):
        actions.strike(request.actor, told["code"], told["reason"], now=now)
        messages.success(request, "Đã gạch dòng ghi nhầm; dòng ấy vẫn đọc được.")
        return
    gift = form.gift()
    what = words.gift(gift.amount, words.GIFT_UNITS[gift.kind], gift.thing)
    deed = words.deed(what, gift.purpose, gift.given_on, _FORMS.get(told["sex"], "ông/bà"))
    giver = actions.Giver(told["name"], told["sex"], told["address"])
    actions.contribute(request.actor, gift, giver, deed, form_token=told["form_token"], now=now)
    thanks = " Thư cảm ơn đã soạn sẵn, nằm trong Văn bản, thư." if told["name"].strip() else ""
    messages.success(request, f"Đã ghi vào sổ.{thanks}")


def _line(row: seen.GiftRow) -> dict[str, Any]:
    """An entry as the page prints it."""
    return {
        "row": row,
        "what": words.gift(row.amount, words.GIFT_UNITS[row.kind], row.thing),
        "state": words.STATES[row.letter_state] if row.letter_state else "",
    }
