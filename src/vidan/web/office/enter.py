"""A demo's one-use sign-in link, on this machine only: a page with one button, and then the queue."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import people
from vidan.domain.errors import Refused
from vidan.queries import people as queries
from vidan.web import errors, sessions

GONE = 410


def enter(request: Any, token: str) -> HttpResponse:
    """Looking changes nothing (browsers and mail scanners look ahead); the button lets in, once."""
    now = timezone.now()
    if not settings.DEMO or not _on_this_machine(request):
        return errors.not_found(request)
    officer = queries.behind_entry_link(token, now)
    if officer is not None and request.method == "POST":
        try:
            user = people.use_entry_link(token, now)
        except Refused:
            officer = None  # somebody was faster
        else:
            sessions.end(request)
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            sessions.begin(request, user.pk, by_link=True)
            return redirect("office.start")
    return render(request, "office/enter.html", {"officer": officer}, status=200 if officer else GONE)


def _on_this_machine(request: Any) -> bool:
    """Asked from the machine itself. Behind a proxy every request looks so, therefore a forwarded one never is."""
    if settings.BEHIND_PROXY or any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip")):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
