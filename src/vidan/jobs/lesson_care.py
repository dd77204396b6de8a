"""Every night: open the lessons that the figures ask for, and read again the figures of those whose day has come.

Whoever finds a lesson's figure stands above the steering board (the promises), so it is read here and handed down.
"""

import logging
from contextlib import suppress
from datetime import date, datetime, timedelta

from vidan.actions import steering as acts
from vidan.content.feedback import topic_name
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.domain.steering import LessonSource
from vidan.queries import communes
from vidan.queries import steering as seen
from vidan.queries.promises import board as figures
from vidan.speech import steering as words

logger = logging.getLogger(__name__)


def look_after_all(now: datetime) -> None:
    """Commune by commune; one without a board learns nothing by the program."""
    for commune in communes.at_work():
        if seen.board(commune.id, local_day(now)) is not None:
            look_after(commune.id, now)


def look_after(commune_id: int, now: datetime) -> None:
    """Read first, then open: what has just been judged a failure opens again with the figure of today."""
    actor, today = program(commune_id), local_day(now)
    for lesson in seen.due(commune_id, today):
        if lesson.source is LessonSource.PROMISE:
            since = seen.measured_on(commune_id, lesson.id) + timedelta(days=1)
            again = figures.readings(commune_id, today, since)[int(lesson.about)]
        else:
            again = seen.reading(commune_id, lesson.source, lesson.about, now)
        acts.look_again(actor, lesson.code, again, now=now)
    promises = figures.readings(commune_id, today)
    for number, since in seen.mended_since(commune_id).items():  # what was before a measure that worked asks no more
        promises[number] = figures.readings(commune_id, today, since)[number]
    asked = [(LessonSource.PROMISE, str(number), reading) for number, reading in promises.items()]
    wanted = [one for one in asked if rules.asks_for_lesson(one[2])]
    for source, about, reading in (*wanted, *seen.repeated(commune_id, now)):
        with suppress(Refused):  # one about the same fault runs already
            title = words.lesson_title(source, _named(source, about, today))
            acts.learn(actor, source, about, title, reading, now=now)


def _named(source: LessonSource, about: str, day: date) -> str:
    if source is LessonSource.PROMISE:
        return seen.promise_named(int(about), day)
    return topic_name(about) if source is LessonSource.TOPIC else about
