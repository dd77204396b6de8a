"""A dossier at the desk: its page, its list, its receipt, and each act on it as one calm question."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import dossiers, matters
from vidan.domain import identity
from vidan.domain.dossiers import OF_THE_COMMUNE, Ended, Indicator, State, indicators, most_of, of_ten
from vidan.domain.dossiers.trouble import needless_trips
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind, grouped
from vidan.domain.moments import local, local_day
from vidan.queries import calendar as calendars
from vidan.queries import dossiers as queries
from vidan.queries import matters as matter_queries
from vidan.queries import surveys
from vidan.speech import calendar as calendar_words
from vidan.speech import days, history
from vidan.speech.choices import DELIVERIES, INDICATORS, PAPER_MARKS
from vidan.speech.refusals import sentence
from vidan.speech.states import STATES, limit_in_words
from vidan.web.office.dossier_forms import GiveOutForm, MoveOnForm, PauseForm, ReassignForm, ReprintForm, SeenForm
from vidan.web.office.dossier_offers import offers
from vidan.web.office.printing import PAPERS, base_url, pdf_answer, receipt_pdf
from vidan.web.office.questions import about, act_at_once, question, version


def detail(request: Any, code: str) -> HttpResponse:
    """One dossier: where it stands, what may be done now, what happened."""
    now = timezone.now()
    card = queries.dossier(request.actor, code, now=now)
    request.shown_persons.append(card.person.id)
    more = {"offers": offers(request.actor, card), "events": _events(request, card)}
    return render(request, "office/dossier.html", {**_shown(request, card), **more})


def _events(request: Any, card: queries.DossierCard) -> list[dict[str, str]]:
    """What is worth remembering besides the clock: corrections, calls, breaches, reminders."""
    found = queries.remarkable(request.actor, card.matter_id)
    return [
        {"line": line, "at": days.moment(local(fact.at)), "who": fact.actor}
        for fact in found
        if (line := history.event(fact.kind, fact.told, fact.confided))
    ]


def _shown(request: Any, card: queries.DossierCard) -> dict[str, Any]:
    now = timezone.now()
    calendar = calendars.calendar_for(request.commune)
    minutes = calendar.minutes_left(card.closed_at or now, card.due_at) if card.due_at else 0
    # The promise is broken at its minute, though no working minute may have passed since.
    late = card.due_at is not None and (card.closed_at or now) > card.due_at
    shares = matter_queries.minutes_by_holder(card.holdings, calendar, card.closed_at or now)
    return {
        "dossier": card,
        "state": STATES[card.state],
        "limit": limit_in_words(card.limit),
        "left": calendar_words.remaining(minutes, calendar.day_minutes, late=late),
        "late": late,
        "overdue": minutes < 0,
        "days": calendar_words.explain(card.due) if card.due else [],
        "delivery": DELIVERIES[card.delivery],
        "number": identity.mask_number(card.person.number),
        "phone": card.person.phone,
        "born": identity.show_born(card.person.born),
        "papers": [{**paper, "mark": PAPER_MARKS[paper["mark"]]} for paper in card.papers],
        "history": history.lines(card.holdings),
        "shares": [
            (history.desk_in_words(name), calendar_words.duration(spent, calendar.day_minutes))
            for name, spent in shares.items()
        ],
        "points": _points(card),
        "held_by_me": card.holder is not None and card.holder.id == request.actor.officer_id,
        "form": SeenForm(initial={"version": card.version}),
    }


def _points(card: queries.DossierCard) -> dict[str, Any] | None:
    """The nine indicators of TT 01/2018 once it has ended with a result."""
    if card.closed_at is None or not card.promises or card.state not in (State.READY.value, State.GIVEN_OUT.value):
        return None
    lawful = [promise.due_at for promise in card.promises if promise.reason in ("receipt", "pause", "supplement")]
    asked = card.asked + needless_trips(card.visits, card.asked)
    upheld = card.complaint_upheld_at is not None
    ended = Ended(local_day(card.closed_at), local_day(lawful[-1]), asked, card.sent_elsewhere, upheld)
    found = indicators(ended)
    rows = [(f"{one.number}. {INDICATORS[one.number]}", _score(one)) for one in found]
    return {"rows": rows, "sum": of_ten(found), "most": most_of(found)}


def _score(one: Indicator) -> str:
    if one.points is not None:
        return str(one.points)
    return "tính chung cả xã" if one.number in OF_THE_COMMUNE else "chưa hỏi được bà con, không tính"


def receipt(request: Any, code: str) -> HttpResponse:
    """The receipt on screen after intake: the four lines, the secret, the PDF."""
    card = queries.receipt(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.dossier.person.id)
    context = {
        "dossier": card.dossier,
        "secret": grouped(card.secret),
        "days": calendar_words.explain(card.dossier.due) if card.dossier.due else [],
        "in_words": calendar_words.in_words(card.dossier.first_due_at) if card.dossier.first_due_at else "",
        "papers": PAPERS,
    }
    return render(request, "office/receipt.html", context)


def receipt_pdf_view(request: Any, code: str) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, on A5 or A4."""
    paper = request.GET.get("kho", PAPERS[0])
    card = queries.receipt(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.dossier.person.id)
    content = receipt_pdf(card, request.commune, base_url(request), paper if paper in PAPERS else PAPERS[0])
    return pdf_answer(content, f"giay-tiep-nhan-{code}.pdf")


