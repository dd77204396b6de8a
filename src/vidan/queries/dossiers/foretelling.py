"""The load before a new dossier, and how earlier guesses stood against what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from vidan.domain.calendar import Calendar
from vidan.domain.dossiers.load import Foretold, Load, is_unlikely
from vidan.domain.people import Actor
from vidan.store.loads import running_before
from vidan.store.models import Dossier, Procedure

#: How far back guesses are held against what happened.
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Warned:
    """Why the promise is unlikely, and how far such warnings were right so far."""

    ahead: int
    per_day: float
    days: int
    expected_at: datetime
    record: Foretold


def warning(actor: Actor, key: str, due_at: datetime, calendar: Calendar, *, now: datetime) -> Warned | None:
    """A warning where the load makes the date unlikely; None where it is likely, or where nothing can be said."""
    later = later_than(actor.commune_id, key, due_at, calendar, now=now)
    if later is None:
        return None
    load, expected_at = later
    return Warned(load.ahead, load.per_day, load.days, expected_at, record(actor, now=now))


def later_than(
    commune_id: int, key: str, due_at: datetime, calendar: Calendar, *, now: datetime
) -> tuple[Load, datetime] | None:
    """The load, and when a dossier received now would be done, where that is later than promised; the same for the
    counter and for who reads the guide at home.
    """
    known = Procedure.objects.of(commune_id).filter(key=key, pace__isnull=False)
    row = known.order_by("-valid_from").values_list("unit_key", "pace").first()
    if row is None or row[1] is None:
        return None
    load = Load(running_before(commune_id, row[0], due_at), row[1])
    expected_at = load.expected_at(now, calendar)
    return (load, expected_at) if is_unlikely(expected_at, due_at) else None


def record(actor: Actor, *, now: datetime) -> Foretold:
    """Of the finished dossiers of 90 days: warned about and late, warned about; not warned about and late, not."""
    rows = Dossier.objects.of(actor.commune_id).filter(
        received_at__gte=now - LOOKED_BACK, expected_at__isnull=False, ready_at__isnull=False
    )
    warned = Q(expected_at__gt=F("matter__first_due_at"))
    late = Q(ready_at__gt=F("matter__first_due_at"))
    return Foretold(
        **rows.aggregate(
            warned=Count("pk", filter=warned),
            warned_late=Count("pk", filter=warned & late),
            silent=Count("pk", filter=~warned),
            silent_late=Count("pk", filter=~warned & late),
        )
    )
