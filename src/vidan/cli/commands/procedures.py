"""`vidan procedures`: see the commune's list, take in its own from a spreadsheet, confirm a time limit."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.adapters import spreadsheets
from vidan.cli.words import _, complain, say
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.domain.procedures import Import, RowError, rows_to_procedures
from vidan.queries import communes, installation, procedures
from vidan.queries.communes import CommuneCard
from vidan.speech.guide import PARTS
from vidan.speech.refusals import sentence

#: How many wrong rows are told on the screen; a file takes them all.
_TOLD = 20
_HEADINGS = (_("Dòng"), _("Cột"), _("Vấn đề"))


def run(args: argparse.Namespace) -> int:
    """Do what was asked with the list of one commune."""
    commune = commune_of(args.commune)
    if args.verb == "list":
        return _list(commune, only_unconfirmed=args.unconfirmed)
    if args.verb == "confirm":
        return _confirm(commune, args.key, args.limit, args.document)
    return _import(commune, Path(args.file), dry_run=args.dry_run, errors=args.errors)


def commune_of(code: str | None) -> CommuneCard:
    """The commune that was named, or the first one of this machine.

    Refused when there is none, or while its tables wait to be brought up to date.
    """
    pending = installation.pending_migrations()
    if pending and installation.is_begun(pending):
        raise Refused("init.upgrade_first", count=len(pending))
    if pending:
        raise Refused("init.nothing_there")
    if code:
        found = communes.by_code(code)
        if found is None:
            raise Refused("communes.unknown", field="commune", code=code)
        return found
    held = installation.contents(local_day(timezone.now()))
    if not held:
        raise Refused("init.nothing_there")
    return held[0].commune


def _list(commune: CommuneCard, *, only_unconfirmed: bool) -> int:
    shown = 0
    today = local_day(timezone.now())
    for field, _count in procedures.fields(commune.id, today):
        for row in procedures.in_field(commune.id, field, today):
            if only_unconfirmed and (row.confirmed or not row.received_here):
                continue
            state = row.limit if row.confirmed else _("{limit} chưa xác nhận").format(limit=row.limit or "–")
            say(f"{row.key}\t{state}\t{row.short_name}")
            shown += 1
    say(_("{count} thủ tục của {commune}").format(count=shown, commune=commune.name))
    return 0


def _confirm(commune: CommuneCard, key: str, limit: str, document: str) -> int:
    before = procedures.by_key(commune.id, key, local_day(timezone.now()))
    if (
        before is not None
        and before.confirmed
        and before.limit == str(Limit.parse(limit)) == limit
        and before.limit_document == document
    ):
        say(_("✓ {name}: thời hạn {limit} đã xác nhận từ trước").format(name=before.short_name, limit=limit))
        return 0
    acts.confirm_limit(program(commune.id), key, limit, document, now=timezone.now())
    after = procedures.by_key(commune.id, key, local_day(timezone.now()))
    name, shown = (after.short_name, after.limit) if after else (key, limit)
    say(_("✓ {name}: thời hạn {limit}, theo {document}").format(name=name, limit=shown, document=document))
    return 0


def _import(commune: CommuneCard, file: Path, *, dry_run: bool, errors: str | None) -> int:
    if not file.is_file():
        raise Refused("backup.file.missing", field="file", file=file)
    say(_("· Đang đọc {file}").format(file=file))
    table = spreadsheets.read_table(file)
    read = rows_to_procedures(table.headers, table.rows, first_row=table.first_row, source=file.name)
    say(
        _("  {good} thủ tục dùng được, {bad} lỗi, {doubts} điều cần xem lại").format(
            good=len(read.accepted), bad=len(read.errors), doubts=len(read.notes)
        )
    )
    _tell_rows(read)
    if errors:
        _write_rows(Path(errors), (*read.errors, *read.notes))
    if dry_run:
        _tell_coming(procedures.coming(commune.id, read.accepted, local_day(timezone.now())))
        say(_("Chỉ xem trước: chưa ghi gì."))
    elif read.accepted:
        done = acts.import_list(program(commune.id), read.accepted, source=file.name, now=timezone.now())
        say(
            _("✓ {commune}: thêm {added}, thay {replaced}, giữ nguyên {unchanged}").format(
                commune=commune.name, added=done.added, replaced=done.replaced, unchanged=done.unchanged
            )
        )
    return 1 if read.errors else 0


def _tell_coming(found: procedures.ComingCard) -> None:
    say(
        _(
            "  Sẽ thêm {added}, đổi lời {changed}, giữ nguyên {unchanged}; {absent} thủ tục tệp không nêu vẫn giữ"
        ).format(
            added=len(found.added), changed=len(found.changed), unchanged=found.unchanged, absent=len(found.absent)
        )
    )
    for key, name, parts in found.changed[:_TOLD]:
        say(f"  ~ {key} {name}")
        for one in parts:
            for mark, lines in (("-", one.gone), ("+", one.came)):
                for line in lines:
                    say(f"      {mark} {PARTS[one.part]}: {line}")


def _tell_rows(read: Import) -> None:
    for error in read.errors[:_TOLD]:
        complain(_("  ✗ dòng {row}: {what}").format(row=error.row_number, what=_what(error)))
    if len(read.errors) > _TOLD:
        complain(
            _("  … và {count} lỗi nữa; ghi hết ra tệp bằng --errors loi.xlsx").format(count=len(read.errors) - _TOLD)
        )
    for note in read.notes[:_TOLD]:
        say(_("  ! dòng {row}: {what}").format(row=note.row_number, what=_what(note)))
    if len(read.notes) > _TOLD:
        say(_("  … và {count} điều nữa").format(count=len(read.notes) - _TOLD))


def _what(error: RowError) -> str:
    return sentence(Refused(error.code, field=error.column, **dict(error.facts)))


def _write_rows(file: Path, found: Iterable[RowError]) -> None:
    rows = [(error.row_number, error.column, _what(error)) for error in sorted(found, key=lambda row: row.row_number)]
    write = spreadsheets.write_csv if file.suffix.lower() == ".csv" else spreadsheets.write_xlsx
    file.write_bytes(write(_HEADINGS, rows))
    say(_("  Các dòng cần sửa: {file}").format(file=file))
