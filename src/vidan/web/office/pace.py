"""In an owner's day: which promise will miss its target at this pace, and three matters that would change it."""

from datetime import datetime
from typing import Any

from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.domain.promises import LEAST_COUNTED
from vidan.queries.promises import pace
from vidan.speech import days, figures
from vidan.speech import reaching as words
from vidan.web.office.kinds import url_of


def warnings(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """What the part `office/pace.html` shows; nothing for who answers for no promise."""
    day = local_day(now)
    return [
        {
            "number": one.definition.number,
            "name": one.definition.vi.name,
            "now": figures.fraction(one.now),
            "share": figures.value(one.now) if one.now.counted >= LEAST_COUNTED else "",
            "ahead": figures.value(one.ahead),
            "missed": one.missed,
            "target": one.target,
            "unit": words.UNITS[one.definition.number],
            "matters": [
                {
                    "card": saving,
                    "url": url_of(saving.kind, saving.code),
                    "until": days.day(saving.until),
                    "missed": saving.until < day,
                }
                for saving in one.matters
            ],
        }
        for one in pace.warnings(actor, day)
    ]
