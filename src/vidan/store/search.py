"""Finding procedures by a few letters, with or without diacritics.

The folded text is computed in Python and stored, so the same words find the same rows on SQLite and PostgreSQL.
"""

from django.db.models import QuerySet

from vidan.domain.text import fold
from vidan.store.models import Procedure


def folded_text(*parts: str) -> str:
    """What a row is found by: a leading space lets a query match the beginning of words only."""
    return " " + fold(" ".join(parts))


def words_of(query: str) -> list[str]:
    """At most eight folded words of a query."""
    return ["".join(letter for letter in word if letter.isalnum() or letter in ".-") for word in fold(query).split()][
        :8
    ]


def procedures_matching(rows: QuerySet[Procedure], query: str) -> QuerySet[Procedure]:
    """Rows in which every word of the query begins some word (all rows for an empty query)."""
    for word in words_of(query):
        if word:
            rows = rows.filter(folded__contains=f" {word}")
    return rows
