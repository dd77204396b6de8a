"""Meetings: planned, announced where the people come, written on one screen, and closed with minutes as a letter."""

from collections.abc import Mapping
from datetime import date, datetime

from vidan.actions.letters import drafting
from vidan.actions.recording import Record, recording
from vidan.actions.steering import assignments, board, pictures
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.letters.composing import in_words
from vidan.domain.letters.kinds import Authority
from vidan.domain.matters import reason_given
from vidan.domain.moments import local, local_day
from vidan.domain.people import Actor, require
from vidan.domain.steering import Attendance, MeetingKind, MeetingState, MeetingText
from vidan.domain.text import clean_line, clean_text
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.models import (
    Commune,
    Letter,
    Meeting,
    MeetingDecision,
    MeetingGuest,
    MeetingPhoto,
    MeetingQuestion,
    Officer,
)
from vidan.store.rows import insert

OPEN = (MeetingState.PLANNED.value, MeetingState.ANNOUNCED.value)
LONGEST = 8000
#: What an invitation says first.
MEETING = "Tới dự cuộc họp với nội dung:"
PURPOSES = {MeetingKind.LAUNCH.value: "Tới dự hội nghị ra mắt mô hình với nội dung:"}


def plan(actor: Actor, text: MeetingText, *, now: datetime) -> Meeting:
    """Plan a meeting. What the people come to is planned at least five working days ahead."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        board.require_board(actor.commune_id)
        rules.check_meeting(text, calendar_of(Commune.objects.get(pk=actor.commune_id)), now)
        _require_own(actor, text.chair_id, text.secretary_id)
        day = local_day(now)
        number = next_number(actor.commune_id, "meeting", str(day.year))
        row = insert(
            Meeting(
                commune_id=actor.commune_id,
                code=f"H-{day:%y}-{number:03d}",
                kind=text.kind.value,
                title=board.line(text.title, "title"),
                starts_at=text.starts_at,
                place=board.line(text.place, "place"),
                chair_id=text.chair_id,
                secretary_id=text.secretary_id,
                agenda=clean_text(text.agenda)[:LONGEST],
                state=MeetingState.PLANNED.value,
            )
        )
        record.fact(
            rules.MeetingPlanned(code=row.code, kind=row.kind, starts_at=row.starts_at, place=row.place),
            subject=f"meeting:{row.pk}",
        )
    return row


def _require_own(actor: Actor, *officers: int) -> None:
    known = Officer.objects.filter(pk__in=officers, commune_id=actor.commune_id, is_active=True).count()
    if known != len(set(officers)):
        raise Refused("people.officer.unknown", field="chair")


def find(actor: Actor, code: str) -> Meeting:
    """A meeting of the actor's commune. Refused alike when unknown and another commune's."""
    row: Meeting | None = (
        Meeting.objects.of(actor.commune_id).filter(code=code).select_related("chair", "secretary").first()
    )
    if row is None:
        raise Refused("steering.meeting.unknown", field="code")
    return row


def _open(actor: Actor, code: str) -> Meeting:
    """A meeting that has not been held or cancelled."""
    row = find(actor, code)
    if row.state not in OPEN:
        raise Refused("steering.meeting.over")
    return row


def announce(actor: Actor, code: str, *, now: datetime) -> Meeting:
    """Tell the people, on the commune's page. Refused for the board's own meetings, and when it is too late."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        row = _open(actor, code)
        if MeetingKind(row.kind) not in rules.PUBLIC_KINDS or row.announced_at is not None:
            raise Refused("steering.meeting.not_to_announce")
        rules.check_announcement(row.starts_at, calendar_of(Commune.objects.get(pk=actor.commune_id)), now)
        row.state, row.announced_at = MeetingState.ANNOUNCED.value, now
        row.save(update_fields=["state", "announced_at"])
        record.fact(rules.MeetingAnnounced(code=row.code, starts_at=row.starts_at), subject=f"meeting:{row.pk}")
    return row


