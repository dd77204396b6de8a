"""Answers in XML and JSON from one form: JSON is the XML by the Spark convention (wiki.open311.org).

An element is a dictionary, a list of elements is a pair (name of one, list); `None` is an empty element in XML.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from vidan.domain.errors import Refused
from vidan.speech.language import ENGLISH, VIETNAMESE, use
from vidan.speech.refusals import sentence

#: What no XML may hold, in whatever writing (XML 1.0, 2.2).
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


@dataclass(frozen=True)
class Many:
    """Several elements of one name: `Many("service", […])`."""

    of: str
    items: list[Any]


class Problem(Exception):
    """An error of the standard: an HTTP status and its sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def moment(value: datetime | None) -> str | None:
    """A moment in UTC with `Z`, to the second."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if value is not None else None


def answer(kind: str, root: str, content: Any, status: int = 200) -> HttpResponse:
    """The same content in either form; anybody's page may read it."""
    body = _json(content) if kind == "json" else _xml(root, content)
    made = HttpResponse(body, status=status, content_type=TYPES[kind])
    made["Access-Control-Allow-Origin"] = "*"
    made["Cross-Origin-Resource-Policy"] = "cross-origin"
    made["X-Content-Type-Options"] = "nosniff"
    made["Cache-Control"] = "no-store"
    return made


def _json(content: Any) -> bytes:
    def plain(value: Any) -> Any:
        if isinstance(value, Many):
            return [plain(item) for item in value.items]
        if isinstance(value, dict):
            return {name: plain(item) for name, item in value.items()}
        return value

    return json.dumps(plain(content), ensure_ascii=False).encode()


def _xml(root: str, content: Any) -> bytes:
    element = Element(root)
    _fill(element, content)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(element, encoding="utf-8")


def _fill(element: Element, content: Any) -> None:
    if isinstance(content, Many):
        for item in content.items:
            _fill(SubElement(element, content.of), item)
    elif isinstance(content, dict):
        for name, value in content.items():
            _fill(SubElement(element, name), value)
    elif isinstance(content, bool):
        element.text = "true" if content else "false"
    elif content is not None:
        element.text = _NO_XML.sub("", str(content))


def errors(kind: str, status: int, words: str) -> HttpResponse:
    """The standard's list of errors."""
    return answer(kind, "errors", Many("error", [{"code": status, "description": words}]), status)


def _liked(request: Any) -> str:
    """The form for a program that names none in the address; XML, which the standard requires, where it minds not."""
    liked = request.get_preferred_type(["text/xml", "application/json", "application/xml"])
    return "json" if liked == "application/json" else "xml"


def _preflight() -> HttpResponse:
    """What a browser asks before other people's pages may send here (Fetch standard, CORS-preflight)."""
    made = HttpResponse(status=204)
    made["Access-Control-Allow-Origin"] = "*"
    made["Access-Control-Allow-Methods"] = made["Allow"] = "GET, HEAD, POST, OPTIONS"
    made["Access-Control-Allow-Headers"] = "Content-Type"
    made["Access-Control-Max-Age"] = "86400"
    return made


def open311(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What every method does: the form, the language, the jurisdiction; a problem becomes the list of errors."""

    @csrf_exempt  # programs of other people have no page of ours to take a token from, and no cookie of theirs counts
    @wraps(view)
    def wrapped(request: Any, kind: str = "", **words: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight()
        use(ENGLISH if request.GET.get("locale", "").startswith("en") else VIETNAMESE)
        kind = kind.lower() or _liked(request)
        if kind not in TYPES:
            return errors("json", 404, "Chỉ có dạng xml và json (only xml and json).")
        try:
            require_jurisdiction(request, request.GET.get("jurisdiction_id", ""))
            return view(request, kind, **words)
        except Problem as problem:
            return errors(kind, problem.status, problem.words)
        except Refused as refused:
            status = 404 if refused.code == "matters.unknown" else 400
            return errors(kind, status, sentence(refused))

    return wrapped


def require_jurisdiction(request: Any, given: str) -> None:
    """One commune answers here; its id may be left out, and a wrong one is not found."""
    given, commune = given.strip(), request.commune
    if given and given not in (commune.slug, commune.code, request.get_host().partition(":")[0]):
        raise Problem(404, f"jurisdiction_id “{given[:60]}” không có ở đây; xin dùng “{commune.slug}” (not found).")
