"""What every request passes: headers, language, and the question who may open this page."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from vidan.actions import recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.queries import communes, people
from vidan.speech import language as speaking
from vidan.web import access, drafts, errors, sessions

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "vidan_lang"


class PolicyMiddleware(CSPMiddleware):
    """The content policy of `settings.CONTENT_SECURITY_POLICY`, put together once.

    A view that changes it (`csp_update`) goes the library's way.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy())
        return response


@cache
def _policy() -> str:
    return build_policy()


class CompressionMiddleware(GZipMiddleware):
    """A page travels compressed to whoever brings nothing secret along: on a slow line it is there in half the time.

    With a session or a token beside what somebody else may put into the address, the length would give them away
    (BREACH, breachattack.com); those pages travel as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        open_to_all = request.method == "GET" and set(request.COOKIES) <= {LANGUAGE_COOKIE} and not response.cookies
        if open_to_all and response.headers.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


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
        speaking.use(language)
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
        request.seconds_to_wait = 0  # type: ignore[attr-defined]
        response = self.get_response(request)
        _write_reading(request)
        _tell_to_wait(request, response)
        sessions.name_desk(request, response)
        line = access.page(_name(request))
        if line is None or not line.public or request.path.startswith(("/ho-so", "/can-bo", "/tai-khoan", "/khao-sat")):
            _keep_nowhere(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        line = access.page(_name(request))
        if line is None:
            return errors.forbidden(request)
        if request.method not in (*line.methods, *(("HEAD",) if "GET" in line.methods else ())):
            return errors.not_allowed(request, line.methods)
        if request.commune is None and _name(request) != "public.health":  # type: ignore[attr-defined]
            return errors.not_set_up(request)
        return None if line.public else _admit(request, line)


def _keep_nowhere(response: HttpResponse) -> None:
    """`no-store, private`, beside what a view may have said already."""
    if "Cache-Control" in response.headers:
        patch_cache_control(response, no_store=True, private=True)
    else:
        response.headers["Cache-Control"] = "no-store, private"


def _name(request: HttpRequest) -> str | None:
    return request.resolver_match.view_name if request.resolver_match else None


def _admit(request: HttpRequest, line: access.Page) -> HttpResponse | None:
    """The officer behind the request, if his session is fresh and his mandates allow this page."""
    user: Any = request.user  # type: ignore[attr-defined]
    if not user.is_authenticated or not user.is_active or not sessions.fresh(request):
        return _to_log_in(request, line)
    actor = people.actor_of(user, local_day(timezone.now()))
    request.actor = actor  # type: ignore[attr-defined]
    _serve_own_commune(request, actor)
    first = _to_do_first(request, user)
    if first is not None:
        return redirect(first)
    if not actor.may(*(role for role in line.roles)):  # type: ignore[arg-type]
        return errors.forbidden(request)
    return None


def _to_log_in(request: HttpRequest, line: access.Page) -> HttpResponse:
    """End what is left of the session, keep what was being typed, and come back here after log-in."""
    owner, takes_get = sessions.owner(request), "GET" in line.methods
    office = _name(request) in access.PAGES
    kept = owner is not None and takes_get and office and drafts.keep(request, owner)
    ended = sessions.end(request)
    if ended or (owner is not None and request.method == "POST"):
        messages.info(request, _say_ended(request, kept=kept))
    return redirect_to_login(drafts.way_back(request, takes_get), settings.LOGIN_URL)


def _say_ended(request: HttpRequest, *, kept: bool) -> str:
    if kept:
        return _("Phiên làm việc đã hết giờ. Xin đăng nhập lại; những gì ông/bà vừa gõ được giữ nguyên.")
    if request.method == "POST":
        return _("Phiên làm việc đã hết giờ nên việc vừa bấm chưa được ghi. Xin đăng nhập lại rồi bấm lần nữa.")
    return _("Phiên làm việc đã hết giờ. Xin đăng nhập lại.")


def _to_do_first(request: HttpRequest, user: Any) -> str | None:
    """The page that an officer must see to before any work: an own password, then a second factor."""
    if _name(request) in access.ACCOUNT_PAGES:
        if request.method == "POST":
            sessions.ask_again_for_second_factor(request)
        return None
    if sessions.by_link(request):
        return None
    if user.first_password_until is not None:
        return "account_change_password"
    return None if sessions.has_second_factor(request, user.pk) else "mfa_activate_totp"


def _serve_own_commune(request: HttpRequest, actor: Actor) -> None:
    """An officer works in his own commune whatever host he came by."""
    shown = request.commune  # type: ignore[attr-defined]
    if shown is not None and shown.id != actor.commune_id:
        request.commune = communes.by_id(actor.commune_id)  # type: ignore[attr-defined]


def _write_reading(request: HttpRequest) -> None:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    persons: list[int | str] = request.shown_persons  # type: ignore[attr-defined]
    if actor is not None and persons:
        recording.reading(actor, _name(request) or request.path, persons, timezone.now())


def _tell_to_wait(request: HttpRequest, response: HttpResponse) -> None:
    """The form came back with its sentence because a try was made too early: machines read it from the status."""
    wait: int = request.seconds_to_wait  # type: ignore[attr-defined]
    if wait and response.status_code == HTTPStatus.OK:
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response.headers["Retry-After"] = str(wait)
