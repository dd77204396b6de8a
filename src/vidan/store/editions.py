"""All editions of one procedure, newest first, each with its commune: one prepared statement behind every intake."""

from datetime import date

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


def editions(commune_id: int, key: str) -> list[Procedure]:
    """Every edition of a procedure in this commune."""
    found = []
    for row in _BY_KEY(commune_id, key):
        procedure = Procedure.from_db("default", _PROCEDURE, row[: len(_PROCEDURE)])
        procedure.commune = Commune.from_db("default", _COMMUNE, row[len(_PROCEDURE) :])
        found.append(procedure)
    return found


def edition_on(commune_id: int, key: str, day: date) -> Procedure | None:
    """The edition in force on a day, or None."""
    for procedure in editions(commune_id, key):
        if procedure.valid_from <= day and (procedure.valid_until is None or procedure.valid_until >= day):
            return procedure
    return None
