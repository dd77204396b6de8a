"""A query that is asked at every request, put into SQL once per process.

Building SQL costs Django several times what SQLite needs to answer it, so the few queries behind every page are built
once with markers in place of their arguments, and later run with the arguments in the markers' places:

    _BY_CODE = Prepared(lambda commune, code: Matter.objects.of(commune).filter(code=code).values_list("pk")[:1])
    rows = _BY_CODE(commune_id, "ĐL-260211-0001")

Only whole numbers and texts may be arguments, and the builder must hand them to the query as they are.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

#: Markers that no row will ever hold: numbers far above any id, yet within the four bytes beyond which Django asks
#: PostgreSQL's smaller columns nothing at all; and a text with a private-use letter in front.
_NUMBER, _TEXT = 2_111_222_300, "\ue123argument-"


class Prepared:
    """A `values_list` query with its SQL kept; called with the arguments, it gives the rows as tuples."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._ready: dict[str, Callable[[tuple[Any, ...]], list[tuple[Any, ...]]]] = {}

    def __call__(self, *arguments: int | str) -> list[tuple[Any, ...]]:
        ready = self._ready.get(connection.vendor)
        if ready is None:
            ready = self._ready[connection.vendor] = self._prepare()
        return ready(arguments)

    def _prepare(self) -> Callable[[tuple[Any, ...]], list[tuple[Any, ...]]]:
        markers = [_NUMBER + place if kind is int else f"{_TEXT}{place}" for place, kind in enumerate(self._kinds)]
        compiler = self._build(*markers).query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        places = [markers.index(value) if value in markers else None for value in params]
        if {place for place in places if place is not None} != set(range(len(markers))):
            raise ValueError("an argument did not reach the query as it is")
        converters = compiler.get_converters([selected[0] for selected in compiler.select])

        def rows(arguments: tuple[Any, ...]) -> list[tuple[Any, ...]]:
            filled = [given if place is None else arguments[place] for given, place in zip(params, places, strict=True)]
            with connection.cursor() as cursor:
                cursor.execute(sql, filled)
                found = cursor.fetchall()
            if not converters:
                return [tuple(row) for row in found]
            # Converters belong to a connection of the same kind, not to the compiler's own: any will do.
            return [tuple(row) for row in compiler.apply_converters(found, converters)]

        return rows
