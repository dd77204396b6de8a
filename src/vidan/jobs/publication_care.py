"""Every morning: what the law asks to be published soon becomes work on somebody's desk, once for each duty."""

from datetime import datetime

from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.queries import communes
from vidan.queries import steering as seen
from vidan.speech import steering as words


def look_after_all(now: datetime) -> None:
    """Commune by commune; one without a board has nobody to give the work to."""
    for commune in communes.at_work():
        if seen.board(commune.id, local_day(now)) is not None:
            look_after(commune.id, now)


def look_after(commune_id: int, now: datetime) -> None:
    """The duties of one commune today."""
    for duty in seen.publication_work(commune_id, local_day(now)):
        acts.remind(program(commune_id), duty, words.duty_title(duty), now=now)
