"""The checklist at the counter: each paper with its condition, and the officer's mark beside it.

Only a paper marked *thiếu* keeps a dossier from being taken, and everything missing is told at once
(NĐ 61/2018/NĐ-CP art. 17, NĐ 309/2026/NĐ-CP art. 8: a supplement is asked for one time only).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vidan.domain.errors import Refused

#: How a condition begins, so that "paper, condition" reads as one sentence at the counter.
OPENERS = ("nếu ", "khi ", "chỉ khi ", "trừ khi ", "trường hợp ", "đối với ")
#: How a paper is handed in; empty when the source does not say. Shown papers go straight back to their owner.
FORMS = ("", "bản chính", "bản sao", "xuất trình")


class PaperMark(StrEnum):
    """The officer's mark beside a paper: có, không thuộc trường hợp này, thiếu."""

    PRESENT = "present"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"


@dataclass(frozen=True)
class Paper:
    """One line of a checklist (thành phần hồ sơ).

    `condition` is a clause such as "nếu nhờ người khác làm"; empty means that the paper is needed every time, and
    `always` says the same in the pack's own words. `originals` and `copies` are numbers of sheets kept by the office
    (both 0: only shown, or the source does not say). Papers of one `group` stand in for each other: at least one of
    them must be there (a birth certificate of the hospital, or the witness's statement).
    """

    name: str
    condition: str = ""
    form: str = ""
    originals: int = 0
    copies: int = 0
    always: bool = True
    group: str = ""


@dataclass(frozen=True)
class PaperCheck:
    """The outcome of a marked checklist: papers in hand and papers missing, in the order of the list."""

    present: tuple[Paper, ...]
    missing: tuple[Paper, ...]


def check_papers(papers: Sequence[Paper], marks: Mapping[int, PaperMark]) -> PaperCheck:
    """Read the officer's marks, given by the paper's place in the list counted from 0.

    Refused, with `field` naming the line (`papers-<place>`) and `position` counted from 1 as people count:
    `procedures.paper.unmarked`, `procedures.paper.unknown` (a mark without a paper),
    `procedures.paper.always_needed` (an unconditional paper marked as not applicable),
    `procedures.paper.none_of_group` (papers that stand in for each other, and none is there).
    Missing papers are not refused here: they are the answer.
    """
    for place in marks:
        if not 0 <= place < len(papers):
            raise Refused("procedures.paper.unknown", field="papers", position=place + 1, count=len(papers))
    for place, paper in enumerate(papers):
        _check_mark(place, paper, marks.get(place))
    _check_groups(papers, marks)
    return PaperCheck(
        present=tuple(paper for place, paper in enumerate(papers) if marks[place] is PaperMark.PRESENT),
        missing=tuple(paper for place, paper in enumerate(papers) if marks[place] is PaperMark.MISSING),
    )


def _check_mark(place: int, paper: Paper, mark: PaperMark | None) -> None:
    told: dict[str, object] = {"paper": paper.name, "position": place + 1}
    if mark is None:
        raise Refused("procedures.paper.unmarked", field=f"papers-{place}", **told)
    if mark is PaperMark.NOT_APPLICABLE and not paper.condition:
        raise Refused("procedures.paper.always_needed", field=f"papers-{place}", **told)


def _check_groups(papers: Sequence[Paper], marks: Mapping[int, PaperMark]) -> None:
    for group in dict.fromkeys(paper.group for paper in papers if paper.group):
        places = [place for place, paper in enumerate(papers) if paper.group == group]
        if all(marks[place] is PaperMark.NOT_APPLICABLE for place in places):
            names = "; ".join(papers[place].name for place in places)
            raise Refused("procedures.paper.none_of_group", field=f"papers-{places[0]}", papers=names)
