"""The commune's dossiers, newest first, by what is known of them: code, name, number, phone, state, days, procedure.

Each way in has an index in which the newest come first, so that a page costs the same among a million dossiers as among
a hundred; it goes on from the last row, never by counting.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vidan.domain.moments import start_of
from vidan.domain.people import Actor
from vidan.queries.dossiers.listing import PAGE, ListPage, list_row
from vidan.store import names, vault
from vidan.store.models import Dossier, Matter, Person

#: Persons behind one phone: a household, or a helper who lends hers.
_MOST_PERSONS = 200


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty fields ask nothing. `late`: after the date owed, or finished after it."""

    code: str = ""
    name: str = ""
    number: str = ""
    phone: str = ""
    state: str = ""
    procedure: str = ""
    holder_id: int | None = None
    received_from: date | None = None
    received_until: date | None = None
    late: bool = False


class _Mark(NamedTuple):
    """Where a page goes on: after a moment and a key, or after a code."""

    moment: datetime | None = None
    key: int = 0
    code: str = ""


def newest(actor: Actor, wanted: Wanted | None = None, *, after: str = "", now: datetime | None = None) -> ListPage:
    """One page of dossiers, newest first (by code, where a code is looked for): one statement, one more for a person.

    `now` says what is late; `after` is the mark of the page before.
    """
    found = _rows(actor, wanted or Wanted(), _read(after), now, PAGE + 1)
    page = list(found.select_related("person", "holder")[: PAGE + 1])
    more = page[PAGE - 1] if len(page) > PAGE else None
    mark = "" if more is None else _mark(more, by_code=bool(wanted and wanted.code))
    return ListPage(tuple(list_row(row) for row in page[:PAGE]), mark)


def all_ids(actor: Actor, wanted: Wanted, *, now: datetime, most: int) -> list[int]:
    """The matters that are looked for, newest first, at most so many: what a book or a workbook is made from."""
    return list(_rows(actor, wanted, _Mark(), now, most).values_list("pk", flat=True)[:most])


def _mark(row: Matter, *, by_code: bool) -> str:
    return f"~{row.code}" if by_code else f"{row.opened_at.isoformat()}~{row.pk}"


def _read(mark: str) -> _Mark:
    moment, _, key = mark.partition("~")
    if not moment and key:
        return _Mark(code=key[:60])
    try:
        told = datetime.fromisoformat(moment)
        number = int(key)
    except ValueError:
        return _Mark()
    if told.tzinfo is None or not 2000 <= told.year <= 2200 or not 0 <= number < 2**62:
        return _Mark()
    return _Mark(told, number)


def _rows(actor: Actor, wanted: Wanted, mark: _Mark, now: datetime | None, most: int) -> QuerySet[Matter]:
    every = _narrowed(_of_persons(actor, wanted).filter(kind="dossier"), wanted, actor, now)
    if wanted.code:
        every = _beginning(every, wanted.code)
        return (every.filter(code__lt=mark.code) if mark.code else every).order_by("-code")
    if wanted.name:
        return _by_name(actor, every, wanted.name, mark, most)
    if mark.moment is not None:
        every = every.filter(Q(opened_at__lt=mark.moment) | Q(opened_at=mark.moment, pk__lt=mark.key))
    return every.order_by("-opened_at", "-pk")


def _by_name(actor: Actor, every: QuerySet[Matter], name: str, mark: _Mark, most: int) -> QuerySet[Matter]:
    """A page of marks leads to its matters; with other filters, marks are looked through until a page is full."""
    marks = names.newest_by_name(actor.commune_id, name)
    if marks is None:
        return every.none()
    if mark.moment is not None:
        second = int(mark.moment.timestamp())
        marks = marks.filter(Q(opened__lt=second) | Q(opened=second, matter_id__lt=mark.key))
    fitting = marks.filter(Exists(every.filter(pk=OuterRef("matter_id"))))
    found = list(fitting.values_list("matter_id", flat=True)[:most])
    # By number alone: with the commune beside it SQLite walks all of the commune's matters for these few.
    few = Matter.objects.across_communes("the numbers come from the commune's own marks").filter(pk__in=found)
    return few.order_by("-opened_at", "-pk")


def _beginning(every: QuerySet[Matter], code: str) -> QuerySet[Matter]:
    """Codes that begin so. SQLite walks an index for a range, PostgreSQL for a beginning."""
    if connection.vendor == "sqlite":
        return every.filter(code__gte=code, code__lt=f"{code}\U0010ffff")
    return every.filter(code__startswith=code)


def _narrowed(every: QuerySet[Matter], wanted: Wanted, actor: Actor, now: datetime | None) -> QuerySet[Matter]:
    filters: dict[str, Any] = {}
    if wanted.state:
        filters["state"] = wanted.state
    if wanted.holder_id is not None:
        filters["holder_id"] = wanted.holder_id
    if wanted.received_from is not None:
        filters["opened_at__gte"] = start_of(wanted.received_from)
    if wanted.received_until is not None:
        filters["opened_at__lt"] = start_of(wanted.received_until + timedelta(days=1))
    every = every.filter(**filters)
    if wanted.procedure:
        dossiers = Dossier.objects.of(actor.commune_id).filter(procedure__key=wanted.procedure)
        every = every.filter(Exists(dossiers.filter(pk=OuterRef("pk"))))
    if wanted.late and now is not None:
        open_late = Q(closed_at=None, paused_at=None, due_at__lt=now)
        every = every.filter(open_late | Q(closed_at__gt=F("due_at")))
    return every


def _of_persons(actor: Actor, wanted: Wanted) -> QuerySet[Matter]:
    """All of the commune's matters, or those of the persons behind a number or a phone."""
    every: QuerySet[Matter] = Matter.objects.of(actor.commune_id)
    asked = [(purpose, value) for purpose, value in (("number", wanted.number), ("phone", wanted.phone)) if value]
    if not asked:
        return every
    # By the person alone: with the commune beside her SQLite walks all of the commune's matters for these few.
    every = Matter.objects.across_communes("the persons are the commune's own")
    for purpose, value in asked:
        found = _persons(actor, purpose, value)
        every = every.filter(person_id=found[0]) if len(found) == 1 else every.filter(person_id__in=found)
    return every


def _persons(actor: Actor, purpose: str, value: str) -> list[int]:
    found = Person.objects.of(actor.commune_id).filter(**{f"{purpose}_index": vault.blind_index(purpose, value)})
    return list(found.values_list("pk", flat=True)[:_MOST_PERSONS])
