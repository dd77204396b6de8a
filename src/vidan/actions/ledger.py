"""What the publisher does to the logs: begin one, give entries their places, bind us to a longer tree, say it is out.

Each is one transaction of its own, so that a crash between any two leaves something that the next run goes on from
(docs/ledger-format.md). Nothing is signed here: signing comes after `extend_head` was committed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from vidan.actions.recording import Record, recording
from vidan.domain.errors import Refused
from vidan.domain.ledger import Checkpoint, build, facts
from vidan.domain.ledger.entries import SALT_SIZE, parse, year_link
from vidan.domain.ledger.merkle import EMPTY_ROOT, check_consistency
from vidan.domain.ledger.note import from_base64, to_base64
from vidan.domain.ledger.publishing import turn
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.store import places
from vidan.store.counters import next_number
from vidan.store.models import Entry, Fact, LedgerHead

#: Rows that one transaction places at most.
MOST_PLACED = 500


def subject(year: int) -> str:
    """How facts name a log."""
    return f"ledger:{year}"


def begin(actor: Actor, year: int, origin: str, vkey: str, *, edition: int = 1, now: datetime) -> None:
    """Begin a year's log with its first entry, `dau`, which takes up the last checkpoint of the log before.

    A later edition takes the place of a log that cannot be continued any more. Refused when it was begun before, when a
    later one was, or when the one before is not finished and public.
    """
    require(actor)
    with recording(actor, now) as record:
        newest = _newest(actor)
        if newest is not None and (newest.year, newest.edition) >= (year, edition):
            raise Refused("ledger.log.begun", year=year, newest=newest.year)
        if newest is not None and not _finished(newest):
            raise Refused("ledger.log.unfinished", year=newest.year)
        before = None if newest is None else checkpoint_of(newest)
        head = _open(actor, year, edition, origin, vkey)
        _first_entry(record, head, before)


def _newest(actor: Actor) -> LedgerHead | None:
    return LedgerHead.objects.of(actor.commune_id).order_by("-year", "-edition").first()


def _open(actor: Actor, year: int, edition: int, origin: str, vkey: str) -> LedgerHead:
    empty = to_base64(EMPTY_ROOT)
    head = LedgerHead(commune_id=actor.commune_id, year=year, edition=edition, origin=origin, vkey=vkey, root=empty)
    head.save(force_insert=True)
    return head


def _first_entry(record: Record, head: LedgerHead, before: Checkpoint | None) -> None:
    day, link = local_day(record.now), year_link(head.origin, before)
    told = facts.LogBegun(origin=head.origin, vkey=head.vkey, before=before.paper if before else "")
    Entry(
        commune_id=record.actor.commune_id,
        fact_id=record.fact(told, subject=subject(head.year)),
        kind="dau",
        on=day,
        body=build("dau", day, link).decode("ascii"),
        commitment=to_base64(link),
        salt=bytes(SALT_SIZE),
        log_year=head.year,
        log_edition=head.edition,
        position=0,
    ).save(force_insert=True)


def _finished(head: LedgerHead) -> bool:
    placed = _placed(head)
    return placed == head.size == head.public_size


def _placed(head: LedgerHead) -> int:
    rows = Entry.objects.of(head.commune_id).filter(log_year=head.year, log_edition=head.edition)
    last = rows.order_by("-position").first()
    return 0 if last is None or last.position is None else int(last.position) + 1


def checkpoint_of(head: LedgerHead) -> Checkpoint:
    """The tree that we are bound to."""
    return Checkpoint(head.origin, head.size, from_base64(head.root))


def place(actor: Actor, year: int, entry_ids: Sequence[int], *, now: datetime) -> int:
    """Give waiting entries the next places of a log, in the order of their commitments. Returns how many.

    Refused for more than MOST_PLACED, for a log that is not the newest, and when somebody else placed one meanwhile.
    """
    require(actor)
    if len(entry_ids) > MOST_PLACED:
        raise Refused("ledger.entries.too_many", most=MOST_PLACED, count=len(entry_ids))
    with recording(actor, now) as record:
        head = _head(actor, year)
        if LedgerHead.objects.of(actor.commune_id).filter(year__gt=year).exists():
            raise Refused("ledger.log.begun", year=year, newest=year + 1)
        waiting = Entry.objects.of(actor.commune_id).filter(pk__in=entry_ids, position=None)
        rows = sorted(waiting.values_list("kind", "commitment", "body", "pk"), key=_turn)
        if len(rows) != len(set(entry_ids)):
            raise Refused("ledger.entries.placed_meanwhile", year=year)
        first = _placed(head)
        places.give(actor.commune_id, year, head.edition, first, [row[-1] for row in rows])
        record.fact(facts.EntriesPlaced(origin=head.origin, first=first, entries=len(rows)), subject=subject(year))
    return len(rows)


def _turn(row: tuple[str, str, str, int]) -> tuple[bool, bytes]:
    kind, commitment, body, _ = row
    return turn(kind, from_base64(commitment), body.encode("ascii"))


def _head(actor: Actor, year: int) -> LedgerHead:
    """The newest edition of a year's log: only that one is ever written to."""
    head = LedgerHead.objects.of(actor.commune_id).filter(year=year).order_by("-edition").first()
    if head is None:
        raise Refused("ledger.log.unknown", year=year)
    found: LedgerHead = head
    return found


