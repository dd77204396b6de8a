"""What may be seen of people: officers with their mandates, and who looked at whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache

from vidan.domain import people as rules
from vidan.domain.people import Actor, Mandate, Role
from vidan.domain.sorting import dictionary, given_name
from vidan.store import vault
from vidan.store.models import Leave, Officer, Person, Reading, RoleMailbox
from vidan.store.models import Mandate as MandateRow
from vidan.store.prepared import Prepared

_MANDATE = 5
_OFFICER = [field.attname for field in Officer._meta.concrete_fields]
_WITH_MANDATES = Prepared(
    lambda officer: (
        MandateRow.objects.across_communes("a session names an officer, not a commune")
        .filter(officer_id=officer)
        .values_list("role", "from_on", "until_on", "unit_id", "village_id", *(f"officer__{name}" for name in _OFFICER))
    ),
    int,
)


def officer_of_session(officer_id: int) -> Officer | None:
    """The officer behind a session with his mandates beside him (`actor_of` uses them): one statement."""
    rows = _WITH_MANDATES(officer_id)
    if not rows:
        return Officer.objects.filter(pk=officer_id).first()
    officer = Officer.from_db("default", _OFFICER, rows[0][_MANDATE:])
    officer.mandates = [
        Mandate(Role(role), from_on, until_on, unit_id, village_id)
        for role, from_on, until_on, unit_id, village_id in (row[:_MANDATE] for row in rows)
    ]
    return officer


def actor_of(officer: Officer, on: date) -> Actor:
    """The actor an officer is on a day; no statement when he came by `officer_of_session`."""
    held = officer.mandates
    if held is None:
        held = [_mandate(row) for row in MandateRow.objects.of(officer.commune_id).filter(officer_id=officer.pk)]
    return rules.officer(officer.commune_id, officer.pk, officer.name, held, on)


def acting(commune_id: int, officer_id: int | None, on: date) -> Actor:
    """For a job that goes on with what an officer began: he as he is on that day, or the program where nobody did."""
    officer = Officer.objects.filter(pk=officer_id, commune_id=commune_id).first() if officer_id else None
    return actor_of(officer, on) if officer is not None else rules.program(commune_id)


def _mandate(row: MandateRow) -> Mandate:
    return Mandate(Role(row.role), row.from_on, row.until_on, row.unit_id, row.village_id)


@dataclass(frozen=True)
class OfficerCard:
    """An officer as colleagues and citizens may see him."""

    id: int
    name: str
    title: str
    honorific: str
    phone: str
    login: str = ""
    active: bool = True
    mandates: tuple["MandateCard", ...] = ()

    @property
    def initials(self) -> str:
        """First letters of the last two words, as on a name card."""
        return "".join(word[0] for word in self.name.split()[-2:]).upper()

    @property
    def addressed(self) -> str:
        """`Chị Hà Thị Thảo`; the bare name when no form of address was entered."""
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True)
class MandateCard:
    """A role from-to as the list of officers shows it."""

    id: int
    role: Role
    unit: str
    from_on: date
    until_on: date | None
    decision: str
    village: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on a day, both ends included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def officer_card(officer: Officer | None) -> OfficerCard | None:
    """The public card of a row."""
    if officer is None:
        return None
    return OfficerCard(officer.pk, officer.name, officer.title, officer.honorific, officer.phone)


def at_the_counter(commune_id: int, on: date) -> list[OfficerCard]:
    """Who receives dossiers on a day, as anybody may know, by title: one statement."""
    rows = (
        MandateRow.objects.of(commune_id)
        .filter(role=Role.ONE_STOP.value, officer__is_active=True, from_on__lte=on)
        .select_related("officer")
    )
    there = {row.officer_id: row.officer for row in rows if row.until_on is None or row.until_on >= on}
    ordered = sorted(there.values(), key=lambda row: (dictionary(row.title), given_name(row.name)))
    return [OfficerCard(row.pk, row.name, row.title, row.honorific, row.phone) for row in ordered]


def answerable(commune_id: int, on: date) -> OfficerCard | None:
    """Who answers to the people for the commune on a day: its chairman, else the leader longest in office.

    One statement.
    """
    rows = (
        MandateRow.objects.of(commune_id)
        .filter(role=Role.LEADER.value, officer__is_active=True, from_on__lte=on)
        .select_related("officer")
    )
    there = [row for row in rows if row.until_on is None or row.until_on >= on]
    first = min(
        there, key=lambda row: (not row.officer.title.startswith("Chủ tịch"), row.from_on, row.pk), default=None
    )
    return officer_card(first.officer) if first is not None else None


def officers(actor: Actor) -> list[OfficerCard]:
    """The commune's officers with all their mandates, by name: two statements."""
    held: dict[int, list[MandateCard]] = {}
    rows = MandateRow.objects.of(actor.commune_id).select_related("unit", "village").order_by("from_on", "pk")
    for row in rows:
        held.setdefault(row.officer_id, []).append(_mandate_card(row))
    everybody = Officer.objects.filter(commune_id=actor.commune_id).order_by("pk")
    return [_full_card(row, held.get(row.pk, ())) for row in sorted(everybody, key=lambda row: given_name(row.name))]


