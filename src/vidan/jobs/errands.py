"""Errands: what an action leaves to be done in the outside world, carried by one generic task.

An errand has two halves. `carry` reaches the outside world and gives an outcome; `tell` lets an action record it. Only
the first is tried again (later and later), so that a letter that left never leaves twice because its record failed:
then only the record is tried again. An errand is carried at least once: a power cut between the two may repeat it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Protocol, cast

from django.db import DatabaseError
from django.utils import timezone

from vidan.jobs.tasks import task

logger = logging.getLogger(__name__)

#: How long to wait before the second, third … try; after the last one the failure is told.
DELAYS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(days=1))
#: Which module carries which kind of errand.
CARRIERS: dict[str, str] = {
    "dossier_import": "vidan.jobs.dossier_import",
    "date_moved": "vidan.jobs.dossier_notice",
    "dossier_notice": "vidan.jobs.dossier_notice",
    "letter_mail": "vidan.jobs.letter_mail",
    "letter_signing": "vidan.jobs.letter_signing",
    "officer_reminder": "vidan.jobs.officer_reminder",
    "receipt_notice": "vidan.jobs.receipt_notice",
    "feedback_alarm": "vidan.jobs.feedback_alarm",
    "feedback_watch": "vidan.jobs.feedback_watch",
    "sealed_watch": "vidan.jobs.sealed_watch",
}

#: Errands whose waiting somebody watches: their module also has `put_off`.
WATCHED = frozenset({"letter_mail"})

Payload = dict[str, Any]


class TryLater(Exception):
    """The outside world could not be reached just now; the text says why, without personal data."""


@dataclass(frozen=True)
class Outcome:
    """What became of an errand: no problem means done. `facts` are for `tell`; they may lie in the queue: no names."""

    problem: str = ""
    facts: Mapping[str, Any] | None = None


class Carrier(Protocol):
    """What a module must have that carries errands."""

    def carry(self, commune_id: int, payload: Payload) -> Outcome | None:
        """Do it. None: there is nothing to do any more. Raises TryLater."""

    def tell(self, commune_id: int, payload: Payload, outcome: Outcome) -> None:
        """Record what became of it."""


class WatchedCarrier(Carrier, Protocol):
    """One whose waiting is shown to somebody."""

    def put_off(self, commune_id: int, payload: Payload, problem: str, again_at: datetime) -> None:
        """Record why it waits, and until when."""


def enqueue(kind: str, commune_id: int, payload: Payload) -> None:
    """Leave an errand, in the caller's own transaction: it exists if and only if what caused it does."""
    if kind not in CARRIERS:
        raise LookupError(f"nobody carries errands of the kind {kind!r}")
    perform.enqueue(kind=kind, commune_id=commune_id, payload=payload)


def enqueue_later(kind: str, commune_id: int, payload: Payload, after: datetime) -> None:
    """Leave an errand that nobody carries before a moment."""
    perform.using(run_after=after).enqueue(kind=kind, commune_id=commune_id, payload=payload)


def carrier_of(kind: str) -> Carrier:
    """The module that carries errands of a kind, loaded when the first one comes."""
    carrier: Any = import_module(CARRIERS[kind])
    return cast(Carrier, carrier)


@task()
def perform(kind: str, commune_id: int, payload: Payload, attempt: int = 1, outcome: Payload | None = None) -> str:
    """One try at an errand; returns a word for the log. `outcome`: it was carried before and only has to be told."""
    carrier = carrier_of(kind)
    if outcome is None:
        try:
            carried = carrier.carry(commune_id, payload)
        except TryLater as problem:
            if attempt <= len(DELAYS):
                again_at = _again(kind, commune_id, payload, attempt)
                if kind in WATCHED:
                    cast(WatchedCarrier, carrier).put_off(commune_id, payload, str(problem), again_at)
                return "later"
            carried = Outcome(problem=str(problem))
        if carried is None:
            return "nothing"
    else:
        carried = Outcome(outcome["problem"], outcome["facts"])
    try:
        carrier.tell(commune_id, payload, carried)
    except DatabaseError:
        if attempt > len(DELAYS):
            raise
        logger.exception("errand %s was carried but could not be told; trying the record again", kind)
        _again(kind, commune_id, payload, attempt, {"problem": carried.problem, "facts": dict(carried.facts or {})})
        return "untold"
    return "problem" if carried.problem else "done"


def _again(kind: str, commune_id: int, payload: Payload, attempt: int, outcome: Payload | None = None) -> datetime:
    again_at = timezone.now() + DELAYS[attempt - 1]
    perform.using(run_after=again_at).enqueue(
        kind=kind, commune_id=commune_id, payload=payload, attempt=attempt + 1, outcome=outcome
    )
    return again_at
