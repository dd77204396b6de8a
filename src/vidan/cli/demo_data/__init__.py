"""The demo's data: xã Điền Lư with invented officers, citizens and some four months of dossiers, a few from before.

Every dossier goes through the actions that a desk uses, under a simulated clock that only ticks in office hours. The
demo stands on an anchor: ten o'clock of the last working day before today. The same seed and the same anchor give the
same codes, names, dates and states; only what must be random for safety (salts, references, secrets) differs.
"""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from vidan.actions import dossiers as dossier_acts
from vidan.actions import installation as acts
from vidan.cli.calendar import national_calendar
from vidan.cli.demo_data import coming, growing, people, sealed_room
from vidan.cli.demo_data.cast import OFFICERS
from vidan.cli.demo_data.citizens import Citizens
from vidan.cli.demo_data.founding import CODE, SINCE, found
from vidan.cli.demo_data.mix import CONFIRMED, COPIES, KIND, KINDS
from vidan.cli.demo_data.plans import Plan, Planner, text_of
from vidan.cli.demo_data.playing import Stage
from vidan.cli.demo_data.scene import Scene
from vidan.cli.demo_data.stories import Stories
from vidan.cli.demo_data.storytellers import STORYTELLERS
from vidan.cli.words import _
from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import at, start_of
from vidan.domain.people import Role, program
from vidan.queries import communes, dossiers, installation
from vidan.queries import people as officers
from vidan.queries.calendar import calendar_of

FULL, SMALL = 400, 60
FIRST_TODAY, LAST_TODAY = date(2025, 9, 15), date(2099, 12, 31)
#: How long ago the first dossier was received.
_DAYS_BACK = 122
#: How long ago the steering board began.
BOARD_DAYS_BACK = 366
_LATE = 0.06
_CACHE_KIB = 400_000

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LoadedDemo:
    """What was loaded. `officers` are (login, name, title, roles in force on the anchor's day); who has no role there
    left the commune. `sample` is (code, secret) of a receipt to try the tracking page with. `loaded_now` is False when
    the demo was there already, then `anchor` may be older than today's.
    """

    commune_id: int
    anchor: datetime
    dossiers: int
    officers: list[tuple[str, str, str, tuple[Role, ...]]]
    sample: tuple[str, str]
    loaded_now: bool = True


@dataclass(frozen=True)
class LoadedFor:
    """For which day, seed and size the demo in this data folder was loaded."""

    anchor_day: date
    seed: int
    size: int
    dossiers: int
    commune_id: int
    sample: str


def anchor_day(today: date) -> date:
    """The last working day before today. Refused (`demo.day.out_of_range`) outside the days that the demo tells of."""
    if not FIRST_TODAY <= today <= LAST_TODAY:
        raise Refused(
            "demo.day.out_of_range", field="today", first=f"{FIRST_TODAY:%d/%m/%Y}", last=f"{LAST_TODAY:%d/%m/%Y}"
        )
    return national_calendar().shift(start_of(today), -1).date()


def is_loaded() -> bool:
    """Whether this data folder holds the whole demo."""
    return loaded_for() is not None


def loaded_for() -> LoadedFor | None:
    """What is loaded here, or None."""
    told = _read_mark()
    if not told or not told.get("sample") or not _tables_fit():
        return None
    commune = communes.by_code(CODE)
    if commune is None or commune.id != told["commune_id"]:
        return None
    return LoadedFor(**{**told, "anchor_day": date.fromisoformat(told["anchor_day"])})


def _tables_fit() -> bool:
    """Whether the tables are this program's own; a demo of another version is loaded anew."""
    try:
        return not installation.pending_migrations()
    except Refused:
        return False


