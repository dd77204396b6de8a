"""What facts are about, and how many of them are looked at together."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

#: Rows that are looked at together: what belongs to them is fetched with one statement for all.
CHUNK = 500


def numbers(subjects: Collection[str], kind: str) -> list[int]:
    """The numbers among some subjects: 12 of `matter:12` for the kind `matter`."""
    return [int(number) for name, _, number in (subject.partition(":") for subject in subjects) if name == kind]


def chunks(rows: QuerySet[Any], key: str, columns: tuple[str, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """All rows as tuples, some hundreds at a time, by their key: memory stays the same whatever their number."""
    last = 0
    while found := list(rows.filter(**{f"{key}__gt": last}).order_by(key).values_list(key, *columns)[:CHUNK]):
        yield found
        last = found[-1][0]
