"""What a careful colleague would say of a draft: it explains, and it blocks only where a rule says so.

The words to avoid and their everyday twins are content (`vidan.content.letters.jargon`). A finding is a code with its
facts; the sentence stands in `vidan.speech.letters`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vidan.domain.letters.composing import EMPTY, Document
from vidan.domain.letters.kinds import Kind, LetterOccasion
from vidan.domain.text import fold

#: Words in a sentence that a reader of seventy still follows (measured on the commune's own letters).
LONGEST_SENTENCE = 32
_SENTENCE = re.compile(r"[^.!?…;:\n]+")
_GAP = re.compile(r"\.{4,}|_{3,}|\[[^\]]{0,40}\]|\bxxx+\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
#: Sentences that put the office's delay on the citizen; folded.
BLAMING = (
    "do ong ba khong", "loi cua ong", "loi cua ba", "loi cua cong dan", "loi cua nguoi dan", "do cong dan khong",
    "do nguoi dan khong", "ong ba phai tu chiu", "phai tu chiu trach nhiem", "vi ong ba cham", "do thieu hieu biet",
    "co tinh khong", "yeu cau ong ba nghiem tuc",
)  # fmt: skip
#: Nothing of this ever stands in a letter for a day of joy or grief; folded.
NEVER_IN_LIFE = ("le phi", "nop phi", "tien phat", "xu phat", "khao sat", "danh gia muc do", "hai long", "nop thue")
_PHONE = re.compile(r"\d(?:[ .]?\d){6,}")


@dataclass(frozen=True)
class Finding:
    """One remark. `blocking`: the letter may not go on before it is mended, because a rule says so."""

    code: str
    blocking: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


def lint(kind: Kind, document: Document, jargon: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """Everything worth saying of a draft, what blocks first."""
    texts = [block.text for block in document.blocks]
    whole = "\n".join(texts)
    found = [*_rules(kind, document, whole), *_style(kind, texts, whole, tuple(jargon))]
    return tuple(sorted(found, key=lambda finding: not finding.blocking))


def _rules(kind: Kind, document: Document, whole: str) -> Iterator[Finding]:
    folded = fold(whole)
    if EMPTY in whole or EMPTY in document.summary:
        yield Finding("letters.lint.empty", blocking=True)
    if gap := _GAP.search(whole):
        yield Finding("letters.lint.gap", blocking=True, facts={"gap": gap[0][:40]})
    for words in kind.must_say:
        if fold(words) not in folded:
            yield Finding("letters.lint.must_say", blocking=True, facts={"words": words})
    if kind.occasion is LetterOccasion.LIFE:
        for words in NEVER_IN_LIFE:
            if words in folded:
                yield Finding("letters.lint.never_beside", blocking=True, facts={"words": _as_written(whole, words)})
        if _ADDRESS.search(whole):
            yield Finding("letters.lint.link", blocking=True)


def _style(kind: Kind, texts: Sequence[str], whole: str, jargon: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
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
            yield Finding("letters.lint.blame", facts={"words": _as_written(whole, words)})
    if kind.occasion is LetterOccasion.APOLOGY and not _PHONE.search(whole):
        yield Finding("letters.lint.whom_to_call")


def _as_written(whole: str, folded: str) -> str:
    """The words as they stand in the letter, found by their folded form."""
    words = whole.split()
    length = len(folded.split())
    for place in range(len(words) - length + 1):
        run = " ".join(words[place : place + length])
        if folded in fold(run):
            return run
    return folded
