"""What a commune may change in a procedure's words, and how two versions differ, line by line.

A change is proposed by one officer and taken by another (four eyes); what was said before stays readable for ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from vidan.domain.procedures.papers import Paper
from vidan.domain.procedures.texts import ProcedureText

#: What an officer may propose to change. Code, name in law and field come from the national list and stay with it.
CHANGEABLE = ("short_name", "papers", "steps", "fee_text", "result", "limit_note")
#: What people compare when they read the history: also what the national list or a confirmation changed.
COMPARED = ("name", *CHANGEABLE, "limit", "limit_document", "legal_basis", "agency", "received_here")
#: What an edition keeps under other names than a text.
_KEPT_AS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit_key",),
    "internal_steps": ("way",),
    "in_scope": ("received_here",),
    "limit": ("limit", "limit_sure"),
    "fee_text": ("fee_text", "fee_vnd"),
    "life_events": (),
}
#: A guide that nobody looked at for so long may have become wrong: half a year, at most two years.
REVIEW_AFTER_DAYS, LONGEST_REVIEW_DAYS = 183, 731


@dataclass(frozen=True)
class Difference:
    """One part of a procedure that differs: the lines taken away and the lines that came, in order."""

    part: str
    gone: tuple[str, ...]
    came: tuple[str, ...]


@dataclass(frozen=True)
class PaperWords:
    """A paper as an officer typed it; `place`: its place in the list that held, from 0, or None for a new one."""

    place: int | None
    name: str
    condition: str = ""
    originals: int = 0
    copies: int = 0


def shown_of(text: ProcedureText) -> dict[str, Any]:
    """The compared parts of a text, as an edition keeps them."""
    told: dict[str, Any] = {part: getattr(text, part) for part in COMPARED if hasattr(text, part)}
    return told | {
        "papers": [asdict(paper) for paper in text.papers],
        "steps": list(text.steps),
        "legal_basis": list(text.legal_basis),
        "limit": str(text.limit) if text.limit else "",
        "received_here": text.in_scope,
    }


def staying(text: ProcedureText, limit_held: str) -> frozenset[str]:
    """The parts of an edition that stay when a text comes in over it: whatever its list says nothing about.

    A plain limit that is the one that holds says nothing new either, so the words beside it stay.
    """
    parts = {part for name in text.left_open for part in _KEPT_AS.get(name, (name,))}
    if text.left_open and text.limit_sure and str(text.limit) == limit_held:
        parts.add("limit_note")
    return frozenset(parts)


def papers_with(before: Sequence[Mapping[str, Any]], typed: Sequence[PaperWords]) -> list[dict[str, Any]]:
    """The new list as an edition keeps it; what was not asked for (form, group) stays with its paper."""
    papers = []
    for words in typed:
        known = before[words.place] if words.place is not None and words.place < len(before) else asdict(Paper(name=""))
        told = {"name": words.name, "condition": words.condition, "originals": words.originals, "copies": words.copies}
        papers.append({**known, **told, "always": not words.condition})
    return papers


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The parts that differ, in the order of `COMPARED`; both mappings hold the values of an edition."""
    found = []
    for part in COMPARED:
        old, new = lines(part, before.get(part)), lines(part, after.get(part))
        if old != new:
            found.append(_difference(part, old, new))
    return tuple(found)


def _difference(part: str, old: tuple[str, ...], new: tuple[str, ...]) -> Difference:
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[a:b]
            came += new[c:d]
    return Difference(part, tuple(gone), tuple(came))


def lines(part: str, value: Any) -> tuple[str, ...]:
    """A value as people read it: a line for each paper or step, one line for a text, none for nothing."""
    if part == "papers":
        return tuple(paper_line(paper) for paper in value or ())
    if isinstance(value, list | tuple):
        return tuple(str(line) for line in value)
    if isinstance(value, bool):
        return ("có",) if value else ("không",)
    return (str(value),) if value else ()


def paper_line(paper: Mapping[str, Any]) -> str:
    """`Giấy ủy quyền, nếu nhờ người khác làm (1 bản chính)`."""
    told = paper["name"] + (f", {paper['condition']}" if paper["condition"] else "")
    counts = [
        f"{paper[key]} {words}" for key, words in (("originals", "bản chính"), ("copies", "bản sao")) if paper[key]
    ]
    return f"{told} ({', '.join(counts)})" if counts else told
