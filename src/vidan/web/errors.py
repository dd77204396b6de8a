"""Pages that say no, kindly, with the way out. Nothing here ends in a 500."""

import sys
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.urls import Resolver404, is_valid_path
from django.utils.html import escape
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from vidan.domain.errors import Refused
from vidan.queries import installation
from vidan.speech.refusals import sentence

#: Refusals that mean "not here" rather than "not so".
UNKNOWN = (
    "matters.unknown",
    "dossiers.slip.unknown",
    "procedures.unknown",
    "people.officer.unknown",
    "letters.unknown",
    "letters.kind.unknown",
    "dossiers.import.unknown",
    "people.leave.unknown",
    "matters.closure.unknown",
    "steering.meeting.unknown",
    "steering.member.unknown",
    "steering.lesson.unknown",
    "steering.round.unknown",
)


#: Programs of other people ask here: what goes wrong is told in a form a program reads, and to whatever page asked.
FOR_PROGRAMS = ("/api/", "/open311/")
#: What their users read where nothing more exact is known.
TO_PROGRAMS = {
    HTTPStatus.BAD_REQUEST: "Không đọc được yêu cầu này (the request cannot be read).",
    HTTPStatus.NOT_FOUND: "Không có ở đây (not found).",
    HTTPStatus.METHOD_NOT_ALLOWED: "Ở đây không nhận cách gọi này (method not allowed).",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Gửi lên lớn quá, nhiều nhất 30 MB (too large, at most 30 MB).",
}


def _answer(request: HttpRequest, template: str, status: HTTPStatus, **context: Any) -> HttpResponse:
    if request.path.startswith(FOR_PROGRAMS):
        words = context.get("sentence") or TO_PROGRAMS.get(status) or f"{status.value} {status.phrase}"
        return _program_answer(request, status, words)
    return render(request, template, context, status=status)


def _program_answer(request: HttpRequest, status: HTTPStatus, words: str) -> HttpResponse:
    """The list of errors of GeoReport v2, which is as good for our own API: `[{"code": 404, "description": "…"}]`.

    Also written in `api/open311/answers.py`: neighbours do not reach into each other's room (import contracts).
    """
    if request.path.endswith(".xml"):
        printable = "".join(letter for letter in words if letter >= " ")
        error = f"<error><code>{status.value}</code><description>{escape(printable)}</description></error>"
        declared = f'<?xml version="1.0" encoding="UTF-8"?>\n<errors>{error}</errors>'
        answer = HttpResponse(declared, content_type="text/xml; charset=utf-8")
    else:
        told = [{"code": status.value, "description": words}]
        plain = {"ensure_ascii": False}
        answer = JsonResponse(told, safe=False, json_dumps_params=plain, content_type="application/json; charset=utf-8")
    answer.status_code = status.value
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
    """A rule's refusal as a page of its own (views with a form show it beside the field instead)."""
    status = HTTPStatus.NOT_FOUND if problem.code in UNKNOWN else HTTPStatus.CONFLICT
    if problem.code == "people.role.missing":
        status = HTTPStatus.FORBIDDEN
    if problem.code == "room.full":
        status = HTTPStatus.INSUFFICIENT_STORAGE
    return _answer(request, "refused.html", status, sentence=sentence(problem))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page exists, but not for this role."""
    return _answer(request, "403.html", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page; or there is, and only the stroke at the end of the address is one too many or too few."""
    if isinstance(exception, Resolver404) and request.method in {"GET", "HEAD"}:
        other = _other_spelling(request)
        if other:
            return redirect(other, permanent=True)
    return _answer(request, "404.html", HTTPStatus.NOT_FOUND)


def _other_spelling(request: HttpRequest) -> str:
    """The address with or without its last stroke, where a page lies there; else nothing."""
    path = request.path_info.removesuffix("/") if request.path_info.endswith("/") else request.path_info + "/"
    if "/.." in path or not is_valid_path(path):  # a browser would climb by the dots
        return ""
    query = request.META.get("QUERY_STRING", "")
    return escape_leading_slashes(path) + (f"?{query}" if query else "")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be read."""
    return _answer(request, "400.html", HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or a disk that takes nothing more; the pages need nothing from the database."""
    if installation.tells_no_room(sys.exc_info()[1]):
        return _whatever_is_missing(request, "507.html", HTTPStatus.INSUFFICIENT_STORAGE)
    return _whatever_is_missing(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _whatever_is_missing(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    """Such a page is said in plain words where the list of styles itself is what is missing or unreadable."""
    try:
        return _answer(request, template, status)
    except (ValueError, OSError):
        return _answer(request, template, status, bare=True)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long, or came from elsewhere: what was typed can be sent again from the page before."""
    return _answer(
        request,
        "refused.html",
        HTTPStatus.FORBIDDEN,
        sentence=_(
            "Trang này mở đã lâu nên chưa gửi được. Xin bấm nút quay lại của trình duyệt: những gì đã gõ vẫn còn ở "
            "đó. Xin chép lại lời dài, tải lại trang, rồi gửi lần nữa."
        ),
    )


def not_set_up(request: HttpRequest) -> HttpResponse:
    """No commune works here yet."""
    return _answer(
        request,
        "refused.html",
        HTTPStatus.SERVICE_UNAVAILABLE,
        sentence=_("Chương trình chưa được thiết lập cho xã nào. Quản trị xin chạy lệnh “vidan init”."),
    )


def not_allowed(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """The page is there, but not for this way of asking (RFC 9110, 15.5.6)."""
    # To programs nothing is said of pages and their buttons.
    words = _("Trang này không nhận cách gửi vừa rồi. Xin mở lại trang rồi bấm nút trên trang.")
    said = {} if request.path.startswith(FOR_PROGRAMS) else {"sentence": words}
    answer = _answer(request, "refused.html", HTTPStatus.METHOD_NOT_ALLOWED, **said)
    answer.headers["Allow"] = ", ".join(methods)
    return answer


def too_large(request: HttpRequest) -> HttpResponse:
    """More bytes than we take."""
    return _answer(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def unreadable_request(request: HttpRequest) -> HttpResponse | None:
    """A body that is too large, or an address with bytes that no text has: answered before anything reads it."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return bad_request(request)
    if length > settings.UPLOAD_LIMIT_BYTES + 1_000_000:
        return too_large(request)
    if "\x00" in request.path or "\ufffd" in request.path:
        return bad_request(request)
    if request.method == "POST":
        try:
            request.POST  # noqa: B018 - reading it here turns a body that is too large into a page, not into a 500
        except RequestDataTooBig:
            return too_large(request)
        except (MultiPartParserError, BadRequest, SuspiciousOperation, UnreadablePostError):
            return bad_request(request)
    return None
