"""A letter as the desk sees it: its words, where it stands, who did what when, and its files."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from vidan.content import letters as content
from vidan.domain.errors import Refused
from vidan.domain.letters import signing
from vidan.domain.letters.composing import Document, Setting, compose
from vidan.domain.letters.delivery import LEAVING
from vidan.domain.letters.kinds import Authority, Kind, Layout, edition_on
from vidan.domain.letters.signing import BoardSeat, Capacity, SignatureBlock, SigningRight
from vidan.domain.letters.states import State, Validity
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.queries.letters.digital import OrderCard, orders_of
from vidan.store import vault
from vidan.store.models import Letter, LetterDelivery, LetterFile, LetterSignature, LetterText, Person, SealUse


@dataclass(frozen=True)
class SignatureCard:
    """Who signed, when, in which capacity, and the lines of the block."""

    signer: str
    signed_at: datetime
    mandate: str
    content_hash: str
    block: SignatureBlock


@dataclass(frozen=True)
class FileCard:
    """A kept file."""

    id: int
    purpose: str
    sha256: str
    size: int
    kept_at: datetime


@dataclass(frozen=True)
class DeliveryCard:
    """One try to bring the letter to its reader."""

    id: int
    way: str
    receiver: str
    sent_at: datetime
    sent_by: str
    state: str
    proof: str
    ended_at: datetime | None


@dataclass(frozen=True)
class SealCard:
    """One use of the seal."""

    at: datetime
    clerk: str
    copies: int
    file_hash: str


@dataclass(frozen=True)
class TextCard:
    """One version of the text: who wrote it when."""

    number: int
    made_by: str
    made_at: datetime


@dataclass(frozen=True)
class LetterCard:
    """A letter as the desk sees it; `values` are empty where its reader was forgotten."""

    id: int
    code: str
    kind: Kind
    authority: Authority
    unit: str
    state: State
    version: int
    values: Mapping[str, str]
    person_id: int | None
    about_code: str
    owed_code: str
    owed_holder_id: int | None
    trigger: str
    due_at: datetime | None
    drafted_at: datetime
    drafted_by: str
    submitted_at: datetime | None
    checked_at: datetime | None
    checked_by: str
    sent_back: str
    numbered_at: datetime | None
    sealed_at: datetime | None
    sent_at: datetime | None
    again_due_at: datetime | None
    acknowledged_at: datetime | None
    number: int
    number_shown: str
    issued_on: date | None
    copies: int
    verify_code: str
    validity: Validity
    replaces: str
    replaced_by: str
    corrects: str
    corrected_by: str
    texts: tuple[TextCard, ...]
    signature: SignatureCard | None
    files: tuple[FileCard, ...]
    deliveries: tuple[DeliveryCard, ...]
    seals: tuple[SealCard, ...]
    orders: tuple[OrderCard, ...]

    @property
    def authors(self) -> frozenset[str]:
        return frozenset(text.made_by for text in self.texts if text.made_by)

    @property
    def leaving(self) -> bool:
        """It goes by mail, and the mail server has not taken it yet."""
        return self.state is State.SENT and bool(self.deliveries) and self.deliveries[-1].state == LEAVING

    @property
    def main_file(self) -> FileCard | None:
        """The file that stands for the letter: signed digitally, else scanned, else the print."""
        order = ("signed", "scan", "print")
        return min(self.files, key=lambda file: (order.index(file.purpose), -file.id), default=None)


def card(actor: Actor, code: str) -> LetterCard:
    """A letter of the actor's commune. Refused `letters.unknown`."""
    row = _rows(actor.commune_id).filter(code=code).first()
    if row is None:
        raise Refused("letters.unknown", field="code", code=code)
    return _card(row)


def blank(kind: Kind, authority: Authority | None, values: Mapping[str, str], now: datetime) -> LetterCard:
    """A letter that nobody has begun yet, for the preview of its first words."""
    nothing: dict[str, Any] = {field.name: "" for field in fields(LetterCard)}
    for name in ("person_id", "owed_holder_id", "due_at", "submitted_at", "checked_at", "numbered_at", "sealed_at",
                 "sent_at", "again_due_at", "acknowledged_at", "issued_on", "signature"):  # fmt: skip
        nothing[name] = None
    for name in ("texts", "files", "deliveries", "seals", "orders"):
        nothing[name] = ()
    told = {"id": 0, "kind": kind, "authority": authority or kind.authority, "state": State.DRAFT, "version": 0}
    kept = {"values": values, "drafted_at": now, "number": 0, "copies": 2, "validity": Validity.IN_FORCE}
    return LetterCard(**nothing | told | kept)


def card_by_id(commune_id: int, letter_id: int) -> LetterCard | None:
    """A letter for a job."""
    row = _rows(commune_id).filter(pk=letter_id).first()
    return _card(row) if row else None


def _rows(commune_id: int) -> Any:
    return Letter.objects.of(commune_id).select_related(
        "person", "about", "owed", "drafted_by", "checked_by", "replaces", "corrects"
    )


def key_of(person: Person | None) -> bytes | None:
    """The key of a letter's texts; None when its reader was forgotten."""
    if person is None:
        return vault.derived_key("letters")
    try:
        return vault.person_key(person.wrapped_key)
    except vault.Unreadable:
        return None


def opened(key: bytes | None, sealed: vault.Sealed | None) -> dict[str, str]:
    """What lies sealed, or nothing."""
    if key is None or sealed is None:
        return {}
    found: dict[str, str] = vault.unseal(key, sealed)
    return found


def _owed(row: Letter) -> dict[str, Any]:
    """The matter by which the letter is owed, and who holds it."""
    owed = row.owed
    return {"owed_code": owed.code if owed else "", "owed_holder_id": owed.holder_id if owed else None}


