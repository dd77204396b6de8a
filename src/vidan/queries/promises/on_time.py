"""Promise 8, *Không trễ hẹn*: one occasion for each dossier, from its ledger entries and nothing else.

What the public cannot see does not count: whoever recomputes the figure from the ledger finds the same, row by row.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from vidan.domain.ledger import replay
from vidan.domain.ledger.entries import Entry as LedgerEntry
from vidan.domain.ledger.note import from_base64
from vidan.domain.occasions import Occasion, owed
from vidan.queries.promises.subjects import chunks, numbers
from vidan.store.models import Dossier, Entry

_KINDS = ("nhan", "bs", "hen", "xong", "huy")
#: An entry as it is fetched: reference, kind, day, body, commitment.
Step = tuple[str, str, date, str, str]


def occasions(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """The dossiers of a commune, or those among some subjects."""
    dossiers = Dossier.objects.of(commune_id)
    if subjects is not None:
        dossiers = dossiers.filter(pk__in=numbers(subjects, "matter"))
    for rows in chunks(dossiers, "pk", ("matter__reference", "procedure__key", "matter__village_id")):
        steps = _steps(commune_id, [row[1] for row in rows])
        for row in rows:
            occasion = _occasion(row, steps[row[1]])
            if occasion is not None:
                yield occasion


def _steps(commune_id: int, references: list[str]) -> dict[str, list[Step]]:
    told: dict[str, list[Step]] = defaultdict(list)
    rows = Entry.objects.of(commune_id).filter(reference__in=references, kind__in=_KINDS)
    for step in rows.values_list("reference", "kind", "on", "body", "commitment"):
        told[step[0]].append(step)
    return told


def _occasion(row: tuple[Any, ...], steps: list[Step]) -> Occasion | None:
    """Withdrawn in time (or while the clock stood lawfully) is no occasion; a lawful stop is not open past its day."""
    story = _story(steps)
    if story is None:
        return None
    number, reference, procedure, village = row
    subject, ended = f"matter:{number}", story.finished
    if ended is None and story.withdrawn is not None:
        if story.stopped or story.withdrawn <= story.due:
            return None
        ended = story.withdrawn
    if ended is None and story.stopped:
        return Occasion(subject, story.received, story.due, reference=reference, procedure=procedure, village=village)
    told = {"reference": reference, "procedure": procedure, "village": village}
    return owed(subject, story.received, story.due, ended, **told)


def _story(steps: list[Step]) -> replay.Story | None:
    """What the ledger tells of one dossier. Where the clock never stood still, the first promise stands as it was."""
    kinds = [step[1] for step in steps]
    if "bs" in kinds or kinds.count("nhan") != 1:
        told = replay.retell((_entry(*step) for step in steps), date.max)
        return next(iter(told.stories.values()), None)
    days: dict[str, date] = {}
    for reference, kind, on, body, _ in steps:
        days[kind] = max(on, days.get(kind, on))
        if kind == "nhan":
            story = replay.Story(reference, on, date.fromisoformat(json.loads(body)["due"]))
    story.finished, story.withdrawn = days.get("xong"), days.get("huy")
    return story


def _entry(reference: str, kind: str, on: date, body: str, commitment: str) -> LedgerEntry:
    told = json.loads(body)
    due = date.fromisoformat(told["due"]) if "due" in told else None
    return LedgerEntry(b"", kind, on, from_base64(commitment), ref=reference, due=due, why=told.get("why"))
