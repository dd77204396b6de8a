"""Changing a commune's calendar: each change makes a new version; promises keep the version they were made with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vidan.actions.recording import Record, recording
from vidan.content import calendar as pack
from vidan.domain import calendar as rules
from vidan.domain.calendar.facts import CalendarDayChanged, CalendarLoaded
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, Role, program, require
from vidan.domain.text import clean_line
from vidan.store.models import CalendarChange, CalendarDay, CalendarSeason, Commune, Village


def load_pack(commune: Commune, *, now: datetime) -> None:
    """Give a new commune the national calendar and the usual hours: version 1."""
    with recording(program(commune.pk), now) as record:
        if CalendarChange.objects.of(commune).exists():
            raise Refused("calendar.loaded_already")
        for season in pack.default_seasons():
            _season(commune, season).save(force_insert=True)
        rows = pack.vietnam()
        CalendarDay.objects.of(commune).bulk_create([_day(commune.pk, row, since=1) for row in rows])
        _version(record, commune, 1, "Lịch nghỉ lễ, tết cả nước và giờ hành chính thường dùng")
        record.fact(CalendarLoaded(version=1, days=len(rows)), subject=f"commune:{commune.pk}")


def _season(commune: Commune, season: rules.Season) -> CalendarSeason:
    return CalendarSeason(
        commune=commune,
        name="Cả năm",
        first=f"{season.first[0]:02d}-{season.first[1]:02d}",
        last=f"{season.last[0]:02d}-{season.last[1]:02d}",
        hours=[rules.sessions_text(day) for day in season.week],
        since_version=1,
    )


def _day(commune_id: int, row: rules.DayRow, *, since: int, village_id: int | None = None) -> CalendarDay:
    return CalendarDay(
        commune_id=commune_id,
        on=row.on,
        kind=row.kind.value,
        name=row.name,
        document=row.document,
        mark=row.mark.value,
        sessions=rules.sessions_text(row.sessions) if row.sessions else "",
        village_id=village_id,
        since_version=since,
    )


def _version(record: Record, commune: Commune, version: int, reason: str) -> None:
    CalendarChange(
        commune=commune,
        version=version,
        reason=reason[:300],
        made_at=record.now,
        made_by_id=record.actor.officer_id,
    ).save(force_insert=True)
    commune.calendar_version = version
    commune.save(update_fields=["calendar_version"])


@dataclass(frozen=True)
class DayChange:
    """How a day shall be from now on; `kind` None takes the commune's row away (the day is like its weekday)."""

    on: date
    kind: rules.DayKind | None
    name: str = ""
    document: str = ""
    mark: rules.RowMark = rules.RowMark.SEEN
    sessions: str = ""
    village: str = ""


def change_day(actor: Actor, change: DayChange, *, now: datetime) -> int:
    """Set or clear one day, by a document. Returns the new version; promises made before keep theirs."""
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    document = clean_line(change.document)
    if not document:
        raise Refused("calendar.document.missing", field="document")
    with recording(actor, now) as record:
        commune = Commune.objects.get(pk=actor.commune_id)
        version = commune.calendar_version + 1
        village_id = _village_id(actor, change.village)
        before = CalendarDay.objects.of(commune).filter(on=change.on, village=village_id, until_version=None)
        ended = before.update(until_version=version)
        if change.kind is None and not ended:
            raise Refused("calendar.day.nothing_to_clear", field="on", day=f"{change.on:%d/%m/%Y}")
        if change.kind is not None:
            _day(commune.pk, _row(change, document), since=version, village_id=village_id).save(force_insert=True)
        _version(record, commune, version, f"{change.on:%d/%m/%Y}: {clean_line(change.name) or 'bỏ dòng'} ({document})")
        record.fact(
            CalendarDayChanged(
                version=version,
                on=change.on,
                kind=change.kind.value if change.kind else "",
                name=clean_line(change.name),
                document=document,
            ),
            subject=f"commune:{commune.pk}",
        )
    return version


def close_days(
    record: Record, commune: Commune, days: Sequence[date], village_ids: Sequence[int], name: str, document: str
) -> int:
    """Shut the office (or only some villages) on some days: one new version. Part of another action's recording."""
    version = commune.calendar_version + 1
    for day in days:
        row = rules.DayRow(on=day, kind=rules.DayKind.CLOSURE, name=name, document=document)
        for village_id in village_ids or (None,):
            before = CalendarDay.objects.of(commune).filter(on=day, village=village_id, until_version=None)
            before.update(until_version=version)
            _day(commune.pk, row, since=version, village_id=village_id).save(force_insert=True)
    _version(record, commune, version, f"{name} ({document})" if document else name)
    return version


def reopen_days(record: Record, commune: Commune, closed_by: int, reason: str) -> int:
    """Take back what a version closed, in a new version. Part of another action's recording."""
    version = commune.calendar_version + 1
    closed = CalendarDay.objects.of(commune).filter(since_version=closed_by, kind=rules.DayKind.CLOSURE.value)
    closed.filter(until_version=None).update(until_version=version)
    _version(record, commune, version, reason)
    return version


def _row(change: DayChange, document: str) -> rules.DayRow:
    assert change.kind is not None
    name = clean_line(change.name)[:200]
    if not name:
        raise Refused("calendar.day.unnamed", field="name")
    other_hours = bool(change.sessions) or change.kind is rules.DayKind.HOURS
    return rules.DayRow(
        on=change.on,
        kind=change.kind,
        name=name,
        document=document[:300],
        mark=change.mark,
        sessions=rules.parse_sessions(change.sessions) if other_hours else None,
        village=change.village or None,
    )


def _village_id(actor: Actor, name: str) -> int | None:
    if not name:
        return None
    row = Village.objects.of(actor.commune_id).filter(name=name).order_by("-valid_from").first()
    if row is None:
        raise Refused("people.village.unknown", field="village")
    return row.pk
