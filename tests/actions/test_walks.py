"""Whatever the desk does with a dossier, in whatever order: each working minute has exactly one holder."""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from tests import builders
from tests.builders import House
from vidan.actions import dossiers, matters
from vidan.domain.dossiers import Asking, Course, State, after, lawful
from vidan.domain.errors import Refused
from vidan.domain.matters import ClockHolder, HoldingSpan, PauseKind, time_by_holder
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role
from vidan.domain.promises import ClockStep, counted_day
from vidan.store.calendars import calendar_of
from vidan.store.models import Dossier, Entry, Fact, Holding, Matter, Pause, Promise

Act = Callable[[House, Actor, str, datetime], Any]
ACTS: dict[str, Act] = {
    "take over": lambda house, who, code, now: matters.take_over(who, code, now=now),
    "give to the specialist": lambda house, who, code, now: matters.reassign(
        who, code, house.specialist.officer_id or 0, "đồng chí cũ đi công tác", now=now
    ),
    "move on to the leader": lambda house, who, code, now: dossiers.move_on(
        who, code, house.leader.officer_id, now=now
    ),
    "move on": lambda house, who, code, now: dossiers.move_on(who, code, now=now),
    "wait for the citizen": lambda house, who, code, now: matters.pause(
        who, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=now
    ),
    "wait for an agency": lambda house, who, code, now: matters.pause(
        who, code, PauseKind.AGENCY, "chờ xác nhận quy hoạch", "Sở Xây dựng", now=now
    ),
    "go on": lambda house, who, code, now: matters.resume(who, code, now=now),
    "pause the dossier": lambda house, who, code, now: dossiers.pause(
        who, code, PauseKind.AGENCY, "chờ xác nhận quy hoạch", "Sở Xây dựng", now=now
    ),
    "ask for papers": lambda house, who, code, now: dossiers.ask_papers(
        who, code, Asking(positions={0}, reason="bản vẽ chưa có chữ ký"), now=now
    ),
    "ask for papers again": lambda house, who, code, now: dossiers.ask_papers(
        who, code, Asking(positions={0}, reason="bản vẽ chưa có chữ ký", again="luật chuyên ngành vừa đổi"), now=now
    ),
    "papers are complete": lambda house, who, code, now: dossiers.accept_papers(who, code, now=now),
    "stop": lambda house, who, code, now: dossiers.stop(who, code, now=now),
    "a fee is due": lambda house, who, code, now: dossiers.ask_fee(who, code, "lệ phí theo biên lai", now=now),
    "the fee is paid": lambda house, who, code, now: dossiers.fee_paid(who, code, now=now),
    "refuse": lambda house, who, code, now: dossiers.refuse(
        who, code, "đất nằm trong quy hoạch đường", "Luật Đất đai, Điều 1", now=now
    ),
    "withdraw": lambda house, who, code, now: dossiers.withdraw(who, code, "bà con xin rút", now=now),
    "a new date": lambda house, who, code, now: dossiers.reappoint(
        who, code, local_day(now) + timedelta(days=400), "mất điện ba ngày", now=now
    ),
    "the result is wrong": lambda house, who, code, now: dossiers.redo(
        who, code, "sai tên thửa đất", house.specialist.officer_id or 0, now=now
    ),
    "finish": lambda house, who, code, now: dossiers.finish(who, code, now=now),
    "give out": lambda house, who, code, now: dossiers.give_out(who, code, "Hà Thị Thảo", receipt_shown=True, now=now),
}
#: A way is short as it is; making it shorter still would take longer than reading it.
PHASES = (Phase.explicit, Phase.generate)
STEPS = some.lists(
    some.tuples(
        some.sampled_from(sorted(ACTS)),
        some.sampled_from(["one_stop", "specialist", "leader"]),
        some.integers(min_value=0, max_value=3 * 24 * 60),
    ),
    max_size=12,
)


