"""What people do with people: accounts and mandates of officers, and the citizens the counter meets."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache

from vidan.actions.recording import Record, recording
from vidan.domain import people as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, PersonText, Role, require
from vidan.domain.text import clean_line, fold, nfc
from vidan.store import vault
from vidan.store.models import Mandate, Officer, Person, Unit, Village
from vidan.store.prepared import Prepared
from vidan.store.rows import insert, insert_many

LONGEST_MAILBOX = 120


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
    merged = {**before, **{name: value for name, value in text.as_typed().items() if value}}
    if merged != before:
        known.sealed = vault.seal(key, merged)
        known.phone_index = vault.blind_index("phone", merged["phone"])
        known.save(update_fields=["sealed", "phone_index"])
    return known


def enter_many(record: Record, texts: Sequence[PersonText]) -> list[Person]:
    """The citizens behind many dossiers, as `enter_person` finds or makes each; within one call, too, a number is one
    person. What a list tells of somebody we know fills only what we did not know: the counter knows better.
    """
    indexes = [vault.blind_index("number", text.number) for text in texts]
    wanted = {index for index in indexes if index}
    known = {
        bytes(row.number_index): row
        for row in Person.objects.of(record.actor.commune_id).filter(number_index__in=wanted).order_by("pk")
        if row.wrapped_key
    }
    found: list[Person] = []
    fresh: list[Person] = []
    for text, index in zip(texts, indexes, strict=True):
        person = known.get(index) if index else None
        if person is None:
            person = _person(record, text, index)
            fresh.append(person)
            if index:
                known[index] = person
        elif person.pk is not None:
            _learn(person, text)
        found.append(person)
    insert_many(fresh)
    return found


def _learn(known: Person, text: PersonText) -> None:
    key = vault.person_key(known.wrapped_key)
    before = vault.unseal(key, known.sealed)
    merged = {**{name: value for name, value in text.as_typed().items() if value}, **_told(before)}
    if merged != _told(before):
        known.sealed = vault.seal(key, {**before, **merged})
        known.phone_index = vault.blind_index("phone", merged.get("phone", ""))
        known.save(update_fields=["sealed", "phone_index"])


def _told(before: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in before.items() if value}


_PERSON = [field.attname for field in Person._meta.concrete_fields]
_BY_NUMBER = Prepared(
    lambda commune, index: (
        Person.objects.of(commune).filter(number_index=index).order_by("-pk").values_list(*_PERSON)[:3]
    ),
    int,
    bytes,
)


def _known(commune_id: int, index: bytes) -> Person | None:
    """The newest with this number who was not forgotten (whose key is still there)."""
    found = (Person.from_db("default", _PERSON, row) for row in _BY_NUMBER(commune_id, index))
    return next((person for person in found if person.wrapped_key), None)


def _new_person(record: Record, text: PersonText, index: bytes) -> Person:
    return insert(_person(record, text, index))


def _person(record: Record, text: PersonText, index: bytes) -> Person:
    key, wrapped = vault.new_person_key()
    return Person(
        commune_id=record.actor.commune_id,
        wrapped_key=wrapped,
        sealed=vault.seal(key, text.as_typed()),
        number_index=index,
        phone_index=vault.blind_index("phone", text.phone),
        since=local_day(record.now),
    )


def rename(person: Person, name: str) -> str:
    """Write a citizen's right name; returns the one that stood there. Part of another action's recording."""
    key = vault.person_key(person.wrapped_key)
    before = vault.unseal(key, person.sealed)
    person.sealed = vault.seal(key, {**before, "name": name})
    person.save(update_fields=["sealed"])
    return str(before["name"])


def enter_officer(
    actor: Actor,
    *,
    login: str,
    name: str,
    title: str = "",
    honorific: str = "",
    phone: str = "",
    email: str = "",
    password: str | None = None,
    first_password: bool = False,
    now: datetime,
) -> Officer:
    """Open an account for an officer. Without a password nobody logs in by one; a first password (given by somebody
    else) works for a week and only to choose an own one.
    """
    require(actor, Role.ADMINISTRATOR)
    login = clean_line(login).lower()
    _check_login(login)
    words = _officer_words(name, title, honorific, phone, email)
    with recording(actor, now) as record:
        if Officer.objects.filter(login=login).exists():
            raise Refused("people.login.taken", field="login", login=login)
        officer = Officer(
            commune_id=actor.commune_id,
            login=login,
            password=make_password(nfc(password) if password is not None else None),
            first_password_until=now + rules.FIRST_PASSWORD_FOR if first_password else None,
            **words,
        )
        insert(officer)
        record.fact(rules.OfficerEntered(officer_id=officer.pk, login=login), subject=f"officer:{officer.pk}")
    return officer


def _officer_words(name: str, title: str, honorific: str, phone: str, email: str) -> dict[str, str]:
    """What is written of an officer, tidied. Refused when the name cannot be one."""
    name = clean_line(name)
    if not 2 <= len(name) <= 120:
        raise Refused("people.officer.name", field="name")
    return {
        "name": name,
        "title": clean_line(title)[:120],
        "honorific": clean_line(honorific)[:20],
        "phone": clean_line(phone)[:40],
        "email": mailbox(email),
    }


def mailbox(text: str) -> str:
    """An address at work: his reminders go there too. Refused when it cannot be one."""
    address = clean_line(text)
    head, at, host = address.rpartition("@")
    if address and not (head and at and "." in host and " " not in address and len(address) <= LONGEST_MAILBOX):
        raise Refused("people.officer.email", field="email")
    return address


def change_officer(
    actor: Actor,
    officer_id: int,
    *,
    name: str,
    title: str,
    honorific: str,
    phone: str,
    email: str = "",
    now: datetime,
) -> None:
    """Write anew what is said of an officer: name, title, form of address, phone and mailbox at work."""
    require(actor, Role.ADMINISTRATOR)
    words = _officer_words(name, title, honorific, phone, email)
    with recording(actor, now) as record:
        officer = _officer(actor, officer_id)
        for field, value in words.items():
            setattr(officer, field, value)
        officer.save(update_fields=list(words))
        record.fact(rules.OfficerChanged(officer_id=officer_id, **words), subject=f"officer:{officer_id}")


def _officer(actor: Actor, officer_id: int) -> Officer:
    """An officer of the actor's own commune; those of others are unknown here."""
    officer = Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).first()
    if officer is None:
        raise Refused("people.officer.unknown", field="officer")
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
        _officer(actor, officer_id)
        if unit_id is not None and not Unit.objects.of(actor.commune_id).filter(pk=unit_id).exists():
            raise Refused("people.unit.unknown", field="unit")
        if village_id is not None and not Village.objects.of(actor.commune_id).filter(pk=village_id).exists():
            raise Refused("people.village.unknown", field="village")
        held = rules.Mandate(role, from_on, until_on, unit_id, village_id)
        return grant(record, officer_id, held, decision)


