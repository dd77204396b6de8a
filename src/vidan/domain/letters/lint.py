"""What a careful colleague would say of a draft: it explains, and it blocks only where a rule says so.

The words to avoid and their everyday twins are content (`vidan.content.letters.jargon`). A finding is a code with its
facts; the sentence stands in `vidan.speech.letters`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vidan.domain.letters.composing import EMPTY, Document
from vidan.domain.letters.kinds import Kind, LetterOccasion
from vidan.domain.plain import Finding, as_written, gap_in, remarks
from vidan.domain.text import fold

_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
#: Nothing of this ever stands in a letter for a day of joy or grief; folded.
NEVER_IN_LIFE = ("le phi", "nop phi", "tien phat", "xu phat", "khao sat", "danh gia muc do", "hai long", "nop thue")
#: The field of a kind in which an officer says whom to call.
CONTACT = "contact"
_PHONE = re.compile(r"\d(?:[ .-]?\d){6,}")
#: A person: a form of address and a name, or two names beside each other.
_CALLED = re.compile(r"(?<!\w)(ông|bà|anh|chị|cô|chú|bác|đồng chí) \w", re.IGNORECASE)
#: Where somebody sits; folded.
_PLACES = ("phong", "trung tam", "tram", "tru so", "mot cua", "ubnd", "uy ban", "nha van hoa", "ban so", "quay", "thon")
#: What stands beside a number and names nobody; folded.
_BESIDE = frozenset("so dien thoai dt sdt goi lien he hotline may ban di dong xin theo qua".split())


def lint(
    kind: Kind, document: Document, jargon: Iterable[tuple[str, str]], values: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """All that is worth saying of a draft, what blocks first. `values`: what was typed; without it only what blocks."""
    texts = [block.text for block in document.blocks]
    whole = "\n".join(texts)
    found = [
        *_rules(kind, document, whole, values or {}),
        *_style(texts, whole, tuple(jargon)),
        *_whom_to_call(kind, whole, values),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocking))


def _rules(kind: Kind, document: Document, whole: str, values: Mapping[str, str]) -> Iterator[Finding]:
    folded = fold(whole)
    if EMPTY in whole or EMPTY in document.summary:
        wanted = [field.label for field in kind.fields if values and field.required and not values.get(field.name)]
        code = "letters.lint.missing" if wanted else "letters.lint.empty"
        yield Finding(code, blocking=True, facts={"fields": "; ".join(wanted)})
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


def _style(texts: Sequence[str], whole: str, jargon: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    yield from remarks(texts, jargon)


def _whom_to_call(kind: Kind, whole: str, values: Mapping[str, str] | None) -> Iterator[Finding]:
    """Every kind that asks something of its reader says whom to ask back. Joy, grief and thanks ask nothing."""
    if values is None or CONTACT not in {field.name for field in kind.fields}:
        return
    contact = values.get(CONTACT, "")
    bare = fold(_PHONE.sub(" ", contact))
    names = [word for word in re.findall(r"[^\W\d]+", bare) if word not in _BESIDE]
    somebody = bool(_CALLED.search(contact)) or sum(word[0].isupper() for word in contact.split()) > 1
    if _PHONE.search(whole) or _PHONE.search(contact):
        if not names:
            yield Finding("letters.lint.whose_number")
    elif not (somebody and any(place in bare for place in _PLACES)):
        yield Finding("letters.lint.whom_to_call")
