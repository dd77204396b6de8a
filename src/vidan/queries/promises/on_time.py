"""Promise 8, *Không trễ hẹn*: one occasion for each dossier, from its ledger entries and nothing else.

What the public cannot see does not count: whoever recomputes the figure from the ledger finds the same, row by row.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from vidan.domain.ledger import replay
from vidan.domain.ledger.entries import Entry as LedgerEntry
from vidan.domain.ledger.note import from_base64
from vidan.domain.occasions import Occasion, owed
from vidan.queries.promises.subjects import in_chunks
from vidan.store.on_time import ToldDossier, fetch

#: An entry as it is fetched: kind, day, body, commitment.
Step = tuple[str, date, str, str]


def occasions(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """The dossiers of a commune, or those among some subjects."""
    for dossiers in in_chunks(fetch, commune_id, subjects):
        for dossier in dossiers:
            told = occasion(dossier)
            if told is not None:
                yield told


def occasion(dossier: ToldDossier) -> Occasion | None:
    """One dossier. Withdrawn in time (or while the clock stood lawfully) is no occasion; a lawful stop is not open past
    its day.
    """
    story = _story(dossier)
    if story is None:
        return None
    ended = story.finished
    if ended is None and story.withdrawn is not None:
        if story.stopped or story.withdrawn <= story.due:
            return None
        ended = story.withdrawn
    told = owed(
        f"matter:{dossier.id}",
        story.received,
        story.due,
        ended,
        reference=dossier.reference,
        procedure=dossier.procedure,
        village=dossier.village,
    )
    return replace(told, open_from=None, broken_on=None) if ended is None and story.stopped else told


def _story(dossier: ToldDossier) -> replay.Story | None:
    """What the ledger tells of one dossier. Where the clock never stood still, the first promise stands as it was."""
    kinds = [step[0] for step in dossier.steps]
    if "bs" in kinds or kinds.count("nhan") != 1:
        told = replay.retell((_entry(dossier.reference, *step) for step in dossier.steps), date.max)
        return next(iter(told.stories.values()), None)
    days: dict[str, date] = {}
    for kind, on, body, _ in dossier.steps:
        days[kind] = max(on, days.get(kind, on))
        if kind == "nhan":
            story = replay.Story(dossier.reference, on, date.fromisoformat(json.loads(body)["due"]))
    story.finished, story.withdrawn = days.get("xong"), days.get("huy")
    return story


def _entry(reference: str, kind: str, on: date, body: str, commitment: str) -> LedgerEntry:
    told = json.loads(body)
    due = date.fromisoformat(told["due"]) if "due" in told else None
    return LedgerEntry(b"", kind, on, from_base64(commitment), ref=reference, due=due, why=told.get("why"))
