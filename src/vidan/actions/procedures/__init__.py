"""Keeping the commune's procedures, and teaching its guide how people ask for them."""

from vidan.actions.procedures.clips import add_clip, take_clip_away
from vidan.actions.procedures.doubts import ask_doubts, settle_doubt
from vidan.actions.procedures.forms import offer_form, refuse_form, take_form, take_form_away
from vidan.actions.procedures.guide import judge_guide, judge_search, miss_question, settle_question, teach
from vidan.actions.procedures.keeping import (
    ask_reviews,
    name_keeper,
    propose_change,
    refuse_change,
    still_true,
    take_change,
)
from vidan.actions.procedures.lists import AT_ONCE, Outcome, confirm_limit, import_list, load_pack

__all__ = [
    "AT_ONCE",
    "Outcome",
    "add_clip",
    "ask_doubts",
    "ask_reviews",
    "confirm_limit",
    "import_list",
    "judge_guide",
    "judge_search",
    "load_pack",
    "miss_question",
    "name_keeper",
    "offer_form",
    "propose_change",
    "refuse_change",
    "refuse_form",
    "settle_doubt",
    "settle_question",
    "still_true",
    "take_change",
    "take_clip_away",
    "take_form",
    "take_form_away",
    "teach",
]
