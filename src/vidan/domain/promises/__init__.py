"""The twelve promises, 5 biết, 3 không, 4 thể hiện: definitions, figures, verdicts; 7 and 8 matter by matter.

The promises stand on top of all columns because they judge everybody, and nobody depends on their verdict.
"""

from vidan.domain.promises.corrections import CorrectionCause, Differing, cause_of, differing
from vidan.domain.promises.definitions import Definition, Wording
from vidan.domain.promises.figures import (
    DUTIES,
    LEAST_COUNTED,
    NOTHING,
    Figure,
    Showing,
    Verdict,
    interval,
    showing,
    total,
    verdict,
)
from vidan.domain.promises.formulas import (
    ClosedDossier,
    promise_1,
    promise_2,
    promise_3,
    promise_4,
    promise_5,
    promise_6,
    survey,
)
from vidan.domain.promises.presence import Away, Presence, answered, last_turn, unheld_day
from vidan.domain.promises.privacy import LEAST_IN_CELL, LaidDown
from vidan.domain.promises.reckoning import (
    MOST_REASSIGNMENTS,
    ClockStep,
    CountedDay,
    Reckoning,
    counted_day,
    earliest,
    first_idle_day,
    idle_day,
    part_of_7,
    part_of_8,
    reassigned_too_often,
)
from vidan.domain.promises.tallies import Change, changes, figure, part, rolling_figures, still_owed, tally
from vidan.domain.promises.windows import MAIN, WINDOW_DAYS, month_ends, months, rolling, windows

__all__ = [
    "DUTIES",
    "LEAST_COUNTED",
    "LEAST_IN_CELL",
    "MAIN",
    "MOST_REASSIGNMENTS",
    "NOTHING",
    "WINDOW_DAYS",
    "Away",
    "Change",
    "ClockStep",
    "ClosedDossier",
    "CorrectionCause",
    "CountedDay",
    "Definition",
    "Differing",
    "Figure",
    "LaidDown",
    "Presence",
    "Reckoning",
    "Showing",
    "Verdict",
    "Wording",
    "answered",
    "cause_of",
    "changes",
    "counted_day",
    "differing",
    "earliest",
    "figure",
    "first_idle_day",
    "idle_day",
    "interval",
    "last_turn",
    "month_ends",
    "months",
    "part",
    "part_of_7",
    "part_of_8",
    "promise_1",
    "promise_2",
    "promise_3",
    "promise_4",
    "promise_5",
    "promise_6",
    "reassigned_too_often",
    "rolling",
    "rolling_figures",
    "showing",
    "still_owed",
    "survey",
    "tally",
    "total",
    "unheld_day",
    "verdict",
    "windows",
]
