"""The commune's dossiers as lists: found, filtered by the address, kept as a view, printed, taken as a workbook."""

from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions.dossiers import views
from vidan.domain import identity
from vidan.domain.dossiers import State
from vidan.domain.errors import Refused
from vidan.domain.feedback.saying import is_code
from vidan.domain.matters import read_code
from vidan.domain.moments import local, local_day
from vidan.domain.people import Role
from vidan.domain.text import clean_line, fold
from vidan.queries import dossiers as queries
from vidan.queries import people, procedures
from vidan.queries.dossiers import books
from vidan.speech import days
from vidan.speech.refusals import sentence
from vidan.speech.states import STATES
from vidan.web.office import list_sheets
from vidan.web.office.printing import pdf_answer

#: How people part the digits of a number.
_BETWEEN_DIGITS = str.maketrans("", "", " .-–()/")
#: The filters of the list, as they stand in the address.
FILTERS = ("q", "trang-thai", "thu-tuc", "nguoi-giu", "tu-ngay", "den-ngay", "tre")
SHOWN_STATES = ("received", "processing", "supplement", "ready", "given_out")


def listing(request: Any) -> HttpResponse:
    """Newest first; found by code, name, identity number or phone; narrowed by state, days, procedure, holder."""
    now, typed = timezone.now(), request.GET
    asked = clean_line(typed.get("q", ""))[:100]
    if is_code(asked, request.commune.abbreviation):  # of a message: read out at the counter like any other code
        return redirect(f"{reverse('office.feedback_list')}?{urlencode({'q': asked})}")
    wanted = wanted_of(request)
    page = queries.newest(request.actor, wanted, after=typed.get("tu", "")[:100], now=now)
    request.shown_persons += [row.person_id for row in page.rows if row.person_id]
    kept = _kept(typed)
    context = {
        "rows": [_line(row) for row in page.rows],
        "query": clean_line(typed.get("q", ""))[:100],
        "by_name": bool(wanted.name),
        "state": wanted.state,
        "states": [(key, STATES[key], _address({**kept, "trang-thai": key})) for key in SHOWN_STATES],
        "every_state": [(state.value, STATES[state.value]) for state in State],
        "everything": _address({**kept, "trang-thai": ""}),
        "next_url": _address({**kept, "tu": page.next_from}) if page.next_from else "",
        "filters": {name.replace("-", "_"): value for name, value in kept.items()},
        "narrowed": any(kept.get(name) for name in FILTERS[2:]),
        "officers": people.may_hold(request.actor.commune_id, local_day(now)),
        "may_import": request.actor.may(Role.ONE_STOP, Role.LEADER),
        "query_string": urlencode(kept),
        "views": [{"name": name, "query": query, "url": f"?{query}"} for name, query in books.views(request.actor)],
    }
    return render(request, "office/dossiers.html", context)


def _kept(typed: QueryDict) -> dict[str, str]:
    """The filters that stand in the address, without what is empty."""
    return {name: value for name in FILTERS if (value := clean_line(typed.get(name, ""))[:100])}


def _address(filters: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in filters.items() if value})


def wanted_of(request: Any) -> queries.Wanted:
    """What the address asks for; what cannot be read asks nothing."""
    typed = request.GET
    state, holder = typed.get("trang-thai", ""), typed.get("nguoi-giu", "")
    return queries.Wanted(
        **_found_by(clean_line(typed.get("q", ""))[:100], request.commune.abbreviation),
        state=state if state in STATES else "",
        procedure=_procedure(request, clean_line(typed.get("thu-tuc", ""))[:100]),
        holder_id=int(holder) if holder.isascii() and holder.isdigit() and len(holder) < 15 else None,
        received_from=_day(typed.get("tu-ngay", "")),
        received_until=_day(typed.get("den-ngay", "")),
        late=typed.get("tre", "") == "1",
    )


def _found_by(query: str, abbreviation: str) -> dict[str, str]:
    """Digits of a phone or of an identity number; a name, when there is no digit; else the beginning of a code."""
    digits = query.translate(_BETWEEN_DIGITS)
    number = digits.removeprefix("+")
    if number.isascii() and number.isdigit():
        if number == digits and len(number) in (9, 12):
            return {"number": number}
        if len(number) in (10, 11):
            with suppress(Refused):
                return {"phone": identity.clean_phone(query).value}
    is_prefix = fold(query) == fold(abbreviation)
    if query and not is_prefix and not any(letter.isdigit() for letter in query) and "-" not in query:
        return {"name": query}
    return {"code": read_code(query, abbreviation)} if query else {}


