"""What people said, at the desk: the list, one message, and each act on it as one calm question."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions.feedback import legal, sender, showing, slips, working
from vidan.actions.feedback.legal import Step
from vidan.actions.feedback.working import Answer
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import publishing
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalAct
from vidan.domain.feedback.saying import BAD_RATING, MOST_HAND_OVERS
from vidan.domain.moments import local_day
from vidan.queries import calendar as calendars
from vidan.queries import people
from vidan.queries.feedback import desk
from vidan.queries.feedback.desk import FeedbackCard
from vidan.queries.feedback.tracking import SaidLine
from vidan.speech.feedback import AT_THE_DESK, DOORS, EVENTS, LEGAL_ACTS, STATES, WAYS
from vidan.speech.refusals import sentence
from vidan.speech.states import CAUSES
from vidan.web import drafts
from vidan.web.feedback_words import class_name, heed, topic_name
from vidan.web.office.dossier_forms import ReassignForm, SeenForm
from vidan.web.office.feedback_forms import (
    AnswerForm,
    HeardForm,
    LegalForm,
    LostForm,
    SealForm,
    ShowForm,
    SortForm,
    TakeForm,
    ThankForm,
)
from vidan.web.office.typing_in import slip

#: What a complaint's law lets one do at each stage; whether it is too often, and whose desk it is, the action says.
LEGAL_STAGES = {
    "accept": frozenset({LegalAct.ACCEPT.value, LegalAct.DECLINE.value}),
    "settle": frozenset({LegalAct.EXTEND.value, LegalAct.CONCLUDE.value}),
}
#: The two endings of an answer, each with a standard text.
ENDINGS = ("answered", "solved")
Form = Callable[[FeedbackCard, Any, Any], forms.Form]


def detail(request: Any, code: str) -> HttpResponse:
    """One message: its words, where it stands, what may be done."""
    card = desk.feedback(request.actor, code)
    request.shown_persons.append(card.code)
    context = {**_shown(card, request.actor.officer_id), "send_on_by": _send_on_by(request, card)}
    return render(request, "office/feedback.html", context)


def _send_on_by(request: Any, card: FeedbackCard) -> datetime | None:
    """The last moment to send it where it belongs, where that may still be done."""
    if "send_on" not in card.acts or card.contested:
        return None
    return content.clocks().send_on_by(calendars.calendar_for(request.commune), card.received_at)


def _shown(card: FeedbackCard, officer_id: int | None) -> dict[str, Any]:
    now, mine = timezone.now(), card.holder is not None and card.holder.id == officer_id
    return {
        "card": card,
        "state": STATES[card.state],
        "cls": class_name(card.cls),
        "topic": topic_name(card.topic),
        "door": DOORS[card.door],
        "late": card.due_at is not None and card.due_at < now and card.closed_at is None,
        "lines": [
            {"title": AT_THE_DESK.get(line.kind) or EVENTS[line.kind], "at": line.at, "officer": line.officer}
            | {"told": line.told, "checked_on": day_told(line, "checked_on"), "on": day_told(line, "on")}
            | {"way": WAYS.get(line.told.get("way", ""), "")}
            for line in card.lines
            if line.kind != "handed_over"  # it stands among `hands`
        ],
        "hands": [{"title": CAUSES[hand.cause], "hand": hand} for hand in card.hands.lines],
        "enough": "hand_over" not in card.acts and card.hands.times >= MOST_HAND_OVERS and mine,
        "showable": card.may_publish and card.decided and MessageClass(card.cls) in showing.SHOWABLE,
        "legal": bool(card.acts & {act.value for act in LegalAct}),
        "form": SeenForm(initial={"version": card.version}),
    }


def day_told(line: SaidLine, name: str) -> date | None:
    """A day that stands in a line: when it was checked, when it went to another body."""
    told = line.told.get(name)
    return date.fromisoformat(told) if told else None


def question(request: Any, code: str, title: str, button: str, form: Form, act: Any, **context: Any) -> HttpResponse:
    """An act that asks one thing: errors beside the fields, what was typed kept; then the message again."""
    card = desk.feedback(request.actor, code)
    kept = drafts.restore(request)
    posted = request.method == "POST"
    page = form(card, request.POST if posted else kept, request.FILES if posted else None)
    if posted and page.is_valid():
        try:
            shown = act(page.cleaned_data)
        except Refused as refused:
            if refused.code == "matters.unknown":
                raise
            page.add_error(refused.field if refused.field in page.fields else None, sentence(refused))
            context["remarked"] = refused.code == "feedback.answer.remarks"
        else:
            return shown or _after(request, code)
    request.shown_persons.append(card.code)
    told = _shown(card, request.actor.officer_id)
    shown = {**told, "form": page, "title": title, "button": button, "restored": kept is not None, **context}
    return render(request, "office/feedback_question.html", shown, status=422 if posted else 200)


def _after(request: Any, code: str) -> HttpResponse:
    """Back to the message; when it is not there any more (it was sealed), to the list."""
    try:
        desk.find(request.actor, code)
    except Refused:
        messages.success(request, "Đã chuyển cho người giữ tin mật. Nội dung không còn ở đây nữa.")
        return redirect("office.feedback_list")
    return redirect("office.feedback", code=code)


def sort(request: Any, code: str) -> HttpResponse:
    """What is it, and whose desk is it?"""

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        return SortForm(data, initial={"cls": card.cls, "topic": card.topic, "version": card.version})

    def act(told: dict[str, Any]) -> None:
        cls, topic, seen = MessageClass(told["cls"]), Topic(told["topic"]), told["version"]
        working.acknowledge(request.actor, code, cls, topic, why=told["why"], now=timezone.now(), seen_version=seen)

    return question(request, code, "Đọc và nhận ý kiến này", "Đã đọc, nhận việc", form, act, because=True)


def answer(request: Any, code: str) -> HttpResponse:
    """What do we say back?"""

    sample = request.GET.get("mau", "")

    def form(card: FeedbackCard, data: Any, files: Any) -> forms.Form:
        filled = {"said": content.answers(card.topic)[sample], "ending": sample} if sample in ENDINGS else {}
        return AnswerForm(data, files, initial={"version": card.version, **filled})

    def act(told: dict[str, Any]) -> None:
        texts = [told[name] for name in ("asked", "said", "next_step")]
        heed(texts, "said", sent_anyway="as_it_is" in request.POST)
        given = Answer(told["asked"], told["said"], told["next_step"], told["checked_on"], told["no_photo_why"])
        working.answer(
            request.actor,
            code,
            given,
            solved=told["ending"] == "solved",
            photos=told["photos"],
            now=timezone.now(),
            seen_version=told["version"],
        )

    return question(request, code, "Trả lời bà con", "Gửi trả lời", form, act, files=True, beside=True)


def lawful(request: Any, code: str) -> HttpResponse:
    """A complaint: accept it? Conclude it?"""

    sample = request.GET.get("mau", "")

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        acts = LEGAL_STAGES.get(card.stage, frozenset())
        filled = {"act": sample, "words": content.step_texts()[sample]} if sample in acts else {}
        return LegalForm(data, acts=acts, initial={"version": card.version, **filled})

    def act(told: dict[str, Any]) -> None:
        step = Step(LegalAct(told["act"]), told["words"], told["number"], told.get("remote", False))
        legal.take(request.actor, code, step, now=timezone.now(), seen_version=told["version"])

    return question(request, code, "Giải quyết khiếu nại theo luật", "Ghi bước này", form, act, samples=LEGAL_ACTS)


def heard(request: Any, code: str) -> HttpResponse:
    """Somebody came or called: the answer is not good enough."""

    def act(told: dict[str, Any]) -> None:
        words = f"({DOORS[told['door']]}) {told['words']}"
        if told["unhappy"] and desk.feedback(request.actor, code).contested < 2:
            sender.appeal(request.actor, code, BAD_RATING, words, now=timezone.now())
        else:
            sender.contest(request.actor, code, words, now=timezone.now())

    title = "Bà con chưa đồng ý với câu trả lời"
    return question(request, code, title, "Ghi lời bà con", lambda _card, data, _files: HeardForm(data), act)


def new_slip(request: Any, code: str) -> HttpResponse:
    """Somebody lost her slip: which telephone did she leave? Then the new one, to be printed at once."""

    def act(told: dict[str, Any]) -> HttpResponse:
        request.shown_persons.append(code)
        return slip(request, slips.replace_lost(request.actor, code, told["phone"], now=timezone.now()), lost=True)

    title = "Bà con làm mất phiếu"
    return question(request, code, title, "In phiếu mới", lambda _card, data, _files: LostForm(data), act)


def hand_over(request: Any, code: str) -> HttpResponse:
    """To whom, and why?"""

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        who = people.may_hold(request.actor.commune_id, local_day(timezone.now()))
        held = card.hands.barred | ({card.holder.id} if card.holder is not None else set())
        others = [item for item in who if item[0] not in held]
        return ReassignForm(data, officers=others, initial={"version": card.version})

    def act(told: dict[str, Any]) -> None:
        to, seen = int(told["to_officer"]), told["version"]
        working.hand_over(request.actor, code, to, told["reason"], now=timezone.now(), seen_version=seen)

    return question(request, code, "Chuyển người xử lý", "Chuyển", form, act)


def thank(request: Any, code: str) -> HttpResponse:
    """In which words do we say thank you?"""
    return question(
        request,
        code,
        "Viết lời cảm ơn",
        "Gửi lời cảm ơn",
        lambda card, data, _files: ThankForm(data),
        lambda told: working.thank(request.actor, code, told["words"], now=timezone.now()),
    )


def show(request: Any, code: str) -> HttpResponse:
    """In which words may everybody read it?"""

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        answers = [line.told.get("said", "") for line in card.lines if line.kind in ("answered", "solved")]
        said = answers[-1] if answers else ""  # the commune's words alone: what she contests with is hers
        shown = {
            "text": card.public_text or publishing.without_person(card.text, card.name),
            "place": card.public_place or publishing.without_person(card.place, card.name),
            "answer": card.public_answer or publishing.without_person(said, card.name, answer=True),
        }
        return ShowForm(data, initial=shown)

    def act(told: dict[str, Any]) -> None:
        showing.show(request.actor, code, told["text"], told["place"], told["answer"], now=timezone.now())

    return question(request, code, "Đăng cho mọi người đọc", "Đăng", form, act)


def take_over(request: Any, code: str) -> HttpResponse:
    """To my desk: why?"""

    def act(told: dict[str, Any]) -> None:
        working.take(request.actor, code, told["reason"], now=timezone.now(), seen_version=told["version"])

    return question(
        request,
        code,
        "Nhận việc này về bàn mình",
        "Nhận việc này",
        lambda card, data, _files: TakeForm(data, initial={"version": card.version}),
        act,
    )


def adopt(request: Any, code: str) -> HttpResponse:
    """An idea that we take up: thanks are owed."""
    return _act(request, code, lambda _seen: working.adopt(request.actor, code, now=timezone.now()))


def hide(request: Any, code: str) -> HttpResponse:
    """Take it from the public list."""
    return _act(request, code, lambda _seen: showing.hide(request.actor, code, now=timezone.now()))


def seal(request: Any, code: str) -> HttpResponse:
    """It is a denunciation after all: about whom? He never reads it."""

    def form(card: FeedbackCard, data: Any, _files: Any) -> forms.Form:
        officers = people.named(request.actor.commune_id)
        return SealForm(data, officers=officers, initial={"version": card.version})

    def act(told: dict[str, Any]) -> None:
        about, seen = told["officer"], told["version"]
        working.seal_away(request.actor, code, concerned=about, now=timezone.now(), seen_version=seen)

    return question(request, code, "Đây là tố cáo: niêm phong", "Niêm phong ngay", form, act)


def _act(request: Any, code: str, act: Callable[[int | None], Any]) -> HttpResponse:
    desk.find(request.actor, code)
    form = SeenForm(request.POST)
    try:
        act(form.seen if form.is_valid() else None)
    except Refused as refused:
        messages.error(request, sentence(refused))
    return redirect("office.feedback", code=code)
