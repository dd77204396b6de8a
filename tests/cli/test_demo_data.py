"""The demo's data: told by the calendar's clock, through the actions, the same for the same seed and day."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests import builders
from vidan.actions import dossiers as actions
from vidan.cli import demo_data
from vidan.cli.calendar import national_calendar
from vidan.cli.commands import demo as command
from vidan.cli.demo_data import LoadedDemo, visiting
from vidan.cli.demo_data.cast import LEFT, OFFICERS
from vidan.cli.demo_data.founding import CODE, House
from vidan.cli.demo_data.playing import Stage
from vidan.cli.demo_data.scene import TimedAct
from vidan.content.letters import samples
from vidan.domain import identity
from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.facts import KINDS
from vidan.domain.ledger.facts import LogBegun
from vidan.domain.moments import at, local
from vidan.domain.people import HOLDING_ROLES, Actor, Role, program
from vidan.queries import communes, dossiers, installation, matters, people, procedures
from vidan.queries.calendar import calendar_of
from vidan.speech.refusals import sentence
from vidan.store.models import Dossier, Fact, Feedback, Holding, Matter, Officer, Pause, Person, Promise, Slip

#: A day off: the demo stands on the Monday before.
TODAY, ANCHOR_DAY = date(2026, 11, 24), date(2026, 11, 23)
SIZE, SEED = 60, 3
HEARD: list[tuple[str, int, int]] = []


def _hear(label: str, done: int, whole: int) -> None:
    HEARD.append((label, done, whole))


def _quiet(_label: str, _done: int, _whole: int) -> None:
    return None


def _mark() -> Path:
    return Path(settings.DATA) / "demo.json"


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[LoadedDemo]:
    """The demo, loaded once for all tests that ask for it, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        try:
            yield demo_data.load(TODAY, SEED, _hear, size=SIZE)
        finally:
            transaction.set_rollback(True)
            _mark().unlink(missing_ok=True)
            communes.forget_hosts()


@pytest.fixture
def system(demo: LoadedDemo) -> Actor:
    return program(demo.commune_id)


@pytest.fixture
def calendar(demo: LoadedDemo) -> Calendar:
    return calendar_of(CODE)


# ------------------------------------------------------------------------------------------ how it was told


def test_each_working_minute_of_each_dossier_has_one_holder(demo: LoadedDemo, calendar: Calendar) -> None:
    for matter in Matter.objects.of(demo.commune_id):
        end = matter.closed_at or demo.anchor
        cards = matters.holdings(matter, calendar, end)
        assert cards[0].from_at == matter.opened_at
        assert all(first.until_at == second.from_at for first, second in pairwise(cards))
        assert cards[-1].until_at == matter.closed_at
        held = matters.minutes_by_holder(cards, calendar, end)
        assert sum(held.values()) == calendar.working_minutes(matter.opened_at, end)


def test_the_first_promise_is_the_calendars_and_stays(demo: LoadedDemo, calendar: Calendar) -> None:
    kept = Promise.objects.of(demo.commune_id).filter(number=1, matter__kind="dossier")
    first = {row.matter_id: row for row in kept}
    for dossier in Dossier.objects.of(demo.commune_id).select_related("matter"):
        promise = first[dossier.pk]
        assert promise.due_at == calendar.due_moment(dossier.received_at, Limit.parse(promise.limit))
        assert promise.due_at == dossier.matter.first_due_at
        assert promise.made_at == dossier.received_at
        assert promise.reason == "receipt"
    assert len(first) == SIZE


def test_everything_happens_in_office_hours_and_in_the_order_of_time(demo: LoadedDemo, calendar: Calendar) -> None:
    # The log is published afterwards, session by session: its own facts stand at those sessions' ends.
    published = [kind for kind, fact in KINDS.items() if fact.__module__ == LogBegun.__module__]
    # An answer to the survey tells no moment.
    timeless = [kind for kind, fact in KINDS.items() if fact.TIMELESS]
    facts = Fact.objects.of(demo.commune_id).exclude(kind__in=[*published, *timeless]).order_by("pk")
    moments = [local(fact.recorded_at) for fact in facts]
    assert moments == sorted(moments)
    assert moments[-1] <= demo.anchor
    for moment in moments:
        minute = moment.hour * 60 + moment.minute
        assert any(part.start <= minute <= part.end for part in calendar.sessions_on(moment.date())), moment