def grant(record: Record, officer_id: int, held: rules.Mandate, decision: str) -> Mandate:
    """A role from a day on, as part of another action's recording, which has looked at who may give it."""
    mandate = insert(
        Mandate(
            commune_id=record.actor.commune_id,
            officer_id=officer_id,
            role=held.role.value,
            unit_id=held.unit_id,
            village_id=held.village_id,
            from_on=held.from_on,
            until_on=held.until_on,
            decision=clean_line(decision)[:200],
        )
    )
    record.fact(
        rules.MandateGiven(
            officer_id=officer_id,
            role=held.role,
            from_on=held.from_on,
            until_on=held.until_on,
            decision=mandate.decision,
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
        if mandate.officer_id == actor.officer_id and mandate.role == Role.ADMINISTRATOR.value:
            raise Refused("people.mandate.own_administration", field="mandate")
        take(record, mandate, until_on, reason)


def take(record: Record, mandate: Mandate, until_on: date, reason: str) -> None:
    """A role ends with a day, as part of another action's recording, which has looked at who may end it."""
    mandate.until_on = until_on
    mandate.save(update_fields=["until_on"])
    record.fact(
        rules.MandateEnded(
            officer_id=mandate.officer_id, role=Role(mandate.role), until_on=until_on, reason=clean_line(reason)
        ),
        subject=f"officer:{mandate.officer_id}",
    )


def set_password(officer_id: int, password: str, *, now: datetime) -> None:
    """Keep the officer's own new password (already checked by the door's validators) as its argon2 hash."""
    officer = Officer.objects.get(pk=officer_id)
    actor = rules.Actor(officer.commune_id, rules.ActorKind.OFFICER, officer_id=officer.pk, name=officer.name)
    hashed = make_password(nfc(password))
    with recording(actor, now) as record:
        officer.password = hashed
        officer.first_password_until = None
        officer.save(update_fields=["password", "first_password_until"])
        record.fact(rules.PasswordSet(officer_id=officer.pk), subject=f"officer:{officer.pk}")


def renew_access(
    actor: Actor, officer_id: int, password: str, *, second_factor_too: bool = False, now: datetime
) -> None:
    """A new first password for an officer who lost his; all his sessions end. The second factor stays, unless it was
    lost as well and the administrator says so (ASVS 5.0, 6.4.3).
    """
    require(actor, Role.ADMINISTRATOR)
    if officer_id == actor.officer_id:
        raise Refused("people.officer.own_password", field="officer")
    hashed = make_password(nfc(password))
    with recording(actor, now) as record:
        officer = _officer(actor, officer_id)
        officer.password = hashed
        officer.first_password_until = now + rules.FIRST_PASSWORD_FOR
        officer.save(update_fields=["password", "first_password_until"])
        if second_factor_too:
            officer.forget_second_factors()
        record.fact(
            rules.AccessRenewed(officer_id=officer_id, second_factor_too=second_factor_too),
            subject=f"officer:{officer_id}",
        )


def disable_officer(actor: Actor, officer_id: int, *, reason: str, now: datetime) -> None:
    """Close an account; the door ends its sessions at the next request.

    Whoever may hold matters goes through `matters.close_desk`, which lets nobody leave work behind.
    """
    with recording(actor, now) as record:
        close_account(record, officer_id, reason)


def close_account(record: Record, officer_id: int, reason: str) -> None:
    """The same as part of another action's recording."""
    actor = record.actor
    require(actor, Role.ADMINISTRATOR)
    if officer_id == actor.officer_id:
        raise Refused("people.officer.self", field="officer")
    officer = _officer(actor, officer_id)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    record.fact(
        rules.OfficerDisabled(officer_id=officer_id, reason=clean_line(reason)), subject=f"officer:{officer_id}"
    )


def enable_officer(actor: Actor, officer_id: int, *, now: datetime) -> None:
    """Open a closed account again; its password and second factor are as they were."""
    require(actor, Role.ADMINISTRATOR)
    with recording(actor, now) as record:
        officer = _officer(actor, officer_id)
        officer.is_active = True
        officer.save(update_fields=["is_active"])
        record.fact(rules.OfficerEnabled(officer_id=officer_id), subject=f"officer:{officer_id}")


def make_entry_link(officer_id: int, now: datetime) -> str:
    """The token of a one-use sign-in link (`/can-bo/vao/<token>`) for the demo; refused anywhere else.

    Only its digest is kept, for a day, and in the cache: a link that got lost is simply printed again.
    """
    if not settings.DEMO:
        raise Refused("people.entry.demo_only")
    token = secrets.token_urlsafe(32)
    until = now + rules.ENTRY_LINK_FOR
    cache.set(rules.entry_key(token), (officer_id, until), timeout=int(rules.ENTRY_LINK_FOR.total_seconds()))
    return token


def use_entry_link(token: str, now: datetime) -> Officer:
    """The officer whom a sign-in link names, once: of two who open it at the same time, one is let in."""
    if not settings.DEMO:
        raise Refused("people.entry.demo_only")
    key = rules.entry_key(token)
    officer_id, until = cache.get(key, (None, now))
    officer = Officer.objects.filter(pk=officer_id, is_active=True).first()
    if officer is None or now >= until or not cache.delete(key):  # the delete says who came first
        raise Refused("people.entry.used")
    return officer
