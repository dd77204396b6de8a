"""What people said, as a list: found by its code, narrowed by state, village, topic, lateness, danger."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.content import feedback as content
from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.saying import read_code
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.moments import local, local_day
from vidan.domain.people import Role
from vidan.domain.text import clean_line
from vidan.queries.feedback import alarms, desk, public
from vidan.queries.feedback.desk import FeedbackRow, Wanted
from vidan.speech import days
from vidan.speech.feedback import STATES
from vidan.web.office.officers import sealed_room

#: Tabs of the list; every other state stands among the filters.
_TABS = (FeedbackState.SENT, FeedbackState.ACKNOWLEDGED, FeedbackState.CONTESTED, FeedbackState.AT_BOARD)
#: The filters of the list, as they stand in the address.
FILTERS = ("trang-thai", "cua-toi", "thon", "linh-vuc", "tre", "khan")


def listing(request: Any) -> HttpResponse:
    """The commune's ordinary feedback, newest first. Never a word of it. A code that a citizen reads out leads to its
    message; of a sealed one the list says what it says of a code that was never given.
    """
    asked = clean_line(request.GET.get("q", ""))[:100]
    code = read_code(asked, request.commune.abbreviation) if asked else ""
    if code and desk.stands(request.actor, code):
        return redirect("office.feedback", code=code)
    kept = {name: value for name in FILTERS if (value := clean_line(request.GET.get(name, ""))[:60])}
    before, wanted = request.GET.get("tu", ""), _wanted(kept)
    page = desk.newest(request.actor, wanted, before=_number(before)) if not code else desk.NOTHING
    context = {
        "rows": [_line(row) for row in page.rows],
        "ringing": alarms.ringing(request.actor) if before == "" else (),
        "next_url": _address({**kept, "tu": str(page.next_from)}) if page.next_from else "",
        "asked": asked,
        "code": code,
        "state": wanted.state,
        "mine": wanted.mine,
        "tabs": [(item.value, STATES[item.value]) for item in _TABS],
        "states": list(STATES.items()),
        "villages": [(str(pk), name) for pk, name in public.villages(request.commune.id)],
        "topics": [(topic.value, content.topic_name(topic.value)) for topic in Topic],
        "kept": {name.replace("-", "_"): value for name, value in kept.items()},
        "narrowed": any(name in kept for name in FILTERS[2:]) or wanted.state not in ("", *_TABS),
        "sealed_room": _sealed_room(request) if before == "" else "",
    }
    return render(request, "office/feedback_list.html", context)


def _wanted(kept: dict[str, str]) -> Wanted:
    """What the address asks for; what cannot be read asks nothing."""
    state, topic = kept.get("trang-thai", ""), kept.get("linh-vuc", "")
    return Wanted(
        state=state if state in STATES else "",
        village_id=_number(kept.get("thon", "")),
        topic=topic if topic in set(Topic) else "",
        emergency=kept.get("khan") == "1",
        mine=kept.get("cua-toi") == "1",
        late_at=timezone.now() if kept.get("tre") == "1" else None,
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None


def _address(filters: dict[str, str]) -> str:
    return "?" + urlencode(filters)


def _sealed_room(request: Any) -> str:
    """For leaders: what the sealed room lacks, whatever lies in it."""
    leads = request.actor.may(Role.LEADER)
    return sealed_room(request.actor.commune_id, local_day(timezone.now())) if leads else ""


def _line(row: FeedbackRow) -> dict[str, Any]:
    now = timezone.now()
    unheard = not row.acknowledged and row.acknowledge_by < now
    late = unheard or (row.due_at is not None and row.due_at < now and not row.closed)
    return {
        "row": row,
        "state": STATES[row.state],
        "received": days.short(local(row.received_at)),
        "due": days.short(local(row.due_at)) if row.due_at else "",
        "tone": "late" if late else "ok" if row.closed else "plain",
        "late": late,
    }
