"""Procedures (thủ tục hành chính): what is asked for, for how long, at which desk.

Sources: NĐ 118/2025/NĐ-CP and NĐ 309/2026/NĐ-CP (one-stop), NĐ 61/2018/NĐ-CP art. 17-19 (papers asked once).
Parts: `texts` the written procedure, `papers` the checklist at the counter, `checks` what makes a written procedure
usable, `readings` how people write limits, fees and papers, `listing` a commune's own list from a spreadsheet.
"""

from vidan.domain.procedures.checks import can_be_received, validate
from vidan.domain.procedures.listing import Import, RowError, rows_to_procedures
from vidan.domain.procedures.papers import OPENERS, Paper, PaperCheck, PaperMark, check_papers
from vidan.domain.procedures.texts import UNITS, InternalStep, ProcedureText

__all__ = [
    "OPENERS",
    "UNITS",
    "Import",
    "InternalStep",
    "Paper",
    "PaperCheck",
    "PaperMark",
    "ProcedureText",
    "RowError",
    "can_be_received",
    "check_papers",
    "rows_to_procedures",
    "validate",
]
