"""Learn what each mark of a question speaks for, from the tables of content/guide: run it after each change of them.

    python -m bench.guide_learning            writes content/guide/learned.txt; takes about a minute
    python -m bench.guide_learning --trial    shares of phrasings found by what the other four fifths taught; writes
                                              nothing

Multinomial logistic regression with a small ridge, by accelerated gradient (Nesterov 1983), from nothing, a fixed
number of steps: the same tables give the same weights. Only what speaks clearly is written down.
"""

import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from vidan.content import guide as content
from vidan.domain.procedures.guide.learned import Learned, stamp_of, written
from vidan.domain.procedures.guide.ranking import Guide, Phrase, marks_of, rarities
from vidan.domain.procedures.guide.words import read, typed_words

RIDGE, STEPS = 2e-6, 80
#: So many are weighed at once.
BATCH = 500
#: At most so many procedures are written for a mark, and nothing that would hardly be heard (rarity times strength).
MOST_LEADS, LEAST = 40, 0.1
FOLDS = 5


class Sparse:
    """Marks of phrasings as rows: `row @ dense` and its transpose, with no more than numpy."""

    def __init__(self, rows: Sequence[dict[int, float]], width: int) -> None:
        lengths = [len(row) for row in rows]
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        self.columns = np.fromiter((column for row in rows for column in row), np.int64)
        self.values = np.fromiter((value for row in rows for value in row.values()), np.float32)[:, None]
        order = np.argsort(self.columns, kind="stable")
        self.by_column = np.repeat(np.arange(len(rows)), lengths)[order]
        self.column_values = self.values[order]
        counts = np.bincount(self.columns, minlength=width)
        self.column_starts = np.concatenate([[0], np.cumsum(counts)])
        self.width = width

    def times(self, dense: np.ndarray) -> np.ndarray:
        found = []
        for first in range(0, len(self.starts) - 1, BATCH):
            bounds = self.starts[first : first + BATCH + 1]
            part = slice(bounds[0], bounds[-1])
            found.append(np.add.reduceat(dense[self.columns[part]] * self.values[part], bounds[:-1] - bounds[0]))
        return np.concatenate(found)

    def transposed_times(self, dense: np.ndarray) -> np.ndarray:
        found = []
        step = BATCH * 8
        for first in range(0, self.width, step):
            bounds = self.column_starts[first : first + step + 1]
            part = slice(bounds[0], bounds[-1])
            rows = dense[self.by_column[part]] * self.column_values[part]
            found.append(np.add.reduceat(rows, bounds[:-1] - bounds[0]))
        return np.concatenate(found)


def weigh(rows: Sparse, wanted: np.ndarray, classes: int) -> np.ndarray:
    """The weights: one row for each mark, one column for each key."""
    number = len(wanted)
    right = np.zeros((number, classes), np.float32)
    right[np.arange(number), wanted] = 1
    ridge = RIDGE * number
    step = 1 / (0.5 * _largest_eigenvalue(rows) + ridge)
    weights = np.zeros((rows.width, classes), np.float32)
    ahead, pace = weights.copy(), 1.0
    for _ in range(STEPS):
        told = rows.times(ahead)
        told = np.exp(told - told.max(1, keepdims=True))
        told /= told.sum(1, keepdims=True)
        moved = ahead - step * (rows.transposed_times(told - right) + ridge * ahead)
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _largest_eigenvalue(rows: Sparse) -> float:
    vector = np.ones((rows.width, 1), np.float32)
    for _ in range(20):
        vector = rows.transposed_times(rows.times(vector))
        length = float(np.linalg.norm(vector))
        vector /= length
    return length


def learn(phrases: Sequence[Phrase]) -> tuple[Learned, list[str]]:
    """What these phrasings teach, and their keys in order."""
    lexicon = content.lexicon()
    words = [read(typed_words(phrase.text), lexicon) for phrase in phrases]
    marked = [marks_of(line, lexicon) for line in words]
    rare = rarities(marked, lexicon.fillers)
    places = {mark: place for place, mark in enumerate(sorted(rare))}
    rows = []
    for marks in marked:
        row = {places[mark]: rare[mark] for mark in marks if mark in rare}
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        rows.append({place: value / length for place, value in row.items()})
    keys = sorted({phrase.key for phrase in phrases})
    numbers = {key: number for number, key in enumerate(keys)}
    wanted = np.array([numbers[phrase.key] for phrase in phrases])
    sparse = Sparse(rows, len(places))
    weights = weigh(sparse, wanted, len(keys))
    weights /= float(sparse.times(weights)[np.arange(len(wanted)), wanted].mean())
    leads = {mark: _spoken(weights[place], keys, LEAST / max(rare[mark], LEAST)) for mark, place in places.items()}
    known = Counter(word.bare for line in words for word in line)
    stamp = stamp_of(((phrase.text, phrase.key) for phrase in phrases), lexicon)
    return Learned(stamp, rare, leads, known), keys


def _spoken(row: np.ndarray, keys: Sequence[str], least: float) -> dict[str, float]:
    strength = np.abs(row)
    best = np.argsort(-strength)[:MOST_LEADS]
    return {keys[place]: float(row[place]) for place in best if strength[place] >= least}


def trial(phrases: Sequence[Phrase]) -> None:
    """Each fifth of the phrasings, found by what the others taught."""
    first = among = 0
    for fold in range(FOLDS):
        learned, _keys = learn([phrase for at, phrase in enumerate(phrases) if at % FOLDS != fold])
        guide = Guide((), content.lexicon(), learned=learned)
        for phrase in phrases[fold::FOLDS]:
            found = [one.key for one in guide.rank(phrase.text, 3)]
            first += found[:1] == [phrase.key]
            among += phrase.key in found
        print(f"{fold + 1}/{FOLDS}", flush=True)
    print(f"first {first / len(phrases):.3f}, among three {among / len(phrases):.3f} of {len(phrases)}")


def main() -> None:
    phrases = content.taught_by_tables()
    if "--trial" in sys.argv[1:]:
        trial(phrases)
        return
    learned, keys = learn(phrases)
    file = Path(content.__file__).with_name(content.LEARNED)
    file.write_text("\n".join(written(learned, keys)) + "\n", encoding="utf-8")
    print(f"{len(phrases)} phrasings, {len(learned.rare)} marks, {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
