"""What was being typed when the session ran out comes back after log-in.

The fields go into the session sealed under a key of their own, so that a person's data never lie in the session table
in the clear; they come back only to the officer who typed them, once, on the same page.
"""

import base64
import binascii
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.encoding import escape_uri_path

from vidan.queries import drafts as box

KEY = "vidan_draft"
#: Fields that are never kept (a new first password is made by the program, nobody types one into an office page);
#: least of all the words that open a sealed box of a handler.
NEVER = ("csrfmiddlewaretoken", "password", "secret", "passphrase", "passphrase_again")
LARGEST = 200_000


def keep(request: HttpRequest, officer_id: int) -> bool:
    """Seal the posted fields of this request into the session, for this officer; whether there was anything to keep."""
    if request.method != "POST":
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER}
    sealed = box.seal({"path": request.path, "officer": officer_id, "fields": fields})
    if not fields or len(sealed) > LARGEST:
        return False
    request.session[KEY] = base64.b64encode(sealed).decode("ascii")
    return True


def restore(request: HttpRequest) -> QueryDict | None:
    """The fields that were being typed on this page by this officer, once; None when there are none."""
    kept = request.session.get(KEY)
    if not isinstance(kept, str) or request.method != "GET":
        return None
    opened = _open(kept)
    if opened is None:
        del request.session[KEY]
        return None
    if opened["path"] != request.path:
        return None
    del request.session[KEY]
    if opened["officer"] != getattr(request.user, "pk", None):  # type: ignore[attr-defined]
        return None
    fields = QueryDict(mutable=True)
    for name, values in opened["fields"].items():
        fields.setlist(name, values)
    return fields


def keep_only_of(request: HttpRequest, officer_id: int) -> None:
    """Drop what another officer was typing at this machine."""
    kept = request.session.get(KEY)
    opened = _open(kept) if isinstance(kept, str) else None
    if kept is not None and (opened is None or opened["officer"] != officer_id):
        del request.session[KEY]


def _open(kept: str) -> dict[str, Any] | None:
    try:
        return box.unseal(base64.b64decode(kept))
    except (binascii.Error, ValueError):
        return None


def way_back(request: HttpRequest, takes_get: bool) -> str:
    """Where to go after log-in: the page itself; for one that only takes a POST, the page it belongs to.

    `/can-bo/ho-so/X/nhan-viec` is a button on `/can-bo/ho-so/X`.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return escape_uri_path(request.path if takes_get else request.path.rstrip("/").rpartition("/")[0])
