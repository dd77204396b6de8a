"""A person's own list of papers: the published list, asked through once, without a word that is not on it.

The conditions of the published papers are the questions; their answers pick the papers. The counter marks the very same
list (`check_papers`), so nobody is asked at the desk for what the list did not name (NĐ 61/2018/NĐ-CP art. 17).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from vidan.domain.errors import Refused
from vidan.domain.procedures.papers import OPENERS

#: Needed unless the case applies.
_UNLESS = "trừ khi "
#: Letters that nobody takes for another on paper or by telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class _Line(Protocol):
    """What is asked of a paper here."""

    @property
    def name(self) -> str: ...

    @property
    def condition(self) -> str: ...

    @property
    def group(self) -> str: ...


@dataclass(frozen=True)
class PaperQuestion:
    """A case that decides about papers: its words as a sentence, and the papers it decides about."""

    number: int
    words: str
    places: tuple[int, ...]


def questions_of(papers: Sequence[_Line]) -> tuple[PaperQuestion, ...]:
    """The cases of a list, each once, in the order of the list."""
    places: dict[str, list[int]] = {}
    for place, paper in enumerate(papers):
        if paper.condition:
            places.setdefault(paper.condition, []).append(place)
    cases = enumerate(places.items())
    return tuple(PaperQuestion(number, _as_case(condition), tuple(found)) for number, (condition, found) in cases)


def _as_case(condition: str) -> str:
    opener = next((opener for opener in sorted(OPENERS, key=len, reverse=True) if condition.startswith(opener)), "")
    case = condition.removeprefix(opener).strip()
    return case[:1].upper() + case[1:]


def personal_list(papers: Sequence[_Line], cases: Collection[int]) -> tuple[int, ...]:
    """The places of the papers that a person brings, given the numbers of the cases that are hers.

    Papers that stand in for each other all stay when none of them would: one of them must be there.
    """
    decided = {place: question.number for question in questions_of(papers) for place in question.places}
    needed = {
        place
        for place, paper in enumerate(papers)
        if not paper.condition or (decided[place] in cases) is not paper.condition.startswith(_UNLESS)
    }
    for group in {paper.group for paper in papers if paper.group}:
        members = {place for place, paper in enumerate(papers) if paper.group == group}
        needed |= members if not members & needed else set()
    return tuple(sorted(needed))


def code_of(papers: Sequence[_Line], cases: Collection[int]) -> str:
    """The answers as a few letters that can be read out: four or more, the last two of them a check."""
    bits = sum(1 << question.number for question in questions_of(papers) if question.number in cases)
    return _lettered(bits, 2) + _lettered(_check(bits, papers), 2)


def cases_of(code: str, papers: Sequence[_Line]) -> frozenset[int]:
    """The cases behind a code. Refused `procedures.personal.code` when it was misread or the list has changed since."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    bits = 0
    for letter in letters[:-2]:
        bits = bits * len(_LETTERS) + max(_LETTERS.find(letter), 0)
    cases = frozenset(question.number for question in questions_of(papers) if bits >> question.number & 1)
    if code_of(papers, cases) != letters:
        raise Refused("procedures.personal.code", field="code", code=code[:20])
    return cases


def _check(bits: int, papers: Sequence[_Line]) -> int:
    """A check over the answers and the list they were given to."""
    told = f"{bits}|" + "|".join(f"{paper.name}~{paper.condition}" for paper in papers)
    check = 0
    for letter in told:
        check = (check * 131 + ord(letter)) % len(_LETTERS) ** 2
    return check


def _lettered(number: int, least: int) -> str:
    letters = ""
    while number or len(letters) < least:
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters
