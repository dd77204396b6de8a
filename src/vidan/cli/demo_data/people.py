"""Who comes and goes among the officers while the demo is told."""

from collections.abc import Iterator
from datetime import datetime, time

from vidan.actions import people
from vidan.cli.demo_data.cast import ADMINISTRATOR, LEFT
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.calendar import Calendar
from vidan.domain.moments import at

#: On how many working days before the anchor LEFT went away.
_LEFT_BACK = 30


def left_at(calendar: Calendar, anchor: datetime) -> datetime:
    """When LEFT went to work elsewhere."""
    return at(calendar.shift(anchor, -_LEFT_BACK).date(), time(16))


def tell(scene: Scene) -> Iterator[TimedAct]:
    """An officer goes to work elsewhere; his mandate ends with that day."""
    moment = left_at(scene.calendar, scene.anchor)
    house, day = scene.house, moment.date()

    def leave() -> None:
        people.end_mandate(
            house.actor(ADMINISTRATOR, day),
            house.mandate_ids[LEFT],
            until_on=day,
            reason="Chuyển công tác theo quyết định điều động (văn bản minh họa)",
            now=moment,
        )
        house.end_mandates(LEFT, day)

    yield TimedAct(moment, leave)
