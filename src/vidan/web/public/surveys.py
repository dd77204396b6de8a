"""The slip's page: five questions, no name, no account. What was said can be matched to nobody."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from vidan.actions import surveys as acts
from vidan.content.surveys import instrument
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import citizen
from vidan.domain.promises import LEAST_COUNTED, WINDOW_DAYS, Figure, interval
from vidan.domain.surveys import OVERALL, Channel, Item, read_token
from vidan.domain.surveys.answers import PROMISE_OF
from vidan.queries import surveys
from vidan.queries.promises import tables
from vidan.speech import figures
from vidan.speech.language import _
from vidan.speech.refusals import sentence
from vidan.web.public import ready
from vidan.web.survey_forms import CHANNEL_NAMES, SurveyForm


def survey(request: Any, channel: str = Channel.PHONE_OR_COMPUTER.value) -> HttpResponse:
    """Ask, keep, thank. At the counter's tablet the page is the same, and its answers are reported apart."""
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            token = read_token(form.cleaned_data["token"])
            someone = citizen(request.commune.id)
            acts.answer(someone, token, form.given(), channel=Channel(channel), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("public.survey_thanks")
    return render(request, "public/survey.html", {"form": form}, status=422 if form.errors else 200)


def thanks(request: Any) -> HttpResponse:
    """The slip is in the box."""
    return render(request, "public/survey_thanks.html")


def results(request: Any) -> HttpResponse:
    """What people said in the last ninety days, how they were asked, and how the sample can be recomputed: made once a
    day, and when answers come out or a month's seed is shown.
    """
    today, commune_id = local_day(timezone.now()), request.commune.id
    asked_by = next(iter(tables.newest(commune_id, tables.SURVEY)), None)

    def context() -> dict[str, Any]:
        card = surveys.results(commune_id, today - timedelta(days=WINDOW_DAYS - 1), today)
        return {
            "items": [_item(item) for item in card.items],
            "answered": card.answered,
            "least": LEAST_COUNTED,
            "enough": card.answered >= LEAST_COUNTED,
            "asked_by": _channels(asked_by),
            "months": [_month(one) for one in surveys.months(commune_id)],
            "days": WINDOW_DAYS,
        }

    told_of = surveys.last_release(commune_id), surveys.samples(commune_id), asked_by
    return ready.page(request, "ket-qua", "public/survey_results.html", today, told_of, context)


def _channels(table: tables.Table | None) -> dict[str, Any]:
    """How people were asked, over a quarter that was laid down: it never moves, so nothing can be subtracted."""
    if table is None:
        return {}
    cells = [(CHANNEL_NAMES[Channel(name)] if name else _("Không rõ"), figure) for name, figure in table.cells]
    cells += [(_("Các cách còn lại"), table.others)] if table.others else []
    return {"span": figures.days(table.first, table.last), "rows": [(name, one.counted) for name, one in cells]}


def _month(card: surveys.MonthCard) -> dict[str, Any]:
    """A month's sample and how many of it answered; no rate of fewer than ten."""
    told = Figure(min(card.answered, card.asked), card.asked) if card.over else Figure()
    return {**asdict(card), "over": card.over, "rate": figures.value(told) if told.counted >= LEAST_COUNTED else ""}


def _item(item: surveys.ItemCard) -> dict[str, Any]:
    words = instrument(get_language() or "vi").questions
    question = next(words[name] for name in Item if PROMISE_OF[name] == item.number)
    shown: dict[str, Any] = {"number": "" if item.number == OVERALL else item.number, "question": question}
    if item.valid < LEAST_COUNTED:
        return {**shown, "enough": False}
    figure = Figure(item.satisfied, item.valid)
    return {
        **shown,
        "enough": True,
        "share": figures.value(figure),
        "fraction": figures.fraction(figure),
        "between": figures.between(interval(figure)),
        "mean": figures.points(item.mean_hundredths),
    }


def months(request: Any) -> HttpResponse:
    """Every month's sample as data: what verify/sample.py recomputes."""
    rows = [
        {
            "month": f"{card.month:%Y-%m}",
            "share": card.share,
            "seed_sha256": card.seed_hash,
            "seed": card.seed or None,
            "asked": card.asked if card.over else None,
        }
        for card in surveys.samples(request.commune.id)
    ]
    answer = JsonResponse({"commune": request.commune.code, "months": rows}, json_dumps_params={"indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