def _card(row: Letter) -> LetterCard:
    key, texts = key_of(row.person), _texts(row)
    now = next(text for text in texts if text.number == row.text_number)
    return LetterCard(
        id=row.pk,
        code=row.code,
        kind=edition_on(content.kinds(), row.kind, row.edition_on),
        authority=Authority(row.authority),
        unit=row.unit,
        state=State(row.state),
        version=row.version,
        values=opened(key, now.sealed),
        person_id=row.person_id,
        about_code=row.about.code if row.about else "",
        **_owed(row),
        trigger=row.trigger,
        due_at=row.due_at,
        drafted_at=row.drafted_at,
        drafted_by=row.drafted_by.name if row.drafted_by else "",
        submitted_at=row.submitted_at,
        checked_at=row.checked_at,
        checked_by=row.checked_by.name if row.checked_by else "",
        sent_back=row.sent_back,
        numbered_at=row.numbered_at,
        sealed_at=row.sealed_at,
        sent_at=row.sent_at,
        again_due_at=row.again_due_at,
        acknowledged_at=row.acknowledged_at,
        number=row.number or 0,
        number_shown=row.number_shown,
        issued_on=row.issued_on,
        copies=row.copies,
        verify_code=row.verify_code,
        validity=Validity(row.validity),
        replaces=row.replaces.number_shown if row.replaces else "",
        replaced_by=number_of_next(row.commune_id, replaces=row),
        corrects=row.corrects.number_shown if row.corrects else "",
        corrected_by=number_of_next(row.commune_id, corrects=row),
        texts=tuple(TextCard(text.number, text.made_by.name if text.made_by else "", text.made_at) for text in texts),
        signature=_signature(row),
        files=_files(row),
        deliveries=_deliveries(row, key),
        seals=_seals(row),
        orders=orders_of(row),
    )


def _texts(row: Letter) -> list[LetterText]:
    return list(LetterText.objects.of(row.commune_id).filter(letter=row).select_related("made_by").order_by("number"))


def number_of_next(commune_id: int, **by: Letter) -> str:
    """The number of the letter that replaces or corrects one; empty where there is none."""
    later = Letter.objects.of(commune_id).filter(number__isnull=False, **by).order_by("-pk").first()
    return later.number_shown if later else ""


def _signature(row: Letter) -> SignatureCard | None:
    found = LetterSignature.objects.of(row.commune_id).filter(letter=row).first() if row.signed_at else None
    if found is None:
        return None
    block = SignatureBlock(tuple(found.over), tuple(found.under), found.signer_name)
    return SignatureCard(found.signer_name, found.signed_at, found.mandate, found.content_hash, block)


def _files(row: Letter) -> tuple[FileCard, ...]:
    if row.signed_at is None:
        return ()
    files = LetterFile.objects.of(row.commune_id).filter(letter=row).defer("sealed").order_by("pk")
    return tuple(FileCard(file.pk, file.purpose, file.sha256, file.size, file.kept_at) for file in files)


def _deliveries(row: Letter, key: bytes | None) -> tuple[DeliveryCard, ...]:
    if row.sealed_at is None:
        return ()
    tries = LetterDelivery.objects.of(row.commune_id).filter(letter=row).select_related("sent_by").order_by("pk")
    return tuple(
        DeliveryCard(
            id=one.pk,
            way=one.way,
            receiver=opened(key, one.sealed).get("receiver", ""),
            sent_at=one.sent_at,
            sent_by=one.sent_by.name if one.sent_by else "",
            state=one.state,
            proof=one.proof,
            ended_at=one.ended_at,
        )
        for one in tries
    )


def _seals(row: Letter) -> tuple[SealCard, ...]:
    if row.sealed_at is None:
        return ()
    uses = SealUse.objects.of(row.commune_id).filter(letter=row).select_related("clerk").order_by("pk")
    return tuple(SealCard(use.used_at, use.clerk.name, use.copies, use.file_hash) for use in uses)


#: Whose block a letter shows while nobody has signed it.
_USUAL = SigningRight(Capacity.CHAIRMAN, "Chủ tịch", date(2025, 7, 1), board_seat=BoardSeat.HEAD)


def document(
    letter: LetterCard,
    *,
    commune: str,
    place: str,
    now: datetime,
    verify_url: str = "",
    demo: bool = False,
    training: bool = False,
    values: Mapping[str, str] | None = None,
) -> Document:
    """The letter as it is printed. `commune`: as inside a sentence (`xã Điền Lư`). `values`: a preview's own."""
    shown = letter.values if values is None else values
    block = letter.signature.block if letter.signature else signing.block(letter.authority, _USUAL, commune, "")
    secretary = shown.get("secretary", "")
    return compose(
        letter.kind,
        shown,
        Setting(
            commune=commune,
            place=place,
            authority=letter.authority,
            unit=letter.unit,
            made_on=letter.issued_on or local_day(letter.signature.signed_at if letter.signature else now),
            day=letter.issued_on,
            number=letter.number,
            signature=block,
            second=("THƯ KÝ", secretary) if letter.kind.layout is Layout.MINUTES else ("", ""),
            verify_url=verify_url if letter.signature else "",
            demo=demo,
            training=training,
            draft=letter.signature is None,
        ),
    )


def file_content(actor: Actor, code: str, file_id: int) -> bytes:
    """The plain bytes of a kept file. Refused `letters.unknown`."""
    found = (
        LetterFile.objects.of(actor.commune_id)
        .filter(letter__code=code, pk=file_id)
        .select_related("letter__person")
        .first()
    )
    key = key_of(found.letter.person) if found else None
    if found is None or key is None:
        raise Refused("letters.unknown", field="code", code=code)
    return vault.unseal_bytes(key, found.sealed)
