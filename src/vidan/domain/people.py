"""Who may do what: roles, mandates from-to, and the person behind an act.

A role is held by mandate: from a day, to a day, in one commune, perhaps in one unit or village (NĐ 118/2025 art. 11 on
one-stop staff; the commune's own decisions for the board). An act outside a mandate is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar

from vidan.domain.errors import Refused
from vidan.domain.facts import Fact


class Role(StrEnum):
    """What a mandate makes of an officer."""

    ONE_STOP = "one_stop"
    SPECIALIST = "specialist"
    CLERK = "clerk"
    LEADER = "leader"
    BOARD_MEMBER = "board_member"
    VILLAGE_HEAD = "village_head"
    INSPECTOR = "inspector"
    CONFIDENTIAL_HANDLER = "confidential_handler"
    ADMINISTRATOR = "administrator"
    PROVINCE = "province"


#: A password that somebody else gave is used once and soon (ASVS 5.0, 6.4.1).
FIRST_PASSWORD_FOR = timedelta(days=7)
#: A demo's sign-in link opens within the day on which it was printed.
ENTRY_LINK_FOR = timedelta(hours=24)
#: Wrong answers that cost nothing, and the longest wait between two tries. It grows but never locks anybody out, for a
#: lock is a weapon in a stranger's hand (NIST SP 800-63B-4, 3.2.2; ASVS 5.0, 6.3.1).
FREE_TRIES = 3
LONGEST_WAIT = 60


def wait_after(failures: int) -> int:
    """Seconds until the next try after so many wrong ones in a row: 0, 0, 0, 2, 4, 8, … and never over a minute."""
    steps = failures - FREE_TRIES
    return 0 if steps <= 0 else int(min(2 ** min(steps, 16), LONGEST_WAIT))


def entry_key(token: str) -> str:
    """What is kept of a sign-in link: a digest that does not lead back to it (the token itself is 256 random bits)."""
    return "entry:" + sha256(token.encode()).hexdigest()


#: Roles whose holders may hold a matter, so that its clock runs at their desk.
HOLDING_ROLES = frozenset({Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER})

#: Roles with a common inbox: several may hold them, and what lies there is for whoever comes first.
INBOX_ROLES = (Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER)

#: Who may hold an assignment of the steering board: its members too, whatever else they are.
ASSIGNMENT_ROLES = HOLDING_ROLES | {Role.BOARD_MEMBER}


class ActorKind(StrEnum):
    """Who stands behind an act."""

    OFFICER = "officer"
    CITIZEN = "citizen"
    PROGRAM = "program"


@dataclass(frozen=True)
class Mandate:
    """A role from a day to a day (`until_on` is the last day; None: no end known)."""

    role: Role
    from_on: date
    until_on: date | None = None
    unit_id: int | None = None
    village_id: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the mandate is in force on a Vietnamese day, both ends included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Actor:
    """Who acts, in which commune, with which roles on the day of the act."""

    commune_id: int
    kind: ActorKind
    officer_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    unit_ids: frozenset[int] = field(default_factory=frozenset)

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)


def officer(commune_id: int, officer_id: int, name: str, mandates: Iterable[Mandate], on: date) -> Actor:
    """The actor an officer is on a day: only mandates in force count."""
    held = [mandate for mandate in mandates if mandate.holds_on(on)]
    return Actor(
        commune_id=commune_id,
        kind=ActorKind.OFFICER,
        officer_id=officer_id,
        name=name,
        roles=frozenset(mandate.role for mandate in held),
        unit_ids=frozenset(mandate.unit_id for mandate in held if mandate.unit_id is not None),
    )


def citizen(commune_id: int) -> Actor:
    """Someone without an account who acts for herself."""
    return Actor(commune_id=commune_id, kind=ActorKind.CITIZEN)


def program(commune_id: int) -> Actor:
    """The program itself, when it acts by rule (set-up, import, nightly work)."""
    return Actor(commune_id=commune_id, kind=ActorKind.PROGRAM)


def require(actor: Actor, *roles: Role) -> None:
    """Refuse unless the actor is the program or holds one of the roles."""
    if actor.kind is not ActorKind.PROGRAM and not actor.may(*roles):
        raise Refused("people.role.missing", roles=tuple(role.value for role in roles))


@dataclass(frozen=True)
class PersonText:
    """What the counter knows of a citizen, already cleaned by `vidan.domain.identity`; unknown fields are empty."""

    name: str
    number: str = ""
    born: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    def as_typed(self) -> dict[str, str]:
        """Each field by its name: all are texts, so nothing has to be copied in depth."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class CommuneOpened(Fact):
    """A commune began to work with the program."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    name: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class CommuneSucceeded(Fact):
    """A commune was merged into another one."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    successor_code: str
    on: date


@dataclass(frozen=True, kw_only=True)
class TrainingEnded(Fact):
    """A turn of practice was over: its training commune works no more."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    on: date


@dataclass(frozen=True, kw_only=True)
class UnitOpened(Fact):
    """A unit of the commune was entered."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    unit: str


@dataclass(frozen=True, kw_only=True)
class VillagesEntered(Fact):
    """The commune's villages were entered."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OfficerEntered(Fact):
    """An officer received an account. Officers act in public office: the account's name is no citizen's datum."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    login: str


@dataclass(frozen=True, kw_only=True)
class MandateGiven(Fact):
    """An officer received a role from a day on."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    role: Role
    from_on: date
    until_on: date | None
    decision: str


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Fact):
    """A role ended on its last day."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    role: Role
    until_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class PasswordSet(Fact):
    """An officer's password changed; the password itself is nowhere."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int


@dataclass(frozen=True, kw_only=True)
class AccessRenewed(Fact):
    """An administrator gave an officer a new first password; perhaps the second factor was taken off as well."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    second_factor_too: bool


@dataclass(frozen=True, kw_only=True)
class RoleMailboxChanged(Fact):
    """The common inbox of a role got an address, another one, or none any more."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    role: str
    email: str


@dataclass(frozen=True, kw_only=True)
class OfficerChanged(Fact):
    """What is written of an officer changed: name, title, form of address, phone and mailbox at work."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    name: str
    title: str
    honorific: str
    phone: str
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficerEnabled(Fact):
    """A closed account was opened again."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int


@dataclass(frozen=True, kw_only=True)
class OfficerDisabled(Fact):
    """An account was closed; its sessions end at once."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    reason: str


#: A leave longer than this is a change of staff, and needs mandates that end and begin.
LONGEST_LEAVE = timedelta(days=180)


def check_leave(officer_id: int, stand_in: int, from_on: date, until_on: date, today: date) -> None:
    """Refuse a leave that cannot be: in the past, turned round, too long, or with oneself as the stand-in."""
    if stand_in == officer_id:
        raise Refused("people.leave.own_stand_in", field="stand_in")
    if from_on < today:
        raise Refused("people.leave.in_the_past", field="from_on")
    if until_on < from_on:
        raise Refused("people.leave.turned_round", field="until_on")
    if until_on - from_on > LONGEST_LEAVE:
        raise Refused("people.leave.too_long", field="until_on", days=LONGEST_LEAVE.days)


@dataclass(frozen=True, kw_only=True)
class LeaveTaken(Fact):
    """An officer is away from a day to a day, and a colleague stands in."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    stand_in_id: int
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class LeaveEnded(Fact):
    """A leave ended (or, `begun`, began without any work to move)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    begun: bool
