"""How often citizens had to come for one dossier, as they say themselves when they fetch the result."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from vidan.domain.moments import start_of
from vidan.store.models import Dossier


@dataclass(frozen=True)
class Trips:
    """What was said by those who fetched results: how many answered, how often they came in all, who met others too."""

    answered: int
    visits: int
    asked_about_offices: int
    sent_elsewhere: int


def trips(commune_id: int, first: date, last: date) -> Trips:
    """The answers of results handed over from a day to a day, both included: one statement."""
    given = Dossier.objects.of(commune_id).filter(
        given_at__gte=start_of(first), given_at__lt=start_of(last + timedelta(days=1))
    )
    found = given.aggregate(
        answered=Count("visits"),
        visits=Sum("visits", default=0),
        asked=Count("sent_elsewhere"),
        elsewhere=Count("pk", filter=Q(sent_elsewhere=True)),
    )
    return Trips(found["answered"], found["visits"], found["asked"], found["elsewhere"])