def take_over(request: Any, code: str) -> HttpResponse:
    """To my desk."""
    return act_at_once(
        request, code, lambda seen: matters.take_over(request.actor, code, now=timezone.now(), seen_version=seen)
    )


def resume(request: Any, code: str) -> HttpResponse:
    """The clock runs again."""
    return act_at_once(
        request, code, lambda seen: matters.resume(request.actor, code, now=timezone.now(), seen_version=seen)
    )


def officers_for(request: Any, card: queries.DossierCard, step: int) -> list[tuple[int, str, str]]:
    """Who may hold it, the fittest first, with what to know before choosing."""
    found = queries.next_holders(request.actor.commune_id, card, step, local_day(timezone.now()))
    return [(one.id, one.name, " · ".join(filter(None, (_at_hand(one), one.title)))) for one in found]


def _at_hand(one: queries.NextHolder) -> str:
    if one.stand_in:
        return f"đang nghỉ, {one.stand_in} làm thay"
    return f"đang giữ {one.load} việc" if one.load else "đang rảnh tay"


def move_on(request: Any, code: str) -> HttpResponse:
    """To whom does the next step go?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        to = int(data["to_officer"])
        dossiers.move_on(request.actor, code, to, now=timezone.now(), seen_version=seen)

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return MoveOnForm(data, officers=officers_for(request, card, card.step + 1), initial=version(card))

    return question(request, code, "Chuyển bước tiếp theo", form, act, button="Chuyển bước", does="move_on")


def reassign(request: Any, code: str) -> HttpResponse:
    """To whom, and why?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        to = int(data["to_officer"])
        matters.reassign(request.actor, code, to, data["reason"], now=timezone.now(), seen_version=seen)

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        others = [
            item for item in officers_for(request, card, card.step) if card.holder is None or item[0] != card.holder.id
        ]
        return ReassignForm(data, officers=others, initial=version(card))

    return question(request, code, "Chuyển người xử lý", form, act, button="Chuyển hồ sơ", does="reassign")


def pause(request: Any, code: str) -> HttpResponse:
    """For whom does the clock stop, and why?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        dossiers.pause(
            request.actor,
            code,
            PauseKind(data["kind"]),
            data["reason"],
            data["waiting_for"],
            now=timezone.now(),
            seen_version=seen,
        )

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return PauseForm(data, initial=version(card))

    return question(request, code, "Tạm dừng tính giờ", form, act, button="Tạm dừng", does="pause")


def finish(request: Any, code: str) -> HttpResponse:
    """Is the signed result there?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        dossiers.finish(request.actor, code, now=timezone.now(), seen_version=seen)

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return SeenForm(data, initial=version(card))

    return question(
        request, code, "Đã có kết quả", form, act, button="Kết quả đã ký, báo cho bà con", finish=True, does="finish"
    )


def give_out(request: Any, code: str) -> HttpResponse:
    """Who came for the result?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        dossiers.give_out(
            request.actor,
            code,
            data["receiver"],
            receipt_shown=bool(data["receipt_shown"]),
            visits=data["visits"],
            elsewhere=data["elsewhere"],
            now=timezone.now(),
            seen_version=seen,
        )

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return GiveOutForm(data, initial={**version(card), "receiver": card.person.name})

    invited = surveys.is_matter_invited(request.commune.id, code, local_day(timezone.now()))
    return question(
        request, code, "Trao kết quả", form, act, button="Đã trao tận tay", invited=invited, does="give_out"
    )


def reprint(request: Any, code: str) -> HttpResponse:
    """Why is the receipt printed again? A lost one needs the applicant's identity number."""
    card = queries.dossier(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.person.id)
    form = ReprintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["lost"] == "yes":
                dossiers.replace_lost_receipt(request.actor, code, form.cleaned_data["number"], now=timezone.now())
            else:
                dossiers.reprint_receipt(request.actor, code, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("office.receipt", code=code)
    words = {"title": "In lại giấy tiếp nhận", "button": "In lại", "reprint": True}
    context = {"about": about(card), "form": form, **words}
    return render(request, "office/question.html", context)
