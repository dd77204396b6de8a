"""Assignments: my three things today, one assignment with its evidence, and giving somebody something to do."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES
from vidan.domain.steering import EvidenceKind, MeetingState
from vidan.queries import calendar as calendars
from vidan.queries import steering as seen
from vidan.queries.feedback import contested
from vidan.queries.feedback import public as said
from vidan.queries.promises import board as figures
from vidan.speech import calendar as calendar_words
from vidan.speech import steering as words
from vidan.web import drafts
from vidan.web.office import pace
from vidan.web.office import plan_forms as forms
from vidan.web.office.board import show
from vidan.web.office.plan import members, promises
from vidan.web.office.questions import About, seen_now

#: What a member sees first thing in the morning.
THINGS = 3


def today(request: Any) -> HttpResponse:
    """Ba việc hôm nay: what I hold and is due first; what my village says; what waits for my eyes."""
    now, actor = timezone.now(), request.actor
    held = seen.mine(actor)
    board = seen.board(actor.commune_id, local_day(now))
    seat = next((one for one in board.members if one.officer.id == actor.officer_id), None) if board else None
    village = seat.village_id if seat else None
    rows, _ = said.shown(actor.commune_id, village_id=village, most=THINGS) if village else ([], None)
    context = {
        "things": [line(request, one, now) for one in held[:THINGS]],
        "more": [line(request, one, now) for one in held[THINGS:]],
        "unread": seen.unread(actor),
        "seat": seat,
        "seat_name": words.SEATS[seat.seat] if seat else "",
        "sign": seat is not None and seat.commitment is None,
        "said": rows,
        "at_board": [(one, bool(one.due_at and one.due_at < now)) for one in contested.at_board(actor.commune_id)],
        "may_open": actor.may(*HOLDING_ROLES),
        "warnings": pace.warnings(actor, now),
        "to_check": seen.to_check(actor) if actor.may(*KEEPERS) else (),
    }
    return render(request, "office/board_today.html", context)


def line(request: Any, card: seen.AssignmentCard, now: datetime) -> dict[str, Any]:
    """An assignment with what is left of its time."""
    calendar = calendars.calendar_for(request.commune)
    minutes = calendar.minutes_left(card.closed_at or now, card.now_due_at)
    late = card.now_due_at < (card.closed_at or now)
    left = calendar_words.remaining(minutes, calendar.day_minutes, late=late)
    tone = "late" if late else "soon" if local_day(card.now_due_at) <= local_day(now) else "ok"
    return {"card": card, "left": left, "tone": tone}


def detail(request: Any, code: str) -> HttpResponse:
    """One assignment: what is to be done, its evidence, and the acts of who may act, each behind its own fold."""
    now = timezone.now()
    card = seen.assignment(request.actor, code)
    kept = drafts.restore(request)
    typed = request.POST if request.method == "POST" else kept
    act = typed.get("act", "") if typed is not None else ""
    shown = _forms(request, card, act, typed)
    place = "done" if act == "part" else act
    if request.method == "POST":
        if place not in shown:
            raise Http404
        form = shown[place]
        if form.is_valid():
            try:
                _act(request, card, act, form, now)
            except Refused as refused:
                show(form, refused)
                seen_now(form, card.version)
            else:
                messages.success(request, words.DONE[act])
                return redirect("office.assignment", code=code)
    context = {
        **line(request, card, now),
        "evidence": [{"card": one, "line": words.evidence(one.kind, one.figure)} for one in card.evidence],
        "forms": shown,
        "act": place,
        "form": shown.get(place),
        "restored": kept is not None,
    }
    wrong = place in shown and bool(shown[place].errors)
    return render(request, "office/assignment.html", context, status=422 if wrong else 200)


def _forms(request: Any, card: seen.AssignmentCard, act: str, typed: Any) -> dict[str, Any]:
    """The forms of who may act now."""
    actor, shown = request.actor, dict[str, Any]()
    mine = card.holder is not None and card.holder.id == actor.officer_id
    keeper, running = actor.may(*KEEPERS), card.closed_at is None
    initial = {"version": card.version}

    def build(name: str, kind: type[Any], **more: Any) -> None:
        sent = act == name or (act == "part" and name == "done")
        data, files = (typed, request.FILES or None) if sent else (None, None)
        shown[name] = kind(data, files=files, auto_id=f"id_{name}_%s", initial=initial, **more)

    if running and mine:
        held = [one for one in seen.meetings(actor.commune_id) if one.state is MeetingState.HELD]
        told = [(one.code, one.title) for one in held]
        build("done", forms.ProofForm, promises=promises(local_day(timezone.now())), meetings=told)
    if running and keeper:
        build("postpone", forms.PostponeForm)
        holder = card.holder.id if card.holder else 0
        build("hand_over", forms.HandOverForm, members=[one for one in members(request) if one[0] != holder])
    if not running and card.checked_at is None and keeper and not mine:
        build("check", forms.SeenForm)
        build("give_back", forms.GiveBackForm)
    return shown


def _act(request: Any, card: seen.AssignmentCard, act: str, form: Any, now: datetime) -> None:
    actor, told, version = request.actor, form.cleaned_data, form.seen
    if act == "done":
        acts.finish(actor, card.code, told["words"], proofs=_proofs(request, told, now), now=now, seen_version=version)
    elif act == "part":
        acts.prove(actor, card.code, _proofs(request, told, now), now=now)
    elif act == "postpone":
        acts.postpone(actor, card.code, told["due_on"], told["reason"], now=now, seen_version=version)
    elif act == "hand_over":
        to = int(told["to_officer"])
        acts.hand_over(actor, card.code, to, told["reason"], now=now, seen_version=version)
    elif act == "check":
        acts.check(actor, card.code, now=now, seen_version=version)
    else:
        acts.give_back(actor, card.code, told["reason"], told["due_on"], now=now, seen_version=version)


def _proofs(request: Any, told: dict[str, Any], now: datetime) -> list[acts.Proof]:
    """Each thing that was given is a proof of its own; the figure is read here and now, nobody types it."""
    said_so = told["words"]
    proofs = []
    if told["photo"]:
        proofs.append(acts.Proof(EvidenceKind.PHOTO, said_so, photo=told["photo"]))
    if told["letter"]:
        proofs.append(acts.Proof(EvidenceKind.DOCUMENT, said_so, letter_code=told["letter"]))
    if told["meeting"]:
        proofs.append(acts.Proof(EvidenceKind.MEETING, said_so, meeting_code=told["meeting"]))
    if told["promise"]:
        one = figures.board(request.actor.commune_id, local_day(now)).promises[int(told["promise"]) - 1].main
        figure = {
            "promise": int(told["promise"]), "kept": one.figure.kept, "counted": one.figure.counted,
            "first": one.first.isoformat(), "last": one.last.isoformat(),
        }  # fmt: skip
        proofs.append(acts.Proof(EvidenceKind.FIGURE, said_so, figure=figure))
    return proofs


def new(request: Any) -> HttpResponse:
    """Give somebody something to do, for a goal, for a milestone, or by itself."""
    now = timezone.now()
    goal_id, milestone_id = _place(request, "muc-tieu"), _place(request, "moc")
    kept = drafts.restore(request)
    form = forms.TaskForm(request.POST if request.method == "POST" else kept, members=members(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        task = acts.NewAssignment(
            told["title"], int(told["officer"]), told["due_on"], told["words"], goal_id, milestone_id
        )
        try:
            matter = acts.give(request.actor, task, now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.assignment", code=matter.code)
    about = About("Nhiệm vụ", _serves(request, goal_id, milestone_id), "", reverse("office.plan"))
    context = {"about": about, "form": form, "title": "Giao việc", "button": "Giao việc", "restored": kept is not None}
    return render(request, "office/question.html", context, status=422 if form.errors else 200)


def _place(request: Any, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _serves(request: Any, goal_id: int | None, milestone_id: int | None) -> str:
    """What the assignment is for, in words."""
    plan = seen.plan(request.actor.commune_id)
    for goal in plan.goals if plan else ():
        if goal.id == goal_id:
            return goal.title
        for milestone in goal.milestones:
            if milestone.id == milestone_id:
                return milestone.title
    return "không thuộc mục tiêu nào"
