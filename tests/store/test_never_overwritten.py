"""The database itself keeps promises and facts as they were first written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from vidan.store.guard import writing_allowed
from vidan.store.models import Fact, Promise

ROWS = [Promise, Fact]


@pytest.fixture
def row(request: pytest.FixtureRequest, received: Callable[..., Any]) -> Any:
    matter = received()
    return request.param.objects.of(matter.commune_id).order_by("pk").first()


def _refused() -> Any:
    return pytest.raises(DatabaseError, match="never")


@pytest.mark.parametrize("row", ROWS, indirect=True, ids=lambda model: model.__name__)
def test_changing_a_row_is_refused_by_the_database(row: Any) -> None:
    with _refused(), transaction.atomic(), writing_allowed():
        row.save()


@pytest.mark.parametrize("row", ROWS, indirect=True, ids=lambda model: model.__name__)
def test_deleting_a_row_is_refused_by_the_database(row: Any) -> None:
    with _refused(), transaction.atomic(), writing_allowed():
        row.delete()


@pytest.mark.parametrize("row", ROWS, indirect=True, ids=lambda model: model.__name__)
@pytest.mark.parametrize("statement", ["UPDATE {} SET commune_id = commune_id", "DELETE FROM {}"])
def test_a_script_beside_the_program_is_refused_too(row: Any, statement: str) -> None:
    with _refused(), transaction.atomic(), writing_allowed(), connection.cursor() as cursor:
        cursor.execute(statement.format(row._meta.db_table))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
@pytest.mark.parametrize("row", ROWS, indirect=True, ids=lambda model: model.__name__)
def test_a_row_cannot_be_replaced_by_writing_over_its_number(row: Any) -> None:
    table = row._meta.db_table
    with _refused(), transaction.atomic(), writing_allowed(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {row.pk}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
def test_a_promise_cannot_be_replaced_by_another_with_its_place(received: Callable[..., Any]) -> None:
    promise = Promise.objects.of(received().commune_id).get()
    columns = [field.column for field in Promise._meta.concrete_fields if not field.primary_key]
    values = ", ".join("'2030-01-01 00:00:00'" if name == "due_at" else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    with _refused(), transaction.atomic(), writing_allowed(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO vidan_promise ({names}) SELECT {values} FROM vidan_promise")
    assert Promise.objects.of(promise.commune_id).get().due_at == promise.due_at


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
@pytest.mark.parametrize("row", ROWS, indirect=True, ids=lambda model: model.__name__)
def test_the_table_cannot_be_cut_off(row: Any) -> None:
    with _refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {row._meta.db_table} CASCADE")
