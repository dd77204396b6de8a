"""The commune's own list comes in by two steps: compared first, written once somebody has seen what it changes."""

import binascii
import zlib
from base64 import b64decode, b64encode
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.actions import procedures as actions
from vidan.adapters import spreadsheets
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.procedures import Import, rows_to_procedures
from vidan.domain.text import clean_line
from vidan.queries import procedures
from vidan.speech.columns import COLUMNS
from vidan.speech.guide import PARTS
from vidan.speech.refusals import sentence
from vidan.web.wording import SpokenForm

#: A file travels with the page that shows what it would change; a larger one comes in by the command line.
MOST_CARRIED, MOST_UNPACKED = 700_000, 40_000_000


class ImportForm(SpokenForm):
    """The commune's own list as a spreadsheet."""

    file = forms.FileField(
        label="Tệp danh mục (XLSX hoặc CSV)",
        help_text="Dòng đầu là tên cột: Mã thủ tục, Tên thủ tục, Lĩnh vực, Thời hạn giải quyết, Thành phần hồ sơ…",
        max_length=200,
        error_messages={
            "required": "Xin chọn tệp danh mục.",
            "empty": "Tệp này trống. Xin chọn tệp khác.",
            "invalid": "Chưa nhận được tệp. Xin chọn lại.",
            "missing": "Chưa nhận được tệp. Xin chọn lại.",
            "max_length": "Tên tệp dài quá. Xin đổi tên ngắn hơn rồi chọn lại.",
        },
    )


def import_file(request: Any) -> HttpResponse:
    """First what the list would change, then, from the page that shows it, the list itself. Each bad row is told."""
    carried = "packed" in request.POST
    form = ImportForm(None if carried else request.POST or None, None if carried else request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if carried or (request.method == "POST" and form.is_valid()):
        try:
            name, content = _carried(request) if carried else _chosen(form.cleaned_data["file"])
            read = _read(content, name)
            context |= _told_rows(read)
            context |= _taken(request, read, name) if carried else _compared(request, read, name, content)
        except Refused as refused:
            if carried:
                context["problem"] = sentence(refused)
            else:
                form.add_error("file", sentence(refused))
    return render(request, "office/procedures_import.html", context)


def _chosen(file: Any) -> tuple[str, bytes]:
    return str(file.name), file.read()


def _carried(request: Any) -> tuple[str, bytes]:
    """The file as the page carried it. Refused `procedures.list.lost` when it was cut or meddled with."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(b64decode(request.POST["packed"], validate=True), MOST_UNPACKED)
        if not unpacking.eof:
            raise zlib.error
    except (binascii.Error, zlib.error, ValueError) as problem:
        raise Refused("procedures.list.lost", field="file") from problem
    return clean_line(request.POST.get("name", ""))[:200] or "danh-muc", content


def _read(content: bytes, name: str) -> Import:
    table = spreadsheets.read_table(content, name)
    return rows_to_procedures(table.headers, table.rows)


def _taken(request: Any, read: Import, name: str) -> dict[str, Any]:
    return {"outcome": actions.import_list(request.actor, read.accepted, source=name, now=timezone.now())}


def _compared(request: Any, read: Import, name: str, content: bytes) -> dict[str, Any]:
    packed = b64encode(zlib.compress(content, 9)).decode()
    if len(packed) > MOST_CARRIED:
        raise Refused("procedures.list.too_large", field="file")
    found = procedures.coming(request.actor.commune_id, read.accepted, local_day(timezone.now()))
    changed = [(key, title, [(PARTS[one.part], one) for one in parts]) for key, title, parts in found.changed]
    return {"coming": found, "changed": changed, "packed": packed, "name": name}


def _told_rows(read: Import) -> dict[str, Any]:
    return {
        "errors": [_told(error.row_number, error.column, error.code, error.facts) for error in read.errors],
        "notes": [_told(note.row_number, note.column, note.code, note.facts) for note in read.notes],
    }


def _told(row: int, column: str, code: str, facts: Any) -> dict[str, Any]:
    return {"row": row, "column": COLUMNS.get(column, column), "sentence": sentence(Refused(code, **facts))}
