"""How a dossier will go, planned minute by minute before anything is done: pure, from a calendar and a dice.

A plan is a list of acts with their moments, each within the office's own hours. Whatever lies after the moment at
which the demo stands still is simply not played: that is how open, paused and waiting dossiers come about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from random import Random
from typing import Any

from vidan.cli.demo_data.cast import DESKS, LEFT, VICE_ECONOMY
from vidan.cli.demo_data.citizens import Citizen, Citizens
from vidan.cli.demo_data.mix import HANDED_ON, LAND, LAND_PAUSE, PAUSES, REASSIGNMENTS, Kind
from vidan.content.procedures import commune_pack
from vidan.domain.calendar import Calendar, Limit, LimitUnit
from vidan.domain.dossiers import Delivery
from vidan.domain.identity import Sex
from vidan.domain.matters import due_after_pause
from vidan.domain.moments import at
from vidan.domain.people import Role
from vidan.domain.procedures import InternalStep, Paper, PaperMark, ProcedureText
from vidan.domain.procedures.texts import USUAL_WAY


class Verb(StrEnum):
    """What somebody does."""

    SLIP = "slip"
    RECEIVE = "receive"
    TAKE_OVER = "take_over"
    MOVE_ON = "move_on"
    REASSIGN = "reassign"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    GIVE_OUT = "give_out"
    REPLACE = "replace"


@dataclass(frozen=True)
class Act:
    """One act: when, what, by whose login, to whose, and whatever else it needs."""

    at: datetime
    verb: Verb
    by: str
    to: str = ""
    told: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A dossier with all its acts, in order. `sample` marks the one whose receipt the demo hands to its reader;
    `missed_at` is the promised moment that a late one will miss.
    """

    kind: Kind
    citizen: Citizen
    content: str
    marks: dict[int, PaperMark]
    sets: int = 1
    delivery: Delivery = Delivery.COUNTER
    acts: tuple[Act, ...] = ()
    sample: bool = False
    missed_at: datetime | None = None


@dataclass(frozen=True)
class Course:
    """How one dossier fares: who has it, how fast, and what comes in between."""

    desk: str
    specialist: str
    signer: str
    late: bool = False
    pause: bool = False
    reassign: bool = False
    take_over: bool = False
    signed_is_ready: bool = False


def text_of(key: str) -> ProcedureText:
    """The pack's own words of a procedure."""
    return _TEXTS[key]


_TEXTS = {text.key: text for text in commune_pack()}
#: The share of people who lacked a paper the first time and took a slip home.
_COME_TWICE = 0.025
#: Tries to draw a course that is on time (or late) as wished; the last one stands, whatever it is.
_TRIES = 12
_SHORTEST_WITH_PAUSE = 3


