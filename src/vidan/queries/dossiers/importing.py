"""What may be seen of lists on their way into the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.dossiers.importing import ImportState
from vidan.domain.dossiers.source_list import SourceRow
from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.store import vault
from vidan.store.models import DossierImport, ImportMap, ImportPart, ImportWord

#: Rows shown before a list is taken.
PREVIEW = 10


@dataclass(frozen=True)
class ImportCard:
    """One list and how far it is."""

    id: int
    file: str
    map_name: str
    state: ImportState
    columns: Mapping[str, str]
    #: The workbook's sheet that was read, then those that were not.
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    problem_code: str
    problem_facts: Mapping[str, Any]
    made_at: datetime
    made_by: str
    made_by_id: int | None
    by_itself: bool
    good: int
    bad: int
    #: Rows that say word for word what another row of the list says.
    repeated: int
    parts: int
    done_parts: int
    added: int
    changed: int
    unchanged: int
    refused: int

    @property
    def waits_for_columns(self) -> bool:
        """Whether choosing the columns anew may still help."""
        return self.state is ImportState.READ or bool(self.headings and self.state is ImportState.FAILED)


def _card(row: DossierImport) -> ImportCard:
    problem = dict(row.problem)
    facts = {
        name: tuple(value) if isinstance(value, list) else value for name, value in problem.get("facts", {}).items()
    }
    return ImportCard(
        id=row.pk,
        file=row.file,
        map_name=row.map_name,
        state=ImportState(row.state),
        columns=dict(row.columns.get("chosen", {})),
        sheets=tuple(row.columns.get("sheets", ())),
        headings=tuple(row.columns.get("all") or facts.get("all", ())),
        problem_code=problem.get("code", ""),
        problem_facts=facts,
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
        made_by_id=row.made_by_id,
        by_itself=row.by_itself,
        good=row.good,
        bad=row.bad,
        repeated=int(row.columns.get("repeated", 0)),
        parts=row.parts,
        done_parts=row.done_parts,
        added=row.added,
        changed=row.changed,
        unchanged=row.unchanged,
        refused=row.refused,
    )


def card(actor: Actor, import_id: int) -> ImportCard:
    """One list of the actor's commune. Refused when unknown."""
    row = DossierImport.objects.of(actor.commune_id).filter(pk=import_id).select_related("made_by").first()
    if row is None:
        raise Refused("dossiers.import.unknown", field="import")
    return _card(row)


def newest(actor: Actor, most: int = 20) -> list[ImportCard]:
    """The newest lists first: one statement."""
    rows = DossierImport.objects.of(actor.commune_id).select_related("made_by").order_by("-made_at", "-pk")
    return [_card(row) for row in rows[:most]]


def file(actor: Actor, import_id: int) -> tuple[str, bytes]:
    """The name and content of a list that waits to be read."""
    part = (
        ImportPart.objects.of(actor.commune_id)
        .filter(of_id=import_id, number=0, sealed__isnull=False)
        .select_related("of")
        .first()
    )
    if part is None:
        raise Refused("dossiers.import.unknown", field="import")
    return part.of.file, vault.unseal_bytes(vault.derived_key("import"), part.sealed)


def preview(actor: Actor, import_id: int, most: int = PREVIEW) -> list[SourceRow]:
    """The first good rows of a list that was read."""
    part = ImportPart.objects.of(actor.commune_id).filter(of_id=import_id, number=1, sealed__isnull=False).first()
    if part is None:
        return []
    rows = vault.unseal(vault.derived_key("import"), part.sealed)
    return [SourceRow.heard(row["n"], row) for row in rows[:most]]


@dataclass(frozen=True)
class ReportLine:
    """A row that was not taken: its number in the file, the column, the code of the sentence and its facts."""

    row: int
    column: str
    code: str
    facts: Mapping[str, Any]


def report(actor: Actor, import_id: int) -> list[ReportLine]:
    """Every row that could not be read or taken, in the file's order."""
    parts = ImportPart.objects.of(actor.commune_id).filter(of_id=import_id, report__isnull=False).order_by("number")
    lines = [ReportLine(*line) for part in parts for line in _reported(part)["lines"]]
    return sorted(lines, key=lambda line: line.row)


def _reported(part: ImportPart) -> dict[str, list[Any]]:
    """What a part's report holds; of those made before words were counted, and of taken parts, only lines."""
    said = vault.unseal(vault.derived_key("import"), part.report)
    return said if isinstance(said, dict) else {"lines": said, "words": []}


@dataclass(frozen=True)
class WordCard:
    """A word of a list: how it is written, what it is taken for (empty: nobody knows), its rows and the first of them.

    `meaning` is a state or `waiting`, a procedure's key, or an officer's id, by `column`.
    """

    column: str
    told: str
    meaning: str
    count: int
    rows: Sequence[int]


def words(actor: Actor, import_id: int) -> list[WordCard]:
    """The words of a list that was read, the unknown first."""
    part = ImportPart.objects.of(actor.commune_id).filter(of_id=import_id, number=0, report__isnull=False).first()
    return [WordCard(*word) for word in _reported(part)["words"]] if part is not None else []


def kept_words(actor: Actor) -> list[tuple[str, str, str]]:
    """(column, folded word, meaning) of every word that somebody pointed out."""
    rows = ImportWord.objects.of(actor.commune_id).order_by("column", "word")
    return list(rows.values_list("column", "word", "meaning"))


@dataclass(frozen=True)
class MapCard:
    """Which heading holds what, under its name."""

    name: str
    columns: Mapping[str, str]


def maps(actor: Actor) -> list[MapCard]:
    """What is remembered of other systems' lists, the last used first."""
    rows = ImportMap.objects.of(actor.commune_id).order_by("-changed_at", "name")
    return [MapCard(row.name, dict(row.columns)) for row in rows]
