"""What programs send: one report, with the same rules, the same sealing and the same promise as everybody's form."""

import secrets
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from vidan.actions.feedback import sending
from vidan.adapters import images
from vidan.api.open311 import attributes, fields, reading
from vidan.api.open311.answers import Many, Problem, answer, open311, require_jurisdiction
from vidan.api.open311.fields import Fields, last
from vidan.api.open311.ids import outside
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.saying import LONGEST, LONGEST_PLACE, MOST_PHOTOS, SHORTEST, Door, Saying, in_vietnam
from vidan.domain.identity import clean_phone
from vidan.domain.matters import grouped
from vidan.domain.moments import local
from vidan.domain.people import citizen
from vidan.domain.text import clean_line
from vidan.queries.feedback import tracking
from vidan.speech import days
from vidan.speech import feedback as speech

#: Reports in an hour without a key of ours, from all programs together.
KEYLESS_AN_HOUR = 300
HOUR = 3600
LONGEST_SIDE = 1600


@open311
def requests(request: Any, kind: str) -> HttpResponse:
    """GET: what is there. POST: one more."""
    if request.method == "POST":
        return _create(request, kind)
    return reading.listed(request, kind)


def _create(request: Any, kind: str) -> HttpResponse:
    """One more report. 200, not 201: the standard's description says so, and clients in use take nothing else."""
    sent = fields.of(request)
    require_jurisdiction(request, last(sent, "jurisdiction_id"))
    _require_key(last(sent, "api_key"))
    taken = sending.send(citizen(request.commune.id), _saying(request, sent), now=timezone.now())
    secret = grouped(tracking.secret_of(taken.reference, taken.print_number))
    notice = speech.taken(taken.code, secret, days.promised(local(taken.answer_by)))
    told = {"service_request_id": outside(taken.code), "service_notice": notice, "account_id": None}
    taken_in = answer(kind, "service_requests", Many("request", [told]))
    taken_in[settings.EVEN_HEADER] = settings.EVEN_MILLISECONDS
    return taken_in


def _require_key(key: str) -> None:
    """A key where the commune gave some out; without a key so many in an hour."""
    if settings.OPEN311_KEYS:
        if not any(secrets.compare_digest(key.encode(), known.encode()) for known in settings.OPEN311_KEYS):
            raise Problem(403, "api_key thiếu hoặc không đúng (api_key missing or not valid).")
        return
    name = f"open311:{int(timezone.now().timestamp()) // HOUR}"
    if not cache.add(name, 1, timeout=HOUR) and cache.incr(name) > KEYLESS_AN_HOUR and not settings.DEMO:
        raise Problem(429, "Giờ này đã nhận nhiều quá, xin gửi lại sau (too many this hour, please try again later).")


def _saying(request: Any, sent: Fields) -> Saying:
    code = last(sent, "service_code")
    if not code:
        raise Problem(400, "Thiếu service_code (service_code was not provided).")
    if code not in set(Topic):
        raise Problem(404, f"Không có service_code “{code[:60]}” (not found).")
    latitude, longitude = _point(sent)
    place, unplaced = _place(sent)
    text = [_words(code, last(sent, "description"))]
    if latitude is not None and longitude is not None and not in_vietnam(latitude, longitude):
        # A telephone abroad or a program's trial: what it sent is kept as words, and no point on the map.
        text.append(f"Tọa độ gửi kèm: {latitude:.5f}, {longitude:.5f}")
        latitude = longitude = None
    text += [f"Chỗ: {one}" for one in unplaced] + attributes.lines(sent)
    # Never fetched: whoever works on it reads where they are.
    text += [f"Ảnh: {link}" for link in dict.fromkeys(map(clean_line, sent.get("media_url", []))) if link]
    name = " ".join(part for part in (last(sent, "first_name"), last(sent, "last_name")) if part)
    phone = last(sent, "phone")
    with suppress(Refused):
        phone = clean_phone(phone).value if phone else ""
    return Saying(
        text=_whole(text),
        place=place,
        village_id=attributes.village(request.commune.id, sent),
        latitude=latitude,
        longitude=longitude,
        name=clean_line(name),
        phone=clean_line(phone),
        email=clean_line(last(sent, "email")),
        door=Door.OPEN311,
        topic=code,
        may_publish=attributes.may_publish(sent),
        photos=_photos(request),
    )


def _whole(text: list[str]) -> str:
    """Everything that was said, with nothing cut off."""
    whole = "\n".join(text)
    if len(whole) > LONGEST:
        raise Problem(
            400,
            f"description, tọa độ, attribute[…] và media_url cộng lại dài quá {LONGEST} ký tự "
            f"(together longer than {LONGEST} characters).",
        )
    return whole


def _words(code: str, description: str) -> str:
    """What is reported. The standard asks for no description, so the service alone is enough."""
    if len(description) >= SHORTEST:
        return description
    return f"{reading.name_of(code)}: {description or 'báo tại chỗ này, không kèm lời'}"


def _place(sent: Fields) -> tuple[str, list[str]]:
    """Where it is in words, and what no longer fits there: landmark, address and an address's id, each once."""
    told = (attributes.landmark(sent), *(clean_line(last(sent, name)) for name in ("address_string", "address_id")))
    place, unplaced = "", []
    for one in dict.fromkeys(filter(None, told)):
        longer = f"{place}, {one}" if place else one
        if place and len(longer) > LONGEST_PLACE:
            unplaced.append(one)
        else:
            place = longer
    return place, unplaced


def _point(sent: Fields) -> tuple[float | None, float | None]:
    """One of latitude and longitude, an address, or an address's id must be there."""
    latitude, longitude = last(sent, "lat"), last(sent, "long")
    if not latitude and not longitude:
        named = last(sent, "address_string") or last(sent, "address_id") or attributes.given(sent, attributes.VILLAGE)
        if not named:
            raise Problem(400, "Thiếu vị trí: lat và long, address_string, hoặc address_id (no location was provided).")
        return None, None
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise Problem(400, "lat và long phải là hai số thập phân (must both be decimal numbers).") from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Problem(400, "lat từ -90 đến 90, long từ -180 đến 180 (out of range).")
    return north, east


def _photos(request: Any) -> tuple[bytes, ...]:
    """Pictures that came along, by whatever name: `media` with some clients, `photo1`, `photo2` with others."""
    files = [file for _name, sent in request.FILES.lists() for file in sent]
    if len(files) > MOST_PHOTOS:
        raise Problem(400, f"Nhiều nhất {MOST_PHOTOS} ảnh (at most {MOST_PHOTOS} pictures).")
    return tuple(images.re_encode(file.read(), LONGEST_SIDE) for file in files)
