"""What rings: messages that tell of danger and that nobody has acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from vidan.domain.feedback import routing
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.queries.people import OfficerCard
from vidan.store.models import DutyTurn, Feedback, Leave, Officer
from vidan.store.prepared import Prepared

#: So many are told of on a page.
MOST = 5


@dataclass(frozen=True)
class AlarmCard:
    """What may be said of it outside the house."""

    code: str
    title: str
    village: str
    received_at: datetime


_COLUMNS = ("matter__code", "matter__title", "matter__village__name", "received_at")
#: Asked with each page where an officer's day begins.
_RINGING = Prepared(
    lambda commune_id: (
        Feedback.objects.of(commune_id)
        .filter(emergency=True, acknowledged_at=None, matter__state=FeedbackState.SENT.value)
        .order_by("pk")
        .values_list(*_COLUMNS)[:MOST]
    ),
    int,
)


def alarm(commune_id: int, matter_id: int) -> AlarmCard | None:
    """An alarm that still has to ring; None when somebody has seen to it."""
    rows = Feedback.objects.of(commune_id).filter(pk=matter_id, emergency=True, acknowledged_at=None)
    found = rows.values_list(*_COLUMNS).first()
    return _card(*found) if found is not None else None


def on_watch(commune_id: int, now: datetime) -> Sequence[OfficerCard]:
    """Whoever is on duty now by the list of duty, and who stands in for those who are away. One statement."""
    day = local_day(now)
    away = Leave.objects.of(commune_id).filter(
        ended_at=None, officer_id=OuterRef("officer_id"), from_on__lte=day, until_on__gte=day
    )
    turns = (
        DutyTurn.objects.of(commune_id)
        .filter(day=routing.turn_of(now), ended_at=None)
        .annotate(
            there=Coalesce(Subquery(away.values("stand_in_id")[:1]), "officer_id", output_field=BigIntegerField())
        )
    )
    there = Officer.objects.filter(commune_id=commune_id, is_active=True, pk__in=turns.values("there"))
    return [OfficerCard(one.pk, one.name, one.title, one.honorific, one.phone) for one in there.order_by("pk")]


def ringing(actor: Actor) -> Sequence[AlarmCard]:
    """What nobody has looked at yet, oldest first: for the top of the officers' pages. One statement."""
    return [_card(*row) for row in _RINGING(actor.commune_id)]


def _card(code: str, title: str, village: str | None, received_at: datetime) -> AlarmCard:
    return AlarmCard(code, title, village or "", received_at)
