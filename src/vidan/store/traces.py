"""What a database file tells beside its rows, and how to make it tell less."""

from typing import Any

from django.db import OperationalError, connection
from django.db.models import Model

#: A table of at most so many bytes is written anew within a second.
_SMALL = 64 * 1024**2


def forget_order_of_writes() -> None:
    """Fold SQLite's write-ahead log into the database and empty it, for it shows one version after the other.

    Called after the transaction. Where somebody reads just now the log stays until the next call; PostgreSQL keeps a
    log of its own, which an operator keeps as long as his backups need it (docs/survey.md says so).
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def forget_what_stood_there(*tables: type[Model]) -> None:
    """Called after the transaction that emptied rows of these tables: what stood in them leaves the database's file.

    SQLite overwrites with zeros what it frees (`secure_delete`), in the file itself once its log is folded into it.
    PostgreSQL keeps the old version of a row in its page even after a sweep, so the table is written anew: while that
    takes a moment, and nobody holds it; a table beyond that is only swept. Its own log, and samples of the columns,
    keep what they have until they are written over (docs/operate/tin-mat.md says so).
    """
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        forget_order_of_writes()
        return
    with connection.cursor() as cursor:
        for table in tables:
            _write_anew(cursor, table._meta.db_table)


def _write_anew(cursor: Any, name: str) -> None:
    quoted = connection.ops.quote_name(name)
    cursor.execute("SELECT pg_table_size(%s::regclass)", [quoted])
    small = cursor.fetchone()[0] <= _SMALL
    try:
        cursor.execute("SET lock_timeout = '3s'")
        # Swept first: while somebody writes in another database of the same server, FULL takes what was just emptied
        # for what he might still see, and carries it over; the plain sweep does not.
        cursor.execute(f"VACUUM (ANALYZE) {quoted}")
        if small:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {quoted}")
    except OperationalError:  # somebody reads it for long: the next move, or the server's own sweeping, comes to it
        cursor.execute(f"VACUUM (ANALYZE, SKIP_LOCKED) {quoted}")
    finally:
        cursor.execute("RESET lock_timeout")
