"""A commune's calendar of a version, built once per process: a version never changes after it was made."""

from datetime import time
from functools import lru_cache

from django.db.models import Q, QuerySet

from vidan.domain.calendar import Calendar, DayKind, DayRow, RowMark, Season, parse_sessions
from vidan.store.models import CalendarDay, CalendarSeason, Commune


def calendar_of(commune: Commune, version: int | None = None) -> Calendar:
    """The calendar in force (or an earlier version, to explain an old promise)."""
    return load(commune.pk, version or commune.calendar_version, commune.cut_off, commune.make_up_days_count)


def forget_calendars() -> None:
    """For tests, whose communes vanish with their transaction."""
    load.cache_clear()


@lru_cache(maxsize=256)
def load(commune_id: int, version: int, cut_off: time, make_up_days: bool) -> Calendar:
    """A version by its parts: two statements the first time, none after that."""
    days = _in_version(CalendarDay.objects.of(commune_id), version).select_related("village").order_by("on", "id")
    seasons = _in_version(CalendarSeason.objects.of(commune_id), version).order_by("id")
    return Calendar(
        version=version,
        seasons=tuple(Season.parse(season.first, season.last, season.hours) for season in seasons),
        rows=tuple(_row(day) for day in days),
        cut_off=cut_off,
        make_up_days=make_up_days,
    )


def _in_version(rows: "QuerySet[CalendarDay]", version: int) -> "QuerySet[CalendarDay]":
    return rows.filter(Q(until_version=None) | Q(until_version__gt=version), since_version__lte=version)


def _row(day: CalendarDay) -> DayRow:
    return DayRow(
        on=day.on,
        kind=DayKind(day.kind),
        name=day.name,
        document=day.document,
        mark=RowMark(day.mark),
        sessions=parse_sessions(day.sessions) if day.sessions or day.kind == DayKind.HOURS else None,
        village=day.village.name if day.village else None,
    )
