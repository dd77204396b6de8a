"""A letter beside typst alone setting one paragraph on A4, CPU of this process, both in the same run; and memory.

    .venv/bin/python bench/letter_pdf.py [rounds] [letters]

Goals: a warm letter within 4 times of the bare typesetter; a thousand letters without growth of memory.
"""

import resource
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from receipt_pdf import PARAGRAPH, milliseconds, paragraph_alone

from vidan.adapters import docx, pdf
from vidan.content.letters.samples import all_samples
from vidan.domain.letters.composing import Block, BlockKind

LETTER = dict(all_samples())["apology"]


def letter(number: int) -> None:
    pdf.letter(replace(LETTER, number=f"{number:02d}/UBND-VP"))


def without_code(number: int) -> None:
    pdf.letter(replace(LETTER, number=f"{number:02d}/UBND-VP", verify_url=""))


def as_word(number: int) -> None:
    first = Block(BlockKind.PARAGRAPH, f"{number}. {PARAGRAPH}")
    docx.letter(replace(LETTER, blocks=(first, *LETTER.blocks)))


def megabytes() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    letters = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as folder:
        bare = milliseconds(paragraph_alone(Path(folder)), rounds)
    warm = milliseconds(letter, rounds)
    plain = milliseconds(without_code, rounds)
    word = milliseconds(as_word, max(rounds // 3, 3))
    print(f"typst alone, one paragraph {bare:7.1f} ms   1.0 x")
    print(f"letter, warm               {warm:7.1f} ms {warm / bare:5.1f} x   (goal 4.0 x)")
    print(f"letter without its QR      {plain:7.1f} ms {plain / bare:5.1f} x")
    print(f"letter for Word            {word:7.1f} ms {word / bare:5.1f} x")
    for number in range(100):
        letter(number)
    before = megabytes()
    for number in range(letters):
        letter(1000 + number)
    print(f"memory after 100 letters   {before:7.1f} MiB")
    print(f"memory after {letters:5d} more    {megabytes():7.1f} MiB")


if __name__ == "__main__":
    main()
