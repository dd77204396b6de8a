"""What may be seen of procedures: the list, one of them, what a question means, what was not understood."""

from vidan.queries.procedures.clips import ClipCard, clips, sound
from vidan.queries.procedures.coming import ComingCard, coming
from vidan.queries.procedures.doubts import DoubtCard, doubt, doubts
from vidan.queries.procedures.forms import FormCard, OfferedForm, form_file, forms, offered_forms
from vidan.queries.procedures.guide import (
    FoundCard,
    GuidanceCard,
    MissedCard,
    guidance,
    missed,
    missed_card,
    whole_guide,
)
from vidan.queries.procedures.keeping import CareCard, ChangeCard, EditionCard, care, change, changes, editions
from vidan.queries.procedures.listing import (
    PaperCard,
    ProcedureCard,
    ProcedureRow,
    SituationCard,
    UsualTime,
    by_key,
    by_situation,
    common_here,
    fields,
    find,
    in_field,
    unconfirmed,
)

__all__ = [
    "CareCard",
    "ChangeCard",
    "ClipCard",
    "ComingCard",
    "DoubtCard",
    "EditionCard",
    "FormCard",
    "FoundCard",
    "GuidanceCard",
    "MissedCard",
    "OfferedForm",
    "PaperCard",
    "ProcedureCard",
    "ProcedureRow",
    "SituationCard",
    "UsualTime",
    "by_key",
    "by_situation",
    "care",
    "change",
    "changes",
    "clips",
    "coming",
    "common_here",
    "doubt",
    "doubts",
    "editions",
    "fields",
    "find",
    "form_file",
    "forms",
    "guidance",
    "in_field",
    "missed",
    "missed_card",
    "offered_forms",
    "sound",
    "unconfirmed",
    "whole_guide",
]
