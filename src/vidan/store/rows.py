"""Putting a new row into a table, or changing a known one, with the statement kept per model.

`save(force_insert=True)` builds its SQL anew each time, which costs more than SQLite needs to write the row; an intake
writes eight. Fields prepare their own values as Django does, so nothing else differs; a text in a text field, a whole
number in a number field and so on would come out as they are, so they are not handed round.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState

from vidan.store import cursors
from vidan.store.tenancy import TenantModel

Row = TypeVar("Row", bound=models.Model)
Tenant = TypeVar("Tenant", bound=TenantModel)
#: A row that is to be added: its model, and its columns by their attributes.
Told = tuple[type[models.Model], dict[str, Any]]
#: Defaults that stand in a statement as they are.
_LITERALS: Mapping[type, Callable[[Any], str]] = {
    str: lambda text: "'" + text.replace("'", "''").replace("%", "%%") + "'",
    int: str,
    bool: lambda yes: "TRUE" if yes else "FALSE",
}
#: Fields of Django's own that hand a value of this very type through as it is.
_AS_IT_IS: tuple[tuple[type[models.Field[Any, Any]], type], ...] = (
    (models.CharField, str),
    (models.TextField, str),
    (models.IntegerField, int),
    (models.ForeignKey, int),
    (models.BooleanField, bool),
    (models.FloatField, float),
    (models.BinaryField, bytes),
)
#: What SQLite keeps for a value, made into what its library writes at once.
_SIMPLER: Mapping[type, Callable[[Any], Any]] = {bool: int, bytes: bytearray}


class _Place(NamedTuple):
    """One place of a statement: whose value it takes, which types need no preparing, how others become what the
    database takes; the rest is the field's own business. `begins`: the default, or who makes it anew for each row.
    """

    field: Any
    attribute: str
    as_it_is: tuple[type, ...]
    made: Mapping[type, Callable[[Any], Any]]
    begins: Any

    def ready(self, value: Any, here: BaseDatabaseWrapper) -> Any:
        """A value as the database takes it."""
        kind = type(value)
        if kind in self.as_it_is:
            return value
        make = self.made.get(kind)
        return self.field.get_db_prep_save(value, here) if make is None else make(value)


_statements: dict[tuple[str, type[models.Model], bool], tuple[str, list[_Place]]] = {}


class _Addition(NamedTuple):
    """How a row is added of which some columns are told: its statement, what that takes after what is told, and whether
    the database gives the key.
    """

    sql: str
    made: list[_Place]
    keyed: bool


_additions: dict[tuple[Any, ...], _Addition] = {}
_BOTH = "WITH one(key) AS ({}), two(key) AS ({}) SELECT one.key, two.key FROM one, two"
_updates: dict[tuple[Any, ...], tuple[str, list[Any]]] = {}


def new(model: type[Row], **values: Any) -> Row:
    """A new row with its defaults, as `model(**values)` makes it for several times the price. Nothing is written yet.

    Names are those of the columns' attributes (`matter_id`). Raises TypeError for a name that is none.
    """
    plain, made = _defaults(model)
    row = model.__new__(model)
    told = row.__dict__
    told["_state"] = ModelState()
    told.update(plain)
    for name, make in made:
        told[name] = make()
    told.update(values)
    if len(told) != len(plain) + len(made) + 1:
        raise TypeError(f"{model.__name__} has no column {sorted(values.keys() - plain.keys() - dict(made).keys())}")
    return row


@cache
def _defaults(model: type[models.Model]) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """What a row begins with: values that are always the same, and makers of such as are not."""
    plain, made = {}, []
    for field in model._meta.concrete_fields:
        if callable(field.default) and field.has_default():
            made.append((field.attname, field.default))
        else:
            plain[field.attname] = field.get_default()
    return plain, made


def add(model: type[Row], **values: Any) -> Row:
    """`insert(new(model, **values))` for less: see `put`."""
    key = put(model, values)
    row = new(model, **values)
    row.__dict__[model._meta.pk.attname] = key
    return _written(row)


def put(model: type[models.Model], values: Mapping[str, Any]) -> int:
    """Write a new row and give its key: no row is made of it, and the statement has places only for what is told. What
    is not stands in it as the column's default, or is left out where that is nothing. Names as for `new`.
    """
    here = cursors.connection()
    addition, taken = _addition(here, model, values)
    with cursors.cursor() as cursor:
        cursor.execute(addition.sql, taken)
        return _key(here, cursor) if addition.keyed else int(values[model._meta.pk.attname])


def put_both(first: Told, second: Told) -> None:
    """`put` two rows that have nothing to do with each other; on PostgreSQL by one statement."""
    here = cursors.connection()
    if here.vendor != "postgresql":
        put(*first)
        put(*second)
        return
    (one, of_one), (two, of_two) = (_addition(here, model, values) for model, values in (first, second))
    with cursors.cursor() as cursor:
        cursor.execute(_BOTH.format(one.sql, two.sql), [*of_one, *of_two])


def _addition(
    here: BaseDatabaseWrapper, model: type[models.Model], values: Mapping[str, Any]
) -> tuple[_Addition, list[Any]]:
    """How a row with these columns is added, and what its statement takes.

    A column that says nothing, and would not without being told, is left out: SQLite's library asks two and a half
    thousand instructions to find out that nothing need be done about `None`.
    """
    places, told, taken = _places(here.vendor, model), [], []
    for name, value in values.items():
        place = places.get(name)
        if place is None:
            raise TypeError(f"{model.__name__} has no column {name}")
        if value is None and place.begins is None:
            continue
        told.append(name)
        taken.append(place.ready(value, here))
    key = (here.vendor, model, *told)
    known = _additions.get(key) or _additions.setdefault(key, _put_together(here.vendor, model, told))
    taken += [place.ready(place.begins() if callable(place.begins) else place.begins, here) for place in known.made]
    return known, taken


@cache
def _places(vendor: str, model: type[models.Model]) -> Mapping[str, "_Place"]:
    return {field.attname: _place(vendor, field) for field in model._meta.concrete_fields}


def _put_together(vendor: str, model: type[models.Model], told: Sequence[str]) -> _Addition:
    meta, quote, places = model._meta, connection.ops.quote_name, _places(vendor, model)
    keyed = meta.pk.attname not in told
    untold = [place for place in places.values() if place.attribute not in told and not place.field.primary_key]
    fixed = [place for place in untold if type(place.begins) in _LITERALS]
    made = [place for place in untold if place.begins is not None and type(place.begins) not in _LITERALS]
    columns = ", ".join(quote(place.field.column) for place in (*map(places.__getitem__, told), *made, *fixed))
    literals = (_LITERALS[type(place.begins)](place.begins) for place in fixed)
    words = ", ".join([*["%s"] * (len(told) + len(made)), *literals])
    told_so = ["INSERT INTO", quote(meta.db_table), f"({columns})", "VALUES", f"({words})"]
    if keyed and vendor != "sqlite":
        told_so += ["RETURNING", quote(meta.pk.column)]
    return _Addition(" ".join(told_so), made, keyed)


def insert(row: Row) -> Row:
    """Write a new row and give it its key. Raises IntegrityError as `save` would."""
    key = row._meta.pk.attname
    keyed = row.__dict__[key] is None
    here = cursors.connection()
    sql, places = _known(here, type(row), keyed=keyed)
    with cursors.cursor() as cursor:
        cursor.execute(sql, _values(row, places, here))
        if keyed:
            row.__dict__[key] = _key(here, cursor)
    return _written(row)


def _key(here: BaseDatabaseWrapper, cursor: Any) -> int:
    """The key that the database just gave. SQLite tells it unasked; for RETURNING it lays down a table each time."""
    return int(cursor.lastrowid if here.vendor == "sqlite" else cursor.fetchone()[0])


def _written(row: Row) -> Row:
    row._state.adding = False
    row._state.db = DEFAULT_DB_ALIAS
    return row


def update(row: models.Model, changes: Mapping[str, Any], **where: Any) -> bool:
    """Change columns of a row, and the row itself; `where` names what it must still say. False when it says otherwise.

    Names are those of the columns' attributes (`holder_id`).
    """
    here, meta = cursors.connection(), row._meta
    wanted = {meta.pk.attname: row.pk, **where}
    key = (here.vendor, type(row), *changes, "", *wanted)
    known = _updates.get(key)
    if known is None:
        fields, quote = {field.attname: field for field in meta.concrete_fields}, here.ops.quote_name
        told = ", ".join(f"{quote(fields[name].column)} = %s" for name in changes)
        which = " AND ".join(f"{quote(fields[name].column)} = %s" for name in wanted)
        sql = " ".join(["UPDATE", quote(meta.db_table), "SET", told, "WHERE", which])
        known = _updates[key] = sql, [fields[name] for name in (*changes, *wanted)]
    values = [*changes.values(), *wanted.values()]
    with cursors.cursor() as cursor:
        told_so = [field.get_db_prep_save(value, here) for field, value in zip(known[1], values, strict=True)]
        cursor.execute(known[0], told_so)
        if cursor.rowcount != 1:
            return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True


def _values(row: models.Model, places: Sequence[_Place], here: BaseDatabaseWrapper) -> list[Any]:
    """A row's values as the database takes them."""
    told = row.__dict__
    return [
        value
        if (kind := type(value := told[attribute])) in as_it_is
        else made[kind](value)
        if kind in made
        else field.get_db_prep_save(field.pre_save(row, True), here)
        for field, attribute, as_it_is, made, _ in places
    ]