def cancel(actor: Actor, code: str, reason: str, *, now: datetime) -> Meeting:
    """It does not take place; the reason is read by everybody who was told of it."""
    require(actor, *board.KEEPERS)
    why = reason_given(reason)[:300]
    with recording(actor, now) as record:
        row = _open(actor, code)
        row.state, row.cancelled_for = MeetingState.CANCELLED.value, why
        row.save(update_fields=["state", "cancelled_for"])
        record.fact(rules.MeetingCancelled(code=row.code, reason=why), subject=f"meeting:{row.pk}")
    return row


def _require_pen(actor: Actor, row: Meeting) -> None:
    """Refuse who neither writes this meeting's minutes nor keeps the board's papers."""
    if actor.officer_id != row.secretary_id:
        require(actor, *board.KEEPERS)


def write(
    actor: Actor, code: str, came: Mapping[int, Attendance], *, agenda: str, course: str, conclusion: str, now: datetime
) -> Meeting:
    """Who came, and what was said: as often as needed, until the meeting is closed."""
    with recording(actor, now) as record:
        row = _open(actor, code)
        _require_pen(actor, row)
        row.agenda, row.course, row.conclusion = (clean_text(text)[:LONGEST] for text in (agenda, course, conclusion))
        row.save(update_fields=["agenda", "course", "conclusion"])
        sitting = {one.officer_id for one in board.sitting_on(actor.commune_id, local_day(row.starts_at))}
        sitting |= {row.chair_id, row.secretary_id}
        _mark(row, {officer: mark for officer, mark in came.items() if officer in sitting})
        present = sum(mark is Attendance.PRESENT for mark in came.values())
        record.fact(
            rules.MeetingWritten(code=row.code, present=present, absent=len(came) - present),
            subject=f"meeting:{row.pk}",
        )
    return row


def _mark(row: Meeting, came: Mapping[int, Attendance]) -> None:
    """Who came; somebody marked before is marked anew."""
    guests = MeetingGuest.objects.of(row.commune_id).filter(meeting=row)
    known = dict(guests.values_list("officer_id", "came"))
    for officer, mark in came.items():
        if officer in known and known[officer] != mark.value:
            guests.filter(officer=officer).update(came=mark.value)
    MeetingGuest.objects.of(row.commune_id).bulk_create(
        MeetingGuest(commune_id=row.commune_id, meeting=row, officer_id=officer, came=mark.value)
        for officer, mark in came.items()
        if officer not in known
    )


def decide(
    actor: Actor, code: str, words: str, *, officer_id: int | None = None, due_on: date | None = None, now: datetime
) -> MeetingDecision:
    """One thing decided; with who and until when it is an assignment in the same moment."""
    said = board.line(words, "words")
    if (officer_id is None) != (due_on is None):
        raise Refused("steering.decision.half", field="due_on" if due_on is None else "officer")
    with recording(actor, now) as record:
        row = _open(actor, code)
        _require_pen(actor, row)
        given = None
        if officer_id is not None and due_on is not None:
            task = assignments.NewAssignment(said, officer_id, due_on, f"Theo kết luận cuộc họp {row.code}.")
            given = assignments.open_assignment(record, task)
        number = MeetingDecision.objects.of(actor.commune_id).filter(meeting=row).count() + 1
        decision = insert(
            MeetingDecision(commune_id=actor.commune_id, meeting=row, number=number, words=said, assignment=given)
        )
        told = given.matter.code if given else ""
        record.fact(
            rules.MeetingDecided(code=row.code, number=number, words=said, assignment=told),
            subject=f"meeting:{row.pk}",
        )
    return decision


