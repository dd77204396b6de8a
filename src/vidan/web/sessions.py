"""How long an officer's session lives, what it remembers, and whose it was.

New at log-in (Django changes its id), dead after 15 minutes without use or 8 hours in all, at log-out, with a new
password (Django compares a digest of it) and when the account is closed (the officer is read anew at each request).
"""

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vidan.queries import people
from vidan.web import drafts

#: When the session began and when it was last used (seconds since 1970).
BEGAN, USED = "vidan_began", "vidan_used"
#: The account has a second factor; came in by a demo's link.
SECOND, LINK = "vidan_second", "vidan_link"
#: Writing the last use at each request would make every page a write; once a minute is exact enough for 15.
USED_EVERY = 60
#: Names the officer of this browser when his session is gone, so that what he typed comes back to him and to nobody
#: else. It opens nothing.
DESK_COOKIE = "vidan_desk"
DESK_SECONDS = 7 * 24 * 3600
DESK = "/can-bo/"


def begin(request: HttpRequest, officer_id: int, *, by_link: bool = False) -> None:
    """Just logged in: the clock starts, and what another officer typed here before is gone."""
    session = request.session
    for mark in (SECOND, LINK):
        session.pop(mark, None)
    session[BEGAN] = session[USED] = _now()
    if by_link:
        session[LINK] = True
    drafts.keep_only_of(request, officer_id)


def fresh(request: HttpRequest) -> bool:
    """Whether the session is young and was used within the idle time; marks it as used."""
    session, now = request.session, _now()
    began, used = session.setdefault(BEGAN, now), session.setdefault(USED, now)
    if now - began >= settings.SESSION_COOKIE_AGE or now - used >= settings.SESSION_IDLE_SECONDS:
        return False
    if now - used >= USED_EVERY:
        session[USED] = now
    return True


def end(request: HttpRequest) -> bool:
    """End an officer's session, but carry what was being typed into the next one; whether there was one to end."""
    if SESSION_KEY not in request.session:
        return False
    kept = request.session.get(drafts.KEY)
    logout(request)
    if kept is not None:
        request.session[drafts.KEY] = kept
    return True


def has_second_factor(request: HttpRequest, officer_id: int) -> bool:
    """Whether the account has one; asked of the database once a session."""
    if request.session.get(SECOND):
        return True
    if not people.has_second_factor(officer_id):
        return False
    request.session[SECOND] = True
    return True


def ask_again_for_second_factor(request: HttpRequest) -> None:
    """Something about the account may have changed: believe nothing remembered."""
    request.session.pop(SECOND, None)


def by_link(request: HttpRequest) -> bool:
    """Whether a demo's sign-in link opened this session."""
    return bool(settings.DEMO and request.session.get(LINK))


def owner(request: HttpRequest) -> int | None:
    """Whose session this is or was; None when this browser does not say."""
    known = request.session.get(SESSION_KEY)
    return int(known) if known is not None else _by_cookie(request)


def _by_cookie(request: HttpRequest) -> int | None:
    try:
        return int(signing.loads(request.COOKIES.get(DESK_COOKIE, ""), salt=DESK_COOKIE, max_age=DESK_SECONDS))
    except (signing.BadSignature, ValueError):
        return None


def name_desk(request: HttpRequest, response: HttpResponse) -> None:
    """Let the officer's browser keep whose desk it is, where it does not yet."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None or not request.path.startswith(DESK) or _by_cookie(request) == actor.officer_id:
        return
    response.set_cookie(
        DESK_COOKIE,
        signing.dumps(actor.officer_id, salt=DESK_COOKIE),
        max_age=DESK_SECONDS,
        path=DESK,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _now() -> int:
    return int(timezone.now().timestamp())
