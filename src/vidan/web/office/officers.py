"""Officers of the commune: who may do what since when, accounts, and who looked at persons' data."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import matters as desks
from vidan.actions import people
from vidan.domain.errors import Refused
from vidan.domain.keysheet import SYLLABLES
from vidan.domain.moments import local, local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.queries import communes, matters
from vidan.queries import people as queries
from vidan.queries.feedback import sealed
from vidan.speech import days
from vidan.speech.feedback import SEALED_ROOM
from vidan.speech.refusals import sentence
from vidan.speech.roles import PAGE_NAMES, ROLE_NAMES
from vidan.web import drafts
from vidan.web.office import officer_forms as forms

#: Six syllables of 256: 48 random bits, enough for a week of slowed guessing, and easy to read out.
FIRST_PASSWORD_SYLLABLES = 6
#: Readings on one page.
MOST = 50
#: The forms on an officer's page by the value of their button.
WORDS, GIVE, END, RENEW, HAND, CLOSE, OPEN = "words", "give", "end", "renew", "hand", "close", "open"


def listing(request: Any) -> HttpResponse:
    """All officers with what they may do today."""
    today = local_day(timezone.now())
    held = matters.open_by_holder(request.actor.commune_id)
    cards = [_line(card, today, held.get(card.id, 0)) for card in queries.officers(request.actor)]
    context = {
        "working": [line for line in cards if line["card"].active],
        "closed": [line for line in cards if not line["card"].active],
        "left_behind": _left_behind([line for line in cards if line["left_behind"]]),
        "may_change": request.actor.may(Role.ADMINISTRATOR),
        "sealed_room": sealed_room(request.actor.commune_id, today),
    }
    return render(request, "office/officers.html", context)


def sealed_room(commune_id: int, today: Any) -> str:
    """What the sealed room still lacks, and the way out; empty when nothing. It never tells what lies in it."""
    room = sealed.room(commune_id, today)
    return SEALED_ROOM.get(room.state.value, "").format(names=", ".join(room.without_key))


def _line(card: queries.OfficerCard, today: Any, matters_held: int) -> dict[str, Any]:
    """`left_behind`: matters lie with somebody who may not hold any today."""
    now = [item for item in card.mandates if item.holds_on(today)]
    may_hold = card.active and any(item.role in HOLDING_ROLES for item in now)
    return {
        "card": card,
        "mandates": [_mandate(item) for item in now],
        "held": matters_held,
        "left_behind": bool(matters_held) and not may_hold,
    }


def _left_behind(lines: list[dict[str, Any]]) -> str:
    if not lines:
        return ""
    told = "; ".join(f"{line['card'].name}: {line['held']} việc" for line in lines)
    return f"{told}. Mở trang của người ấy, bấm “Đang giữ … việc” rồi chọn người nhận."


def _mandate(item: queries.MandateCard) -> dict[str, Any]:
    until = f" đến hết {days.day(item.until_on)}" if item.until_on else ""
    return {
        "id": item.id,
        "role": ROLE_NAMES[item.role],
        "place": " · ".join(part for part in (item.unit, item.village) if part),
        "time": f"từ {days.day(item.from_on)}{until}",
        "decision": item.decision,
    }


def officer(request: Any, officer_id: int | None) -> HttpResponse:
    """One officer's account and roles; without an id: a new one."""
    return _new(request) if officer_id is None else _known(request, officer_id)


def _new(request: Any) -> HttpResponse:
    now = timezone.now()
    kept = drafts.restore(request)
    data = request.POST if request.method == "POST" else kept
    form = forms.NewOfficerForm(data, initial={"from_on": local_day(now)}, **_places(request))
    if request.method == "POST" and form.is_valid():
        password = _first_password()
        try:
            row = people.enter_officer(
                request.actor,
                login=form.cleaned_data["login"],
                password=password,
                first_password=True,
                now=now,
                **form.words(),
            )
            people.give_mandate(request.actor, officer_id=row.pk, now=now, **form.mandate())
        except Refused as refused:
            _show(form, refused)
        else:
            return _told_once(request, row.pk, password)
    return render(request, "office/officer.html", {"form": form, "new": True, "restored": kept is not None})


def _told_once(request: Any, officer_id: int, password: str) -> HttpResponse:
    """The page with the first password. It is kept nowhere: seen now, or made anew."""
    account = _account(request, officer_id)
    return render(request, "office/officer.html", {"account": account, "first_password": password, "told": True})


def _known(request: Any, officer_id: int) -> HttpResponse:
    now = timezone.now()
    account = _account(request, officer_id)
    kept = drafts.restore(request)
    typed = request.POST if request.method == "POST" else kept
    act = typed.get("act", "") if typed is not None else ""
    shown = _forms(request, account, act, typed)
    if request.method == "POST":
        if act not in (*shown, OPEN):
            raise Http404
        form = shown.get(act, Form({}))
        if form.is_valid():
            try:
                answer = _acts(request, officer_id, now)[act](form.cleaned_data, form)
            except Refused as refused:
                _show(form, refused)
            else:
                return answer or redirect("office.officer", officer_id=officer_id)
    today = local_day(now)
    context = {
        "account": account,
        "held": _held(request, officer_id),
        "mandates": [{**_mandate(item), "now": item.holds_on(today)} for item in account.officer.mandates],
        "own": officer_id == request.actor.officer_id,
        "restored": kept is not None,
        "act": act,
        "first_password_until": account.first_password_until and days.moment(local(account.first_password_until)),
        "forms": shown,
        "form": shown.get(act),
    }
    return render(request, "office/officer.html", context)