@dataclass
class Planner:
    """Draws plans for a commune. `limits` are those in force by procedure key; `left_at` is when LEFT went away."""

    rng: Random
    calendar: Calendar
    citizens: Citizens
    limits: dict[str, Limit]
    left_at: datetime
    _children: int = field(default=0, repr=False)

    # -------------------------------------------------------------- one dossier

    def natural(self, kind: Kind, received_at: datetime, *, late: bool) -> Plan:
        """A dossier as they come: somebody, something, and its way through the desks."""
        plan = self._asked(kind, received_at)
        if self.rng.random() < kind.on_the_spot and not late:
            return replace(plan, acts=tuple(self._on_the_spot(plan, received_at)))
        course = self._course(kind, received_at, late=late)
        acts, missed_at = self._drawn(plan, course, received_at)
        if self.rng.random() < _COME_TWICE:
            before = self._earlier(received_at)
            if before.date() >= text_of(kind.key).valid_from:
                acts.insert(0, self.slip(plan, before, course.desk))
        return replace(plan, acts=tuple(acts), missed_at=missed_at)

    def at_once(self, kind: Kind, received_at: datetime) -> Plan:
        """A dossier that is done while the citizen waits."""
        plan = self._asked(kind, received_at)
        return replace(plan, acts=tuple(self._on_the_spot(plan, received_at)))

    def _asked(self, kind: Kind, received_at: datetime) -> Plan:
        on = received_at.date()
        return self.opened(kind, self.citizens.next(kind.who, on, kind.once), on)

    def opened(self, kind: Kind, citizen: Citizen, on: date, content: str = "") -> Plan:
        """What lies on the counter: the request in words, the marked papers, the wished copies and delivery."""
        rng = self.rng
        words = content or rng.choice(kind.contents).format(
            child=self.citizens.name(rng.choice((Sex.MALE, Sex.FEMALE)), citizen.text.name.split()[0]),
            other=self.citizens.name(Sex.FEMALE if citizen.sex is Sex.MALE else Sex.MALE),
            village=citizen.village.replace("Thôn", "thôn"),
        )
        return Plan(
            kind=kind,
            citizen=citizen,
            content=words,
            marks=self.marks(text_of(kind.key).papers),
            sets=rng.randint(1, kind.most_sets),
            delivery=rng.choices(tuple(Delivery), (86, 7, 7))[0],
        )

    def marks(self, papers: Iterable[Paper]) -> dict[int, PaperMark]:
        """A complete checklist: what is always needed lies there, the rest where the case is hers."""
        listed = tuple(papers)
        marks = {
            place: PaperMark.NOT_APPLICABLE if paper.condition and self.rng.random() < 0.75 else PaperMark.PRESENT
            for place, paper in enumerate(listed)
        }
        for group in dict.fromkeys(paper.group for paper in listed if paper.group):
            places = [place for place, paper in enumerate(listed) if paper.group == group]
            if all(marks[place] is PaperMark.NOT_APPLICABLE for place in places):
                marks[places[0]] = PaperMark.PRESENT
        return marks

    def _course(self, kind: Kind, received_at: datetime, *, late: bool) -> Course:
        rng, bench = self.rng, kind.bench
        gone = received_at >= self.left_at
        hands = [one for one in bench.specialists if not (one == LEFT and gone)]
        first = rng.choices(hands, (7, 3)[: len(hands)])[0]
        limit = self.limits[kind.key]
        long = limit.unit is not LimitUnit.SAME_DAY and limit.value >= _SHORTEST_WITH_PAUSE
        several = first != LEFT and len(hands) > 1
        return Course(
            desk=rng.choice(DESKS),
            specialist=first,
            signer=rng.choices(bench.signers, (6, 3, 2)[: len(bench.signers)])[0],
            late=late,
            pause=long and rng.random() < 0.13,
            reassign=several and rng.random() < 0.06,
            take_over=several and rng.random() < 0.05,
            signed_is_ready=rng.random() < 0.5,
        )

    def slip(self, plan: Plan, moment: datetime, desk: str) -> Act:
        """One paper was missing at that time: the dossier is not taken, a slip names it."""
        present = [place for place, mark in plan.marks.items() if mark is PaperMark.PRESENT]
        return Act(moment, Verb.SLIP, desk, told=(present[-1],))

    def _earlier(self, moment: datetime) -> datetime:
        """Some minutes past eight, one to three working days before."""
        day = self.calendar.shift(moment, -self.rng.randint(1, 3)).date()
        return at(day, time(8, self.rng.randint(0, 59)))

    # ------------------------------------------------------------ its way

    def _on_the_spot(self, plan: Plan, start: datetime) -> list[Act]:
        """Done while the citizen waits (NĐ 61/2018 art. 17): the result is ready at the counter."""
        desk = self.rng.choice(DESKS)
        ready = self.after(start, self.rng.randint(8, 40))
        return [
            Act(start, Verb.RECEIVE, desk),
            Act(ready, Verb.FINISH, desk),
            Act(self.after(ready, self.rng.randint(2, 25)), Verb.GIVE_OUT, desk, told=(plan.citizen.text.name, True)),
        ]

    def _drawn(self, plan: Plan, course: Course, start: datetime) -> tuple[list[Act], datetime | None]:
        """Draw until the dossier is on time, or late, as it should be; its acts, and the moment that it misses."""
        for _ in range(_TRIES):
            acts, due = self._through(plan, course, start)
            ready = next(act.at for act in acts if act.verb is Verb.FINISH)
            if (ready > due) == course.late:
                break
        return [*self._leaving(acts), *self._collected(plan, ready)], due if ready > due else None

    def _through(self, plan: Plan, course: Course, start: datetime) -> tuple[list[Act], datetime]:
        """All acts from the counter to the finished result, and the date owed in the end."""
        limit = self.limits[plan.kind.key]
        due = self.calendar.due_moment(start, limit)
        whole = max(self.calendar.working_minutes(start, due), 30)
        minutes = self._lateness(limit, whole) if course.late else int(whole * self.rng.uniform(0.25, 0.9))
        acts = self._steps(plan, course, start, minutes)
        if course.pause:
            acts, due = self._paused(plan, acts, due, limit)
        if course.reassign or course.take_over:
            acts = self._other_hands(plan, course, acts)
        return acts, due

    def _lateness(self, limit: Limit, whole: int) -> int:
        """Working minutes until a late result: hours late where hours are owed, days where days are."""
        if limit.unit is LimitUnit.SAME_DAY:
            return whole + self.rng.randint(40, 500)
        return whole + self.rng.randint(60, 480 * 3)

    def _steps(self, plan: Plan, course: Course, start: datetime, minutes: int) -> list[Act]:
        """Receive, each step with whoever does it, finish; the minutes are shared out among the steps."""
        way = way_of(plan.kind.key)
        acts = [Act(start, Verb.RECEIVE, course.desk)]
        holder = course.desk
        shares = self._shares(len(way))
        for number in range(1, len(way)):
            here = self.after(start, max(number, int(minutes * sum(shares[:number]))))
            if course.signed_is_ready and way[number - 1].role is Role.LEADER and number == len(way) - 1:
                break
            to = self.who(way[number].role, course)
            acts.append(Act(here, Verb.MOVE_ON, holder, "" if to == holder else to))
            holder = to
        acts.append(Act(self.after(start, max(minutes, len(way))), Verb.FINISH, holder))
        return acts

    def _shares(self, steps: int) -> list[float]:
        """How the time is shared: the counter hands over soon, checking takes longest, signing waits a while."""
        weights = [self.rng.uniform(0.3, 0.8), *(self.rng.uniform(1, 4) for _ in range(steps - 2)), 0.3]
        return [weight / sum(weights) for weight in weights]

    @staticmethod
    def who(role: Role, course: Course) -> str:
        return {Role.ONE_STOP: course.desk, Role.LEADER: course.signer}.get(role, course.specialist)

    # ------------------------------------------------------- what comes between

    def _paused(self, plan: Plan, acts: list[Act], due: datetime, limit: Limit) -> tuple[list[Act], datetime]:
        """Stop the clock at the specialist's desk for some days; everything after it comes later by that time."""
        place = next((n for n, act in enumerate(acts) if act.to and act.to in plan.kind.bench.specialists), None)
        if place is None:
            return acts, due
        holder = acts[place].to
        stopped = self._between(acts[place].at, acts[place + 1].at)
        resumed = self.after(stopped, self.rng.randint(300, 480 * 6))
        later = [
            replace(act, at=self.after(resumed, self.calendar.working_minutes(stopped, act.at)))
            for act in acts[place + 1 :]
        ]
        kind, why, agency = LAND_PAUSE if plan.kind.bench is LAND else self.rng.choice(PAUSES)
        between = [Act(stopped, Verb.PAUSE, holder, told=(kind, why, agency)), Act(resumed, Verb.RESUME, holder)]
        return [*acts[: place + 1], *between, *later], due_after_pause(self.calendar, limit, due, stopped, resumed)

    def _other_hands(self, plan: Plan, course: Course, acts: list[Act]) -> list[Act]:
        """Another specialist goes on with it: given by the holder with a reason, or taken over."""
        others = [one for one in plan.kind.bench.specialists if one not in (course.specialist, LEFT)]
        places = [n for n, act in enumerate(acts) if act.by == course.specialist and act.verb is not Verb.PAUSE]
        # While the clock stands still nobody else begins, so it is before one of the specialist's later acts.
        places = [n for n in places if acts[n - 1].verb is not Verb.PAUSE]
        if not others or not places:
            return acts
        place, other = places[-1], others[0]
        here = self._between(acts[place - 1].at, acts[place].at)
        if course.reassign:
            change = Act(here, Verb.REASSIGN, course.specialist, other, (self.rng.choice(REASSIGNMENTS),))
        else:
            change = Act(here, Verb.TAKE_OVER, other)
        return [*acts[:place], change, *_instead(acts[place:], course.specialist, other)]

    def _leaving(self, acts: list[Act]) -> list[Act]:
        """Who left gives nothing on any more: what he held is given to his colleague when he goes."""
        if not any(LEFT in (act.by, act.to) and act.at > self.left_at for act in acts):
            return acts
        before = [act for act in acts if act.at <= self.left_at]
        after = _instead([act for act in acts if act.at > self.left_at], LEFT, LAND.specialists[0])
        if not before or holder_after(before) != LEFT:
            return [*before, *after]
        return [*before, Act(self.left_at, Verb.REASSIGN, VICE_ECONOMY, LAND.specialists[0], (HANDED_ON,)), *after]

    def _collected(self, plan: Plan, ready: datetime) -> list[Act]:
        """Most people come the same day or within three, some much later, a few never."""
        rng = self.rng
        if rng.random() < 0.02:
            return []
        wait = rng.choices((rng.randint(10, 240), rng.randint(240, 1440), rng.randint(1440, 4800)), (50, 36, 14))[0]
        proxy = rng.random() < 0.12
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        receiver = self.citizens.name(sex) if proxy else plan.citizen.text.name
        return [Act(self.after(ready, wait), Verb.GIVE_OUT, rng.choice(DESKS), told=(receiver, rng.random() < 0.85))]

    # ------------------------------------------------------------------ time

    def after(self, moment: datetime, minutes: int) -> datetime:
        """Working minutes later, within the office's hours."""
        return self.calendar.after_minutes(moment, max(minutes, 1))

    def _between(self, first: datetime, last: datetime) -> datetime:
        """Somewhere in the middle of two moments."""
        minutes = self.calendar.working_minutes(first, last)
        return self.calendar.after_minutes(first, int(minutes * self.rng.uniform(0.3, 0.6)))


def way_of(key: str) -> tuple[InternalStep, ...]:
    """The desk's own way of a procedure."""
    return text_of(key).internal_steps or USUAL_WAY


def holder_after(acts: Iterable[Act]) -> str:
    """Who holds the dossier after these acts."""
    holder = ""
    for act in acts:
        if act.verb in (Verb.RECEIVE, Verb.TAKE_OVER):
            holder = act.by
        elif act.verb in (Verb.MOVE_ON, Verb.REASSIGN) and act.to:
            holder = act.to
    return holder


def _instead(acts: Iterable[Act], before: str, now: str) -> list[Act]:
    """The same acts with one person in another's place."""
    return [
        replace(act, by=now if act.by == before else act.by, to=now if act.to == before else act.to) for act in acts
    ]
