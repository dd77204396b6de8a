"""`vidan dossiers`: take in a list of the provincial system, part by part; what was interrupted goes on."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from vidan.actions.dossiers import import_maps, import_words, imports, taking
from vidan.adapters import spreadsheets
from vidan.cli.commands.procedures import commune_of
from vidan.cli.words import _, complain, say
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_words import OFFICER, PROCEDURE, STATE, Pointed
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, program
from vidan.domain.text import fold
from vidan.queries import people
from vidan.queries.communes import CommuneCard
from vidan.queries.dossiers import importing as seen
from vidan.queries.procedures import listing
from vidan.speech.import_columns import COLUMNS, STATE_MEANINGS, named, told_rows
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
    for column, word, meaning in seen.kept_words(program(commune.id)):
        say(f"  {COLUMNS[column]} “{word}” = {STATE_MEANINGS.get(meaning, meaning) if column == STATE else meaning}")
    return 0


def _import(commune: CommuneCard, args: argparse.Namespace) -> int:
    file, actor = Path(args.file), program(commune.id)
    if not file.is_file():
        raise Refused("backup.file.missing", field="file", file=file)
    holder = _holder(commune, args.holder)
    words = _pointed(commune, args)
    import_words.check(actor, words)
    import_id = _read(actor, file, args, words)
    card = seen.card(actor, import_id)
    if card.state is ImportState.FAILED:
        raise Refused(card.problem_code, **_told(card.problem_facts))
    if card.sheets[1:]:
        others = ", ".join(card.sheets[1:])
        say(_("  đọc trang tính “{sheet}”; không đọc: {others}").format(sheet=card.sheets[0], others=others))
    say(_("  {good} dòng dùng được, {bad} dòng lỗi").format(good=card.good, bad=card.bad))
    if card.repeated:
        say(_("  {count} dòng lặp lại y nguyên, chỉ lấy một").format(count=card.repeated))
    _tell_words(actor, import_id)
    if args.dry_run:
        _tell_rows(actor, import_id, args.errors)
        imports.give_up(actor, import_id, now=timezone.now())
        say(_("Chỉ xem trước: chưa ghi hồ sơ nào."))
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


def _pointed(commune: CommuneCard, args: argparse.Namespace) -> list[Pointed]:
    """`--state WORD=MEANING`, `--procedure WORD=CODE`: a state by its key or in words, a procedure by code or name."""
    here = listing.choices(commune.id, local_day(timezone.now())) if args.procedure else []
    called = {fold(words): key for key, words in STATE_MEANINGS.items()}
    told = []
    for part in args.state:
        word, _equals, meaning = part.rpartition("=")
        told.append(Pointed(STATE, word, called.get(fold(meaning), meaning.strip())))
    for part in args.procedure:
        word, _equals, meaning = part.rpartition("=")
        told.append(Pointed(PROCEDURE, word, listing.key_called(here, meaning) or meaning.strip()))
    return told


def _tell_words(actor: Actor, import_id: int) -> None:
    """Words that keep rows out, with the option that points each out; states that are known, with what they become."""
    for word in seen.words(actor, import_id):
        where = told_rows(word.rows, word.count)
        if word.column == STATE and word.meaning:
            say(
                _("  trạng thái “{word}” ({where}): {meaning}").format(
                    word=word.told, where=where, meaning=STATE_MEANINGS[word.meaning]
                )
            )
        elif word.column == OFFICER and not word.meaning:
            say(
                _("  người xử lý “{word}” chưa có trong danh sách công chức ({where})").format(
                    word=word.told, where=where
                )
            )
        elif not word.meaning:
            line = _("  ? {column} “{word}” chưa rõ là gì ({where}). Chỉ một lần bằng: {option}")
            option = f"--{word.column} '{word.told}=…'"
            complain(line.format(column=COLUMNS[word.column].lower(), word=word.told, where=where, option=option))


def _read(actor: Actor, file: Path, args: argparse.Namespace, words: list[Pointed]) -> int:
    """The import that this file is: new, or the one that was interrupted; what was only read is read anew."""
    say(_("· Đang đọc {file}").format(file=file))
    now = timezone.now()
    if file.stat().st_size > spreadsheets.MOST_BYTES:
        raise Refused("spreadsheets.too_large", field="file", most_mb=spreadsheets.MOST_BYTES // (1024 * 1024))
    content = file.read_bytes()
    if args.column:
        columns = dict(part.partition("=")[::2] for part in args.column)
        import_maps.remember(actor, args.map or file.stem[:80], columns, now=now)
    row = imports.begin(actor, file.name, content, map_name=args.map, by_worker=False, now=now)
    again = imports.point_out(actor, row.pk, words, by_worker=False, now=now)
    if again or ImportState(row.state) is ImportState.READING:
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
