"""What programs send: one report, with the same rules, the same sealing and the same promise as everybody's form."""

import json
import secrets
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from vidan.actions.feedback import sending
from vidan.adapters import images
from vidan.api.open311 import reading
from vidan.api.open311.answers import Many, Problem, answer, open311, require_jurisdiction
from vidan.api.open311.ids import outside
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.saying import LONGEST, MOST_PHOTOS, SHORTEST, Door, Saying, in_vietnam
from vidan.domain.identity import clean_phone
from vidan.domain.matters import grouped
from vidan.domain.moments import local
from vidan.domain.people import citizen
from vidan.domain.text import clean_line
from vidan.queries.feedback import public, tracking
from vidan.speech import days

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
    require_jurisdiction(request, _body(request).get("jurisdiction_id", ""))
    _require_key(request)
    sent = sending.send(citizen(request.commune.id), _saying(request), now=timezone.now())
    secret = grouped(tracking.secret_of(sent.reference, sent.print_number))
    notice = f"Mã {sent.code}, mật mã {secret}. Xã trả lời chậm nhất {days.promised(local(sent.answer_by))}."
    told = {"service_request_id": outside(sent.code), "service_notice": notice, "account_id": None}
    return answer(kind, "service_requests", Many("request", [told]), 201)


def _require_key(request: Any) -> None:
    """A key where the commune gave some out; without a key so many in an hour."""
    key = (request.GET.get("api_key") or request.POST.get("api_key") or _body(request).get("api_key") or "").strip()
    if settings.OPEN311_KEYS:
        if not any(secrets.compare_digest(key.encode(), known.encode()) for known in settings.OPEN311_KEYS):
            raise Problem(403, "api_key thiếu hoặc không đúng (api_key missing or not valid).")
        return
    name = f"open311:{int(timezone.now().timestamp()) // HOUR}"
    if not cache.add(name, 1, timeout=HOUR) and cache.incr(name) > KEYLESS_AN_HOUR and not settings.DEMO:
        raise Problem(429, "Giờ này đã nhận nhiều quá, xin gửi lại sau (too many this hour, please try again later).")


def _body(request: Any) -> dict[str, str]:
    """The fields that were sent, of several values the last."""
    return {name: values[-1] for name, values in _fields(request).items()}


def _fields(request: Any) -> dict[str, list[str]]:
    """All values of each field: a form as the standard says, or a JSON object as some programs do.

    Of a list it is `attribute[luc]=toi&attribute[luc]=dem`; programs that write `attribute[luc][]` are understood.
    """
    if not request.content_type.startswith("application/json"):
        found: dict[str, list[str]] = {}
        for name, values in request.POST.lists():
            found.setdefault(name.removesuffix("[]"), []).extend(map(str, values))
        return {name: values for name, values in found.items() if values}
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem(400, "Phần thân không phải JSON (the body is not JSON).") from None
    if not isinstance(told, dict):
        raise Problem(400, "Phần thân không phải một đối tượng JSON (not a JSON object).")
    attributes = told.pop("attribute", None)
    for name, value in attributes.items() if isinstance(attributes, dict) else ():
        told[f"attribute[{name}]"] = value
    return {str(name).removesuffix("[]"): plain for name, value in told.items() if (plain := _plain(value))}


def _plain(value: Any) -> list[str]:
    """A JSON value as a field's texts; what is neither text nor number says nothing."""
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if one is not None and not isinstance(one, dict | list)]


def _saying(request: Any) -> Saying:
    sent = _body(request)
    code = sent.get("service_code", "").strip()
    if not code:
        raise Problem(400, "Thiếu service_code (service_code was not provided).")
    if code not in set(Topic):
        raise Problem(404, f"Không có service_code “{code[:60]}” (not found).")
    latitude, longitude = _place(sent)
    landmark = sent.get("attribute[moc]") or sent.get("address_string") or sent.get("address_id") or ""
    text = _words(code, sent.get("description", "").strip())
    if latitude is not None and longitude is not None and not in_vietnam(latitude, longitude):
        # A telephone abroad or a program's trial: what it sent is kept as words, and no point on the map.
        text = f"{text}\nTọa độ gửi kèm: {latitude:.5f}, {longitude:.5f}"
        latitude = longitude = None
    hours = _hours(_fields(request).get("attribute[luc]", []))
    if hours:
        text = f"{text}\nThường vào: {hours}."
    if sent.get("media_url"):  # never fetched: whoever works on it reads where it is
        text = f"{text}\nẢnh: {clean_line(sent['media_url'])}"
    if len(text) > LONGEST:  # nothing that was said is cut off
        raise Problem(
            400,
            f"description, tọa độ, attribute[luc] và media_url cộng lại dài quá {LONGEST} ký tự "
            f"(together longer than {LONGEST} characters).",
        )
    name = " ".join(part for part in (sent.get("first_name", ""), sent.get("last_name", "")) if part)
    phone = sent.get("phone", "")
    with suppress(Refused):
        phone = clean_phone(phone).value if phone else ""
    return Saying(
        text=text,
        place=clean_line(landmark),
        village_id=_village(request, sent.get("attribute[thon]", "")),
        latitude=latitude,
        longitude=longitude,
        name=clean_line(name),
        phone=clean_line(phone),
        email=clean_line(sent.get("email", "")),
        door=Door.OPEN311,
        topic=code,
        photos=_photos(request),
    )


def _words(code: str, description: str) -> str:
    """What is reported. The standard asks for no description, so the service alone is enough."""
    if len(description) >= SHORTEST:
        return description
    return f"{reading.name_of(code)}: {description or 'báo tại chỗ này, không kèm lời'}"


def _place(sent: dict[str, str]) -> tuple[float | None, float | None]:
    """One of latitude and longitude, an address, or an address's id must be there."""
    latitude, longitude = sent.get("lat", "").strip(), sent.get("long", "").strip()
    if not latitude and not longitude:
        if not (sent.get("address_string") or sent.get("address_id") or sent.get("attribute[thon]")):
            raise Problem(400, "Thiếu vị trí: lat và long, address_string, hoặc address_id (no location was provided).")
        return None, None
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise Problem(400, "lat và long phải là hai số thập phân (must both be decimal numbers).") from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Problem(400, "lat từ -90 đến 90, long từ -180 đến 180 (out of range).")
    return north, east


def _village(request: Any, text: str) -> int | None:
    if not text:
        return None
    known = {str(pk): pk for pk, _name in public.villages(request.commune.id)}
    if text not in known:
        raise Problem(400, "attribute[thon] không có trong danh sách (not one of the values).")
    return known[text]


def _hours(chosen: list[str]) -> str:
    """The hours that were chosen, in the order of the day."""
    wanted = {value.strip() for value in chosen if value.strip()}
    if wanted - reading.HOURS.keys():
        raise Problem(400, "attribute[luc] không có trong danh sách (not one of the values).")
    return ", ".join(words for key, (words, _) in reading.HOURS.items() if key in wanted)


def _photos(request: Any) -> tuple[bytes, ...]:
    files = [file for name in ("media", "media[]") for file in request.FILES.getlist(name)]
    if len(files) > MOST_PHOTOS:
        raise Problem(400, f"Nhiều nhất {MOST_PHOTOS} ảnh (at most {MOST_PHOTOS} pictures).")
    return tuple(images.re_encode(file.read(), LONGEST_SIDE) for file in files)