@lru_cache(maxsize=256)
def _moment(vendor: str, value: datetime) -> Any:
    """A moment as the database takes it. An action's rows bear the same few, and Django asks sixteen calls for each."""
    here = connections[DEFAULT_DB_ALIAS]
    if value.tzinfo is None:
        return models.DateTimeField().get_db_prep_save(value, here)
    if vendor == "sqlite":
        return str(value.astimezone(here.timezone).replace(tzinfo=None))
    return here.ops.adapt_datetimefield_value(value)


def _as_it_is(value: date) -> date:
    return value


def _place(vendor: str, field: Any) -> _Place:
    """A field of somebody else's make prepares every value, whatever it derives from."""
    begins = field.default if field.has_default() and callable(field.default) else field.get_default()
    if not type(field).__module__.startswith("django.db.models."):
        return _Place(field, field.attname, (), {}, begins)
    plain: list[type] = [kind for of, kind in _AS_IT_IS if isinstance(field, of)]
    made: dict[type, Callable[[Any], Any]] = {}
    if type(field) is models.DateTimeField and not (field.auto_now or field.auto_now_add):
        made[datetime] = partial(_moment, vendor)
    elif type(field) is models.DateField and not (field.auto_now or field.auto_now_add):
        made[date] = str if vendor == "sqlite" else _as_it_is
    elif type(field) is models.JSONField and vendor == "sqlite" and field.encoder is None:
        made = dict.fromkeys((dict, list), json.dumps)
    if vendor == "sqlite":  # its library looks long for a way to write these, as for None
        made |= {kind: make for kind, make in _SIMPLER.items() if kind in plain}
        plain = [kind for kind in plain if kind not in _SIMPLER]
    return _Place(field, field.attname, (*plain, type(None)) if plain or made else (), made, begins)


