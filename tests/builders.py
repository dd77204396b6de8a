"""A commune at work, built as people build it: through the actions."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from vidan.actions import calendar, communes, dossiers, people, procedures
from vidan.content.procedures import commune_pack
from vidan.domain.communes import CommuneText
from vidan.domain.dossiers import Intake
from vidan.domain.moments import VIETNAM, local_day
from vidan.domain.people import Actor, Mandate, PersonText, Role, program
from vidan.domain.people import officer as officer_actor
from vidan.domain.procedures import Paper, PaperMark, ProcedureText
from vidan.store.models import Commune, Matter

#: Tuesday morning, in office hours.
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM)
#: The day on which the communes of today began.
SINCE = date(2025, 7, 1)

BUILDING_PERMIT = "1.013225"
BIRTH = "1.001193"
TEMPORARY_RESIDENCE = "1.004194"
LAND_DISPUTE = "1.012812"
ONE_PAPER = "1.010041"
KEYS = (BUILDING_PERMIT, BIRTH, TEMPORARY_RESIDENCE, LAND_DISPUTE, ONE_PAPER)

_numbers = itertools.count(1)


@cache
def procedure_texts() -> tuple[ProcedureText, ...]:
    """A handful of real procedures, and one whose limit nobody has confirmed."""
    pack = commune_pack()
    unconfirmed = next(text for text in pack if text.limit is None and text.in_scope)
    return (*(text for text in pack if text.key in KEYS), unconfirmed)


def unconfirmed_key() -> str:
    """The procedure that cannot be received before the commune confirms its limit."""
    return procedure_texts()[-1].key


def papers_of(key: str) -> tuple[Paper, ...]:
    """The checklist of one of the procedures above."""
    return next(text.papers for text in procedure_texts() if text.key == key)


def open_commune(code: str = "14950", name: str = "Xã Điền Lư", *, now: datetime = NOW, **words: Any) -> Commune:
    """A working commune with its calendar and a handful of procedures."""
    text = CommuneText(
        code=code,
        name=name,
        province_code="38",
        province_name="tỉnh Thanh Hóa",
        valid_from=SINCE,
        phone="0237 3891 002",
    )
    commune = communes.open_commune(replace(text, **words), now=now)
    calendar.load_pack(commune, now=now)
    procedures.import_list(program(commune.pk), procedure_texts(), source="bộ thủ tục của xã", now=now)
    commune.refresh_from_db()
    return commune


def enter_officer(commune: Commune, *roles: Role, login: str = "", name: str = "Lê Thị Hoa", **words: Any) -> Actor:
    """An officer with a mandate for each role since the commune began, as the actor he is at NOW."""
    system = program(commune.pk)
    now = words.pop("now", NOW)
    login = login or f"can-bo-{next(_numbers)}"
    row = people.enter_officer(system, login=login, name=name, now=now, **words)
    for role in roles:
        people.give_mandate(system, officer_id=row.pk, role=role, from_on=SINCE, now=now)
    return officer_actor(commune.pk, row.pk, row.name, [Mandate(role, SINCE) for role in roles], local_day(now))


def applicant(**words: Any) -> PersonText:
    """A citizen at the counter."""
    known = PersonText(
        name="Hà Thị Thảo",
        number="038186000123",
        born="1986-02-03",
        sex="Nữ",
        address="thôn Ấm, xã Điền Lư, tỉnh Thanh Hóa",
        phone="0912345678",
    )
    return replace(known, **words)


def all_present(key: str = BUILDING_PERMIT) -> dict[int, PaperMark]:
    """Every paper of a procedure lies on the counter."""
    return dict.fromkeys(range(len(papers_of(key))), PaperMark.PRESENT)


def intake(
    key: str = BUILDING_PERMIT,
    *,
    marks: Mapping[int, PaperMark] | None = None,
    person: PersonText | None = None,
    received_at: datetime = NOW,
    **words: Any,
) -> Intake:
    """What the counter hands over for a complete dossier; any part can be said otherwise."""
    return Intake(
        procedure_key=key,
        applicant=person or applicant(),
        marks=all_present(key) if marks is None else marks,
        received_at=received_at,
        **words,
    )


def receive(actor: Actor, key: str = BUILDING_PERMIT, *, now: datetime = NOW, **words: Any) -> Matter:
    """A dossier received through the one door there is."""
    return dossiers.receive(actor, intake(key, received_at=words.pop("received_at", now), **words), now=now)


@dataclass(frozen=True)
class House:
    """A commune with one officer of each kind that holds matters."""

    commune: Commune
    one_stop: Actor
    specialist: Actor
    leader: Actor
    administrator: Actor


def furnish(commune: Commune) -> House:
    """The officers that most stories need."""
    return House(
        commune=commune,
        one_stop=enter_officer(commune, Role.ONE_STOP, name="Lê Thị Hoa", title="Công chức một cửa"),
        specialist=enter_officer(commune, Role.SPECIALIST, name="Phạm Văn Nam", title="Chuyên viên Phòng Kinh tế"),
        leader=enter_officer(commune, Role.LEADER, name="Bùi Quốc Việt", title="Phó Chủ tịch"),
        administrator=enter_officer(commune, Role.ADMINISTRATOR, name="Trương Thị Lan", title="Quản trị"),
    )
