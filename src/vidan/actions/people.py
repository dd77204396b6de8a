"""What people do with people: accounts and mandates of officers, and the citizens the counter meets."""

from dataclasses import asdict
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from vidan.actions.recording import Record, recording
from vidan.domain import people as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, PersonText, Role, require
from vidan.domain.text import clean_line, fold
from vidan.store import vault
from vidan.store.models import Mandate, Officer, Person, Unit, Village



def enter_person(record: Record, text: PersonText) -> Person:
    """The citizen behind a dossier: found again by number, else new. What she tells us today replaces what she told.

    Part of another action's recording; that action's own fact says what happened.
    """
    index = vault.blind_index("number", text.number)
    known = _known(record.actor.commune_id, index) if index else None
    if known is None:
        return _new_person(record, text, index)
    key = vault.person_key(known.wrapped_key)
    before = vault.unseal(key, known.sealed)
    merged = {**before, **{name: value for name, value in asdict(text).items() if value}}
    if merged != before:
        known.sealed = vault.seal(key, merged)
        known.phone_index = vault.blind_index("phone", merged["phone"])
        known.save(update_fields=["sealed", "phone_index"])
    return known


def _known(commune_id: int, index: bytes) -> Person | None:
    rows = Person.objects.of(commune_id).filter(number_index=index).order_by("-pk")
    return next((person for person in rows[:3] if person.wrapped_key), None)


def _new_person(record: Record, text: PersonText, index: bytes) -> Person:
    key, wrapped = vault.new_person_key()
    person = Person(
        commune_id=record.actor.commune_id,
        wrapped_key=wrapped,
        sealed=vault.seal(key, asdict(text)),
        number_index=index,
        phone_index=vault.blind_index("phone", text.phone),
        since=local_day(record.now),
    )
    person.save(force_insert=True)
    return person


def enter_officer(
    actor: Actor,
    *,
    login: str,
    name: str,
    title: str = "",
    honorific: str = "",
    phone: str = "",
    password: str | None = None,
    now: datetime,
) -> Officer:
    """Open an account for an officer (without a password until he sets one by his first link)."""
    require(actor, Role.ADMINISTRATOR)
    login = clean_line(login).lower()
    name = clean_line(name)
    _check_login(login)
    if not 2 <= len(name) <= 120:
        raise Refused("people.officer.name", field="name")
    with recording(actor, now) as record:
        if Officer.objects.filter(login=login).exists():
            raise Refused("people.login.taken", field="login", login=login)
        officer = Officer(
            commune_id=actor.commune_id,
            login=login,
            name=name,
            title=clean_line(title)[:120],
            honorific=clean_line(honorific)[:20],
            phone=clean_line(phone)[:40],
            password=make_password(password),
        )
        officer.save(force_insert=True)
        record.fact(rules.OfficerEntered(officer_id=officer.pk, login=login), subject=f"officer:{officer.pk}")
    return officer


def _check_login(login: str) -> None:
    least, most = 3, 60
    allowed = fold(login) == login and all(letter.isalnum() or letter in "._-" for letter in login)
    if not (least <= len(login) <= most and allowed):
        raise Refused("people.login.form", field="login", least=least, most=most)


def give_mandate(
    actor: Actor,
    *,
    officer_id: int,
    role: Role,
    from_on: date,
    until_on: date | None = None,
    unit_id: int | None = None,
    village_id: int | None = None,
    decision: str = "",
    now: datetime,
) -> Mandate:
    """Give an officer a role from a day on; officers, units and villages of other communes are unknown here."""
    require(actor, Role.ADMINISTRATOR)
    if until_on is not None and until_on < from_on:
        raise Refused("people.mandate.ends_before", field="until_on")
    with recording(actor, now) as record:
        if not Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).exists():
            raise Refused("people.officer.unknown", field="officer")
        if unit_id is not None and not Unit.objects.of(actor.commune_id).filter(pk=unit_id).exists():
            raise Refused("people.unit.unknown", field="unit")
        if village_id is not None and not Village.objects.of(actor.commune_id).filter(pk=village_id).exists():
            raise Refused("people.village.unknown", field="village")
        mandate = Mandate(
            commune_id=actor.commune_id,
            officer_id=officer_id,
            role=role.value,
            unit_id=unit_id,
            village_id=village_id,
            from_on=from_on,
            until_on=until_on,
            decision=clean_line(decision)[:200],
        )
        mandate.save(force_insert=True)
        record.fact(
            rules.MandateGiven(
                officer_id=officer_id, role=role, from_on=from_on, until_on=until_on, decision=mandate.decision
            ),
            subject=f"officer:{officer_id}",
        )
    return mandate


def end_mandate(actor: Actor, mandate_id: int, *, until_on: date, reason: str, now: datetime) -> None:
    """Let a role end on a day."""
    require(actor, Role.ADMINISTRATOR)
    with recording(actor, now) as record:
        mandate = Mandate.objects.of(actor.commune_id).filter(pk=mandate_id).first()
        if mandate is None:
            raise Refused("people.mandate.unknown", field="mandate")
        if until_on < mandate.from_on:
            raise Refused("people.mandate.ends_before", field="until_on")
        mandate.until_on = until_on
        mandate.save(update_fields=["until_on"])
        record.fact(
            rules.MandateEnded(
                officer_id=mandate.officer_id, role=Role(mandate.role), until_on=until_on, reason=clean_line(reason)
            ),
            subject=f"officer:{mandate.officer_id}",
        )


def set_password(officer_id: int, password: str, *, now: datetime) -> None:
    """Keep a new password (already checked by the door's validators) as its argon2 hash."""
    officer = Officer.objects.get(pk=officer_id)
    actor = rules.Actor(officer.commune_id, rules.ActorKind.OFFICER, officer_id=officer.pk, name=officer.name)
    hashed = make_password(password)
    with recording(actor, now) as record:
        officer.password = hashed
        officer.save(update_fields=["password"])
        record.fact(rules.PasswordSet(officer_id=officer.pk), subject=f"officer:{officer.pk}")


def disable_officer(actor: Actor, officer_id: int, *, reason: str, now: datetime) -> None:
    """Close an account; the door ends its sessions at the next request."""
    require(actor, Role.ADMINISTRATOR)
    if officer_id == actor.officer_id:
        raise Refused("people.officer.self", field="officer")
    with recording(actor, now) as record:
        officer = Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).first()
        if officer is None:
            raise Refused("people.officer.unknown", field="officer")
        officer.is_active = False
        officer.save(update_fields=["is_active"])
        record.fact(rules.OfficerDisabled(officer_id=officer_id, reason=clean_line(reason)), subject=f"officer:{officer_id}")
