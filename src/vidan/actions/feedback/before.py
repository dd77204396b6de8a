"""What must be known before a message is kept, by one statement: its commune, whether its form came already, and the
newest correction of a suggestion.
"""

from typing import Any, NamedTuple

from django.db.models import Exists, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from vidan.store.models import Commune, Correction, Feedback, SealedMatter
from vidan.store.prepared import Prepared

_COLUMNS = tuple(field.attname for field in Commune._meta.concrete_fields)
_NEWEST = ("pk", "words", "cls", "topic")


class Before(NamedTuple):
    """The commune, whether something with this form's token was kept already, and by what the newest correction is
    known (nothing but None: nobody corrected anything yet).
    """

    commune: Commune
    came: bool
    newest: tuple[Any, ...]


def _corrections(commune_id: int) -> QuerySet[Any]:
    return Correction.objects.of(commune_id).annotate(words=Cast("found", TextField())).order_by("-pk")


_NEWEST_CORRECTION = Prepared(lambda commune_id: _corrections(commune_id).values_list(*_NEWEST)[:1], int)


_BEFORE = Prepared(
    lambda commune_id, token: (
        Commune.objects.filter(pk=commune_id)
        .annotate(
            openly=Exists(Feedback.objects.of(commune_id).filter(form_token=token)),
            sealed=Exists(SealedMatter.objects.of(commune_id).filter(form_token=token)),
            **{f"newest_{column}": Subquery(_corrections(commune_id).values(column)[:1]) for column in _NEWEST},
        )
        .values_list(*_COLUMNS, "openly", "sealed", *(f"newest_{column}" for column in _NEWEST))
    ),
    int,
    str,
)


def before(commune_id: int, form_token: str) -> Before:
    """As things stand now. Raises Commune.DoesNotExist."""
    for found in _BEFORE.made(_read, commune_id, form_token):
        return found
    raise Commune.DoesNotExist(f"no commune {commune_id}")


def newest_correction(commune_id: int) -> tuple[Any, ...]:
    """By what the newest correction is known, as `Before.newest`."""
    return next(iter(_NEWEST_CORRECTION(commune_id)), (None,) * len(_NEWEST))


def _read(row: tuple[Any, ...]) -> Before:
    commune = Commune.from_db(None, _COLUMNS, row[: len(_COLUMNS)])
    openly, sealed, *newest = row[len(_COLUMNS) :]
    return Before(commune, bool(openly or sealed), tuple(newest))
