"""Playing the plans: each act through the same action that a desk uses, at its own moment, in the order of time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial

from vidan.actions import dossiers, matters
from vidan.cli.demo_data.founding import House
from vidan.cli.demo_data.plans import Act, Plan, Verb
from vidan.cli.demo_data.scene import TimedAct
from vidan.domain.dossiers import Intake
from vidan.domain.people import Actor
from vidan.domain.procedures import PaperMark

#: How often the person at the terminal hears of it: every twentieth part.
_PARTS = 20

#: Of so many who fetch a result, one says that a trip was for nothing.
_ONE_IN = 41


@dataclass
class Stage:
    """Plays plans in a commune; remembers which code each dossier received."""

    house: House
    plans: Sequence[Plan]
    codes: dict[int, str] = field(default_factory=dict)

    def play(self, until: datetime, stories: Iterable[TimedAct], heard: Callable[[int, int], None]) -> None:
        """Every act up to a moment, the dossiers' and the other stories', oldest first; within one moment the
        dossiers' come first, then the stories' as they are told. `heard` is told how many of how many are done.
        """
        acts = [*self._dossiers_acts(), *stories]
        due = sorted((act for act in acts if act.at <= until), key=lambda act: act.at)
        part = max(len(due) // _PARTS, 1)
        for done, act in enumerate(due, start=1):
            act.play()
            if done % part == 0 or done == len(due):
                heard(done, len(due))

    def _dossiers_acts(self) -> Iterator[TimedAct]:
        for number, plan in enumerate(self.plans):
            for act in plan.acts:
                yield TimedAct(act.at, partial(self._do, number, act))

    def _do(self, number: int, act: Act) -> None:
        self._how[act.verb](self.house.actor(act.by, act.at.date()), number, act)

    @cached_property
    def _how(self) -> dict[Verb, Callable[[Actor, int, Act], object]]:
        codes, officers = self.codes, self.house.officers
        return {
            Verb.SLIP: self._slip,
            Verb.RECEIVE: self._receive,
            Verb.TAKE_OVER: lambda who, number, act: matters.take_over(who, codes[number], now=act.at),
            Verb.MOVE_ON: lambda who, number, act: dossiers.move_on(
                who, codes[number], officers[act.to] if act.to else None, now=act.at
            ),
            Verb.REASSIGN: lambda who, number, act: matters.reassign(
                who, codes[number], officers[act.to], *act.told, now=act.at
            ),
            Verb.PAUSE: lambda who, number, act: matters.pause(who, codes[number], *act.told, now=act.at),
            Verb.RESUME: lambda who, number, act: matters.resume(who, codes[number], now=act.at),
            Verb.FINISH: lambda who, number, act: dossiers.finish(who, codes[number], now=act.at),
            Verb.GIVE_OUT: self._give_out,
            Verb.REPLACE: lambda who, number, act: dossiers.replace_lost_receipt(
                who, codes[number], *act.told, now=act.at
            ),
        }

    def _intake(self, number: int, act: Act) -> Intake:
        plan = self.plans[number]
        return Intake(
            procedure_key=plan.kind.key,
            applicant=plan.citizen.text,
            marks=plan.marks,
            received_at=act.at,
            content=plan.content,
            sets=plan.sets,
            delivery=plan.delivery,
            village_id=self.house.villages[plan.citizen.village],
        )

    def _slip(self, actor: Actor, number: int, act: Act) -> None:
        intake = self._intake(number, act)
        missing = {**intake.marks, **dict.fromkeys(act.told, PaperMark.MISSING)}
        dossiers.ask_supplement(actor, replace(intake, marks=missing), now=act.at)

    def _receive(self, actor: Actor, number: int, act: Act) -> None:
        self.codes[number] = dossiers.receive(actor, self._intake(number, act), now=act.at).code

    def _give_out(self, actor: Actor, number: int, act: Act) -> None:
        receiver, shown = act.told
        visits = 3 if number % _ONE_IN == 0 else 2  # once to hand it in, once now; a few came for nothing
        dossiers.give_out(actor, self.codes[number], receiver, receipt_shown=shown, visits=visits, now=act.at)
