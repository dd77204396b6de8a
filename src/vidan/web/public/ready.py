"""Pages that cost much to make and change once a day: made by the first who asks, then a file for everybody."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_vary_headers

from vidan import __version__
from vidan.adapters import public_files
from vidan.queries.communes import CommuneCard
from vidan.web.context import opening_hours

ASK_AGAIN = "no-cache"


def folder_of(commune: CommuneCard) -> Path:
    """Where such files of a commune lie."""
    return Path(settings.DATA) / "public" / commune.slug / public_files.READY


def look() -> tuple[Any, ...]:
    """What a page looks like, whatever it says: another look, and it is made anew."""
    return __version__, static("vidan/css/tokens.css"), static("vidan/css/parts/board.css"), settings.INVENTED


def page(
    request: Any, name: str, template: str, day: date, told_of: object, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The page `name` as it is on a day, or 304 for who has it. `told_of` changes whenever it says something else;
    `context` is called only then. Nothing of who asks may be in it but the language.
    """
    commune, language = request.commune, request.LANGUAGE_CODE

    def make() -> bytes:
        match = request.resolver_match
        common = {
            "commune": commune,
            "demo": settings.INVENTED,
            "training": commune.training,
            "language": language,
            "hours": opening_hours(commune),
            "page_name": match.view_name if match else "",
        }
        return render_to_string(template, common | context()).encode()

    stamp = commune, look(), day, told_of
    data = public_files.ready(folder_of(commune), f"{name}.{language}.html", stamp, make)
    answer = HttpResponse(data, content_type="text/html; charset=utf-8")
    patch_vary_headers(answer, ["Cookie"])
    return unless_known(request, answer)


def unless_known(request: Any, answer: HttpResponse) -> HttpResponse:
    """The answer with its ETag, or 304 for who has it already."""
    answer["ETag"] = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer["Cache-Control"] = ASK_AGAIN
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
