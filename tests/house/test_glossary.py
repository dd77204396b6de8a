"""Every class of the domain and every table stands in the glossary, with the Vietnamese word and its source."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from tests.house.drawings import all_facts
from tests.house.source import ROOT, python_files, tree_of

GLOSSARY = ROOT / "docs" / "glossary.md"
FILES = (*python_files("domain"), *python_files("store/models"))


def classes(trees: Iterable[ast.Module]) -> set[str]:
    """The names of public classes, at the top of their modules."""
    return {
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def entries(text: str) -> dict[str, list[str]]:
    """The rows of the glossary by each class name in their first cell."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {name: row for row in rows for name in re.findall(r"`([A-Z]\w*)`", row[0])}


def problems(known: set[str], text: str) -> list[str]:
    """Classes without an entry, entries without a class, and rows that lack a part."""
    told = entries(text)
    found = [f"{name} is not in the glossary" for name in sorted(known - set(told))]
    found += [f"{name} is no class of ours any more" for name in sorted(set(told) - known)]
    found += [f"{name} lacks a part" for name, row in told.items() if len(row) != 4 or not all(row)]
    return found


def _known() -> set[str]:
    facts = {kind.__name__ for kind in all_facts()}
    return classes(tree_of(file) for file in FILES) - facts


def test_every_word_of_the_code_is_in_the_glossary() -> None:
    assert problems(_known(), GLOSSARY.read_text(encoding="utf-8")) == []


def test_no_term_stands_there_twice() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    terms = [name.strip() for row in rows if row != "Name" for name in row.split(",")]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_a_word_without_its_entry_is_seen() -> None:
    known = classes([ast.parse("class Matter: pass\nclass _Own: pass\nclass Queue: pass")])
    assert known == {"Matter", "Queue"}
    text = "| Name | Term | Meaning | Source |\n|---|---|---|---|\n| `Matter` | vụ việc | x | |\n| `Gone` | a | b | c |"
    assert problems(known, text) == [
        "Queue is not in the glossary",
        "Gone is no class of ours any more",
        "Matter lacks a part",
    ]


def test_the_sources_are_where_the_glossary_says() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", GLOSSARY.read_text(encoding="utf-8"))
    assert [link for link in links if not (Path(GLOSSARY.parent) / link).exists()] == []
