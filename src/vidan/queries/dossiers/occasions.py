"""Promise 6, *Không phiền hà, sách nhiễu*: one occasion for each closed dossier, on the day on which it ended.

Kept: papers were asked for no second time after receipt, none outside the published list, and no result proved wrong so
that she had to come again. An upheld complaint is the feedback column's to tell.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.matters import BreachKind
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided
from vidan.store.models import Breach, Dossier, Slip

#: Dossiers that are looked at together.
CHUNK = 500
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
)


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


def promise_6(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """All closed dossiers of a commune, or exactly those among some subjects (`matter:12`)."""
    rows = Dossier.objects.of(commune_id).filter(matter__closed_at__isnull=False)
    if subjects is not None:
        ids = [int(number) for kind, _, number in (subject.partition(":") for subject in subjects) if kind == "matter"]
        for start in range(0, len(ids), CHUNK):
            yield from _told(commune_id, rows.filter(pk__in=ids[start : start + CHUNK]).values_list(*_COLUMNS))
        return
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk").values_list(*_COLUMNS)[:CHUNK]):
        yield from _told(commune_id, found)
        last = found[-1][0]


def _told(commune_id: int, rows: Collection[Any]) -> Iterator[Occasion]:
    closed = [_Closed(*row) for row in rows]
    ids = [dossier.id for dossier in closed]
    troubled = _unlisted(commune_id, ids) | _made_anew(commune_id, ids)
    for dossier in closed:
        yield decided(
            f"matter:{dossier.id}",
            local_day(dossier.opened_at),
            local_day(dossier.closed_at),
            kept=dossier.asked < 2 and dossier.id not in troubled,
            reference=dossier.reference,
            procedure=dossier.procedure,
            village=dossier.village,
        )


def _unlisted(commune_id: int, ids: Collection[int]) -> set[int]:
    """Those for which a paper outside the published list was asked."""
    slips = Slip.objects.of(commune_id).filter(matter_id__in=ids, form="02").values_list("matter_id", "papers")
    return {matter for matter, papers in slips if any(paper.get("listed") is False for paper in papers)}


def _made_anew(commune_id: int, ids: Collection[int]) -> set[int]:
    """Those whose result was wrong: she came for nothing."""
    wrong = Breach.objects.of(commune_id).filter(matter_id__in=ids, kind=BreachKind.WRONG.value)
    return set(wrong.values_list("matter_id", flat=True))
