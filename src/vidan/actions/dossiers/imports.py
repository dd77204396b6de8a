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

from vidan.actions.dossiers import import_maps, import_words
from vidan.actions.dossiers.import_ground import Ground
from vidan.actions.recording import Record, recording
from vidan.domain.dossiers import importing as rules
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_columns import lay_out
from vidan.domain.dossiers.source_list import ListReader, Repeated, SourceRow, problem_of, read_all
from vidan.domain.dossiers.source_words import NOT_RECEIVED, STATE, ListWords, Pointed, check_pointed
from vidan.domain.errors import Refused
from vidan.domain.facts import as_json
from vidan.domain.moments import local
from vidan.domain.people import Actor, Role, require
from vidan.domain.procedures import RowError
from vidan.domain.text import clean_line
from vidan.store import vault
from vidan.store.models import DossierImport, ImportPart, Matter
from vidan.store.rows import insert

#: Rows in one transaction, so that a large list never keeps the counter waiting.
AT_ONCE = 500
#: Lines of the report that are kept; all are counted.
MOST_TOLD = 5000
#: The refusal that somebody can mend by saying which column holds what.
_CHOOSE = "dossiers.import.no_headings"
#: Refusals of a row that pointing out a word mends, and what the word is taken for meanwhile.
_MEANING = {
    "dossiers.import.state_unknown": "",
    "dossiers.import.not_received": NOT_RECEIVED,
    "dossiers.import.procedure_unknown": "",
}
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
    if len(name) > import_maps.LONGEST_NAME:
        raise Refused("dossiers.import.map_name", field="map_name", most=import_maps.LONGEST_NAME)
    digest = sha256(content).hexdigest()
    waiting = DossierImport.objects.of(actor.commune_id).filter(digest=digest, state__in=_WAITING).first()
    if waiting is not None:
        return _read_by(actor, waiting, name, by_worker=by_worker, now=now)
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


def _read_by(actor: Actor, row: DossierImport, name: str, *, by_worker: bool, now: datetime) -> DossierImport:
    """A list that waits; read anew where it is laid down again to be read by other columns."""
    if name and name != row.map_name and row.state == ImportState.READ.value and _file_is_kept(row):
        with recording(actor, now) as record:
            _read_anew(record, row, by_worker=by_worker, map_name=name)
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
    repeated: int = 0
    parts: int = 0
    report: list[list[Any]] = field(default_factory=list)
    words: ListWords = field(default_factory=ListWords)

    def tell(self, error: RowError) -> None:
        """Count a bad row, keep its line while there is room, and the word that nobody knows yet."""
        self.bad += 1
        if len(self.report) < MOST_TOLD:
            self.report.append(told(error))
        if error.code in _MEANING:
            self.words.hear(error.column, str(error.facts[error.column]), _MEANING[error.code], error.row_number)

    def sealed(self) -> bytes:
        """Both as they are kept."""
        words = [[word.column, word.told, word.meaning, word.count, word.rows] for word in self.words.sorted()]
        return vault.seal(key(), {"lines": self.report, "words": words})


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
    remembered = import_maps.remembered(actor.commune_id, row.map_name)
    try:
        layout, numbered = lay_out(headers, rows, first_row, remembered)
        ground, states = Ground(row, now), import_words.said(actor.commune_id, STATE)
        reader = ListReader(layout, ground.calendar, ground.commune.abbreviation, local(now), states)
        _forget_parts(actor, row, now)
        for batch in _batches(ground, read_all(reader, numbered), heap):
            _keep_batch(actor, row, batch, heap, now)
    except Refused as refused:
        return fail(actor, import_id, refused, now=now)
    if not heap.good and not heap.bad:
        return fail(actor, import_id, Refused("spreadsheets.empty", field="file"), now=now)
    with recording(actor, now) as record:
        find(actor, row.pk, ImportState.READING)
        parts = ImportPart.objects.of(actor.commune_id).filter(of=row, number=0)
        parts.update(report=heap.sealed())
        columns = {
            "chosen": dict(layout.written),
            "all": list(layout.all),
            "sheets": list(sheets),
            "repeated": heap.repeated,
        }
        _change(row, now, state=ImportState.READ, columns=columns, good=heap.good, bad=heap.bad, parts=heap.parts)
        if row.map_name:
            without = {meaning: "" for meaning, heading in (remembered or {}).items() if not heading}
            import_maps.keep(record, row.map_name, {**without, **layout.written})
        record.fact(rules.ImportRead(import_id=row.pk, good=heap.good, bad=heap.bad), subject=subject(row.pk))
    return row


