"""In the source, too, nobody asks for rows without naming the commune."""

import ast

import pytest

from tests.house.source import calls_in, of_tree, python_files, wrong
from vidan.store import models
from vidan.store.tenancy import TenantModel

#: Ways round the manager; each of them would read all communes without saying so.
DETOURS = ("_base_manager", "_default_manager", "QuerySet(", "raw(")
DOORS = ("of", "across_communes")


def tenant_names(tree: ast.AST) -> set[str]:
    """How tenant models are called in a file (`from … import Mandate as MandateRow` included)."""
    names = {name for name in dir(models) if _is_tenant(getattr(models, name))}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vidan.store.models"):
            names |= {alias.asname for alias in node.names if alias.asname and alias.name in names}
    return names


def _is_tenant(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, TenantModel)


def problems(tree: ast.AST) -> list[str]:
    """Reads of tenant tables that name no commune, with their line."""
    tenants = tenant_names(tree)
    found = []
    for call, name in calls_in(tree):
        parts = name.split(".")
        if "objects" in parts and parts[parts.index("objects") - 1] in tenants and parts[-1] not in DOORS:
            found.append(f"{call.lineno}: {name}() names no commune")
        if parts[-1] in {"raw", "QuerySet"} or {"_base_manager", "_default_manager"} & set(parts):
            found.append(f"{call.lineno}: {name}() goes round the door")
        if parts[-1] == "across_communes" and not _gives_reason(call):
            found.append(f"{call.lineno}: {name}() gives no reason")
    return found


def _gives_reason(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and len(str(call.args[0].value)) > 10


FILES = [file for file in python_files() if file.name != "tenancy.py"]


def test_nobody_reads_rows_without_naming_the_commune() -> None:
    assert wrong(FILES, of_tree(problems)) == []


@pytest.mark.parametrize(
    "broken",
    [
        "Matter.objects.all()",
        "models.Matter.objects.filter(code='x')",
        "from vidan.store.models import Mandate as MandateRow\nMandateRow.objects.get(pk=1)",
        "Matter._base_manager.all()",
        "Matter.objects.raw('SELECT 1')",
        "QuerySet(Matter).count()",
        "Matter.objects.across_communes()",
        "Matter.objects.across_communes('')",
    ],
)
def test_a_read_of_no_commune_in_particular_is_seen(broken: str) -> None:
    assert problems(ast.parse(broken))


def test_reads_that_name_their_commune_are_left_alone() -> None:
    fine = "Matter.objects.of(1).filter(code='x')\nCommune.objects.filter(code='x')\nOfficer.objects.get(pk=1)"
    assert problems(ast.parse(fine)) == []
