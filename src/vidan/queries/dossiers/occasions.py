"""Promise 6, *Không phiền hà, sách nhiễu*: one occasion for each closed dossier, on the day on which it ended.

Kept: papers were asked for no second time after receipt, none outside the published list, no result proved wrong so
that she had to come again, no trip was for nothing as she says herself, and no complaint about it proved right.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from vidan.domain.dossiers.trouble import needless_trips
from vidan.domain.matters import BreachKind
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided
from vidan.store.models import Breach, Dossier, Slip
from vidan.store.prepared import Prepared

#: Dossiers that are looked at together.
CHUNK = 500
#: So many are asked for one by one, by questions kept ready.
FEW = 5
#: Facts after which this has to be looked at again.
CHANGED_BY = frozenset(
    {
        "BreachFound",
        "DossierRefused",
        "DossierStopped",
        "DossierWithdrawn",
        "PapersAsked",
        "ResultReady",
        "ResultRedone",
        "VisitsTold",
        "ComplaintUpheld",
    }
)
_COLUMNS = (
    "matter_id",
    "matter__reference",
    "matter__opened_at",
    "matter__closed_at",
    "asked",
    "procedure__key",
    "matter__village_id",
    "visits",
    "complaint_upheld_at",
)


#: The same of one dossier, asked with each act that may change it.
_ONE = Prepared(lambda commune_id, number: _closed(commune_id).filter(pk=number).values_list(*_COLUMNS), int, int)
_SLIPS = Prepared(lambda commune_id, number: _slips(commune_id).filter(matter_id=number), int, int)
_WRONG = Prepared(lambda commune_id, number: _wrong(commune_id).filter(matter_id=number), int, int)


@dataclass(frozen=True)
class _Closed:
    """A dossier that ended."""

    id: int
    reference: str
    opened_at: datetime
    closed_at: datetime
    asked: int
    procedure: str
    village: int | None
    visits: int | None
    complaint_upheld_at: datetime | None

    @property
    def spared(self) -> bool:
        """Neither asked twice, nor sent for nothing, nor rightly complained about."""
        return self.asked < 2 and not needless_trips(self.visits, self.asked) and self.complaint_upheld_at is None


def promise_6(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """All closed dossiers of a commune, or exactly those among some subjects (`matter:12`)."""
    rows, last = _closed(commune_id).order_by("pk").values_list(*_COLUMNS), 0
    if subjects is None:
        while found := list(rows.filter(pk__gt=last)[:CHUNK]):
            yield from _told_together(commune_id, found)
            last = found[-1][0]
        return
    ids = [int(number) for kind, _, number in (subject.partition(":") for subject in subjects) if kind == "matter"]
    for start in range(0, len(ids) if len(ids) > FEW else 0, CHUNK):
        yield from _told_together(commune_id, list(rows.filter(pk__in=ids[start : start + CHUNK])))
    for one in ids if len(ids) <= FEW else ():
        yield from _told(_ONE(commune_id, one), _SLIPS(commune_id, one), _WRONG(commune_id, one))


def _told_together(commune_id: int, found: list[Any]) -> Iterator[Occasion]:
    ids = [row[0] for row in found]
    yield from _told(found, _slips(commune_id).filter(matter_id__in=ids), _wrong(commune_id).filter(matter_id__in=ids))


def _told(rows: Iterable[Any], slips: Iterable[Any], wrong: Iterable[Any]) -> Iterator[Occasion]:
    """Dossiers with their slips, where papers may stand outside the published list, and their wrong results."""
    troubled = {matter for matter, papers in slips if any(paper.get("listed") is False for paper in papers)}
    troubled |= {matter for (matter,) in wrong}
    for dossier in (_Closed(*row) for row in rows):
        yield decided(
            f"matter:{dossier.id}",
            local_day(dossier.opened_at),
            local_day(dossier.closed_at),
            kept=dossier.spared and dossier.id not in troubled,
            reference=dossier.reference,
            procedure=dossier.procedure,
            village=dossier.village,
        )


def _closed(commune_id: int) -> QuerySet[Dossier]:
    every = Dossier.objects.across_communes("by their key; the commune is asked of each row")
    return _own(every, commune_id).filter(matter__closed_at__isnull=False)


def _slips(commune_id: int) -> QuerySet[Slip, Any]:
    """The requests for papers, by their matter."""
    every = Slip.objects.across_communes("by their matter; the commune is asked of each row")
    return _own(every, commune_id).filter(form="02").values_list("matter_id", "papers")


def _wrong(commune_id: int) -> QuerySet[Breach, Any]:
    """The matters whose result was wrong: she came for nothing."""
    every = Breach.objects.across_communes("by their matter; the commune is asked of each row")
    return _own(every, commune_id).filter(kind=BreachKind.WRONG.value).values_list("matter_id")


def _own(every: QuerySet[Any], commune_id: int) -> QuerySet[Any]:
    """Those of a commune. SQLite must not take the commune's index, or each 500 of a recount would sort all of it;
    PostgreSQL has figures of the tables and goes by the key of its own accord.
    """
    if connection.vendor != "sqlite":
        return every.filter(commune_id=commune_id)
    own: QuerySet[Any] = every.alias(own=F("commune_id") + 0).filter(own=commune_id)
    return own
