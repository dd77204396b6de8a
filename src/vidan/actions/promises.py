"""What the promises have come to: kept with each act, in its own transaction, and put right where a recount differs."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from vidan.actions.recording import Record, recording
from vidan.domain.errors import Refused
from vidan.domain.moments import start_of
from vidan.domain.occasions import Occasion
from vidan.domain.people import Actor, require
from vidan.domain.promises import Change, changes
from vidan.domain.promises.facts import FiguresRecounted, ScoreboardPublished
from vidan.store import tallies
from vidan.store.models import Entry
from vidan.store.tallies import Key

SUBJECT = "promises:{}"
_DAY, _MOMENT = timedelta(days=1), timedelta(seconds=1)


def follow(
    record: Record, subjects: Collection[str], asked: Collection[int], found: Iterable[tuple[int, Occasion]]
) -> int:
    """Keep the occasions of some subjects as they are now, and what days bring by them. Returns how many changed.

    `found`: (promise, occasion), all that the evidence has of these subjects for the promises that were `asked`.
    """
    commune_id = record.actor.commune_id
    kept = tallies.occasions_of(commune_id, sorted(subjects))
    before = {key: one for key, one in kept.items() if key[0] in asked}
    now: dict[Key, Occasion] = {(promise, one.subject, one.number): one for promise, one in found}
    changed = {key: one for key, one in now.items() if before.get(key) != one}
    gone = [key for key in before if key not in now]
    if changed or gone:
        tallies.keep(commune_id, [(key[0], one) for key, one in changed.items()])
        tallies.drop(commune_id, gone)
        tallies.add(commune_id, _difference({key: before[key] for key in (*changed, *gone) if key in before}, changed))
    return len(changed) + len(gone)


def _difference(before: dict[Key, Occasion], now: dict[Key, Occasion]) -> dict[tuple[int, date], Change]:
    """What days bring more (or less) by the new occasions than by the old ones."""
    told: dict[tuple[int, date], Change] = {}
    for sign, occasions in ((-1, before), (1, now)):
        for (promise, _, _), one in occasions.items():
            for day, change in changes(one).items():
                told[promise, day] = told.get((promise, day), Change()) + (change if sign > 0 else -change)
    return {key: change for key, change in told.items() if change}


def put_right(actor: Actor, number: int, subjects: Collection[str], found: Iterable[Occasion], *, now: datetime) -> int:
    """Keep the occasions of a promise's subjects as the evidence has them. Returns how many differed.

    `found` is asked inside the transaction: what happened meanwhile is in it. Nothing differing is nothing recorded.
    """
    require(actor)
    with recording(actor, now) as record:
        differing = follow(record, subjects, (number,), ((number, one) for one in found))
        record.fact(
            FiguresRecounted(occasions=len(subjects), differing=differing, days=0), subject=SUBJECT.format(number)
        )
    return differing


def add_up(actor: Actor, *, now: datetime) -> int:
    """Put the tallies right where they are not what the occasions say. Returns how many days were wrong."""
    require(actor)
    with recording(actor, now) as record:
        stored, right = tallies.stored(actor.commune_id), tallies.recounted(actor.commune_id)
        wrong = {
            key: right.get(key, Change()) + -stored.get(key, Change())
            for key in stored.keys() | right.keys()
            if stored.get(key) != right.get(key)
        }
        if wrong:
            tallies.add(actor.commune_id, wrong)
        record.fact(FiguresRecounted(occasions=0, differing=0, days=len(wrong)), subject=SUBJECT.format("days"))
    return len(wrong)


def announce(actor: Actor, board: ScoreboardPublished, *, now: datetime) -> None:
    """Leave a day's figures for the public ledger. Refused (`promises.announced`) when that day's, or a later one's,
    were left already.
    """
    require(actor)
    with recording(actor, now) as record:
        if Entry.objects.of(actor.commune_id).filter(kind="bc", on__gte=board.day).exists():
            raise Refused("promises.announced", day=board.day)
        record.fact(board, subject=SUBJECT.format("board"), happened_at=min(now, start_of(board.day) + _DAY - _MOMENT))
