"""Plain words: what a reader of seventy stumbles over in a text of ours, and gaps that nobody filled in.

The words to avoid and their everyday twins are content (`vidan.content.letters.jargon`). A finding is a code with its
facts; the sentence stands in `vidan.speech.letters`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vidan.domain.text import fold

#: Words in a sentence that a reader of seventy still follows (measured on the commune's own letters).
LONGEST_SENTENCE = 32
_SENTENCE = re.compile(r"[^.!?…;:\n]+")
_GAP = re.compile(r"\.{4,}|_{3,}|\[[^\]]{0,40}\]|\bxxx+\b", re.IGNORECASE)
#: Sentences that put the office's delay on the citizen; folded.
BLAMING = (
    "do ong ba khong", "loi cua ong", "loi cua ba", "loi cua cong dan", "loi cua nguoi dan", "do cong dan khong",
    "do nguoi dan khong", "ong ba phai tu chiu", "phai tu chiu trach nhiem", "vi ong ba cham", "do thieu hieu biet",
    "co tinh khong", "yeu cau ong ba nghiem tuc",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One remark. `blocking`: the text may not go on before it is mended, because a rule says so."""

    code: str
    blocking: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


def gap_in(text: str) -> str:
    """The first place that was left to be filled in (`[ngày]`, `......`); empty when there is none."""
    found = _GAP.search(text)
    return found[0][:40] if found else ""


def remarks(texts: Sequence[str], jargon: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Long sentences, office words, sentences that blame. None of them blocks."""
    whole = "\n".join(texts)
    folded = fold(whole)
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            length = len(sentence.split())
            if length > LONGEST_SENTENCE:
                begin = " ".join(sentence.split()[:7])
                yield Finding("letters.lint.long", facts={"words": length, "most": LONGEST_SENTENCE, "begin": begin})
    for word, plain in jargon:
        if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", folded):
            yield Finding("letters.lint.jargon", facts={"word": word, "plain": plain})
    for words in BLAMING:
        if words in folded:
            yield Finding("letters.lint.blame", facts={"words": as_written(whole, words)})


def as_written(whole: str, folded: str) -> str:
    """The words as they stand in the text, found by their folded form."""
    words = whole.split()
    length = len(folded.split())
    for place in range(len(words) - length + 1):
        run = " ".join(words[place : place + length])
        if folded in fold(run):
            return run
    return folded
