"""Numbers without holes and without doubles."""

from django.db import connection

NEXT = """
INSERT INTO vidan_counter (commune_id, series, period, value) VALUES (%s, %s, %s, 1)
ON CONFLICT (commune_id, series, period) DO UPDATE SET value = vidan_counter.value + 1 RETURNING value
"""


def next_number(commune_id: int, series: str, period: str) -> int:
    """The next number of a series in a period, from 1, inside the caller's transaction.

    One statement on both databases: a rolled-back action gives its number back, so there is no hole.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [commune_id, series, period])
        row = cursor.fetchone()
    return int(row[0])
