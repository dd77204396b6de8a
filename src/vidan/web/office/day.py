"""An officer's honest day: the morning sheet, ready to print; and leave, with who stands in."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import matters
from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.moments import at, local, local_day
from vidan.domain.people import Role
from vidan.queries import calendar as calendars
from vidan.queries import dossiers as queries
from vidan.queries import people
from vidan.speech import days
from vidan.speech.calendar import in_words, remaining
from vidan.speech.feedback import AT_WORK
from vidan.speech.refusals import sentence
from vidan.web.office import pace
from vidan.web.office.day_forms import LeaveForm
from vidan.web.office.desk import end_of_day
from vidan.web.office.kinds import url_of


def morning(request: Any) -> HttpResponse:
    """What is late, what must be done by noon and by evening, whom to call, what can wait."""
    now = timezone.now()
    calendar = calendars.calendar_for(request.commune)
    noon, evening = session_ends(calendar, now)
    sheet = queries.morning(request.actor, now=now, noon=noon, evening=evening, apart=FeedbackState.AT_BOARD.value)
    noon_words, evening_words = (f"{local(moment):%H:%M}" for moment in (noon, evening))
    groups = [
        ("late", "Đã quá hẹn, làm trước hết", sheet.late, ""),
        ("soon", "Bà con chưa đồng ý, đã lên Ban điều hành: ông/bà xem lại", sheet.apart, ""),
        ("soon", f"Phải xong trước {noon_words}", sheet.by_noon, ""),
        ("soon", f"Phải xong trước {evening_words}", sheet.by_evening, ""),
        ("plain", "Gọi báo bà con: đã có kết quả", sheet.tell_ready, "có kết quả"),
        ("plain", "Gọi báo bà con: ngày hẹn đổi vì đóng cửa", sheet.tell_moved, "ngày hẹn mới"),
        ("plain", "Gọi nhắc bà con: sắp hết hạn bổ sung", sheet.ask_papers, "bổ sung trước"),
        ("plain", "Có thể chờ", sheet.can_wait, ""),
    ]
    shown = [
        {"tone": tone, "title": title, "rows": [_row(line, call, calendar, now) for line in lines]}
        for tone, title, lines, call in groups
        if lines
    ]
    request.shown_persons += [line.person_id for _, _, lines, _ in groups for line in lines if line.person_id]
    return render(
        request,
        "office/morning.html",
        {"groups": shown, "today": in_words(now), "warnings": pace.warnings(request.actor, now)},
    )


def session_ends(calendar: Calendar, now: datetime) -> tuple[datetime, datetime]:
    """The end of today's first session and of the day (11:30 and 17:00 as a rule); at night, midnight for both."""
    day = local_day(now)
    ends = [at(day, _clock(session.end)) for session in calendar.sessions_on(day)]
    return (ends[0], ends[-1]) if ends else (end_of_day(now), end_of_day(now))


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _row(line: queries.MorningLine, call: str, calendar: Calendar, now: datetime) -> dict[str, str]:
    """A line of work with what is left of its time; one of a `call` with its number, and what the moment is."""
    at, left = days.short(local(line.at)) if line.at else "", ""
    if line.at and not call:
        minutes = calendar.minutes_left(now, line.at)
        left = remaining(minutes, calendar.day_minutes, late=line.at < now)
    elif call and not line.phone:
        left = "chưa có số điện thoại"
    return {
        "code": line.code,
        "url": url_of(line.kind, line.code),
        "call": f"{url_of(line.kind, line.code)}/cuoc-goi" if line.phone else "",
        "title": line.title,
        "person": line.person,
        "phone": line.phone,
        "at": f"{call} {at}".strip(),
        "left": left,
        "state": AT_WORK.get(line.state, ""),
    }


def leaves(request: Any) -> HttpResponse:
    """Who is away, and who stands in; one says it of oneself, a head of anybody."""
    today = local_day(timezone.now())
    head = request.actor.may(Role.LEADER, Role.ADMINISTRATOR)
    officers = people.may_hold(request.actor.commune_id, today)
    own = [item for item in officers if head or item[0] == request.actor.officer_id]
    form = LeaveForm(
        request.POST or None, officers=own, stand_ins=officers, initial={"officer": str(request.actor.officer_id)}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            matters.take_leave(
                request.actor,
                int(typed["officer"]),
                int(typed["stand_in"]),
                typed["from_on"],
                typed["until_on"],
                typed["reason"],
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã ghi. Việc chuyển sang người làm thay, đồng hồ vẫn chạy.")
            return redirect("office.leaves")
    cards = people.leaves(request.actor, today)
    rows = [(card, head or card.officer_id == request.actor.officer_id) for card in cards]
    return render(request, "office/leaves.html", {"form": form, "rows": rows})


def end_leave(request: Any, pk: int) -> HttpResponse:
    """Back earlier than planned."""
    try:
        matters.end_leave(request.actor, pk, now=timezone.now())
    except Refused as refused:
        if refused.code in ("people.role.missing", "people.leave.unknown"):
            raise
        messages.error(request, sentence(refused))
    else:
        messages.success(request, "Đã ghi. Việc còn lại trở về bàn người nghỉ.")
    return redirect("office.leaves")
