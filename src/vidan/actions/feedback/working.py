"""What officers do with feedback: acknowledge and sort, hand over, send on, answer, put aside, thank."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from vidan.actions import matters
from vidan.actions.feedback import desks, lawful, learned, pictures, sealed, thanks
from vidan.actions.recording import Record, recording
from vidan.content import feedback as content
from vidan.domain import matters as matter_rules
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, saying
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalCourse
from vidan.domain.feedback.routing import Heard
from vidan.domain.feedback.states import AT_REST, FeedbackState, follow
from vidan.domain.matters import ClockHolder
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Actor, Role, require
from vidan.domain.plain import gap_in
from vidan.domain.text import clean_text
from vidan.store import traces, vault
from vidan.store.calendars import calendar_of
from vidan.store.closures import promised_at
from vidan.store.models import Correction, Feedback, FeedbackEvent, FeedbackPhoto, Matter, Officer
from vidan.store.rows import insert

#: An answer has at least so many letters: “đã xử lý” explains nothing.
SHORTEST_ANSWER, LONGEST_ANSWER = 20, 4000


@dataclass(frozen=True)
class Answer:
    """What is said back: what was asked, what the answer is, what comes next, when it was checked."""

    asked: str
    said: str
    next_step: str
    checked_on: date
    no_photo_why: str = ""


def find(actor: Actor, code: str) -> tuple[Matter, Feedback]:
    """The commune's piece of feedback. What is no ordinary feedback is unknown, whatever it is."""
    rows = Feedback.objects.of(actor.commune_id).filter(matter__commune=actor.commune_id, matter__code=code)
    row = rows.select_related("matter__commune").first()
    if row is None or not bytes(row.wrapped_key):
        raise Refused("matters.unknown", field="code", code=code)
    return row.matter, row


def event(row: Feedback, kind: str, now: datetime, officer_id: int | None, told: Any = None) -> None:
    """One line for the sender to see, its words sealed with the feedback's key."""
    box = vault.seal(vault.person_key(row.wrapped_key), told) if told is not None else None
    insert(FeedbackEvent(commune_id=row.commune_id, feedback=row, kind=kind, at=now, officer_id=officer_id, sealed=box))


def acknowledge(
    actor: Actor,
    code: str,
    cls: MessageClass,
    topic: Topic,
    *,
    why: str = "",
    now: datetime,
    seen_version: int | None = None,
) -> None:
    """We have heard: a person decides what it is, and it goes to the desk whose work it is.

    What turns out to be a denunciation is moved at once into the sealed box. What holds no matter is put aside with a
    reason (`why`) that its sender reads; she may object, and then somebody else reads it.
    """
    require(actor, *HOLDING_ROLES)
    aside = matter_rules.reason_given(why, "why") if cls is MessageClass.SPAM else ""
    if cls is MessageClass.DENUNCIATION:
        seal_away(actor, code, now=now, seen_version=seen_version)
        return
    with recording(actor, now) as record:
        matter, row = find(actor, code)
        matter_rules.require_unchanged(matters.standing(matter), seen_version)
        if row.acknowledged_at is not None:
            matters.require_fresh(matter, actor.officer_id, "cls")
        _learn(row, cls, topic)
        state = follow(FeedbackState(matter.state), "put_aside" if cls is MessageClass.SPAM else "acknowledge")
        same_desk, heard = row.topic == topic.value, row.acknowledged_at is not None
        row.cls, row.topic, row.decided = cls.value, topic.value, True
        row.acknowledged_at = row.acknowledged_at or now
        if cls is MessageClass.PRAISE:
            row.thanks_due_at = _thanks_due(matter, row)
        row.save(update_fields=["cls", "topic", "decided", "acknowledged_at", "thanks_due_at"])
        record.fact(_sorted(code, row), subject=f"matter:{matter.pk}")
        if state is FeedbackState.PUT_ASIDE:
            _put_aside(record, matter, row, aside, heard=heard)
            return
        _to_desk(actor, matter, row, state, now, same_desk=same_desk)
        if row.thanks_due_at is not None:
            matters.change(matter, due_at=row.thanks_due_at)  # thanks are what it waits for
        event(row, "acknowledged", now, actor.officer_id)
        if cls is MessageClass.COMPLAINT:
            lawful.next_date(record, matter, LegalCourse(row.received_at))
        _tell_heard(record, matter)


