"""Lists of letters: what I must do, the registers of a year and of the seal, rights to sign, the public page."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from vidan.content import letters as content
from vidan.domain.letters import numbering
from vidan.domain.letters.composing import fill
from vidan.domain.letters.delivery import LEAVING
from vidan.domain.letters.kinds import Kind, edition_on
from vidan.domain.letters.owed import BREACHES
from vidan.domain.letters.states import ISSUED, State, Validity
from vidan.domain.people import Actor, Role
from vidan.domain.sorting import given_name
from vidan.queries import ledger
from vidan.queries.letters.cards import key_of, number_of_next, opened
from vidan.store.models import Letter, LetterDelivery, LetterFile, LetterSignature, LetterText, SealUse
from vidan.store.models import SigningRight as RightRow

#: Rows of one group of the list; nobody has more to do on one day.
MOST = 60
_OPEN = (State.DRAFT, State.CHECKING, State.SIGNING, State.SIGNED, State.NUMBERED, State.SEALED, State.SENT)


@dataclass(frozen=True)
class LetterRow:
    """One line of a list, plain values only."""

    code: str
    kind: str
    kind_name: str
    summary: str
    reader: str
    person_id: int | None
    state: State
    trigger: str
    due_at: datetime | None
    since: datetime
    drafted_by: str
    number_shown: str
    sent_back: bool
    came_back: bool
    leaving: bool
    about_code: str


@dataclass(frozen=True)
class Work:
    """What one officer must do with letters, group by group; each group's rows by the moment they are due.

    `to_urge`: what is owed and not written yet by whoever holds the matter; a leader sees to it.
    """

    to_write: tuple[LetterRow, ...] = ()
    to_urge: tuple[LetterRow, ...] = ()
    to_check: tuple[LetterRow, ...] = ()
    to_sign: tuple[LetterRow, ...] = ()
    to_number: tuple[LetterRow, ...] = ()
    to_seal: tuple[LetterRow, ...] = ()
    to_send: tuple[LetterRow, ...] = ()
    on_the_way: tuple[LetterRow, ...] = ()

    @property
    def everything(self) -> tuple[LetterRow, ...]:
        return (
            *self.to_write, *self.to_urge, *self.to_check, *self.to_sign, *self.to_number, *self.to_seal, *self.to_send,
            *self.on_the_way,
        )  # fmt: skip


def work(actor: Actor) -> Work:
    """The letters that wait for this officer: four statements, whatever their number."""
    rows = Letter.objects.of(actor.commune_id).filter(state__in=[state.value for state in _OPEN])
    found = list(rows.select_related("person", "drafted_by", "owed", "about").order_by("due_at", "pk")[: MOST * 7])
    shown = {letter.pk: row for letter, row in zip(found, _lines(found, _leaving(actor)), strict=True)}
    authors = _authors(actor, found)
    groups: dict[str, list[LetterRow]] = {name: [] for name in Work.__dataclass_fields__}
    for letter in found:
        group = _group(actor, letter, authors)
        if group and len(groups[group]) < MOST:
            groups[group].append(shown[letter.pk])
    ordered = {name: tuple(sorted(lines, key=_by_due)) for name, lines in groups.items()}
    return Work(**ordered)


def _leaving(actor: Actor) -> set[int]:
    """The letters that wait for the mail server."""
    tries = LetterDelivery.objects.of(actor.commune_id).filter(state=LEAVING, letter__state=State.SENT.value)
    return set(tries.values_list("letter_id", flat=True))


def _by_due(row: LetterRow) -> tuple[bool, datetime]:
    return (row.due_at is None, row.due_at or row.since)


def _authors(actor: Actor, found: Iterable[Letter]) -> set[int]:
    """The letters among these of which the actor wrote a version."""
    own = LetterText.objects.of(actor.commune_id).filter(
        letter__in=[letter.pk for letter in found], made_by_id=actor.officer_id
    )
    return set(own.values_list("letter_id", flat=True))


def _group(actor: Actor, letter: Letter, own: set[int]) -> str:
    """In which group a letter stands for this officer; empty: in none."""
    state = State(letter.state)
    if state is State.DRAFT:
        holder = letter.owed.holder_id if letter.owed else None
        mine = letter.pk in own or letter.drafted_by_id == actor.officer_id or holder == actor.officer_id
        return "to_write" if mine else "to_urge" if letter.owed_id and actor.may(Role.LEADER) else ""
    if state is State.CHECKING:
        may = actor.may(*_kind(letter).checks) and letter.pk not in own
        return "to_check" if may else ""
    if state is State.SIGNING:
        return "to_sign" if actor.may(Role.LEADER) else ""
    if state in (State.NUMBERED, State.SEALED) and letter.validity != Validity.IN_FORCE.value:
        return ""
    names = {State.SIGNED: "to_number", State.NUMBERED: "to_seal", State.SEALED: "to_send", State.SENT: "on_the_way"}
    return names[state] if actor.may(Role.CLERK) else ""


def _kind(letter: Letter) -> Kind:
    return edition_on(content.kinds(), letter.kind, letter.edition_on)


def _lines(found: list[Letter], leaving: Container[int] = ()) -> list[LetterRow]:
    """Rows of a list with their words: one statement for all texts."""
    wanted = {letter.pk: letter.text_number for letter in found}
    texts: dict[int, Any] = {}
    if found:
        kept = LetterText.objects.of(found[0].commune_id).filter(letter__in=list(wanted))
        for letter_id, number, sealed in kept.values_list("letter_id", "number", "sealed"):
            if wanted[letter_id] == number:
                texts[letter_id] = sealed
    return [_line(letter, texts[letter.pk], leaving) for letter in found]


def _line(letter: Letter, sealed: Any, leaving: Container[int]) -> LetterRow:
    kind = _kind(letter)
    values = opened(key_of(letter.person), sealed)
    return LetterRow(
        code=letter.code,
        kind=kind.key,
        kind_name=kind.name,
        summary=fill(kind.summary, values),
        reader=_reader(kind, values),
        person_id=letter.person_id,
        state=State(letter.state),
        trigger=letter.trigger,
        due_at=letter.again_due_at or (None if letter.sent_at else letter.due_at),
        since=_since(letter),
        drafted_by=letter.drafted_by.name if letter.drafted_by else "",
        number_shown=letter.number_shown,
        sent_back=bool(letter.sent_back),
        came_back=letter.again_due_at is not None,
        leaving=letter.pk in leaving,
        about_code=letter.about.code if letter.about else "",
    )


def _reader(kind: Kind, values: dict[str, str]) -> str:
    """To whom it goes: as typed, else whom the kind itself names (those who were at the meeting)."""
    typed = next((values[name] for name in ("recipient", "to", "copies_to") if values.get(name)), "")
    return typed or "; ".join(line for line in kind.recipients if not line.startswith(("Lưu", "Như", "{")))


def _since(letter: Letter) -> datetime:
    """Since when it stands where it stands."""
    moments = (letter.drafted_at, letter.submitted_at, letter.checked_at, letter.signed_at, letter.numbered_at,
               letter.sealed_at, letter.sent_at, letter.acknowledged_at)  # fmt: skip
    return max(moment for moment in moments if moment is not None)


def sign_today(actor: Actor, end_of_today: datetime) -> int:
    """How many apologies must be signed before today ends: one statement."""
    unsigned = [State.DRAFT.value, State.CHECKING.value, State.SIGNING.value]
    late = [trigger.value for trigger in BREACHES]
    rows = Letter.objects.of(actor.commune_id).filter(state__in=unsigned, trigger__in=late, due_at__lte=end_of_today)
    return int(rows.count())


def to_sign(actor: Actor, now: datetime) -> tuple[int, int]:
    """How many letters wait at the signing table, and of how many the day is past: one statement."""
    rows = Letter.objects.of(actor.commune_id).filter(state=State.SIGNING.value)
    told = rows.aggregate(all=Count("pk"), late=Count("pk", Q(due_at__lt=now)))
    return told["all"], told["late"]


@dataclass(frozen=True)
class RegisterRow:
    """One line of the register of outgoing documents (NĐ 30/2020/NĐ-CP, annex IV)."""

    code: str
    number_shown: str
    issued_on: date
    kind_name: str
    summary: str
    signer: str
    reader: str
    person_id: int | None
    kept_by: str
    copies: int
    note: str
    series: str


def register(actor: Actor, year: int, series: str = "") -> list[RegisterRow]:
    """Every number of a year in the order of the series: five statements. Those that were left out after a restore have
    their lines too, without a code.
    """
    rows = Letter.objects.of(actor.commune_id).filter(year=year, number__isnull=False)
    if series:
        rows = rows.filter(series=series)
    found = list(rows.select_related("person", "drafted_by", "owed", "about").order_by("series", "number"))
    lines = _lines(found)
    signers = dict(
        LetterSignature.objects.of(actor.commune_id)
        .filter(letter__in=[letter.pk for letter in found])
        .values_list("letter_id", "signer_name")
    )
    later = dict(
        Letter.objects.of(actor.commune_id)
        .filter(replaces__in=[letter.pk for letter in found], number__isnull=False)
        .values_list("replaces_id", "number_shown")
    )
    given = {
        (letter.series, letter.number or 0): RegisterRow(
            code=letter.code,
            number_shown=letter.number_shown,
            issued_on=_issued(letter),
            kind_name=line.kind_name,
            summary=line.summary,
            signer=signers.get(letter.pk, ""),
            reader=line.reader,
            person_id=letter.person_id,
            kept_by=letter.unit or "VT",
            copies=letter.copies,
            note=_note(letter, later),
            series=letter.series,
        )
        for letter, line in zip(found, lines, strict=True)
    }
    told = given | _left_out(actor.commune_id, year, series)
    return [told[key] for key in sorted(told)]


def _left_out(commune_id: int, year: int, series: str) -> dict[tuple[str, int], RegisterRow]:
    """The numbers that nobody gets any more, because they may stand on a letter that a restore does not know."""
    prefix = numbering.counter(series)
    return {
        (one.series.removeprefix(numbering.counter("")), number): RegisterRow(
            code="",
            number_shown=f"{number:02d}",
            issued_on=one.on,
            kind_name="",
            summary="",
            signer="",
            reader="",
            person_id=None,
            kept_by="",
            copies=0,
            note="bỏ số: có thể đã cấp trước khi lấy lại dữ liệu từ bản sao lưu",
            series=one.series.removeprefix(numbering.counter("")),
        )
        for one in ledger.numbers_left_out(commune_id, f"{prefix}:" if series else prefix)
        if one.period == str(year)
        for number in range(one.first, one.first + one.count)
    }


def _issued(letter: Letter) -> date:
    """The day on which it got its number."""
    if letter.issued_on is None:
        raise ValueError("a letter without a number has no day")
    return letter.issued_on


def _note(letter: Letter, later: dict[int, str]) -> str:
    if letter.validity == Validity.REPLACED.value:
        return f"đã thay bằng {later.get(letter.pk, '')}".strip()
    return "đã thu hồi" if letter.validity == Validity.WITHDRAWN.value else ""


def years(commune_id: int) -> list[int]:
    """The years in which numbers were given, newest first."""
    rows = Letter.objects.of(commune_id).filter(number__isnull=False).order_by("-year").values_list("year", flat=True)
    return sorted({year for year in rows.distinct() if year is not None}, reverse=True)


@dataclass(frozen=True)
class SealRow:
    """One line of the register of the seal."""

    used_at: datetime
    number_shown: str
    file_hash: str
    signer: str
    mandate: str
    clerk: str
    copies: int


def seal_register(actor: Actor, year: int) -> list[SealRow]:
    """Every use of the seal in a year, oldest first: one statement."""
    rows = SealUse.objects.of(actor.commune_id).filter(letter__year=year).select_related("signer", "clerk")
    return [
        SealRow(use.used_at, use.number_shown, use.file_hash, use.signer.name, use.mandate, use.clerk.name, use.copies)
        for use in rows.order_by("pk")
    ]


@dataclass(frozen=True)
class RightCard:
    """A right to sign as the list of rights shows it."""

    id: int
    officer_id: int
    officer: str
    capacity: str
    title: str
    board_seat: str
    kinds: tuple[str, ...]
    from_on: date
    until_on: date | None
    decision: str

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def rights(actor: Actor) -> list[RightCard]:
    """All rights to sign of the commune, the present ones and those that ended: one statement."""
    rows = RightRow.objects.of(actor.commune_id).select_related("officer").order_by("pk")
    return [
        RightCard(
            row.pk, row.officer_id, row.officer.name, row.capacity, row.title, row.board_seat, tuple(row.kinds),
            row.from_on, row.until_on, row.decision,
        )
        for row in sorted(rows, key=lambda row: given_name(row.officer.name))
    ]  # fmt: skip


@dataclass(frozen=True)
class PublicLetter:
    """What anybody may see of an issued letter: never whom it is written to, never what it says."""

    number_shown: str
    issued_on: date
    kind_name: str
    signer_office: tuple[str, ...]
    sealed: bool
    validity: Validity
    replaced_by: str
    corrected_by: str
    hashes: tuple[tuple[str, str], ...]


def public_letter(commune_id: int, verify_code: str) -> PublicLetter | None:
    """The letter with this code on its paper, or None: four statements."""
    row = Letter.objects.of(commune_id).filter(verify_code=verify_code, number__isnull=False).first()
    if row is None or State(row.state) not in ISSUED:
        return None
    signature = LetterSignature.objects.of(commune_id).get(letter=row)
    files = LetterFile.objects.of(commune_id).filter(letter=row).order_by("pk").values_list("purpose", "sha256")
    return PublicLetter(
        number_shown=row.number_shown,
        issued_on=_issued(row),
        kind_name=_kind(row).name,
        signer_office=(*signature.over, *signature.under),
        sealed=row.sealed_at is not None,
        validity=Validity(row.validity),
        replaced_by=number_of_next(commune_id, replaces=row),
        corrected_by=number_of_next(commune_id, corrects=row),
        hashes=tuple(files),
    )


def letter_of_owed(actor: Actor, owed_code: str) -> str:
    """The code of the letter that an owed matter waits for; empty when there is none."""
    found = Letter.objects.of(actor.commune_id).filter(owed__code=owed_code).order_by("-pk").first()
    return found.code if found else ""


def about(actor: Actor, dossier_code: str) -> list[tuple[str, str, State, str]]:
    """(code, kind name, state, number) of the letters about a matter, oldest first: one statement."""
    rows = Letter.objects.of(actor.commune_id).filter(about__code=dossier_code).exclude(state=State.DISCARDED.value)
    return [(row.code, _kind(row).name, State(row.state), row.number_shown) for row in rows.order_by("pk")]