def _mandate_card(row: MandateRow) -> MandateCard:
    return MandateCard(
        row.pk,
        Role(row.role),
        row.unit.name if row.unit else "",
        row.from_on,
        row.until_on,
        row.decision,
        row.village.name if row.village else "",
    )


def _full_card(row: Officer, mandates: Iterable[MandateCard]) -> OfficerCard:
    return OfficerCard(row.pk, row.name, row.title, row.honorific, row.phone, row.login, row.is_active, tuple(mandates))


@dataclass(frozen=True)
class AccountCard:
    """An officer's account as the administrator sees it; `first_password_until` None: he has chosen his own."""

    officer: OfficerCard
    second_factor: bool
    first_password_until: datetime | None
    email: str = ""


def account(actor: Actor, officer_id: int) -> AccountCard | None:
    """An account of the actor's own commune, or None: three statements."""
    row = Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).first()
    if row is None:
        return None
    mandates = (
        MandateRow.objects.of(actor.commune_id)
        .filter(officer_id=officer_id)
        .select_related("unit", "village")
        .order_by("from_on", "pk")
    )
    card = _full_card(row, map(_mandate_card, mandates))
    return AccountCard(card, has_second_factor(officer_id), row.first_password_until, row.email)


def by_login(commune_id: int, login: str) -> int | None:
    """The id of an officer of this commune with an open account, or None: one statement."""
    rows = Officer.objects.filter(commune_id=commune_id, login=login.strip().lower(), is_active=True)
    return rows.values_list("pk", flat=True).first()


def has_second_factor(officer_id: int) -> bool:
    """Whether the account has an app's secret or a passkey (recovery codes alone do not count): one statement."""
    return Officer.objects.filter(pk=officer_id, authenticator__type__in=("totp", "webauthn")).exists()


def behind_entry_link(token: str, now: datetime) -> OfficerCard | None:
    """Whom a demo's sign-in link would let in; None when it was used, or never was."""
    officer_id, until = cache.get(rules.entry_key(token), (None, now))
    if officer_id is None or now >= until:
        return None
    return officer_card(Officer.objects.filter(pk=officer_id, is_active=True).first())


@dataclass(frozen=True)
class LeaveCard:
    """Who is away, from when to when, and who stands in."""

    id: int
    officer_id: int
    officer: str
    stand_in: str
    from_on: date
    until_on: date
    reason: str


def leaves(actor: Actor, today: date) -> tuple[LeaveCard, ...]:
    """The leaves of today and of the days to come: one statement."""
    rows = Leave.objects.of(actor.commune_id).filter(ended_at=None, until_on__gte=today)
    found = rows.select_related("officer", "stand_in").order_by("from_on", "pk")
    return tuple(
        LeaveCard(row.pk, row.officer_id, row.officer.name, row.stand_in.name, row.from_on, row.until_on, row.reason)
        for row in found
    )


