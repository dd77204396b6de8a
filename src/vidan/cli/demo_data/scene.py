"""What a column's own stories of the demo start from, and what they are made of.

A storyteller lives in a file named after its column (`cli/demo_data/<column>.py`) and stands in `storytellers.py`.
It plans its acts; the stage plays them between the acts of all others, in the order of time:

    def tell(scene: Scene) -> Iterator[TimedAct]:
        moment = scene.back(2, 9, 15)  # two working days before the anchor, at a quarter past nine
        clerk = scene.house.actor("hoa.le", moment.date())
        yield TimedAct(moment, lambda: letters.draft(clerk, scene.code(7), now=moment))

What a story draws comes from `scene.random`, so that the same seed and day tell the same story. Acts of officers lie in
the office's own hours; each is an action that a desk uses, with the act's moment as its `now`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from vidan.cli.demo_data.founding import House
from vidan.cli.demo_data.plans import Plan
from vidan.domain.calendar import Calendar
from vidan.domain.moments import at


@dataclass(frozen=True)
class TimedAct:
    """Something that somebody does at a moment; what it gives back is not looked at."""

    at: datetime
    play: Callable[[], object]


@dataclass(frozen=True)
class Scene:
    """The commune and its dossiers as planned, before anything is played.

    `anchor` is the moment at which the demo stands still, later acts are not played; `first_day` the day on which the
    first citizen comes, `board_day` the one on which the steering board begins. `codes` fills while the demo is played:
    a dossier has its code from the moment it is received.
    """

    house: House
    random: Random
    calendar: Calendar
    anchor: datetime
    first_day: date
    board_day: date
    plans: Sequence[Plan]
    codes: Mapping[int, str]

    def back(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A moment on the working day so many working days before the anchor's day."""
        return at(self.calendar.shift(self.anchor, -days).date(), time(hour, minute))

    def code(self, number: int) -> str:
        """The code of a planned dossier; to be asked for within an act, after that dossier was received."""
        return self.codes[number]


Storyteller = Callable[[Scene], Iterable[TimedAct]]
