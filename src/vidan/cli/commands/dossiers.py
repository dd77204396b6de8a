"""`vidan dossiers`: take in a list of the provincial system, part by part; what was interrupted goes on."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from vidan.actions.dossiers import imports, taking
from vidan.adapters import spreadsheets
from vidan.cli.commands.procedures import commune_of
from vidan.cli.words import _, complain, say
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, program
from vidan.queries import people
from vidan.queries.communes import CommuneCard
from vidan.queries.dossiers import importing as seen
from vidan.speech.import_columns import COLUMNS, named
from vidan.speech.refusals import sentence

#: How many wrong rows are told on the screen; a file takes them all.
_TOLD = 20
_HEADINGS = (_("Dòng"), _("Cột"), _("Vấn đề"))


def run(args: argparse.Namespace) -> int:
    """Do what was asked with one commune's dossiers."""
    commune = commune_of(args.commune)
    if args.verb == "maps":
        return _maps(commune)
    return _import(commune, args)


def _maps(commune: CommuneCard) -> int:
    kept = seen.maps(program(commune.id))
    for card in kept:
        say(f"{card.name}")
        for meaning, heading in card.columns.items():
            say(f"  {meaning:15}{heading or '–'}")
    say(_("{count} cách đọc cột đã nhớ").format(count=len(kept)))
    return 0


def _import(commune: CommuneCard, args: argparse.Namespace) -> int:
    file, actor = Path(args.file), program(commune.id)
    if not file.is_file():
        raise Refused("backup.file.missing", field="file", file=file)
    holder = _holder(commune, args.holder)
    import_id = _read(actor, file, args)
    card = seen.card(actor, import_id)
    if card.state is ImportState.FAILED:
        raise Refused(card.problem_code, **_told(card.problem_facts))
    if card.sheets[1:]:
        others = ", ".join(card.sheets[1:])
        say(_("  đọc trang tính “{sheet}”; không đọc: {others}").format(sheet=card.sheets[0], others=others))
    say(_("  {good} dòng dùng được, {bad} dòng lỗi").format(good=card.good, bad=card.bad))
    if args.dry_run:
        _tell_rows(actor, import_id, args.errors)
        imports.give_up(actor, import_id, now=timezone.now())
        say(_("Chỉ xem trước: chưa ghi gì."))
        return 1 if card.bad else 0
    _take(actor, import_id, holder)
    _tell_rows(actor, import_id, args.errors)
    done = seen.card(actor, import_id)
    say(
        _("✓ {commune}: thêm {added}, cập nhật {changed}, giữ nguyên {unchanged}").format(
            commune=commune.name, added=done.added, changed=done.changed, unchanged=done.unchanged
        )
    )
    return 1 if done.bad or done.refused else 0


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: named(value) if name == "missing" else value for name, value in facts.items()}


def _holder(commune: CommuneCard, login: str | None) -> int | None:
    if not login:
        return None
    found = people.by_login(commune.id, login)
    if found is None:
        raise Refused("people.officer.unknown", field="officer")
    return found


def _read(actor: Actor, file: Path, args: argparse.Namespace) -> int:
    """The import that this file is: new, or the one that was interrupted."""
    say(_("· Đang đọc {file}").format(file=file))
    now = timezone.now()
    if file.stat().st_size > spreadsheets.MOST_BYTES:
        raise Refused("spreadsheets.too_large", field="file", most_mb=spreadsheets.MOST_BYTES // (1024 * 1024))
    content = file.read_bytes()
    if args.column:
        columns = dict(part.partition("=")[::2] for part in args.column)
        imports.remember_map(actor, args.map or file.stem[:80], columns, now=now)
    row = imports.begin(actor, file.name, content, map_name=args.map, by_worker=False, now=now)
    if ImportState(row.state) is ImportState.READING:
        try:
            table = spreadsheets.read_table(content, file.name)
        except Refused as refused:
            imports.fail(actor, row.pk, refused, now=now)
            raise
        imports.keep_rows(actor, row.pk, table.headers, table.rows, table.first_row, sheets=table.sheets, now=now)
    return row.pk


def _take(actor: Actor, import_id: int, holder: int | None) -> None:
    """Part by part, telling how far it is; Ctrl-C stops between two parts and the same command goes on."""
    row = imports.start(actor, import_id, holder_id=holder, by_worker=False, now=timezone.now())
    while ImportState(row.state) is ImportState.RUNNING:
        row = taking.take_part(actor, import_id, now=timezone.now())
        say(_("  phần {done}/{parts}").format(done=row.done_parts, parts=row.parts))


def _tell_rows(actor: Actor, import_id: int, errors: str | None) -> None:
    report = seen.report(actor, import_id)
    for line in report[:_TOLD]:
        complain(_("  ✗ dòng {row}: {what}").format(row=line.row, what=_what(line)))
    if len(report) > _TOLD:
        complain(_("  … và {count} lỗi nữa; ghi hết ra tệp bằng --errors loi.xlsx").format(count=len(report) - _TOLD))
    if errors:
        rows = [(line.row, COLUMNS.get(line.column, line.column), _what(line)) for line in report]
        target = Path(errors)
        write = spreadsheets.write_csv if target.suffix.lower() == ".csv" else spreadsheets.write_xlsx
        target.write_bytes(write(_HEADINGS, rows))
        say(_("  Các dòng cần sửa: {file}").format(file=target))


def _what(line: seen.ReportLine) -> str:
    return sentence(Refused(line.code, field=line.column, **line.facts))
