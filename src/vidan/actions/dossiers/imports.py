"""Lists of the provincial system: laid before the program, read to their end, then taken in part by part.

A list goes through three hands, each of its own transaction: `begin` keeps the file sealed, `keep_rows` reads it into
parts of 500 rows, `take_part` (taking.py) takes one part into the book and forgets it. Whatever stops in between goes
on where it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from vidan.actions.recording import Record, recording
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_columns import HEADINGS, NEEDED, lay_out
from vidan.domain.dossiers.source_list import ListReader, SourceRow, read_all
from vidan.domain.errors import Refused
from vidan.domain.facts import as_json
from vidan.domain.moments import local
from vidan.domain.people import Actor, Role, require
from vidan.domain.procedures import RowError
from vidan.domain.text import clean_line
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, DossierImport, ImportMap, ImportPart
from vidan.store.rows import insert

#: Rows in one transaction, so that a large list never keeps the counter waiting.
AT_ONCE = 500
#: Lines of the report that are kept; all are counted.
MOST_TOLD = 5000
LONGEST_MAP_NAME = 80
#: The refusal that somebody can mend by saying which column holds what.
_CHOOSE = "dossiers.import.no_headings"
_WAITING = (ImportState.READING, ImportState.READ, ImportState.RUNNING, ImportState.STOPPED)


def key() -> bytes:
    """The key under which lists wait."""
    return vault.derived_key("import")


def begin(
    actor: Actor,
    file: str,
    content: bytes,
    *,
    map_name: str = "",
    by_worker: bool = True,
    by_itself: bool = False,
    now: datetime,
) -> DossierImport:
    """Lay a list before the program. The same file again, while it waits, is the list that waits.

    `map_name` names the columns to use and to remember. With `by_worker` a job reads it; with `by_itself` the job also
    takes it, without asking anybody.
    """
    require(actor, Role.ONE_STOP, Role.LEADER)
    name = clean_line(map_name)
    if len(name) > LONGEST_MAP_NAME:
        raise Refused("dossiers.import.map_name", field="map_name", most=LONGEST_MAP_NAME)
    digest = sha256(content).hexdigest()
    waiting = DossierImport.objects.of(actor.commune_id).filter(digest=digest, state__in=_WAITING).first()
    if waiting is not None:
        found: DossierImport = waiting
        return found
    with recording(actor, now) as record:
        row = DossierImport(
            commune_id=actor.commune_id,
            file=clean_line(file)[:100],
            digest=digest,
            map_name=name,
            state=ImportState.READING.value,
            by_itself=by_itself,
            made_at=now,
            made_by_id=actor.officer_id,
            changed_at=now,
        )
        insert(row)
        insert(ImportPart(commune_id=actor.commune_id, of=row, number=0, sealed=vault.seal_bytes(key(), content)))
        record.fact(
            rules.ImportBegun(import_id=row.pk, file=row.file, digest=digest, map_name=name), subject=subject(row.pk)
        )
        if by_worker:
            record.errand("dossier_import", import_id=row.pk)
    return row


def subject(import_id: int) -> str:
    """How facts name an import."""
    return f"import:{import_id}"


def find(actor: Actor, import_id: int, *states: ImportState) -> DossierImport:
    """An import of the actor's commune; refused when unknown, or when it is not in one of these states."""
    row = DossierImport.objects.of(actor.commune_id).filter(pk=import_id).first()
    if row is None:
        raise Refused("dossiers.import.unknown", field="import")
    if states and ImportState(row.state) not in states:
        raise Refused("dossiers.import.not_now", field="import", state=row.state)
    found: DossierImport = row
    return found


@dataclass
class _Heap:
    """What reading has come to so far."""

    good: int = 0
    bad: int = 0
    parts: int = 0
    report: list[list[Any]] = field(default_factory=list)

    def tell(self, error: RowError) -> None:
        """Count a bad row, and keep its line while there is room."""
        self.bad += 1
        if len(self.report) < MOST_TOLD:
            self.report.append(told(error))


def told(error: RowError) -> list[Any]:
    """A line of the report as it is kept."""
    return [error.row_number, error.column, error.code, as_json(dict(error.facts))]


