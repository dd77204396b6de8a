"""The plan at the desk: a time line of what was to be done, what is done, what slipped and why; the draft; goals."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries import steering as seen
from vidan.queries.promises import board as figures
from vidan.speech import figures as figure_words
from vidan.speech import steering as words
from vidan.web import drafts
from vidan.web.office import plan_forms as forms
from vidan.web.office import plan_line
from vidan.web.office.board import show
from vidan.web.office.questions import About


def overview(request: Any) -> HttpResponse:
    """The plan that counts: each goal with its figure, then the year as a time line."""
    now = timezone.now()
    today, actor = local_day(now), request.actor
    card, draft = seen.plan(actor.commune_id), seen.plan(actor.commune_id, draft=True)
    form = forms.YearForm(request.POST or None, years=(today.year, today.year + 1))
    if request.method == "POST" and form.is_valid():
        try:
            acts.start_plan(actor, form.cleaned_data["year"], now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.plan_draft")
    slipped = plan_line.slipped(card, today) if card else []
    context = {
        "plan": card,
        "draft": draft,
        "form": form,
        "keeper": actor.may(*KEEPERS),
        "goals": _goals(card, actor.commune_id, today) if card else [],
        "year": plan_line.year_table(card, today) if card else {},
        "slipped": slipped,
        "slipped_done": sum(mark.state == "after" for mark in slipped),
        "months": list(plan_line.months(card, today)) if card else [],
    }
    return render(request, "office/plan.html", context, status=422 if form.errors else 200)


def _goals(card: seen.PlanCard, commune_id: int, today: date) -> list[dict[str, Any]]:
    """A row a goal: its promise's figure beside its target, and how many of its assignments are proved."""
    shown = {one.number: one.main for one in figures.board(commune_id, today).promises if one.measured}
    rows = []
    for goal in card.goals:
        done = goal.progress(today)
        figure = shown.get(goal.promise or 0)
        rows.append(
            {
                "card": goal,
                "figure": figure_words.kept(goal.promise or 0, figure.figure) if figure else "",
                "verdict": figure_words.VERDICTS[figure.verdict] if figure else "",
                "tone": figure_words.TONES[figure.verdict] if figure else "plain",
                "done": done,
            }
        )
    return rows


def members(request: Any) -> list[tuple[int, str]]:
    """Who sits in the board today, for a choice."""
    today = local_day(timezone.now())
    board = seen.board(request.actor.commune_id, today)
    return [
        (one.officer.id, f"{one.officer.name}, {words.SEATS[one.seat]}")
        for one in (board.members if board else ())
        if one.sits_on(today)
    ]


def promises(today: date) -> list[tuple[int, str]]:
    """The twelve, for a choice."""
    return [(number, f"{number}. {name}") for number, name, _ in seen.signed_words(today)]


def draft(request: Any) -> HttpResponse:
    """The draft: its goals, one of them open to be changed; a head adopts it."""
    now, actor = timezone.now(), request.actor
    card = seen.plan(actor.commune_id, draft=True)
    if card is None:
        return redirect("office.plan")
    if request.POST.get("act") == "adopt":
        acts.adopt(actor, card.id, now=now)
        return redirect("office.plan")
    goal = _chosen(request, card)
    if request.POST.get("act") == "drop" and goal is not None:
        acts.drop_goal(actor, card.id, goal.number, now=now)
        return redirect("office.plan_draft")
    kept = drafts.restore(request)
    initial = {} if goal is None else {
        "title": goal.title, "promise": goal.promise or "", "target": goal.target, "owner": goal.owner_id or "",
    }  # fmt: skip
    form = forms.GoalForm(
        request.POST if request.method == "POST" else kept,
        promises=promises(local_day(now)),
        members=members(request),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_goal(actor, card.id, form.goal(), number=goal.number if goal else None, now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.plan_draft")
    context = {
        "plan": card,
        "goal": goal,
        "form": form,
        "open": bool(form.errors) or goal is not None or "them" in request.GET,
        "may_adopt": actor.may(Role.LEADER),
        "restored": kept is not None,
    }
    return render(request, "office/plan_draft.html", context, status=422 if form.errors else 200)


def _chosen(request: Any, card: seen.PlanCard) -> seen.GoalCard | None:
    number = request.GET.get("so", "")
    return next((goal for goal in card.goals if str(goal.number) == number), None)


def milestone(request: Any, goal_id: int) -> HttpResponse:
    """A milestone of a goal."""
    now = timezone.now()
    card = seen.plan(request.actor.commune_id)
    goal = next((one for one in card.goals if one.id == goal_id), None) if card else None
    if goal is None:
        raise Http404
    kept = drafts.restore(request)
    form = forms.MilestoneForm(request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.set_milestone(request.actor, goal_id, told["title"], told["due_on"], now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.plan")
    about = About(f"Mục tiêu {goal.number}", goal.title, "", reverse("office.plan"))
    context = {"about": about, "form": form, "title": "Đặt một mốc", "button": "Đặt mốc", "restored": kept is not None}
    return render(request, "office/question.html", context, status=422 if form.errors else 200)


def move_milestone(request: Any, milestone_id: int) -> HttpResponse:
    """A later day for a milestone, with its reason."""
    now = timezone.now()
    card = seen.milestone(request.actor, milestone_id)
    kept = drafts.restore(request)
    form = forms.MoveMilestoneForm(request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.postpone_milestone(request.actor, card.id, told["due_on"], told["reason"], now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.plan")
    about = About("Mốc", card.title, f"hạn đầu {card.due_on:%d/%m/%Y}", reverse("office.plan"))
    context = {"about": about, "form": form, "title": "Lùi mốc", "button": "Ghi hạn mới", "restored": kept is not None}
    return render(request, "office/question.html", context, status=422 if form.errors else 200)
