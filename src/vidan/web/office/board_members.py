"""One member of the board: what is said of him, his photo, his signature, and how his seat ends."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import Seated, SigningWay
from vidan.queries import communes
from vidan.queries import steering as seen
from vidan.speech import steering as words
from vidan.web import drafts
from vidan.web.office import board_forms as forms
from vidan.web.office.board import show


def member(request: Any, member_id: int) -> HttpResponse:
    """One seat with its acts, each behind its own fold."""
    now = timezone.now()
    card = seen.member(request.actor, member_id)
    kept = drafts.restore(request)
    typed = request.POST if request.method == "POST" else kept
    act = typed.get("act", "") if typed is not None else ""
    shown = _forms(request, card, act, typed)
    if request.method == "POST":
        if act not in shown:
            raise Http404
        form = shown[act]
        if form.is_valid():
            try:
                _act(request, card, act, form.cleaned_data, form, now)
            except Refused as refused:
                show(form, refused)
            else:
                return redirect("office.board_member", member_id=member_id)
    context = {
        "member": card,
        "seat": words.SEATS[card.seat],
        "way": words.WAYS[card.commitment.way] if card.commitment else "",
        "sits": card.until_on is None,
        "keeper": request.actor.may(*KEEPERS),
        "own": card.officer.id == request.actor.officer_id,
        "promises": seen.signed_words(local_day(now)),
        "forms": shown,
        "act": act,
        "form": shown.get(act),
        "restored": kept is not None,
    }
    wrong = act in shown and bool(shown[act].errors)
    return render(request, "office/board_member.html", context, status=422 if wrong else 200)


def _forms(request: Any, card: seen.MemberCard, act: str, typed: Any) -> dict[str, Any]:
    """The forms that this officer may fill in, the one that was sent with what was typed."""
    own, keeper = card.officer.id == request.actor.officer_id, request.actor.may(*KEEPERS)
    if card.until_on is not None or not (own or keeper):
        return {}
    today, commune_id = local_day(timezone.now()), request.actor.commune_id
    villages = communes.villages(commune_id, today)

    def build(name: str, kind: type[Any], **more: Any) -> Any:
        data, files = (typed, request.FILES or None) if act == name else (None, None)
        return kind(data, files=files, auto_id=f"id_{name}_%s", **more)

    told = {"field": card.field, "village": str(card.village_id or ""), "reception": card.reception}
    shown: dict[str, Any] = {
        "words": build("words", forms.WordsForm, villages=villages, initial=told),
        "photo": build("photo", forms.PhotoForm),
    }
    if card.commitment is None and own:
        shown["own_sign"] = build("own_sign", forms.OwnSignForm)
    if card.commitment is None and keeper:
        shown["sign"] = build("sign", forms.SignForm, initial={"signed_on": today})
    if keeper:
        shown["leave"] = build("leave", forms.LeaveForm, candidates=_successors(card, commune_id, today))
    return shown


def _successors(card: seen.MemberCard, commune_id: int, today: Any) -> list[tuple[int, str]]:
    """Who may take the seat: who sits on another one, then who sits on none."""
    board = seen.board(commune_id, today)
    sitting = [one.officer for one in board.members if one.id != card.id] if board else []
    return [(one.id, one.name) for one in (*sitting, *seen.candidates(commune_id, today))]


def _act(request: Any, card: seen.MemberCard, act: str, told: dict[str, Any], form: Any, now: Any) -> None:
    actor = request.actor
    if act == "words":
        acts.describe(actor, card.id, now=now, **form.told())
    elif act == "photo":
        acts.show_face(actor, card.id, told["photo"], now=now)
    elif act == "own_sign":
        acts.sign(actor, card.id, signed_on=local_day(now), place=told["place"], way=SigningWay.SCREEN, now=now)
    elif act == "sign":
        acts.sign(
            actor, card.id, signed_on=told["signed_on"], place=told["place"], way=SigningWay.PAPER, scan=told["scan"],
            now=now,
        )  # fmt: skip
    elif told["successor"]:
        successor = Seated(int(told["successor"]), card.seat, card.field, card.village_id)
        acts.succeed(actor, card.id, successor, told["until_on"], told["decision"], now=now)
    else:
        acts.unseat(actor, card.id, told["until_on"], told["decision"], now=now)


def photo(request: Any, name: str) -> HttpResponse:
    """A picture for the office."""
    return picture_answer(seen.picture(request.actor.commune_id, name[:32], public=False))


def picture_answer(content: bytes | None) -> HttpResponse:
    """A JPEG, or not found."""
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})