def _account(request: Any, officer_id: int) -> queries.AccountCard:
    account = queries.account(request.actor, officer_id)
    if account is None:
        raise Refused("people.officer.unknown", field="officer")
    return account


def _held(request: Any, officer_id: int) -> int:
    return matters.open_by_holder(request.actor.commune_id).get(officer_id, 0)


def _forms(request: Any, account: queries.AccountCard, act: str, typed: Any) -> dict[str, Form]:
    """The page's forms, the one that was sent with what was typed."""
    card, today = account.officer, local_day(timezone.now())
    words = {"name": card.name, "title": card.title, "honorific": card.honorific, "phone": card.phone}
    words["email"] = account.email

    running = [
        (item.id, ROLE_NAMES[item.role]) for item in card.mandates if item.until_on is None or item.until_on >= today
    ]

    may_hold = queries.may_hold(request.actor.commune_id, today)
    colleagues = [(pk, f"{name}, {title}" if title else name) for pk, name, title in may_hold if pk != card.id]

    def data(name: str) -> Any:
        return typed if act == name else None

    return {
        WORDS: forms.WordsForm(data(WORDS), initial=words, auto_id="id_words_%s"),
        GIVE: forms.MandateForm(data(GIVE), initial={"from_on": today}, auto_id="id_give_%s", **_places(request)),
        END: forms.EndForm(data(END), initial={"until_on": today}, auto_id="id_end_%s", mandates=running),
        RENEW: forms.RenewForm(data(RENEW), auto_id="id_renew_%s"),
        HAND: forms.HandForm(data(HAND), auto_id="id_hand_%s", colleagues=colleagues),
        CLOSE: forms.CloseForm(data(CLOSE), auto_id="id_close_%s", held=_held(request, card.id), colleagues=colleagues),
    }


def _acts(request: Any, officer_id: int, now: Any) -> dict[str, Callable[[dict[str, Any], Any], HttpResponse | None]]:
    """What each button does."""
    actor = request.actor

    def say(text: str) -> None:
        messages.success(request, text)

    def words(data: dict[str, Any], form: Any) -> None:
        people.change_officer(actor, officer_id, now=now, **data)
        say("Đã ghi.")

    def give(data: dict[str, Any], form: Any) -> None:
        people.give_mandate(actor, officer_id=officer_id, now=now, **form.mandate())
        say("Đã giao nhiệm vụ.")

    def end(data: dict[str, Any], form: Any) -> None:
        people.end_mandate(actor, int(data["mandate"]), until_on=data["until_on"], reason=data["reason"], now=now)
        say("Đã ghi ngày thôi nhiệm vụ.")

    def renew(data: dict[str, Any], form: Any) -> HttpResponse:
        password = _first_password()
        people.renew_access(actor, officer_id, password, second_factor_too=data["second_factor_too"], now=now)
        return _told_once(request, officer_id, password)

    def close(data: dict[str, Any], form: Any) -> None:
        to_officer = int(data["to_officer"]) if data["to_officer"] else None
        moved = desks.close_desk(actor, officer_id, to_officer, data["reason"], now=now)
        say("Đã khóa tài khoản; mọi phiên làm việc của người này đã kết thúc." + (_moved(moved) if moved else ""))

    def hand(data: dict[str, Any], form: Any) -> None:
        moved = desks.hand_over_desk(actor, officer_id, int(data["to_officer"]), data["reason"], now=now)
        say(_moved(moved).strip())

    def reopen(data: dict[str, Any], form: Any) -> None:
        people.enable_officer(actor, officer_id, now=now)
        say("Đã mở lại tài khoản.")

    return {WORDS: words, GIVE: give, END: end, RENEW: renew, HAND: hand, CLOSE: close, OPEN: reopen}


def _moved(count: int) -> str:
    return f" Đã chuyển {count} việc; ngày hẹn không đổi, người nhận được báo ở mục Nhắc việc."


def _places(request: Any) -> dict[str, Any]:
    commune_id = request.actor.commune_id
    return {
        "units": communes.units(commune_id),
        "villages": communes.villages(commune_id, local_day(timezone.now())),
    }


def _show(form: Any, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))


def _first_password() -> str:
    return "-".join(SYLLABLES[value] for value in secrets.token_bytes(FIRST_PASSWORD_SYLLABLES))


def readings(request: Any) -> HttpResponse:
    """Who looked at persons' data, newest first."""
    text = request.GET.get("truoc", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    found = queries.readings(request.actor, before, MOST + 1)
    rows = [
        {
            "when": days.moment(local(card.at)),
            "officer": card.officer,
            "page": PAGE_NAMES.get(card.page, card.page),
            "persons": card.persons,
        }
        for _, card in found[:MOST]
    ]
    here = reverse("office.readings")
    context = {
        "rows": rows,
        "previous_url": here if before is not None else "",
        "next_url": f"{here}?truoc={found[MOST - 1][0]}" if len(found) > MOST else "",
    }
    return render(request, "office/readings.html", context)
