"""Meetings as the office writes them and as the people read them, and what the next one should speak about."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor
from vidan.domain.steering import (
    DIALOGUES_A_YEAR,
    PUBLIC_KINDS,
    RECEPTIONS_A_MONTH,
    Attendance,
    Duty,
    MeetingKind,
    MeetingState,
)
from vidan.queries.steering.plans import AssignmentCard, assignments
from vidan.store.models import (
    Feedback,
    Matter,
    Meeting,
    MeetingDecision,
    MeetingGuest,
    MeetingPhoto,
    MeetingQuestion,
)

_DAY = timedelta(days=1)
#: How far back the people's words are looked at for an agenda.
SAID_WITHIN = timedelta(days=30)
#: A topic is worth an agenda's line from so many pieces of feedback on.
OFTEN = 3
PAGE = 60


@dataclass(frozen=True)
class QuestionCard:
    """What somebody asked, and the answer."""

    number: int
    words: str
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class DecisionCard:
    """What was decided, and what became of it."""

    number: int
    words: str
    assignment: str
    holder: str
    due_on: date | None
    done: bool


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list."""

    code: str
    kind: MeetingKind
    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    chair: str


@dataclass(frozen=True)
class MeetingCard:
    """A meeting with everything that was written of it."""

    code: str
    kind: MeetingKind
    title: str
    starts_at: datetime
    place: str
    state: MeetingState
    chair: str
    chair_id: int
    chair_phone: str
    secretary: str
    secretary_id: int
    agenda: str
    announced_at: datetime | None
    course: str
    conclusion: str
    ended_at: datetime | None
    cancelled_for: str
    minutes: str
    invitation: str
    came: dict[int, Attendance]
    guests: tuple[tuple[str, Attendance], ...]
    decisions: tuple[DecisionCard, ...]
    questions: tuple[QuestionCard, ...]
    photos: tuple[tuple[str, str], ...]
    news_title: str
    news: str
    news_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it may still be written."""
        return self.state in (MeetingState.PLANNED, MeetingState.ANNOUNCED)

    @property
    def public(self) -> bool:
        """Whether the people come to it."""
        return self.kind in PUBLIC_KINDS


def meetings(commune_id: int, *, public: bool | None = None) -> tuple[MeetingRow, ...]:
    """The newest first, of a year and a half at least: all of them, those before the people, or the board's own. One
    statement.
    """
    found = Meeting.objects.of(commune_id)
    if public is not None:
        kinds = Q(kind__in=[kind.value for kind in PUBLIC_KINDS])
        found = found.filter(kinds if public else ~kinds)
    rows = found.select_related("chair").order_by("-starts_at", "-pk")[:PAGE]
    return tuple(
        MeetingRow(
            row.code,
            MeetingKind(row.kind),
            row.title,
            row.starts_at,
            row.place,
            MeetingState(row.state),
            row.chair.name,
        )
        for row in rows
    )


def meeting(actor: Actor, code: str) -> MeetingCard:
    """One meeting. Refused alike when unknown and another commune's. Five statements."""
    row = _rows(actor.commune_id).filter(code=code).first()
    if row is None:
        raise Refused("steering.meeting.unknown", field="code")
    return _card(row)


def _rows(commune_id: int) -> Any:
    return Meeting.objects.of(commune_id).select_related("chair", "secretary", "minutes", "invitation")


def _card(row: Meeting) -> MeetingCard:
    own = {"meeting": row}
    guests = list(MeetingGuest.objects.of(row.commune_id).filter(**own).select_related("officer").order_by("pk"))
    decisions = MeetingDecision.objects.of(row.commune_id).filter(**own).order_by("number")
    questions = MeetingQuestion.objects.of(row.commune_id).filter(**own).order_by("number")
    photos = MeetingPhoto.objects.of(row.commune_id).filter(**own).order_by("pk")
    return MeetingCard(
        code=row.code,
        kind=MeetingKind(row.kind),
        title=row.title,
        starts_at=row.starts_at,
        place=row.place,
        state=MeetingState(row.state),
        chair=row.chair.name,
        chair_id=row.chair_id,
        chair_phone=row.chair.phone,
        secretary=row.secretary.name,
        secretary_id=row.secretary_id,
        agenda=row.agenda,
        announced_at=row.announced_at,
        course=row.course,
        conclusion=row.conclusion,
        ended_at=row.ended_at,
        cancelled_for=row.cancelled_for,
        minutes=row.minutes.code if row.minutes else "",
        invitation=row.invitation.code if row.invitation else "",
        came={one.officer_id: Attendance(one.came) for one in guests},
        guests=tuple((one.officer.name, Attendance(one.came)) for one in guests),
        decisions=tuple(_decision(one) for one in decisions.select_related("assignment__matter__holder")),
        questions=tuple(_question(one) for one in questions.select_related("answered_by")),
        photos=tuple(photos.values_list("picture__name", "picture__words")),
        news_title=row.news_title,
        news=row.news,
        news_at=row.news_at,
    )


