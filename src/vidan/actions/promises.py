"""What the promises have come to: kept with each act, in its own transaction, and put right where a recount differs."""

from collections.abc import Collection, Iterable
from datetime import date

from vidan.actions.recording import Record
from vidan.domain.occasions import Occasion
from vidan.domain.promises import Change, changes
from vidan.store import tallies
from vidan.store.tallies import Key


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
