"""Closures: what one would move, looked at before it is decided; and those that were decided."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from vidan.domain.matters import check_closure, due_after_closure, shut
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.store.calendars import calendar_of
from vidan.store.closures import promised_at, touched, villages_named
from vidan.store.models import Closure, ClosureMove, Commune


@dataclass(frozen=True)
class MovedCard:
    """A date that a closure moves, or moved."""

    code: str
    kind: str
    title: str
    person_id: int | None
    before_at: datetime
    after_at: datetime


def would_move(
    actor: Actor, first: date, last: date, village_ids: tuple[int, ...], *, now: datetime
) -> tuple[MovedCard, ...]:
    """The preview of a closure: every date that would move, and to when. Nothing is written."""
    check_closure(first, last, local_day(now))
    villages = villages_named(actor.commune_id, village_ids)
    before = calendar_of(Commune.objects.get(pk=actor.commune_id))
    after, _ = shut(before, first, last, tuple(villages.values()), "")
    found = []
    for row in touched(actor.commune_id, tuple(villages), first):
        owed = promised_at(row)
        assert owed is not None
        due_at = due_after_closure(before, after, owed, first, villages.get(row.village_id or 0))
        if due_at is not None:
            found.append(MovedCard(row.code, row.kind, row.title, row.person_id, owed, due_at))
    return tuple(found)


@dataclass(frozen=True)
class ClosureCard:
    """A closure that was decided."""

    id: int
    reason: str
    document: str
    first_on: date
    last_on: date
    made_by: str
    undone_at: datetime | None
    moved: int


def closures(actor: Actor, most: int = 20) -> tuple[ClosureCard, ...]:
    """The last closures, newest first, with how many dates each moved: one statement."""
    rows = Closure.objects.of(actor.commune_id).select_related("made_by").order_by("-pk")
    moves = ClosureMove.objects.of(actor.commune_id).filter(closure=OuterRef("pk")).order_by()
    counted = moves.values("closure").annotate(n=Count("pk")).values("n")
    found = rows.annotate(moved=Coalesce(Subquery(counted, output_field=IntegerField()), 0))[:most]
    return tuple(
        ClosureCard(
            row.pk, row.reason, row.document, row.first_on, row.last_on, row.made_by.name, row.undone_at, row.moved
        )
        for row in found
    )
