"""Numbers without holes and without doubles."""

from django.db import connection

from vidan.store.models import Counter


def next_number(commune_id: int, series: str, period: str) -> int:
    """The next number of a series in a period, from 1, inside the caller's transaction.

    One statement on both databases: a rolled-back action gives its number back, so there is no hole.
    """
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (commune_id, series, period, value) VALUES (%s, %s, %s, 1) "
            f"ON CONFLICT (commune_id, series, period) DO UPDATE SET value = {table}.value + 1 RETURNING value",
            [commune_id, series, period],
        )
        row = cursor.fetchone()
    return int(row[0])
