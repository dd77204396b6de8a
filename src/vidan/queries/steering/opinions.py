"""Rounds of opinions as the office works with them and as anybody reads them."""

from dataclasses import dataclass
from datetime import date, datetime

from vidan.domain.errors import Refused
from vidan.domain.steering import Acceptance, OpinionWay, is_open
from vidan.store import vault
from vidan.store.models import Opinion, OpinionRound


@dataclass(frozen=True)
class OpinionCard:
    """One opinion and its answer; `words` are empty for the public where it names or insults somebody."""

    number: int
    way: OpinionWay
    words: str
    given_on: date
    outcome: Acceptance | None
    answer: str
    hidden: bool


@dataclass(frozen=True)
class RoundCard:
    """A draft that lies open, or lay open, with what was said of it."""

    code: str
    title: str
    draft: str
    question: str
    from_on: date
    until_on: date
    summary: str
    published_at: datetime | None
    opinions: tuple[OpinionCard, ...]

    def open_on(self, day: date) -> bool:
        """Whether opinions are taken on a day."""
        return self.published_at is None and is_open(self.from_on, self.until_on, day)

    @property
    def unanswered(self) -> int:
        return sum(one.outcome is None for one in self.opinions)

    @property
    def adopted(self) -> int:
        return sum(one.outcome in (Acceptance.ADOPTED, Acceptance.PARTLY) for one in self.opinions)


def rounds(commune_id: int) -> tuple[RoundCard, ...]:
    """The newest first, without what was said: one statement."""
    rows = OpinionRound.objects.of(commune_id).order_by("-from_on", "-pk")
    return tuple(_card(row, ()) for row in rows)


def _card(row: OpinionRound, opinions: tuple[OpinionCard, ...]) -> RoundCard:
    return RoundCard(
        row.code,
        row.title,
        row.draft,
        row.question,
        row.from_on,
        row.until_on,
        row.summary,
        row.published_at,
        opinions,
    )


def opinion_round(commune_id: int, code: str, *, public: bool) -> RoundCard:
    """One round: for the public without what is hidden, and what was said only once the result is published.

    Two statements. Refused alike when unknown and another commune's.
    """
    row = OpinionRound.objects.of(commune_id).filter(code=code).first()
    if row is None:
        raise Refused("steering.round.unknown", field="code")
    if public and row.published_at is None:
        return _card(row, ())
    key = vault.derived_key("opinions")
    found = Opinion.objects.of(commune_id).filter(round=row).order_by("number")
    return _card(row, tuple(_opinion(one, key, public=public) for one in found))


def _opinion(row: Opinion, key: bytes, *, public: bool) -> OpinionCard:
    words = "" if public and row.hidden else str(vault.unseal(key, row.sealed))
    outcome = Acceptance(row.outcome) if row.outcome else None
    return OpinionCard(row.number, OpinionWay(row.way), words, row.given_on, outcome, row.answer, row.hidden)
