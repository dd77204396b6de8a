"""All editions of one procedure, newest first, each with its commune: one prepared statement behind every intake."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from vidan.store.models import Commune, Procedure
from vidan.store.prepared import Prepared

_PROCEDURE = [field.attname for field in Procedure._meta.concrete_fields]
_COMMUNE = [field.attname for field in Commune._meta.concrete_fields]
_BY_KEY = Prepared(
    lambda commune, key: (
        Procedure.objects.of(commune)
        .filter(key=key)
        .order_by("-valid_from")
        .values_list(*_PROCEDURE, *(f"commune__{name}" for name in _COMMUNE))
    ),
    int,
    str,
)
_FROM, _UNTIL = _PROCEDURE.index("valid_from"), _PROCEDURE.index("valid_until")
Card = TypeVar("Card")


def edition_on(commune_id: int, key: str, day: date) -> Procedure | None:
    """The edition in force on a day, or None."""
    for row in _BY_KEY(commune_id, key):
        if _holds(row, day):
            return _procedure(row)
    return None


def seen_on(make: Callable[[Procedure], Card], commune_id: int, key: str, day: date) -> Card | None:
    """What `make` (one and the same for all, and frozen) makes of the edition in force on a day, or None."""
    editions = _BY_KEY.made(lambda row: (row, make(_procedure(row))), commune_id, key)
    return next((card for row, card in editions if _holds(row, day)), None)


def _holds(row: tuple[Any, ...], day: date) -> bool:
    return bool(row[_FROM] <= day and (row[_UNTIL] is None or row[_UNTIL] >= day))


def _procedure(row: tuple[Any, ...]) -> Procedure:
    procedure = Procedure.from_db("default", _PROCEDURE, row[: len(_PROCEDURE)])
    procedure.commune = Commune.from_db("default", _COMMUNE, row[len(_PROCEDURE) :])
    return procedure
