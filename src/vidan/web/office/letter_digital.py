"""Signing digitally at the desk: who has the means, what a letter's orders became, and the page of the means."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import letters as actions
from vidan.adapters import images
from vidan.adapters.certificates import Named, read_pkcs12
from vidan.domain.errors import Refused
from vidan.domain.letters.digital import KeySource, Means, OrderState, SigningSide
from vidan.domain.letters.states import State
from vidan.domain.moments import local, local_day
from vidan.domain.people import Role
from vidan.queries import letters as seen
from vidan.queries import people
from vidan.queries.letters import LetterCard
from vidan.speech import days
from vidan.speech import letters as words
from vidan.speech.refusals import sentence
from vidan.web.office import letter_forms as forms

#: A PKCS#12 file with its chain is a few kilobytes.
MOST_FILE = 200_000


def about(request: Any, letter: LetterCard, now: datetime) -> dict[str, Any]:
    """What the letter's page says and offers of digital signing."""
    hand = seen.hand(request.actor)
    runs = any(order.runs_at(now) for order in letter.orders)
    by_person = any(file.purpose == "signed" for file in letter.files)
    mine = letter.signature is not None and letter.signature.signer == request.actor.name
    return {
        "word": hand.whole,
        "runs": runs,
        "orders": [_said(order, letter, now) for order in letter.orders],
        "again": letter.state is State.SIGNED and mine and hand.whole and not by_person and not runs,
        "seal": letter.state is State.NUMBERED
        and by_person
        and hand.office
        and not runs
        and request.actor.may(Role.CLERK),
        "by_person": by_person,
    }


def _said(order: seen.OrderCard, letter: LetterCard, now: datetime) -> dict[str, str]:
    """One order in plain words: who, when, what became of it."""
    if order.state is OrderState.DONE:
        text, tone = words.LEVELS[order.level], "ok"
    elif order.runs_at(now):
        text, tone = words.SIGNING_RUNS, "info"
    else:
        problem = order.problem or "letters.signature.lost"
        text, tone = sentence(Refused(problem, code=letter.code)), "soon"
    who = words.DIGITAL_SIGNERS[order.signer]
    return {"who": who, "when": days.moment(local(order.ended_at or order.ordered_at)), "text": text, "tone": tone}


def means(request: Any) -> HttpResponse:
    """With what the office and its officers sign: file or token, and the picture; kept sealed, shown to nobody."""
    now = timezone.now()
    act = request.POST.get("act", "")
    officers = [(one.id, f"{one.name}, {one.title}") for one in people.officers(request.actor) if one.active]
    form = forms.MeansForm(
        request.POST if act == "keep" else None, files=request.FILES if act == "keep" else None, officers=officers
    )
    end = forms.EndMeansForm(request.POST if act == "end" else None)
    chosen = {"keep": form, "end": end}.get(act)
    if chosen is not None and chosen.is_valid():
        try:
            if act == "keep":
                _keep(request, form.cleaned_data, now)
            else:
                actions.end_means(request.actor, end.cleaned_data["means"], now=now)
                messages.success(request, "Đã bỏ; tệp và ảnh đã xóa khỏi máy chủ.")
        except Refused as refused:
            chosen.add_error(refused.field if refused.field in chosen.fields else None, sentence(refused))
        else:
            return redirect("office.signing_means")
    lines = [_line(card, now) for card in seen.means(request.actor)]
    context = {"lines": lines, "keep": form, "form": chosen, "act": act}
    return render(request, "office/signing_means.html", context)


def _line(card: seen.MeansCard, now: datetime) -> dict[str, Any]:
    ended = card.valid_until is not None and card.valid_until < local_day(now)
    return {
        "card": card,
        "who": card.officer or "Cơ quan",
        "source": words.KEY_SOURCES[card.source],
        "until": days.day(card.valid_until) if card.valid_until else "",
        "ended": ended,
    }


def _keep(request: Any, told: Mapping[str, Any], now: datetime) -> None:
    officer_id = int(told["officer"]) if told["officer"].isdigit() else None
    source = KeySource(told["source"])
    content, named = _certificate(told) if source is KeySource.FILE else (b"", None)
    picture = images.stamp(told["picture"].read(images.MOST_BYTES + 1)) if told["picture"] else b""
    signer = SigningSide.OFFICE if officer_id is None else SigningSide.PERSON
    means = Means(source, content, told["label"], picture, (told["width"] or 0) if signer is SigningSide.OFFICE else 0)
    actions.keep_means(
        request.actor,
        means,
        officer_id=officer_id,
        subject=named.subject if named else "",
        valid_until=local_day(named.valid_until) if named else None,
        now=now,
    )
    messages.success(request, "Đã giữ, đã mã hóa. Mật khẩu hay mã PIN thì không giữ: người ký gõ mỗi lần ký.")


def _certificate(told: Mapping[str, Any]) -> tuple[bytes, Named]:
    """The file, once it was seen that it opens with its password; the password is kept nowhere."""
    if not told["certificate"]:
        raise Refused("letters.means.file", field="certificate")
    content = told["certificate"].read(MOST_FILE + 1)
    if len(content) > MOST_FILE:
        raise Refused("letters.certificate.closed", field="certificate")
    return content, read_pkcs12(content, told["word"].encode())
