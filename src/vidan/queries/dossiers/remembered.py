"""What happened to a matter, fact by fact: its whole history, and what is worth remembering on its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vidan.domain.people import Actor
from vidan.queries.dossiers.desk import open_sealed
from vidan.queries.people import officer_names
from vidan.store.models import Fact, Person
from vidan.store.prepared import Prepared


@dataclass(frozen=True)
class HistoryLine:
    """One fact about a dossier, as its history shows it; `confided` is opened with the person's key."""

    kind: str
    at: datetime
    actor: str
    told: dict[str, Any]
    confided: dict[str, Any]


#: Facts that the stretches of the clock do not tell by themselves.
REMARKABLE = (
    "BlankReceiptEntered",
    "BreachFound",
    "CitizenCalled",
    "ComplaintUpheld",
    "DossierCorrected",
    "ExplanationAsked",
    "HelpAsked",
    "MatterEscalated",
    "NoticeSent",
    "OfficesTold",
    "PaperDropped",
    "PapersAsked",
    "VisitsTold",
)


_TOLD = ("kind", "happened_at", "actor_id", "told", "sealed", "person_id")


def _facts(commune_id: int, subject: str) -> QuerySet[Fact, Any]:
    return Fact.objects.of(commune_id).filter(subject=subject).order_by("pk").values_list(*_TOLD)


#: What stands on a dossier's page, at most so many.
_MOST_REMARKABLE = 100
_REMARKED = Prepared(
    lambda commune_id, subject: _facts(commune_id, subject).filter(kind__in=REMARKABLE)[:_MOST_REMARKABLE], int, str
)


def history(actor: Actor, matter_id: int, most: int = 100) -> tuple[HistoryLine, ...]:
    """The facts about a matter, oldest first: one statement, and one for the names."""
    return _lines(actor, list(_facts(actor.commune_id, f"matter:{matter_id}")[:most]))


def remarkable(actor: Actor, matter_id: int) -> tuple[HistoryLine, ...]:
    """Those that the stretches of the clock do not tell by themselves."""
    return _lines(actor, _REMARKED(actor.commune_id, f"matter:{matter_id}"))


def _lines(actor: Actor, found: list[tuple[Any, ...]]) -> tuple[HistoryLine, ...]:
    names = officer_names(actor_id for _, _, actor_id, _, _, _ in found)
    hers = {person_id for *_, sealed, person_id in found if sealed and person_id is not None}
    persons = {row.pk: row for row in Person.objects.of(actor.commune_id).filter(pk__in=hers)} if hers else {}
    return tuple(
        HistoryLine(kind, at, names.get(actor_id or 0, ""), told, open_sealed(persons.get(person_id or 0), sealed))
        for kind, at, actor_id, told, sealed, person_id in found
    )
