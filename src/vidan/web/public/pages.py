"""What anybody may read: the first page, whom to call, what this is."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt

from vidan.domain.moments import local_day
from vidan.queries import calendar as calendars
from vidan.queries import communes, people
from vidan.speech import days
from vidan.web import samples
from vidan.web.asking import NEEDS, hearing
from vidan.web.middleware import LANGUAGE_COOKIE
from vidan.web.public import written

LANGUAGE_DAYS = 365
MOST_AT_COUNTER = 6


def home(request: Any) -> HttpResponse:
    """One question: what do you need today?"""
    now = timezone.now()
    counter = people.at_the_counter(request.commune.id, local_day(now))
    glance = written.glance(request.commune, request.LANGUAGE_CODE, now)
    context = {
        "needs": NEEDS,
        "counter": counter[:MOST_AT_COUNTER],
        "glance": SafeString(glance.decode()) if glance else "",  # a template of ours wrote it
    }
    return hearing(render(request, "public/home.html", context))


def contact(request: Any) -> HttpResponse:
    """Whom to call, and when the counter is open."""
    calendar = calendars.calendar_for(request.commune)
    today = local_day(timezone.now())
    opening = calendar.next_working_day(today)
    context = {
        "sessions": [days.session(one) for one in calendar.sessions_on(opening)],
        "open_on": f"{days.weekday(opening)} {days.day(opening)}",
        "open_today": calendar.is_working(today),
        "merged": communes.merged_into(request.commune.id),
    }
    return render(request, "public/contact.html", context)


def about(request: Any) -> HttpResponse:
    """What this site promises, and what it keeps of you."""
    return render(request, "public/about.html")


def parts(request: Any) -> HttpResponse:
    """The gallery of parts that all pages are made of."""
    return render(request, "gallery.html", samples.samples())


@csrf_exempt  # choosing a language harms nobody, and a token would put a cookie on every public page
def language(request: Any) -> HttpResponse:
    """Vietnamese or English, kept in a cookie of ours."""
    wanted = "en" if request.POST.get("language") == "en" else "vi"
    answer = HttpResponseRedirect(_came_from(request))
    answer.set_cookie(
        LANGUAGE_COOKIE, wanted, max_age=LANGUAGE_DAYS * 86400, samesite="Lax", secure=settings.SECURE, httponly=True
    )
    return answer


def _came_from(request: Any) -> str:
    """The page it was pressed on: our referrer policy sends it to ourselves, and a page cached as a whole need not
    know. Whatever else stands there leads to the first page.
    """
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
    back = urlunsplit(("", "", referer.path, referer.query, ""))
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"


def health(request: Any) -> HttpResponse:
    """Whether the program answers and its database too."""
    return JsonResponse({"ok": True, "commune": request.commune.code if request.commune else None})
