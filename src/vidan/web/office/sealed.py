"""The confidential handler's own room: what waits, the key, reading with the key, answering, handing back."""

from base64 import b64encode
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions.feedback import alarms, sealed, sealed_handing, sealed_law
from vidan.actions.feedback.legal import Step
from vidan.domain.errors import Refused
from vidan.domain.feedback.legal import LegalAct, LegalKind
from vidan.domain.text import clean_line
from vidan.queries.feedback import sealed as queries
from vidan.queries.feedback.sealed import SealedRow
from vidan.speech.refusals import sentence
from vidan.web.feedback_words import class_name, topic_name
from vidan.web.office.feedback_forms import KeyForm, OpenForm, SealedAnswerForm, SealedHandOverForm, SealedLegalForm
from vidan.web.office.reception_forms import BESIDE

LARGEST_KEY_FILE = 4000


def listing(request: Any) -> HttpResponse:
    """What is for this reader: codes and dates, not a word. The most pressing first, what is done by itself."""
    done, number = request.GET.get("xong") == "1", request.GET.get("trang", "")
    page = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 else 1
    rows = queries.waiting(request.actor, done=done, page=max(page, 1))
    context = {
        "rows": rows[: queries.PAGE],
        "next_page": max(page, 1) + 1 if len(rows) > queries.PAGE else 0,
        "done": done,
        "now": timezone.now(),
        "fingerprint": queries.own_key(request.actor),
        "ringing_sealed": queries.ringing(request.actor),
    }
    return render(request, "office/sealed_list.html", context)


def key(request: Any) -> HttpResponse:
    """A new key pair: the file is handed out once and never kept."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = sealed.make_key(request.actor, form.cleaned_data["passphrase"], now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            answer = HttpResponse(file, content_type="application/json")
            answer["Content-Disposition"] = 'attachment; filename="khoa-tin-mat.json"'
            return answer
    context = {"form": form, "fingerprint": queries.own_key(request.actor)}
    return render(request, "office/sealed_key.html", context, status=422 if request.method == "POST" else 200)


@csp_update({"img-src": ["data:"]})
def page(request: Any, code: str) -> HttpResponse:
    """One sealed thing: opened for one answer of ours, with the file and passphrase that were sent along."""
    row = _row(request, code)
    form, told = OpenForm(), None
    if request.method == "POST":
        form = OpenForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                told = sealed.read(request.actor, code, _private(form), now=timezone.now())
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
            else:
                alarms.looked(request.actor, code, now=timezone.now())
                if "hand_back" in request.POST:
                    return _hand_back(request, code, form)
    failed = request.method == "POST" and told is None
    context = {
        "row": row,
        "form": form,
        "told": _in_words(told),
        "answer_form": SealedAnswerForm(),
        "openings": queries.openings(request.actor, code),
    }
    return render(request, "office/sealed.html", context, status=422 if failed else 200)


def _row(request: Any, code: str) -> SealedRow:
    row = queries.one(request.actor, code)
    if row is None:
        raise Refused("matters.unknown", field="code", code=code)
    return row


def _private(form: OpenForm) -> bytes | None:
    file = form.cleaned_data["key_file"]
    if file is None:
        return None
    text = file.read(LARGEST_KEY_FILE + 1)
    try:
        return sealed.private_half(text.decode("utf-8"), form.cleaned_data["passphrase"])
    except UnicodeDecodeError as problem:
        raise Refused("feedback.key.file", field="key_file") from problem


def _in_words(told: dict[str, Any] | None) -> dict[str, Any] | None:
    if told is None:
        return None
    # The pictures stand in this one answer, like the words: there is no address by which anybody could ask for them.
    pictures = [f"data:image/jpeg;base64,{b64encode(picture).decode()}" for picture in sealed.photos(told)]
    words = {"cls": class_name(str(told["cls"])), "topic": topic_name(str(told["topic"])), "pictures": pictures}
    beside = [(BESIDE[name], text) for name, text in (told.get("desk") or {}).items()]
    return {**told, **words, "desk": beside}


def _hand_back(request: Any, code: str, form: OpenForm) -> HttpResponse:
    if form.cleaned_data["key_file"] is not None:
        form.cleaned_data["key_file"].seek(0)
    try:
        sealed.hand_back(request.actor, code, _private(form), now=timezone.now())
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        context = {"row": _row(request, code), "form": form, "told": None, "answer_form": SealedAnswerForm()}
        return render(request, "office/sealed.html", context, status=422)
    messages.success(request, "Đã trả về bộ phận xử lý thường ngày; người gửi thấy mã mới ở trang theo dõi.")
    return redirect("office.sealed_list")


def hand_over(request: Any) -> HttpResponse:
    """One box, or all of them, to another reader."""
    code, now = clean_line(request.GET.get("ma", ""))[:60], timezone.now()
    row = _row(request, code) if code else None
    others = sealed_handing.may_get(request.actor, now)
    form = SealedHandOverForm(*((request.POST, request.FILES) if request.method == "POST" else ()), readers=others)
    if request.method == "POST" and form.is_valid():
        try:
            private = _private(form)
            handed = sealed_handing.hand_over(
                request.actor, form.cleaned_data["to_officer"], private, code=code, now=now
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            left = (
                f" Còn {handed.left} tin ở lại: niêm phong cho khóa khác, hoặc nói về người nhận."
                if handed.left
                else ""
            )
            messages.success(request, f"Đã bàn giao {handed.moved} tin, niêm phong lại bằng khóa của người nhận.{left}")
            return redirect("office.sealed_list")
    context = {"row": row, "form": form, "others": others}
    return render(request, "office/sealed_hand_over.html", context, status=422 if request.method == "POST" else 200)


def answer(request: Any, code: str) -> HttpResponse:
    """What the sender reads."""
    row = _row(request, code)
    form = SealedAnswerForm(request.POST)
    if form.is_valid():
        try:
            sealed.answer(request.actor, code, form.cleaned_data["words"], now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("office.sealed", code=code)
    context = {"row": row, "form": OpenForm(), "told": None, "answer_form": form}
    return render(request, "office/sealed.html", context, status=422)


def lawful(request: Any, code: str) -> HttpResponse:
    """One step of the law's way, inside the sealed room."""
    row = _row(request, code)
    form = SealedLegalForm(request.POST or None, acts=row.acts, initial={"law": row.law or "denunciation"})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        step = Step(LegalAct(told["act"]), told["words"], told["number"], told.get("remote", False))
        try:
            kind = LegalKind(row.law or told["law"] or "denunciation")
            sealed_law.take(request.actor, code, kind, step, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("office.sealed", code=code)
    if row.law:
        del form.fields["law"]
    status = 422 if request.method == "POST" else 200
    return render(request, "office/sealed_legal.html", {"row": row, "form": form}, status=status)


def conclude(request: Any, code: str) -> HttpResponse:
    """It is concluded by its own law."""
    sealed.conclude(request.actor, code, now=timezone.now())
    return redirect("office.sealed", code=code)