def keep_rows(
    actor: Actor,
    import_id: int,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    first_row: int,
    *,
    sheets: Sequence[str] = (),
    now: datetime,
) -> DossierImport:
    """Read a list to its end into sealed parts. The file is kept until taking begins: its columns may be chosen anew.

    Bad rows are told in the report. A list that cannot be read at all fails the import with its reason. Reading that
    was interrupted begins anew. `sheets`: the workbook's sheet that is read, then those that are not.
    """
    row = find(actor, import_id, ImportState.READING)
    heap = _Heap()
    remembered = _remembered(actor.commune_id, row.map_name)
    try:
        layout, numbered = lay_out(headers, rows, first_row, remembered)
        commune: Commune = row.commune
        reader = ListReader(layout, calendar_of(commune), commune.abbreviation, local(now))
        _forget_parts(actor, row, now)
        for batch in _batches(read_all(reader, numbered), heap):
            _keep_batch(actor, row, batch, heap, now)
    except Refused as refused:
        return fail(actor, import_id, refused, now=now)
    if not heap.good and not heap.bad:
        return fail(actor, import_id, Refused("spreadsheets.empty", field="file"), now=now)
    with recording(actor, now) as record:
        parts = ImportPart.objects.of(actor.commune_id).filter(of=row, number=0)
        parts.update(report=vault.seal(key(), heap.report))
        columns = {"chosen": dict(layout.written), "all": list(layout.all), "sheets": list(sheets)}
        _change(row, now, state=ImportState.READ, columns=columns, good=heap.good, bad=heap.bad, parts=heap.parts)
        if row.map_name:
            without = {meaning: "" for meaning, heading in (remembered or {}).items() if not heading}
            _remember(record, row.map_name, {**without, **layout.written})
        record.fact(rules.ImportRead(import_id=row.pk, good=heap.good, bad=heap.bad), subject=subject(row.pk))
    return row


def _batches(read: Iterator[SourceRow | RowError], heap: _Heap) -> Iterator[list[dict[str, Any]]]:
    """Good rows, 500 by 500; bad ones go into the report."""

    def good() -> Iterator[dict[str, Any]]:
        for item in read:
            if isinstance(item, RowError):
                heap.tell(item)
            else:
                heap.good += 1
                yield {"n": item.number, **item.says()}

    rows = good()
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _keep_batch(actor: Actor, row: DossierImport, batch: list[dict[str, Any]], heap: _Heap, now: datetime) -> None:
    heap.parts += 1
    part = ImportPart(commune_id=actor.commune_id, of=row, number=heap.parts, sealed=vault.seal(key(), batch))
    with recording(actor, now) as record:
        insert(part)
        record.fact(rules.ImportPartRead(import_id=row.pk, part=heap.parts, rows=len(batch)), subject=subject(row.pk))


def _forget_parts(actor: Actor, row: DossierImport, now: datetime) -> None:
    """What a reading left behind that did not come to its end."""
    left = ImportPart.objects.of(actor.commune_id).filter(of=row, number__gt=0)
    if left.exists():
        with recording(actor, now) as record:
            left.delete()
            record.fact(
                rules.ImportMoved(import_id=row.pk, state=ImportState.READING, problem=""), subject=subject(row.pk)
            )


def _change(row: DossierImport, now: datetime, **values: Any) -> None:
    values = {name: getattr(value, "value", value) for name, value in values.items()} | {"changed_at": now}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def fail(actor: Actor, import_id: int, why: Refused, *, now: datetime) -> DossierImport:
    """A list that cannot be read: the reason is kept; the file only where choosing its columns may help."""
    with recording(actor, now) as record:
        row = find(actor, import_id, ImportState.READING)
        parts = ImportPart.objects.of(actor.commune_id).filter(of=row)
        parts.filter(number__gt=0).delete() if why.code == _CHOOSE else parts.delete()
        problem = {"code": why.code, "facts": as_json(dict(why.facts))}
        _change(row, now, state=ImportState.FAILED, problem=problem)
        record.fact(
            rules.ImportMoved(import_id=row.pk, state=ImportState.FAILED, problem=why.code), subject=subject(row.pk)
        )
    return row


