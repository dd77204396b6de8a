"""Counting time as Vietnamese law counts it: limits, working hours, days off, due dates that can be explained."""

from vidan.domain.calendar.engine import FIRST_DAY, LAST_DAY, SAME_DAY_CUT_OFF, Calendar
from vidan.domain.calendar.hours import (
    USUAL_DAY,
    USUAL_SEASONS,
    Season,
    Sessions,
    WorkSession,
    clock,
    parse_sessions,
    sessions_text,
)
from vidan.domain.calendar.limits import Limit, LimitUnit, add_months
from vidan.domain.calendar.rows import DayKind, DayRow, RowMark
from vidan.domain.calendar.seeds import statutory_rows
from vidan.domain.calendar.steps import Due, Step, StepKind

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "SAME_DAY_CUT_OFF",
    "USUAL_DAY",
    "USUAL_SEASONS",
    "Calendar",
    "DayKind",
    "DayRow",
    "Due",
    "Limit",
    "LimitUnit",
    "RowMark",
    "Season",
    "Sessions",
    "Step",
    "StepKind",
    "WorkSession",
    "add_months",
    "clock",
    "parse_sessions",
    "sessions_text",
    "statutory_rows",
]
