"""What the law of a day says about the desk: how long papers are awaited, within what time one should ask."""

import json
from datetime import date
from functools import cache
from importlib import resources

from vidan.domain.calendar import Limit
from vidan.domain.dossiers import Terms

_PACK = resources.files(__name__)


@cache
def _editions() -> tuple[tuple[date, Terms], ...]:
    told = json.loads(_PACK.joinpath("terms.json").read_text("utf-8"))
    return tuple(
        (
            date.fromisoformat(one["from"]),
            Terms(
                supplement_wait=Limit.parse(one["supplement_wait"]),
                supplement_within=Limit.parse(one["supplement_within"]),
                source=one["source"],
                sure=one["sure"],
            ),
        )
        for one in told
    )


def terms_on(day: date) -> Terms:
    """The terms in force on a day; before the first edition, the first."""
    editions = _editions()
    return next((terms for since, terms in reversed(editions) if since <= day), editions[0][1])
