"""Following what one said: code and secret, then its page; there the sender confirms or contests."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vidan.actions.feedback import sender
from vidan.domain.errors import Refused
from vidan.domain.feedback.saying import ENDINGS, LONGEST, SILENT_AFTER_DAYS, read_code
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.people import citizen
from vidan.domain.text import clean_line
from vidan.queries.feedback import tracking
from vidan.speech.feedback import EVENTS, STATES, WAYS
from vidan.speech.refusals import sentence
from vidan.web.public import limits, saying
from vidan.web.public.tracking import LookupForm
from vidan.web.wording import SpokenForm

#: Its sender was not content: it is worked on again, towards a date of its own.
_AGAIN = frozenset({FeedbackState.CONTESTED.value, FeedbackState.AT_BOARD.value, FeedbackState.SENT.value})


#: After so long without her word it is noted that she said nothing.
SILENCE = timedelta(days=SILENT_AFTER_DAYS)


class SaidLookupForm(LookupForm):
    """The two lines that the sender kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã ý kiến")
        self.fields["code"].error_messages["required"] = _("Xin gõ mã đã nhận khi gửi ý kiến.")


class ContestForm(SpokenForm):
    """What is not yet right."""

    words = forms.CharField(
        label=gettext_lazy("Chỗ nào chưa được?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Xin ông/bà ghi chỗ nào chưa được, để người xử lý biết mà làm lại.")},
    )


class RatingForm(SpokenForm):
    """How content she is with what is done; optional."""

    rating = forms.TypedChoiceField(
        label=gettext_lazy("Ông/bà hài lòng đến đâu?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("Không muốn nói")),
            (5, gettext_lazy("Rất hài lòng")),
            (4, gettext_lazy("Hài lòng")),
            (3, gettext_lazy("Bình thường")),
        ],
    )


