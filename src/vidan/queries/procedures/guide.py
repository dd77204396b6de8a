"""What a question means in this commune, and what was not understood yet.

The guide of the pack is built once in each process; what a commune adds to it (own procedures, taught words) lies on
top and is built anew when the commune's shelf was turned. A question costs one statement.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from vidan.content import guide as content
from vidan.content.procedures import commune_pack
from vidan.domain.procedures.guide.answers import FOUND, Referral, decide
from vidan.domain.procedures.guide.ranking import Candidate, Guide, Phrase, asked_most, leaning
from vidan.domain.text import fold
from vidan.queries.procedures.listing import ProcedureRow, _in_force, _row, common_here
from vidan.store import shelves
from vidan.store.models import MissedQuestion, TaughtWording

#: Communes whose guides one process keeps at hand.
KEPT = 64


@dataclass(frozen=True)
class FoundCard:
    """A procedure that may be meant, and the question's own words that say so."""

    row: ProcedureRow
    because: str


@dataclass(frozen=True)
class GuidanceCard:
    """How a question is answered: `found`, `ask`, `unsure`, `refer`, `kind`, `nothing`; best procedure first; `call`:
    whom to call if somebody is in danger after all.
    """

    kind: str
    found: tuple[FoundCard, ...] = ()
    elsewhere: Referral | None = None
    call: Referral | None = None


@dataclass(frozen=True)
class MissedCard:
    """A question that was not understood, and what it is understood as now."""

    number: int
    words: str
    times: int
    last_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class _Built:
    revision: int
    on: date
    guide: Guide
    rows: dict[str, ProcedureRow]
    codes: dict[str, str]
    #: How common each is: in any commune, and in this one in this season.
    common: dict[str, float]


_built: OrderedDict[int, _Built] = OrderedDict()
_lock = Lock()


def guidance(commune_id: int, question: str, on: date) -> GuidanceCard:
    """What the question means here, today. One statement once the commune's guide is built."""
    built = _guide_of(commune_id, on)
    exact = built.codes.get(fold(question))
    if exact:
        return GuidanceCard(FOUND, (FoundCard(built.rows[exact], question),))
    candidates = leaning(built.guide.rank(question), built.common, question)
    told = decide(candidates, built.rows.keys(), content.small_talk(), content.watch().hear(question))
    referrals = content.referrals()
    elsewhere = referrals.get(told.elsewhere.key) if told.elsewhere else None
    found = tuple(_found(built, one) for one in told.shown)
    return GuidanceCard(told.kind, found, elsewhere, referrals.get(told.call))


def _found(built: _Built, one: Candidate) -> FoundCard:
    return FoundCard(built.rows[one.key], one.because)


def _guide_of(commune_id: int, on: date) -> _Built:
    revision = shelves.revision(commune_id)
    with _lock:
        built = _built.get(commune_id)
        if built and (built.revision, built.on) == (revision, on):
            _built.move_to_end(commune_id)
            return built
    built = _build(commune_id, on, revision)
    with _lock:
        _built[commune_id] = built
        while len(_built) > KEPT:
            _built.popitem(last=False)
    return built


def _build(commune_id: int, on: date, revision: int) -> _Built:
    rows = {row.key: _row(row) for row in _in_force(commune_id, on)}
    pack = {text.key for text in commune_pack()}
    own = [
        Phrase(title, row.key) for row in rows.values() if row.key not in pack for title in (row.name, row.short_name)
    ]
    taught = TaughtWording.objects.of(commune_id).values_list("words", "key")
    own += [Phrase(words, key, taught=True) for words, key in taught]
    guide = Guide(own, content.lexicon(), base=content.pack_guide()) if own else content.pack_guide()
    codes = {fold(code): row.key for row in rows.values() for code in (row.code, row.key) if code}
    return _Built(revision, on, guide, rows, codes, asked_most(content.common(), common_here(commune_id)))


def whole_guide(commune_id: int, on: date) -> Guide:
    """The guide with all that this commune added: for a copy that is taken away."""
    return _guide_of(commune_id, on).guide


def missed(commune_id: int, *, most: int = 100) -> list[MissedCard]:
    """Questions not understood yet, the most asked first."""
    rows = MissedQuestion.objects.of(commune_id).filter(settled_at=None).order_by("-times", "-last_at")[:most]
    return [_missed(row) for row in rows]


def missed_card(commune_id: int, number: int) -> MissedCard | None:
    """One of them, settled or not."""
    row = MissedQuestion.objects.of(commune_id).filter(pk=number).first()
    return _missed(row) if row else None


def _missed(row: MissedQuestion) -> MissedCard:
    return MissedCard(row.pk, row.words, row.times, row.last_at, row.settled_at)
