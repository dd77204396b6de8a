"""A table of ours changes inside recording(), or not at all."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models
from django.utils import timezone

from vidan.store import guard
from vidan.store.guard import UnrecordedWrite, writing_allowed
from vidan.store.models import Commune, Matter, Reading, Unit, Village

GUARDED = [model for model in apps.get_app_config("vidan").get_models() if model is not Reading]

pytestmark = pytest.mark.django_db

SAMPLES: dict[type[models.Field], Any] = {
    models.DateTimeField: datetime(2026, 11, 17, 2, tzinfo=UTC),
    models.DateField: date(2026, 11, 17),
    models.TimeField: time(15),
    models.BinaryField: b"x",
}


def _filled(model: type[models.Model]) -> models.Model:
    """A row with something in every column, so that only the guard can object."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            values[field.attname] = 1
        elif not field.has_default() and not field.null and not field.primary_key:
            values[field.attname] = next((value for kind, value in SAMPLES.items() if isinstance(field, kind)), 1)
    return model(**values)


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_saving_a_row_outside_recording_is_refused(model: type[models.Model]) -> None:
    with pytest.raises(UnrecordedWrite, match=model._meta.db_table):
        _filled(model).save(force_insert=True)


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("verb", ["insert_many", "update", "delete"])
def test_changing_many_rows_outside_recording_is_refused(model: type[models.Model], verb: str) -> None:
    rows = models.QuerySet(model)
    with pytest.raises(UnrecordedWrite, match=model._meta.db_table):
        if verb == "insert_many":
            rows.bulk_create([_filled(model)])
        elif verb == "update":
            rows.update(**{model._meta.pk.attname: 1})
        else:
            rows._raw_delete("default")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO vidan_unit (name) VALUES ('x')",
        '  insert into "vidan_unit" (name) values (1)',
        "INSERT OR REPLACE INTO vidan_unit (name) VALUES (1)",
        "REPLACE INTO vidan_unit (name) VALUES (1)",
        "UPDATE vidan_unit SET name = 'x'",
        "\n\tDELETE FROM vidan_unit",
    ],
)
def test_a_statement_typed_by_hand_is_refused_too(statement: str) -> None:
    with pytest.raises(UnrecordedWrite, match="vidan_unit"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_many_statements_at_once_are_refused_too() -> None:
    with pytest.raises(UnrecordedWrite), connection.cursor() as cursor:
        cursor.executemany("UPDATE vidan_unit SET name = %s", [("a",), ("b",)])


def test_the_same_write_passes_where_writing_is_allowed(commune: Commune) -> None:
    with writing_allowed():
        Unit.objects.of(commune).update(name="Văn phòng")
    assert not guard.is_open()
    with pytest.raises(UnrecordedWrite):
        Unit.objects.of(commune).update(name="Văn phòng")


def test_the_door_is_shut_again_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), writing_allowed():
        raise ZeroDivisionError
    assert not guard.is_open()


def test_reading_is_never_hindered(commune: Commune) -> None:
    assert Village.objects.of(commune).count() == Matter.objects.of(commune).count() == 0


def test_readings_are_written_by_the_door_itself(commune: Commune) -> None:
    Reading(commune=commune, officer_id=1, page="office.queue", at=timezone.now(), persons=[1]).save(force_insert=True)
    assert Reading.objects.of(commune).count() == 1


def test_log_in_sessions_and_the_cache_are_not_ours_to_guard() -> None:
    Session(session_key="k", session_data="d", expire_date=timezone.now()).save(force_insert=True)
    cache.set("k", "v")
    assert cache.get("k") == "v"


def test_each_table_without_guard_exists_and_gives_its_reason() -> None:
    tables = set(connection.introspection.table_names())
    assert set(guard.FREE_TABLES) <= tables
    assert all(len(reason) > 20 for reason in guard.FREE_TABLES.values())
