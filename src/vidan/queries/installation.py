"""What may be seen of the installation itself: is its database there, what does it hold, are its keys in order."""

import os
import stat
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from vidan.domain.errors import Refused
from vidan.domain.people import ActorKind
from vidan.queries.communes import CommuneCard, card
from vidan.queries.procedures import unconfirmed
from vidan.store import invariants, room, vault
from vidan.store.models import CalendarChange, CalendarDay, Commune, Fact, Mandate, Matter, Officer, Procedure, Village


@dataclass(frozen=True)
class Contents:
    """A commune at work here, and how far its set-up came."""

    commune: CommuneCard
    province_code: str
    valid_from: date
    villages: int
    calendar: bool
    procedures: int
    unconfirmed: int
    officers: int
    administrators: int
    matters: int

    @property
    def complete(self) -> bool:
        """Whether somebody can begin to work."""
        return self.calendar and self.procedures > 0 and self.administrators > 0


def contents(on: date) -> list[Contents]:
    """The communes at work in this installation; empty before set-up."""
    if pending_migrations():
        return []
    return [_contents(row, on) for row in Commune.objects.filter(working=True).order_by("training", "pk")[:500]]


def _contents(row: Commune, on: date) -> Contents:
    return Contents(
        commune=card(row),
        province_code=row.province_code,
        valid_from=row.valid_from,
        villages=Village.objects.of(row).count(),
        calendar=CalendarChange.objects.of(row).exists(),
        procedures=Procedure.objects.of(row).count(),
        unconfirmed=unconfirmed(row.pk, on),
        officers=Officer.objects.filter(commune_id=row.pk, is_active=True).count(),
        administrators=Mandate.objects.of(row).filter(role="administrator", officer__is_active=True).count(),
        matters=Matter.objects.of(row).count(),
    )


def database_problem() -> str:
    """Empty when the database answers, else what it said (without passwords: drivers never repeat them)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        return str(problem).strip().splitlines()[0][:200]
    return ""


def is_read_only() -> bool:
    """Whether the disk has no room left for new work."""
    return room.is_short()


def tells_no_room(problem: BaseException | None) -> bool:
    """Whether an error comes from a disk that takes nothing more."""
    return room.tells(problem)


def pending_migrations() -> list[str]:
    """The changes of schema that this program knows and the database does not, in order.

    Refused `init.foreign_tables` when the database knows changes that this program does not: a newer or a trial
    program made it, and nothing here may be built on it.
    """
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    foreign = [name for app, name in executor.loader.applied_migrations if app == "vidan" and (app, name) not in known]
    if foreign:
        raise Refused("init.foreign_tables", name=sorted(foreign)[-1])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_begun(pending: list[str]) -> bool:
    """Whether a database with these changes pending holds tables of ours already: it was set up by an older program."""
    return not any(name.startswith("vidan.0001") for name in pending)


def uses_sqlite() -> bool:
    """Whether the database is the file in the data folder."""
    return bool(connection.vendor == "sqlite")


def unsure_days(commune_id: int, years: tuple[int, ...]) -> int:
    """How many rows of the calendar still wait for the commune to confirm them."""
    rows = CalendarDay.objects.of(commune_id).filter(on__year__in=years, until_version=None, mark="?")
    return int(rows.count())


def newest_moment() -> datetime | None:
    """When the last fact was recorded: a clock that stands before it is wrong."""
    rows = Fact.objects.across_communes("the clock of the whole machine").order_by("-pk")
    return rows.values_list("recorded_at", flat=True).first()


def worked_since(moment: datetime) -> bool:
    """Whether an officer did anything after a moment."""
    rows = Fact.objects.across_communes("whether somebody works on this machine")
    return bool(rows.filter(recorded_at__gt=moment, actor_kind=ActorKind.OFFICER.value).exists())


@dataclass(frozen=True)
class KeyState:
    """How the root key lies in its folder."""

    there: bool
    readable_by_others: bool
    length: int


def key_state() -> KeyState:
    """Whether the root key is there, of the right length and for the owner's eyes only."""
    folder = vault.keys_folder()
    file = folder / "root.key"
    if not file.exists():
        return KeyState(False, False, 0)
    loose = os.name != "nt" and any(stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, *folder.iterdir()))
    return KeyState(True, loose, file.stat().st_size)


def root_key() -> bytes:
    """The root key, for the key sheet and for backups. Refused when there is none."""
    try:
        return vault.root_key()
    except vault.KeysMissing:
        raise Refused("keys.missing", folder=vault.keys_folder()) from None


def data_folder() -> Path:
    """Where everything lives."""
    return Path(settings.DATA)


def broken(commune_id: int) -> dict[str, int]:
    """What must hold and does not, by its name: in how many rows."""
    return invariants.broken(commune_id)
