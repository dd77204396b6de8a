"""Lessons of the commune and, read only, of the other communes of the province; what should become one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.letters.states import State
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.domain.steering import REPEATED, SPAN, FigureRead, LessonSource, LessonState, Thanks
from vidan.store.models import Commune, Fact, Feedback, Lesson, Letter, MissedQuestion

#: Lessons of others on one page.
SHARED = 20


@dataclass(frozen=True)
class LessonCard:
    """A lesson as everybody who may read it sees it."""

    id: int
    code: str
    commune: str
    source: LessonSource
    about: str
    title: str
    state: LessonState
    opened_at: datetime
    before: FigureRead
    cause: str
    measure: str
    owner: str
    owner_id: int | None
    reported: str
    check_on: date | None
    after: FigureRead | None
    checked_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it has not been judged yet."""
        return self.state in (LessonState.OPEN, LessonState.MEASURED)


def lessons(commune_id: int) -> tuple[LessonCard, ...]:
    """The newest first: one statement."""
    return tuple(_card(row) for row in _rows(Lesson.objects.of(commune_id)))


def _rows(rows: Any) -> Any:
    return rows.select_related("commune", "owner").order_by("-opened_at", "-pk")


def _card(row: Lesson) -> LessonCard:
    return LessonCard(
        id=row.pk,
        code=row.code,
        commune=row.commune.name,
        source=LessonSource(row.source),
        about=row.about,
        title=row.title,
        state=LessonState(row.state),
        opened_at=row.opened_at,
        before=FigureRead.read(row.before),
        cause=row.cause,
        measure=row.measure,
        owner=row.owner.name if row.owner else "",
        owner_id=row.owner_id,
        reported=row.reported,
        check_on=row.check_on,
        after=FigureRead.read(row.after) if row.after else None,
        checked_at=row.checked_at,
    )


def lesson(actor: Actor, code: str) -> LessonCard:
    """One lesson. Refused alike when unknown and another commune's."""
    row = _rows(Lesson.objects.of(actor.commune_id).filter(code=code)).first()
    if row is None:
        raise Refused("steering.lesson.unknown", field="code")
    return _card(row)


def thanks(commune_id: int, reported: str) -> tuple[Thanks, date | None] | None:
    """How whoever said what stands under a code is thanked, and when or until when; None where nothing is owed.

    Two statements.
    """
    by_code = {"matter__commune": commune_id, "matter__code": reported}
    said = Feedback.objects.of(commune_id).filter(**by_code, thanks_due_at__isnull=False).first()
    if said is None or said.thanks_due_at is None:
        return None
    if said.thanked_at is not None:
        return Thanks.DONE, local_day(said.thanked_at)
    written = Letter.objects.of(commune_id).filter(about=said.pk, kind="thanks").exclude(state=State.DISCARDED.value)
    return (Thanks.LETTER if written.exists() else Thanks.PAGE), local_day(said.thanks_due_at)


def shared(commune_id: int) -> tuple[LessonCard, ...]:
    """What other communes of the same province have learned, judged ones only: two statements."""
    province = Commune.objects.filter(pk=commune_id).values_list("province_code", flat=True).first()
    rows = Lesson.objects.across_communes("lessons are shared between the communes of a province").filter(
        commune__province_code=province, state__in=[LessonState.WORKED.value, LessonState.FAILED.value]
    )
    return tuple(_card(row) for row in _rows(rows.exclude(commune_id=commune_id))[:SHARED])


def due(commune_id: int, today: date) -> tuple[LessonCard, ...]:
    """Lessons whose day has come."""
    rows = Lesson.objects.of(commune_id).filter(state=LessonState.MEASURED.value, check_on__lte=today)
    return tuple(_card(row) for row in _rows(rows))


def measured_on(commune_id: int, lesson_id: int) -> date:
    """The day on which a lesson first had its measure: only what came after it can speak for the measure."""
    told = Fact.objects.of(commune_id).filter(kind="LessonMeasured", subject=f"lesson:{lesson_id}")
    return local_day(told.order_by("pk").values_list("happened_at", flat=True)[0])


def mended_since(commune_id: int) -> dict[int, date]:
    """Promises of which a lesson worked, each with the first day that counted for its newest one: one statement."""
    rows = Lesson.objects.of(commune_id).filter(state=LessonState.WORKED.value, source=LessonSource.PROMISE.value)
    told = rows.order_by("checked_at").values_list("about", "after")
    read = {int(about): FigureRead.read(after) for about, after in told if after}
    return {about: one.since or one.on for about, one in read.items()}


def repeated(commune_id: int, now: datetime) -> Iterator[tuple[LessonSource, str, FigureRead]]:
    """Complaints of one topic and searches without a result that came often enough: what should become a lesson."""
    today = local_day(now)
    for topic, count in _topics(commune_id, now).items():
        if count >= REPEATED:
            yield LessonSource.TOPIC, topic, FigureRead(today, count)
    asked = MissedQuestion.objects.of(commune_id).filter(settled_at=None, times__gte=REPEATED)
    for words, times in asked.order_by("pk").values_list("folded", "times"):
        yield LessonSource.SEARCH, words, FigureRead(today, times)


def _topics(commune_id: int, now: datetime) -> Counter[str]:
    said = Feedback.objects.of(commune_id).filter(matter__opened_at__gte=now - SPAN, cls="feedback", decided=True)
    return Counter(said.exclude(topic="").values_list("topic", flat=True))


def reading(commune_id: int, source: LessonSource, about: str, now: datetime) -> FigureRead:
    """The figure of a topic or a search as it stands; a promise's is read above, where the promises are."""
    today = local_day(now)
    if source is LessonSource.TOPIC:
        return FigureRead(today, _topics(commune_id, now)[about])
    row = MissedQuestion.objects.of(commune_id).filter(folded=about).first()
    return FigureRead(today, row.times if row else 0)