def insert_many(rows: Sequence[Tenant]) -> None:
    """Write new rows of one commune and model, and give them their keys. Raises IntegrityError.

    SQLite: one statement run for all rows, with keys taken from the table's own counter, which nobody else moves while
    this transaction holds the writers' lock. Elsewhere Django's own way.
    """
    if not rows:
        return
    model, here = type(rows[0]), cursors.connection()
    if here.vendor != "sqlite":
        model.objects.of(rows[0].commune_id).bulk_create(rows)
        return
    if rows[0].pk is None:
        for key, row in enumerate(rows, start=_last_key(model) + 1):
            row.pk = key
    sql, places = _known(here, model, keyed=False)
    _run_many(sql, [_values(row, places, here) for row in rows])
    for row in rows:
        _written(row)


def _last_key(model: type[models.Model]) -> int:
    with cursors.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def insert_values(model: type[models.Model], names: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Write rows of plain values (numbers, texts, bytes) under the attributes named, without making models of them."""
    meta, quote = model._meta, connection.ops.quote_name
    columns = [quote(field.column) for name in names for field in meta.concrete_fields if field.attname == name]
    places = ", ".join(["%s"] * len(columns))
    words = ["INSERT INTO", quote(meta.db_table), f"({', '.join(columns)})", "VALUES", f"({places})"]
    _run_many(" ".join(words), values)


def _run_many(sql: str, values: Sequence[Sequence[Any]]) -> None:
    with cursors.cursor() as cursor:
        cursor.executemany(sql, values)


def _known(here: BaseDatabaseWrapper, model: type[models.Model], *, keyed: bool) -> tuple[str, list[_Place]]:
    known = _statements.get((here.vendor, model, keyed))
    if known is None:
        known = _statements[here.vendor, model, keyed] = _statement(here.vendor, model, keyed)
    return known


def _statement(vendor: str, model: type[models.Model], keyed: bool) -> tuple[str, list[_Place]]:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not (keyed and field.primary_key)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    words = ["INSERT INTO", quote(meta.db_table), f"({columns})", "VALUES", f"({places})"]
    if keyed and vendor != "sqlite":
        words += ["RETURNING", quote(meta.pk.column)]
    return " ".join(words), [_place(vendor, field) for field in fields]
