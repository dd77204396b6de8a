"""Numbered blank receipts: how many are out, entered, spoiled, and how long it took to type them in."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Q

from vidan.domain.dossiers.blanks import is_blank_code
from vidan.domain.errors import Refused
from vidan.domain.matters import read_secret
from vidan.domain.people import Actor
from vidan.queries.dossiers.tracking import secret_of
from vidan.store.models import BlankReceipt, BlankRun, Commune, Dossier

#: As many rows as one page shows; the counts are of all.
MOST_SHOWN = 100


@dataclass(frozen=True)
class RunCard:
    """A stack of blanks, with what became of its numbers."""

    id: int
    first: str
    last: str
    size: int
    entered: int
    spoiled: int
    made_at: datetime
    made_by: str

    @property
    def out(self) -> int:
        """How many were printed and are neither entered nor spoiled."""
        return self.size - self.entered - self.spoiled


@dataclass(frozen=True)
class EnteredCard:
    """A blank that was typed in: the true time of receipt beside the time of typing."""

    code: str
    procedure: str
    received_at: datetime
    typed_at: datetime

    @property
    def minutes(self) -> int:
        """The minutes between receipt and typing."""
        return max(int((self.typed_at - self.received_at).total_seconds() // 60), 0)


@dataclass(frozen=True)
class SpoiledCard:
    """A number that will never be used, and why."""

    code: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class BlanksCard:
    """Everything about the blanks of a commune; `out` are the numbers nobody has accounted for yet, oldest first."""

    printed: int
    entered_count: int
    spoiled_count: int
    #: Minutes between receipt and typing, of the newest entered: the middle one and the longest; None without any.
    usual_minutes: int | None
    longest_minutes: int | None
    out: tuple[str, ...]
    runs: tuple[RunCard, ...]
    entered: tuple[EnteredCard, ...]
    spoiled: tuple[SpoiledCard, ...]

    @property
    def out_count(self) -> int:
        """How many numbers are still out."""
        return self.printed - self.entered_count - self.spoiled_count


def blanks(actor: Actor) -> BlanksCard:
    """What became of each number, in five statements."""
    rows = BlankReceipt.objects.of(actor.commune_id)
    counted = rows.aggregate(
        printed=Count("pk"), entered=Count("matter"), spoiled=Count("pk", filter=Q(spoiled_at__isnull=False))
    )
    still_out = rows.filter(matter=None, spoiled_at=None).order_by("pk")
    entered = _entered(actor.commune_id)
    minutes = [card.minutes for card in entered]
    spoiled = rows.filter(spoiled_at__isnull=False).select_related("spoiled_by").order_by("-spoiled_at", "-pk")
    return BlanksCard(
        printed=counted["printed"],
        entered_count=counted["entered"],
        spoiled_count=counted["spoiled"],
        usual_minutes=int(median(minutes)) if minutes else None,
        longest_minutes=max(minutes, default=None),
        out=tuple(still_out.values_list("code", flat=True)[:MOST_SHOWN]),
        runs=_runs(actor.commune_id),
        entered=entered,
        spoiled=tuple(
            SpoiledCard(row.code, row.spoil_reason, row.spoiled_at, row.spoiled_by.name if row.spoiled_by else "")
            for row in spoiled[:MOST_SHOWN]
            if row.spoiled_at is not None
        ),
    )


def _entered(commune_id: int) -> tuple[EnteredCard, ...]:
    rows = Dossier.objects.of(commune_id).filter(
        pk__in=BlankReceipt.objects.of(commune_id).filter(matter__isnull=False).values("matter")
    )
    told = rows.order_by("-typed_at", "-pk").values_list("matter__code", "matter__title", "received_at", "typed_at")
    return tuple(EnteredCard(*line) for line in told[:MOST_SHOWN])


def _runs(commune_id: int) -> tuple[RunCard, ...]:
    rows = BlankRun.objects.of(commune_id).select_related("made_by").order_by("-pk")[:MOST_SHOWN]
    counts = {
        run: (entered, spoiled)
        for run, entered, spoiled in BlankReceipt.objects.of(commune_id)
        .filter(run__in=[row.pk for row in rows])
        .values("run")
        .annotate(entered=Count("matter"), spoiled=Count("pk", filter=Q(spoiled_at__isnull=False)))
        .values_list("run", "entered", "spoiled")
    }
    return tuple(
        RunCard(
            row.pk, row.first, row.last, row.size, *counts[row.pk], row.made_at, row.made_by.name if row.made_by else ""
        )
        for row in rows
    )


@dataclass(frozen=True)
class PrintedBlank:
    """What one blank prints: its number and the secret by which it is followed."""

    code: str
    secret: str


def to_print(actor: Actor, run_id: int) -> tuple[PrintedBlank, ...]:
    """The numbers of a stack that are still out: what was entered or spoiled is never printed again."""
    rows: Sequence[tuple[str, str]] = list(
        BlankReceipt.objects.of(actor.commune_id)
        .filter(run=run_id, matter=None, spoiled_at=None)
        .order_by("pk")
        .values_list("code", "reference")
    )
    if not rows:
        raise Refused("dossiers.blank.run_used_up", field="run")
    return tuple(PrintedBlank(code, secret_of(reference, 1)) for code, reference in rows)


def waits_to_be_typed(commune_id: int, code: str, secret: str) -> bool:
    """Whether somebody holds a true blank (number and secret) that was not typed in yet, so that we can tell her so."""
    commune = Commune.objects.get(pk=commune_id)
    if not is_blank_code(code, commune.abbreviation):
        return False
    reference = (
        BlankReceipt.objects.of(commune_id)
        .filter(code=code, matter=None, spoiled_at=None)
        .values_list("reference", flat=True)
        .first()
    )
    right = secret_of(reference or "0" * 32, 1)
    return hmac.compare_digest(right.encode(), read_secret(secret).encode()) and reference is not None
