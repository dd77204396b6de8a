"""A life's situations, under which people look for a procedure: a child is born, a house is built, somebody has died.

The published list is ordered by the state's fields; a table (`content/guide/situations.txt`) leads from a field, or
from words of a procedure's name within it, to the situation. What no line knows stands in the last: nothing is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vidan.domain.text import fold

#: In the table: a line for every field.
ANY = "*"


@dataclass(frozen=True)
class LifeSituation:
    """One situation; `rules`: field and words, both folded; no words: the whole field."""

    key: str
    title: str
    english: str
    rules: tuple[tuple[str, str], ...] = ()

    def fits(self, field: str, name: str) -> int:
        """How well a procedure stands here: the length of the longest words that fit, 1 for its field alone, 0: not."""
        field, name = fold(field), fold(name)
        return max((len(words) or 1 for of, words in self.rules if of in (ANY, field) and words in name), default=0)


def read_situations(lines: Iterable[str], rest: str, rest_english: str = "") -> tuple[LifeSituation, ...]:
    """The situations of a table: `* title | English`, then `field` or `field: words, words`; last comes `rest`.

    ValueError for a line before the first title.
    """
    found: list[tuple[str, str, list[tuple[str, str]]]] = []
    for line in lines:
        if line.startswith("* "):
            title, _bar, english = line[2:].partition("|")
            found.append((title.strip(), english.strip(), []))
            continue
        if not found:
            raise ValueError(line)
        field, _colon, words = line.partition(":")
        found[-1][2].extend((fold(field) or ANY, fold(one)) for one in words.split(","))
    every = (*found, (rest, rest_english, []))
    return tuple(LifeSituation(_key(title), title, english, tuple(rules)) for title, english, rules in every)


def place(situations: tuple[LifeSituation, ...], field: str, name: str) -> LifeSituation:
    """Where a procedure stands: the situation that fits best, the first of equals, or the last of all."""
    best = max(situations, key=lambda one: one.fits(field, name))
    return best if best.fits(field, name) else situations[-1]


def _key(title: str) -> str:
    return "-".join(word.strip(",") for word in fold(title).split())
