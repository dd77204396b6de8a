"""Lessons: opened by the program or a head, given a measure and a check day, and judged by the same figure."""

from datetime import date, datetime

from vidan.actions.feedback import working
from vidan.actions.letters import owing, thanking
from vidan.actions.recording import Record, recording
from vidan.actions.steering import board
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.letters.owed import Trigger
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.domain.steering import FigureRead, LessonSource, LessonState
from vidan.domain.text import clean_line, clean_text
from vidan.speech.steering import change_after, deed_of_teller
from vidan.store.counters import next_number
from vidan.store.models import Lesson
from vidan.store.rows import insert

RUNNING = (LessonState.OPEN.value, LessonState.MEASURED.value)


def learn(actor: Actor, source: LessonSource, about: str, title: str, before: FigureRead, *, now: datetime) -> Lesson:
    """Open a lesson about a fault, with the figure as it stands. Refused while one about the same fault runs."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        rows = Lesson.objects.of(actor.commune_id)
        subject = clean_line(about)[:300] or clean_line(title)[:300]
        if rows.filter(source=source.value, about=subject, state__in=RUNNING).exists():
            raise Refused("steering.lesson.runs")
        day = local_day(now)
        number = next_number(actor.commune_id, "lesson", str(day.year))
        row = insert(
            Lesson(
                commune_id=actor.commune_id,
                code=f"BH-{day:%y}-{number:03d}",
                source=source.value,
                about=subject,
                title=board.line(title, "title"),
                state=LessonState.OPEN.value,
                opened_at=now,
                before=before.told(),
            )
        )
        record.fact(rules.LessonOpened(code=row.code, source=row.source, about=subject), subject=f"lesson:{row.pk}")
    return row


def find(actor: Actor, code: str) -> Lesson:
    """A lesson of the actor's commune. Refused alike when unknown and another commune's."""
    row: Lesson | None = Lesson.objects.of(actor.commune_id).filter(code=code).first()
    if row is None:
        raise Refused("steering.lesson.unknown", field="code")
    return row


def measure(
    actor: Actor,
    code: str,
    *,
    cause: str,
    measure: str,
    owner_id: int,
    check_on: date | None,
    reported: str = "",
    now: datetime,
) -> Lesson:
    """The cause, what is done about it, by whom, and when the figure is read again. Refused without that day.

    `reported`: the code of what somebody told us that showed the cause; thanks are owed in the same moment: by letter
    to who left a name, on the page of what was said to who did not.
    """
    require(actor, *board.KEEPERS)
    why, what = clean_text(cause)[:2000], clean_text(measure)[:2000]
    for words, name in ((why, "cause"), (what, "measure")):
        if len(words) < 10:
            raise Refused("steering.words.missing", field=name)
    if check_on is None:
        raise Refused("steering.lesson.no_check_day", field="check_on")
    with recording(actor, now) as record:
        row = find(actor, code)
        rules.check_measure(LessonSource(row.source), check_on, local_day(now))
        if row.state not in RUNNING:
            raise Refused("steering.lesson.over")
        if owner_id not in {one.officer_id for one in board.sitting_on(actor.commune_id, local_day(now))}:
            raise Refused("steering.assignment.not_seated", field="owner")
        teller = clean_line(reported)[:60]
        if teller and teller != row.reported:
            _thank(record, teller, why, what)
        row.cause, row.measure, row.owner_id, row.check_on = why, what, owner_id, check_on
        row.reported, row.state = teller, LessonState.MEASURED.value
        row.save(update_fields=["cause", "measure", "owner", "check_on", "reported", "state"])
        record.fact(
            rules.LessonMeasured(code=row.code, owner=owner_id, check_on=check_on, measure=what),
            subject=f"lesson:{row.pk}",
        )
    return row


def _thank(record: Record, code: str, cause: str, measure: str) -> None:
    """Thanks are owed from this moment, once, to who told us. Refused where nobody said anything under the code."""
    try:
        matter, said = working.find(record.actor, code)
    except Refused as refused:
        raise Refused("steering.lesson.nobody_said", field="reported", code=code) from refused
    thanked_before = said.thanks_due_at is not None
    by_letter = thanking.named(said) and not thanked_before
    working.taken_up(record, matter, said, by_letter=by_letter)
    if by_letter:
        deed = deed_of_teller(said.received_at, cause)
        owing.thanks_within(record, code, Trigger.IDEA, deed, change_after(measure))


def look_again(actor: Actor, code: str, after: FigureRead, *, now: datetime) -> Lesson:
    """On its day or later: the same figure decides whether the measure worked. Nobody types the outcome."""
    require(actor)
    with recording(actor, now) as record:
        row = find(actor, code)
        if row.state != LessonState.MEASURED.value or row.check_on is None or local_day(now) < row.check_on:
            raise Refused("steering.lesson.not_now")
        worked = not rules.still_there(LessonSource(row.source), FigureRead.read(row.before), after)
        row.state = (LessonState.WORKED if worked else LessonState.FAILED).value
        row.after, row.checked_at = after.told(), now
        row.save(update_fields=["state", "after", "checked_at"])
        record.fact(
            rules.LessonChecked(code=row.code, worked=worked, count=after.count, counted=after.counted),
            subject=f"lesson:{row.pk}",
        )
    return row
