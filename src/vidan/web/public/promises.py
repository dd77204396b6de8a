"""*Mười hai lời hứa*: the board, a page for each promise, and what the ledger says of one row."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from vidan.adapters import public_files
from vidan.content.promises import COUNT, definitions
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.promises import CorrectionCause
from vidan.queries.promises import corrections
from vidan.queries.promises import told as ledger
from vidan.speech import days, figures
from vidan.speech.language import _
from vidan.speech.ledger import KINDS
from vidan.web.public import ready, written

DATA_TYPES = {
    "occasions.csv": "text/csv",
    "months.csv": "text/csv",
    "tables.csv": "text/csv",
    "corrections.csv": "text/csv",
    "promises.json": "application/json",
    "datapackage.json": "application/json",
    "recount.json": "application/json",
    "catalog.jsonld": "application/ld+json",
    "boards.atom": "application/atom+xml",
    "card.svg": "image/svg+xml",
}


def board(request: Any) -> HttpResponse:
    """All twelve."""
    return _sent(request, written.INDEX)


def promise(request: Any, promise: int) -> HttpResponse:
    """One promise by its number: definition, trend, rows."""
    if not 1 <= promise <= COUNT:
        raise Http404(str(promise))
    return _sent(request, str(promise))


def _sent(request: Any, name: str) -> HttpResponse:
    """A written page, or 304 for who has it already."""
    if request.commune.training:
        raise Refused("promises.training")
    data = written.page(request.commune, name, request.LANGUAGE_CODE, timezone.now())
    answer = HttpResponse(data, content_type="text/html; charset=utf-8")
    patch_vary_headers(answer, ["Cookie"])
    return ready.unless_known(request, answer)


def open_data(request: Any, name: str) -> HttpResponse:
    """An open-data file as it lies; programs of others may read it."""
    data = None
    if name in DATA_TYPES:
        data = public_files.read(Path(settings.DATA) / "public" / request.commune.slug / "du-lieu" / name)
    if data is None:
        raise Http404(name)
    answer = HttpResponse(data, content_type=f"{DATA_TYPES[name]}; charset=utf-8")
    sent = ready.unless_known(request, answer)
    sent["Access-Control-Allow-Origin"] = "*"  # a 304 is a new answer: it needs them too
    sent["Cross-Origin-Resource-Policy"] = "cross-origin"
    return sent


def corrected(request: Any) -> HttpResponse:
    """*Sổ đính chính*: every published figure that is another one now, what it was, since when, and why."""
    today, commune_id = local_day(timezone.now()), request.commune.id
    last = corrections.last_noticed(commune_id)

    def context() -> dict[str, Any]:
        return {"lines": _lines(corrections.log(commune_id, today), today, request.LANGUAGE_CODE)}

    return ready.page(request, "dinh-chinh", "public/corrections.html", today, last, context)


def _lines(found: Iterable[corrections.CorrectionCard], today: date, language: str) -> list[dict[str, Any]]:
    names = {one.number: one.wording(language).name for one in definitions(today)}
    return [
        {
            "card": one,
            "name": names[one.promise],
            "cause": _(figures.CAUSES[CorrectionCause(one.cause)]),
            "told": figures.fraction(one.told),
            "found": figures.fraction(one.found),
        }
        for one in found
    ]


def story(request: Any, promise: int, reference: str) -> HttpResponse:
    """What the public ledger says of one row, entry by entry: where each stands, and its very bytes."""
    told = ledger.of_reference(request.commune.id, reference) if 1 <= promise <= COUNT else []
    if not told:
        raise Http404(reference)
    words = definitions(local_day(timezone.now()))[promise - 1].wording(request.LANGUAGE_CODE)
    entries = [
        {
            "what": _(KINDS[entry.kind]),
            "day": days.day(entry.on),
            "due": days.day(entry.due) if entry.due else "",
            "log": entry.log,
            "position": entry.position,
            "raw": entry.raw,
        }
        for entry in told
    ]
    return render(
        request,
        "public/promise_story.html",
        {"number": promise, "promise": words, "reference": reference, "entries": entries},
    )
