"""Whatever the desk does with a dossier, in whatever order: each working minute has exactly one holder."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import builders
from tests.builders import House
from vidan.actions import dossiers, matters
from vidan.domain.errors import Refused
from vidan.domain.matters import ClockHolder, HoldingSpan, PauseKind, time_by_holder
from vidan.domain.people import Actor
from vidan.store.calendars import calendar_of
from vidan.store.models import Fact, Holding, Matter, Pause, Promise

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
    "finish": lambda house, who, code, now: dossiers.finish(who, code, now=now),
    "give out": lambda house, who, code, now: dossiers.give_out(who, code, "Hà Thị Thảo", receipt_shown=True, now=now),
}
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
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