def _batches(
    ground: Ground, read: Iterator[SourceRow | RowError | Repeated], heap: _Heap
) -> Iterator[list[dict[str, Any]]]:
    """Good rows, at most 500 at once; bad ones go into the report, also those that the book would not take."""
    told_once = _counting_repeated(read, heap)
    while some := list(islice(told_once, AT_ONCE)):
        rows = [item for item in some if isinstance(item, SourceRow)]
        there = _in_the_book(ground, rows)
        batch = []
        for item in some:
            wrong = item if isinstance(item, RowError) else _kept_out(ground, item, there)
            if isinstance(wrong, RowError):
                heap.tell(wrong)
            else:
                heap.good += 1
                ground.hear(heap.words, wrong)
                batch.append({"n": wrong.number, **wrong.says()})
        if batch:
            yield batch


def _counting_repeated(read: Iterator[SourceRow | RowError | Repeated], heap: _Heap) -> Iterator[SourceRow | RowError]:
    for item in read:
        if isinstance(item, Repeated):
            heap.repeated += 1
        else:
            yield item


def _in_the_book(ground: Ground, rows: Sequence[SourceRow]) -> set[str]:
    known = Matter.objects.of(ground.commune).filter(code__in=[row.code for row in rows])
    return set(known.values_list("code", flat=True))


def _kept_out(ground: Ground, row: SourceRow, there: set[str]) -> SourceRow | RowError:
    """The row, or why it could not enter: as taking will decide, so that nothing is called usable that is not."""
    if row.code not in there:
        try:
            ground.promise(row)
        except Refused as refused:
            return problem_of(row.number, refused)
    return row


def _keep_batch(actor: Actor, row: DossierImport, batch: list[dict[str, Any]], heap: _Heap, now: datetime) -> None:
    heap.parts += 1
    part = ImportPart(commune_id=actor.commune_id, of=row, number=heap.parts, sealed=vault.seal(key(), batch))
    with recording(actor, now) as record:
        find(actor, row.pk, ImportState.READING)  # somebody may have laid it aside meanwhile
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
    name, kept = import_maps.checked(map_name, columns)
    with recording(actor, now) as record:
        row = find(actor, import_id, ImportState.READ, ImportState.FAILED)
        if not _file_is_kept(row):
            raise Refused("dossiers.import.not_now", field="import", state=row.state)
        import_maps.keep(record, name, kept)
        _read_anew(record, row, by_worker=by_worker, map_name=name)
    return row


def point_out(actor: Actor, import_id: int, words: Sequence[Pointed], *, by_worker: bool = True, now: datetime) -> bool:
    """Say what words of a list mean, and read it anew while it waits; whether it is (else: with the next list)."""
    require(actor, Role.ONE_STOP, Role.LEADER)
    row = find(actor, import_id)
    again = row.state == ImportState.READ.value and _file_is_kept(row)
    if not again:
        import_words.remember(actor, words, now=now)
        return False
    with recording(actor, now) as record:
        import_words.keep(record, import_words.changed(actor.commune_id, check_pointed(words)))
        row = find(actor, import_id, ImportState.READ)
        _read_anew(record, row, by_worker=by_worker)
    return True


def _file_is_kept(row: DossierImport) -> bool:
    return bool(ImportPart.objects.of(row.commune_id).filter(of=row, number=0, sealed__isnull=False).exists())


def _read_anew(record: Record, row: DossierImport, *, by_worker: bool, **values: Any) -> None:
    _change(row, record.now, state=ImportState.READING, good=0, bad=0, parts=0, **values)
    record.fact(rules.ImportMoved(import_id=row.pk, state=ImportState.READING, problem=""), subject=subject(row.pk))
    if by_worker:
        record.errand("dossier_import", import_id=row.pk)


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
        row = find(actor, import_id, ImportState.READING, ImportState.READ, ImportState.STOPPED, ImportState.FAILED)
        ImportPart.objects.of(actor.commune_id).filter(of=row).update(sealed=None)
        _change(row, now, state=ImportState.LEFT)
        record.fact(rules.ImportMoved(import_id=row.pk, state=ImportState.LEFT, problem=""), subject=subject(row.pk))
