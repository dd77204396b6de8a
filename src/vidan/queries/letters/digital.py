"""Digital signing as it is seen: orders and what became of them, who has the means, and what the job needs."""

from dataclasses import dataclass
from datetime import date, datetime

from vidan.domain.letters.digital import LOST_AFTER, OrderState
from vidan.domain.people import Actor
from vidan.store import vault
from vidan.store.models import Letter, SigningMeans, SigningOrder


@dataclass(frozen=True)
class OrderCard:
    """An order to sign a letter digitally, and what became of it."""

    signer: str
    state: OrderState
    problem: str
    level: str
    ordered_at: datetime
    ended_at: datetime | None

    def runs_at(self, now: datetime) -> bool:
        """Whether a job is still expected to carry it out."""
        return self.state is OrderState.WAITING and now - self.ordered_at < LOST_AFTER


def orders_of(letter: Letter) -> tuple[OrderCard, ...]:
    """A signed letter's orders, oldest first: one statement."""
    if letter.signed_at is None:
        return ()
    rows = SigningOrder.objects.of(letter.commune_id).filter(letter=letter).defer("sealed").order_by("pk")
    return tuple(
        OrderCard(row.signer, OrderState(row.state), row.problem, row.level, row.ordered_at, row.ended_at)
        for row in rows
    )


@dataclass(frozen=True)
class MeansCard:
    """With what somebody signs; `officer` empty: the office itself."""

    id: int
    officer_id: int | None
    officer: str
    source: str
    label: str
    subject: str
    valid_until: date | None
    picture: bool
    width: int
    kept_at: datetime


def means(actor: Actor) -> list[MeansCard]:
    """The means in use, the office's own first: one statement."""
    rows = SigningMeans.objects.of(actor.commune_id).filter(ended_at=None).select_related("officer").defer("sealed")
    found = [
        MeansCard(
            id=row.pk,
            officer_id=row.officer_id,
            officer=row.officer.name if row.officer else "",
            source=row.source,
            label=row.label,
            subject=row.subject,
            valid_until=row.valid_until,
            picture=bool(row.picture),
            width=row.width,
            kept_at=row.kept_at,
        )
        for row in rows
    ]
    return sorted(found, key=lambda card: (card.officer_id is not None, card.officer, card.id))


@dataclass(frozen=True)
class Hand:
    """Whether this officer, and the office, have the means to sign digitally."""

    own: bool
    office: bool

    @property
    def whole(self) -> bool:
        """Both: only then does a digital signature lead to a whole document."""
        return self.own and self.office


def hand(actor: Actor) -> Hand:
    """What this officer could sign with: one statement."""
    rows = SigningMeans.objects.of(actor.commune_id).filter(ended_at=None).values_list("officer_id", flat=True)
    holders = set(rows)
    return Hand(actor.officer_id in holders, None in holders)


@dataclass(frozen=True, repr=False)
class Order:
    """An order as the job carries it out, opened; it is never shown nor printed."""

    signer: str
    letter_id: int
    source: str
    content: bytes
    label: str
    word: str
    picture: bytes | None
    seal_width: int


def order_to_carry(commune_id: int, order_id: int) -> Order | None:
    """An order that still waits, with its means and word opened; None where nobody waits (any more)."""
    row = (
        SigningOrder.objects.of(commune_id)
        .filter(pk=order_id, state=OrderState.WAITING.value)
        .select_related("means")
        .first()
    )
    if row is None:
        return None
    key, own = vault.derived_key("signing"), row.means
    office = SigningMeans.objects.of(commune_id).filter(officer=None, ended_at=None).order_by("-pk").first()
    return Order(
        signer=row.signer,
        letter_id=row.letter_id,
        source=own.source,
        content=vault.unseal_bytes(key, own.sealed) if own.sealed else b"",
        label=own.label,
        word=vault.unseal(key, row.sealed)["word"],
        picture=vault.unseal_bytes(key, own.picture) if own.picture else None,
        seal_width=office.width if office else 0,
    )