def ask(actor: Actor, code: str, words: str, answer: str = "", *, now: datetime) -> MeetingQuestion:
    """Write down what somebody asked before everybody, perhaps with the answer that was given at once."""
    said = clean_text(words)[:1000]
    if len(said) < 5:
        raise Refused("steering.words.missing", field="words")
    with recording(actor, now) as record:
        row = find(actor, code)
        _require_pen(actor, row)
        if MeetingKind(row.kind) not in rules.PUBLIC_KINDS or row.state == MeetingState.CANCELLED.value:
            raise Refused("steering.question.not_here")
        number = MeetingQuestion.objects.of(actor.commune_id).filter(meeting=row).count() + 1
        question = insert(MeetingQuestion(commune_id=actor.commune_id, meeting=row, number=number, words=said))
        record.fact(rules.QuestionRaised(code=row.code, number=number), subject=f"meeting:{row.pk}")
        if answer.strip():
            _answer(record, row, question, answer)
    return question


def answer(actor: Actor, code: str, number: int, words: str, *, now: datetime) -> MeetingQuestion:
    """Answer what could not be answered on the day. An answer that stands is never changed."""
    with recording(actor, now) as record:
        row = find(actor, code)
        _require_pen(actor, row)
        question = MeetingQuestion.objects.of(actor.commune_id).filter(meeting=row, number=number).first()
        if question is None or question.answered_at is not None:
            raise Refused("steering.question.unknown", field="number")
        _answer(record, row, question, words)
    return question


def _answer(record: Record, row: Meeting, question: MeetingQuestion, words: str) -> None:
    said = clean_text(words)[:2000]
    if len(said) < 5:
        raise Refused("steering.words.missing", field="answer")
    question.answer, question.answered_at, question.answered_by_id = said, record.now, record.actor.officer_id
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    record.fact(rules.QuestionAnswered(code=row.code, number=question.number), subject=f"meeting:{row.pk}")


def close(actor: Actor, code: str, *, now: datetime) -> Letter:
    """The meeting is over: its minutes become a letter that is checked, signed and numbered as any other.

    Refused before it began, without who came, and without a word of what was said.
    """
    with recording(actor, now) as record:
        row, present, away = _over(record, code)
        values = _minutes(row, present, away)
        row.minutes = drafting.begin(record, drafting.Draft("minutes", values, Authority.BOARD, by_duty=True))
        row.save(update_fields=["ended_at", "state", "minutes"])
        _tell_held(record, row, row.minutes.code)
    return row.minutes


def close_reception(actor: Actor, code: str, *, now: datetime) -> Meeting:
    """A reception day is over and stands in the book as it was written: the law asks for the book, not for minutes
    (Nghị định 154/2026/NĐ-CP, art. 27). Refused for other meetings, and as `close` is.
    """
    with recording(actor, now) as record:
        row, _, _ = _over(record, code)
        if row.kind != MeetingKind.RECEPTION.value:
            raise Refused("steering.meeting.minutes_needed")
        row.save(update_fields=["ended_at", "state"])
        _tell_held(record, row, "")
    return row


def _over(record: Record, code: str) -> tuple[Meeting, list[Officer], list[str]]:
    """A meeting that has been held and written, not saved yet; who was present, and the names of who was away."""
    row = _open(record.actor, code)
    _require_pen(record.actor, row)
    if record.now < row.starts_at:
        raise Refused("steering.meeting.not_begun")
    guests = MeetingGuest.objects.of(row.commune_id).filter(meeting=row).select_related("officer").order_by("pk")
    present = [one.officer for one in guests if one.came == Attendance.PRESENT.value]
    away = [one.officer.name for one in guests if one.came != Attendance.PRESENT.value]
    if not present or not row.course:
        raise Refused("steering.meeting.unwritten", field="course")
    row.ended_at, row.state = record.now, MeetingState.HELD.value
    return row, present, away


def _tell_held(record: Record, row: Meeting, minutes: str) -> None:
    record.fact(rules.MeetingHeld(code=row.code, ended_at=record.now, minutes=minutes), subject=f"meeting:{row.pk}")