def _procedure(request: Any, typed: str) -> str:
    """The key of the procedure whose words were typed, the likeliest one."""
    if not typed:
        return ""
    found = procedures.find(request.actor.commune_id, typed, local_day(timezone.now()), most=1)
    return found[0].key if found else typed


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _line(row: queries.ListRow) -> dict[str, Any]:
    late = row.due_at is not None and (row.closed_at or timezone.now()) > row.due_at and not row.paused
    return {
        "code": row.code,
        "title": row.title,
        "person": row.person,
        "holder": row.holder,
        "state": STATES[row.state],
        "received": days.short(local(row.received_at)),
        "due": days.short(local(row.due_at)) if row.due_at else "",
        "tone": "late" if late else "ok" if row.closed_at else "plain",
        "late": late,
    }


def keep_view(request: Any) -> HttpResponse:
    """Keep, or take away, the present filters under a name."""
    query, name = urlencode(_kept(QueryDict(request.POST.get("query", "")[:1000]))), request.POST.get("name", "")
    try:
        if "drop" in request.POST:
            views.drop(request.actor, name, now=timezone.now())
        else:
            views.keep(request.actor, name, query, now=timezone.now())
            messages.success(request, "Đã giữ cách xem này.")
    except Refused as refused:
        messages.error(request, sentence(refused))
    return redirect(f"{reverse('office.dossiers')}?{query}")


def book_pdf(request: Any) -> HttpResponse:
    """Sổ theo dõi hồ sơ (form 07) of what the address asks for."""
    rows = _book(request, list_sheets.MOST_PRINTED + 1)
    if len(rows) > list_sheets.MOST_PRINTED:
        messages.error(request, sentence(Refused("dossiers.list.too_long", most=list_sheets.MOST_PRINTED)))
        return redirect(f"{reverse('office.dossiers')}?{urlencode(_kept(request.GET))}")
    content = list_sheets.book_pdf(rows, request.commune, local_day(timezone.now()), wanted_of(request))
    return pdf_answer(content, "so-theo-doi-ho-so.pdf")


def book_xlsx(request: Any) -> HttpResponse:
    """The same as a workbook: every cell typed, none a formula."""
    rows = _book(request, list_sheets.MOST_ROWS)
    return list_sheets.workbook(list_sheets.book_table(rows), "so-theo-doi-ho-so")


def _book(request: Any, most: int) -> list[books.BookRow]:
    rows = books.book(request.actor, wanted_of(request), now=timezone.now(), most=most)
    request.shown_persons += [row.person_id for row in rows if row.person_id]
    return rows


def hand_overs(request: Any) -> HttpResponse:
    """What changed hands on a day: on screen, on paper (`?dang=pdf`), as a workbook (`?dang=xlsx`)."""
    day = _day(request.GET.get("ngay", "")) or local_day(timezone.now())
    rows = books.hand_overs(request.actor, day)
    request.shown_persons += [row.person_id for row in rows if row.person_id]
    form = request.GET.get("dang", "")
    if form == "pdf":
        return pdf_answer(list_sheets.hand_over_pdf(rows, request.commune, day), f"ban-giao-{day.isoformat()}.pdf")
    table = list_sheets.hand_over_table(rows)
    if form == "xlsx":
        return list_sheets.workbook(table, f"ban-giao-{day.isoformat()}")
    shown = [
        {"row": row, "at": days.moment(local(row.at)), "due": days.short(local(row.due_at)) if row.due_at else ""}
        for row in rows
    ]
    return render(request, "office/hand_overs.html", {"rows": shown, "day": day})


def control_slip(request: Any, code: str) -> HttpResponse:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ (form 06) of one dossier."""
    card = queries.dossier(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.person.id)
    content = list_sheets.control_slip_pdf(card, request.commune, local_day(timezone.now()))
    return pdf_answer(content, f"phieu-kiem-soat-{code}.pdf")


def whole_history(request: Any, code: str) -> HttpResponse:
    """Everything that was ever written about one dossier, for an inspector."""
    card = queries.dossier(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.person.id)
    facts = books.all_facts(request.actor, card.matter_id)
    content = list_sheets.history_pdf(card, facts, request.commune, local_day(timezone.now()))
    return pdf_answer(content, f"lich-su-{code}.pdf")
