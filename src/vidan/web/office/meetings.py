"""Meetings at the desk: what is planned and held, a new one with its agenda proposed, one screen for the minutes."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.promises import Verdict
from vidan.domain.steering import Attendance, MeetingKind, Seat
from vidan.queries import steering as seen
from vidan.queries.promises import board as figures
from vidan.speech import steering as words
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.feedback_words import topic_name
from vidan.web.office import meeting_forms as forms
from vidan.web.office.board import show
from vidan.web.office.plan import members
from vidan.web.office.questions import About

#: What each button of the meeting's screen says when it is done.
DONE = {
    "save": "Đã ghi.",
    "decide": "Đã ghi kết luận. Có người làm và hạn thì đã thành nhiệm vụ.",
    "ask": "Đã ghi câu hỏi.",
    "end": "Đã khép buổi tiếp dân, những gì ghi ở đây nằm lại trong sổ.",
    "close": "Đã khép cuộc họp; biên bản thành văn bản để kiểm tra và ký.",
    "announce": "Đã thông báo trên trang của xã.",
    "cancel": "Đã hủy, lý do hiện trên trang của xã.",
    "answer": "Đã trả lời, mọi người đọc được.",
    "photo": "Đã thêm ảnh.",
    "news": "Đã đăng tin trên trang của xã.",
    "invite": "Đã soạn giấy mời.",
}
#: What the list may be narrowed to: the word in the address, its title, and whether it is before the people.
KINDS: dict[str, tuple[str, bool | None]] = {
    "": ("Tất cả", None),
    "hop": ("Họp Ban điều hành", False),
    "dan": ("Tiếp dân, đối thoại", True),
}
#: Buttons of the one big form; each keeps everything that was typed in it.
WRITING = ("save", "decide", "ask", "end", "close")


def listing(request: Any) -> HttpResponse:
    """All meetings, and what the law asks of reception days and dialogues."""
    today = local_day(timezone.now())
    chosen = request.GET.get("loai", "") if request.GET.get("loai", "") in KINDS else ""
    shown = KINDS[chosen][1]
    reception, dialogue = seen.duties(request.actor.commune_id, today)
    rows = [
        {
            "row": row,
            "kind": words.MEETING_KINDS[row.kind],
            "state": words.MEETING_STATES[row.state],
            "tone": words.MEETING_TONES[row.state],
        }
        for row in seen.meetings(request.actor.commune_id, public=shown)
    ]
    tabs = [
        {"title": title, "url": f"?loai={name}" if name else "?", "current": name == chosen}
        for name, (title, _) in KINDS.items()
    ]
    context = {
        "rows": rows,
        "tabs": tabs,
        "reception": reception,
        "dialogue": dialogue,
        "keeper": request.actor.may(*KEEPERS),
    }
    return render(request, "office/meetings.html", context)


def proposed(commune_id: int, now: datetime) -> str:
    """The agenda that the facts ask for."""
    facts = seen.agenda(commune_id, now)
    topics = [(topic_name(topic).lower(), count) for topic, count in facts.topics]
    undone = [f"{one.title} ({one.holder.name})" if one.holder else one.title for one in facts.undone]
    day = local_day(now)
    missed = [
        seen.promise_named(one.number, day)
        for one in figures.board(commune_id, day).promises
        if one.measured and one.main.verdict is Verdict.MISSED
    ]
    return words.agenda_lines(undone, facts.late_assignments, facts.late_dossiers, topics, facts.unanswered, missed)


def new(request: Any) -> HttpResponse:
    """When, where, who leads, and what about: the agenda is proposed."""
    now, actor = timezone.now(), request.actor
    kept = drafts.restore(request)
    initial = {"time": time(8), "agenda": proposed(actor.commune_id, now), **_usual_hands(actor.commune_id, now)}
    form = forms.PlanMeetingForm(
        request.POST if request.method == "POST" else kept, members=members(request), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.plan_meeting(actor, form.meeting(), now=now)
        except Refused as refused:
            _show(form, refused)
        else:
            return redirect("office.meeting", meeting_code=row.code)
    about = About("Cuộc họp", "mời đúng người, bàn đúng việc", "", reverse("office.meetings"))
    context = {
        "about": about,
        "form": form,
        "title": "Cuộc họp mới",
        "button": "Lên lịch",
        "restored": kept is not None,
    }
    return render(request, "office/question.html", context, status=422 if form.errors else 200)


def _usual_hands(commune_id: int, now: datetime) -> dict[str, str]:
    """The head leads and the standing member writes, or whoever else sits: never the same person twice."""
    board = seen.board(commune_id, local_day(now))
    sitting = [one for one in board.members if one.sits_on(local_day(now))] if board else []
    order = (Seat.STANDING, Seat.DEPUTY, Seat.MEMBER)
    pens = sorted((one for one in sitting if one.seat in order), key=lambda one: order.index(one.seat))
    heads = [one for one in sitting if one.seat is Seat.HEAD]
    return {name: str(found[0].officer.id) for name, found in (("chair", heads), ("secretary", pens)) if found}


def _show(form: Any, refused: Refused) -> None:
    """A moment is typed as a day and an hour: what is wrong with it stands beside the day."""
    if refused.field == "starts_at":
        form.add_error("on", sentence(refused))
    else:
        show(form, refused)


def detail(request: Any, meeting_code: str) -> HttpResponse:
    """One meeting on one screen: who came, what was said, what was decided; and what else may be done with it."""
    now = timezone.now()
    card = seen.meeting(request.actor, meeting_code)
    kept = drafts.restore(request)
    typed = request.POST if request.method == "POST" else kept
    act = typed.get("act", "") if typed is not None else ""
    shown = _forms(request, card, act, typed)
    place = "write" if act in WRITING else act
    if request.method == "POST":
        if place not in shown:
            raise Http404
        form = shown[place]
        if form is None or form.is_valid():
            try:
                _act(request, card, act, form, now)
            except Refused as refused:
                if form is None:
                    messages.error(request, sentence(refused))
                    return redirect("office.meeting", meeting_code=meeting_code)
                _place(form, act, refused)
            else:
                messages.success(request, DONE[act])
                return redirect("office.meeting", meeting_code=meeting_code)
    form = shown.get(place)
    context = {
        "meeting": card,
        "kind": words.MEETING_KINDS[card.kind],
        "state": words.MEETING_STATES[card.state],
        "tone": words.MEETING_TONES[card.state],
        "guests": _came(card),
        "today": local_day(now),
        "questions": [{"card": one, "answer": _answering(one, shown, form)} for one in card.questions],
        "undone": seen.undone(request.actor.commune_id, card.starts_at) if card.open else (),
        "forms": shown,
        "form": form,
        "act": place,
        "restored": kept is not None,
        "begun": now >= card.starts_at,
        "reception": card.kind is MeetingKind.RECEPTION,
    }
    return render(request, "office/meeting.html", context, status=422 if form is not None and form.errors else 200)


def _came(card: seen.MeetingCard) -> list[tuple[str, list[str]]]:
    """Who was there and who was not: the names behind each mark."""
    told = [(words.ATTENDANCE[mark], [name for name, came in card.guests if came is mark]) for mark in Attendance]
    return [(mark, names) for mark, names in told if names]


def _expected(request: Any, card: seen.MeetingCard) -> list[tuple[int, str]]:
    """Whose presence is marked: the whole board's, or of those who receive the people."""
    if card.kind is MeetingKind.RECEPTION:
        return [(card.chair_id, card.chair), (card.secretary_id, card.secretary)]
    return members(request)


