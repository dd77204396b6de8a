"""The order in which SQLite keeps the tables' counters of keys."""

from django.db import connection, transaction


def busiest_first() -> None:
    """SQLite looks for a table's counter from the first one on, with each new row: those that counted furthest come
    first. The counters themselves stay what they are; on another database there is nothing to do.
    """
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY rowid")
        counters = cursor.fetchall()
        ordered = sorted(counters, key=lambda counter: (-counter[1], counter[0]))
        if ordered != counters:
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", ordered)
