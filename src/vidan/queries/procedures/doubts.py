"""The weekly list of what people did not understand: whose it is, what was asked, how often a guide was not clear."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from vidan.domain.procedures.verdicts import VerdictOn
from vidan.queries.people import OfficerCard, officer_card
from vidan.queries.procedures.guide import MissedCard, _missed
from vidan.queries.procedures.listing import _in_force
from vidan.store.models import GuideDoubt, GuideVerdict, MissedQuestion

#: Lists shown at most, and questions of one.
MOST, MOST_QUESTIONS = 100, 50


@dataclass(frozen=True)
class DoubtCard:
    """A week's questions and "not yet" about one guide (no key: about nobody knows what).

    `answers`: without a key, published answers that were not understood, by code, with how often.
    """

    code: str
    key: str
    name: str
    holder: OfficerCard | None
    opened_at: datetime
    since: datetime
    due_at: datetime | None
    closed_at: datetime | None
    questions: tuple[MissedCard, ...]
    not_yet: int
    understood: int
    answers: tuple[tuple[str, int], ...] = ()


def doubts(commune_id: int, on: date, *, most: int = MOST) -> tuple[DoubtCard, ...]:
    """Lists, open ones first, then the newest: four statements."""
    rows = GuideDoubt.objects.of(commune_id).select_related("matter__holder").order_by("-opened_at", "pk")[:most]
    cards = _cards(commune_id, list(rows), on)
    return tuple(sorted(cards, key=lambda card: card.closed_at is not None))


def doubt(commune_id: int, code: str, on: date) -> DoubtCard | None:
    """One list, or None."""
    rows = GuideDoubt.objects.of(commune_id).filter(matter__code=code).select_related("matter__holder")
    found = _cards(commune_id, list(rows), on)
    return found[0] if found else None


def _cards(commune_id: int, rows: list[GuideDoubt], on: date) -> list[DoubtCard]:
    names = dict(_in_force(commune_id, on).values_list("key", "short_name")) if rows else {}
    open_questions = _questions(commune_id, names)
    said = _verdicts(commune_id, rows)
    return [_card(row, names, open_questions, said) for row in rows]


def _questions(commune_id: int, names: Iterable[str]) -> list[tuple[str, MissedCard]]:
    """Open questions with the guide that is guessed, where it is one of ours."""
    known = set(names)
    rows = MissedQuestion.objects.of(commune_id).filter(settled_at=None).order_by("-times", "-last_at")
    return [(row.guess if row.guess in known else "", _missed(row)) for row in rows]


_Said = tuple[str, str, bool, datetime]


def _verdicts(commune_id: int, rows: list[GuideDoubt]) -> list[_Said]:
    """Guide ("" for published answers), what it was said under, whether understood, when."""
    if not rows:
        return []
    first = min(row.since for row in rows)
    keys = {row.procedure_key for row in rows if row.procedure_key}
    said = GuideVerdict.objects.of(commune_id).filter(said_at__gte=first)
    said = said.filter(Q(about=VerdictOn.GUIDE, procedure_key__in=keys) | Q(about=VerdictOn.ANSWER))
    return [
        (name if about == VerdictOn.GUIDE else "", name, understood, at)
        for name, about, understood, at in said.values_list("procedure_key", "about", "understood", "said_at")
    ]


def _card(
    row: GuideDoubt,
    names: dict[str, str],
    questions: list[tuple[str, MissedCard]],
    said: list[_Said],
) -> DoubtCard:
    closed = row.matter.closed_at
    own = [card for guess, card in questions if guess == row.procedure_key and closed is None]
    heard = [one for one in said if one[0] == row.procedure_key and row.since <= one[3] <= (closed or one[3])]
    counted = Counter(understood for _key, _name, understood, _at in heard)
    unclear = Counter(name for _key, name, understood, _at in heard if not understood and not row.procedure_key)
    return DoubtCard(
        code=row.matter.code,
        key=row.procedure_key,
        name=names.get(row.procedure_key, row.matter.title),
        holder=officer_card(row.matter.holder),
        opened_at=row.opened_at,
        since=row.since,
        due_at=row.matter.due_at,
        closed_at=closed,
        questions=tuple(own[:MOST_QUESTIONS]),
        not_yet=counted[False],
        understood=counted[True],
        answers=tuple(unclear.most_common(MOST_QUESTIONS)),
    )
