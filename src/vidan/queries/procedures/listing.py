"""What may be seen of the commune's procedures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from vidan.content import guide as content
from vidan.domain.procedures.guide.ranking import asked_most
from vidan.domain.procedures.readings import bare_name
from vidan.domain.procedures.situations import place
from vidan.domain.sorting import dictionary
from vidan.domain.text import fold
from vidan.store.editions import seen_on
from vidan.store.models import Dossier, Procedure
from vidan.store.search import procedures_matching, words_of

#: How many of the newest dossiers tell what is common here; a bound, so that the list costs the same after 40 years.
RECENT = 500


@dataclass(frozen=True)
class PaperCard:
    """One paper of a checklist."""

    position: int
    name: str
    condition: str
    originals: int
    copies: int
    group: str = ""


@dataclass(frozen=True)
class Choice:
    """A procedure to be chosen by what it is called."""

    key: str
    code: str
    short_name: str
    name: str

    @property
    def called(self) -> str:
        """Its short name, and its code where it has one."""
        return f"{self.short_name} ({self.code})" if self.code else self.short_name


@dataclass(frozen=True)
class ProcedureRow:
    """A procedure in a list."""

    key: str
    code: str
    short_name: str
    name: str
    field: str
    limit: str
    confirmed: bool
    received_here: bool


@dataclass(frozen=True)
class UsualTime:
    """How long a procedure really takes here: half the cases within `p50`, nine of ten within `p90` working minutes."""

    n: int
    p50: int
    p90: int


@dataclass(frozen=True)
class ProcedureCard(ProcedureRow):
    """A procedure as its page shows it."""

    agency: str
    limit_note: str
    limit_document: str
    fee_text: str
    fee_vnd: int | None
    papers: tuple[PaperCard, ...]
    steps: tuple[str, ...]
    way: tuple[dict[str, str], ...]
    result: str
    legal_basis: tuple[str, ...]
    online: str
    source: str
    confidence: str
    valid_from: date
    confirmed_at: datetime | None
    confirmed_by: int | None
    #: From real cases of the last year, in working minutes; empty under ten.
    usual: UsualTime | None
    unsure: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class SituationCard:
    """A situation of life with its procedures, what is asked for most first."""

    key: str
    title: str
    english: str
    rows: tuple[ProcedureRow, ...]


def _in_force(commune_id: int, on: date) -> QuerySet[Procedure]:
    rows = Procedure.objects.of(commune_id).filter(valid_from__lte=on)
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=on))


def _row(row: Procedure) -> ProcedureRow:
    return ProcedureRow(
        key=row.key,
        code=row.code,
        short_name=row.short_name,
        name=row.name,
        field=row.field,
        limit=row.limit,
        confirmed=bool(row.limit) and (row.limit_sure or row.limit_confirmed_at is not None),
        received_here=row.received_here,
    )


def find(commune_id: int, query: str, on: date, *, here_only: bool = False, most: int = 20) -> list[ProcedureRow]:
    """Procedures by a few letters, best first: the words in the short name, then common here, then by name."""
    rows = procedures_matching(_in_force(commune_id, on), query)
    if here_only:
        rows = rows.filter(received_here=True)
    common = common_here(commune_id)
    wanted, words = fold(query), words_of(query)
    found = sorted(
        rows,
        key=lambda row: (
            not wanted or wanted not in (row.key, row.code),
            not all(f" {word}" in f" {fold(row.short_name)}" for word in words),
            -common[row.key],
            not fold(row.short_name).startswith(wanted),
            row.short_name,
        ),
    )
    return [_row(row) for row in found[:most]]


def choices(commune_id: int, on: date) -> list[Choice]:
    """What is received here on a day, by its short name: one statement."""
    rows = _in_force(commune_id, on).filter(received_here=True).values_list("key", "code", "short_name", "name")
    return sorted((Choice(*row) for row in rows), key=lambda row: dictionary(row.short_name))


def key_called(rows: Sequence[Choice], typed: str) -> str:
    """The key of the one among `choices` that is meant by a code, a key or a whole name; empty for none or two."""
    wanted = fold(typed)
    if not wanted:
        return ""
    keys = {row.key for row in rows if wanted in (fold(row.called), fold(row.code), fold(row.key))}
    bare = bare_name(typed)
    keys = keys or {row.key for row in rows if bare in (bare_name(row.short_name), bare_name(row.name))}
    return next(iter(keys)) if len(keys) == 1 else ""


def common_here(commune_id: int) -> Counter[str]:
    """How often each procedure was received among the newest dossiers, by key: whatever the edition."""
    rows = Dossier.objects.of(commune_id).order_by("-received_at").values_list("procedure__key", flat=True)[:RECENT]
    return Counter(rows)


def by_key(commune_id: int, key: str, on: date) -> ProcedureCard | None:
    """The procedure in force on a day, or None: one statement."""
    return seen_on(_card, commune_id, key, on)


def _card(row: Procedure) -> ProcedureCard:
    return ProcedureCard(
        **vars(_row(row)),
        agency=row.agency,
        limit_note=row.limit_note,
        limit_document=row.limit_document,
        fee_text=row.fee_text,
        fee_vnd=row.fee_vnd,
        papers=tuple(
            PaperCard(
                position,
                paper["name"],
                paper["condition"],
                paper["originals"],
                paper["copies"],
                paper.get("group", ""),
            )
            for position, paper in enumerate(row.papers)
        ),
        steps=tuple(row.steps),
        way=tuple(row.way),
        result=row.result,
        legal_basis=tuple(row.legal_basis),
        online=row.online,
        source=row.source,
        confidence=row.confidence,
        valid_from=row.valid_from,
        confirmed_at=row.limit_confirmed_at,
        confirmed_by=row.limit_confirmed_by_id,
        usual=UsualTime(**row.usual) if row.usual else None,
        unsure=tuple(row.unsure),
    )


def fields(commune_id: int, on: date) -> list[tuple[str, int]]:
    """(field, number of procedures) of the list in force, by name."""
    counted = Counter(_in_force(commune_id, on).values_list("field", flat=True))
    return sorted(counted.items(), key=lambda field: dictionary(field[0]))


def by_situation(commune_id: int, on: date) -> list[SituationCard]:
    """The list in force under the situations of a life, in their order; those without a procedure are left out."""
    situations, often = content.situations(), asked_most(content.common(), common_here(commune_id))
    found: dict[str, list[ProcedureRow]] = {one.key: [] for one in situations}
    for row in (
        _in_force(commune_id, on).order_by("pk").defer("folded", "papers", "steps", "way", "legal_basis", "unsure")
    ):
        found[place(situations, row.field, row.short_name).key].append(_row(row))
    return [
        SituationCard(
            one.key,
            one.title,
            one.english,
            tuple(sorted(found[one.key], key=lambda row: (-often.get(row.key, 0), dictionary(row.short_name)))),
        )
        for one in situations
        if found[one.key]
    ]


def in_field(commune_id: int, name: str, on: date) -> list[ProcedureRow]:
    """The procedures of a field, by name."""
    found = _in_force(commune_id, on).filter(field=name).order_by("pk")
    return [_row(row) for row in sorted(found, key=lambda row: dictionary(row.short_name))]


def unconfirmed(commune_id: int, on: date) -> int:
    """How many procedures of the list still wait for the commune to confirm their time limit."""
    rows = _in_force(commune_id, on).filter(received_here=True)
    return rows.filter(Q(limit="") | Q(limit_sure=False, limit_confirmed_at=None)).count()
