"""What was being typed when the session ran out comes back after log-in.

The fields go into the session sealed under a key of their own, so that a person's data never lie in the session table in
the clear; they come back only to the officer who typed them, once, on the same page.
"""

import base64
import binascii
from typing import Any

from django.http import HttpRequest, QueryDict

from vidan.queries import drafts as box

KEY = "vidan_draft"
#: Fields that are never kept.
NEVER = ("csrfmiddlewaretoken", "password", "code", "secret")
LARGEST = 60_000


def keep(request: HttpRequest, officer_id: int | None) -> None:
    """Seal the posted fields of this request into the session (officer None: whoever logs in from here)."""
    if request.method != "POST":
        return
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER}
    sealed = box.seal({"path": request.path, "officer": officer_id, "fields": fields})
    if fields and len(sealed) <= LARGEST:
        request.session[KEY] = base64.b64encode(sealed).decode("ascii")


def restore(request: HttpRequest) -> QueryDict | None:
    """The fields that were being typed on this page by this officer, once; None when there are none."""
    kept = request.session.get(KEY)
    if not isinstance(kept, str) or request.method != "GET":
        return None
    opened = _open(kept)
    if opened is None or opened.get("path") != request.path:
        return None
    del request.session[KEY]
    if opened.get("officer") not in (None, getattr(request.user, "pk", None)):
        return None
    fields = QueryDict(mutable=True)
    for name, values in opened["fields"].items():
        fields.setlist(name, values)
    return fields


def _open(kept: str) -> dict[str, Any] | None:
    try:
        return box.unseal(base64.b64decode(kept))
    except (binascii.Error, ValueError):
        return None


def way_back(request: HttpRequest) -> str:
    """Where to go after log-in: the page itself; for a page that only takes a POST, the page it belongs to."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else request.path
