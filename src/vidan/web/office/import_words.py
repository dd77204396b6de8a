"""The words of a list at the desk: which nobody knows, what each is taken for, and how it is pointed out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vidan.domain.dossiers.source_words import OFFICER, PROCEDURE, STATE, UNKNOWN, Pointed
from vidan.domain.people import Actor
from vidan.queries import people
from vidan.queries.dossiers import importing as seen
from vidan.queries.procedures import listing
from vidan.speech.import_columns import COLUMNS, STATE_MEANINGS, told_rows

#: Words of a list shown on its page, the unknown and those of most rows first.
SHOWN = 60
LONGEST_TYPED = 400


@dataclass(frozen=True)
class Ways:
    """What a word can be taken for: options of a choice by column; procedures are typed, with these as hints."""

    procedures: list[listing.Choice]
    officers: list[tuple[str, str]]

    def hints(self) -> list[str]:
        """What the field of a procedure offers while somebody types."""
        return [row.called for row in self.procedures]

    def name_of(self, key: str) -> str:
        """A procedure as its hint says it."""
        return next((row.called for row in self.procedures if row.key == key), key)


def ways(actor: Actor, today: date) -> Ways:
    """What words of lists can be taken for in this commune: two statements."""
    holders = [(str(number), f"{name}, {title}") for number, name, title in people.may_hold(actor.commune_id, today)]
    return Ways(listing.choices(actor.commune_id, today), holders)


def shown(cards: list[seen.WordCard], can: Ways, typed: Mapping[str, str]) -> dict[str, Any]:
    """What the page shows of a list's words: those that keep rows out, those that only lead elsewhere, the known."""
    rows = [_row(number, card, can, typed) for number, card in enumerate(cards[:SHOWN])]
    unknown = [row for row in rows if row["keeps_out"]]
    unplaced = [row for row in rows if row["column"] == OFFICER and not row["meaning"]]
    return {
        "unknown": unknown,
        "unknown_rows": sum(row["count"] for row in unknown),
        "unplaced": unplaced,
        "known": [row for row in rows if row["meaning"]],
        "hints": can.hints() if any(card.column == PROCEDURE for card in cards) else [],
    }


def _row(number: int, card: seen.WordCard, can: Ways, typed: Mapping[str, str]) -> dict[str, Any]:
    options: dict[str, Callable[[], list[tuple[str, str]]]] = {
        STATE: lambda: list(STATE_MEANINGS.items()),
        OFFICER: lambda: can.officers,
    }
    value = can.name_of(card.meaning) if card.column == PROCEDURE else card.meaning
    return {
        "name": f"word_{number}",
        "number": number,
        "column": card.column,
        "column_name": COLUMNS[card.column],
        "told": card.told,
        "count": card.count,
        "rows": told_rows(card.rows, card.count),
        "meaning": card.meaning,
        "longest": LONGEST_TYPED,
        "keeps_out": not card.meaning and card.column != OFFICER,
        "blank": "Để người cho vào sổ giữ" if card.column == OFFICER else "Chưa rõ",
        "options": options.get(card.column, list)(),
        "value": typed.get(f"word_{number}", value),
    }


def pointed(cards: list[seen.WordCard], can: Ways, typed: Mapping[str, str]) -> list[Pointed]:
    """What the form says otherwise than the list was read."""
    told = []
    for number, card in enumerate(cards[:SHOWN]):
        name = f"word_{number}"
        if typed.get(f"told_{number}", "") != card.told or name not in typed:
            continue  # a page of before the list was read anew
        said = typed[name].strip()[:LONGEST_TYPED]
        meaning = _meant(card, can, said)
        if meaning not in (card.meaning, card.meaning or UNKNOWN):
            told.append(Pointed(card.column, card.told, meaning))
    return told


def _meant(card: seen.WordCard, can: Ways, said: str) -> str:
    """What is kept of what was said; a procedure that nobody knows stays as it was typed, and is refused as such."""
    if card.column != PROCEDURE:
        return said or UNKNOWN
    if not said:
        return ""
    if said == can.name_of(card.meaning):
        return card.meaning
    return listing.key_called(can.procedures, said) or said
