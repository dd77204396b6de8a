"""A matter without a page of its own: something owed, its holder, its clock, and what came of it. And *Nhắc việc*."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import dossiers
from vidan.actions import matters as actions
from vidan.actions.matters import owed
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.queries import calendar as calendars
from vidan.queries import dossiers as dossier_queries
from vidan.queries import matters as queries
from vidan.queries import people
from vidan.speech import calendar as calendar_words
from vidan.speech import history, reminders
from vidan.speech.kinds import kind_in_words
from vidan.speech.refusals import sentence
from vidan.speech.roles import common_inbox
from vidan.web.office.dossier_forms import ReassignForm, SeenForm
from vidan.web.office.kinds import about_url, url_of
from vidan.web.office.matter_forms import OutcomeForm, PaperJudgedForm
from vidan.web.office.questions import About, act_at_once, seen_now


def detail(request: Any, code: str) -> HttpResponse:
    """What is owed, by whom, until when, and what may be done now."""
    now = timezone.now()
    card = queries.matter(request.actor, code, now=now)
    calendar = calendars.calendar_for(request.commune)
    minutes = calendar.minutes_left(card.closed_at or now, card.due_at) if card.due_at else 0
    late = card.due_at is not None and (card.closed_at or now) > card.due_at
    mine = card.holder is not None and card.holder.id == request.actor.officer_id
    running = card.closed_at is None
    context = {
        "matter": card,
        "kind": kind_in_words(card.kind),
        "left": calendar_words.remaining(minutes, calendar.day_minutes, late=late),
        "late": late,
        "history": history.lines(card.holdings, "Giao việc"),
        "about_url": about_url(card.kind, card.code, card.about),
        "outside": dossier_queries.outside(request.actor, card.about, card.title) if card.kind == "checklist" else None,
        "ends_there": running and mine and card.state == owed.OWN,
        "form": SeenForm(initial={"version": card.version}),
        "may_take": running and not mine and request.actor.may(*HOLDING_ROLES),
        "may_finish": running and mine and card.state != owed.OWN,
        "may_reassign": running and (mine or request.actor.may(Role.LEADER)),
    }
    return render(request, "office/matter.html", context)


def take_over(request: Any, code: str) -> HttpResponse:
    """To my desk."""
    return act_at_once(
        request,
        code,
        lambda seen: actions.take_over(request.actor, code, now=timezone.now(), seen_version=seen),
        "owed",
    )


def reassign(request: Any, code: str) -> HttpResponse:
    """To whom, and why?"""
    card = queries.matter(request.actor, code, now=timezone.now())
    holder = card.holder.id if card.holder else None
    officers = people.may_hold(request.actor.commune_id, local_day(timezone.now()))
    form = ReassignForm(
        request.POST or None,
        officers=[item for item in officers if item[0] != holder],
        initial={"version": card.version},
    )

    def act(typed: dict[str, Any]) -> None:
        to = int(typed["to_officer"])
        actions.reassign(
            request.actor, code, to, typed["reason"], now=timezone.now(), seen_version=typed.get("version")
        )

    return _asked(request, card, form, act, title="Chuyển người xử lý", button="Chuyển việc")


def finish(request: Any, code: str) -> HttpResponse:
    """What came of it? At another's desk that is said before anything is typed."""
    card = queries.matter(request.actor, code, now=timezone.now())
    if request.method == "GET" and (card.holder is None or card.holder.id != request.actor.officer_id):
        messages.error(request, sentence(Refused("matters.not_holder", code=code)))
        return redirect(url_of(card.kind, code))
    if card.kind == "checklist":
        return _judge_paper(request, card)
    form = OutcomeForm(request.POST or None, initial={"version": card.version})

    def act(typed: dict[str, Any]) -> None:
        owed.finish_owed(request.actor, code, typed["outcome"], now=timezone.now(), seen_version=typed.get("version"))

    return _asked(request, card, form, act, title="Việc đã xong", button="Ghi đã xong")


def _judge_paper(request: Any, card: queries.MatterCard) -> HttpResponse:
    """Does the paper go onto the list, or is it asked for no more?"""
    form = PaperJudgedForm(request.POST or None, initial={"version": card.version})

    def act(typed: dict[str, Any]) -> None:
        dossiers.judge_paper(
            request.actor,
            card.code,
            typed["outcome"],
            dropped=typed["verdict"] == "drop",
            now=timezone.now(),
            seen_version=typed.get("version"),
        )

    return _asked(request, card, form, act, title="Soát danh mục giấy tờ", button="Ghi đã soát xong")


def _asked(request: Any, card: queries.MatterCard, form: Any, act: Any, **words: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
            seen_now(form, card.version)
        else:
            return redirect(url_of(card.kind, card.code))
    about = About(card.code, card.title, "", url_of(card.kind, card.code))
    return render(request, "office/question.html", {"about": about, "form": form, **words})


def reminder_list(request: Any) -> HttpResponse:
    """Nhắc việc: the officer's own lines and those of the common inboxes of his roles, each put aside by one button."""
    own, common = queries.reminders(request.actor), queries.common_reminders(request.actor)
    if request.method == "POST":
        taken = "common" in request.POST
        unseen = [card.id for card in (common if taken else own) if card.seen_at is None]
        if unseen and actions.see_reminders(request.actor, unseen, now=timezone.now()):
            messages.success(request, _TAKEN if taken else "Đã đánh dấu là ông/bà biết rồi.")
        return redirect("office.reminders")
    context = {
        "rows": [_reminder(card) for card in own],
        "common": [_reminder(card) for card in common],
        "unseen": any(card.seen_at is None for card in own),
        "common_unseen": any(card.seen_at is None for card in common),
    }
    return render(request, "office/reminders.html", context)


_TAKEN = "Ông/bà đã nhận xem các việc ở hộp chung; đồng nghiệp thấy tên ông/bà ở đó."


def _reminder(card: queries.ReminderCard) -> dict[str, Any]:
    return {
        "line": reminders.line(card.kind, card.told),
        "title": card.title,
        "code": card.code,
        "url": url_of(card.matter_kind, card.code) if card.code else "",
        "at": card.made_at,
        "seen": card.seen_at is not None,
        "role": common_inbox(card.role) if card.role else "",
        "seen_by": card.seen_by,
    }