def test_dossiers_came_through_some_four_months(demo: LoadedDemo) -> None:
    received = sorted(Dossier.objects.of(demo.commune_id).values_list("received_at", flat=True))
    assert demo.dossiers == len(received) == SIZE
    assert timedelta(days=90) < received[-1] - received[0] < timedelta(days=125)
    assert local(received[-1]).date() == ANCHOR_DAY


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 6, 1), 2025), (date(2026, 11, 24), 2025), (date(2026, 12, 31), 2025), (date(2027, 6, 1), 2026)],
)
def test_the_whole_demo_begins_with_copies_in_the_year_before_and_each_month_brings_some(
    today: date, year: int
) -> None:
    """So that the log of that year holds at least a hundred entries, and no month of the trend is empty."""
    anchor = at(demo_data.anchor_day(today), time(10))
    calendar, days = national_calendar(), (demo_data._first_day(anchor), demo_data._board_day(anchor))
    plans = demo_data._plans(calendar, anchor, *days, SEED, demo_data.FULL)
    moments = [plan.acts[0].at for plan in plans]
    before = [plan for plan in plans if plan.acts[0].at.year == year]
    assert len(plans) == demo_data.FULL
    assert 2 * len(before) >= 100, "an entry for each receipt and one for each result"
    assert all(plan.acts[1].at.date() == plan.acts[0].at.date() for plan in before), "done while they waited"
    assert min(moments).date() > days[1]
    assert {moment.month for moment in moments if moment.year == anchor.year} == set(range(1, anchor.month + 1))


def test_progress_is_heard_every_twentieth_part() -> None:
    told = [done for label, done, whole in HEARD if whole == SIZE]
    assert len(told) >= 20
    assert told == sorted(told)
    assert told[-1] == SIZE


def test_the_stories_of_all_columns_are_played_in_the_order_of_time_up_to_the_anchor() -> None:
    anchor = at(ANCHOR_DAY, time(10))
    played: list[str] = []

    def told(minute: int, name: str) -> TimedAct:
        return TimedAct(anchor - timedelta(minutes=minute), lambda: played.append(name))

    stories = [
        told(5, "a letter"),
        told(30, "a message"),
        told(-1, "tomorrow's"),
        told(5, "its answer"),
        told(0, "now"),
    ]
    heard: list[tuple[int, int]] = []
    stage = Stage(House(1, {}, {}, {}, {}), [])
    stage.play(anchor, stories, lambda done, whole: heard.append((done, whole)))
    assert played == ["a message", "a letter", "its answer", "now"]
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]


# ------------------------------------------------------------------------------------------ what is there


def test_there_is_a_dossier_in_each_state_that_a_desk_meets(demo: LoadedDemo) -> None:
    rows = list(Matter.objects.of(demo.commune_id).filter(kind="dossier"))
    running = [row for row in rows if row.closed_at is None and row.paused_at is None]
    assert {row.state for row in rows} == {"received", "processing", "ready", "given_out"}
    assert sum(row.first_due_at < demo.anchor for row in running) >= 3  # an apology may have given a new date
    assert sum(local(row.due_at).date() == ANCHOR_DAY for row in running) >= 3
    assert sum(local(row.opened_at).date() == ANCHOR_DAY for row in rows) >= 3
    assert sum(row.paused_at is not None and row.closed_at is None for row in rows) >= 3
    assert sum(row.state == "ready" for row in rows) >= 2


def test_some_results_came_late_and_most_in_time(demo: LoadedDemo) -> None:
    closed = Matter.objects.of(demo.commune_id).filter(kind="dossier", closed_at__isnull=False)
    late = [row for row in closed if row.closed_at > row.due_at]
    assert 1 <= len(late) <= len(closed) // 5


