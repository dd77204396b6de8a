"""What everybody may see: reports that a person looked over first, and totals of at least five."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from vidan.domain.maps import Ring
from vidan.domain.sorting import dictionary
from vidan.store import files, vault
from vidan.store.models import Feedback, FeedbackPhoto, SealedMatter, Village, VillageShape

PAGE = 20
#: So many are told at once to programs (GeoReport v2: the first thousand).
MOST = 1000
#: A cell of a table with fewer is not shown.
LEAST = 5


@dataclass(frozen=True)
class ShownRow:
    """A report as everybody may see it."""

    number: int
    code: str
    topic: str
    text: str
    place: str
    village: str
    village_id: int | None
    answer: str
    state: str
    received_at: datetime
    shown_at: datetime
    answered_at: datetime | None
    latitude: float | None
    longitude: float | None
    closed_at: datetime | None
    first_due_at: datetime | None
    same: int
    photo: str


_COLUMNS = (
    "pk",
    "matter__code",
    "topic",
    "public_text",
    "public_place",
    "matter__village__name",
    "matter__village_id",
    "public_answer",
    "matter__state",
    "received_at",
    "shown_at",
    "answered_at",
    "latitude",
    "longitude",
    "matter__closed_at",
    "matter__first_due_at",
)


def _rows(commune_id: int) -> QuerySet[Feedback]:
    found: QuerySet[Feedback] = Feedback.objects.of(commune_id).filter(shown_at__isnull=False)
    return found


def shown(
    commune_id: int, *, topic: str = "", village_id: int | None = None, before: int | None = None, most: int = PAGE
) -> tuple[list[ShownRow], int | None]:
    """Newest first, with the number to go on from: three statements whatever their number."""
    rows = _rows(commune_id)
    if topic:
        rows = rows.filter(topic=topic)
    if village_id is not None:
        rows = rows.filter(matter__village_id=village_id)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk").values_list(*_COLUMNS)[: most + 1])
    cards = _cards(commune_id, found[:most])
    return cards, (found[most - 1][0] if len(found) > most else None)


def _cards(commune_id: int, rows: Iterable[tuple[Any, ...]]) -> list[ShownRow]:
    rows = list(rows)
    keys = [row[0] for row in rows]
    same = dict(
        Feedback.objects.of(commune_id)
        .filter(joined_id__in=keys)
        .order_by()
        .values_list("joined_id")
        .annotate(Count("pk"))
    )
    pictures = FeedbackPhoto.objects.of(commune_id).filter(feedback_id__in=keys).exclude(shown="").order_by("-pk")
    photo = dict(pictures.values_list("feedback_id", "shown"))
    return [ShownRow(*(*row[:5], row[5] or "", *row[6:], same.get(row[0], 0), photo.get(row[0], ""))) for row in rows]


def one(commune_id: int, code: str) -> ShownRow | None:
    """One report as everybody may see it; None where it may not be seen, whatever the reason."""
    found = list(_rows(commune_id).filter(matter__commune=commune_id, matter__code=code).values_list(*_COLUMNS)[:1])
    return _cards(commune_id, found)[0] if found else None


def answered_by(commune_id: int, code: str) -> int | None:
    """Who answered, so that another may explain it: never shown."""
    rows = _rows(commune_id).filter(matter__commune=commune_id, matter__code=code)
    found: int | None = rows.values_list("answered_by_id", flat=True).first()
    return found


def some(commune_id: int, codes: Iterable[str]) -> list[ShownRow]:
    """Those of some codes that may be seen."""
    rows = _rows(commune_id).filter(matter__commune=commune_id, matter__code__in=list(codes)[:MOST])
    return _cards(commune_id, rows.values_list(*_COLUMNS))


def between(
    commune_id: int,
    *,
    topics: Iterable[str] = (),
    states: Iterable[str] = (),
    first: datetime | None = None,
    last: datetime | None = None,
    most: int = MOST,
    page: int = 1,
) -> list[ShownRow]:
    """Those received between two moments, newest first, for open data."""
    rows = _rows(commune_id)
    if topics:
        rows = rows.filter(topic__in=list(topics))
    if states:
        rows = rows.filter(matter__state__in=list(states))
    if first is not None:
        rows = rows.filter(received_at__gte=first)
    if last is not None:
        rows = rows.filter(received_at__lte=last)
    start = (page - 1) * most
    return _cards(commune_id, rows.order_by("-received_at", "-pk").values_list(*_COLUMNS)[start : start + most])


def photo(commune_id: int, name: str) -> bytes | None:
    """A masked picture by its name; None where it is not shown, or no longer."""
    rows = FeedbackPhoto.objects.of(commune_id).filter(shown=name, feedback__shown_at__isnull=False)
    return files.read(name, None) if name and rows.exists() else None


def villages(commune_id: int) -> list[tuple[int, str]]:
    """(id, name) of the commune's villages today."""
    rows = Village.objects.of(commune_id).filter(valid_until=None).values_list("pk", "name")
    return sorted(rows, key=lambda village: dictionary(village[1]))


@dataclass(frozen=True)
class VillageOutline:
    """A village on the commune's own map."""

    village_id: int
    name: str
    rings: tuple[Ring, ...]


def outlines(commune_id: int) -> list[VillageOutline]:
    """The villages of today that have an outline: one statement."""
    rows = VillageShape.objects.of(commune_id).filter(village__valid_until=None)
    return [
        VillageOutline(pk, name, tuple(tuple((spot[0], spot[1]) for spot in ring) for ring in rings))
        for pk, name, rings in rows.values_list("village_id", "village__name", "rings")
    ]


def table(commune_id: int) -> list[tuple[str, str, int]]:
    """(village, topic, how many) of what is shown, cells of fewer than five left out: one statement."""
    rows = (
        _rows(commune_id)
        .filter(matter__village__isnull=False)
        .order_by()
        .values_list("matter__village__name", "topic")
        .annotate(n=Count("pk"))
        .filter(n__gte=LEAST)
    )
    return sorted(rows, key=lambda row: (dictionary(row[0]), row[1]))


@dataclass(frozen=True)
class WaitingRow:
    """Something that is not shown: that it came, and what its program called it (nothing where no program did)."""

    code: str
    received_at: datetime
    called: str


def waiting(commune_id: int, codes: Iterable[str]) -> list[WaitingRow]:
    """Those of some codes that are not shown, for whoever knows a code: the ordinary and the sealed alike, looked for
    and told in the same way whatever became of them, so that nobody can tell one from the other (docs/adr/0142).
    """
    wanted = list(codes)[:MOST]
    openly = Feedback.objects.of(commune_id).filter(matter__commune=commune_id, matter__code__in=wanted, shown_at=None)
    sealed = sealed_of(commune_id, wanted)
    rows = openly.values_list("matter__code", "received_at", "asked").union(
        sealed.values_list("code", "received_at", "asked"), all=True
    )
    return [WaitingRow(code, received_at, _called(asked)) for code, received_at, asked in rows]


def sealed_of(commune_id: int, codes: Iterable[str]) -> QuerySet[SealedMatter]:
    """Sealed things by codes, through the index that holds all that is told of them. As ranges: by equality SQLite
    would take the index of the code alone and walk through the box's twenty thousand bytes to what stands behind them.
    """
    each = (Q(code__range=(code, code)) for code in codes)
    found: QuerySet[SealedMatter] = SealedMatter.objects.of(commune_id).filter(reduce(or_, each, Q(pk__in=())))
    return found


def _called(asked: vault.Sealed | None) -> str:
    return vault.unseal_bytes(vault.derived_key(vault.ASKED), asked).decode().strip() if asked else ""
