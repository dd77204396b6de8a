"""The board as anybody may see it, its papers as the office sees them, and its pictures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vidan.content import steering as content
from vidan.content.promises import definitions
from vidan.domain.errors import Refused
from vidan.domain.letters.states import State
from vidan.domain.people import Actor, Role
from vidan.domain.sorting import given_name
from vidan.domain.steering import SEAT_ORDER, Seat, SigningWay
from vidan.queries.people import OfficerCard, officer_card
from vidan.store import vault
from vidan.store.models import Board, Commitment, Mandate, Member, Officer, Picture

PAPERS = tuple(paper.key for paper in content.founding().papers)


@dataclass(frozen=True)
class CommitmentCard:
    """A member's signature under the twelve commitments."""

    signed_on: date
    place: str
    way: SigningWay
    words_hash: str
    scan: str


@dataclass(frozen=True)
class MemberCard:
    """A seat of the board in somebody's hands. `decision` empty: the founding one."""

    id: int
    officer: OfficerCard
    seat: Seat
    field: str
    village: str
    village_id: int | None
    from_on: date
    until_on: date | None
    decision: str
    ended_by: str
    reception: str
    photo: str
    commitment: CommitmentCard | None

    def sits_on(self, day: date) -> bool:
        """Whether he sits on a day, both ends included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class PaperCard:
    """One of the four founding papers as a letter: who may act on it is the letters' own matter."""

    key: str
    code: str
    state: State
    number: str
    version: int
    verify_code: str


@dataclass(frozen=True)
class BoardCard:
    """The board on a day: who sits now or from a later day on, who has left, and its papers."""

    name: str
    from_on: date
    decision: str
    members: tuple[MemberCard, ...]
    left: tuple[MemberCard, ...]
    papers: tuple[PaperCard, ...]

    @property
    def signed(self) -> int:
        return sum(member.commitment is not None for member in self.members)


def board(commune_id: int, day: date) -> BoardCard | None:
    """The commune's board, or None while it has none: three statements."""
    row = Board.objects.of(commune_id).select_related(*PAPERS).first()
    if row is None:
        return None
    cards = sorted(_members(commune_id), key=lambda card: (SEAT_ORDER[card.seat], card.id))
    gone = [card for card in cards if card.until_on is not None and card.until_on < day]
    papers = tuple(_paper(key, getattr(row, key)) for key in PAPERS if getattr(row, key) is not None)
    return BoardCard(
        name=row.name,
        from_on=row.from_on,
        decision=next((paper.number for paper in papers if paper.key == "decision"), ""),
        members=tuple(card for card in cards if card not in gone),
        left=tuple(sorted(gone, key=lambda card: (card.until_on or day, card.id), reverse=True)),
        papers=papers,
    )


def _paper(key: str, letter: Any) -> PaperCard:
    return PaperCard(key, letter.code, State(letter.state), letter.number_shown, letter.version, letter.verify_code)


def _members(commune_id: int, **only: Any) -> list[MemberCard]:
    rows = (
        Member.objects.of(commune_id)
        .filter(**only)
        .select_related("officer", "village", "photo")
        .defer("photo__sealed")
    )
    signed = {
        one.member_id: CommitmentCard(
            one.signed_on, one.place, SigningWay(one.way), one.words_hash, one.scan.name if one.scan else ""
        )
        for one in Commitment.objects.of(commune_id).select_related("scan").defer("scan__sealed")
    }
    return [_card(row, signed.get(row.pk)) for row in rows]


def _card(row: Member, commitment: CommitmentCard | None) -> MemberCard:
    officer = officer_card(row.officer)
    assert officer is not None
    return MemberCard(
        id=row.pk,
        officer=officer,
        seat=Seat(row.seat),
        field=row.field,
        village=row.village.name if row.village else "",
        village_id=row.village_id,
        from_on=row.from_on,
        until_on=row.until_on,
        decision=row.decision,
        ended_by=row.ended_by,
        reception=row.reception,
        photo=row.photo.name if row.photo else "",
        commitment=commitment,
    )


def member(actor: Actor, member_id: int) -> MemberCard:
    """One seat, of now or of before. Refused alike when unknown and another commune's."""
    found = _members(actor.commune_id, pk=member_id)
    if not found:
        raise Refused("steering.member.unknown", field="member")
    return found[0]


@dataclass(frozen=True)
class Candidate:
    """An officer who may take a seat: with the village that is his own."""

    id: int
    name: str
    title: str
    village_id: int | None


def candidates(commune_id: int, day: date) -> tuple[Candidate, ...]:
    """Officers with an open account who sit in no seat: the heads first, then by name. Three statements."""
    seated = set(Member.objects.of(commune_id).filter(until_on=None).values_list("officer_id", flat=True))
    held = Mandate.objects.of(commune_id).filter(from_on__lte=day, until_on=None)
    roles: dict[int, set[str]] = {}
    villages: dict[int, int] = {}
    for officer_id, role, village_id in held.values_list("officer_id", "role", "village_id"):
        roles.setdefault(officer_id, set()).add(role)
        if village_id is not None:
            villages[officer_id] = village_id
    rows = Officer.objects.filter(commune_id=commune_id, is_active=True).order_by("pk")
    found = [
        Candidate(row.pk, row.name, row.title, villages.get(row.pk))
        for row in sorted(rows, key=lambda row: given_name(row.name))
        if row.pk not in seated and row.pk in roles
    ]
    return tuple(sorted(found, key=lambda one: Role.LEADER.value not in roles[one.id]))


def signed_words(day: date, language: str = "vi") -> tuple[tuple[int, str, str], ...]:
    """The twelve commitments as they are signed on a day: number, name, what it means."""
    told = [(one.number, one.wording(language)) for one in definitions(day)]
    return tuple((number, words.name, words.plain) for number, words in told)


def promise_named(number: int, day: date) -> str:
    """`8 (Không trễ hẹn)`: a promise as papers and lessons call it."""
    return next((f"{one.number} ({one.vi.name})" for one in definitions(day) if one.number == number), str(number))


def picture(commune_id: int, name: str, *, public: bool) -> bytes | None:
    """A picture's JPEG; None when unknown here, or not for everybody and asked by anybody."""
    rows = Picture.objects.of(commune_id).filter(name=name)
    row = (rows.filter(shown=True) if public else rows).first()
    return None if row is None else vault.unseal_bytes(vault.derived_key("board-pictures"), row.sealed)
