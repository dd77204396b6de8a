"""What programs read: discovery, services with their attributes, requests, updates. Sealed things are never here."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from vidan.api.open311 import attributes
from vidan.api.open311.answers import Many, Problem, answer, moment, open311
from vidan.api.open311.ids import inside, outside
from vidan.content import feedback as content
from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.states import FeedbackState
from vidan.queries.feedback import happened, public
from vidan.queries.feedback.public import ShownRow
from vidan.speech.feedback import not_shown, state_name
from vidan.speech.language import is_english

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-29T00:00:00Z"
#: The standard's limits: at most ninety days, at most a thousand.
SPAN, MOST = timedelta(days=90), public.MOST
_YEAR_OR_MONTH = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
CLOSED = frozenset(
    state.value
    for state in (FeedbackState.CONFIRMED, FeedbackState.THANKED, FeedbackState.NO_REPLY, FeedbackState.PUT_ASIDE)
)
#: Topics under a heading, in Vietnamese and English.
GROUPS = {
    ("Hạ tầng", "Infrastructure"): (Topic.ROADS, Topic.WATER, Topic.POWER, Topic.BUILDING, Topic.LAND),
    ("Đời sống", "Daily life"): (
        Topic.ENVIRONMENT,
        Topic.SECURITY,
        Topic.SCHOOLS,
        Topic.HEALTH,
        Topic.WELFARE,
        Topic.OTHER,
    ),
    ("Sản xuất, thiên tai", "Farming and disasters"): (Topic.FARMING, Topic.DISASTERS),
    ("Chính quyền", "The office"): (Topic.MANNERS, Topic.PROCEDURES, Topic.MONEY),
}


@open311
def discovery(request: Any, kind: str) -> HttpResponse:
    """Where which version answers (wiki.open311.org/Service_Discovery)."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": request.build_absolute_uri("/open311/v2"),
        "changeset": CHANGESET,
        "type": "production",
        "formats": Many("format", ["text/xml", "application/json"]),
    }
    commune = request.commune
    told = {
        "changeset": CHANGESET,
        "contact": f"{commune.name}, {commune.phone}".strip(", "),
        "key_service": f"Xin khóa ở (ask for a key at): {request.build_absolute_uri('/lien-he')}",
        "endpoints": Many("endpoint", [endpoint]),
    }
    return answer(kind, "discovery", told)


@open311
def services(request: Any, kind: str) -> HttpResponse:
    """The sixteen topics as service types."""
    return answer(kind, "services", Many("service", [_service(topic) for topic in Topic]))


def name_of(topic: str) -> str:
    """A service's name in the language that was asked for."""
    return content.topic_name(topic, english=is_english())


def _service(topic: Topic) -> dict[str, Any]:
    name, english = name_of(topic.value), is_english()
    # The words by which people tell of a topic are Vietnamese; in English its own name says what it is.
    words = name.lower().split(", ") if english else content.cues()[f"topic {topic.value}"][:8]
    return {
        "service_code": topic.value,
        "service_name": name,
        "description": name if english else f"{name}: {', '.join(words[:4])}",
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(words),
        "group": next(group[english] for group, topics in GROUPS.items() if topic in topics),
    }


@open311
def service(request: Any, kind: str, code: str) -> HttpResponse:
    """The attributes of a service type, all of them free to leave out."""
    if code not in set(Topic):
        raise Problem(404, f"Không có service_code “{code[:60]}” (not found).")
    asked = attributes.definition(request.commune.id, english=is_english())
    return answer(kind, "service_definition", {"service_code": code, "attributes": Many("attribute", list(asked))})


@open311
def one(request: Any, kind: str, code: str) -> HttpResponse:
    """One request: what may be seen of it, or that it came; a code that was never given is not found."""
    rows = found(request, [code])
    if not rows:
        raise Problem(404, f"Không có service_request_id “{code[:60]}” (not found).")
    return answer(kind, "service_requests", Many("request", rows))


def found(request: Any, codes: list[str]) -> list[dict[str, Any]]:
    """Requests by their ids: shown ones as everybody sees them, of all others that they came and no more."""
    codes = [inside(request.commune.abbreviation, code) for code in codes]
    rows = public.some(request.commune.id, codes)
    shown = dict(zip((row.code for row in rows), requests_of(request, rows), strict=True))
    waiting = {row.code: _waiting(row) for row in public.waiting(request.commune.id, codes) if row.code not in shown}
    known = shown | waiting
    return [known[code] for code in dict.fromkeys(codes) if code in known]


