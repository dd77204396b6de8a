"""Việc của tôi: own matters by the moment they are due; and the whole commune's."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.domain.calendar import Calendar
from vidan.domain.moments import local, start_of
from vidan.domain.people import HOLDING_ROLES, Actor, Role
from vidan.queries import calendar as calendars
from vidan.queries import letters, matters
from vidan.queries.feedback import alarms, sealed
from vidan.speech import days
from vidan.speech.calendar import remaining
from vidan.speech.feedback import AT_WORK
from vidan.speech.kinds import kind_in_words
from vidan.speech.states import STATES
from vidan.web.office.kinds import url_of


def start(request: Any) -> HttpResponse:
    """Where an officer's day begins: the queue for who holds matters, the board's three things for its other members,
    the communes for the province, the officers for the administrator, the list of procedures for all others.
    """
    if request.actor.may(Role.PROVINCE):
        return redirect("office.province")
    if request.actor.may(*HOLDING_ROLES):
        return redirect("office.queue")
    if request.actor.may(Role.BOARD_MEMBER):
        return redirect("office.board_today")
    return redirect("office.people" if request.actor.may(Role.ADMINISTRATOR) else "office.procedures")


def queue(request: Any) -> HttpResponse:
    """Own matters."""
    return _queue(request, whole_commune=False)


def everything(request: Any) -> HttpResponse:
    """The commune's open matters, for who looks for work left lying."""
    return _queue(request, whole_commune=True)


def _queue(request: Any, *, whole_commune: bool) -> HttpResponse:
    now = timezone.now()
    after = request.GET.get("tu", "")
    page = matters.queue(request.actor, whole_commune=whole_commune, after=after)
    calendar = calendars.calendar_for(request.commune)
    rows = [line(row, calendar, now) for row in page.running]
    paused = [line(row, calendar, now) for row in page.paused]
    request.shown_persons += [row.person_id for row in (*page.running, *page.paused) if row.person_id]
    context = {
        "rows": rows,
        "paused": paused,
        "next_from": page.next_from,
        "whole_commune": whole_commune,
        "first_page": not after,
        "ringing": alarms.ringing(request.actor) if not after else (),
        "ringing_sealed": sealed.ringing(request.actor) if not after else (),
        "to_sign": _to_sign(request.actor, now) if not whole_commune and not after else None,
        "counts": matters.counts(request.actor, now=now, end_of_today=end_of_day(now), whole_commune=whole_commune),
    }
    return render(request, "office/queue.html", context)


def _to_sign(actor: Actor, now: datetime) -> dict[str, Any] | None:
    """What a leader's own work begins with: the letters that nobody else can sign."""
    count, late = letters.to_sign(actor, now) if actor.may(Role.LEADER) else (0, 0)
    return {"count": count, "late": late} if count else None


def end_of_day(now: datetime) -> datetime:
    """The last moment of today on Vietnamese clocks."""
    return start_of(local(now).date()).replace(hour=23, minute=59, second=59)


def line(row: matters.QueueRow, calendar: Calendar, now: datetime) -> dict[str, str]:
    """A row as `parts/queue.html` prints it: every date already in words, for a template filter per cell is slow."""
    due = row.due_at
    minutes = calendar.minutes_left(now, due) if due else 0
    late = due is not None and due < now
    soon = due is not None and local(due).date() == local(now).date()
    return {
        "code": row.code,
        "url": url_of(row.kind, row.code),
        "title": row.title,
        "person": row.person,
        "village": row.village,
        "holder": row.holder,
        "step": row.step or STATES.get(row.state) or AT_WORK.get(row.state) or kind_in_words(row.kind),
        "due": "" if row.paused or due is None else days.short(local(due)),
        "left": "Tạm dừng" if row.paused else remaining(minutes, calendar.day_minutes, late=late),
        "tone": "plain" if row.paused else "late" if late else "soon" if soon else "ok",
    }


def keys(request: Any) -> HttpResponse:
    """The help sheet of keys."""
    return render(request, "office/keys.html")
