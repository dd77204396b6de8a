"""What facts are about, and how many of them are looked at together."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet

#: Rows that are looked at together: what belongs to them is fetched with one statement for all.
CHUNK = 500


class Numbered(Protocol):
    """Whatever has the number of its matter."""

    @property
    def id(self) -> int: ...


Item = TypeVar("Item")
Row = TypeVar("Row", bound=Numbered)
#: How matters are fetched: `fetch(commune_id, after=…)` the next ones, `fetch(commune_id, ids=…)` those among some.
Fetch = Callable[..., list[Row]]


def batched(items: Iterable[Item], size: int = CHUNK) -> Iterator[tuple[Item, ...]]:
    """The items some hundreds at a time (`itertools.batched` of Python 3.12)."""
    rest = iter(items)
    while found := tuple(islice(rest, size)):
        yield found


def numbers(subjects: Collection[str], kind: str) -> list[int]:
    """The numbers among some subjects: 12 of `matter:12` for the kind `matter`."""
    return [int(number) for name, _, number in (subject.partition(":") for subject in subjects) if name == kind]


def in_chunks(fetch: Fetch[Row], commune_id: int, subjects: Collection[str] | None) -> Iterator[list[Row]]:
    """Matters some hundreds at a time: memory stays the same whatever their number."""
    if subjects is not None:
        ids = numbers(subjects, "matter")
        for start in range(0, len(ids), CHUNK):
            yield fetch(commune_id, ids=ids[start : start + CHUNK])
        return
    last = 0
    while found := fetch(commune_id, after=last):
        yield found
        last = found[-1].id


def chunks(rows: QuerySet[Any], key: str, columns: tuple[str, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """All rows of a query as tuples, some hundreds at a time, by their key; the key comes first."""
    last = 0
    while found := list(rows.filter(**{f"{key}__gt": last}).order_by(key).values_list(key, *columns)[:CHUNK]):
        yield found
        if len(found) < CHUNK:
            return
        last = found[-1][0]
