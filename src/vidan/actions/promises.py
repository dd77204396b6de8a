"""What the promises have come to: kept with each act, in its own transaction, and put right where a recount differs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from vidan.actions.recording import Record, recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of
from vidan.domain.occasions import Occasion
from vidan.domain.people import Actor, Role, require
from vidan.domain.promises import Change, Differing, LaidDown, cause_of, changes, scorecards, windows
from vidan.domain.promises.facts import (
    FiguresCorrected,
    FiguresRecounted,
    ScoreboardPublished,
    ScorecardInputEntered,
    TablesKept,
)
from vidan.domain.text import clean_line
from vidan.store import tallies
from vidan.store.models import Entry, FigureCorrection, KeptTable, ScorecardInput
from vidan.store.rows import insert
from vidan.store.tallies import Key

SUBJECT = "promises:{}"
_DAY, _MOMENT, _A_YEAR = timedelta(days=1), timedelta(seconds=1), timedelta(days=370)


def follow(
    record: Record, subjects: Collection[str], asked: Collection[int], found: Iterable[tuple[int, Occasion]]
) -> int:
    """Keep the occasions of some subjects as they are now, and what days bring by them. Returns how many changed.

    `found`: (promise, occasion), all that the evidence has of these subjects for the promises that were `asked`.
    """
    commune_id = record.actor.commune_id
    kept = tallies.occasions_of(commune_id, sorted(set(subjects) - record.born.keys()))
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
                signed, before_it = change if sign > 0 else -change, told.get((promise, day))
                told[promise, day] = signed if before_it is None else before_it + signed
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


def correct(actor: Actor, found: Sequence[Differing], *, recounted: Collection[int] = (), now: datetime) -> None:
    """Keep for everybody to see that published figures are other ones now; nothing to keep is nothing recorded.

    `recounted`: promises of which the nightly recount had put something right, so that the mistake was ours.
    """
    require(actor)
    if not found:
        return
    by_promise: dict[int, list[Differing]] = defaultdict(list)
    for one in found:
        by_promise[one.promise].append(one)
    with recording(actor, now) as record:
        for promise, rows in by_promise.items():
            cause, days = cause_of(promise, promise in recounted), [one.day for one in rows]
            FigureCorrection.objects.of(actor.commune_id).bulk_create(
                [_row(actor.commune_id, one, cause, now) for one in rows]
            )
            told = FiguresCorrected(promise=promise, first=min(days), last=max(days), days=len(days), cause=cause)
            record.fact(told, subject=SUBJECT.format(promise))


def _row(commune_id: int, one: Differing, cause: str, now: datetime) -> FigureCorrection:
    return FigureCorrection(
        commune_id=commune_id,
        promise=one.promise,
        day=one.day,
        told_kept=one.told.kept,
        told_counted=one.told.counted,
        found_kept=one.found.kept,
        found_counted=one.found.counted,
        cause=cause,
        noticed_on=local_day(now),
    )


def keep_tables(actor: Actor, first: date, last: date, tables: Sequence[LaidDown], *, now: datetime) -> None:
    """Lay down the tables of a quarter that is over. Refused (`promises.tables_kept`) when that quarter has its own
    already: nothing that is told later goes into them.
    """
    require(actor)
    with recording(actor, now) as record:
        kept = KeptTable.objects.of(actor.commune_id)
        if kept.filter(last=last).exists():
            raise Refused("promises.tables_kept", day=last)
        kept.bulk_create(
            [
                KeptTable(
                    commune_id=actor.commune_id,
                    promise=one.promise,
                    by=one.by,
                    first=first,
                    last=last,
                    cells=[[name, figure.kept, figure.counted] for name, figure in one.cells],
                    others=None if one.others is None else [one.others.kept, one.others.counted],
                )
                for one in tables
            ]
        )
        record.fact(TablesKept(first=first, last=last, tables=len(tables)), subject=SUBJECT.format("tables"))


#: Who types in what only other systems know.
KEEPERS = (Role.LEADER, Role.CLERK)


def enter_input(
    actor: Actor, last: date, key: str, kept: int, counted: int, source: str, *, now: datetime
) -> ScorecardInput:
    """Type in a figure for the scorecard of the quarter that ends with `last`. A new one never takes the old away.

    Refused for a quarter that is not over or was over a year ago, an unknown figure, no share, and no source.
    """
    require(actor, *KEEPERS)
    source = clean_line(source)
    scorecards.check_input(key, kept, counted, source)
    if windows(last + _DAY)["quarter"][0] != last + _DAY or not timedelta(0) < local_day(now) - last < _A_YEAR:
        raise Refused("promises.input.quarter", field="last")
    with recording(actor, now) as record:
        row = ScorecardInput(
            commune_id=actor.commune_id,
            last=last,
            key=key,
            kept=kept,
            counted=counted,
            source=source,
            entered_at=now,
            entered_by_id=actor.officer_id,
        )
        insert(row)
        told = ScorecardInputEntered(last=last, key=key, kept=kept, counted=counted)
        record.fact(told, subject=SUBJECT.format("scorecards"))
    return row
