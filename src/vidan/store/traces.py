"""What a database file tells beside its rows, and how to make it tell less."""

from django.db import connection


def forget_order_of_writes() -> None:
    """Fold SQLite's write-ahead log into the database and empty it, for it shows one version after the other.

    Called after the transaction. Where somebody reads just now the log stays until the next call; PostgreSQL keeps a
    log of its own, which an operator keeps as long as his backups need it (docs/survey.md says so).
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
