"""Migrations stand on their own: the code of today may change, what was done to the tables may not."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.house.source import PACKAGE, imported, shown

MIGRATIONS = sorted((PACKAGE / "store" / "migrations").glob("0*.py"))


def problems(text: str) -> list[str]:
    """What a migration may not have."""
    tree = ast.parse(text)
    found = [f"{line}: imports {name}" for line, name in imported(tree) if name.startswith(("vidan", "."))]
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "choices":
            found.append(f"{node.value.lineno}: choices belong to the code, not to the tables")
    return found


@pytest.mark.parametrize("file", MIGRATIONS, ids=shown)
def test_a_migration_imports_nothing_of_ours_and_fixes_no_choices(file: Path) -> None:
    assert problems(file.read_text(encoding="utf-8")) == []


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [int(file.name[:4]) for file in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_the_models_and_the_migrations_agree(db: None) -> None:
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()


@pytest.mark.parametrize("model", list(apps.get_app_config("vidan").get_models()), ids=lambda model: model.__name__)
def test_no_column_fixes_its_choices(model: type) -> None:
    assert [field.name for field in model._meta.concrete_fields if field.choices] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "broken",
    [
        "from vidan.domain.people import Role",
        "import vidan.store.models",
        "from ..models import Matter",
        "state = models.CharField(choices=[('a', 'b')])",
    ],
)
def test_a_migration_that_leans_on_today_s_code_is_seen(broken: str) -> None:
    assert problems(broken)
