"""What may be seen of procedures: the list, one of them, what a question means, what was not understood."""

from vidan.queries.procedures.guide import FoundCard, GuidanceCard, MissedCard, guidance, missed, missed_card
from vidan.queries.procedures.listing import (
    PaperCard,
    ProcedureCard,
    ProcedureRow,
    by_key,
    common_here,
    fields,
    find,
    in_field,
    unconfirmed,
)

__all__ = [
    "FoundCard",
    "GuidanceCard",
    "MissedCard",
    "PaperCard",
    "ProcedureCard",
    "ProcedureRow",
    "by_key",
    "common_here",
    "fields",
    "find",
    "guidance",
    "in_field",
    "missed",
    "missed_card",
    "unconfirmed",
]