def _sorted(code: str, row: Feedback) -> facts.FeedbackSorted:
    as_suggested = (row.cls, row.topic) == (row.suggested_cls, row.suggested_topic)
    return facts.FeedbackSorted(code=code, cls=row.cls, topic=row.topic, as_suggested=as_suggested)


def _thanks_due(matter: Matter, row: Feedback) -> datetime:
    return calendar_of(matter.commune).due_moment(row.received_at, content.clocks().thank)


def _put_aside(record: Record, matter: Matter, row: Feedback, why: str, *, heard: bool) -> None:
    """Nothing to be worked on: its sender reads why. `heard`: that it was read had been told before."""
    officer = record.actor.officer_id
    if matter.holder_id != officer:  # who judged it had it: he is not asked again when she objects
        matters.move_clock(matter, record.now, clock=ClockHolder.OFFICER, officer_id=officer, cause="taken_over")
    _close(matter, record.now, FeedbackState.PUT_ASIDE, holder_id=None, due_at=None)
    event(row, "put_aside", record.now, officer, {"said": why})
    record.fact(facts.FeedbackPutAside(code=matter.code), subject=f"matter:{matter.pk}")
    if not heard:
        _tell_heard(record, matter)


def _tell_heard(record: Record, matter: Matter) -> None:
    told = facts.FeedbackAcknowledged(code=matter.code, reference=matter.reference)
    record.fact(told, subject=f"matter:{matter.pk}")


def seal_away(
    actor: Actor, code: str, *, concerned: int | None = None, now: datetime, seen_version: int | None = None
) -> None:
    """It turned out to be a denunciation, at whatever step: moved at once, by whoever sees it; `concerned`: about whom.

    Refused `people.officer.unknown` for nobody of this commune.
    """
    require(actor, *HOLDING_ROLES)
    if concerned is not None and not Officer.objects.filter(commune_id=actor.commune_id, pk=concerned).exists():
        raise Refused("people.officer.unknown", field="officer")
    with recording(actor, now) as record:
        matter, row = find(actor, code)
        matter_rules.require_unchanged(matters.standing(matter), seen_version)
        sealed.move_in(record, matter, row, concerned)
    traces.forget_what_stood_there(*sealed.MOVED_OUT_OF)


def _learn(row: Feedback, cls: MessageClass, topic: Topic) -> None:
    """Keep what the correction teaches: words that the examples know, sealed."""
    if (cls.value, topic.value) == (row.suggested_cls, row.suggested_topic):
        return
    text = vault.unseal(vault.person_key(row.wrapped_key), row.sealed)["text"]
    kept = learned.sealed(content.suggester().kept_of(text))
    insert(Correction(commune_id=row.commune_id, found=kept, cls=cls.value, topic=topic.value, emergency=row.emergency))


def _to_desk(
    actor: Actor, matter: Matter, row: Feedback, state: FeedbackState, now: datetime, *, same_desk: bool
) -> None:
    """On to the desk of its topic; it stays where it lies when its topic is the one it was sent by."""
    heard = Heard(MessageClass(row.cls), Topic(row.topic), row.emergency, matter.village_id)
    wanted = desks.desk(desks.office(row.commune_id, now), heard, calendar_of(matter.commune), now)
    kept = matter.holder_id is not None and same_desk
    holder = matter.holder_id if kept else wanted or actor.officer_id
    title = content.title(Topic(row.topic), MessageClass(row.cls), row.emergency)
    moved = holder != matter.holder_id
    due_at = promised_at(matter)  # it was read: from now on the desk works towards the answer
    matters.change(matter, state=state.value, holder_id=holder, title=title, due_at=due_at, escalated=0)
    if moved:
        matters.move_clock(matter, now, clock=ClockHolder.OFFICER, officer_id=holder, cause="moved_on")


def _close(matter: Matter, now: datetime, state: FeedbackState, **values: Any) -> None:
    matters.change(matter, state=state.value, closed_at=now, paused_at=None, **values)
    matters.end_clock(matter, now)


def hand_over(
    actor: Actor, code: str, to_officer: int, reason: str, *, now: datetime, seen_version: int | None = None
) -> None:
    """To another officer, with a reason; a third time only the leader may (promise 7)."""
    require(actor, *HOLDING_ROLES)
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, row = find(actor, code)
        matter_rules.require_unchanged(matters.standing(matter), seen_version)
        if not actor.may(Role.LEADER):
            matter_rules.require_holder(matters.standing(matter), actor.officer_id)
        _change_desk(record, matter, row, to_officer, why)


