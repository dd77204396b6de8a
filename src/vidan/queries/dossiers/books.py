"""What the books and lists of the desk print: sổ theo dõi, phiếu kiểm soát, danh sách bàn giao, a matter's history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from vidan.domain.moments import start_of
from vidan.domain.people import Actor
from vidan.domain.sorting import dictionary
from vidan.queries.dossiers.searching import Wanted, all_ids
from vidan.queries.people import open_person
from vidan.store.models import Dossier, Fact, Holding, Officer, SavedView

#: Rows opened together: each costs a small decryption.
_AT_ONCE = 500


@dataclass(frozen=True)
class BookRow:
    """A line of the book (form 07 of TT 03/2025/TT-VPCP)."""

    code: str
    procedure: str
    sets: int
    applicant: str
    person_id: int | None
    address: str
    phone: str
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None
    delivery: str
    receiver: str
    state: str
    holder: str


def book(actor: Actor, wanted: Wanted, *, now: datetime, most: int) -> list[BookRow]:
    """The dossiers that are looked for, oldest first as a book is kept; at most so many, the newest ones."""
    ids = all_ids(actor, wanted, now=now, most=most)
    rows = [row for chunk in _chunks(ids) for row in _opened(chunk)]
    return sorted(rows, key=lambda row: (row.received_at, row.code))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(ids), _AT_ONCE):
        yield ids[first : first + _AT_ONCE]


def _opened(ids: Sequence[int]) -> Iterator[BookRow]:
    # By number alone: with the commune beside it SQLite walks all of the commune's dossiers for each part.
    found = Dossier.objects.across_communes("the numbers come from the commune's own list").filter(pk__in=ids)
    for row in found.select_related("matter__person", "matter__holder"):
        matter, person = row.matter, row.matter.person
        known: dict[str, Any] = open_person(person.wrapped_key, person.sealed) if person else {}
        opened: dict[str, Any] = open_person(person.wrapped_key, row.sealed) if person and row.sealed else {}
        yield BookRow(
            code=matter.code,
            procedure=matter.title,
            sets=row.sets,
            applicant=str(known.get("name", "")),
            person_id=matter.person_id,
            address=str(known.get("address", "")),
            phone=str(known.get("phone", "")),
            received_at=row.received_at,
            due_at=matter.due_at,
            first_due_at=matter.first_due_at,
            ready_at=row.ready_at,
            given_at=row.given_at,
            delivery=row.delivery,
            receiver=str(opened.get("receiver", "")),
            state=matter.state,
            holder=matter.holder.name if matter.holder else "",
        )


@dataclass(frozen=True)
class HandOver:
    """One dossier that went from one officer to another."""

    code: str
    procedure: str
    applicant: str
    person_id: int | None
    given_by: str
    taken_by: str
    at: datetime
    due_at: datetime | None


def hand_overs(actor: Actor, day: date) -> list[HandOver]:
    """What changed hands on a Vietnamese day, in the order of time: two statements."""
    begun = (
        Holding.objects.of(actor.commune_id)
        .filter(from_at__gte=start_of(day), from_at__lt=start_of(day + timedelta(days=1)), number__gt=1)
        .filter(officer__isnull=False, matter__kind="dossier")
        .select_related("matter__person", "officer")
        .order_by("from_at", "pk")
    )
    rows = list(begun[:2000])
    before = _holders_before(actor, [row.matter_id for row in rows])
    both = ((row, before.get((row.matter_id, row.number - 1))) for row in rows)
    return [_hand_over(row, giver.name) for row, giver in both if giver is not None and giver.pk != row.officer_id]


def _holders_before(actor: Actor, matters: Sequence[int]) -> dict[tuple[int, int], Officer]:
    rows = Holding.objects.of(actor.commune_id).filter(matter_id__in=matters).select_related("officer")
    return {(row.matter_id, row.number): row.officer for row in rows if row.officer is not None}


def _hand_over(row: Holding, given_by: str) -> HandOver:
    matter, person = row.matter, row.matter.person
    known: dict[str, Any] = open_person(person.wrapped_key, person.sealed) if person else {}
    assert row.officer is not None
    return HandOver(
        code=matter.code,
        procedure=matter.title,
        applicant=str(known.get("name", "")),
        person_id=matter.person_id,
        given_by=given_by,
        taken_by=row.officer.name,
        at=row.from_at,
        due_at=matter.due_at,
    )


@dataclass(frozen=True)
class ToldFact:
    """One fact about a matter, whole: who, when it happened, when it was written, what it tells in the clear."""

    kind: str
    by: str
    happened_at: datetime
    recorded_at: datetime
    told: dict[str, Any]


#: What facts call officers by their number.
_OFFICERS = ("from_officer", "to_officer", "holder")


def _with_names(told: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    return {name: names.get(value, value) if name in _OFFICERS else value for name, value in told.items()}


def all_facts(actor: Actor, matter_id: int) -> list[ToldFact]:
    """Everything that was ever written about a matter, oldest first, without what is sealed: two statements."""
    rows = list(Fact.objects.of(actor.commune_id).filter(subject=f"matter:{matter_id}").order_by("pk"))
    named = {row.told.get(name) for row in rows for name in _OFFICERS} | {row.actor_id for row in rows}
    names = dict(Officer.objects.filter(pk__in=[pk for pk in named if pk is not None]).values_list("pk", "name"))
    return [
        ToldFact(
            row.kind,
            names.get(row.actor_id or 0, ""),
            row.happened_at,
            row.recorded_at,
            _with_names(dict(row.told), names),
        )
        for row in rows
    ]


def views(actor: Actor) -> list[tuple[str, str]]:
    """The officer's own views: name and filters, by name: one statement."""
    own = SavedView.objects.of(actor.commune_id).filter(officer_id=actor.officer_id or 0)
    return sorted(own.values_list("name", "query"), key=lambda view: dictionary(view[0]))
