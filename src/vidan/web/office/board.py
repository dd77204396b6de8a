"""The steering board at the desk: the wizard "Ra mắt mô hình", its papers, who sits in it, what each has signed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import letters
from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.content.steering import founding
from vidan.domain.errors import Refused
from vidan.domain.letters.states import State
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries import communes
from vidan.queries import letters as papers_seen
from vidan.queries import steering as seen
from vidan.speech import letters as letter_words
from vidan.speech import steering as words
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office import board_forms as forms
from vidan.web.office.letter_printing import letter_pdf

#: Copies that are sealed of each founding paper when it is done in one sitting.
COPIES = 2


def overview(request: Any) -> HttpResponse:
    """Who sits in the board, who signed, which papers are ready; or the way to the wizard."""
    today = local_day(timezone.now())
    card = seen.board(request.actor.commune_id, today)
    context = {
        "board": card,
        "members": [_line(member) for member in card.members] if card else [],
        "left": [_line(member) for member in card.left] if card else [],
        "papers": paper_lines(request, card) if card else [],
        "keeper": request.actor.may(*KEEPERS),
    }
    return render(request, "office/board.html", context)


def _line(member: seen.MemberCard) -> dict[str, Any]:
    return {"card": member, "seat": words.SEATS[member.seat]}


def launch(request: Any) -> HttpResponse:
    """Ra mắt mô hình: name, day, members; then the four papers are drafted and wait for their signatures."""
    now = timezone.now()
    today = local_day(now)
    if seen.board(request.actor.commune_id, today) is not None:
        return redirect("office.board_papers")
    kept = drafts.restore(request)
    data = request.POST if request.method == "POST" else kept
    first = {"name": founding().name, "from_on": today}
    form = forms.LaunchForm(data, candidates=seen.candidates(request.actor.commune_id, today), initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.found(request.actor, told["name"], told["from_on"], form.members(), now=now)
            acts.draft_papers(request.actor, told["contact"], now=now)
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã lập Ban điều hành và soạn sẵn bốn văn bản. Xin đọc lại từng bản.")
            return redirect("office.board_papers")
    context = {"form": form, "restored": kept is not None, "administrator": request.actor.may(Role.ADMINISTRATOR)}
    return render(request, "office/board_launch.html", context, status=422 if form.errors else 200)


def show(form: Any, refused: Refused) -> None:
    """A refusal beside the field at fault, or above the form."""
    form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))


def papers(request: Any) -> HttpResponse:
    """The four founding papers in one sitting: one press takes all that wait at the same step one step on."""
    now = timezone.now()
    card = seen.board(request.actor.commune_id, local_day(now))
    if card is None:
        return redirect("office.board_launch")
    form = forms.ContactForm(request.POST if request.POST.get("act") == "draft" else None)
    if request.method == "POST":
        if request.POST.get("act") == "draft":
            if form.is_valid():
                acts.draft_papers(request.actor, form.cleaned_data["contact"], now=now)
                return redirect("office.board_papers")
        else:
            _take_on(request, card, request.POST.get("state", ""), now)
            return redirect("office.board_papers")
    lines = paper_lines(request, card)
    steps = [state for state in words.NEXT if any(line["next"] == state for line in lines)]
    context = {
        "lines": lines,
        "form": form,
        "missing": len(card.papers) < len(words.PAPERS),
        "nobody_signs": _nobody_signs(request, card, local_day(now)),
        "may_rights": request.actor.may(Role.ADMINISTRATOR, Role.LEADER),
        "steps": [
            {"state": state, "button": words.NEXT[state], "count": sum(line["next"] == state for line in lines)}
            for state in steps
        ],
        "done": all(line["done"] for line in lines) and len(card.papers) == len(words.PAPERS),
    }
    return render(request, "office/board_papers.html", context)


def _nobody_signs(request: Any, card: seen.BoardCard, day: date) -> bool:
    """Whether papers wait for a signature that nobody may give on a day: better said now than at the third step."""
    waits = any(paper.state in (State.DRAFT, State.CHECKING, State.SIGNING) for paper in card.papers)
    return waits and not any(right.holds_on(day) for right in papers_seen.rights(request.actor))


def paper_lines(request: Any, card: seen.BoardCard) -> list[dict[str, Any]]:
    """Each paper with where it stands, and the step that this officer may take with it now."""
    return [
        {
            "card": paper,
            "name": words.PAPERS[paper.key],
            "state": letter_words.STATES[paper.state.value],
            "next": _next(request, paper),
            "done": paper.state in (State.SEALED, State.SENT, State.ACKNOWLEDGED),
        }
        for paper in card.papers
    ]


def _next(request: Any, paper: seen.PaperCard) -> str:
    actor = request.actor
    mine = {State.DRAFT: KEEPERS, State.CHECKING: KEEPERS, State.SIGNING: (Role.LEADER,), State.SIGNED: (Role.CLERK,)}
    mine[State.NUMBERED] = (Role.CLERK,)
    if paper.state not in mine or not actor.may(*mine[paper.state]):
        return ""
    if paper.state is State.CHECKING and actor.name in papers_seen.card(actor, paper.code).authors:
        return ""  # a second pair of eyes
    return paper.state.value


def _take_on(request: Any, card: seen.BoardCard, state: str, now: Any) -> None:
    """One step for every paper that stands there; what cannot go on says why."""
    actor = request.actor
    for paper in card.papers:
        if paper.state.value != state:
            continue
        try:
            _step(request, paper, now)
        except Refused as refused:
            messages.error(request, f"{words.PAPERS[paper.key]}: {sentence(refused)}")
            return
    if state == State.SIGNED.value:
        for paper in card.papers:  # what is sealed later is printed and kept now
            letter_pdf(request, papers_seen.card(actor, paper.code), now)


def _step(request: Any, paper: seen.PaperCard, now: Any) -> None:
    actor, code = request.actor, paper.code
    if paper.state is State.NUMBERED:
        letter_pdf(request, papers_seen.card(actor, code), now)
        letters.seal(actor, code, COPIES, now=now, seen_version=paper.version)
        return
    plain = {
        State.DRAFT: letters.submit,
        State.CHECKING: letters.check,
        State.SIGNING: letters.sign,
        State.SIGNED: letters.number,
    }
    act = plain.get(paper.state)
    if act is None:
        raise Http404
    act(actor, code, now=now, seen_version=paper.version)


def new_member(request: Any) -> HttpResponse:
    """One more seat, by a decision."""
    now = timezone.now()
    commune_id = request.actor.commune_id
    kept = drafts.restore(request)
    form = forms.SeatForm(
        request.POST if request.method == "POST" else kept,
        candidates=seen.candidates(commune_id, local_day(now)),
        villages=communes.villages(commune_id, local_day(now)),
        initial={"from_on": local_day(now)},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = acts.seat(request.actor, form.seated(), told["from_on"], told["decision"], now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.board_member", member_id=row.pk)
    context = {"form": form, "restored": kept is not None}
    return render(request, "office/board_seat.html", context, status=422 if form.errors else 200)
