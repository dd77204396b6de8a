"""How the house tests read the source: files, trees, and where a problem stands."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "vidan"


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files of the package, or of some of its folders, without migrations."""
    places = [PACKAGE / folder for folder in folders] or [PACKAGE]
    files = [file for place in places for file in sorted(place.rglob("*.py"))]
    return tuple(file for file in files if "migrations" not in file.parts)


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file, read once."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def shown(file: Path) -> str:
    """A file's name as a reader looks for it."""
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else file.name


@cache
def kept_files() -> tuple[Path, ...]:
    """Every text file that belongs to the repository: tracked, or new and not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = [ROOT / name for name in listing.stdout.split("\0") if name]
    return tuple(file for file in files if file.is_file() and _is_text(file))


def _is_text(file: Path) -> bool:
    return b"\0" not in file.read_bytes()[:8192]


def of_text(check: Callable[[str], list[str]]) -> Callable[[Path], list[str]]:
    """A check of a text as a check of a file."""
    return lambda file: check(file.read_text(encoding="utf-8"))


def of_tree(check: Callable[[ast.Module], list[str]]) -> Callable[[Path], list[str]]:
    """A check of a syntax tree as a check of a file."""
    return lambda file: check(tree_of(file))


def wrong(files: Iterable[Path], check: Callable[[Path], list[str]]) -> list[str]:
    """Everything that a check finds, each with the file where it stands."""
    return [f"{shown(file)}:{problem}" for file in files for problem in check(file)]


def calls_in(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with its written name: `Matter.objects.all`, `open`, `Refused`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a chain of names; what stands before a chain that is no name is left out (`.order_by`)."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, module or module.name) of every import in a file; relative ones begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}"