@pytest.mark.slow
@given(steps=STEPS, key=some.sampled_from([builders.BUILDING_PERMIT, builders.BIRTH, builders.LAND_DISPUTE]))
@settings(max_examples=25, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_clock_stands_at_one_desk_every_working_minute(house: House, steps: Any, key: str) -> None:
    now = builders.NOW
    matter = builders.receive(house.one_stop, key, now=now)
    promised = Promise.objects.of(house.commune).get(matter=matter).due_at
    for act, who, minutes in steps:
        now += timedelta(minutes=minutes)
        before = _traces(matter)
        try:
            ACTS[act](house, getattr(house, who), matter.code, now)
        except Refused:
            assert _traces(matter) == before, "what is refused leaves no trace"
        else:
            assert _traces(matter) > before, "what is done is told"
        matter.refresh_from_db()
        _check_clock(matter, now)
        _check_promises(matter, promised)
    _check_the_counted_day(matter)


#: How the acts of the state table are done, by the name under which the table knows them.
OF_THE_TABLE = {
    "move_on": "move on",
    "finish": "finish",
    "give_out": "give out",
    "ask_supplement": "ask for papers",
    "ask_again": "ask for papers again",
    "accept_supplement": "papers are complete",
    "ask_fee": "a fee is due",
    "fee_paid": "the fee is paid",
    "refuse": "refuse",
    "withdraw": "withdraw",
    "pause": "pause the dossier",
    "resume": "go on",
    "reappoint": "a new date",
    "redo": "the result is wrong",
    "stop": "stop",
}


Way = tuple[str, ...]
START = Course(State.RECEIVED)
#: A way is at most so long, and asks for papers at most so often: a third time is the second once more.
LONGEST, MOST_ASKED = 12, 2
#: Short and long limits; acts that follow each other within a day, over a weekend, over holidays.
KEYS, SPREAD = (builders.BUILDING_PERMIT, builders.LAND_DISPUTE), (1, 4, 40)


def ways() -> tuple[list[Way], set[tuple[Course, str]]]:
    """Ways of lawful acts that together do every act from every course a dossier can be on; and those acts."""
    shortest: dict[Course, Way] = {START: ()}
    waiting, left = deque([START]), set()
    while waiting:
        course = waiting.popleft()
        for act in sorted(lawful(course)):
            then = after(course, act)
            if then.asked <= MOST_ASKED:
                left.add((course, act))
                if then not in shortest:
                    shortest[then] = (*shortest[course], act)
                    waiting.append(then)
    every, found = set(left), []
    while left:
        course, act = max(left, key=lambda move: (len(shortest[move[0]]), str(move)))
        way = _longer((*shortest[course], act), left)
        left -= set(_moves(way))
        found.append(way)
    return found, every


def _longer(way: Way, left: set[tuple[Course, str]]) -> Way:
    """A way led on through acts that no way has done yet."""
    while len(way) < LONGEST:
        moves = _moves(way)
        here = after(*moves[-1])
        fresh = [act for act in sorted(lawful(here)) if (here, act) in left and (here, act) not in moves]
        if not fresh:
            break
        way = (*way, fresh[0])
    return way


def _moves(way: Way) -> list[tuple[Course, str]]:
    course, moves = START, []
    for act in way:
        moves.append((course, act))
        course = after(course, act)
    return moves


@pytest.mark.slow
def test_every_lawful_act_from_every_course_keeps_the_clock_and_the_first_promise(house: House) -> None:
    """One officer who may do everything and holds everything, so that only the law says no."""
    master = builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER)
    house = replace(house, specialist=master)
    found, left = ways()
    assert max(map(len, found)) == LONGEST
    for number, way in enumerate(found):
        now = builders.NOW
        matter = builders.receive(master, KEYS[number % len(KEYS)], now=now)
        promised = Promise.objects.of(house.commune).get(matter=matter).due_at
        for place, (course, act) in enumerate(_moves(way)):
            # The wait for papers is over only after weeks; everything else at odd minutes, over weekends and Tết too.
            odd = (number * 39_709 + place * 10_133) % (SPREAD[number % len(SPREAD)] * 24 * 60)
            now += timedelta(days=40) if act == "stop" else timedelta(minutes=odd)
            try:
                ACTS[OF_THE_TABLE[act]](house, master, matter.code, now)
            except Refused as refused:
                assert (act, refused.code) == ("move_on", "matters.last_step"), (way, course, act)
            else:
                left.discard((course, act))
            matter.refresh_from_db()
            assert _course(matter) == after(course, act), (way, course, act)
            _check_clock(matter, now)
            _check_promises(matter, promised)
        _check_the_counted_day(matter)
    assert left == set(), "every one was really done"


def _course(matter: Matter) -> Course:
    dossier = Dossier.objects.of(matter.commune_id).get(pk=matter.pk)
    return Course(State(matter.state), dossier.asked, dossier.reappointed, matter.paused_at is not None)


def _traces(matter: Matter) -> tuple[int, int]:
    return Fact.objects.of(matter.commune_id).filter(subject=f"matter:{matter.pk}").count(), matter.version


def _check_clock(matter: Matter, now: datetime) -> None:
    rows = list(Holding.objects.of(matter.commune_id).filter(matter=matter).order_by("number"))
    running = [row for row in rows if row.until_at is None]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].from_at == matter.opened_at
    assert running == ([] if matter.closed_at else [rows[-1]])
    assert bool(matter.paused_at) == Pause.objects.of(matter.commune_id).filter(matter=matter, until_at=None).exists()
    if running and not matter.paused_at:
        assert running[0].officer_id == matter.holder_id
    spans = [
        HoldingSpan(ClockHolder(row.clock), row.officer_id, row.step, row.from_at, row.until_at, row.agency)
        for row in rows
    ]
    end = matter.closed_at or now
    calendar = calendar_of(matter.commune)
    minutes = time_by_holder(spans, calendar, end)
    assert all(part >= 0 for part in minutes.values())
    assert sum(minutes.values()) == calendar.working_minutes(matter.opened_at, end)


def _check_promises(matter: Matter, promised: datetime) -> None:
    rows = list(Promise.objects.of(matter.commune_id).filter(matter=matter).order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].due_at == matter.first_due_at == promised
    assert rows[-1].due_at == matter.due_at
    assert [row.reason for row in rows].count("supplement") <= 1, "the clock starts from zero once in a dossier's life"


def _check_the_counted_day(matter: Matter) -> None:
    """The public day moves by a lawful stop alone; a new date, a second request and a wrong result leave it."""
    entries = [
        (row, json.loads(row.body))
        for row in Entry.objects.of(matter.commune_id).filter(reference=matter.reference).order_by("pk")
    ]
    steps = [
        ClockStep(
            row.kind,
            row.on,
            str(row.pk).zfill(9),
            body.get("due") and date.fromisoformat(body["due"]),
            body.get("why", ""),
        )
        for row, body in entries
        if row.kind in ("nhan", "bs", "hen")
    ]
    counted = counted_day(steps)
    first = local_day(matter.first_due_at)
    assert counted is not None
    assert counted.due_on >= first
    if not any(step.kind == "bs" for step in steps):
        assert counted.due_on == first
