"""How easily a guide reads, as its keepers see it: the level, the longest sentence, the officials' words."""

from typing import Any

from vidan.content.guide import glossary
from vidan.domain.procedures.plain import BREATH, EASY, reading
from vidan.queries.procedures import ProcedureCard
from vidan.speech.guide import LEVELS


def read(card: ProcedureCard) -> dict[str, Any]:
    """What the part `office/parts/reading.html` shows."""
    texts = [*(paper.name for paper in card.papers), card.fee_text, card.result, card.limit_note, *card.steps]
    found = reading(texts, glossary())
    long = found.longest_sentence if found.longest > BREATH else ""
    tone = "ok" if found.level == EASY else "soon"
    return {"found": found, "level": LEVELS[found.level], "tone": tone, "long": long, "breath": BREATH}
