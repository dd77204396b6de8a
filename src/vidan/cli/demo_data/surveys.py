"""Slips of the survey: a keeper prints them on Mondays, people answer in the days after, full boxes are opened."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial

from vidan.actions import surveys
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain import surveys as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import at
from vidan.domain.people import citizen, program
from vidan.domain.surveys import Channel, Item
from vidan.domain.surveys.answers import TYPED_BY_ANOTHER

#: The head of the people's inspection board handles no case.
KEEPER = "thang.lo"
_ANSWERS_A_DAY = (0, 1, 2, 3)
_CHANNELS = {Channel.PHONE_OR_COMPUTER: 6, Channel.TABLET: 2, Channel.PAPER: 3}
#: How people answer, of a hundred.
_POINTS = {5: 42, 4: 41, 3: 11, 2: 4, 1: 2}
#: So many working days ago the guides at the counter were printed anew in large letters (a lesson of the board): before
#: it and since then, how likely an answer about guidance is pulled to the other side.
GUIDED_SINCE = 42
_GUIDANCE_BEFORE, _GUIDANCE_SINCE = (0.15, 2), (0.8, 4)


def tell(scene: Scene) -> Iterator[TimedAct]:
    """Samples month by month; slips, answers and opened boxes day by day."""
    yield from _months(scene)
    in_the_box: list[bytes] = []
    for offset in range((scene.anchor.date() - scene.first_day).days):
        day = scene.first_day + timedelta(days=offset)
        if scene.calendar.is_working(day):
            yield from _day(scene, day, in_the_box)


def _months(scene: Scene) -> Iterator[TimedAct]:
    """The sample of the month to come is fixed in time; on the first working day of the next its seed is open."""
    system = program(scene.house.commune_id)
    fixed, month = at(scene.calendar.next_working_day(scene.first_day), time(16, 20)), rules.next_month(scene.first_day)
    while fixed <= scene.anchor:
        opened = at(scene.calendar.next_working_day(rules.next_month(month)), time(7, 20))
        yield TimedAct(fixed, partial(surveys.fix_sample, system, month, now=fixed))
        yield TimedAct(opened, partial(surveys.show_seed, system, month, now=opened))
        fixed, month = at(scene.calendar.next_working_day(month), time(16, 20)), rules.next_month(month)


def _day(scene: Scene, day: date, in_the_box: list[bytes]) -> Iterator[TimedAct]:
    if day.weekday() == 0:
        printed, opened = at(day, time(7, 40)), at(day, time(7, 10))
        yield TimedAct(opened, partial(surveys.let_out, program(scene.house.commune_id), now=opened))
        yield TimedAct(printed, partial(_print, scene, printed, in_the_box))
    for number in range(scene.random.choice(_ANSWERS_A_DAY)):
        moment = at(day, time(14, 10 + 9 * number))
        channel = scene.random.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
        points = scene.random.choices(list(_POINTS), list(_POINTS.values()), k=len(Item))
        points = _guided(scene, day, points)
        yield TimedAct(moment, partial(_answer, scene, moment, channel, points, in_the_box))


def _guided(scene: Scene, day: date, points: list[int]) -> list[int]:
    """What was said of the guidance was worse before the guides could be read, and is better since."""
    since = day > scene.back(GUIDED_SINCE, 8).date()
    share, given = _GUIDANCE_SINCE if since else _GUIDANCE_BEFORE
    place = list(Item).index(Item.GUIDANCE)
    turned = scene.random.random() < share and (points[place] < given) is since
    return [*points[:place], given, *points[place + 1 :]] if turned else points


def _print(scene: Scene, moment: datetime, in_the_box: list[bytes]) -> None:
    with suppress(Refused):  # not yet twenty more finished dossiers: next Monday
        if len(in_the_box) < rules.LEAST_BATCH:
            keeper = scene.house.actor(KEEPER, moment.date())
            in_the_box += surveys.issue_slips(keeper, rules.LEAST_BATCH, now=moment)


def _answer(scene: Scene, moment: datetime, channel: Channel, points: list[int], in_the_box: list[bytes]) -> None:
    if not in_the_box:
        return
    typed = channel in TYPED_BY_ANOTHER
    actor = scene.house.actor(KEEPER, moment.date()) if typed else citizen(scene.house.commune_id)
    given = dict(zip(Item, points, strict=True))
    surveys.answer(actor, in_the_box.pop(), given, channel=channel, now=moment)
