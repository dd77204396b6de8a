"""What the sender does herself, with code and secret: confirm, contest, join; and what silence means."""

from datetime import datetime, timedelta
from typing import Any

from vidan.actions import matters
from vidan.actions.feedback import desks, working
from vidan.actions.recording import Record, recording
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, saying
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.routing import Heard
from vidan.domain.feedback.states import FeedbackState, follow
from vidan.domain.matters import SECOND_LOOK, ClockHolder, PromiseReason
from vidan.domain.people import Actor, Role, program
from vidan.domain.text import clean_text
from vidan.store.calendars import calendar_of
from vidan.store.models import Feedback, Holding, Matter
from vidan.store.rows import insert


def confirm(actor: Actor, code: str, *, rating: int | None = None, now: datetime) -> None:
    """It is solved, or understood: only the sender says so, and how content she is (3 to 5) where she likes."""
    if rating is not None and not saying.BAD_RATING < rating <= saying.BEST_RATING:
        raise Refused("feedback.rating.which", field="rating")
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        state = follow(FeedbackState(matter.state), "confirm")
        row.understood, row.decided_at, row.rating = True, now, rating
        row.save(update_fields=["understood", "decided_at", "rating"])
        working.event(row, "confirmed", now, None)
        if matter.closed_at is None:
            matters.change(matter, state=state.value, closed_at=now)
            matters.end_clock(matter, now)
        else:
            matters.change(matter, state=state.value)
        told = facts.FeedbackConfirmed(code=code, reference=matter.reference)
        record.fact(told, subject=f"matter:{matter.pk}")


def contest(actor: Actor, code: str, words: str, *, now: datetime) -> None:
    """Not solved, or not understood, and why. From the second time on it goes to the board and to a different officer,
    as often as she says so: what she does not call solved is not solved.

    An officer or village head may write it down for somebody who came or called; the line says who wrote.
    """
    said = _why(words)
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        again = row.contested > 0
        _not_content(record, matter, row, "contest_again" if again else "contest", said, elsewhere=again)


def appeal(actor: Actor, code: str, rating: int, words: str, *, now: datetime) -> None:
    """A bad rating, and why: at the first one already a different officer looks at it anew."""
    if not 1 <= rating <= saying.BAD_RATING:
        raise Refused("feedback.rating.which", field="rating")
    said = _why(words)
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        if row.contested > 1:
            raise Refused("feedback.move.not_lawful")
        row.rating = rating
        row.save(update_fields=["rating"])
        _not_content(record, matter, row, "appeal", said, elsewhere=True)


def object_to_aside(actor: Actor, code: str, words: str, *, now: datetime) -> None:
    """It does hold a matter: somebody else reads it anew, with a date of its own."""
    said = _why(words)
    with recording(actor, now) as record:
        matter, row = working.find(actor, code)
        state = follow(FeedbackState(matter.state), "object")
        row.decided = False
        if row.cls == MessageClass.SPAM.value:
            row.cls = MessageClass.FEEDBACK.value
        row.save(update_fields=["decided", "cls"])
        working.event(row, "objected", now, record.actor.officer_id, {"said": said})
        _back_to_work(record, matter, row, state, elsewhere=True)
        record.fact(facts.FeedbackObjected(code=code), subject=f"matter:{matter.pk}")


def _why(words: str) -> str:
    said = clean_text(words)
    if len(said) < saying.SHORTEST:
        raise Refused("feedback.contest.why", field="words", least=saying.SHORTEST)
    if len(said) > saying.LONGEST:
        raise Refused("feedback.text.too_long", field="words", most=saying.LONGEST, length=len(said))
    return said


def _not_content(record: Record, matter: Matter, row: Feedback, act: str, said: str, *, elsewhere: bool) -> None:
    state, now = follow(FeedbackState(matter.state), act), record.now
    row.contested += 1
    row.understood, row.decided_at = False, now
    row.save(update_fields=["contested", "understood", "decided_at"])
    working.event(row, "appealed" if act == "appeal" else "contested", now, record.actor.officer_id, {"said": said})
    _back_to_work(record, matter, row, state, elsewhere=elsewhere)
    told = facts.FeedbackContested(code=matter.code, reference=matter.reference, times=row.contested)
    record.fact(told, subject=f"matter:{matter.pk}")