def take(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> None:
    """To one's own desk, with a reason: a hand-over like any other, so it counts as one (promise 7).

    What nobody has read yet is taken only by whom the rules would send it to, a stand-in, or a leader.
    """
    require(actor, *HOLDING_ROLES)
    why = matter_rules.reason_given(reason)
    with recording(actor, now) as record:
        matter, row = find(actor, code)
        before = matters.standing(matter)
        matter_rules.require_unchanged(before, seen_version)
        assert actor.officer_id is not None
        matter_rules.take_over(before, actor.officer_id)
        if matter.state == FeedbackState.SENT.value and not actor.may(Role.LEADER):
            _require_theirs(record, matter, row)
        _change_desk(record, matter, row, actor.officer_id, why)


def _require_theirs(record: Record, matter: Matter, row: Feedback) -> None:
    """Refused `feedback.take.not_theirs`: an unread message lies where the commune's rules sent it."""
    heard = Heard(MessageClass(row.cls), Topic(row.topic), row.emergency, matter.village_id)
    fit = set(desks.among(desks.office(row.commune_id, record.now), heard, calendar_of(matter.commune), record.now))
    fit.add(desks.present(row.commune_id, matter.holder_id, record.now) or 0)
    if record.actor.officer_id not in fit:
        raise Refused("feedback.take.not_theirs", field="reason")


def _change_desk(record: Record, matter: Matter, row: Feedback, to_officer: int, why: str) -> None:
    """Both ways of a hand-over: the sender sees who has it now, and why."""
    matter_rules.require_open(matters.standing(matter))
    if FeedbackState(matter.state) in AT_REST:
        raise Refused("feedback.move.not_lawful")
    if matter.reassignments_in_step >= saying.MOST_HAND_OVERS and not record.actor.may(Role.LEADER):
        raise Refused("feedback.handed_over_enough", field="to_officer", most=saying.MOST_HAND_OVERS)
    matters.put_with(record, matter, to_officer, why)
    event(row, "handed_over", record.now, to_officer, {"why": why})


def held(actor: Actor, code: str, seen_version: int | None) -> tuple[Matter, Feedback]:
    matter, row = find(actor, code)
    before = matters.standing(matter)
    matter_rules.require_running(before)
    matter_rules.require_unchanged(before, seen_version)
    matter_rules.require_holder(before, actor.officer_id)
    if row.contested:
        matters.require_fresh(matter, actor.officer_id)
    return matter, row


def answer(
    actor: Actor,
    code: str,
    given: Answer,
    *,
    solved: bool,
    photos: tuple[bytes, ...] = (),
    now: datetime,
    seen_version: int | None = None,
) -> None:
    """Say back what was found and done. *Solved* needs a photo of the cure where the report had one, or a reason."""
    require(actor, *HOLDING_ROLES)
    told = _tidy(given)
    with recording(actor, now) as record:
        matter, row = held(actor, code, seen_version)
        saying.require_checked(given.checked_on, local_day(row.received_at), local_day(now))
        if row.cls == MessageClass.COMPLAINT.value and matter.state == FeedbackState.ACKNOWLEDGED.value:
            raise Refused("feedback.legal.own_way", field="ending")
        _require_followed(matter, row)
        state = follow(FeedbackState(matter.state), "solve" if solved else "answer")
        if solved and not photos and not told["no_photo_why"] and _had_photo(row):
            raise Refused("feedback.answer.photo_or_reason", field="photos")
        key = vault.person_key(row.wrapped_key)
        for photo in photos:
            pictures.keep(record, row, key, photo, after=True)
        say_back(record, matter, row, "solved" if solved else "answered", told, state)


def _require_followed(matter: Matter, row: Feedback) -> None:
    """Refused `feedback.sent_on.follow`: what was sent on is answered with what that body said, or taken back first."""
    if matter.state != FeedbackState.NOT_OURS.value:
        return
    events = FeedbackEvent.objects.of(row.commune_id).filter(feedback=row, kind__in=("sent_on", "agency_replied"))
    if events.order_by("-pk").values_list("kind", flat=True).first() != "agency_replied":
        raise Refused("feedback.sent_on.follow", field="ending")


def say_back(record: Record, matter: Matter, row: Feedback, kind: str, told: Any, state: FeedbackState) -> None:
    """The words that end the desk's work for now: the clock goes over to the sender, who says whether it is well."""
    row.answered_at, row.answered_by_id = record.now, record.actor.officer_id
    row.save(update_fields=["answered_at", "answered_by"])
    event(row, kind, record.now, record.actor.officer_id, told)
    matters.change(matter, state=state.value, holder_id=None, due_at=None)
    matters.move_clock(matter, record.now, clock=ClockHolder.CITIZEN, officer_id=None, cause="answered")
    digest = vault.blind_index("answer", f"{matter.code} {told['said']}").hex()
    if row.thanks_due_at is not None and row.thanked_at is None:
        thanks.owe(record, matter, row)  # the answer did not say them
    fact = facts.FeedbackAnswered(code=matter.code, reference=matter.reference, digest=digest)
    record.fact(fact, subject=f"matter:{matter.pk}")


def _had_photo(row: Feedback) -> bool:
    return bool(FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row, after=False).exists())


