"""The page behind the QR of a letter: whether it counts, and nothing of whom it is written to or what it says."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vidan.queries import letters as seen
from vidan.speech import letters as words


def verify(request: Any, verify_code: str) -> HttpResponse:
    """An issued letter by the code on its paper; a code that nobody gave says so (404)."""
    letter = seen.public_letter(request.commune.id, _whole(verify_code))
    if letter is None:
        return render(request, "public/letter.html", {}, status=404)
    context = {
        "letter": letter,
        "kind_name": _(letter.kind_name),
        "validity": _(words.VALIDITIES[letter.validity]),
        "signer_office": ", ".join(letter.signer_office),
        "hashes": [(_(words.FILES[purpose]), digest) for purpose, digest in letter.hashes],
    }
    return render(request, "public/letter.html", context)


def _whole(code: str) -> str:
    """What somebody typed as the code: capitals, no dashes."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())[:40]
