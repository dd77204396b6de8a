"""From an empty page to a letter that waits for its signature: draft, write, undo, submit, check, send back."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError

from vidan.actions import matters, people
from vidan.actions.letters import rows
from vidan.actions.recording import Record, recording
from vidan.content import letters as content
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.letters import facts, lint, states
from vidan.domain.letters.composing import Setting, compose
from vidan.domain.letters.kinds import (
    Authority,
    Kind,
    LetterOccasion,
    edition_on,
    read_values,
    require_complete,
    require_happened,
)
from vidan.domain.letters.numbering import unit_letters
from vidan.domain.letters.owed import Owed
from vidan.domain.letters.states import State
from vidan.domain.matters import CROCKFORD, PromiseReason, reason_given
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, PersonText
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.models import Commune, Letter, LetterText, Matter, Person, Promise, Unit
from vidan.store.rows import insert

VERIFY_LENGTH = 16
MOST_COPIES = 99
#: The longest extension that one sentence of apology can carry.
MOST_MORE_DAYS = 60


@dataclass(frozen=True)
class Draft:
    """What a new letter is born with. `by_duty`: whoever drafts it has it to write (a meeting's secretary)."""

    kind: str
    values: Mapping[str, str]
    authority: Authority | None = None
    about: Matter | None = None
    owed: Owed | None = None
    owed_matter: Matter | None = None
    replaces: Letter | None = None
    corrects: Letter | None = None
    form_token: str = ""
    by_duty: bool = False


def draft(
    actor: Actor,
    kind: str,
    values: Mapping[str, str],
    *,
    authority: Authority | None = None,
    about_code: str = "",
    form_token: str = "",
    now: datetime,
) -> Letter:
    """Begin a letter. A draft may still lack fields. The same form sent again gives the first letter again."""
    try:
        with recording(actor, now) as record:
            about = matters.find(actor, about_code) if about_code else None
            letter = begin(record, Draft(kind, values, authority, about, form_token=form_token))
    except IntegrityError:
        first = Letter.objects.of(actor.commune_id).filter(form_token=form_token).first() if form_token else None
        if first is None:
            raise
        return first
    return letter


def begin(record: Record, told: Draft) -> Letter:
    """Rows of a new letter, within another action's transaction."""
    actor, day = record.actor, local_day(record.now)
    kind = edition_on(content.kinds(), told.kind, day)
    if not told.by_duty:
        rows.require_role(actor, kind.drafts)
    authority = told.authority or kind.authority
    if authority is Authority.BOARD and not kind.board:
        raise Refused("letters.kind.not_of_board", field="authority", kind=kind.name)
    values = _read(kind, told.values, actor.commune_id, told.about, record.now)
    number = next_number(actor.commune_id, "letter", day.isoformat())
    letter = Letter(
        commune_id=actor.commune_id,
        code=f"VB-{day:%y%m%d}-{number:04d}",
        kind=kind.key,
        edition_on=kind.from_on,
        authority=authority.value,
        unit=_unit(actor),
        state=State.DRAFT.value,
        person=_reader(record, kind, values, told.about),
        about=told.about,
        owed=told.owed_matter,
        trigger=told.owed.trigger.value if told.owed else "",
        owed_since=told.owed.since if told.owed else None,
        due_at=told.owed.due_at if told.owed else None,
        drafted_by_id=actor.officer_id,
        drafted_at=record.now,
        verify_code="".join(secrets.choice(CROCKFORD) for _ in range(VERIFY_LENGTH)),
        replaces=told.replaces,
        corrects=told.corrects,
        form_token=told.form_token or None,
    )
    insert(letter)
    rows.keep_text(record, letter, 1, values)
    rows.tell(record, letter, _drafted(letter, told.about))
    return letter


def _drafted(letter: Letter, about: Matter | None) -> facts.LetterDrafted:
    return facts.LetterDrafted(
        letter=letter.code,
        kind=letter.kind,
        authority=letter.authority,
        trigger=letter.trigger,
        about=about.reference if about else "",
        due_at=letter.due_at,
    )


def _unit(actor: Actor) -> str:
    unit = Unit.objects.of(actor.commune_id).filter(pk__in=actor.unit_ids).order_by("position", "pk").first()
    return unit_letters(unit.name if unit else "")


def _reader(record: Record, kind: Kind, values: Mapping[str, str], about: Matter | None) -> Person | None:
    """Whose key seals the letter: the person of the matter, or a new one for the person it is written to."""
    if not kind.to_person:
        return None
    if about is not None and about.person_id is not None:
        known: Person = Person.objects.of(record.actor.commune_id).get(pk=about.person_id)
        return known
    text = PersonText(name=values["recipient"], born=values["born_year"], sex=values["sex"], address=values["address"])
    return people.enter_person(record, text)


def _read(kind: Kind, typed: Mapping[str, str], commune_id: int, about: Matter | None, now: datetime) -> dict[str, str]:
    """What was typed, as the letter keeps it; what it tells of must have happened."""
    values = read_values(kind, typed)
    require_happened(kind, values, local_day(now))
    return derived(kind, values, commune_id, about, now)


def derived(kind: Kind, values: dict[str, str], commune_id: int, about: Matter | None, now: datetime) -> dict[str, str]:
    """The values with what the program knows: the new date of an apology, so many working days from today, or the day
    on which the dossier ended all the same: then no new date is given.
    """
    if kind.occasion is not LetterOccasion.APOLOGY or "more_days" not in values:
        return values
    if about is not None and about.closed_at is not None:
        return {**values, "new_on": "", "done_on": local_day(about.closed_at).isoformat()}
    if about is not None and about.due_at is not None and appointed_again(about):
        return {**values, "new_on": local_day(about.due_at).isoformat()}
    more = values["more_days"]
    if not more:
        return {**values, "new_on": ""}
    if not (more.isascii() and more.isdigit() and 1 <= int(more) <= MOST_MORE_DAYS):
        raise Refused("letters.apology.more_days", field="more_days", most=MOST_MORE_DAYS)
    calendar = calendar_of(Commune.objects.get(pk=commune_id))
    begun = max(now, about.due_at) if about is not None and about.due_at else now
    return {**values, "new_on": local_day(calendar.due(begun, Limit.parse(f"{more}wd")).moment).isoformat()}


def appointed_again(matter: Matter) -> bool:
    """Whether the matter got its one new date already."""
    dates = Promise.objects.of(matter.commune_id).filter(matter=matter)
    return bool(dates.filter(reason=PromiseReason.REAPPOINTMENT.value).exists())


def write(
    actor: Actor, code: str, values: Mapping[str, str], *, now: datetime, seen_version: int | None = None
) -> Letter:
    """Change the text of a draft: a new version beside the one before, which stays."""
    with recording(actor, now) as record:
        letter, kind = _draft_of(actor, code, seen_version)
        fresh = _read(kind, values, actor.commune_id, letter.about, now)
        _next_text(record, letter, fresh)
    return letter


def undo(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Take the text back to the version before the present one, as a new version."""
    with recording(actor, now) as record:
        letter, _ = _draft_of(actor, code, seen_version)
        if letter.text_number < 2:
            raise Refused("letters.undo.first")
        before = LetterText.objects.of(actor.commune_id).get(letter=letter, number=letter.text_number - 1)
        _next_text(record, letter, vault.unseal(rows.key_of(letter), before.sealed))
    return letter


def _draft_of(actor: Actor, code: str, seen_version: int | None) -> tuple[Letter, Kind]:
    letter = rows.find(actor, code)
    kind = rows.kind_of(letter)
    rows.require_role(actor, kind.drafts)
    rows.require_unchanged(letter, seen_version)
    states.require_open(State(letter.state))
    return letter, kind


def _next_text(record: Record, letter: Letter, values: Mapping[str, str]) -> None:
    number = letter.text_number + 1
    rows.change(letter, text_number=number)
    rows.keep_text(record, letter, number, values)
    rows.tell(record, letter, facts.LetterWritten(letter=letter.code, version=number))


def submit(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Give the letter to somebody else to check. Refused while a field is empty or a rule's remark stands."""
    with recording(actor, now) as record:
        letter, kind = _draft_of(actor, code, seen_version)
        values = rows.values_of(letter)
        require_complete(kind, values)
        _require_mended(letter, kind, values, now)
        rows.move(actor, letter, "submit", None, submitted_at=now, sent_back="")
        rows.tell(record, letter, facts.LetterSubmitted(letter=letter.code, version=letter.text_number))
    return letter


def _require_mended(letter: Letter, kind: Kind, values: Mapping[str, str], now: datetime) -> None:
    setting = Setting(
        commune="xã", place="xã", authority=Authority(letter.authority), unit=letter.unit, made_on=local_day(now)
    )
    found = lint.lint(kind, compose(kind, values, setting), ())
    blocking = [finding for finding in found if finding.blocking]
    if blocking:
        raise Refused("letters.lint.blocks", remarks=tuple(finding.code for finding in blocking))


def check(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """A second pair of eyes read it: on to the signature. Refused `letters.check.own` for whoever wrote any of it."""
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        rows.require_role(actor, rows.kind_of(letter).checks)
        states.require_four_eyes(authors_of(letter), actor.officer_id)
        rows.move(actor, letter, "check", seen_version, checked_at=now, checked_by_id=actor.officer_id)
        rows.tell(record, letter, facts.LetterChecked(letter=letter.code, version=letter.text_number))
    return letter


def authors_of(letter: Letter) -> frozenset[int]:
    """Everybody who wrote a version of its text."""
    made = LetterText.objects.of(letter.commune_id).filter(letter=letter, made_by__isnull=False)
    return frozenset(made.values_list("made_by_id", flat=True))


def send_back(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Back to its writer, with a reason: by who checks it, or by who does not sign it."""
    why = reason_given(reason)
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        before = rows.move(actor, letter, "send_back", seen_version, sent_back=why, checked_at=None, checked_by_id=None)
        rows.tell(record, letter, facts.LetterSentBack(letter=letter.code, from_state=before.value, reason=why))
    return letter


def take_back(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Its writer wants it back before anybody signed."""
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        if actor.officer_id not in authors_of(letter):
            raise Refused("letters.take_back.not_writer")
        before = rows.move(actor, letter, "take_back", seen_version, checked_at=None, checked_by_id=None)
        rows.tell(record, letter, facts.LetterTakenBack(letter=letter.code, from_state=before.value))
    return letter


def discard(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Lay a draft aside for good. What is owed cannot be laid aside."""
    why = reason_given(reason)
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        if letter.owed_id is not None:
            raise Refused("letters.discard.owed")
        rows.move(actor, letter, "discard", seen_version)
        rows.tell(record, letter, facts.LetterDiscarded(letter=letter.code, reason=why))
    return letter


def replace(actor: Actor, code: str, *, now: datetime) -> Letter:
    """A new draft that will take the place of an issued letter, of the same kind and with its words (NĐ 30 art. 18)."""
    with recording(actor, now) as record:
        old = issued(actor, code)
        told = Draft(old.kind, rows.values_of(old), Authority(old.authority), old.about, replaces=old)
        return begin(record, told)


def correct(actor: Actor, code: str, *, now: datetime) -> Letter:
    """A draft of the official letter that corrects form or numbers of an issued one."""
    with recording(actor, now) as record:
        old = issued(actor, code)
        values = {"corrects": old.number_shown, "dated": _iso(old.issued_on)}
        authority = Authority.BOARD if old.authority == Authority.BOARD.value else None
        return begin(record, Draft("correction", values, authority, corrects=old))


def issued(actor: Actor, code: str) -> Letter:
    """A letter with a number that still counts."""
    letter = rows.find(actor, code)
    if State(letter.state) not in states.ISSUED:
        raise Refused("letters.not_issued")
    if letter.validity != states.Validity.IN_FORCE.value:
        raise Refused("letters.not_in_force")
    return letter


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
