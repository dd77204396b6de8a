"""What may be seen of the logs: how far they go, what waits, which entries they hold."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery

from vidan.domain.errors import Refused
from vidan.domain.ledger import Checkpoint, naming
from vidan.domain.ledger.entries import WEEKLY
from vidan.domain.ledger.note import from_base64
from vidan.domain.ledger.publishing import LONGEST_MERGE, Waiting
from vidan.domain.moments import local_day
from vidan.store.models import Entry, Fact, LedgerHead


@dataclass(frozen=True)
class HeadCard:
    """One log: the tree we are bound to, the one that the public has, and how many entries have their places."""

    year: int
    edition: int
    origin: str
    vkey: str
    bound: Checkpoint
    public: Checkpoint | None
    public_at: datetime | None
    placed: int

    @property
    def name(self) -> str:
        """The log's folder: the year, and its edition from the second on."""
        return naming.log_name(self.year, self.edition)

    @property
    def finished(self) -> bool:
        """Whether everything that has its place is public."""
        return self.public is not None and self.placed == self.bound.size == self.public.size


def heads(commune_id: int) -> list[HeadCard]:
    """The logs of a commune, oldest first."""
    last = (
        Entry.objects.of(commune_id)
        .filter(log_year=OuterRef("year"), log_edition=OuterRef("edition"))
        .order_by()
        .values("log_year")
        .annotate(last=Max("position"))
        .values("last")
    )
    rows = LedgerHead.objects.of(commune_id).annotate(last=Subquery(last)).order_by("year", "edition")
    return [_head_card(row, 0 if row.last is None else row.last + 1) for row in rows]


def _head_card(row: LedgerHead, placed: int) -> HeadCard:
    public = Checkpoint(row.origin, row.public_size, from_base64(row.public_root)) if row.public_size else None
    bound = Checkpoint(row.origin, row.size, from_base64(row.root))
    return HeadCard(row.year, row.edition, row.origin, row.vkey, bound, public, row.public_at, placed)


def head(commune_id: int, year: int, edition: int | None = None) -> HeadCard | None:
    """The log of a year, its newest edition unless told otherwise; None when it was not begun."""
    found = [card for card in heads(commune_id) if card.year == year and edition in (None, card.edition)]
    return found[-1] if found else None


def taken(origin: str, commune_id: int) -> bool:
    """Whether another commune's log has this name."""
    rows = LedgerHead.objects.across_communes("the name of a log is unique among all communes")
    return rows.filter(origin=origin).exclude(commune_id=commune_id).exists()


def newest_checkpoint_line(commune_id: int, year: int) -> str:
    """The newest public checkpoint as paper receipts print it; empty before the first publication ever."""
    rows = LedgerHead.objects.of(commune_id).filter(year__lte=year, public_size__gt=0).order_by("-year", "-edition")
    row = rows.first()
    return Checkpoint(row.origin, row.public_size, from_base64(row.public_root)).paper if row else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry(Waiting):
    """An entry in the outbox, by its id."""

    id: int


def waiting(commune_id: int) -> list[WaitingEntry]:
    """The entries without a place yet, oldest first."""
    written = Fact.objects.of(commune_id).filter(pk=OuterRef("fact_id")).values("recorded_at")
    rows = Entry.objects.of(commune_id).filter(position=None).annotate(since=Subquery(written)).order_by("pk")
    return [
        WaitingEntry(body.encode("ascii"), since, kind, on, from_base64(commitment), id=number)
        for number, body, since, kind, on, commitment in rows.values_list(
            "pk", "body", "since", "kind", "on", "commitment"
        ).iterator(chunk_size=2000)
    ]


def leaves(commune_id: int, year: int, edition: int = 1) -> list[bytes]:
    """The entries of a log, in their places. Refused when one is missing between them."""
    rows = Entry.objects.of(commune_id).filter(log_year=year, log_edition=edition, position__gte=0).order_by("position")
    found: list[bytes] = []
    for position, body in rows.values_list("position", "body").iterator(chunk_size=2000):
        if position != len(found):
            raise Refused("ledger.database.gap", year=naming.log_name(year, edition), position=len(found))
        found.append(body.encode("ascii"))
    return found


@dataclass(frozen=True)
class LeftOut:
    """Numbers of a series that were left out after a restore, from `first` on, and the day on which that was."""

    series: str
    period: str
    first: int
    count: int
    on: date


def numbers_left_out(commune_id: int, series: str) -> list[LeftOut]:
    """What was left out of all series whose name begins so."""
    rows = Fact.objects.of(commune_id).filter(kind="NumbersLeftOut", subject__startswith=f"numbers:{series}")
    return [LeftOut(**row.told, on=local_day(row.recorded_at)) for row in rows.order_by("pk")]


def left_out(commune_id: int, series: str) -> Counter[str]:
    """How many numbers of a series were left out after a restore, by period."""
    found = Counter[str]()
    for one in numbers_left_out(commune_id, f"{series}:"):
        found[one.period] += one.count
    return found


def overdue(commune_id: int, now: datetime) -> int:
    """How many entries wait longer than the public was promised (24 hours, from their day on, when they were written
    down before it); what goes out weekly is not counted.
    """
    written = Fact.objects.of(commune_id).filter(pk=OuterRef("fact_id")).values("recorded_at")
    rows = Entry.objects.of(commune_id).filter(position=None).exclude(kind__in=WEEKLY)
    latest = now - LONGEST_MERGE
    return rows.annotate(since=Subquery(written)).filter(since__lt=latest, on__lte=local_day(latest)).count()
