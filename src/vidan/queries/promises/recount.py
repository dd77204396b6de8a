"""Counting all anew from the records, and comparing with what is kept: the figures' own control."""

from collections.abc import Iterator

from vidan.queries.promises.measures import MEASURES
from vidan.queries.promises.subjects import CHUNK, batched
from vidan.store import tallies
from vidan.store.models import Occasion


def compared(commune_id: int, number: int) -> Iterator[tuple[int, list[str]]]:
    """A promise's occasions, some hundreds at a time: how many, and the subjects whose kept ones are not the same.

    The last pair, of none, has subjects of which something is kept that never was.
    """
    seen = 0
    for found in batched(MEASURES[number](commune_id)):
        mine = tallies.occasions_of(commune_id, sorted({one.subject for one in found}), number)
        told = {(number, one.subject, one.number): one for one in found}
        keys = {key for key in told.keys() | mine.keys() if told.get(key) != mine.get(key)}
        seen += len(found)
        yield len(found), sorted({subject for _, subject, _ in keys})
    rows = Occasion.objects.of(commune_id).filter(promise=number)
    if rows.count() != seen:
        yield 0, list(_never_were(commune_id, number))


def _never_were(commune_id: int, number: int) -> Iterator[str]:
    """Subjects that are kept, and of which the records have no occasion."""
    rows = Occasion.objects.of(commune_id).filter(promise=number).order_by("subject")
    for subjects in batched(rows.values_list("subject", flat=True).distinct().iterator(CHUNK)):
        found = {one.subject for one in MEASURES[number](commune_id, subjects)}
        yield from (subject for subject in subjects if subject not in found)
