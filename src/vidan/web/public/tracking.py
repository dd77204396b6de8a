"""Where is my dossier? Code and secret, typed or scanned; then the page of that dossier and of no other."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from vidan.actions import dossiers as acts
from vidan.adapters import icalendar
from vidan.domain.calendar import Calendar
from vidan.domain.calendar.ends import next_session_end
from vidan.domain.dossiers import State
from vidan.domain.matters import read_code
from vidan.domain.moments import local, local_day
from vidan.domain.people import citizen
from vidan.domain.text import clean_line
from vidan.queries import calendar as calendars
from vidan.queries import dossiers, proofs
from vidan.queries.dossiers import blanks
from vidan.speech import calendar as calendar_words
from vidan.speech import days, history
from vidan.speech.choices import DELIVERIES
from vidan.speech.states import STATES
from vidan.web.public import limits, origin
from vidan.web.wording import SpokenForm

#: Which dossier this browser proved it may see: signed, for an hour, and dead as soon as the receipt is printed again.
COOKIE = "vidan_track"
HOUR = 3600


class LookupForm(SpokenForm):
    """The two lines that stand on the receipt."""

    code = forms.CharField(
        label=gettext_lazy("Mã hồ sơ"),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Xin gõ mã hồ sơ ở đầu giấy tiếp nhận."),
            "max_length": gettext_lazy("Mã này dài quá. Xin gõ đúng mã ở đầu giấy tiếp nhận."),
        },
    )
    secret = forms.CharField(
        label=gettext_lazy("Mật mã"),
        max_length=40,
        error_messages={
            "required": gettext_lazy("Xin gõ mật mã 12 ký tự in dưới mã hồ sơ."),
            "max_length": gettext_lazy("Mật mã này dài quá. Xin gõ 12 ký tự in dưới mã hồ sơ."),
        },
    )


def lookup(request: Any) -> HttpResponse:
    """Both right: on to the dossier. Anything wrong: one and the same answer, whichever it was."""
    if request.method != "POST":
        code = clean_line(request.GET.get("ma", ""))[:60]
        return render(request, "public/lookup.html", {"form": LookupForm(initial={"code": code})})
    form = LookupForm(request.POST)
    wait = limits.seconds_to_wait(request)
    if wait:
        form.is_valid()
        answer = render(request, "public/lookup.html", {"form": form, "wait": wait}, status=429)
        answer["Retry-After"] = str(wait)
        return answer
    if not form.is_valid():
        return render(request, "public/lookup.html", {"form": form}, status=422)
    code = read_code(form.cleaned_data["code"], request.commune.abbreviation)
    print_number = dossiers.prove(request.commune.id, code, form.cleaned_data["secret"])
    if print_number is None and blanks.waits_to_be_typed(request.commune.id, code, form.cleaned_data["secret"]):
        return render(request, "public/lookup.html", {"form": form, "by_hand": code})
    if print_number is None:
        limits.note_failure(request)
        form.add_error(
            None, _("Mã hồ sơ hoặc mật mã chưa đúng. Xin xem lại hai dòng này trên giấy tiếp nhận rồi gõ lại.")
        )
        return render(request, "public/lookup.html", {"form": form}, status=422)
    return _granted(code, print_number, request)


def _granted(code: str, print_number: int, request: Any) -> HttpResponse:
    answer = redirect("public.tracking", code=code)
    value = signing.dumps([request.commune.id, code, print_number], salt=COOKIE)
    answer.set_cookie(COOKIE, value, max_age=HOUR, httponly=True, samesite="Lax", secure=settings.SECURE, path="/ho-so")
    return answer


def tracking(request: Any, code: str) -> HttpResponse:
    """Promised date, what is left, who holds it, whom to call, the steps in plain words."""
    print_number = grant(request, code)
    card = dossiers.tracking(request.commune.id, code, print_number) if print_number else None
    if card is None:
        return render(request, "public/lookup.html", {"form": LookupForm(initial={"code": code[:60]})}, status=403)
    return render(request, "public/tracking.html", _shown(request, card))


def grant(request: Any, code: str) -> int | None:
    """The print number of the receipt by which this browser proved that it may see this dossier; None without proof."""
    try:
        commune_id, granted, print_number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=HOUR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return print_number if commune_id == request.commune.id and granted == code else None


def _shown(request: Any, card: dossiers.TrackingCard) -> dict[str, Any]:
    now = timezone.now()
    calendar = calendars.calendar_for(request.commune)
    end = card.closed_at or now
    minutes = calendar.minutes_left(end, card.due_at) if card.due_at else 0
    paused = card.paused_at is not None and card.closed_at is None
    late = card.due_at is not None and end > card.due_at
    lines = history.lines(card.stretches)
    return {
        "dossier": card,
        "large": request.GET.get("chu") == "to",
        "state": _(STATES[card.state]),
        "open": card.closed_at is None,
        "paused": paused,
        "late": late,
        "left": calendar_words.remaining(minutes, calendar.day_minutes, late=late),
        "today": card.due_at is not None and local_day(card.due_at) == local_day(now),
        "moved": card.due_at != card.first_due_at,
        "why_moved": history.why_moved(*card.moved),
        "redone": card.closed_at is None and any(stretch.cause == "reopened" for stretch in card.stretches),
        "ready": card.state == State.READY.value,
        "given_out": card.state == State.GIVEN_OUT.value,
        "received": days.moment(local(card.received_at)),
        "delivery": _(DELIVERIES[card.delivery]),
        "done": [line for line in lines if not line.now],
        "doing": next((line for line in lines if line.now), None),
        "standing": "paused" if paused else "late" if late else "now",
        "proof": proofs.standing(request.commune.id, card.code),
        "proof_at": _public_at(calendar, now),
        "usual": _usual(card, calendar),
        "to_come": card.steps[card.step + 1 :] if card.closed_at is None else (),
    }


def _usual(card: dossiers.TrackingCard, calendar: Calendar) -> dict[str, Any] | None:
    """How long such a dossier really takes here, in words; nothing under ten cases."""
    if card.usual is None:
        return None
    half, most = (calendar_words.duration(part, calendar.day_minutes) for part in (card.usual.p50, card.usual.p90))
    return {"half": half, "most": most, "cases": card.usual.n}


def _public_at(calendar: Calendar, now: datetime) -> datetime | None:
    """When what waits now becomes public: at the end of the session; None: within a day, by which it must."""
    end = next_session_end(calendar, now)
    return end if end is not None and end - now < timedelta(days=1) else None


def _ahead(card: dossiers.TrackingCard, now: datetime) -> bool:
    """Whether a promised moment lies ahead: nobody puts a day that is over into her calendar."""
    running = card.closed_at is None and card.paused_at is None
    return running and card.due_at is not None and card.due_at > now


def calendar_file(request: Any, code: str) -> HttpResponse:
    """The promised date for the telephone's own calendar; only for who proved that she holds the receipt."""
    print_number = grant(request, code)
    card = dossiers.tracking(request.commune.id, code, print_number) if print_number else None
    if card is None or not _ahead(card, timezone.now()):
        return redirect("public.tracking", code=code)
    words = _("Mã hồ sơ {code}. Xin mang theo giấy tiếp nhận; mất giấy thì mang căn cước.").format(code=card.code)
    content = icalendar.event(
        uid=f"{card.code}@{request.get_host()}",
        at=card.due_at,
        stamp=timezone.now(),
        summary=_("Hẹn trả kết quả: {procedure}").format(procedure=card.procedure),
        words=words,
    )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'hen-{card.code}.ics')}"
    return answer


@csrf_exempt  # her proof is a cookie that no other site's form sends along; see origin.py
def not_understood(request: Any, code: str) -> HttpResponse:
    """*Tôi chưa hiểu*: whoever holds the dossier is told to call her."""
    origin.only_from_here(request)
    if grant(request, code) is not None:
        acts.ask_explanation(citizen(request.commune.id), code, now=timezone.now())
        messages.success(
            request, _("Cảm ơn ông/bà đã nói thật. Người giữ hồ sơ đã được nhắc, sẽ gọi lại và giải thích.")
        )
    return redirect("public.tracking", code=code)


@csrf_exempt  # as above
def leave(request: Any) -> HttpResponse:
    """Forget the dossier on this machine, which may be shared."""
    origin.only_from_here(request)
    answer = redirect("public.lookup")
    answer.delete_cookie(COOKIE, path="/ho-so", samesite="Lax")
    return answer
