"""What a careful colleague would say of a draft: it explains, and it blocks only where a rule says so.

The words to avoid and their everyday twins are content (`vidan.content.letters.jargon`). A finding is a code with its
facts; the sentence stands in `vidan.speech.letters`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from vidan.domain.letters.composing import EMPTY, Document
from vidan.domain.letters.kinds import Kind, LetterOccasion
from vidan.domain.plain import Finding, as_written, gap_in, remarks
from vidan.domain.text import fold

_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
#: Nothing of this ever stands in a letter for a day of joy or grief; folded.
NEVER_IN_LIFE = ("le phi", "nop phi", "tien phat", "xu phat", "khao sat", "danh gia muc do", "hai long", "nop thue")
_PHONE = re.compile(r"\d(?:[ .]?\d){6,}")


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
    if gap := gap_in(whole):
        yield Finding("letters.lint.gap", blocking=True, facts={"gap": gap})
    for words in kind.must_say:
        if fold(words) not in folded:
            yield Finding("letters.lint.must_say", blocking=True, facts={"words": words})
    if kind.occasion is LetterOccasion.LIFE:
        for words in NEVER_IN_LIFE:
            if words in folded:
                yield Finding("letters.lint.never_beside", blocking=True, facts={"words": as_written(whole, words)})
        if _ADDRESS.search(whole):
            yield Finding("letters.lint.link", blocking=True)


def _style(kind: Kind, texts: Sequence[str], whole: str, jargon: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    yield from remarks(texts, jargon)
    if kind.occasion is LetterOccasion.APOLOGY and not _PHONE.search(whole):
        yield Finding("letters.lint.whom_to_call")