def spoken(moment: datetime) -> str:
    """`8 giờ 00, ngày 03 tháng 12 năm 2026`."""
    here = local(moment)
    return f"{here.hour} giờ {here:%M}, {in_words(here.date())}"


def _minutes(row: Meeting, present: list[Officer], away: list[str]) -> dict[str, str]:
    decided = MeetingDecision.objects.of(row.commune_id).filter(meeting=row).order_by("number")
    lines = [
        f"{one.number}. {one.words}{_given_to(one)}." for one in decided.select_related("assignment__matter__holder")
    ]
    asked = MeetingQuestion.objects.of(row.commune_id).filter(meeting=row).order_by("number")
    said = [f"Hỏi: {one.words}\nTrả lời: {one.answer or 'trả lời sau, công khai trên trang của xã.'}" for one in asked]
    return {
        "about": row.title,
        "begins": spoken(row.starts_at),
        "where": row.place,
        "present": "\n".join(
            [f"{one.name}, {one.title}" if one.title else one.name for one in present]
            + ([f"Vắng: {', '.join(away)}"] if away else [])
        ),
        "chair": row.chair.name,
        "secretary": row.secretary.name,
        "course": "\n".join(part for part in (row.course, *said) if part),
        "conclusion": "\n".join(part for part in (row.conclusion, *lines) if part) or "Không có kết luận riêng.",
        "ends": spoken(row.ended_at or row.starts_at),
    }


def _given_to(decision: MeetingDecision) -> str:
    """` (Phạm Văn Nam, xong trước hết ngày 27/11/2026)`, or nothing where nobody was named."""
    matter = decision.assignment.matter if decision.assignment else None
    if matter is None or matter.holder is None or matter.first_due_at is None:
        return ""
    return f" ({matter.holder.name}, xong trước hết ngày {local_day(matter.first_due_at):%d/%m/%Y})"


def invite(actor: Actor, code: str, contact: str, *, now: datetime) -> Letter:
    """Draft the invitation to a meeting as a letter, once."""
    require(actor, *board.KEEPERS)
    call = board.line(contact, "contact")
    with recording(actor, now) as record:
        row = _open(actor, code)
        if row.invitation_id is not None:
            raise Refused("steering.meeting.invited")
        values = {
            "about": row.title,
            "to": "Các thành viên Ban điều hành",
            "purpose": "\n".join([PURPOSES.get(row.kind, MEETING), *row.agenda.split("\n")]),
            "when": spoken(row.starts_at),
            "where": row.place,
            "chair": row.chair.name,
            "contact": call,
        }
        row.invitation = drafting.begin(record, drafting.Draft("invitation", values, Authority.BOARD))
        row.save(update_fields=["invitation"])
        record.fact(
            rules.MeetingMoved(code=row.code, starts_at=row.starts_at, place=row.place), subject=f"meeting:{row.pk}"
        )
    return row.invitation


def add_photo(actor: Actor, code: str, photo: bytes, words: str, *, now: datetime) -> Meeting:
    """A picture of the meeting, described in words; shown once there is news of it."""
    with recording(actor, now) as record:
        row = find(actor, code)
        _require_pen(actor, row)
        picture = pictures.keep(record, photo, words, of=f"meeting:{row.pk}", shown=True)
        insert(MeetingPhoto(commune_id=actor.commune_id, meeting=row, picture=picture))
    return row


def tell(actor: Actor, code: str, title: str, text: str, *, now: datetime) -> Meeting:
    """News of a meeting for the commune's page, with its pictures."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        row = find(actor, code)
        row.news_title, row.news, row.news_at = board.line(title, "title"), clean_text(text)[:LONGEST], now
        if len(row.news) < 20:
            raise Refused("steering.words.missing", field="text")
        row.save(update_fields=["news_title", "news", "news_at"])
        record.fact(rules.MeetingShown(code=row.code, title=clean_line(row.news_title)), subject=f"meeting:{row.pk}")
    return row
