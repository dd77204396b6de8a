"""Lists of the provincial system at the desk: lay one down, see what it would bring, let it in, read the report."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions.dossiers import import_maps
from vidan.actions.dossiers import imports as acts
from vidan.adapters import spreadsheets
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_columns import NEEDED
from vidan.domain.errors import Refused
from vidan.domain.moments import local, local_day
from vidan.queries.dossiers import importing as seen
from vidan.speech import days
from vidan.speech.import_columns import COLUMNS, IMPORT_STATES
from vidan.speech.refusals import sentence
from vidan.speech.states import STATES
from vidan.web.office import import_words
from vidan.web.office.list_sheets import Table, workbook
from vidan.web.wording import SpokenForm

#: Wrong rows shown on the page; the workbook has them all.
SHOWN = 50
#: Seconds after which a page that waits looks again by itself.
LOOK_AGAIN = 3
KEPT = "Đã nhớ. Xin nhập lại cùng tệp: dòng chưa vào sẽ vào sổ; dòng đã vào mà nay hiểu khác đi thì cập nhật theo."
NOTHING_SAID = "Chưa có từ nào được chỉ nghĩa khác đi."


class ListForm(SpokenForm):
    """The file, and how its columns are read."""

    file = forms.FileField(
        label="Danh sách xuất từ hệ thống của tỉnh",
        help_text="Tệp .xlsx hoặc .csv, nặng nhất 20 MB.",
        error_messages={"required": "Xin chọn tệp danh sách.", "empty": "Tệp này trống. Xin chọn tệp khác."},
    )
    map_name = forms.CharField(
        label="Cách đọc cột",
        help_text="Tên một cách đã nhớ, hoặc tên mới để lần sau dùng lại. Để trống thì đoán theo tiêu đề.",
        required=False,
        max_length=import_maps.LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "cach-doc", "autocomplete": "off"}),
    )

    def clean_file(self) -> Any:
        """Refused before anything is kept."""
        file = self.cleaned_data["file"]
        if file.size > spreadsheets.MOST_BYTES:
            most = spreadsheets.MOST_BYTES // (1024 * 1024)
            raise forms.ValidationError(sentence(Refused("spreadsheets.too_large", field="file", most_mb=most)))
        return file


def listing(request: Any) -> HttpResponse:
    """Lay a list down; the newest ones, and how far each is."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = acts.begin(
                request.actor, file.name, file.read(), map_name=form.cleaned_data["map_name"], now=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("office.import", import_id=row.pk)
    rows = [
        {"card": card, "state": IMPORT_STATES[card.state], "at": days.moment(local(card.made_at))}
        for card in seen.newest(request.actor)
    ]
    return render(request, "office/imports.html", {"form": form, "rows": rows, "maps": seen.maps(request.actor)})


def detail(request: Any, import_id: int) -> HttpResponse:
    """One list: what was read, what may be done now, what came of it."""
    card = seen.card(request.actor, import_id)
    chosen = None
    if request.method == "POST":
        try:
            _act(request, import_id)
        except Refused as refused:
            messages.error(request, _said(refused.code, refused.facts))
            chosen = request.POST if {"columns", "words"} & set(request.POST) else None
        if chosen is None:
            return redirect("office.import", import_id=import_id)
    context = {
        "card": card,
        "state": IMPORT_STATES[card.state],
        "other_sheets": ", ".join(f"“{name}”" for name in card.sheets[1:]),
        "waiting": card.state in (ImportState.READING, ImportState.RUNNING),
        "look_again": LOOK_AGAIN,
        "problem": _said(card.problem_code, card.problem_facts) if card.problem_code else "",
        "columns": _columns(card, chosen if chosen and "columns" in chosen else None),
        "map_name": chosen.get("map_name", "") if chosen else card.map_name,
        "choosing": chosen is not None and "columns" in chosen,
        "words": _words(request, card, chosen),
        "rows": _preview(request, card),
        "report": [_told(line) for line in seen.report(request.actor, import_id)[:SHOWN]],
        "wrong": card.bad + card.refused,
        "taken": card.added + card.changed + card.unchanged + card.refused,
    }
    return render(request, "office/import.html", context, status=422 if chosen else 200)


def _act(request: Any, import_id: int) -> None:
    now, typed = timezone.now(), request.POST
    if "start" in typed:
        acts.start(request.actor, import_id, now=now)
    elif "stop" in typed:
        acts.stop(request.actor, import_id, now=now)
    elif "leave" in typed:
        acts.give_up(request.actor, import_id, now=now)
    elif "words" in typed:
        can = import_words.ways(request.actor, local_day(now))
        told = import_words.pointed(seen.words(request.actor, import_id), can, typed)
        if not acts.point_out(request.actor, import_id, told, now=now):
            messages.success(request, KEPT if told else NOTHING_SAID)
    elif "columns" in typed:
        columns = {meaning: typed.get(f"col_{meaning}", "")[:80] for meaning in COLUMNS}
        acts.choose_columns(request.actor, import_id, typed.get("map_name", ""), columns, now=now)


def _words(request: Any, card: seen.ImportCard, chosen: QueryDict | None) -> dict[str, Any] | None:
    """The list's words, unless it is being read or nothing of it was kept."""
    found = [] if card.state is ImportState.READING else seen.words(request.actor, card.id)
    if not found:
        return None
    typed = chosen if chosen is not None and "words" in chosen else QueryDict()
    can = import_words.ways(request.actor, local_day(timezone.now()))
    return {**import_words.shown(found, can, typed), "open": bool(typed)}


def _said(code: str, facts: Any) -> str:
    words = {name: _named(value) if name == "missing" else value for name, value in dict(facts).items()}
    return sentence(Refused(code, **words))


def _named(meanings: Any) -> str:
    return "; ".join(COLUMNS.get(meaning, meaning) for meaning in meanings)


def _columns(card: seen.ImportCard, chosen: QueryDict | None) -> list[dict[str, Any]]:
    """Each meaning with the heading that holds it now, or was just chosen for it, and whether nothing goes without."""
    held = card.columns if chosen is None else {meaning: chosen.get(f"col_{meaning}", "") for meaning in COLUMNS}
    return [
        {"meaning": meaning, "name": name, "chosen": held.get(meaning, ""), "needed": meaning in NEEDED}
        for meaning, name in COLUMNS.items()
    ]


def _preview(request: Any, card: seen.ImportCard) -> list[dict[str, str]]:
    if card.state not in (ImportState.READ, ImportState.STOPPED) or card.done_parts:
        return []
    return [
        {
            "code": row.code,
            "procedure": row.procedure or row.procedure_code,
            "applicant": row.applicant.name,
            "received": days.short(local(row.received_at)),
            "due": days.short(local(row.due_at)) if row.due_at else "",
            "ready": days.short(local(row.ready_at)) if row.ready_at else "",
            "state": STATES[row.state.value],
        }
        for row in seen.preview(request.actor, card.id)
    ]


def _told(line: seen.ReportLine) -> dict[str, Any]:
    return {"row": line.row, "column": COLUMNS.get(line.column, line.column), "sentence": _said(line.code, line.facts)}


def report(request: Any, import_id: int) -> HttpResponse:
    """Every row that was not taken, as a workbook to mend."""
    card = seen.card(request.actor, import_id)
    lines = [_told(line) for line in seen.report(request.actor, import_id)]
    rows = tuple((line["row"], line["column"], line["sentence"]) for line in lines)
    return workbook(Table("Dòng cần sửa", ("Dòng", "Cột", "Vấn đề"), rows), f"dong-can-sua-{card.id}")