def test_some_were_given_to_other_hands_and_some_stood_still(demo: LoadedDemo) -> None:
    reasons = Holding.objects.of(demo.commune_id).filter(cause="reassigned").values_list("reason", flat=True)
    assert len(reasons) >= 5
    assert all(len(reason) > 30 for reason in reasons)
    assert Matter.objects.of(demo.commune_id).filter(reassignments_in_step__gt=2).exists()
    pauses = Pause.objects.of(demo.commune_id)
    assert set(pauses.values_list("kind", flat=True)) == {"citizen", "agency"}
    assert all(row.waiting_for for row in pauses.filter(kind="agency"))


def test_a_missing_paper_made_a_slip_and_a_lost_receipt_a_new_print(demo: LoadedDemo) -> None:
    slips = Slip.objects.of(demo.commune_id)
    assert slips.exists()
    assert all(len(slip.papers) == 1 for slip in slips)
    assert Dossier.objects.of(demo.commune_id).filter(print_number=2).exists()


def test_at_least_four_officers_find_work_on_their_desks(demo: LoadedDemo) -> None:
    actors = [people.actor_of(row, ANCHOR_DAY) for row in Officer.objects.filter(commune_id=demo.commune_id)]
    busy = [actor for actor in actors if matters.queue(actor).running]
    assert len(busy) >= 4
    assert all(actor.may(*HOLDING_ROLES) for actor in busy)


