"""When a commune's guide changed: one small row that every process looks at, so that a new word counts everywhere."""

from django.db.models import F

from vidan.store.models import GuideShelf
from vidan.store.prepared import Prepared

_REVISION = Prepared(lambda commune: GuideShelf.objects.of(commune).values_list("revision")[:1], int)


def turn(commune_id: int) -> None:
    """Say that what the guide is built from changed; inside a recording."""
    rows = GuideShelf.objects.of(commune_id)
    if not rows.update(revision=F("revision") + 1):
        GuideShelf(commune_id=commune_id, revision=1).save(force_insert=True)


def revision(commune_id: int) -> int:
    """The number of the last change (0: never): one statement."""
    rows = _REVISION(commune_id)
    return int(rows[0][0]) if rows else 0
