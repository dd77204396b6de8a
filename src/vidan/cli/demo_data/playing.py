"""Playing the plans: each act through the same action that a desk uses, at its own moment, in the order of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from vidan.actions import dossiers, matters, people
from vidan.cli.demo_data.cast import ADMINISTRATOR, LEFT
from vidan.cli.demo_data.founding import House
from vidan.cli.demo_data.plans import Act, Plan, Verb
from vidan.domain.dossiers import Intake
from vidan.domain.people import Actor
from vidan.domain.procedures import PaperMark

#: How often the person at the terminal hears of it: every twentieth part.
_PARTS = 20
#: The place of acts that belong to no dossier.
_HOUSE_ITSELF = -1


@dataclass
class Stage:
    """Plays plans in a commune; remembers which code each dossier received."""

    house: House
    plans: Sequence[Plan]
    left_at: datetime
    codes: dict[int, str] = field(default_factory=dict)
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict, repr=False)

    def play(self, until: datetime, heard: Callable[[int, int], None]) -> None:
        """Every act up to a moment, oldest first; `heard` is told how many of how many are done."""
        acts = [
            (act.at, number, order, act)
            for number, plan in enumerate(self.plans)
            for order, act in enumerate(plan.acts)
        ]
        acts.append((self.left_at, _HOUSE_ITSELF, 0, Act(self.left_at, Verb.LEAVE, ADMINISTRATOR)))
        due = sorted(entry for entry in acts if entry[0] <= until)
        part = max(len(due) // _PARTS, 1)
        for done, (_, number, _, act) in enumerate(due, start=1):
            self._how[act.verb](self._actor(act), number, act)
            if done % part == 0 or done == len(due):
                heard(done, len(due))

    def _actor(self, act: Act) -> Actor:
        key = (act.by, act.at.date())
        if key not in self._actors:
            self._actors[key] = self.house.actor(*key)
        return self._actors[key]

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
            Verb.LEAVE: self._leave,
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
        dossiers.give_out(actor, self.codes[number], receiver, receipt_shown=shown, now=act.at)

    def _leave(self, actor: Actor, _: int, act: Act) -> None:
        """An officer goes to work elsewhere; his mandate ends with this day."""
        day = act.at.date()
        people.end_mandate(
            actor,
            self.house.mandate_ids[LEFT],
            until_on=day,
            reason="Chuyển công tác theo quyết định điều động (văn bản minh họa)",
            now=act.at,
        )
        self.house.mandates[LEFT] = [replace(held, until_on=day) for held in self.house.mandates[LEFT]]
        self._actors = {key: known for key, known in self._actors.items() if key[0] != LEFT}