def may_hold(commune_id: int, on: date, role: Role | None = None) -> list[tuple[int, str, str]]:
    """(id, name, title) of the officers who may hold a matter on a day, those with `role` first: one statement."""
    wanted = [item.value for item in rules.HOLDING_ROLES]
    rows = (
        MandateRow.objects.of(commune_id)
        .filter(role__in=wanted, officer__is_active=True, from_on__lte=on)
        .select_related("officer")
        .order_by("officer_id")
    )
    seen: dict[int, tuple[bool, int, str, str]] = {}
    for row in rows:
        if row.until_on is not None and row.until_on < on:
            continue
        first = role is not None and row.role == role.value
        known = seen.get(row.officer_id)
        if known is None or (first and not known[0]):
            seen[row.officer_id] = (first, row.officer_id, row.officer.name, row.officer.title)
    return [item[1:] for item in sorted(seen.values(), key=lambda item: (not item[0], given_name(item[2])))]


def named(commune_id: int) -> list[tuple[int, str]]:
    """(id, name and title) of the commune's officers at work, by name: whom a citizen may speak of. One statement."""
    rows = Officer.objects.filter(commune_id=commune_id, is_active=True).order_by("pk")
    ordered = sorted(rows.values_list("pk", "name", "title"), key=lambda row: given_name(row[1]))
    return [(pk, f"{name}, {title}" if title else name) for pk, name, title in ordered]


@dataclass(frozen=True)
class PersonCard:
    """A citizen as the desk may see her; empty name when she was forgotten."""

    id: int
    name: str
    number: str
    born: str
    sex: str
    address: str
    phone: str
    email: str


def open_person(wrapped_key: vault.Sealed, sealed: vault.Sealed | None) -> dict[str, Any]:
    """What is kept of a person, or nothing when her key is gone."""
    try:
        opened: dict[str, Any] = vault.unseal(vault.person_key(wrapped_key), sealed)
    except vault.Unreadable:
        return {}
    return opened


def person_card(person: Person) -> PersonCard:
    """The card of a row."""
    opened = open_person(person.wrapped_key, person.sealed)
    fields = ("name", "number", "born", "sex", "address", "phone", "email")
    return PersonCard(person.pk, *(str(opened.get(name, "")) for name in fields))


def person_by_number(actor: Actor, number: str) -> PersonCard | None:
    """The citizen with an identity number, if the counter met her before."""
    index = vault.blind_index("number", number)
    row = Person.objects.of(actor.commune_id).filter(number_index=index).order_by("-pk").first() if index else None
    return person_card(row) if row else None


@dataclass(frozen=True)
class ReadingCard:
    """One look at persons' data."""

    at: datetime
    officer: str
    page: str
    persons: int


def readings(actor: Actor, before_id: int | None = None, most: int = 50) -> Sequence[tuple[int, ReadingCard]]:
    """Who looked at persons' data, newest first, with the id to go on from: two statements."""
    rows = Reading.objects.of(actor.commune_id).order_by("-pk")
    if before_id is not None:
        rows = rows.filter(pk__lt=before_id)
    page = list(rows[:most])
    names = officer_names(row.officer_id for row in page)
    return [(row.pk, ReadingCard(row.at, names.get(row.officer_id, "?"), row.page, len(row.persons))) for row in page]


def officer_names(ids: Iterable[int | None]) -> dict[int, str]:
    """Names by id; nothing is asked when there is nobody."""
    wanted = {pk for pk in ids if pk is not None}
    if not wanted:
        return {}
    return dict(Officer.objects.filter(pk__in=wanted).values_list("pk", "name"))


def officer_cards(ids: Iterable[int | None]) -> dict[int, OfficerCard]:
    """Officers by id, whatever their mandates; nothing is asked when there is nobody."""
    wanted = {pk for pk in ids if pk is not None}
    found = (officer_card(row) for row in (Officer.objects.filter(pk__in=wanted) if wanted else ()))
    return {card.id: card for card in found if card is not None}


def role_mailboxes(commune_id: int) -> dict[str, str]:
    """The addresses of common inboxes, by role: one statement."""
    return dict(RoleMailbox.objects.of(commune_id).values_list("role", "email"))
