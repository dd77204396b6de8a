"""Proof to take home: the evidence file of a dossier, and the page that checks one without asking anybody."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

import vidan
from vidan.adapters.ledger_files import log_folder
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, policy
from vidan.domain.ledger.evidence import Evidence, encode_evidence
from vidan.domain.moments import local_day
from vidan.queries import dossiers, proofs
from vidan.queries import ledger as logs
from vidan.speech import ledger as words
from vidan.web.office.printing import base_url
from vidan.web.public import tracking

#: The verifier that is not ours to trust: it lies beside the package where the program came as a whole.
VERIFIER = Path(vidan.__file__).resolve().parents[2] / "verify" / "recompute.py"


def verifier(_request: Any) -> HttpResponse:
    """The stand-alone verifier, to be saved and read."""
    if not VERIFIER.exists():
        raise Http404("recompute.py")
    answer = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recompute.py"'
    return answer


def proof_file(request: Any, code: str) -> HttpResponse:
    """The evidence of one receipt, for who proved that she holds it. Refused while the entry waits."""
    print_number = tracking.grant(request, code)
    if not print_number or dossiers.tracking(request.commune.id, code, print_number) is None:
        form = tracking.LookupForm(initial={"code": code[:60]})
        return render(request, "public/lookup.html", {"form": form}, status=403)
    entry = proofs.of_dossier(request.commune.id, code)
    if entry is None or entry.year is None or entry.position is None:
        raise Refused("ledger.evidence.waiting", code=code)
    head = logs.head(request.commune.id, entry.year, entry.edition)
    found = log_folder(Path(settings.DATA) / "public", request.commune.slug, entry.log).prove(entry.position)
    if head is None or found is None:
        raise Refused("ledger.evidence.waiting", code=code)
    data = encode_evidence(Evidence(entry.raw, entry.record, entry.salt, found, head.vkey))
    answer = HttpResponse(data, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_('bằng chứng'))}%20{quote(code)}.json"
    return answer


def verify(request: Any) -> HttpResponse:
    """What the public log is, where its files are, and the check of an evidence file in the browser alone."""
    heads = [head for head in logs.heads(request.commune.id) if head.public is not None]
    address = f"{base_url(request)}/nhat-ky"
    now = timezone.now()
    keys = [party.key for party in policy.parse_witnesses(settings.WITNESSES)]
    newest = log_folder(Path(settings.DATA) / "public", request.commune.slug, heads[-1].name) if heads else None
    context = {
        "watches": cosignature.watches((newest.checkpoint() if newest else None) or b"", keys, now),
        "overdue": logs.overdue(request.commune.id, now),
        "logs": [{"head": head, "address": f"{address}/{head.name}"} for head in reversed(heads)],
        "verifier": sha256(VERIFIER.read_bytes()).hexdigest() if VERIFIER.exists() else "",
        "example": f"{address}/{heads[-1].name if heads else local_day(now).year}",
        "kinds": [(kind, _(text)) for kind, text in words.KINDS.items()],
        "units": [(unit, _(text)) for unit, text in (*words.UNITS.items(), ("sd", words.SAME_DAY))],
        "fields": [(name, _(text)) for name, text in words.FIELDS.items()],
    }
    return render(request, "public/verify.html", context)
