"""Names: one word per thing, and never a word that Django, Python or HTTP owns."""

import ast

import pytest

from tests.house.source import imported, of_tree, python_files, wrong

TAKEN = {"Signal", "Task", "Case", "Request", "Session", "Message"}
#: Part of the language's own habits, not of ours.
EMPTY = {"Manager", "Helper", "Util", "Utils", "Misc", "Common", "Base"}


def problems(tree: ast.AST) -> list[str]:
    """Class names that are taken, and names that say nothing."""
    return [
        f"{node.lineno}: class {node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in TAKEN | EMPTY
    ]


def signals(tree: ast.AST) -> list[str]:
    """Imports of Django's signals: one verb is one action, and nothing happens behind its back."""
    return [
        f"{line}: {name}"
        for line, name in imported(tree)
        if name.startswith(
            ("django.db.models.signals", "django.dispatch", "django.core.signals", "django.test.signals")
        )
    ]


def hidden_imports(tree: ast.AST) -> list[str]:
    """Imports inside functions: a reader of the first lines does not see them."""
    return [
        f"{inner.lineno}: in {node.name}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def test_no_class_takes_a_name_that_is_taken() -> None:
    assert wrong(python_files(), of_tree(problems)) == []


def test_nothing_happens_by_signal() -> None:
    assert wrong(python_files(), of_tree(signals)) == []


def test_imports_stand_at_the_top() -> None:
    files = [file for file in python_files() if "adapters" not in file.parts]
    assert wrong(files, of_tree(hidden_imports)) == []


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_a_taken_name_is_seen(name: str) -> None:
    assert problems(ast.parse(f"class {name}:\n    pass"))


def test_a_signal_is_seen() -> None:
    assert signals(ast.parse("from django.db.models.signals import post_save"))
    assert signals(ast.parse("from django.dispatch import receiver"))


def test_a_hidden_import_is_seen() -> None:
    assert hidden_imports(ast.parse("def f():\n    if True:\n        import json"))
    assert hidden_imports(ast.parse("import json\ndef f():\n    pass")) == []