def load(today: date, seed: int, progress: Progress, *, size: int = FULL) -> LoadedDemo:
    """Load the demo into this data folder, or say what is loaded there already.

    `size` is the number of dossiers (at least the told stories, about twenty). Refused: `demo.other_commune` when the
    folder belongs to a real commune, `demo.unfinished` when a load was interrupted, `demo.day.out_of_range`.
    """
    anchor = at(anchor_day(today), time(10))
    _refuse_foreign_folder()
    progress(_("Cơ sở dữ liệu"), 0, 1)
    acts.make_folders()
    if installation.pending_migrations():
        acts.make_tables()
    acts.make_keys()
    progress(_("Cơ sở dữ liệu"), 1, 1)
    known = loaded_for()
    if known is not None:
        return _loaded(known, now=False)
    _refuse_other_commune(anchor.date())
    _write_mark({"anchor_day": anchor.date().isoformat(), "seed": seed, "size": size})
    with _without_waiting_for_the_disk(large=size > growing.BY_ACTS), _without_collecting():
        told = _fill(anchor, seed, size, progress)
    _write_mark({**asdict(told), "anchor_day": told.anchor_day.isoformat()})
    return _loaded(told, now=True)


def _fill(anchor: datetime, seed: int, size: int, progress: Progress) -> LoadedFor:
    first_day = _first_day(anchor)
    progress(_("Xã, thủ tục, cán bộ"), 0, 1)
    house = found(at(national_calendar().shift(start_of(_board_day(anchor)), -1).date(), time(8)))
    communes.forget_hosts()
    progress(_("Xã, thủ tục, cán bộ"), 1, 1)
    calendar = calendar_of(CODE)
    days = first_day, _board_day(anchor)
    plans = _plans(calendar, anchor, *days, seed, min(size, growing.BY_ACTS))
    stage = Stage(house, plans)
    stories = [
        act
        for column, tell in STORYTELLERS.items()
        for act in tell(Scene(house, _dice(seed, anchor, column), calendar, anchor, *days, plans, stage.codes))
    ]
    label = _("Hồ sơ")
    with growing.counted_afterwards(large=size > FULL):
        stage.play(anchor, stories, lambda done, whole: progress(label, done * len(plans) // whole, len(plans)))
    sealed_room.give_keys(house, anchor)
    dossier_acts.count_usual_times(house.commune_id, now=anchor)
    commune = communes.by_code(CODE)
    assert commune is not None
    if size > FULL:
        growing.recount(commune, anchor, progress)
    copies = growing.grow(house.commune_id, size, progress)
    if copies:
        growing.add_up(commune.id, anchor)
    label = _("Sổ công khai")
    progress(label, 0, 1)  # jobs, found through settings
    import_string(settings.HISTORY_PUBLISHER)(commune, anchor, lambda done, whole: progress(label, done, whole + 1))
    import_string(settings.ANNOUNCER)(commune, anchor)
    progress(label, 1, 1)
    sample = next(stage.codes[number] for number, plan in enumerate(plans) if plan.sample)
    return LoadedFor(anchor.date(), seed, size, copies or len(stage.codes), house.commune_id, sample)


# ------------------------------------------------------------------------------------------------- planning


def _first_day(anchor: datetime) -> date:
    """The first day on which somebody comes: the commune needs some days to begin."""
    return max(anchor.date() - timedelta(days=_DAYS_BACK), SINCE + timedelta(days=10))


def _board_day(anchor: datetime) -> date:
    """The day on which the steering board begins: a whole year, where the commune is as old; not just before New Year,
    or that year's log would hold a few days only.
    """
    day = min(max(anchor.date() - timedelta(days=BOARD_DAYS_BACK), SINCE + timedelta(days=10)), _first_day(anchor))
    return day.replace(day=1) if day.month == 12 else day


def _dice(seed: int, anchor: datetime, column: str = "") -> Random:
    """Each column has dice of its own: what one draws changes nothing in the stories of the others."""
    return dice(f"vidan-demo/{seed}/{anchor:%Y-%m-%d}" + (f"/{column}" if column else ""))


def dice(name: str) -> Random:
    """Dice that fall the same for the same name."""
    return Random(name)  # noqa: S311 - a story, no secret: it must come out the same


def _plans(calendar: Calendar, anchor: datetime, first_day: date, board_day: date, seed: int, size: int) -> list[Plan]:
    """All dossiers of the demo, ordered by the moment they are received; behind them the copies of the time before."""
    rng, early = _dice(seed, anchor), _dice(seed, anchor, "early")
    copied_at = coming.tried_out(early, calendar, board_day, first_day) if size >= FULL else []
    citizens = Citizens(rng, [one.name for one in OFFICERS])
    limits = {kind.key: text_of(kind.key).limit for kind in KINDS} | {key: Limit.parse(text) for key, text in CONFIRMED}
    known = {key: limit for key, limit in limits.items() if limit}
    planner = Planner(rng, calendar, citizens, known, people.left_at(calendar, anchor))
    told = Stories(planner, anchor).all()
    plans = list(told)
    for moment in coming.moments_until(rng, calendar, first_day, anchor, max(size - len(told) - len(copied_at), 0)):
        kinds = [kind for kind in KINDS if text_of(kind.key).valid_from <= moment.date()]
        kind = rng.choices(kinds, [kind.weight for kind in kinds])[0]
        plans.append(planner.natural(kind, moment, late=rng.random() < _LATE))
    plans.sort(key=lambda plan: plan.acts[0].at)
    before = replace(planner, rng=early)
    return plans + [before.at_once(KIND[COPIES], moment) for moment in sorted(copied_at)]


# ---------------------------------------------------------------------------------------- what is here already


def _refuse_foreign_folder() -> None:
    """A folder of an older program is somebody's own, unless our mark is on it: its tables are not ours to renew."""
    pending = installation.pending_migrations()
    if pending and installation.is_begun(pending) and not _read_mark():
        raise Refused("demo.other_commune", commune=_("một nơi làm việc từ trước"))


def _refuse_other_commune(on: date) -> None:
    held = installation.contents(on)
    if not held:
        return
    mark = _read_mark()
    if mark and held[0].commune.code == CODE:
        raise Refused("demo.unfinished")
    raise Refused("demo.other_commune", commune=held[0].commune.name)


def _loaded(told: LoadedFor, *, now: bool) -> LoadedDemo:
    anchor = at(told.anchor_day, time(10))
    system = program(told.commune_id)
    roles = {
        card.login: tuple(
            held.role
            for held in card.mandates
            if held.from_on <= told.anchor_day and (held.until_on is None or told.anchor_day <= held.until_on)
        )
        for card in officers.officers(system)
    }
    return LoadedDemo(
        commune_id=told.commune_id,
        anchor=anchor,
        dossiers=told.dossiers,
        officers=[(one.login, one.name, one.title, roles.get(one.login, ())) for one in OFFICERS],
        sample=(told.sample, dossiers.receipt(system, told.sample, now=anchor).secret),
        loaded_now=now,
    )


def _mark() -> Path:
    return installation.data_folder() / settings.DEMO_MARK


def _read_mark() -> dict[str, Any]:
    """What the last load wrote of itself: without `sample` it did not come to its end. Empty when there is none."""
    try:
        told: dict[str, Any] = json.loads(_mark().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told


def _write_mark(told: dict[str, Any]) -> None:
    _mark().write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


# ---------------------------------------------------------------------------------------------------- speed


@contextmanager
def _without_waiting_for_the_disk(*, large: bool) -> Iterator[None]:
    """SQLite does not wait for the disk after each of some thousands of transactions, on this connection only.

    Nothing is lost by it: a demo whose load was cut off is loaded again. At the end the connection waits again as
    before, and the write-ahead log goes into the database file, durably, before anybody is told that it is loaded.
    `large`: rows are copied in the order of random names, so more of their index stays in memory.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    wanted = {"synchronous": 0} | ({"cache_size": -_CACHE_KIB} if large else {})
    with connection.cursor() as cursor:
        before = {name: int(cursor.execute(f"PRAGMA {name}").fetchone()[0]) for name in wanted}
        _set(cursor, wanted)
        try:
            yield
        finally:
            _set(cursor, before)
        acts.order_counters()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _set(cursor: Any, pragmas: dict[str, int]) -> None:
    for name, value in pragmas.items():
        cursor.execute(f"PRAGMA {name}={value}")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Looking for garbage again and again costs a tenth of the load; some thousands of acts make little of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