def _tidy(given: Answer) -> dict[str, str]:
    told = {
        name: clean_text(value) if isinstance(value, str) else value.isoformat()
        for name, value in asdict(given).items()
    }
    for name in ("asked", "said", "next_step"):
        least = SHORTEST_ANSWER if name == "said" else 5
        if len(told[name]) < least:
            raise Refused("feedback.answer.too_short", field=name, least=least)
        if len(told[name]) > LONGEST_ANSWER:
            raise Refused("feedback.answer.too_long", field=name, most=LONGEST_ANSWER)
        if gap := gap_in(told[name]):
            raise Refused("feedback.answer.gap", field=name, gap=gap)
    return told


def thank(actor: Actor, code: str, words: str, *, now: datetime) -> None:
    """The thanks that praise or an adopted idea is owed, in the officer's own words; they end the matter."""
    require(actor, *HOLDING_ROLES)
    said = clean_text(words)
    if len(said) < SHORTEST_ANSWER:
        raise Refused("feedback.answer.too_short", field="words", least=SHORTEST_ANSWER)
    with recording(actor, now) as record:
        matter, row = find(actor, code)
        if row.thanks_due_at is None or row.thanked_at is not None:
            raise Refused("feedback.move.not_lawful")
        thanked(record, matter, row, said)


def thanked(record: Record, matter: Matter, row: Feedback, said: str) -> None:
    """The thanks were said, on the page or by a letter, within another action's transaction."""
    row.thanked_at = record.now
    row.save(update_fields=["thanked_at"])
    event(row, "thanked", record.now, record.actor.officer_id, {"said": said})
    thanks.done(record, matter, "Đã cảm ơn.")
    if row.cls == MessageClass.PRAISE.value and matter.closed_at is None:
        _close(matter, record.now, FeedbackState.THANKED, holder_id=None, due_at=None)  # nobody owes anything more
    record.fact(facts.FeedbackThanked(code=matter.code), subject=f"matter:{matter.pk}")


def adopt(actor: Actor, code: str, *, now: datetime) -> None:
    """An idea of hers is taken up: thanks are owed from today."""
    require(actor, Role.LEADER)
    with recording(actor, now) as record:
        matter, row = find(actor, code)
        if row.thanks_due_at is not None:
            raise Refused("feedback.move.not_lawful")
        taken_up(record, matter, row)


def taken_up(record: Record, matter: Matter, row: Feedback, *, by_letter: bool = False) -> None:
    """What was said is made use of, within another action's transaction: thanks are owed from now, once.

    They stand on their holder's desk; `by_letter`: as a letter that is begun in the same act.
    """
    if row.thanks_due_at is not None:
        return
    row.thanks_due_at = calendar_of(matter.commune).due_moment(record.now, content.clocks().thank)
    row.save(update_fields=["thanks_due_at"])
    event(row, "adopted", record.now, record.actor.officer_id)
    if not by_letter:
        thanks.owe(record, matter, row)
    record.fact(facts.FeedbackCared(code=matter.code), subject=f"matter:{matter.pk}")


def fall_silent(record: Record, matter: Matter) -> None:
    """The sender did not say: shown as such, never as agreement."""
    state = follow(FeedbackState(matter.state), "fall_silent")
    _close(matter, record.now, state)
    record.fact(facts.FeedbackFellSilent(code=matter.code), subject=f"matter:{matter.pk}")
