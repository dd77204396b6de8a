"""Setting the demo commune up: what it was before 1/7/2025, its villages, calendar, procedures and officers."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from vidan.actions import calendar, communes, people, procedures
from vidan.cli.demo_data.cast import CHAIRMAN, OFFICERS, DemoOfficer, phone_of
from vidan.cli.demo_data.citizens import VILLAGES
from vidan.cli.demo_data.mix import CONFIRMED, CONFIRMED_BY, KINDS
from vidan.cli.demo_data.plans import text_of
from vidan.domain.communes import USUAL_UNITS, CommuneText
from vidan.domain.people import Actor, Mandate, officer, program
from vidan.queries.communes import units

CODE = "14950"
#: Nghị quyết 1686/NQ-UBTVQH15: the communes of today began on this day.
SINCE = date(2025, 7, 1)
#: QĐ 124/2004/QĐ-TTg gave the communes of before their codes on this day.
_LISTED = date(2004, 7, 8)
_BEFORE = (("14944", "Xã Ái Thượng"), ("14935", "Xã Điền Trung"), ("14950", "Xã Điền Lư"))
_MANDATE_BY = "Quyết định số {number}/QĐ-UBND (văn bản minh họa)"


@dataclass
class House:
    """The commune at work: who its officers are, by login, and its villages by name."""

    commune_id: int
    officers: dict[str, int]
    villages: dict[str, int]
    mandates: dict[str, list[Mandate]]
    mandate_ids: dict[str, int]
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict, repr=False)

    def actor(self, login: str, on: date) -> Actor:
        """The actor an officer is on a day."""
        if (login, on) not in self._actors:
            name = next(one.name for one in OFFICERS if one.login == login)
            self._actors[login, on] = officer(self.commune_id, self.officers[login], name, self.mandates[login], on)
        return self._actors[login, on]

    def end_mandates(self, login: str, until_on: date) -> None:
        """All mandates of an officer ended with a day: who he is on later days changes."""
        self.mandates[login] = [replace(held, until_on=until_on) for held in self.mandates[login]]
        self._actors = {key: known for key, known in self._actors.items() if key[0] != login}


def found(now: datetime) -> House:
    """Everything that stands before the first citizen comes."""
    text = replace(
        _text(CODE, "Xã Điền Lư", SINCE),
        phone="0237 000 1234",
        address="Trụ sở UBND xã Điền Lư, tỉnh Thanh Hóa (địa chỉ minh họa)",
        abbreviation="ĐL",
    )
    commune = communes.open_commune(text, now=now)
    for code, name in _BEFORE:
        old = communes.open_commune(_text(code, name, _LISTED), now=now, working=False)
        communes.succeed(old, commune, on=SINCE, now=now)
    villages = communes.enter_villages(commune, VILLAGES, since=SINCE, now=now)
    calendar.load_pack(commune, now=now)
    procedures.load_pack(commune, now=now)
    house = House(commune.pk, {}, {village.name: village.pk for village in villages}, {}, {})
    _enter_officers(house, now)
    _name_keepers(house, now)
    _confirm_limits(house, now)
    return house


def _text(code: str, name: str, since: date) -> CommuneText:
    return CommuneText(code=code, name=name, province_code="38", province_name="tỉnh Thanh Hóa", valid_from=since)


def _enter_officers(house: House, now: datetime) -> None:
    key_of = {name: key for key, name in USUAL_UNITS}
    unit_ids = {key_of[name]: unit_id for unit_id, name in units(house.commune_id)}
    system = program(house.commune_id)
    for place, one in enumerate(OFFICERS):
        row = people.enter_officer(
            system,
            login=one.login,
            name=one.name,
            title=one.title,
            honorific=one.honorific,
            phone=phone_of(place),
            now=now,
        )
        house.officers[one.login] = row.pk
        house.mandates[one.login] = []
        _give_mandates(house, system, one, unit_ids.get(one.unit), _MANDATE_BY.format(number=place + 1), now)


def _give_mandates(
    house: House, system: Actor, one: DemoOfficer, unit_id: int | None, decision: str, now: datetime
) -> None:
    for role in one.roles:
        row = people.give_mandate(
            system,
            officer_id=house.officers[one.login],
            role=role,
            from_on=SINCE,
            unit_id=unit_id,
            village_id=house.villages.get(one.village),
            decision=decision,
            now=now,
        )
        house.mandate_ids[one.login] = row.pk
        house.mandates[one.login].append(Mandate(role, SINCE, None, unit_id, house.villages.get(one.village)))


def _confirm_limits(house: House, now: datetime) -> None:
    """Some doubtful limits are confirmed by the chairman; the others show what a commune still has to do."""
    chairman = house.actor(CHAIRMAN, now.date())
    for number, (key, limit) in enumerate(CONFIRMED, start=41):
        procedures.confirm_limit(
            chairman, key, limit, CONFIRMED_BY.format(number=number), now=now + timedelta(minutes=number)
        )


def _name_keepers(house: House, now: datetime) -> None:
    """The guides most asked for have somebody who keeps them true; the others show what is still to be given out."""
    chairman = house.actor(CHAIRMAN, now.date())
    for kind in KINDS:
        if text_of(kind.key).valid_from <= now.date():
            keeper = house.officers[kind.bench.specialists[0]]
            procedures.name_keeper(chairman, kind.key, keeper, now.date() + timedelta(days=365), now=now)
