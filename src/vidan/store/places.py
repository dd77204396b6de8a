"""The places of entries in a log, by one statement that the database keeps ready: a history has millions of them."""

from collections.abc import Sequence

from django.db import connection

_GIVE = "UPDATE vidan_entry SET log_year = %s, log_edition = %s, position = %s WHERE commune_id = %s AND id = %s"


def give(commune_id: int, year: int, edition: int, first: int, entry_ids: Sequence[int]) -> None:
    """Give entries the places from `first` on, in this order."""
    with connection.cursor() as cursor:
        cursor.executemany(
            _GIVE, [(year, edition, first + number, commune_id, one) for number, one in enumerate(entry_ids)]
        )
