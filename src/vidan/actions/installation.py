"""Making an installation ready for work: its folders, tables and keys, its commune and the first officers.

Each step looks at what is there and does only what is missing, so that whoever was interrupted starts again.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from vidan.actions import calendar, communes, people, procedures
from vidan.domain.communes import CommuneText
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Role, program
from vidan.domain.text import clean_line
from vidan.store import cloning, guard, vault
from vidan.store.lock import writer_lock
from vidan.store.models import CalendarChange, Commune, Mandate, Officer, Procedure, Unit, Village
from vidan.store.sqlite.keys import busiest_first

#: The folders of an installation and who may look into them.
FOLDERS = {"": 0o750, "keys": 0o700, "files": 0o750, "public": 0o755, "log": 0o700}
#: Where each of the first officers works, by the units that every commune has.
_DESKS = {
    Role.ADMINISTRATOR: "van-phong",
    Role.LEADER: "lanh-dao",
    Role.ONE_STOP: "trung-tam-phuc-vu-hanh-chinh-cong",
}


@dataclass(frozen=True)
class FirstOfficer:
    """One of the officers with whom a commune begins; the password was checked by the door.

    `own_password`: he typed it himself. Any other is a first password, good for choosing an own one.
    """

    role: Role
    name: str
    login: str
    password: str
    title: str = ""
    own_password: bool = False


@dataclass(frozen=True)
class Beginning:
    """Everything that set-up asks for."""

    commune: CommuneText
    villages: tuple[str, ...] = ()
    officers: tuple[FirstOfficer, ...] = ()


class Step(StrEnum):
    """What `furnish` has just done."""

    COMMUNE = "commune"
    VILLAGES = "villages"
    CALENDAR = "calendar"
    PROCEDURES = "procedures"
    OFFICERS = "officers"


def make_folders() -> None:
    """The data folder with its rooms, each open to no more eyes than it needs."""
    for name, mode in FOLDERS.items():
        folder = Path(settings.DATA) / name
        folder.mkdir(parents=True, exist_ok=True)
        if os.name != "nt":
            folder.chmod(mode)


def make_tables() -> None:
    """Bring the database to the program's schema (also the cache's table); other processes wait their turn."""
    with writer_lock(), guard.writing_allowed():
        # Its 21 steps know nothing of our tables; after them, each step would draw all our models anew.
        call_command("migrate", "django_tasks_database", interactive=False, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def grow(commune_id: int, wanted: int) -> Iterator[int]:
    """Copy a demo's dossiers until there are so many (`vidan.store.cloning`); yields how many there are.

    Only for a folder whose data are all invented: a copy tells no fact of its own, it has copies of the original's.
    """
    with writer_lock():
        yield from cloning.grow(commune_id, wanted)


def order_counters() -> None:
    """Each night, and when much was loaded: what is written most is found first."""
    with writer_lock():
        busiest_first()


def make_keys() -> bytes:
    """The root key: the one that is there, else a new one."""
    return vault.make_root_key()


def furnish(beginning: Beginning, *, now: datetime) -> Iterator[Step]:
    """Enter the commune with its villages, calendar, procedures and first officers; yields each step done.

    What is there already stays as it is, so that this can be run again after an interruption.
    """
    commune = _commune(beginning.commune, now)
    yield Step.COMMUNE
    known = set(Village.objects.of(commune).values_list("name", flat=True))
    missing = [name for name in dict.fromkeys(map(clean_line, beginning.villages)) if name and name not in known]
    if missing:
        communes.enter_villages(commune, missing, since=commune.valid_from, now=now)
    yield Step.VILLAGES
    if not CalendarChange.objects.of(commune).exists():
        calendar.load_pack(commune, now=now)
    yield Step.CALENDAR
    if not Procedure.objects.of(commune).exists():
        procedures.load_pack(commune, now=now)
    yield Step.PROCEDURES
    for officer in beginning.officers:
        _enter_first(commune, officer, now)
    yield Step.OFFICERS


def _commune(text: CommuneText, now: datetime) -> Commune:
    known = Commune.objects.filter(code=text.code.strip(), valid_from=text.valid_from).first()
    return known or communes.open_commune(text, now=now)


def _enter_first(commune: Commune, officer: FirstOfficer, now: datetime) -> None:
    system = program(commune.pk)
    row = Officer.objects.filter(login=clean_line(officer.login).lower()).first()
    if row is not None and row.commune_id != commune.pk:
        raise Refused("people.login.taken", field="login", login=officer.login)
    if row is None:
        row = people.enter_officer(
            system,
            login=officer.login,
            name=officer.name,
            title=officer.title,
            password=officer.password,
            first_password=not officer.own_password,
            now=now,
        )
    if not Mandate.objects.of(commune).filter(officer_id=row.pk, role=officer.role.value).exists():
        unit = Unit.objects.of(commune).filter(key=_DESKS.get(officer.role, "")).first()
        people.give_mandate(
            system,
            officer_id=row.pk,
            role=officer.role,
            from_on=local_day(now),
            unit_id=unit.pk if unit else None,
            now=now,
        )


def take_keys(root: bytes) -> None:
    """Keep a root key that was read from the key sheet."""
    vault.keep_root_key(root)