def extend_head(
    actor: Actor, year: int, before: Checkpoint, after: Checkpoint, proof: Sequence[bytes], *, now: datetime
) -> None:
    """Bind us to a longer tree: compare and swap, with the proof that it begins with the tree we were bound to.

    Must be committed before the tree is signed. Refused when another publisher was faster, when the tree is not longer,
    when the proof fails, or when it has more entries than were placed.
    """
    require(actor)
    if after.size <= before.size or after.origin != before.origin:
        raise Refused("ledger.database.shorter", size=after.size, signed=before.size)
    check_consistency(before.size, before.root, after.size, after.root, proof)
    with recording(actor, now) as record:
        head = _head(actor, year)
        if after.size > _placed(head):
            raise Refused("ledger.database.shorter", size=_placed(head), signed=after.size)
        known = LedgerHead.objects.of(actor.commune_id).filter(
            year=year, origin=before.origin, size=before.size, root=to_base64(before.root)
        )
        if not known.update(size=after.size, root=to_base64(after.root)):
            raise Refused("ledger.head.moved", year=year)
        record.fact(
            facts.LedgerExtended(origin=after.origin, size=after.size, root=to_base64(after.root)),
            subject=subject(year),
        )


def note_published(actor: Actor, year: int, published: Checkpoint, witnesses: Sequence[str], *, now: datetime) -> None:
    """The signed checkpoint lies in the public folder. Refused when it is not the tree that we are bound to."""
    require(actor)
    with recording(actor, now) as record:
        head = _head(actor, year)
        if checkpoint_of(head) != published:
            raise Refused("ledger.head.moved", year=year)
        entries = published.size - head.public_size
        head.public_size, head.public_root, head.public_at = published.size, to_base64(published.root), now
        head.save(update_fields=["public_size", "public_root", "public_at"])
        record.fact(
            facts.LedgerPublished(
                origin=published.origin,
                size=published.size,
                root=to_base64(published.root),
                entries=entries,
                witnesses=tuple(witnesses),
            ),
            subject=subject(year),
        )


def adopt(actor: Actor, year: int, edition: int, origin: str, vkey: str, *, now: datetime) -> None:
    """Take up a log that was begun after the backup was made: its name and key, nothing of its entries yet.

    Refused when it, or a later one, is known here.
    """
    require(actor)
    with recording(actor, now) as record:
        newest = _newest(actor)
        if newest is not None and (newest.year, newest.edition) >= (year, edition):
            raise Refused("ledger.log.begun", year=year, newest=newest.year)
        _open(actor, year, edition, origin, vkey)
        record.fact(facts.EntriesTakenBack(origin=origin, first=0, entries=0), subject=subject(year))


def take_back(actor: Actor, year: int, first: int, raws: Sequence[bytes], *, now: datetime) -> int:
    """Put public entries that this database lost back into their places, from `first` on. Returns how many were new.

    An entry that still waits here gets the place that it has in public; the others are kept without an opening: what
    they were about is lost. Refused for more than MOST_PLACED, or when `first` is not the next free place.
    """
    require(actor)
    if len(raws) > MOST_PLACED:
        raise Refused("ledger.entries.too_many", most=MOST_PLACED, count=len(raws))
    with recording(actor, now) as record:
        head = _head(actor, year)
        if _placed(head) != first:
            raise Refused("ledger.head.moved", year=year)
        told = facts.EntriesTakenBack(origin=head.origin, first=first, entries=len(raws))
        fact_id = record.fact(told, subject=subject(year))
        bodies = [raw.decode("ascii") for raw in raws]
        waiting = Entry.objects.of(actor.commune_id).filter(position=None, body__in=bodies)
        kept = {row.body: row for row in waiting}
        for position, body in enumerate(bodies, start=first):
            row = kept.get(body) or _lost(actor, fact_id, body)
            row.log_year, row.log_edition, row.position = year, head.edition, position
            row.save(force_insert=body not in kept)
    return len(bodies) - len(kept)


def skip_numbers(actor: Actor, series: str, period: str, count: int, *, now: datetime) -> None:
    """Leave out numbers that were given before a restore and are on somebody's paper: none is ever given twice."""
    require(actor)
    with recording(actor, now) as record:
        last = 0
        for _ in range(count):
            last = next_number(actor.commune_id, series, period)
        told = facts.NumbersLeftOut(series=series, period=period, first=last - count + 1, count=count)
        record.fact(told, subject=f"numbers:{series}:{period}")


def _lost(actor: Actor, fact_id: int, body: str) -> Entry:
    """An entry of which only the public part is left."""
    entry = parse(body.encode("ascii"))
    return Entry(
        commune_id=actor.commune_id,
        fact_id=fact_id,
        kind=entry.kind,
        on=entry.day,
        body=body,
        commitment=to_base64(entry.commitment) if entry.commitment else "",
        reference=entry.ref or "",
    )


def raise_alarm(actor: Actor, year: int, code: str, details: Mapping[str, object], *, now: datetime) -> bool:
    """Keep that a log contradicts itself; once a day for each contradiction. Whether it was kept now."""
    require(actor)
    known = Fact.objects.of(actor.commune_id).filter(kind="LedgerAlarmRaised", subject=subject(year)).order_by("-pk")
    for row in known[:20]:
        if row.told.get("code") == code and local_day(row.recorded_at) == local_day(now):
            return False
    told = {name: str(value)[:300] for name, value in details.items()}
    with recording(actor, now) as record:
        record.fact(facts.LedgerAlarmRaised(code=code, details=told), subject=subject(year))
    return True
