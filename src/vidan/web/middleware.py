"""What every request passes: headers, language, and the question who may open this page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from vidan.actions import recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.queries import communes, people
from vidan.web import access, drafts, errors

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "vidan_lang"
#: The session's own marks: when it began and when it was last used (seconds since 1970).
BEGAN, USED = "vidan_began", "vidan_used"
#: Writing the last use at each request would make every page a write; once a minute is exact enough for 15.
USED_EVERY = 60


class SafetyMiddleware:
    """Headers that every answer carries, and the last net: a rule's refusal that no view caught becomes a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        problem = errors.unreadable_request(request)
        response = problem or self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return errors.refused(request, problem)
        return None


class LanguageMiddleware:
    """Vietnamese, or English for who chose it (a cookie of ours; the browser's wishes are not asked)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = "en" if request.COOKIES.get(LANGUAGE_COOKIE) == "en" else "vi"
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class AccessMiddleware:
    """Deny by default: the page's line in `access.PAGES` decides; the actor is who the mandates of today make him."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.commune = communes.for_host(request.get_host().partition(":")[0])  # type: ignore[attr-defined]
        request.actor = None  # type: ignore[attr-defined]
        request.shown_persons = []  # type: ignore[attr-defined]
        response = self.get_response(request)
        _write_reading(request)
        line = access.page(_name(request))
        if line is None or not line.public or request.path.startswith(("/ho-so", "/can-bo", "/tai-khoan")):
            patch_cache_control(response, no_store=True, private=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        line = access.page(_name(request))
        if line is None:
            return errors.forbidden(request)
        if request.method not in (*line.methods, *(("HEAD",) if "GET" in line.methods else ())):
            return HttpResponseNotAllowed(line.methods)
        if request.commune is None and _name(request) != "public.health":  # type: ignore[attr-defined]
            return errors.not_set_up(request)
        return None if line.public else _admit(request, line)


def _name(request: HttpRequest) -> str | None:
    return request.resolver_match.view_name if request.resolver_match else None


def _admit(request: HttpRequest, line: access.Page) -> HttpResponse | None:
    """The officer behind the request, if his session is fresh and his mandates allow this page."""
    user: Any = request.user  # type: ignore[attr-defined]
    if user.is_authenticated and not _fresh(request):
        drafts.keep(request, user.pk)
        logout_keeping_draft(request)
        return redirect_to_login(drafts.way_back(request), settings.LOGIN_URL)
    if not user.is_authenticated or not user.is_active:
        drafts.keep(request, None)
        return redirect_to_login(drafts.way_back(request), settings.LOGIN_URL)
    actor = people.actor_of(user, local_day(timezone.now()))
    request.actor = actor  # type: ignore[attr-defined]
    _serve_own_commune(request, actor)
    if not actor.may(*(role for role in line.roles)):  # type: ignore[arg-type]
        return errors.forbidden(request)
    return None


def logout_keeping_draft(request: HttpRequest) -> None:
    """End the session but carry what was being typed into the next one."""
    kept = request.session.get(drafts.KEY)
    logout(request)
    if kept is not None:
        request.session[drafts.KEY] = kept


def _serve_own_commune(request: HttpRequest, actor: Actor) -> None:
    """An officer works in his own commune whatever host he came by."""
    shown = request.commune  # type: ignore[attr-defined]
    if shown is not None and shown.id != actor.commune_id:
        request.commune = communes.by_id(actor.commune_id)  # type: ignore[attr-defined]


def _fresh(request: HttpRequest) -> bool:
    """Whether the session is young and was used within the idle time; marks it as used."""
    now = int(timezone.now().timestamp())
    session = request.session
    began, used = session.get(BEGAN, now), session.get(USED, now)
    if now - began > settings.SESSION_COOKIE_AGE or now - used > settings.SESSION_IDLE_SECONDS:
        return False
    if BEGAN not in session:
        session[BEGAN] = now
    if now - used >= USED_EVERY or USED not in session:
        session[USED] = now
    return True


def _write_reading(request: HttpRequest) -> None:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    persons: list[int] = request.shown_persons  # type: ignore[attr-defined]
    if actor is not None and persons:
        recording.reading(actor, _name(request) or request.path, persons, timezone.now())


def idle_limit() -> timedelta:
    """How long a session may rest."""
    return timedelta(seconds=settings.SESSION_IDLE_SECONDS)
