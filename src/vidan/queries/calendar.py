"""What may be seen of a commune's calendar."""

from dataclasses import dataclass
from datetime import date, datetime

from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.queries.communes import CommuneCard
from vidan.store.calendars import calendar_of as stored_calendar
from vidan.store.calendars import load
from vidan.store.models import CalendarChange, CalendarDay, CalendarSeason, Commune


def calendar_of(code: str) -> Calendar:
    """The calendar in force of the commune with this code. Refused when the commune is unknown."""
    commune = Commune.objects.filter(code=code).order_by("-working", "-valid_from").first()
    if commune is None:
        raise Refused("communes.unknown", field="commune", code=code)
    return stored_calendar(commune)


def calendar_for(commune: CommuneCard) -> Calendar:
    """The calendar in force of a commune whose card is at hand: no statement once it was built."""
    return load(commune.id, commune.calendar_version, commune.cut_off, commune.make_up_days_count)


@dataclass(frozen=True)
class DayCard:
    """One row of the calendar as the commune edits it."""

    id: int
    on: date
    kind: str
    name: str
    document: str
    mark: str
    sessions: str
    village: str


def days(actor: Actor, year: int) -> list[DayCard]:
    """The rows of a year in force, by day."""
    rows = (
        CalendarDay.objects.of(actor.commune_id)
        .filter(on__year=year, until_version=None)
        .select_related("village")
        .order_by("on", "pk")
    )
    return [
        DayCard(
            row.pk,
            row.on,
            row.kind,
            row.name,
            row.document,
            row.mark,
            row.sessions,
            row.village.name if row.village else "",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class SeasonCard:
    """Office hours of a part of the year."""

    name: str
    first: str
    last: str
    hours: tuple[str, ...]
    document: str


def seasons(actor: Actor) -> list[SeasonCard]:
    """The office hours in force."""
    rows = CalendarSeason.objects.of(actor.commune_id).filter(until_version=None).order_by("pk")
    return [SeasonCard(row.name, row.first, row.last, tuple(row.hours), row.document) for row in rows]


@dataclass(frozen=True)
class ChangeCard:
    """Why a version of the calendar was made."""

    version: int
    reason: str
    made_at: datetime
    made_by: str


def changes(actor: Actor, most: int = 20) -> list[ChangeCard]:
    """The last versions, newest first."""
    rows = CalendarChange.objects.of(actor.commune_id).select_related("made_by").order_by("-version")[:most]
    return [ChangeCard(row.version, row.reason, row.made_at, row.made_by.name if row.made_by else "") for row in rows]
