"""To say something to the commune: the form, and the page with the code, the secret and the date."""

from enum import IntEnum
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from vidan.actions.feedback import sending
from vidan.content.feedback import clocks
from vidan.domain.errors import Refused
from vidan.domain.feedback.saying import LONGEST, Door
from vidan.domain.matters import grouped
from vidan.domain.moments import local_day
from vidan.domain.people import citizen
from vidan.domain.text import clean_line
from vidan.queries import calendar as calendars
from vidan.queries import people, procedures
from vidan.queries.feedback import alarms, public, sealed, tracking
from vidan.speech.refusals import sentence
from vidan.web.public import maps, quotas
from vidan.web.say_forms import SayForm

#: Which message this browser sent or proved it may follow: signed, for an hour.
COOKIE = "vidan_said"
HOUR = 3600
GPS = "camera=(self), geolocation=(self), microphone=()"


class Fresh(IntEnum):
    """What the browser just did with the message that it may follow."""

    FOLLOWED = 0
    SENT = 1
    DANGER = 2


def say(request: Any) -> HttpResponse:
    """One question: what do you want to say? Nothing but the words is asked for."""
    choices = {
        "villages": partial(public.villages, request.commune.id),
        "officers": partial(people.named, request.commune.id),
    }
    if request.method != "POST":
        form = SayForm(initial=_begun(request, choices), **choices)
        return _page(request, form)
    form = SayForm(request.POST, request.FILES, **choices)
    # Nobody who wrote often is asked anything for what was kept already, nor while somebody is in danger.
    crowded = quotas.asks_sum(request)
    urgent = crowded and sending.tells_of_danger(request.commune.id, request.POST.get("text", "")[:LONGEST])
    if crowded:
        token = request.POST.get("form_token", "")[:64]
        first = sending.sent_before(request.commune.id, token, danger=urgent)
        if first is not None:
            return _thanked(request, first)
        if not urgent and quotas.too_many(request):
            typed = SayForm(initial=request.POST.dict(), **choices)  # her photos are not even looked at
            return _page(request, typed, status=429, wait=True)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _sent(request, form, asked=crowded and not urgent)


def _sent(request: Any, form: SayForm, *, asked: bool) -> HttpResponse:
    """Keep what the form says; `asked` for the sum or the minute first."""
    if form.is_bot:
        form.empty_trap()
        return _page(request, form, status=422)
    if asked and not quotas.paid(form.cleaned_data["solution"], form.cleaned_data["opened_at"]):
        form.add_error(
            None,
            _("Từ nơi này vừa có nhiều ý kiến gửi đi. Xin chờ một phút rồi bấm gửi lần nữa; những gì đã gõ vẫn còn."),
        )
        return _page(request, form, status=429)
    try:
        door = Door.POSTER if request.POST.get("poster") else Door.WEB
        sent = sending.send(citizen(request.commune.id), form.saying(door), now=timezone.now())
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        return _page(request, form, status=422)
    if not sent.again:
        quotas.note(request)
    return _thanked(request, sent)


def _thanked(request: Any, sent: sending.Sent) -> HttpResponse:
    """On to the page with the code: it begins with the numbers to call where the words tell of danger."""
    fresh = Fresh.DANGER if sent.danger else Fresh.SENT
    thanks = HttpResponseRedirect(_thanks(), headers={settings.EVEN_HEADER: settings.EVEN_MILLISECONDS})
    return grant(thanks, request.commune.id, sent.code, sent.print_number, fresh=fresh)


@cache
def _thanks() -> str:
    return reverse("public.said")


def where(request: Any) -> HttpResponse:
    """Which village? On the commune's own map where there is one, and by name always."""
    outlines = public.outlines(request.commune.id)
    context = {
        "map": maps.picture(outlines, (), lambda pk: f"{reverse('public.say')}?thon={pk}"),
        "villages": public.villages(request.commune.id),
    }
    return render(request, "public/say_map.html", context)


