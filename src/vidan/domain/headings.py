"""Which column of a foreign list holds what, by its Vietnamese heading, with or without diacritics."""

from collections.abc import Mapping, Sequence

from vidan.domain.text import clean_line, fold

#: Titles of an office ("ỦY BAN NHÂN DÂN XÃ …") may stand above the headings; further down nobody looks for them.
HEADINGS_WITHIN = 30
#: A heading is short; a longer cell is a text.
LONGEST_HEADING = 80


def folded(headings: Sequence[str]) -> list[str]:
    """Each heading as it is compared; empty for a cell too long to be one."""
    return [fold(clean_line(text)).rstrip(" :*.") if len(text) <= LONGEST_HEADING else "" for text in headings]


def columns(headings: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Place of a column to its meaning; whole headings win over those that only begin so, each meaning is used once.

    `names` gives the folded headings of each meaning. One column alone counts only when it is the very word: a line of
    text may happen to begin like a heading.
    """
    bare = folded(headings)
    found: dict[int, str] = {}
    for exact in (True, False):
        for place, heading in enumerate(bare):
            meaning = _meaning(heading, names, exact)
            if meaning and place not in found and meaning not in found.values():
                found[place] = meaning
    return found if len(found) > 1 or (found and _meaning(bare[next(iter(found))], names, True)) else {}


def _meaning(heading: str, names: Mapping[str, Sequence[str]], exact: bool) -> str:
    for meaning, called in names.items():
        for name in called:
            if heading == name or (not exact and " " in name and heading.startswith(name + " ")):
                return meaning
    return ""
