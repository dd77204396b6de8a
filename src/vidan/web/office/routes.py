"""Who gets what people say: the ordered rules with their trials, and the list of duty."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions.feedback import desks, rules
from vidan.domain.errors import Refused
from vidan.domain.feedback import routing
from vidan.domain.feedback.routing import Route
from vidan.domain.moments import local_day
from vidan.queries import people
from vidan.queries.feedback import routing as queries
from vidan.queries.feedback.routing import Named
from vidan.speech.refusals import sentence
from vidan.speech.roles import ROLE_NAMES
from vidan.web import drafts
from vidan.web.feedback_words import class_name, topic_name
from vidan.web.office.route_forms import HOURS, DutyForm, RouteForm, SeenBookForm

#: What a press beside a rule does: places up or down; none: it goes.
ACTS = {"len": -1, "xuong": 1, "bo": 0}


@dataclass(frozen=True)
class RuleLine:
    """One rule in words, with the rule that each of its examples comes to ("" where it is this one)."""

    place: int
    name: str
    when: tuple[str, ...]
    who: tuple[str, ...]
    tried: tuple[tuple[str, str], ...]
    last: bool
    next_last: bool


def listing(request: Any) -> HttpResponse:
    """The rules in their order; each example is tried as the page is opened."""
    actor = request.actor
    own, names = desks.routes(actor.commune_id), queries.named(actor)
    judge = rules.judged(actor.commune_id)
    lines = [
        RuleLine(
            place,
            route.name,
            tuple(_when(route, names)),
            tuple(_who(route, names)),
            tuple((text, "" if met is route else met.name) for text, met in routing.tried(route, own, judge)),
            place == len(own) - 1,
            place == len(own) - 2,
        )
        for place, route in enumerate(own)
    ]
    book = queries.book(actor)
    form = SeenBookForm(initial={"book": book.number}, auto_id=False)
    context = {"lines": lines, "book": book, "form": form, "may_rule": actor.may(*rules.RULERS)}
    return render(request, "office/routes.html", context)


def _when(route: Route, names: Named) -> list[str]:
    """Of what the rule speaks, in words."""
    said = ["tin báo nguy hiểm"] if route.emergency else []
    said += [", ".join(sorted(class_name(cls.value).lower() for cls in route.classes))] if route.classes else []
    said += [", ".join(sorted(topic_name(topic.value).lower() for topic in route.topics))] if route.topics else []
    if route.villages:
        said.append("thôn " + ", ".join(sorted(names.villages.get(pk, "đã đổi") for pk in route.villages)))
    said += [HOURS[route.hours].lower()] if route.hours else []
    return said or ["mọi ý kiến còn lại"]


def _who(route: Route, names: Named) -> list[str]:
    """Who is looked for, in order."""
    said = ["người trực"] if route.duty else []
    said += [", ".join(names.officers.get(pk, "người đã thôi việc") for pk in route.officers)] if route.officers else []
    if route.roles:
        roles = ", rồi ".join(ROLE_NAMES[role].lower() for role in route.roles)
        units = [names.units[key] for key in route.units if key in names.units]
        said.append(f"{roles} ({', '.join(units)} trước)" if units else roles)
    return said


def edit(request: Any, place: int | None = None) -> HttpResponse:
    """One rule: of what it speaks, who gets it, and the messages it is tried with."""
    actor = request.actor
    own, book = desks.routes(actor.commune_id), queries.book(actor)
    if place is not None and place >= len(own):
        raise Http404
    route = own[place] if place is not None else Route("")
    last = place == len(own) - 1
    kept = drafts.restore(request)
    posted = request.method == "POST"
    form = RouteForm(
        request.POST if posted else kept,
        names=queries.named(actor),
        officers=people.may_hold(actor.commune_id, local_day(timezone.now())),
        last=last,
        initial=RouteForm.of(route) | {"book": book.number},
    )
    if posted and form.is_valid():
        try:
            rules.put(actor, _changed(route, form), place, seen=form.cleaned_data["book"] or 0, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã ghi quy tắc; mọi câu thử đều đến đúng chỗ.")
            return redirect("office.routes")
    context = {"form": form, "place": place, "last": last, "restored": kept is not None}
    return render(request, "office/route.html", context, status=422 if posted else 200)


def _changed(route: Route, form: RouteForm) -> Route:
    """The rule as it was typed; what the form does not ask of the last rule stays."""
    return replace(route, **form.told())


def act(request: Any, place: int, way: str) -> HttpResponse:
    """A rule up, down, or away."""
    if way not in ACTS:
        raise Http404
    form = SeenBookForm(request.POST)
    seen = form.cleaned_data["book"] or 0 if form.is_valid() else 0
    try:
        if ACTS[way]:
            rules.move(request.actor, place, ACTS[way], seen=seen, now=timezone.now())
        else:
            rules.drop(request.actor, place, seen=seen, now=timezone.now())
    except Refused as refused:
        if refused.code == "people.role.missing":
            raise
        messages.error(request, sentence(refused))
    return redirect("office.routes")


def duty(request: Any) -> HttpResponse:
    """Who is on duty now and on the days to come."""
    actor, now = request.actor, timezone.now()
    may_rule = actor.may(*rules.RULERS)
    day = f"{routing.turn_of(now):%d/%m/%Y}"
    form = DutyForm(
        request.POST or None,
        officers=people.may_hold(actor.commune_id, local_day(now)),
        initial={"from_on": day, "until_on": day},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            rules.put_on_duty(actor, int(told["officer"]), told["from_on"], told["until_on"], now=now)
        except Refused as refused:
            if refused.code == "people.role.missing":
                raise
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã ghi lịch trực.")
            return redirect("office.duty")
    turns = queries.duty(actor, now)
    context = {
        "form": form,
        "turns": turns,
        "today": routing.turn_of(now),
        "nobody": not any(turn.day == routing.turn_of(now) and not turn.gone for turn in turns),
        "may_rule": may_rule,
    }
    return render(request, "office/duty.html", context, status=422 if form.errors else 200)


def end_duty(request: Any, turn_id: int) -> HttpResponse:
    """One day of one officer goes from the list."""
    try:
        rules.take_off_duty(request.actor, turn_id, now=timezone.now())
    except Refused as refused:
        if refused.code in ("people.role.missing", "feedback.duty.unknown"):
            raise
        messages.error(request, sentence(refused))
    return redirect("office.duty")
