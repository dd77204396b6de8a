"""Whether a form stood on a page of ours: for public forms, whose token would put a cookie on every page."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied


def only_from_here(request: Any) -> None:
    """Refuse what another site's page sends in the reader's name."""
    if not from_here(request):
        raise PermissionDenied


def from_here(request: Any) -> bool:
    """Whether the form stood on a page of ours: the browser says so itself, or by the address it came from."""
    told = request.headers.get("Sec-Fetch-Site")
    if told is not None:
        return bool(told == "same-origin")
    try:
        return bool(urlsplit(request.headers.get("Referer", "")).netloc == request.get_host())
    except ValueError:
        return False
