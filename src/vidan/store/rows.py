"""Putting a new row into a table, with the statement kept per model.

`save(force_insert=True)` builds its SQL anew each time, which costs more than SQLite needs to write the row; an intake
writes eight. Fields prepare their own values as Django does, so nothing else differs; a text in a text field, a whole
number in a number field and so on would come out as they are, so they are not handed round.
"""

from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Row = TypeVar("Row", bound=models.Model)
#: Fields of Django's own that hand a value of this very type through as it is.
_AS_IT_IS: tuple[tuple[type[models.Field[Any, Any]], type], ...] = (
    (models.CharField, str),
    (models.TextField, str),
    (models.IntegerField, int),
    (models.ForeignKey, int),
    (models.BooleanField, bool),
)


class _Place(NamedTuple):
    """One place of a statement: whose value it takes, and which types need no preparing."""

    field: Any
    attribute: str
    as_it_is: tuple[type, ...]


_statements: dict[tuple[str, type[models.Model], bool], tuple[str, list[_Place]]] = {}


def insert(row: Row) -> Row:
    """Write a new row and give it its key. Raises IntegrityError as `save` would."""
    meta = row._meta
    keyed = row.pk is None
    here = connections[DEFAULT_DB_ALIAS]  # django.db.connection looks this up again at every dot
    known = _statements.get((here.vendor, type(row), keyed))
    if known is None:
        known = _statements[here.vendor, type(row), keyed] = _statement(type(row), keyed)
    sql, places = known
    values = [_value(row, place, here) for place in places]
    with here.cursor() as cursor:
        cursor.execute(sql, values)
        if keyed:
            setattr(row, meta.pk.attname, cursor.fetchone()[0])
    row._state.adding = False
    row._state.db = DEFAULT_DB_ALIAS
    return row


def _value(row: models.Model, place: _Place, here: BaseDatabaseWrapper) -> Any:
    value = getattr(row, place.attribute)
    if type(value) in place.as_it_is:
        return value
    return place.field.get_db_prep_save(place.field.pre_save(row, True), here)


def _place(field: Any) -> _Place:
    """A field of somebody else's make prepares every value, whatever it derives from."""
    plain = [kind for of, kind in _AS_IT_IS if isinstance(field, of)]
    own = type(field).__module__.startswith("django.db.models.")
    return _Place(field, field.attname, (*plain, type(None)) if own and plain else ())


def _statement(model: type[models.Model], keyed: bool) -> tuple[str, list[_Place]]:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not (keyed and field.primary_key)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    words = ["INSERT INTO", quote(meta.db_table), f"({columns})", "VALUES", f"({places})"]
    if keyed:
        words += ["RETURNING", quote(meta.pk.column)]
    return " ".join(words), [_place(field) for field in fields]
