"""Asking in one's own words, a procedure's page, and what people say of both."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as translated
from django.views.decorators.csrf import csrf_exempt

from vidan.actions import procedures as acts
from vidan.actions.feedback import judging
from vidan.content.guide import glossary, samples_of
from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.sorting import dictionary
from vidan.domain.text import clean_line, fold
from vidan.queries import calendar as calendars
from vidan.queries import people, procedures
from vidan.queries.dossiers import foretelling
from vidan.queries.feedback import answered
from vidan.speech import calendar as calendar_words
from vidan.speech.guide import SPOKEN
from vidan.speech.states import limit_in_words
from vidan.web.asking import NEEDS, hearing
from vidan.web.public import guide_parts, guide_sheets, limits, origin

#: A story told to its end is 250 letters; the wish comes last.
LONGEST_QUESTION = 600
#: One voice for each page and address within this time, and so many missed questions.
AGAIN_AFTER = 6 * 3600
MISSED_AN_HOUR = 20
#: So many verdicts under searches count for promise 2 from one address within that time, whatever was asked.
SEARCHES_JUDGED = 3
#: So many procedures of a situation stand on the first page of the list.
FIRST_OF_EACH = 4
#: What the button under the questions sends; the address that is kept and sent on carries the list's code instead.
ANSWERED = "1"
#: So many other officers are named where a guide was not understood.
OTHERS = 2


def search(request: Any) -> HttpResponse:
    """What a question means; without one, all procedures by the situations of a life."""
    query = _question(request.GET.get("q", ""))
    field = clean_line(request.GET.get("linh-vuc", ""))[:200]
    commune_id, today = request.commune.id, local_day(timezone.now())
    context: dict[str, Any] = {"query": query, "listed": field, "judged": request.GET.get("hieu", "")}
    if query:
        told = procedures.guidance(commune_id, query, today)
        context |= {"told": told, "answers": [_answer(card) for card in told.found]}
        context["ask_url"] = f"{reverse('public.say')}?{urlencode({'hoi': query})}"
        context["asked_before"] = answered.asked_before(commune_id, query)
        if context["judged"] == "chua":
            context["others"] = people.at_the_counter(commune_id, today)[:OTHERS]
    elif field:
        context["rows"] = [_shown(row) for row in procedures.in_field(commune_id, field, today)]
    else:
        context |= _list_of(procedures.by_situation(commune_id, today), request.GET.get("nhom", ""))
    return hearing(render(request, "public/procedures.html", context))


def _list_of(situations: list[procedures.SituationCard], wanted: str) -> dict[str, Any]:
    """One situation whole, or all with what is asked for most, and the state's fields for who knows them."""
    for one in situations:
        if one.key == wanted:
            return {"listed": _titled(one), "rows": [_shown(row) for row in one.rows]}
    fields = {row.field for one in situations for row in one.rows}
    return {
        "situations": [(one, _titled(one), one.rows[:FIRST_OF_EACH]) for one in situations],
        "fields": sorted(fields, key=dictionary),
        "needs": NEEDS,
    }


def _titled(one: procedures.SituationCard) -> str:
    return one.english if get_language() == "en" else one.title


def _shown(row: procedures.ProcedureRow) -> dict[str, Any]:
    return {"row": row, "limit": limit_in_words(row.limit) if row.confirmed else ""}


def _answer(card: procedures.FoundCard) -> dict[str, Any]:
    return {**_shown(card.row), "because": card.because}


def procedure(request: Any, key: str) -> HttpResponse:
    """One procedure in plain words: papers, time, money, steps, and the date if it were handed in now.

    `?ngay=2026-05-03` shows what the page said on that day.
    """
    now = timezone.now()
    asked = _day_of(request)
    card = procedures.by_key(request.commune.id, key, asked or local_day(now))
    if card is None and asked is not None:
        return guide_sheets.history(request, key, missing=asked)
    if card is None:
        raise Http404(key)
    if request.GET.get("rieng") == ANSWERED:
        query = urlencode({"rieng": guide_parts.code_of_answers(request, card)})
        return HttpResponseRedirect(f"{reverse('public.procedure', args=[key])}?{query}#mang-theo")
    calendar, own = calendars.calendar_for(request.commune), guide_parts.own_list(request, card)
    context: dict[str, Any] = {
        "procedure": card,
        "limit": limit_in_words(card.limit) if card.confirmed else "",
        "judged": request.GET.get("hieu", ""),
        "chosen": _question(request.GET.get("hoi", "")),
        "asked_day": asked,
        "confirmed_by": _confirmed_by(card),
        "usual": guide_parts.usual(card, calendar),
        "own": own,
    }
    context |= _explained(card, own.papers)
    if asked is None:
        context["sent"] = guide_parts.messages(request, card, own)
        heard = procedures.clips(request.commune.id, key)
        context["heard"] = [(clip, translated(SPOKEN[clip.language])) for clip in heard]
        context |= {"samples": samples_of(key), "forms": procedures.forms(request.commune.id, key)}
        context["care"] = keeping = procedures.care(request.commune.id, key)
        context["overdue"] = keeping is not None and keeping.review_on < local_day(now)
        if context["judged"] == "chua":
            context["others"] = _others(request.commune.id, keeping, local_day(now))
        if card.confirmed and card.received_here:
            context["promise"] = _promise(request.commune.id, card, calendar, now)
    return render(request, "public/procedure.html", context)


