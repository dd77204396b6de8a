"""Many dossiers from some, by SQL inside the database: for a demo as large as a district's or a province's.

Closed dossiers are copied: history grows, and what lies on the desks today stays what it was. A copy has an id, a code,
a public reference and ledger entries of its own; its person, officers and days are the original's. What its entries
commit to is the original's record, so that a copy has no evidence file: copies are for trying the program under load,
and for nothing else. Works on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from vidan.store import guard
from vidan.store.models import Dossier, Entry, Fact, Matter, Occasion

#: Columns that a copy goes without: they name one form, or one place in the log.
_NOT_COPIED = {"form_token", "log_year", "position"}
#: The first letters of a reference stay, the last eight say which copy it is.
_KEPT = 24
#: The closed dossiers there are before the first copy. They are set apart, or each copy would look through all others.
_SET_APART = """
CREATE TEMPORARY TABLE copied_dossier AS SELECT id, reference, 'matter:' || id AS subject FROM vidan_matter
WHERE commune_id = %s AND kind = 'dossier' AND closed_at IS NOT NULL
"""
_OF_DOSSIERS = "matter_id IN (SELECT id FROM copied_dossier)"
_ABOUT_DOSSIERS = "commune_id = %s AND subject IN (SELECT subject FROM copied_dossier)"
_FACTS = f"{_ABOUT_DOSSIERS} AND id <= {{last}}"
#: A letter names its dossier in the ledger too, but its fact is about the letter, which is not copied.
_ENTRIES = (
    "commune_id = %s AND reference IN (SELECT reference FROM copied_dossier) "
    "AND fact_id IN (SELECT id FROM vidan_fact WHERE {facts})"
)


def dossiers(commune_id: int) -> int:
    """How many dossiers a commune has."""
    return int(Dossier.objects.of(commune_id).count())


def grow(commune_id: int, wanted: int) -> Iterator[int]:
    """Copy the closed dossiers of a commune until it has `wanted` at least; yields how many it has after each copy.

    Each copy is one transaction, so it may be stopped between two. Before the log is published: entries that have their
    place are copied as waiting ones.
    """
    first = dossiers(commune_id)
    closed = Dossier.objects.of(commune_id).filter(matter__closed_at__isnull=False).count()
    stride = _highest() + 1
    last = _last(Fact, commune_id)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS copied_dossier")
        cursor.execute(_SET_APART, [commune_id])
    for copy in range(1, -(-(wanted - first) // max(closed, 1)) + 1 if closed else 0):
        with transaction.atomic(), guard.writing_allowed():
            _copy(commune_id, copy, stride, last)
        yield first + closed * copy
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE copied_dossier")
        for sql in connection.ops.sequence_reset_sql(no_style(), [Matter, Fact]):
            cursor.execute(sql)
        cursor.execute("ANALYZE")


def _highest() -> int:
    return max(_last(model, None) for model in (Matter, Fact))


def _last(model: type[models.Model], commune_id: int | None) -> int:
    tenants: Any = model
    every = tenants.objects.across_communes("keys are shared by all communes")
    rows = every if commune_id is None else tenants.objects.of(commune_id)
    return int(rows.aggregate(last=models.Max("pk"))["last"] or 0)


def _copy(commune_id: int, copy: int, stride: int, last: int) -> None:
    """All rows of the closed dossiers once more. `last`: the last fact of the originals."""
    step, tail = stride * copy, f"{copy:08x}"
    reference = f"substr(reference, 1, {_KEPT}) || '{tail}'"
    subject = f"'matter:' || (CAST(substr(subject, 8) AS bigint) + {step})"
    facts = _FACTS.format(last=last)
    named = {"id": f"id + {step}", "code": f"code || '-{copy}'", "reference": reference}
    _insert(Matter, named, "id IN (SELECT id FROM copied_dossier)", commune_id)
    for model in _of_matters():
        _insert(model, {"matter_id": f"matter_id + {step}"}, _OF_DOSSIERS, commune_id)
    _insert(Fact, {"id": f"id + {step}", "subject": subject}, facts, commune_id)
    told = {"fact_id": f"fact_id + {step}", "reference": reference, "body": f"replace(body, reference, {reference})"}
    _insert(Entry, told, _ENTRIES.format(facts=facts), commune_id)
    listed = f"CASE WHEN reference = '' THEN '' ELSE {reference} END"
    _insert(Occasion, {"subject": subject, "reference": listed}, _ABOUT_DOSSIERS, commune_id)


def _of_matters() -> Iterator[type[models.Model]]:
    """The tables that hold something of a dossier's matter."""
    for model in apps.get_app_config("vidan").get_models():
        field = next((one for one in model._meta.concrete_fields if one.name == "matter"), None)
        if field is not None and model.__module__.endswith((".matters", ".dossiers")):
            yield model


def _insert(model: type[models.Model], changes: dict[str, str], which: str, commune_id: int) -> None:
    """Copy the rows of a table with some columns changed; a key that nobody points at is given anew."""
    meta = model._meta
    columns = [(str(field.column), field.primary_key) for field in meta.concrete_fields]
    names = [column for column, is_key in columns if not is_key or column in changes]
    chosen = ["NULL" if name in _NOT_COPIED else changes.get(name, _quoted(name)) for name in names]
    listed = ", ".join(map(_quoted, names))
    words = ["INSERT INTO", meta.db_table, f"({listed})", "SELECT", ", ".join(chosen), "FROM", meta.db_table]
    with connection.cursor() as cursor:
        cursor.execute(" ".join([*words, "WHERE", which]), [commune_id] * which.count("%s"))


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