def _waiting(row: public.WaitingRow) -> dict[str, Any]:
    called = row.called or Topic.OTHER.value
    return {
        **_frame(row.code, FeedbackState.SENT.value, called, row.received_at, row.received_at),
        "status_notes": not_shown(),
        "description": None,
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _frame(code: str, state: str, topic: str, received: datetime, updated: datetime) -> dict[str, Any]:
    return {
        "service_request_id": outside(code),
        "status": "closed" if state in CLOSED else "open",
        "status_notes": state_name(state),
        "service_name": name_of(topic),
        "service_code": topic,
        "description": None,
        "agency_responsible": None,
        "service_notice": None,
        "requested_datetime": moment(received),
        "updated_datetime": moment(updated),
        "expected_datetime": None,
    }


def requests_of(request: Any, rows: list[ShownRow]) -> list[dict[str, Any]]:
    """Shown reports as the standard tells them."""
    latest = happened.latest(request.commune.id, (row.number for row in rows))
    return [_told(request, row, latest.get(row.number, row.shown_at)) for row in rows]


def _told(request: Any, row: ShownRow, latest: datetime) -> dict[str, Any]:
    place = ", ".join(part for part in (row.place, row.village, request.commune.name) if part)
    photo = request.build_absolute_uri(f"/y-kien/anh/{row.photo}") if row.photo else None
    # Of a closed request the standard wants the hour at which it was closed.
    closed_at = row.closed_at if row.state in CLOSED else None
    updated_at = closed_at or max(latest, row.shown_at)
    told = _frame(row.code, row.state, row.topic, row.received_at, updated_at)
    told["expected_datetime"] = moment(row.first_due_at)
    told |= {"description": row.text, "agency_responsible": request.commune.name, "service_notice": row.answer or None}
    told |= {"address": place, "address_id": None, "zipcode": None, "lat": row.latitude, "long": row.longitude}
    told["media_url"] = photo
    if request.GET.get("extensions") in ("true", "1"):
        told["extended_attributes"] = {"village": row.village or None, "same": row.same, "detailed_status": row.state}
    return told


def listed(request: Any, kind: str) -> HttpResponse:
    """Requests by ids, or by service, time and status; newest first, at most a thousand of ninety days."""
    ids = _several(request, "service_request_id")
    if ids:
        return answer(kind, "service_requests", Many("request", found(request, ids)))
    first, last = _span(request.GET.get("start_date", ""), request.GET.get("end_date", ""))
    asked = _several(request, "service_code")
    topics = [topic for topic in asked if topic in set(Topic)]
    if asked and not topics:  # nothing is of a service that is not there
        return answer(kind, "service_requests", Many("request", []))
    page, size = _whole(request, "page", 1, 100_000), _whole(request, "page_size", MOST, MOST)
    rows = public.between(
        request.commune.id,
        topics=topics,
        states=_states(_several(request, "status")),
        first=first,
        last=last,
        most=size,
        page=page,
    )
    return answer(kind, "service_requests", Many("request", requests_of(request, rows)))


def _several(request: Any, name: str) -> list[str]:
    """The values of an argument that may hold several, with commas between them or declared more than once."""
    parts = (part.strip() for text in request.GET.getlist(name) for part in text.split(","))
    return [part for part in parts if part][:MOST]


def _states(given: list[str]) -> list[str]:
    wanted = [state.lower() for state in given]
    if set(wanted) - {"open", "closed"}:
        raise Problem(400, "status chỉ là open hoặc closed (only open or closed).")
    if not wanted or set(wanted) == {"open", "closed"}:
        return []
    return [state.value for state in FeedbackState if (state.value in CLOSED) == ("closed" in wanted)]


def _whole(request: Any, name: str, default: int, most: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) >= 1):
        raise Problem(400, f"{name} phải là số nguyên từ 1 (a whole number from 1).")
    return min(int(text), most)


def _span(first: str, last: str) -> tuple[datetime, datetime]:
    """The span asked for, never over ninety days."""
    now = timezone.now()
    start, end = _moment(first, "start_date"), _moment(last, "end_date")
    if start is None and end is None:
        return now - SPAN, now
    if end is None:
        assert start is not None
        return start, min(start + SPAN, now)
    if start is None:
        return end - SPAN, end
    if start > end:
        raise Problem(400, "start_date sau end_date (start_date is after end_date).")
    return max(start, end - SPAN), end


def _moment(text: str, name: str) -> datetime | None:
    """A moment in W3C form; a bare year, month or day is its first moment in UTC."""
    text = text.strip()
    if not text:
        return None
    if _YEAR_OR_MONTH.fullmatch(text):
        text = f"{text}-01-01"[:10]
    try:
        read = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise Problem(400, f"{name} chưa đúng dạng 2026-11-17T00:00:00Z (not in W3C form).") from None
    if read.tzinfo is None:
        read = read.replace(tzinfo=UTC)
    if not 2000 <= read.year <= 2200:
        raise Problem(400, f"{name} xa quá (out of range).")
    return read


@open311
def updates(request: Any, kind: str) -> HttpResponse:
    """What became of shown reports: one update for each line of their history (the extension of FixMyStreet)."""
    first, last = _span(request.GET.get("start_date", ""), request.GET.get("end_date", ""))
    rows = [
        {
            "update_id": f"{outside(line.code)}-{line.number}",
            "service_request_id": outside(line.code),
            "status": "closed" if line.state in CLOSED else "open",
            "description": line.words or state_name(line.state),
            "updated_datetime": moment(line.at),
        }
        for line in happened.between(request.commune.id, first, last)
    ]
    return answer(kind, "service_request_updates", Many("request_update", list(rows)))


@open311
def token(request: Any, kind: str, code: str) -> HttpResponse:
    """Ids are given at once here, so a token is the id itself; one that is not public is not found."""
    rows = found(request, [code])
    if not rows:
        raise Problem(404, f"Không có token “{code[:60]}” (not found).")
    return answer(
        kind,
        "service_requests",
        Many("request", [{"service_request_id": rows[0]["service_request_id"], "token": code}]),
    )
