"""What is not ours: sent on to whose it is, followed until that body has answered, taken back where it was ours."""

from datetime import date, datetime

from vidan.actions import matters
from vidan.actions.feedback import working
from vidan.actions.recording import recording
from vidan.domain import matters as matter_rules
from vidan.domain.errors import Refused
from vidan.domain.feedback import agencies, facts, saying
from vidan.domain.feedback.agencies import Forwarding
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.states import FeedbackState, follow, require_send_on
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, require
from vidan.domain.plain import gap_in
from vidan.domain.text import clean_line, clean_text
from vidan.store.models import FeedbackEvent


def send_on(actor: Actor, code: str, sent: Forwarding, *, now: datetime, seen_version: int | None = None) -> None:
    """Not ours: whose it is, by name, why, and how it went there. We follow it, so it stays at its desk."""
    require(actor, *HOLDING_ROLES)
    if gap := gap_in(sent.reason):
        raise Refused("feedback.answer.gap", field="reason", gap=gap)
    with recording(actor, now) as record:
        matter, row = working.held(actor, code, seen_version)
        require_send_on(FeedbackState(matter.state), complaint=row.cls == MessageClass.COMPLAINT.value)
        state = follow(FeedbackState(matter.state), "send_on")
        sent = agencies.tidy(sent, local_day(row.received_at), local_day(now))
        matters.change(matter, state=state.value)
        told = {"agency": sent.agency, "reason": sent.reason, "way": sent.way.value, "number": sent.number}
        working.event(row, "sent_on", now, actor.officer_id, told | {"on": sent.on.isoformat()})
        fact = facts.FeedbackSentOn(code=code, agency=sent.agency, reason=sent.reason)
        record.fact(fact, subject=f"matter:{matter.pk}")


def note_reply(
    actor: Actor, code: str, words: str, on: date, number: str = "", *, now: datetime, seen_version: int | None = None
) -> None:
    """What that body answered, on which day: its sender reads it, and only then the commune answers."""
    require(actor, *HOLDING_ROLES)
    said, paper = clean_text(words), clean_line(number)
    if len(said) < working.SHORTEST_ANSWER:
        raise Refused("feedback.answer.too_short", field="words", least=working.SHORTEST_ANSWER)
    if len(said) > working.LONGEST_ANSWER:
        raise Refused("feedback.answer.too_long", field="words", most=working.LONGEST_ANSWER)
    if len(paper) > agencies.LONGEST_NUMBER:
        raise Refused("feedback.send_on.number", field="number", most=agencies.LONGEST_NUMBER)
    with recording(actor, now) as record:
        matter, row = working.held(actor, code, seen_version)
        state = follow(FeedbackState(matter.state), "agency_replied")
        if not local_day(row.received_at) <= on <= local_day(now):
            raise Refused("feedback.send_on.day", field="on", first=f"{local_day(row.received_at):%d/%m/%Y}")
        matters.change(matter, state=state.value)
        told = {"said": said, "number": paper, "on": on.isoformat()}
        working.event(row, "agency_replied", now, actor.officer_id, told)
        record.fact(facts.FeedbackAgencyReplied(code=code), subject=f"matter:{matter.pk}")


def take_back(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> None:
    """It is ours after all: why, so that its sender reads it; then it is answered like anything of ours."""
    require(actor, *HOLDING_ROLES)
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, row = working.held(actor, code, seen_version)
        answered = FeedbackEvent.objects.of(row.commune_id).filter(feedback=row, kind__in=saying.ENDINGS).exists()
        act = "take_back_again" if answered else "take_back"
        matters.change(matter, state=follow(FeedbackState(matter.state), act).value)
        working.event(row, "taken_back", now, actor.officer_id, {"why": why})
        record.fact(facts.FeedbackTakenBack(code=code, reason=why), subject=f"matter:{matter.pk}")
