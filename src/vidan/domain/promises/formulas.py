"""The main figure of each promise from what happened; 7 and 8 follow each matter and stand in files of their own.

Source: the twelve promises' definitions. What is still open and overdue counts against the promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from vidan.domain.promises.figures import Figure, total


def promise_1(*, in_time: int, acknowledged: int, overdue: int) -> Figure:
    """Biết nghe dân nói: feedback acknowledged within one working day ÷ (acknowledged + overdue)."""
    return Figure(in_time, acknowledged + overdue)


def promise_2(*, understood: int, not_yet: int) -> Figure:
    """Biết nói dân hiểu: "understood" ÷ (understood + not yet), over replies, guides and explanations."""
    return Figure(understood, understood + not_yet)


def promise_3(*, confirmed: int, contested: int) -> Figure:
    """Biết làm dân tin: solved feedback that its sender confirms ÷ (confirmed + contested)."""
    return Figure(confirmed, confirmed + contested)


def promise_4(*, in_time: int, breaches: int) -> Figure:
    """Biết xin lỗi: breaches (late, lost, wrong result) with an apology in time ÷ all breaches.

    In time: sent before the promised moment (late), within one working day of discovery (lost, wrong).
    """
    return Figure(in_time, breaches)


def promise_5(*, in_time: int, due: int) -> Figure:
    """Biết cảm ơn: praise, adopted ideas, contributions thanked within five working days ÷ all due."""
    return Figure(in_time, due)


@dataclass(frozen=True)
class ClosedDossier:
    """What a closed dossier put its citizen through."""

    second_request: bool = False
    unlisted_paper: bool = False
    needless_trip: bool = False
    upheld_complaint: bool = False

    @property
    def spared(self) -> bool:
        """Whether she was spared all of it."""
        return not (self.second_request or self.unlisted_paper or self.needless_trip or self.upheld_complaint)


def promise_6(closed: Iterable[ClosedDossier]) -> Figure:
    """Không phiền hà, sách nhiễu: closed dossiers without any of the four troubles ÷ closed."""
    return total(Figure(int(dossier.spared), 1) for dossier in closed)


def survey(*, satisfied: int, very_satisfied: int, valid: int) -> Figure:
    """Promises 9 to 12, each by its item of the survey: satisfied + very satisfied ÷ valid answers."""
    return Figure(satisfied + very_satisfied, valid)
