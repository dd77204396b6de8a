"""An officer's honest day: what is late, what must be done by noon and by evening, whom to call, what can wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

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


@dataclass(frozen=True)
class Morning:
    """The whole sheet."""

    late: tuple[MorningLine, ...]
    by_noon: tuple[MorningLine, ...]
    by_evening: tuple[MorningLine, ...]
    tell_ready: tuple[MorningLine, ...]
    tell_moved: tuple[MorningLine, ...]
    ask_papers: tuple[MorningLine, ...]
    can_wait: tuple[MorningLine, ...]


_COLUMNS = ("code", "kind", "title", "person_id", "person__wrapped_key", "person__sealed", "due_at")


def morning(actor: Actor, *, now: datetime, noon: datetime, evening: datetime) -> Morning:
    """Own open matters by the moment they are due, and the calls to make: eight statements at most."""
    own = Matter.objects.of(actor.commune_id).filter(closed_at=None, paused_at=None, holder_id=actor.officer_id)
    return Morning(
        late=_lines(own.filter(due_at__lt=now)),
        by_noon=_lines(own.filter(due_at__gte=now, due_at__lte=noon)),
        by_evening=_lines(own.filter(due_at__gte=now, due_at__gt=noon, due_at__lte=evening)),
        tell_ready=_ready(actor),
        tell_moved=_moved(actor, now),
        ask_papers=_awaited(actor, now),
        can_wait=_lines(own.filter(due_at__gt=evening), 10),
    )


def _lines(rows: QuerySet[Matter], most: int = MOST) -> tuple[MorningLine, ...]:
    return tuple(_line(values) for values in rows.order_by("due_at", "pk").values_list(*_COLUMNS)[:most])


def _line(values: tuple[Any, ...], *, phone: bool = False) -> MorningLine:
    code, kind, title, person_id, wrapped, sealed, at = values
    opened = open_person(wrapped, sealed) if person_id is not None else {}
    number = str(opened.get("phone", "")) if phone else ""
    return MorningLine(code, kind, title, str(opened.get("name", "")), person_id, number, at)


def _through_matter(names: tuple[str, ...], last: str) -> tuple[str, ...]:
    return (*(f"matter__{name}" for name in names[:-1]), last)


_OF_MATTER = _through_matter(_COLUMNS, "matter__due_at")


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

    Who was never told of a closure need not be told that it was undone.
    """
    if not actor.may(Role.ONE_STOP):
        return ()
    moves = list(
        ClosureMove.objects.of(actor.commune_id)
        .filter(closure__made_at__gte=now - STILL_TOLD, matter__kind="dossier", matter__closed_at=None)
        .order_by("matter__due_at", "pk")
        .values_list("closure__made_at", "closure__undone_at", "before_at", "after_at", "matter_id", *_OF_MATTER)
    )
    reached = _reached(actor.commune_id, [move[4] for move in moves], now) if moves else {}
    lines: dict[int, MorningLine] = {}
    told: set[int] = set()
    for made_at, undone_at, before_at, after_at, matter_id, *columns in moves:
        line = _line(tuple(columns), phone=True)
        moments = reached.get(matter_id, ())
        if line.person_id is None or line.at != (before_at if undone_at else after_at):
            continue
        if any(moment >= (undone_at or made_at) for moment in moments):
            told.add(line.person_id)
        elif undone_at is None or any(made_at <= moment for moment in moments):
            lines.setdefault(line.person_id, line)
    return tuple(line for person_id, line in lines.items() if person_id not in told)[:MOST]


def _reached(commune_id: int, matter_ids: list[int], now: datetime) -> dict[int, list[datetime]]:
    """When somebody reached the citizens of these dossiers: by a call that she took, by a mail that went out."""
    subjects = {f"matter:{matter_id}": matter_id for matter_id in matter_ids}
    facts = Fact.objects.of(commune_id).filter(
        subject__in=subjects, kind__in=("CitizenCalled", "NoticeSent"), happened_at__gte=now - STILL_TOLD
    )
    found: dict[int, list[datetime]] = {}
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
