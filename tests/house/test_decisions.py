"""Decisions have a number each, fit on one page, and say what follows from them."""

import re

from tests.house.source import ROOT, wrong

DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PAGE = 60


def problems(name: str, text: str) -> list[str]:
    """What a decision lacks."""
    found = []
    number = re.match(r"(\d{4})-[a-z0-9-]+\.md$", name)
    title = text.splitlines()[0] if text else ""
    if not number or not title.startswith(f"# {int(number[1])}. "):
        found.append("the title does not begin with its number")
    if "Consequences" not in text:
        found.append("does not say what follows (Consequences)")
    if len(text.splitlines()) > PAGE:
        found.append("is longer than a page")
    return found


def test_each_decision_is_one_page_with_its_consequences() -> None:
    assert wrong(DECISIONS, lambda file: problems(file.name, file.read_text(encoding="utf-8"))) == []


def test_no_number_stands_for_two_decisions() -> None:
    numbers = [file.name[:4] for file in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_a_decision_without_consequences_is_seen() -> None:
    assert problems("0001-floors.md", "# 1. Floors\n\n**Consequences.** Some.") == []
    assert problems("0001-floors.md", "# 1. Floors\n")
    assert problems("0002-floors.md", "# 1. Floors\n\n**Consequences.** Some.")
    assert problems("0001-floors.md", "# 1. Floors\n\n**Consequences.** Some." + "\nx" * PAGE)
