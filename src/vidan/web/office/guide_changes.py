"""Changing a guide takes two: one officer proposes other words, another reads old beside new and takes them or not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.domain.procedures.changes import PaperWords
from vidan.domain.text import clean_line
from vidan.queries import people, procedures
from vidan.speech.guide import PARTS
from vidan.speech.refusals import sentence
from vidan.web.office import guide_reading
from vidan.web.wording import SpokenForm

#: Empty lines offered for papers that are not on the list yet.
FRESH_LINES = 3
MOST_LINES = 100 + FRESH_LINES


class ChangeForm(SpokenForm):
    """The words that may change, one step in a line; papers are asked for beside (`PaperForm`)."""

    short_name = forms.CharField(label="Tên bà con hay gọi", max_length=300)
    steps = forms.CharField(
        label="Các bước", help_text="Mỗi bước một dòng.", required=False, max_length=8000, widget=forms.Textarea
    )
    fee_text = forms.CharField(label="Phí, lệ phí", required=False, max_length=4000)
    result = forms.CharField(label="Bà con nhận được gì", required=False, max_length=4000)
    limit_note = forms.CharField(label="Nói thêm về thời hạn", required=False, max_length=4000)
    reason = forms.CharField(
        label="Vì sao sửa?",
        help_text="Một câu; ghi số văn bản nếu có.",
        max_length=500,
        error_messages={"required": "Xin ghi một câu vì sao phải sửa."},
    )

    def values(self) -> dict[str, Any]:
        """By part, as an edition keeps it."""
        data = self.cleaned_data
        told = {part: clean_line(data[part]) for part in ("short_name", "fee_text", "result", "limit_note")}
        steps = [clean_line(line) for line in data["steps"].splitlines()]
        return {**told, "steps": [line for line in steps if line]}


class PaperForm(SpokenForm):
    """One paper of the list; a line without a name is taken away."""

    name = forms.CharField(label="Giấy tờ", required=False, max_length=500)
    condition = forms.CharField(
        label="Khi nào cần",
        help_text="Để trống nếu lúc nào cũng cần; nếu không, bắt đầu bằng “nếu …”.",
        required=False,
        max_length=300,
    )
    originals = forms.IntegerField(label="Bản chính", required=False, min_value=0, max_value=99)
    copies = forms.IntegerField(label="Bản sao", required=False, min_value=0, max_value=99)


class CareForm(SpokenForm):
    """Who keeps the guide, and when it is read again."""

    keeper = forms.ChoiceField(label="Ai giữ hướng dẫn này?")
    review_on = forms.DateField(
        label="Đọc lại trước ngày",
        help_text="Để trống: nửa năm nữa.",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Ngày chưa đúng. Xin gõ ngày/tháng/năm."},
    )

    def __init__(self, *args: Any, commune_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].choices = [("", "Xin chọn"), *((str(pk), name) for pk, name in people.named(commune_id))]


def listing(request: Any) -> HttpResponse:
    """Proposals, those that wait first."""
    rows = procedures.changes(request.actor.commune_id)
    offered = procedures.offered_forms(request.actor.commune_id)
    return render(request, "office/guide_changes.html", {"rows": rows, "offered": offered})


def change(request: Any, change_id: int) -> HttpResponse:
    """Old beside new; whoever did not propose it may take it, anybody may send it back with a reason."""
    card = procedures.change(request.actor.commune_id, change_id)
    if card is None:
        raise Http404(change_id)
    typed, problem = clean_line(request.POST.get("reason", ""))[:500], ""
    if request.method == "POST":
        try:
            _decide(request, change_id, typed)
        except Refused as refused:
            problem = sentence(refused)
        else:
            return redirect("office.guide_change", change_id=change_id)
    context = {
        "change": card,
        "parts": [(PARTS[one.part], one) for one in card.changed],
        "own": card.proposed_by.id == request.actor.officer_id,
        "typed": typed,
        "problem": problem,
    }
    return render(request, "office/guide_change.html", context, status=422 if problem else 200)


def _decide(request: Any, change_id: int, typed: str) -> None:
    now = timezone.now()
    if request.POST.get("decision") == "take":
        acts.take_change(request.actor, change_id, now=now)
        messages.success(request, "Đã duyệt. Bà con thấy bản mới từ bây giờ; bản cũ vẫn xem lại được theo ngày.")
    else:
        acts.refuse_change(request.actor, change_id, typed, now=now)
        messages.success(request, "Đã ghi là không sửa, kèm lý do.")


def propose(request: Any, key: str) -> HttpResponse:
    """Propose other words: the form opens with what holds today."""
    card = _card(request, key)
    forms_of = opened(card)
    form, lines = forms_of["form"], forms_of["lines"]
    if request.method == "POST":
        count = min(int(text) if (text := request.POST.get("lines", "")).isdecimal() else len(lines), MOST_LINES)
        lines = [PaperForm(request.POST, prefix=f"papers-{place}") for place in range(count)]
        form = ChangeForm(request.POST, initial=form.initial)
    if request.method == "POST" and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        try:
            values = {**form.values(), "papers": _papers(card, lines)}
            made = acts.propose_change(request.actor, key, values, form.cleaned_data["reason"], now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã gửi đề nghị. Một cán bộ khác đọc và duyệt thì bà con mới thấy.")
            return redirect("office.guide_change", change_id=made.pk)
    context = {"procedure": card, "form": form, "lines": lines, "reading": guide_reading.read(card)}
    return render(request, "office/guide_propose.html", context, status=422 if request.method == "POST" else 200)


def opened(card: procedures.ProcedureCard) -> dict[str, Any]:
    """The forms of a change, filled with what holds today: `form`, and `lines`, one for each paper and a few empty."""
    papers = [vars(paper) for paper in card.papers] + [{}] * FRESH_LINES
    lines = [PaperForm(initial=paper, prefix=f"papers-{place}") for place, paper in enumerate(papers)]
    return {"form": ChangeForm(initial={**vars(card), "steps": "\n".join(card.steps)}), "lines": lines}


def _papers(card: procedures.ProcedureCard, lines: list[PaperForm]) -> list[PaperWords]:
    """The papers as typed; a line without a name is taken away."""
    told = []
    for place, line in enumerate(lines):
        data = line.cleaned_data
        name, condition = clean_line(data["name"]), clean_line(data["condition"])
        if name:
            known = place if place < len(card.papers) else None
            told.append(PaperWords(known, name, condition, data["originals"] or 0, data["copies"] or 0))
    return told


def care(request: Any, key: str) -> HttpResponse:
    """Name the keeper of a guide, or say that it was read again and is still true."""
    card = _card(request, key)
    commune_id, now = request.actor.commune_id, timezone.now()
    known = procedures.care(commune_id, key)
    initial = {"keeper": str(known.keeper.id)} if known else {}
    naming = request.method == "POST" and "still" not in request.POST
    form = CareForm(request.POST if naming else None, initial=initial, commune_id=commune_id)
    if request.method == "POST":
        try:
            if not naming:
                acts.still_true(request.actor, key, now=now)
                messages.success(request, "Cảm ơn. Đã ghi hôm nay có người đọc lại, hướng dẫn vẫn đúng.")
                return redirect("office.procedure", key=key)
            if form.is_valid():
                day = form.cleaned_data["review_on"]
                acts.name_keeper(request.actor, key, int(form.cleaned_data["keeper"]), day, now=now)
                messages.success(request, "Đã giao người giữ hướng dẫn.")
                return redirect("office.procedure", key=key)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
    may_name = request.actor.may(Role.LEADER, Role.ADMINISTRATOR)
    context = {"procedure": card, "care": known, "form": form if may_name else None}
    return render(request, "office/guide_care.html", context, status=422 if request.method == "POST" else 200)


def _card(request: Any, key: str) -> procedures.ProcedureCard:
    card = procedures.by_key(request.actor.commune_id, key, local_day(timezone.now()))
    if card is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    return card
