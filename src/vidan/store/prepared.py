"""A query that is asked at every request, put into SQL once per process.

Building SQL costs Django several times what SQLite needs to answer it, so the few queries behind every page are built
once with markers in place of their arguments, and later run with the arguments in the markers' places:

    _BY_CODE = Prepared(lambda commune, code: Matter.objects.of(commune).filter(code=code).values_list("pk")[:1])
    rows = _BY_CODE(commune_id, "ĐL-260211-0001")

Only whole numbers, texts and bytes may be arguments, and the builder must hand them to the query as they are.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

from vidan.store import cursors

#: Markers that no row will ever hold: numbers far above any id, yet within the four bytes beyond which Django asks
#: PostgreSQL's smaller columns nothing at all; and a text with a private-use letter in front.
_NUMBER, _TEXT = 2_111_222_300, "\ue123argument-"
Argument = int | str | bytes
#: How many rows' makings a query keeps.
_MOST_MADE = 500


Rows = list[tuple[Any, ...]]
Made = TypeVar("Made")
Row = TypeVar("Row", bound=Model)


class _Ready(NamedTuple):
    """A query as one kind of database takes it: asks, and turns what came into Python's values."""

    ask: Callable[[tuple[Any, ...]], Rows]
    read: Callable[[Rows], Rows]


class Prepared:
    """A `values_list` query with its SQL kept; called with the arguments, it gives the rows as tuples."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._ready: dict[str, _Ready] = {}
        self._made: dict[tuple[Any, ...], Any] = {}

    def __call__(self, *arguments: Argument) -> Rows:
        ready = self._here()
        return ready.read(ready.ask(arguments))

    def made(self, make: Callable[[tuple[Any, ...]], Made], *arguments: Argument) -> list[Made]:
        """`make(row)` for each row; for a row that is the same to the letter, what was made before.

        The question is still asked, so nothing old is shown; only reading and making are spared. For one `make` a
        query, whose results nobody changes.
        """
        ready = self._here()
        rows = ready.ask(arguments)
        if len(self._made) > _MOST_MADE:
            self._made.clear()
        for row in rows:
            if row not in self._made:
                self._made[row] = make(ready.read([row])[0])
        return [self._made[row] for row in rows]

    def _here(self) -> _Ready:
        vendor = cursors.connection().vendor
        ready = self._ready.get(vendor)
        if ready is None:
            ready = self._ready[vendor] = self._prepare()
        return ready

    def _prepare(self) -> _Ready:
        markers = [_marker(kind, place) for place, kind in enumerate(self._kinds)]
        compiler = self._build(*markers).query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        given_as = [getattr(value, "obj", value) for value in params]  # bytes come wrapped for the database
        places = [markers.index(value) if value in markers else None for value in given_as]
        if {place for place in places if place is not None} != set(range(len(markers))):
            raise ValueError("an argument did not reach the query as it is")
        converters = compiler.get_converters([selected[0] for selected in compiler.select])
        slow = [getattr(compiler.connection.ops, "convert_datetimefield_value", None)]  # PostgreSQL has none
        for place, (applied, expression) in converters.items():
            if applied == slow:
                converters[place] = ([_moment], expression)

        def ask(arguments: tuple[Any, ...]) -> Rows:
            filled = [given if place is None else arguments[place] for given, place in zip(params, places, strict=True)]
            with cursors.cursor() as cursor:
                cursor.execute(sql, filled)
                return [tuple(row) for row in cursor.fetchall()]

        def read(rows: Rows) -> Rows:
            # Converters belong to a connection of the same kind, not to the compiler's own: any will do.
            return [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else rows

        return _Ready(ask, read)


class _Along(NamedTuple):
    """A row that comes with another one: where it hangs, and its columns."""

    parent: str
    name: str
    model: Any
    columns: list[str]


class PreparedRow(Generic[Row]):
    """A query for one row of a model with its SQL kept; called with the arguments, it gives the row, or None.

    `along` names the rows that it points at and that come with it, as `select_related` would bring them: a name or a
    path (`matter__person`), each after the one that it hangs on. What it does not point at is None.
    """

    def __init__(
        self, model: type[Row], build: Callable[..., QuerySet[Row]], *kinds: type, along: str | Sequence[str] = ()
    ) -> None:
        self._model = model
        self._names = _columns(model)
        self._along: dict[str, _Along] = {}
        for path in (along,) if isinstance(along, str) else along:
            parent, _, name = path.rpartition("__")
            holder: Any = self._along[parent].model if parent else model
            related = holder._meta.get_field(name).related_model
            self._along[path] = _Along(parent, name, related, _columns(related))
        columns = [*self._names, *(f"{path}__{name}" for path, one in self._along.items() for name in one.columns)]
        self._ask = Prepared(lambda *arguments: build(*arguments).values_list(*columns)[:1], *kinds)

    def __call__(self, *arguments: Argument) -> Row | None:
        for told in self._ask(*arguments):
            row = _known(self._model, self._names, told[: len(self._names)])
            self._bring(row, told[len(self._names) :])
            return row
        return None

    def _bring(self, row: Row, told: tuple[Any, ...]) -> None:
        """Hang the rows that came along where they belong."""
        found: dict[str, Any] = {"": row}
        for path, (parent, name, model, columns) in self._along.items():
            values, told = told[: len(columns)], told[len(columns) :]
            there = values[columns.index(model._meta.pk.attname)] is not None
            found[path] = _known(model, columns, values) if there else None
            if found[parent] is not None:
                setattr(found[parent], name, found[path])


def _moment(kept: datetime | str | None, *_: Any) -> datetime | None:
    """A moment as SQLite keeps it, in UTC without saying so: what Django's own converter says, in fewer calls."""
    if kept is None:
        return None
    return (datetime.fromisoformat(kept) if isinstance(kept, str) else kept).replace(tzinfo=UTC)


def _known(model: type[Row], names: Sequence[str], values: Sequence[Any]) -> Row:
    """A row that stands in the database, with all its columns: `Model.from_db` for a fraction of its calls."""
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row.__dict__["_state"] = state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    return row


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _marker(kind: type, place: int) -> Argument:
    if kind is int:
        return _NUMBER + place
    text = f"{_TEXT}{place}"
    return text.encode() if kind is bytes else text
