"""What understanding a question costs, beside the least a full-text search could cost: a bare FTS5 query, same words.

    python bench/guide.py            500 and 10,000 procedures, 266 questions each

The floor is SQLite FTS5 over the folded titles in memory, any word of the question, ranked, ten rows.
Prints CPU times of this machine and their ratio to the floor measured in the same run.
"""

import json
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from vidan.content.guide import common, lexicon, pack_guide, small_talk, watch
from vidan.content.procedures import commune_pack
from vidan.domain.procedures.guide.answers import decide
from vidan.domain.procedures.guide.ranking import Guide, Phrase, asked_most, leaning
from vidan.domain.text import fold

QUESTIONS = Path(__file__).parents[1] / "tests" / "content" / "guide_held_back.jsonl"
SIZES = (500, 10_000)


def times_of(answer: Callable[[str], object], questions: list[str]) -> list[float]:
    """Milliseconds of CPU for each question, the best of three."""
    for question in questions[:20]:
        answer(question)
    best = [float("inf")] * len(questions)
    for _ in range(3):
        for place, question in enumerate(questions):
            start = time.process_time()
            answer(question)
            best[place] = min(best[place], (time.process_time() - start) * 1000)
    return sorted(best)


def titles_of(number: int) -> list[Phrase]:
    """Titles of so many procedures a commune might have: those of the pack, recombined; the same in each run."""
    dice = random.Random(2026)
    halves = [text.name.split() for text in commune_pack()]
    found = []
    for place in range(number - len(halves)):
        one, other = dice.sample(halves, 2)
        found.append(Phrase(" ".join([*one[: len(one) // 2 + 1], *other[len(other) // 2 :]]), f"own-{place}"))
    return found


def fts5(titles: list[Phrase]) -> Callable[[str], object]:
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table titles using fts5(title, tokenize='unicode61')")
    rows = [(fold(f"{text.name} {text.short_name}"),) for text in commune_pack()]
    database.executemany("insert into titles values (?)", rows + [(fold(title.text),) for title in titles])

    def ask(question: str) -> object:
        words = ["".join(letter for letter in word if letter.isalnum()) for word in fold(question).split()]
        terms = " OR ".join(f'"{word}"' for word in words if word)
        return database.execute(
            "select rowid from titles where titles match ? order by rank limit 10", (terms,)
        ).fetchall()

    return ask


def main() -> None:
    questions = [json.loads(line)["q"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    base, often = pack_guide(), asked_most(common(), {})
    print(f"built once in a process: {time.process_time() - start:.2f} s")
    for size in SIZES:
        titles = titles_of(size)
        guide = Guide(titles, lexicon(), base=base)
        known = {text.key for text in commune_pack()} | {title.key for title in titles}
        ours = times_of(
            lambda question, guide=guide, known=known: decide(
                leaning(guide.rank(question), often, question), known, small_talk(), watch().hear(question)
            ),
            questions,
        )
        bare = times_of(fts5(titles), questions)
        for name, rank in (("p50", 50), ("p95", 95)):
            mine, floor = ours[len(ours) * rank // 100], bare[len(bare) * rank // 100]
            print(f"{size:6} procedures  {name}: {mine:.2f} ms, bare FTS5 {floor:.2f} ms, ratio {mine / floor:.2f}")


if __name__ == "__main__":
    main()
