"""A log as static files, for verifiers of whatever origin: the paths of c2sp.org/tlog-tiles and three of our own.

Nothing is computed here: what lies in the public folder is sent as it is. Only names in exactly their one right form
are looked for, so that no path leads out of the folder.
"""

import gzip
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from vidan.adapters.ledger_files import CHECKPOINT, HISTORY, KEYS, log_folder
from vidan.domain.errors import Refused
from vidan.domain.ledger.tiles import ENTRIES, parse_path

TEXT = "text/plain; charset=utf-8"
BINARY = "application/octet-stream"
#: These change; tiles never do (a partial tile has its width in its name).
CHANGING = frozenset({CHECKPOINT, HISTORY, KEYS})
ASK_AGAIN = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
_LOG = re.compile(r"[0-9]{4}(?:-[1-9][0-9]?)?", re.ASCII)


def ledger_file(request: Any, log: str, name: str) -> HttpResponse:
    """One file of a log (`2026`, or `2026-2` for one begun anew); 404 for whatever is not exactly one."""
    if _LOG.fullmatch(log) is None:
        return _open_to_all(HttpResponse("404\n", status=404, content_type=TEXT))
    folder = log_folder(Path(settings.DATA) / "public", request.commune.slug, log)
    if name in CHANGING:
        return _sent(request, folder.path / name, TEXT, ASK_AGAIN)
    try:
        tile = parse_path(name)
    except Refused:
        return _open_to_all(HttpResponse("404\n", status=404, content_type=TEXT))
    return _sent(request, folder.path / tile.path, BINARY, FOR_EVER, packed=tile.level == ENTRIES)


def _sent(request: Any, file: Path, content_type: str, caching: str, packed: bool = False) -> HttpResponse:
    """The file; an entry bundle `packed` for who asks so (hashes do not get smaller)."""
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return _open_to_all(HttpResponse("404\n", status=404, content_type=TEXT))
    mark = sha256(data).hexdigest()[:32]
    answer = HttpResponse(data, content_type=content_type)
    if packed:
        answer["Vary"] = "Accept-Encoding"
        if _GZIP.search(request.headers.get("Accept-Encoding", "")):
            answer.content, mark = gzip.compress(data, 5, mtime=0), f"{mark}-gz"
            answer["Content-Encoding"] = "gzip"
    answer["ETag"] = f'"{mark}"'
    answer["Cache-Control"] = caching
    return _open_to_all(get_conditional_response(request, etag=answer["ETag"], response=answer) or answer)


def _open_to_all(answer: HttpResponse) -> HttpResponse:
    """A verifying page elsewhere may read these files, and nothing else of ours."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
