"""Putting a new row into a table, with the statement kept per model.

`save(force_insert=True)` builds its SQL anew each time, which costs more than SQLite needs to write the row; an intake
writes eight. Fields prepare their own values as Django does, so nothing else differs.
"""

from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
_statements: dict[tuple[str, type[models.Model], bool], tuple[str, list[Any]]] = {}


def insert(row: Row) -> Row:
    """Write a new row and give it its key. Raises IntegrityError as `save` would."""
    meta = row._meta
    keyed = row.pk is None
    known = _statements.get((connection.vendor, type(row), keyed))
    if known is None:
        known = _statements[connection.vendor, type(row), keyed] = _statement(type(row), keyed)
    sql, fields = known
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        if keyed:
            setattr(row, meta.pk.attname, cursor.fetchone()[0])
    row._state.adding = False
    row._state.db = connection.alias
    return row


def _statement(model: type[models.Model], keyed: bool) -> tuple[str, list[Any]]:
    meta = model._meta
    fields = [field for field in meta.concrete_fields if not (keyed and field.primary_key)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    words = ["INSERT INTO", quote(meta.db_table), f"({columns})", "VALUES", f"({places})"]
    if keyed:
        words += ["RETURNING", quote(meta.pk.column)]
    return " ".join(words), fields
