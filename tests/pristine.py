"""After a test with real transactions, the database goes back to how it was before the first test.

Django would empty each table with DELETE; ours refuse that (facts and promises never go), and the write guard too. So
SQLite takes its first state back through the online backup, and PostgreSQL cuts the tables with its triggers asleep.
"""

import sqlite3
from collections.abc import Callable

from django.db import connection

#: Filled once by the schema; everything else is emptied.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def remember() -> Callable[[], None]:
    """The way back to the database as it stands now."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        return _cut_tables
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(kept)

    def back() -> None:
        connection.ensure_connection()
        kept.backup(connection.connection)

    return back


def _cut_tables() -> None:
    names = [name for name in connection.introspection.table_names() if name not in KEPT]
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = 'replica'")
        cursor.execute(f"TRUNCATE {quoted} RESTART IDENTITY")
        cursor.execute("SET session_replication_role = 'origin'")