def _begun(request: Any, choices: dict[str, Any]) -> dict[str, Any]:
    """A poster's QR names the village and the place; a report that somebody joins brings its own."""
    village = request.GET.get("thon", "")
    # To be shown to everybody is asked for, never taken for granted: the box is empty (Law 91/2025, consent).
    begun = {"opened_at": quotas.opened(), "place": request.GET.get("cho", "")[:200], "may_publish": False}
    if request.GET.get("ho-so"):
        about = _("Hồ sơ {code}").format(code=clean_line(request.GET["ho-so"])[:60])
        begun |= {"place": about}
    guide = _guide(request)
    if guide is not None:
        begun |= {"place": _("Hướng dẫn: {name}").format(name=guide.short_name)[:200], "guide": guide.key}
    asked = request.GET.get("tra-loi", "")[:60]
    unclear = public.one(request.commune.id, asked) if asked else None
    if unclear is not None:
        begun |= {"guide": unclear.code, "place": _("Câu trả lời {code}").format(code=unclear.code)}
    if request.GET.get("hoi"):
        begun["text"] = clean_line(request.GET["hoi"][:300])
    same = public.one(request.commune.id, request.GET.get("cung", "")[:60])
    if same is not None:
        begun |= {
            "joins": same.code,
            "place": same.place,
            "text": _("Tôi cũng gặp việc này: {text}").format(text=same.text[:300]),
        }
        village = str(same.village_id or "")
    known = village and village in {str(pk) for pk, _name in choices["villages"]()}
    return begun | ({"village": village} if known else {})


def _guide(request: Any) -> procedures.ProcedureCard | None:
    """The guide that was not clear, where one is asked about."""
    key = request.GET.get("huong-dan", "")[:60]
    return procedures.by_key(request.commune.id, key, local_day(timezone.now())) if key else None


def _page(request: Any, form: SayForm, status: int = 200, *, wait: bool = False) -> HttpResponse:
    """The form; nothing that is typed into it is kept by any cache on the way."""
    asks = quotas.asks_sum(request)
    context = {
        "form": form,
        "wait": wait,
        "lost_photos": bool(request.FILES),  # no browser puts a file into a form that comes back
        "sum": quotas.challenge() if asks else "",
        "sealing": sealed.room(request.commune.id, local_day(timezone.now())).state.value,
        "watch": alarms.on_watch(request.commune.id, timezone.now()),
        "about": form["place"].value() if request.GET.get("ho-so") else "",
        "asks": bool({"huong-dan", "hoi", "tra-loi"} & request.GET.keys()) or "asking" in request.POST,
        # A poster names its place; the village alone comes from the commune's own map.
        "poster": bool(request.GET.get("cho") or request.POST.get("poster")),
    }
    if context["asks"]:
        context["answer_by"] = clocks().answer_by(calendars.calendar_for(request.commune), timezone.now())
    answer = render(request, "public/say.html", context, status=status)
    answer["Permissions-Policy"] = GPS
    patch_cache_control(answer, no_store=True, private=True)
    return answer


def grant(
    answer: HttpResponse, commune_id: int, code: str, print_number: int, *, fresh: Fresh = Fresh.FOLLOWED
) -> HttpResponse:
    """Let this browser follow one message for an hour."""
    value = _signer().sign_object([commune_id, code, print_number, int(fresh)])
    answer.set_cookie(
        COOKIE, value, max_age=HOUR, httponly=True, samesite="Lax", secure=settings.SECURE, path="/y-kien"
    )
    return answer


@cache
def _signer() -> signing.TimestampSigner:
    """As `signing.dumps` makes it anew for each value."""
    return signing.TimestampSigner(salt=COOKIE)


def granted(request: Any) -> tuple[str, int, Fresh] | None:
    """(code, print number, what was just done) of the message that this browser may follow."""
    try:
        commune_id, code, number, fresh = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=HOUR)
        held = str(code), int(number), Fresh(fresh)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return held if commune_id == request.commune.id else None


def said(request: Any) -> HttpResponse:
    """Chúng tôi đã nhận: the code, the secret, the date, a name. The same page for everything that is ever said."""
    held = granted(request)
    card = tracking.tracking(request.commune.id, held[0], held[1]) if held else None
    if held is None or card is None or not held[2]:
        return redirect("public.said_lookup")
    reference = tracking.reference_of(request.commune.id, card.code)
    context = {
        "card": card,
        "secret": grouped(tracking.secret_of(reference, held[1])),
        "answerable": people.answerable(request.commune.id, local_day(timezone.now())),
    }
    if held[2] is Fresh.DANGER:
        context |= {"danger": True, "watch": alarms.on_watch(request.commune.id, timezone.now())}
    answer = render(request, "public/said.html", context)
    patch_cache_control(answer, no_store=True, private=True)
    return answer
