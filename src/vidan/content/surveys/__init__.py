"""The survey's questions as they are asked: versioned, in two languages; items as `domain.surveys.Item` names them."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vidan.domain.surveys import Item


@dataclass(frozen=True)
class Instrument:
    """The questions by item, and the five points of the scale from the worst to the best, in one language."""

    version: int
    questions: dict[Item, str]
    scale: tuple[str, ...]


@cache
def instrument(language: str = "vi") -> Instrument:
    """The questions in a language (English for `en`, Vietnamese for all others). A damaged file raises an error."""
    told = json.loads((files(__name__) / "instrument.json").read_text(encoding="utf-8"))
    words = "en" if language == "en" else "vi"
    questions = {Item(row["item"]): row[words] for row in told["items"]}
    scale = tuple(row[words] for row in sorted(told["scale"], key=lambda row: row["point"]))
    return Instrument(told["version"], questions, scale)
