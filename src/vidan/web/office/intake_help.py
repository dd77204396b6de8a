"""What fills the form at the counter in before anything is received: somebody known, a picture of her card."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict

from vidan.adapters import qr
from vidan.domain import identity
from vidan.domain.errors import Refused
from vidan.domain.moments import local
from vidan.queries.dossiers import known
from vidan.queries.people import PersonCard
from vidan.speech import days
from vidan.speech.refusals import sentence
from vidan.speech.states import STATES
from vidan.web.office.intake_forms import Places

#: The buttons that look something up and receive nothing.
LOOKING = ("find", "take", "photo_read")
#: A photograph of a card by a telephone.
LARGEST_PHOTO = 15 * 1024 * 1024
_FILLED = ("name", "number", "born", "sex", "address", "phone", "email")


def asked(request: Any) -> bool:
    """Whether a button was pressed that only fills in."""
    return request.method == "POST" and any(name in request.POST for name in LOOKING)


def filled(request: Any, context: dict[str, Any], places: Places) -> QueryDict:
    """Everything that was typed, with what was found; what could not be found is told as a message."""
    typed: QueryDict = request.POST.copy()
    try:
        if "photo_read" in typed:
            typed["card"] = _photographed(request)
        elif not typed.get("consent"):
            raise Refused("dossiers.known.consent", field="consent")
        elif "take" in typed:
            _take(request, typed)
        else:
            _find(request, typed, context)
    except Refused as refused:
        messages.error(request, sentence(refused))
    for name in LOOKING:
        typed.pop(name, None)
    if not typed.get("village"):
        typed["village"] = places.of_address(typed.get("address", ""))
    return typed


def card_read(request: Any) -> HttpResponse:
    """The text of the code in one look of the counter's camera, as plain text; empty while none is in sight."""
    try:
        text = _code(request)
    except Refused:
        text = ""  # the camera looks again in a moment
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _photographed(request: Any) -> str:
    text = _code(request)
    identity.parse_card(text)  # a code of something else is told, not laid into the form
    return text


def _code(request: Any) -> str:
    file = request.FILES.get("photo")
    if file is None or file.size > LARGEST_PHOTO:
        raise Refused("dossiers.known.photo", field="photo", most_mb=LARGEST_PHOTO // (1024 * 1024))
    return qr.read(file.read())


def _find(request: Any, typed: QueryDict, context: dict[str, Any]) -> None:
    number = identity.clean_number(typed["number"]).value if typed.get("number", "").strip() else ""
    phone = identity.clean_phone(typed["phone"]).value if typed.get("phone", "").strip() and not number else ""
    if not number and not phone:
        raise Refused("dossiers.known.nothing_typed", field="number")
    found = known.known(request.actor, number=number, phone=phone)
    request.shown_persons += [item.person.id for item in found]
    if not found:
        raise Refused("dossiers.known.nobody", field="number")
    hers = [item.person for item in found if item.asked_for]
    if len(hers) == 1:
        _lay(typed, hers[0])
    context["known"] = [_shown(item) for item in found]


def _take(request: Any, typed: QueryDict) -> None:
    chosen = typed["take"]
    card = (
        known.by_id(request.actor, int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) < 16 else None
    )
    if card is not None:
        request.shown_persons.append(card.id)
    _lay(typed, card)


def _lay(typed: QueryDict, card: PersonCard | None) -> None:
    if card is None:
        raise Refused("dossiers.known.nobody", field="number")
    for name in _FILLED:
        value = identity.show_born(card.born) if name == "born" else str(getattr(card, name))
        if value:
            typed[name] = value


def _shown(item: known.KnownPerson) -> dict[str, Any]:
    card = item.person
    return {
        "id": card.id,
        "name": card.name,
        "born": identity.show_born(card.born),
        "number": identity.mask_number(card.number),
        "family": not item.asked_for,
        "dossiers": [
            {"code": row.code, "title": row.title, "state": STATES[row.state], "at": days.short(local(row.received_at))}
            for row in item.dossiers
        ],
    }
