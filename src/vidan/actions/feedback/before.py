"""What must be known before a message is kept, by one statement: whether its form came already, the newest correction
of a suggestion, the commune's calendar, the rules by which it comes to a desk, and who may hold anything there.
"""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Exists, F, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from vidan.actions.feedback import desks
from vidan.actions.feedback.desks import Office
from vidan.domain.calendar import Calendar
from vidan.domain.moments import local_day
from vidan.store import calendars, office
from vidan.store.models import Commune, Correction, Feedback, SealedMatter
from vidan.store.prepared import Prepared


class Before(NamedTuple):
    """Whether something with this form's token was kept already, by what the newest correction is known (an empty text:
    nobody corrected anything yet), and of the commune its letters in codes, its calendar and its office that day.
    """

    came: bool
    newest: str
    abbreviation: str
    calendar: Calendar
    office: Office


def _newest(commune_id: int) -> QuerySet[Correction, Any]:
    """All that the newest correction says, as one text."""
    said = (F("cls"), F("topic"), Cast("found", TextField()))
    words = [part for column in said for part in (Value(" "), column)]
    rows = Correction.objects.of(commune_id).order_by("-pk")
    return rows.values_list(Concat(Cast("pk", TextField()), *words, output_field=TextField()))[:1]


_NEWEST_CORRECTION = Prepared(_newest, int)
#: The fewer columns the better: SQLite's library asks of each, each time, whether it has a type of its own.
_BEFORE = Prepared(
    lambda commune_id, token, day: (
        office.beside(Commune.objects.filter(pk=commune_id), commune_id, day)
        .annotate(
            came=Q(
                Exists(Feedback.objects.of(commune_id).filter(form_token=token))
                | Exists(SealedMatter.objects.of(commune_id).filter(form_token=token))
            ),
            newest=Subquery(_newest(commune_id)),
            until=Cast("cut_off", TextField()),
            day=Value(day, TextField()),  # what is made of the row holds on this day
            book=Subquery(desks.books(commune_id)),
        )
        .values_list(
            *("pk", "came", "newest", "abbreviation", "calendar_version", "until", "make_up_days_count"),
            *("day", "book", "mandates", "leaves"),
        )
    ),
    int,
    str,
    str,
)


def before(commune_id: int, form_token: str, now: datetime) -> Before:
    """As things stand now. Raises Commune.DoesNotExist."""
    for found in _BEFORE.made(_read, commune_id, form_token, local_day(now).isoformat()):
        return found
    raise Commune.DoesNotExist(f"no commune {commune_id}")


def newest_correction(commune_id: int) -> str:
    """By what the newest correction is known, as `Before.newest`."""
    return next((said for (said,) in _NEWEST_CORRECTION(commune_id)), "")


def _read(row: tuple[Any, ...]) -> Before:
    commune_id, came, newest, abbreviation, version, cut_off, make_up_days, day, *told = row
    return Before(
        bool(came),
        newest or "",
        abbreviation,
        calendars.load(commune_id, version, time.fromisoformat(cut_off), bool(make_up_days)),
        desks.office_of(commune_id, date.fromisoformat(day), *told),
    )