def _decision(row: MeetingDecision) -> DecisionCard:
    matter = row.assignment.matter if row.assignment else None
    return DecisionCard(
        row.number,
        row.words,
        matter.code if matter else "",
        matter.holder.name if matter and matter.holder else "",
        local_day(matter.first_due_at) if matter and matter.first_due_at else None,
        matter is not None and matter.closed_at is not None,
    )


def _question(row: MeetingQuestion) -> QuestionCard:
    by = row.answered_by.name if row.answered_by else ""
    return QuestionCard(row.number, row.words, row.answer, row.answered_at, by)


def undone(commune_id: int, before: datetime) -> tuple[AssignmentCard, ...]:
    """What meetings decided before a moment and nobody has done: it comes back by itself."""
    decided = MeetingDecision.objects.of(commune_id).filter(meeting__starts_at__lt=before, assignment__isnull=False)
    return assignments(commune_id, pk__in=decided.values("assignment_id"), matter__closed_at=None)


@dataclass(frozen=True)
class Agenda:
    """What a meeting should speak about, counted: the words are made of it elsewhere."""

    undone: tuple[AssignmentCard, ...]
    late_assignments: int
    late_dossiers: int
    topics: tuple[tuple[str, int], ...]
    unanswered: int


def agenda(commune_id: int, now: datetime) -> Agenda:
    """From what is late, what people say, and what was decided before: seven statements."""
    late = Matter.objects.of(commune_id).filter(closed_at=None, paused_at=None, due_at__lt=now)
    said = Feedback.objects.of(commune_id).filter(matter__opened_at__gte=now - SAID_WITHIN)
    topics = Counter(said.exclude(topic="").values_list("topic", flat=True))
    open_questions = MeetingQuestion.objects.of(commune_id).filter(answered_at=None)
    return Agenda(
        undone(commune_id, now),
        late.filter(kind="assignment").count(),
        late.filter(kind="dossier").count(),
        tuple((topic, count) for topic, count in topics.most_common(3) if count >= OFTEN),
        open_questions.count(),
    )


def duties(commune_id: int, day: date) -> tuple[Duty, Duty]:
    """Reception days of the month and dialogues of the year: what the law asks, what is planned, what was held."""
    month = day.replace(day=1)
    year = day.replace(month=1, day=1)
    return (
        _duty(commune_id, MeetingKind.RECEPTION, month, _next_month(month), RECEPTIONS_A_MONTH),
        _duty(commune_id, MeetingKind.DIALOGUE, year, year.replace(year=year.year + 1), DIALOGUES_A_YEAR),
    )


def _next_month(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _duty(commune_id: int, kind: MeetingKind, first: date, until: date, asked: int) -> Duty:
    rows = Meeting.objects.of(commune_id).filter(
        kind=kind.value, starts_at__gte=start_of(first), starts_at__lt=start_of(until)
    )
    states = Counter(rows.exclude(state=MeetingState.CANCELLED.value).values_list("state", flat=True))
    return Duty(first, asked, states.total(), states[MeetingState.HELD.value])


@dataclass(frozen=True)
class PublicMeetings:
    """What anybody may read: days that come, questions with their answers, news with pictures."""

    coming: tuple[MeetingCard, ...]
    past: tuple[MeetingCard, ...]
    news: tuple[MeetingCard, ...]


def public_meetings(commune_id: int, now: datetime, most: int = 6) -> PublicMeetings:
    """Announced days and dialogues ahead, the last that were held or cancelled, and the newest news."""
    kinds = [kind.value for kind in PUBLIC_KINDS]
    told = _rows(commune_id).filter(kind__in=kinds, announced_at__isnull=False)
    coming = told.filter(state=MeetingState.ANNOUNCED.value, starts_at__gte=now - _DAY).order_by("starts_at")
    over = told.exclude(state=MeetingState.ANNOUNCED.value).order_by("-starts_at")[:most]
    news = _rows(commune_id).filter(news_at__isnull=False).order_by("-news_at")[:most]
    return PublicMeetings(*(tuple(_card(row) for row in rows) for rows in (coming[:most], over, news)))