def start(
    actor: Actor, import_id: int, *, holder_id: int | None = None, by_worker: bool = True, now: datetime
) -> DossierImport:
    """Begin, or go on, taking a list that was read. `holder_id` holds what the list names nobody for."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    with recording(actor, now) as record:
        row = find(actor, import_id, ImportState.READ, ImportState.STOPPED, ImportState.RUNNING)
        ImportPart.objects.of(actor.commune_id).filter(of=row, number=0).update(sealed=None)
        _change(row, now, state=ImportState.RUNNING, holder_id=holder_id or row.holder_id or actor.officer_id)
        record.fact(rules.ImportMoved(import_id=row.pk, state=ImportState.RUNNING, problem=""), subject=subject(row.pk))
        if by_worker:
            record.errand("dossier_import", import_id=row.pk)
    return row


def choose_columns(
    actor: Actor, import_id: int, map_name: str, columns: Mapping[str, str], *, by_worker: bool = True, now: datetime
) -> DossierImport:
    """Say which heading holds what, remember it under a name, and read the list anew."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    name, kept = _checked_map(map_name, columns)
    with recording(actor, now) as record:
        row = find(actor, import_id, ImportState.READ, ImportState.FAILED)
        if not ImportPart.objects.of(actor.commune_id).filter(of=row, number=0, sealed__isnull=False).exists():
            raise Refused("dossiers.import.not_now", field="import", state=row.state)
        _remember(record, name, kept)
        _change(row, now, state=ImportState.READING, map_name=name, good=0, bad=0, parts=0)
        record.fact(rules.ImportMoved(import_id=row.pk, state=ImportState.READING, problem=""), subject=subject(row.pk))
        if by_worker:
            record.errand("dossier_import", import_id=row.pk)
    return row


def stop(actor: Actor, import_id: int, *, now: datetime) -> DossierImport:
    """Stop after the part at hand; what was taken stays, what waits can go on any day."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    with recording(actor, now) as record:
        row = find(actor, import_id, ImportState.RUNNING, ImportState.READ)
        _change(row, now, state=ImportState.STOPPED)
        record.fact(rules.ImportMoved(import_id=row.pk, state=ImportState.STOPPED, problem=""), subject=subject(row.pk))
    return row


def give_up(actor: Actor, import_id: int, *, now: datetime) -> None:
    """Lay a list aside that was only looked at: nothing of it is kept but that it was there."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    with recording(actor, now) as record:
        row = find(actor, import_id, ImportState.READ, ImportState.STOPPED, ImportState.FAILED)
        ImportPart.objects.of(actor.commune_id).filter(of=row).update(sealed=None)
        _change(row, now, state=ImportState.LEFT)
        record.fact(rules.ImportMoved(import_id=row.pk, state=ImportState.LEFT, problem=""), subject=subject(row.pk))


def remember_map(actor: Actor, name: str, columns: Mapping[str, str], *, now: datetime) -> None:
    """Keep which heading holds what, under a name; what is not named is guessed by its words."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    tidy = clean_line(name)
    unknown = sorted(set(columns) - set(HEADINGS))
    if unknown:
        raise Refused("dossiers.import.column_unknown", field="column", column=unknown[0], known=tuple(HEADINGS))
    if not tidy or len(tidy) > LONGEST_MAP_NAME:
        raise Refused("dossiers.import.map_name", field="map_name", most=LONGEST_MAP_NAME)
    kept = {meaning: clean_line(heading)[:80] for meaning, heading in columns.items()}
    if _remembered(actor.commune_id, tidy) == kept:
        return
    with recording(actor, now) as record:
        _remember(record, tidy, kept)


def _remembered(commune_id: int, name: str) -> dict[str, str] | None:
    kept = ImportMap.objects.of(commune_id).filter(name=name).first() if name else None
    return dict(kept.columns) if kept is not None else None


def _checked_map(name: str, columns: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A heading may be empty: then this list has no such column."""
    tidy = clean_line(name)
    if not tidy or len(tidy) > LONGEST_MAP_NAME:
        raise Refused("dossiers.import.map_name", field="map_name", most=LONGEST_MAP_NAME)
    kept = {meaning: clean_line(heading)[:80] for meaning, heading in columns.items() if meaning in HEADINGS}
    missing = tuple(meaning for meaning in NEEDED if not kept.get(meaning))
    if missing:
        raise Refused("dossiers.import.no_headings", field=missing[0], missing=missing)
    return tidy, kept


def _remember(record: Record, name: str, columns: Mapping[str, str]) -> None:
    known = ImportMap.objects.of(record.actor.commune_id).filter(name=name).first()
    if known is not None and known.columns == dict(columns):
        return
    if known is None:
        known = ImportMap(commune_id=record.actor.commune_id, name=name)
    known.columns, known.changed_at = dict(columns), record.now
    known.save()
    record.fact(rules.ImportMapKept(map_name=name, columns=dict(columns)), subject=f"import-map:{known.pk}")
