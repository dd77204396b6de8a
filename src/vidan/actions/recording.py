"""The only transaction of the house: it records at least one fact, or nothing happened.

    with recording(actor, now) as record:
        ...change rows...
        record.fact(DossierReceived(...), subject=f"matter:{matter.pk}", person=person)
        record.errand("send_receipt_notice", matter=matter.pk)

SQLite: writers queue on a file lock before `BEGIN IMMEDIATE`, because the busy handler alone is unfair (p99 of half a
second with two writers). PostgreSQL: an advisory lock of the commune, held to the transaction's end.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.module_loading import import_string

from vidan.domain import facts
from vidan.domain.errors import Refused
from vidan.domain.ledger import entries
from vidan.domain.ledger.note import to_base64
from vidan.domain.matters.born import Born
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor
from vidan.store import cursors, files, guard, room, vault
from vidan.store.lock import writer_lock
from vidan.store.models import Entry, Fact, Person, Reading
from vidan.store.rows import insert, insert_many, new, put


class NothingRecorded(RuntimeError):
    """An action changed rows without telling a fact; it was rolled back."""


class Told(NamedTuple):
    """A fact that is about to be kept, with what stands beside it."""

    fact: facts.Fact
    subject: str
    person: Person | None = None
    happened_at: datetime | None = None


def _entry(fact: facts.Fact, kind: str, number: int, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the public entry of a fact that was kept, with its number and its own columns."""
    day = local_day(kept["happened_at"])
    bound = "c" in entries.KINDS[kind]  # a scoreboard tells everything: there is nothing behind it to be opened
    salt = secrets.token_bytes(entries.SALT_SIZE) if bound else None
    commitment = entries.commitment(salt, fact.committed()) if salt else None
    public = fact.public()
    return {
        "commune_id": kept["commune_id"],
        "fact_id": number,
        "kind": kind,
        "on": day,
        "body": entries.build(kind, day, commitment, public).decode("ascii"),
        "commitment": to_base64(commitment) if commitment else "",
        "salt": salt,
        "reference": str(public.get("ref", "")),
    }


class Record:
    """What an action tells while its transaction is open."""

    def __init__(self, actor: Actor, now: datetime) -> None:
        self.actor = actor
        self.now = now
        self.told = 0
        self.subjects: dict[str, None] = {}
        #: Subjects that there was nothing of before this act, with all there is to be known of them where it is known.
        self.born: dict[str, Born | None] = {}
        self.kinds: set[str] = set()
        self._files: list[str] = []

    def file(self, content: bytes, key: bytes | None) -> str:
        """Write a file for a row of this act (sealed when a key is given) and give its name; it goes when the act does
        not come to its end.
        """
        name = files.keep(content, key)
        self._files.append(name)
        return name

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Around the transaction: what fails leaves no file behind. A disk that takes nothing more is no fault of ours
        and none of the reader's: it is refused with the way out.
        """
        try:
            yield
        except BaseException as problem:
            for name in self._files:
                files.drop(name)
            if isinstance(problem, DatabaseError | OSError) and room.tells(problem):
                raise Refused("room.full") from problem
            raise

    def fact(
        self,
        fact: facts.Fact,
        *,
        subject: str,
        person: Person | None = None,
        happened_at: datetime | None = None,
        public: bool = True,
    ) -> int:
        """Keep a fact, and its public entry when its kind has one; returns the fact's number.

        `person` is whose key seals the personal fields. Not `public`: what it is about never stood in the public book.
        """
        columns = self._columns(Told(fact, subject, person, happened_at))
        number = put(Fact, columns)
        self.told += 1
        self.subjects[subject] = None
        self.kinds.add(columns["kind"])
        if public and fact.LEDGER_KIND is not None:
            put(Entry, _entry(fact, fact.LEDGER_KIND, number, columns))
        return number

    def about(self, subject: str) -> None:
        """What follows this act looks at this too, though no fact names it."""
        self.subjects[subject] = None

    def facts(self, told: "Sequence[Told]") -> None:
        """Keep many facts as `fact` keeps one, in a few statements."""
        columns = [self._columns(one) for one in told]
        rows = [new(Fact, **kept) for kept in columns]
        insert_many(rows)
        self.told += len(rows)
        self.subjects.update(dict.fromkeys(one.subject for one in told))
        self.kinds.update(row.kind for row in rows)
        numbered = zip(told, [row.pk for row in rows], columns, strict=True)
        entries = [
            new(Entry, **_entry(one.fact, one.fact.LEDGER_KIND, number, kept))
            for one, number, kept in numbered
            if one.fact.LEDGER_KIND
        ]
        insert_many(entries)

    def _columns(self, told: "Told") -> dict[str, Any]:
        fact, person = told.fact, told.person
        confided = fact.confided()
        key = vault.person_key(person.wrapped_key) if person is not None and confided else None
        if confided and key is None:
            raise ValueError(f"{type(fact).__name__} speaks of a person, so it needs her key")
        moment = _monday(self.now) if fact.TIMELESS else self.now
        return {
            "id": -1 - secrets.randbits(62) if fact.TIMELESS else None,
            "commune_id": self.actor.commune_id,
            "kind": type(fact).__name__,
            "schema": fact.SCHEMA,
            "subject": told.subject,
            "actor_kind": self.actor.kind.value,
            "actor_id": self.actor.officer_id,
            "happened_at": told.happened_at or moment,
            "recorded_at": moment,
            "told": fact.told(),
            "person_id": person.pk if person is not None else None,
            "sealed": vault.seal(key, confided) if key is not None else None,
        }

    def errand(self, kind: str, **payload: Any) -> None:
        """Leave work for the outside world; a job does it after the transaction and tells of it by another action."""
        import_string(settings.ERRAND_DOOR)(kind, self.actor.commune_id, payload)


def _monday(moment: datetime) -> datetime:
    """The beginning of a moment's week: all that a timeless fact tells of it."""
    day = local_day(moment)
    return start_of(day - timedelta(days=day.weekday()))


@contextmanager
def recording(actor: Actor, now: datetime) -> Iterator[Record]:
    """One action's transaction. Raises NothingRecorded (and rolls back) when no fact was told.

    Whoever stands above all columns and must follow what happens (the promises' figures) is found through a setting and
    told at the end, before the transaction closes: the columns below never learn of it.
    Refused (`room.full`) while the disk is full.
    """
    if guard.is_open():
        raise RuntimeError("an action never calls another action's transaction")
    if room.is_short():
        raise Refused("room.full")
    record = Record(actor, now)
    with (
        record.whole(),
        writer_lock(),
        transaction.atomic(),
        cursors.held(),
        guard.writing_allowed(),
    ):
        if cursors.vendor() == "postgresql":
            with cursors.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [actor.commune_id])
        yield record
        if not record.told:
            raise NothingRecorded("an action must tell at least one fact")
        if settings.FOLLOWER:
            _found(settings.FOLLOWER)(record)


#: What a setting names.
_found = cache(import_string)


def reading(actor: Actor, page: str, persons: Sequence[int | str], now: datetime) -> None:
    """Who looked at whom: written by the door in its own short transaction, beside whatever else the request did.

    `persons`: ids of persons; of whoever said something without being known to the house, what she said (its code).
    """
    if actor.officer_id is None or not persons:
        return
    with writer_lock():
        insert(
            Reading(
                commune_id=actor.commune_id,
                officer_id=actor.officer_id,
                page=page,
                at=now,
                persons=sorted(set(persons), key=lambda one: (str(one).zfill(20), one)),
            )
        )
