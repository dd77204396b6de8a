"""Which matters a closure touches: running, promised, and of one of its villages (or of any)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from vidan.domain.errors import Refused
from vidan.domain.moments import start_of
from vidan.store.models import Matter, Promise, Village


def touched(commune_id: int, village_ids: Sequence[int], first: date) -> QuerySet[Matter]:
    """Open, running matters that are due on the first shut day or later, by the moment they are due; those of which
    only a step is owed before that day too.
    """
    shut = start_of(first)
    rows = Matter.objects.of(commune_id).filter(closed_at=None, paused_at=None, due_at__isnull=False)
    rows = rows.filter(Q(due_at__gte=shut) | Q(first_due_at__gte=shut))
    if village_ids:
        rows = rows.filter(village_id__in=village_ids)
    return rows.order_by("due_at", "pk")


def promised_at(matter: Matter) -> datetime | None:
    """The date that was given last, whatever the desk works towards first."""
    newest = Promise.objects.of(matter.commune_id).filter(matter=matter).order_by("-number")
    found: datetime | None = newest.values_list("due_at", flat=True).first()
    return found or matter.due_at


def villages_named(commune_id: int, ids: Sequence[int]) -> dict[int, str]:
    """The villages among some ids, by id. Refused when one is not the commune's."""
    found = dict(Village.objects.of(commune_id).filter(pk__in=ids).order_by("pk").values_list("pk", "name"))
    if len(found) != len(set(ids)):
        raise Refused("people.village.unknown", field="villages")
    return found