def _back_to_work(record: Record, matter: Matter, row: Feedback, state: FeedbackState, *, elsewhere: bool) -> None:
    """The clock runs again with a date of its own beside the first; at the board somebody else holds it."""
    now, calendar = record.now, calendar_of(matter.commune)
    holder = _somebody_else(matter, row, now) if elsewhere else _the_same(matter, row, now)
    due_at = content.clocks().answer_by(calendar, now)
    reopened = matter.closed_at is not None
    cause = SECOND_LOOK if elsewhere else "reopened"
    matters.change(matter, state=state.value, holder_id=holder, closed_at=None, due_at=due_at, escalated=0)
    if reopened:
        last: Any = Holding.objects.of(matter.commune_id).filter(matter=matter).order_by("-number").first()
        insert(
            Holding(
                commune_id=matter.commune_id,
                matter=matter,
                number=last.number + 1,
                clock=ClockHolder.OFFICER.value,
                officer_id=holder,
                step=matter.step,
                cause=cause,
                from_at=max(now, last.until_at),
            )
        )
    else:
        matters.move_clock(matter, now, clock=ClockHolder.OFFICER, officer_id=holder, cause=cause)
    basis = "Người gửi chưa đồng ý"
    matters.promise_again(record, matter, due_at, PromiseReason.REAPPOINTMENT, basis, calendar.version)


def _the_same(matter: Matter, row: Feedback, now: datetime) -> int | None:
    """Who answered it, or who stands in for him; where he holds nothing any more, whose desk it is today."""
    answered = row.answered_by_id or matter.holder_id
    return desks.present(matter.commune_id, answered, now) or _by_the_rules(matter, row, now)


def _by_the_rules(matter: Matter, row: Feedback, now: datetime, before: frozenset[int] = frozenset()) -> int | None:
    heard = Heard(MessageClass(row.cls), Topic(row.topic), row.emergency, matter.village_id)
    return desks.desk(desks.office(row.commune_id, now), heard, calendar_of(matter.commune), now, before)


def _somebody_else(matter: Matter, row: Feedback, now: datetime) -> int | None:
    """A leader who never held it, else anybody who never held it; where everybody did, whoever answered it least
    lately: it is never without a holder."""
    held = Holding.objects.of(matter.commune_id).filter(matter=matter, officer__isnull=False)
    before = list(dict.fromkeys(held.order_by("-number").values_list("officer_id", flat=True)))
    leaders = sorted(desks.holders(matter.commune_id, now, Role.LEADER))
    # First nobody of those who held it, then only not those who held it last: the last one alone is the last choice.
    for passed_over in (frozenset(before), frozenset(before[:-1]), frozenset(before[:1]), frozenset()):
        there = [desks.present(matter.commune_id, pk, now) for pk in leaders if pk not in passed_over]
        fresh = [pk for pk in there if pk is not None and pk not in passed_over]
        found = fresh[0] if fresh else _by_the_rules(matter, row, now, passed_over)
        if found is not None:
            return found
    return None


def note_silence(commune_id: int, *, now: datetime) -> int:
    """Nightly: what the sender did not speak of for fourteen days. Returns how many."""
    before = now - timedelta(days=saying.SILENT_AFTER_DAYS)
    rows = Feedback.objects.of(commune_id).filter(
        answered_at__lt=before,
        matter__closed_at=None,
        matter__state__in=(FeedbackState.ANSWERED.value, FeedbackState.SOLVED.value),
    )
    found = [row.matter for row in rows.select_related("matter")[:500]]
    if found:
        with recording(program(commune_id), now) as record:
            for matter in found:
                working.fall_silent(record, matter)
    return len(found)
