"""What everybody may see of what was said: the list, the map, one report, the feed, the masked photos, the totals."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from vidan.domain.feedback.classes import Topic
from vidan.domain.moments import local_day
from vidan.queries import people
from vidan.queries.feedback import public
from vidan.queries.feedback.public import ShownRow
from vidan.speech.feedback import STATES
from vidan.web.feedback_words import topic_name
from vidan.web.public import maps

#: So many other officers are named where an answer was not understood.
OTHERS = 2


def reports(request: Any) -> HttpResponse:
    """All reports that may be seen, newest first; as a list and on the commune's own map."""
    topic, village = _filters(request)
    before = request.GET.get("tu", "")
    rows, next_from = public.shown(
        request.commune.id,
        topic=topic,
        village_id=village,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
    )
    context = {
        "rows": [_line(row) for row in rows],
        "map": maps.picture(public.outlines(request.commune.id), rows, lambda pk: f"?thon={pk}"),
        "next_from": next_from,
        "topic": topic,
        "village": village,
        "topics": [(item.value, topic_name(item.value)) for item in Topic],
        "villages": public.villages(request.commune.id),
        "table": [(place, topic_name(key), count) for place, key, count in public.table(request.commune.id)],
        "filters": request.GET.urlencode(),
    }
    return render(request, "public/reports.html", context)


def _filters(request: Any) -> tuple[str, int | None]:
    topic, village = request.GET.get("linh-vuc", ""), request.GET.get("thon", "")
    number = int(village) if village.isascii() and village.isdigit() and len(village) < 18 else None
    return (topic if topic in set(Topic) else ""), number


def _line(row: ShownRow) -> dict[str, Any]:
    return {"row": row, "topic": topic_name(row.topic), "state": _(STATES[row.state])}


def report(request: Any, code: str) -> HttpResponse:
    """One report; what may not be seen, and what never was, are the same page: not found."""
    row = public.one(request.commune.id, code)
    if row is None:
        raise Http404(code)
    context = {**_line(row), "judged": request.GET.get("hieu", "")}
    if context["judged"] == "chua":
        writer = public.answered_by(request.commune.id, code)
        others = people.at_the_counter(request.commune.id, local_day(timezone.now()))
        context["others"] = [one for one in others if one.id != writer][:OTHERS]
    return render(request, "public/report.html", context)


def photo(request: Any, name: str) -> HttpResponse:
    """A masked photo of a shown report. Open311 names it to programs: pages of other sites may show it."""
    content = public.photo(request.commune.id, name[:64])
    if content is None:
        raise Http404(name)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def feed(request: Any) -> HttpResponse:
    """The newest as Atom (RFC 4287), by topic and village as the list."""
    topic, village = _filters(request)
    rows, _next = public.shown(request.commune.id, topic=topic, village_id=village, most=50)
    title = _("Ý kiến của bà con · {commune}").format(commune=request.commune.name)
    made = Atom1Feed(
        title=title,
        link=request.build_absolute_uri("/y-kien/cong-khai"),
        description=title,
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(),
        author_name=request.commune.name,
        language="vi",
    )
    for row in rows:
        made.add_item(
            title=f"{topic_name(row.topic)}: {row.text[:80]}",
            link=request.build_absolute_uri(f"/y-kien/cong-khai/{row.code}"),
            description=escape(row.text),
            unique_id=f"tag:{request.get_host().partition(':')[0]},2026:{row.code}",
            pubdate=row.shown_at,
            updateddate=row.answered_at or row.shown_at,
            categories=(topic_name(row.topic),),
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
