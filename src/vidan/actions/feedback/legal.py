"""A complaint on the way that its law gives: accepted or not, extended once, concluded by a decision.

Denunciations go the same way inside the sealed box (`sealed_law`). Each step has a date of its own beside the first
promise; the desk, the escalation and the sender's page work towards it like towards any other.
"""

from dataclasses import dataclass
from datetime import datetime

from vidan.actions import matters
from vidan.actions.feedback import lawful, working
from vidan.actions.recording import recording
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.legal import LegalAct, LegalKind
from vidan.domain.feedback.states import FeedbackState, follow
from vidan.domain.people import HOLDING_ROLES, Actor, require
from vidan.domain.plain import gap_in
from vidan.domain.text import clean_line, clean_text

LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Step:
    """One step: which, the words for the sender, the number of its paper, and whether ways are long here."""

    act: LegalAct
    words: str
    number: str = ""
    remote: bool = False


def tidy(step: Step) -> Step:
    """The same with tidy words. Refused when it explains nothing, or a conclusion has no number."""
    words, number = clean_text(step.words), clean_line(step.number)
    if len(words) < working.SHORTEST_ANSWER:
        raise Refused("feedback.answer.too_short", field="words", least=working.SHORTEST_ANSWER)
    if len(words) > working.LONGEST_ANSWER:
        raise Refused("feedback.answer.too_long", field="words", most=working.LONGEST_ANSWER)
    if gap := gap_in(words):
        raise Refused("feedback.answer.gap", field="words", gap=gap)
    wanted = step.act is LegalAct.CONCLUDE
    if len(number) > LONGEST_NUMBER or (wanted and not number):
        raise Refused("feedback.legal.number", field="number", most=LONGEST_NUMBER)
    return Step(step.act, words, number, step.remote)


def take(actor: Actor, code: str, step: Step, *, now: datetime, seen_version: int | None = None) -> None:
    """The holder takes one step of the law's way."""
    require(actor, *HOLDING_ROLES)
    step = tidy(step)
    with recording(actor, now) as record:
        matter, row = working.held(actor, code, seen_version)
        if row.cls != MessageClass.COMPLAINT.value:
            raise Refused("feedback.move.not_lawful")
        state = follow(FeedbackState(matter.state), step.act.value)
        after = lawful.course(row).take(step.act, content.legal_clock(LegalKind.COMPLAINT), now, remote=step.remote)
        told = {"said": step.words, "number": step.number, "remote": "1" if step.remote else ""}
        record.fact(facts.LegalStepTaken(code=code, act=step.act.value), subject=f"matter:{matter.pk}")
        if after.ended_at is not None:
            working.say_back(record, matter, row, step.act.value, told, state)
            return
        working.event(row, step.act.value, now, actor.officer_id, told)
        matters.change(matter, state=state.value)
        lawful.next_date(record, matter, after)
