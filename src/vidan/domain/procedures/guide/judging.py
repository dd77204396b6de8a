"""How well questions are answered: the figures of `vidan guide evaluate`, defined once.

A question counts for recall@k when one of its right procedures is among the first k procedures. It is refused when no
procedure is shown for it at all. A referral is right when the office named first is the one asked for; where the file
names none (weather, abuse), when no procedure is shown. Wrong with confidence: one procedure shown alone, and not a
right one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vidan.domain.procedures.guide.answers import FOUND, Guidance, Referral
from vidan.domain.text import fold

#: Words that many offices share and that tell none apart.
_COMMON = frozenset(
    "cong an tinh xa so phong co cap quan trung tam chi cuc nhan dan huyen khu vuc va cua tai nha nuoc".split()
)


@dataclass(frozen=True)
class Asked:
    """One line of the file: the question, its right keys (none: not the commune's work), style, the office."""

    question: str
    keys: tuple[str, ...]
    style: str
    refer_to: str = ""


@dataclass(frozen=True)
class Judged:
    """A question with its answer, the office it was referred to, and how long that took in seconds."""

    asked: Asked
    answer: Guidance
    referral: Referral | None
    seconds: float

    def within(self, first: int) -> bool:
        """Whether a right procedure stands among the first so many."""
        return any(one.key in self.asked.keys for one in self.answer.procedures[:first])

    @property
    def refused(self) -> bool:
        """Nothing of ours was offered."""
        return not self.answer.shown

    @property
    def referred(self) -> bool:
        """Sent to the right office, or, where there is none, shown no procedure."""
        if not self.asked.refer_to:
            return self.refused
        told = self.referral if self.answer.elsewhere and self.answer.kind != FOUND else None
        return told is not None and same_office(self.asked.refer_to, told)

    @property
    def wrong_with_confidence(self) -> bool:
        """One procedure shown alone, and a wrong one."""
        return self.answer.kind == FOUND and not self.within(1)


def asked(line: Mapping[str, object], keys: Mapping[str, str]) -> Asked:
    """A line of the file; an answer is a code or a name. `keys`: folded codes and names to keys. Else ValueError."""
    question, answers = line["q"], line.get("answers") or []
    if not isinstance(question, str) or not isinstance(answers, list):
        raise ValueError(line)
    right = tuple(keys.get(fold(str(answer)), str(answer)) for answer in answers)
    return Asked(question, right, str(line.get("style") or "-"), str(line.get("refer_to") or ""))


def same_office(wanted: str, referral: Referral) -> bool:
    """Whether a written office is the one referred to: a name in the other, or most of its own telling words shared."""
    asked = fold(wanted)
    names = [fold(name) for name in (referral.office, *referral.names)]
    if any(name and (name in asked or asked in name) for name in names):
        return True
    own = _telling(asked)
    return any(own and len(own & _telling(name)) * 2 > len(own) for name in names)


def _telling(name: str) -> frozenset[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    return frozenset(words) - _COMMON


def figures(judged: Sequence[Judged]) -> dict[str, object]:
    """The figures of an evaluation: shares from 0 to 1 (None where nothing was asked), latencies in milliseconds."""
    ours = [one for one in judged if one.asked.keys]
    others = [one for one in judged if not one.asked.keys]
    styles: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        styles[one.asked.style].append(one)
    milliseconds = sorted(one.seconds * 1000 for one in judged)
    return {
        "questions": len(judged),
        **_recalls(ours),
        "referral_recall": _share(one.referred for one in others),
        "in_scope_refused": _share(one.refused for one in ours),
        "wrong_with_confidence": _share(one.wrong_with_confidence for one in judged),
        "asked_back": _share(one.answer.kind == "ask" for one in ours),
        "by_style": {style: _of_style(found) for style, found in sorted(styles.items())},
        "latency_ms": {name: _percentile(milliseconds, rank) for name, rank in (("p50", 50), ("p95", 95), ("p99", 99))},
    }


def _recalls(ours: Sequence[Judged]) -> dict[str, float | None]:
    return {f"recall_at_{first}": _share(one.within(first) for one in ours) for first in (1, 3, 5)}


def _of_style(found: Sequence[Judged]) -> dict[str, object]:
    ours = [one for one in found if one.asked.keys]
    others = [one for one in found if not one.asked.keys]
    told: dict[str, object] = {"questions": len(found)}
    told |= _recalls(ours) if ours else {}
    return told | ({"referral_recall": _share(one.referred for one in others)} if others else {})


def _share(yes: Iterable[bool]) -> float | None:
    counted = Counter(yes)
    return round(counted[True] / counted.total(), 4) if counted else None


def _percentile(ordered: Sequence[float], rank: int) -> float | None:
    return round(ordered[min(len(ordered) - 1, len(ordered) * rank // 100)], 3) if ordered else None
