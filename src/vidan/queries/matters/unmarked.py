"""Older matters that cannot be found by four words of a name at once yet."""

from vidan.store.models import Matter, UnmarkedNames


def unmarked() -> dict[int, int]:
    """How many matters of each commune still wait for their marks; those that wait for none are left out."""
    rows = UnmarkedNames.objects.across_communes("the worker's own work, told in numbers")
    return {row.commune_id: Matter.objects.of(row.commune_id).filter(pk__lt=row.below).count() for row in rows}
