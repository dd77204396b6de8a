"""An officer's honest day: what is late, what must be done by noon and by evening, whom to call, what can wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from vidan.domain.dossiers import State
from vidan.domain.people import Actor, Role
from vidan.queries.people import open_person
from vidan.store.models import ClosureMove, Dossier, Fact, Matter, Slip

#: A sheet of paper holds so many lines of one kind.
MOST = 40
#: Who is called about papers: those whose wait ends so soon.
SOON = timedelta(days=3)
#: So long after a closure its people are still called.
STILL_TOLD = timedelta(days=14)
#: Far below what a database takes as parameters of one statement.
_AT_ONCE = 900


@dataclass(frozen=True)
class MorningLine:
    """One line of the sheet; `phone` where one is to be called."""

    code: str
    kind: str
    title: str
    person: str
    person_id: int | None
    phone: str
    at: datetime | None
    state: str = ""


@dataclass(frozen=True)
class Morning:
    """The whole sheet; `apart` is what is in the state that was asked for, and not late."""

    apart: tuple[MorningLine, ...]
    late: tuple[MorningLine, ...]
    by_noon: tuple[MorningLine, ...]
    by_evening: tuple[MorningLine, ...]
    tell_ready: tuple[MorningLine, ...]
    tell_moved: tuple[MorningLine, ...]
    ask_papers: tuple[MorningLine, ...]
    can_wait: tuple[MorningLine, ...]


_COLUMNS = ("code", "kind", "title", "person_id", "person__wrapped_key", "person__sealed", "state", "due_at")


def morning(actor: Actor, *, now: datetime, noon: datetime, evening: datetime, apart: str = "") -> Morning:
    """Own open matters by the moment they are due, and the calls to make: nine statements at most.

    `apart`: a state whose matters stand in a leader's list of their own, so that they are not last among what can wait;
    with whoever else has one it stands by its moment, and nothing is asked for it.
    """
    apart = apart if actor.may(Role.LEADER) else ""
    own = Matter.objects.of(actor.commune_id).filter(closed_at=None, paused_at=None, holder_id=actor.officer_id)
    rest = own.exclude(state=apart)
    return Morning(
        apart=_lines(own.filter(state=apart, due_at__gte=now)) if apart else (),
        late=_lines(own.filter(due_at__lt=now)),
        by_noon=_lines(rest.filter(due_at__gte=now, due_at__lte=noon)),
        by_evening=_lines(rest.filter(due_at__gte=now, due_at__gt=noon, due_at__lte=evening)),
        tell_ready=_ready(actor),
        tell_moved=_moved(actor, now),
        ask_papers=_awaited(actor, now),
        can_wait=_lines(rest.filter(due_at__gt=evening), 10),
    )


def _lines(rows: QuerySet[Matter], most: int = MOST) -> tuple[MorningLine, ...]:
    return tuple(_line(values) for values in rows.order_by("due_at", "pk").values_list(*_COLUMNS)[:most])


def _line(values: tuple[Any, ...], *, phone: bool = False) -> MorningLine:
    code, kind, title, person_id, wrapped, sealed, state, at = values
    opened = open_person(wrapped, sealed) if person_id is not None else {}
    number = str(opened.get("phone", "")) if phone else ""
    return MorningLine(code, kind, title, str(opened.get("name", "")), person_id, number, at, state)


def _through_matter(names: tuple[str, ...], last: str) -> tuple[str, ...]:
    return (*(f"matter__{name}" for name in names[:-1]), last)


def _ready(actor: Actor) -> tuple[MorningLine, ...]:
    """Results that lie ready and of which nobody told their citizens: for the counter."""
    if not actor.may(Role.ONE_STOP):
        return ()
    rows = Dossier.objects.of(actor.commune_id).filter(
        matter__state__in=(State.READY.value, State.REFUSED.value), told_at=None
    )
    columns = _through_matter(_COLUMNS, "ready_at")
    return tuple(_line(values, phone=True) for values in rows.order_by("ready_at").values_list(*columns)[:MOST])


def _moved(actor: Actor, now: datetime) -> tuple[MorningLine, ...]:
    """Whose date a closure moved, or the end of one moved back, and whom nobody reached since: one line a person.

    Who was never told of a closure need not be told that it was undone. Only the persons of the sheet are unsealed.
    """
    if not actor.may(Role.ONE_STOP):
        return ()
    since = now - STILL_TOLD
    moves = list(
        ClosureMove.objects.of(actor.commune_id)
        .filter(Q(closure__made_at__gte=since) | Q(closure__undone_at__gte=since))
        .filter(matter__kind="dossier", matter__closed_at=None, matter__person__isnull=False)
        .order_by("matter__due_at", "pk")
        .values_list("closure__made_at", "closure__undone_at", "before_at", "after_at", *_MOVED)
    )
    called = _to_call(moves, _reached(actor.commune_id, moves)) if moves else []
    if not called:
        return ()
    rows = Matter.objects.of(actor.commune_id).filter(pk__in=called[:MOST]).order_by("due_at", "pk")
    return tuple(_line(values, phone=True) for values in rows.values_list(*_COLUMNS))


_MOVED = ("matter_id", "matter__person_id", "matter__due_at")


#: Facts that tell of somebody who was reached, or not.
_REACHING = ("CitizenCalled", "NoticeSent")


def _to_call(moves: list[tuple[Any, ...]], reached: dict[int, list[datetime]]) -> list[int]:
    """The first dossier of each person whom nobody reached since her date moved last."""
    first: dict[int, int] = {}
    told: set[int] = set()
    for made_at, undone_at, before_at, after_at, matter_id, person_id, due_at in moves:
        moments = reached.get(matter_id, ())
        if due_at != (before_at if undone_at else after_at):
            continue
        if any(moment >= (undone_at or made_at) for moment in moments):
            told.add(person_id)
        elif undone_at is None or any(made_at <= moment for moment in moments):
            first.setdefault(person_id, matter_id)
    return [matter_id for person_id, matter_id in first.items() if person_id not in told]


def _reached(commune_id: int, moves: list[tuple[Any, ...]]) -> dict[int, list[datetime]]:
    """When somebody reached the citizens of these dossiers: by a call that she took, by a mail that went out."""
    subjects = {f"matter:{move[4]}": move[4] for move in moves}
    since = min(move[0] for move in moves)
    found: dict[int, list[datetime]] = {}
    names = list(subjects)
    for place in range(0, len(names), _AT_ONCE):
        some = names[place : place + _AT_ONCE]
        facts = Fact.objects.of(commune_id).filter(subject__in=some, kind__in=_REACHING, happened_at__gte=since)
        for subject, kind, told, at in facts.values_list("subject", "kind", "told", "happened_at"):
            if told["reached"] if kind == "CitizenCalled" else not told["problem"]:
                found.setdefault(subjects[subject], []).append(at)
    return found


def _awaited(actor: Actor, now: datetime) -> tuple[MorningLine, ...]:
    """Papers whose wait ends within days: a call now saves a dossier."""
    rows = Slip.objects.of(actor.commune_id).filter(
        form="02", answered_at=None, answer_before__gte=now, answer_before__lte=now + SOON
    )
    rows = rows.filter(matter__state=State.SUPPLEMENT.value)
    if not actor.may(Role.ONE_STOP):
        rows = rows.filter(matter__holder_id=actor.officer_id)
    columns = _through_matter(_COLUMNS, "answer_before")
    return tuple(_line(values, phone=True) for values in rows.order_by("answer_before").values_list(*columns)[:MOST])