def test_the_door_tells_the_citizen_first_then_who_carries_a_dossier_and_what_each_may_try(
    demo: LoadedDemo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    lines = command._ways_in(demo)
    code, secret = demo.sample
    assert code in lines[2]
    assert secret in lines[2]
    named = [line.rpartition("(")[2].rstrip(")") for line in lines if line.endswith(")") and "(" in line]
    assert named[:3] == ["hoa.le", "thao.ha", "viet.bui"]
    links = [line for line in lines if line.startswith("    {address}can-bo/vao/")]
    hints = [line for line in lines if line.startswith("    Thử: ")]
    assert len(links) == len(set(links)) == len(named)
    assert len(hints) == len(named) + 1  # and the citizen's
    everybody = " ".join(lines)
    assert all(login in everybody for login, _name, _title, roles in demo.officers if roles)
    assert LEFT not in everybody
    assert len(lines) < 32


def test_no_letter_tells_of_a_day_that_has_not_come() -> None:
    today = date(2026, 11, 27)
    assert samples.happened("marriage", today)["married_on"] == "2026-11-24"
    own = samples.VALUES["marriage"]
    assert samples.happened("marriage", date(2027, 6, 1)) == own, "the sample's own day is past by then"


def test_the_card_to_try_is_read_as_a_card() -> None:
    assert identity.parse_card(visiting.CARD).name == "Hà Thị Mẫu"


def test_the_receipt_to_try_opens_a_late_birth_whose_reason_is_kept(demo: LoadedDemo, system: Actor) -> None:
    code, secret = demo.sample
    print_number = dossiers.prove(demo.commune_id, code, secret)
    assert print_number == 1
    page = dossiers.tracking(demo.commune_id, code, print_number)
    assert page is not None
    assert page.procedure == "Đăng ký khai sinh cho con"
    assert page.closed_at is None
    assert page.due_at is not None
    assert page.due_at < demo.anchor
    card = dossiers.dossier(system, code, now=demo.anchor)
    assert any("xin lỗi gia đình" in holding.reason for holding in card.holdings)


def test_the_commune_tells_which_communes_it_was(demo: LoadedDemo) -> None:
    assert {(row.code, row.name, row.until_on) for row in communes.merged_into(demo.commune_id)} == {
        ("14944", "Xã Ái Thượng", date(2025, 7, 1)),
        ("14935", "Xã Điền Trung", date(2025, 7, 1)),
        ("14950", "Xã Điền Lư", date(2025, 7, 1)),
    }
    commune = communes.by_code(CODE)
    assert commune is not None
    assert (commune.id, commune.slug, commune.abbreviation) == (demo.commune_id, "dien-lu", "ĐL")


def test_some_doubtful_limits_are_confirmed_and_some_still_wait(demo: LoadedDemo) -> None:
    title = procedures.by_key(demo.commune_id, "1.013978", ANCHOR_DAY)
    assert title is not None
    assert title.confirmed
    assert "văn bản minh họa" in title.limit_document
    assert procedures.unconfirmed(demo.commune_id, ANCHOR_DAY) > 10


# ------------------------------------------------------------------------------------------ nobody is real


def test_who_said_nothing_for_fourteen_days_is_shown_so(demo: LoadedDemo) -> None:
    waits = Feedback.objects.of(demo.commune_id).filter(matter__state__in=("fb_answered", "fb_solved"))
    assert not waits.filter(answered_at__lt=demo.anchor - timedelta(days=15)).exists()
    assert Feedback.objects.of(demo.commune_id).filter(matter__state="fb_no_reply").exists()


def test_every_person_is_invented_and_fits_his_number(demo: LoadedDemo) -> None:
    every = [people.person_card(row) for row in Person.objects.of(demo.commune_id)]
    known = [card for card in every if card.number]  # whom only a letter was written to gave no number
    assert len({card.name for card in known}) == len(known)
    for card in known:
        number = identity.clean_number(card.number, born=card.born, sex=identity.read_sex(card.sex))
        assert number.warnings == ()
        assert number.value[6:9] == "999", "a serial that no register gives out"
        assert not card.phone or card.phone.startswith("0990000")
        assert identity.clean_name(card.name) == card.name
    assert len(known) < SIZE  # people come again


def test_nobody_bears_the_name_of_the_person_in_the_announcement(demo: LoadedDemo) -> None:
    # The announcement of 14/6/2024 names one official. His given name is not used at all, so that nobody is meant.
    names = [people.person_card(row).name for row in Person.objects.of(demo.commune_id)]
    assert not any(name.split()[-1] == "Huy" for name in [*names, *(one.name for one in OFFICERS)])


def test_who_left_has_no_role_any_more_and_holds_nothing(demo: LoadedDemo) -> None:
    roles = {login: held for login, _, _, held in demo.officers}
    assert len(demo.officers) == len(OFFICERS)
    assert [login for login, held in roles.items() if not held] == [LEFT]
    assert not Matter.objects.of(demo.commune_id).filter(holder__login=LEFT, closed_at=None).exists()
    assert {role for held in roles.values() for role in held} == set(Role) - {Role.PROVINCE}


# ------------------------------------------------------------------------------------------ again, elsewhere


def test_loading_again_only_says_what_is_there(demo: LoadedDemo) -> None:
    facts = Fact.objects.of(demo.commune_id).count()
    again = demo_data.load(TODAY, SEED, _quiet, size=SIZE)
    assert not again.loaded_now
    assert (again.sample, again.officers, again.anchor) == (demo.sample, demo.officers, demo.anchor)
    assert Fact.objects.of(demo.commune_id).count() == facts


def test_a_week_later_it_says_for_which_day_it_was_loaded(demo: LoadedDemo) -> None:
    later = TODAY + timedelta(days=7)
    known = demo_data.loaded_for()
    assert demo_data.is_loaded()
    assert known is not None
    assert (known.anchor_day, known.seed, known.size) == (ANCHOR_DAY, SEED, SIZE)
    assert demo_data.anchor_day(later) > known.anchor_day
    assert demo_data.load(later, SEED, _quiet).anchor == demo.anchor


@pytest.mark.parametrize(
    ("today", "anchor"),
    [
        (date(2026, 11, 24), date(2026, 11, 23)),  # a holiday
        (date(2026, 11, 25), date(2026, 11, 23)),  # the day after it
        (date(2026, 11, 23), date(2026, 11, 20)),  # a Monday
        (date(2026, 2, 23), date(2026, 2, 13)),  # the first day after Tết
        (date(2026, 8, 23), date(2026, 8, 22)),  # after a Saturday worked for another day
    ],
)
def test_the_demo_stands_on_the_last_working_day_before_today(today: date, anchor: date) -> None:
    assert demo_data.anchor_day(today) == anchor


def test_a_day_before_the_commune_had_begun_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        demo_data.anchor_day(date(2025, 7, 1))
    assert "15/09/2025" in sentence(refused.value)


@pytest.fixture
def clean_mark() -> Iterator[None]:
    yield
    _mark().unlink(missing_ok=True)


@pytest.mark.usefixtures("db", "clean_mark")
def test_a_folder_with_a_real_commune_is_left_alone() -> None:
    builders.open_commune(code="14896", name="Xã Bá Thước")
    with pytest.raises(Refused) as refused:
        demo_data.load(TODAY, SEED, _quiet, size=SIZE)
    assert "Xã Bá Thước" in sentence(refused.value)
    assert not _mark().exists()
    assert not demo_data.is_loaded()


@pytest.mark.usefixtures("db", "clean_mark")
def test_an_interrupted_load_is_not_taken_for_the_whole() -> None:
    builders.open_commune()
    _mark().write_text(json.dumps({"anchor_day": "2026-11-23", "seed": 1, "size": 400}), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        demo_data.load(TODAY, SEED, _quiet, size=SIZE)
    assert "--fresh" in sentence(refused.value)
    assert not demo_data.is_loaded()


def test_on_a_new_day_a_demo_in_which_somebody_worked_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = demo_data.LoadedFor(date(2026, 11, 20), SEED, demo_data.FULL, 400, 1, "ĐL-261120-0001")
    (tmp_path / "demo.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(demo_data, "loaded_for", lambda: told)
    monkeypatch.setattr(demo_data, "load", lambda *_, **__: "kept")
    monkeypatch.setattr(installation, "worked_since", lambda _moment: True)
    asked = argparse.Namespace(today=TODAY, size="full", seed=SEED, fresh=False)
    assert command._load(tmp_path, asked) == "kept"
    said = capsys.readouterr().out
    assert "20/11/2026, giữ nguyên vì đã có người làm việc" in said
    assert "vidan demo --fresh" in said


def test_it_is_known_whether_somebody_worked_after_the_anchor(demo: LoadedDemo) -> None:
    assert not installation.worked_since(demo.anchor)
    clerk = people.actor_of(Officer.objects.get(login="hoa.le"), ANCHOR_DAY)
    with transaction.atomic():
        actions.reprint_receipt(clerk, demo.sample[0], now=demo.anchor + timedelta(minutes=5))
        assert installation.worked_since(demo.anchor)
        transaction.set_rollback(True)


_TELL = """
import json, sys
import django
django.setup()
from datetime import date
from vidan.cli import demo_data
from vidan.cli.calendar import national_calendar
from vidan.domain.people import program
from vidan.queries import dossiers
from vidan.queries.dossiers import newest
from vidan.store.models import Holding, Matter

loaded = demo_data.load(date(2026, 11, 24), 11, lambda *_: None, size=40)
told = []
for matter in Matter.objects.of(loaded.commune_id).filter(kind="dossier").order_by("pk"):
    card = dossiers.dossier(program(loaded.commune_id), matter.code, now=loaded.anchor)
    told.append([
        card.code, card.state, card.procedure, card.person.name, card.person.number, card.content, card.receiver,
        card.village, str(card.received_at), str(card.due_at), str(card.first_due_at), str(card.closed_at),
        str(card.given_at), card.pause_reason, card.sets, card.delivery, [paper["mark"] for paper in card.papers],
        [[h.officer, h.step, h.cause, h.reason, str(h.from_at)] for h in card.holdings],
    ])
print(json.dumps(told, ensure_ascii=False))
"""


@pytest.mark.slow
def test_the_same_seed_and_day_tell_the_same_story(tmp_path: Path) -> None:
    processes = [_start(tmp_path / name, hashes) for name, hashes in (("one", "1"), ("two", "2"))]
    answers = [process.communicate(timeout=240) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    first, second = (json.loads(out.splitlines()[-1]) for out, _ in answers)
    assert len(first) == 40
    assert first == second


def _start(folder: Path, hashes: str) -> "subprocess.Popen[str]":
    """Load and tell in a data folder of its own; sets are ordered otherwise in each, which must not show."""
    return subprocess.Popen(
        [sys.executable, "-c", _TELL],
        cwd=Path(__file__).parents[2],
        env=os.environ
        | {
            "VIDAN_DATA": str(folder),
            "VIDAN_DATABASE": "",
            "PYTHONHASHSEED": hashes,
            "DJANGO_SETTINGS_MODULE": "vidan.config.settings",
            "PYTHONIOENCODING": "utf-8",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