def _promise(commune_id: int, card: procedures.ProcedureCard, calendar: Calendar, now: datetime) -> dict[str, Any]:
    """What the counter would promise: now, or when it opens next; and the warning that it would give."""
    handed_in = calendar.next_open(now)
    due = calendar.due(handed_in, Limit.parse(card.limit))
    later = foretelling.later_than(commune_id, card.key, due.moment, calendar, now=handed_in)
    opens = handed_in if handed_in - now >= timedelta(minutes=1) else None
    return {"at": due.moment, "days": calendar_words.explain(due), "opens": opens, "likely": later and later[1]}


def _explained(card: procedures.ProcedureCard, papers: Sequence[procedures.PaperCard]) -> dict[str, Any]:
    """The words of the page in pieces, officials' words marked where they stand first, and what those mean."""
    texts = [*(paper.name for paper in papers), card.fee_text, card.result, *card.steps]
    pieces, terms = glossary().explain(texts)
    count = len(papers)
    return {
        "papers": list(zip(papers, pieces[:count], strict=True)),
        "fee": pieces[count],
        "result": pieces[count + 1],
        "steps": pieces[count + 2 :],
        "terms": terms,
    }


def _others(commune_id: int, keeping: procedures.CareCard | None, on: date) -> list[people.OfficerCard]:
    """Whom to ask instead of who wrote what was not clear."""
    writer = keeping.keeper.id if keeping else None
    return [one for one in people.at_the_counter(commune_id, on) if one.id != writer][:OTHERS]


def _day_of(request: Any) -> date | None:
    """The day asked for; None for none, for one that no calendar has, and for one that is still to come."""
    try:
        asked = date.fromisoformat(request.GET.get("ngay", "")[:10])
    except ValueError:
        return None
    return asked if asked <= local_day(timezone.now()) else None


def _confirmed_by(card: procedures.ProcedureCard) -> str:
    return people.officer_names([card.confirmed_by]).get(card.confirmed_by or 0, "")


@csrf_exempt  # nobody is logged in here, and a token would put a cookie on every public page; see origin.py
def judge(request: Any, key: str) -> HttpResponse:
    """Understood, or not yet: counted once for each page and address in six hours."""
    understood = request.POST.get("hieu") == "roi"
    origin.only_from_here(request)
    if _first_time(request, f"judge:{key}"):
        now, asked = timezone.now(), _question(request.POST.get("hoi", ""))
        try:
            acts.judge_guide(request.commune.id, key, understood=understood, now=now)
        except Refused:
            raise Http404(key) from None
        found = not asked or _found_at_once(request.commune.id, asked, key, local_day(now))
        if understood and not found and _few(request):
            acts.miss_question(request.commune.id, asked, key, now=now)  # what she chose; an officer teaches it
    said = "roi" if understood else "chua"
    return HttpResponseRedirect(f"{reverse('public.procedure', args=[key])}?hieu={said}#da-hieu")


def _question(typed: str) -> str:
    return clean_line(typed[: LONGEST_QUESTION * 4])[:LONGEST_QUESTION]


def _found_at_once(commune_id: int, question: str, key: str, on: date) -> bool:
    told = procedures.guidance(commune_id, question, on)
    return told.kind == "found" and told.found[0].row.key == key


@csrf_exempt  # as above
def missed(request: Any) -> HttpResponse:
    """The asker understood what the search answered, or did not: then her words are kept for the guide's keepers."""
    words = _question(request.POST.get("q", ""))
    understood = request.POST.get("hieu") == "roi"
    origin.only_from_here(request)
    if words and _few(request):
        now = timezone.now()
        told = procedures.guidance(request.commune.id, words, local_day(now))
        guess = told.found[0].row.key if told.found else ""
        if _counts(request, words):
            acts.judge_search(request.commune.id, words, guess, understood=understood, now=now)
        elif not understood:
            acts.miss_question(request.commune.id, words, guess, now=now)
    said = {"q": words, "hieu": "roi" if understood else "chua"}
    return HttpResponseRedirect(f"{reverse('public.procedures')}?{urlencode(said)}#da-hieu")


@csrf_exempt  # as above
def judge_answer(request: Any, code: str) -> HttpResponse:
    """An answer that everybody may read was understood, or not yet: counted as under a guide."""
    understood = request.POST.get("hieu") == "roi"
    origin.only_from_here(request)
    if _first_time(request, f"answer:{code[:60]}"):
        try:
            judging.judge_answer(request.commune.id, code, understood=understood, now=timezone.now())
        except Refused:
            raise Http404(code) from None
    said = "roi" if understood else "chua"
    return HttpResponseRedirect(f"{reverse('public.report', args=[code])}?hieu={said}#da-hieu")


def _first_time(request: Any, name: str) -> bool:
    return bool(cache.add(f"{name}:{limits.who(request)}", 1, timeout=AGAIN_AFTER))


def _counts(request: Any, words: str) -> bool:
    """Whether a verdict under a search says something new: promise 2 is not moved by one who goes on asking."""
    asked = salted_hmac("search", fold(words), algorithm="sha256").hexdigest()[:20]
    return _first_time(request, f"search:{asked}") and _at_most(request, "searches", SEARCHES_JUDGED, AGAIN_AFTER)


def _few(request: Any) -> bool:
    return _at_most(request, "missed", MISSED_AN_HOUR, 3600)


def _at_most(request: Any, name: str, most: int, seconds: int) -> bool:
    """Count one more from this address; False once there were so many within the time."""
    counted = f"{name}:{limits.who(request)}"
    return bool(cache.add(counted, 1, timeout=seconds)) or int(cache.incr(counted)) <= most