class AppealForm(ContestForm):
    """A bad rating, and why: somebody else looks at it."""

    rating = forms.TypedChoiceField(
        label=gettext_lazy("Ông/bà thấy cách giải quyết thế nào?"),
        coerce=int,
        choices=[(2, gettext_lazy("Không hài lòng")), (1, gettext_lazy("Rất không hài lòng"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Xin chọn một mức.")},
    )
    field_order = ("rating", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="appeal_%s", **kwargs)


def lookup(request: Any) -> HttpResponse:
    """Both right: on to the page. Anything wrong: one and the same answer, whichever it was, sealed or not."""
    if request.method != "POST":
        code = clean_line(request.GET.get("ma", ""))[:60]
        return _asked(request, SaidLookupForm(initial={"code": code}))
    form = SaidLookupForm(request.POST)
    wait = limits.seconds_to_wait(request)
    if wait:
        form.is_valid()
        answer = _asked(request, form, status=429, wait=wait)
        answer["Retry-After"] = str(wait)
        return answer
    if not form.is_valid():
        return _asked(request, form, status=422)
    code = read_code(form.cleaned_data["code"], request.commune.abbreviation)
    print_number = tracking.prove(request.commune.id, code, form.cleaned_data["secret"])
    if print_number is None:
        limits.note_failure(request)
        form.add_error(None, _("Mã hoặc mật mã chưa đúng. Xin xem lại hai dòng đã nhận khi gửi rồi gõ lại."))
        return _asked(request, form, status=422)
    return saying.grant(redirect("public.said_page"), request.commune.id, code, print_number)


def _asked(request: Any, form: SaidLookupForm, status: int = 200, wait: int = 0) -> HttpResponse:
    answer = render(request, "public/said_lookup.html", {"form": form, "wait": wait}, status=status)
    patch_cache_control(answer, no_store=True, private=True)
    return answer


def page(request: Any) -> HttpResponse:
    """Where it stands, who has it, what was answered; and the sender's own word on it."""
    held = saying.granted(request)
    card = tracking.tracking(request.commune.id, held[0], held[1]) if held else None
    if card is None or held is None:
        return redirect("public.said_lookup")
    if request.GET.get("anh"):
        return _photo(request, held, request.GET["anh"])
    form: SpokenForm = ContestForm()
    status = 200
    if request.method == "POST":
        form = AppealForm(request.POST) if "appeal" in request.POST else ContestForm(request.POST)
        try:
            done = _act(request, card, form)
        except Refused as refused:
            done = False
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        if done:
            return redirect("public.said_page")
        status = 422
    return _shown(request, card, form, status)


def _photo(request: Any, held: tuple[str, int, saying.Fresh], number: str) -> HttpResponse:
    """A picture of what was done, of this very message; a number that is none of its leads back to the page."""
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    content = tracking.photo_after(request.commune.id, held[0], held[1], known)
    if content is None:
        return redirect("public.said_page")
    answer = HttpResponse(content, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})
    patch_cache_control(answer, no_store=True, private=True)
    return answer


def _act(request: Any, card: tracking.SaidCard, form: SpokenForm) -> bool:
    """Confirm, contest or appeal; whether something was done."""
    me, now = citizen(request.commune.id), timezone.now()
    if "object" in request.POST and form.is_valid():
        sender.object_to_aside(me, card.code, form.cleaned_data["words"], now=now)
        return True
    if "confirm" in request.POST:
        rated = RatingForm(request.POST)
        sender.confirm(me, card.code, rating=rated.cleaned_data["rating"] if rated.is_valid() else None, now=now)
        return True
    if not form.is_valid():
        return False
    if isinstance(form, AppealForm):
        sender.appeal(me, card.code, form.cleaned_data["rating"], form.cleaned_data["words"], now=now)
    else:
        sender.contest(me, card.code, form.cleaned_data["words"], now=now)
    return True


def _shown(request: Any, card: tracking.SaidCard, form: SpokenForm, status: int) -> HttpResponse:
    now = timezone.now()
    lines = [
        {"title": _(EVENTS.get(line.kind, line.kind)), "at": line.at, "officer": line.officer, "told": line.told}
        | {name: date.fromisoformat(line.told[name]) if line.told.get(name) else None for name in ("checked_on", "on")}
        | {"way": _(WAYS[line.told["way"]]) if line.told.get("way") in WAYS else ""}
        for line in card.lines
    ]
    waits = card.answered_at is None or bool(card.stage) or card.state in _AGAIN
    ended = [line.kind for line in card.lines if line.kind in ENDINGS]
    context = {
        "card": card,
        "state": _(STATES[card.state]),
        "lines": lines,
        "form": form,
        "contest": ContestForm() if isinstance(form, AppealForm) else form,
        "appeal": form if isinstance(form, AppealForm) else AppealForm(),
        "rating": RatingForm(),
        "waits": waits and card.answer_by is not None and not card.closed,
        "late": waits and card.answer_by is not None and card.answer_by < now,
        "explained": ended[-1:] != ["solved"],  # words were given: are they understood?
        "second_by": card.second_by if card.second_by is not None and now <= card.second_by else None,
        "may_send_up": "contest" in card.acts,
        "first_by": _first(card),
        "may_object": "object" in card.acts,
        "may_confirm": "confirm" in card.acts,
        "may_contest": bool(card.acts & {"contest", "contest_again"}),
        "may_appeal": "appeal" in card.acts,
        "again": "contest_again" in card.acts,
        "beyond": card.contested > 1,
        "silent_on": None if card.closed or not card.answered_at else card.answered_at + SILENCE,
    }
    answer = render(request, "public/said_page.html", context, status=status)
    patch_cache_control(answer, no_store=True, private=True)
    return answer


def _first(card: tracking.SaidCard) -> datetime | None:
    """The first date, where a later one stands beside it."""
    first, now = card.first_by, card.answer_by
    return first if first is not None and now is not None and first < now else None


def leave(request: Any) -> HttpResponse:
    """Forget it on this machine, which may be shared."""
    answer = redirect("public.said_lookup")
    answer.delete_cookie(saying.COOKIE, path="/y-kien", samesite="Lax")
    return answer
