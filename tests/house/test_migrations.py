"""Migrations stand on their own: the code of today may change, what was done to the tables may not."""

import ast
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.source import PACKAGE, imported, of_text, wrong

MIGRATIONS = sorted((PACKAGE / "store" / "migrations").glob("0*.py"))


def problems(text: str) -> list[str]:
    """What a migration may not have."""
    tree = ast.parse(text)
    found = [f"{line}: imports {name}" for line, name in imported(tree) if name.startswith(("vidan", "."))]
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "choices":
            found.append(f"{node.value.lineno}: choices belong to the code, not to the tables")
    return found


def test_a_migration_imports_nothing_of_ours_and_fixes_no_choices() -> None:
    assert wrong(MIGRATIONS, of_text(problems)) == []


def test_migrations_form_one_line_and_no_number_stands_twice() -> None:
    numbers = [file.name[:4] for file in MIGRATIONS]
    assert len(set(numbers)) == len(numbers)
    line = MigrationLoader(None).graph
    assert len(line.leaf_nodes("vidan")) == 1
    ours = [key for key in line.nodes if key[0] == "vidan"]
    assert all(sum(child.key[0] == "vidan" for child in line.node_map[key].children) <= 1 for key in ours)


def test_the_models_and_the_migrations_agree(db: None) -> None:
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()


def test_no_column_fixes_its_choices() -> None:
    models = apps.get_app_config("vidan").get_models()
    assert [str(field) for model in models for field in model._meta.concrete_fields if field.choices] == []


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