def _answering(one: seen.QuestionCard, shown: dict[str, Any], form: Any) -> forms.AnswerForm | None:
    """The form for a question that waits: the one that was sent keeps what was typed."""
    if one.answer or "photo" not in shown:
        return None
    sent = isinstance(form, forms.AnswerForm) and form.answers == one.number
    return form if sent else forms.AnswerForm(number=one.number)


def _forms(request: Any, card: seen.MeetingCard, act: str, typed: Any) -> dict[str, Any]:
    """What this officer may do with the meeting now, by the value of its button."""
    actor = request.actor
    keeper = actor.may(*KEEPERS)
    if not keeper and card.secretary_id != actor.officer_id:
        return {}
    shown: dict[str, Any] = {}

    def build(name: str, kind: type[Any], **more: Any) -> None:
        sent = act == name or (name == "write" and act in WRITING)
        data, files = (typed, request.FILES or None) if sent else (None, None)
        shown[name] = kind(data, files=files, auto_id=f"id_{name}_%s", **more)

    if card.open:
        came = {f"came_{key}": mark.value for key, mark in card.came.items()}
        initial = {"agenda": card.agenda, "course": card.course, "conclusion": card.conclusion, **came}
        build("write", forms.MinutesForm, members=_expected(request, card), initial=initial)
    if card.open and keeper:
        build("cancel", forms.CancelForm)
        if card.public and card.announced_at is None:
            shown["announce"] = None
        if not card.public and not card.invitation:
            build("invite", forms.InviteForm)
    if act == "answer":
        asked = typed.get("number", "")
        number = next((one.number for one in card.questions if not one.answer and str(one.number) == asked), None)
        if number is not None:
            shown["answer"] = forms.AnswerForm(typed, number=number)
    build("photo", forms.MeetingPhotoForm)
    if keeper:
        build("news", forms.NewsForm, initial={"title": card.news_title or card.title, "text": card.news})
    return shown


def _place(form: Any, act: str, refused: Refused) -> None:
    """A refusal beside the field of the one form that it means."""
    fields = {
        "decide": {"words": "decision", "title": "decision"},
        "ask": {"words": "question"},
    }.get(act, {})
    name = fields.get(refused.field, refused.field)
    form.add_error(name if name in form.fields else None, sentence(refused))


def _act(request: Any, card: seen.MeetingCard, act: str, form: Any, now: datetime) -> None:
    actor, code = request.actor, card.code
    if act == "announce":
        acts.announce(actor, code, now=now)
        return
    told = form.cleaned_data
    if act in WRITING:
        _write(actor, code, act, form, now)
    elif act == "cancel":
        acts.cancel(actor, code, told["reason"], now=now)
    elif act == "answer":
        acts.answer(actor, code, told["number"], told["answer"], now=now)
    elif act == "photo":
        acts.add_photo(actor, code, told["picture"], told["picture_words"], now=now)
    elif act == "news":
        acts.tell(actor, code, told["title"], told["text"], now=now)
    else:
        acts.invite(actor, code, told["contact"], now=now)


def _write(actor: Any, code: str, act: str, form: Any, now: datetime) -> None:
    """Everything typed is kept first, then the button's own act."""
    told = form.cleaned_data
    acts.write(
        actor,
        code,
        form.came(),
        agenda=told["agenda"],
        course=told["course"],
        conclusion=told["conclusion"],
        now=now,
    )
    if act == "decide":
        officer = int(told["officer"]) if told["officer"] else None
        acts.decide(actor, code, told["decision"], officer_id=officer, due_on=told["due_on"], now=now)
    elif act == "ask":
        acts.ask(actor, code, told["question"], told["answer"], now=now)
    elif act == "end":
        acts.close_reception(actor, code, now=now)
    elif act == "close":
        acts.close(actor, code, now=now)
