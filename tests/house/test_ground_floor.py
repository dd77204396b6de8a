"""The ground floor knows the standard library and itself: no clock, no chance, no outside world."""

import ast
import sys

import pytest

from tests.house.source import calls_in, imported, of_tree, python_files, wrong

#: Parts of the standard library that look at a clock, throw dice or reach outside.
OUTSIDE = frozenset(
    "asyncio concurrent ctypes ftplib getpass glob http io locale logging mmap multiprocessing os pathlib pickle "
    "platform queue random sched secrets select selectors shelve shutil signal smtplib socket sqlite3 ssl subprocess "
    "sys tempfile threading time urllib.request uuid webbrowser".split()
)
#: Of those, what looks at nothing: equal words kept as one.
PURE = frozenset({"sys.intern"})
CLOCKS = (".now", ".utcnow", ".today", "time.time", "time.monotonic", "time.localtime")
DOORS = frozenset({"open", "print", "input", "exec", "eval", "__import__", "breakpoint"})


def impurities(tree: ast.AST) -> list[str]:
    """What a module of the domain may not have, with its line."""
    found = []
    for line, name in imported(tree):
        top = name.partition(".")[0]
        own = name == "vidan.domain" or name.startswith("vidan.domain.")
        if not own and (top not in sys.stdlib_module_names or _reaches_outside(name)):
            found.append(f"{line}: imports {name}")
    for call, name in calls_in(tree):
        if name in DOORS or name.endswith(CLOCKS):
            found.append(f"{call.lineno}: calls {name}()")
    return found


def _reaches_outside(name: str) -> bool:
    parts = name.split(".")
    return name not in PURE and any(".".join(parts[:length]) in OUTSIDE for length in range(1, len(parts) + 1))


def test_the_domain_is_pure() -> None:
    assert wrong(python_files("domain"), of_tree(impurities)) == []


@pytest.mark.parametrize(
    "broken",
    [
        "import django",
        "from django.utils import timezone",
        "from vidan.store.models import Matter",
        "from vidan import store",
        "from . import matters",
        "import random",
        "from secrets import token_hex",
        "import os.path",
        "from pathlib import Path",
        "import urllib.request",
        "from datetime import datetime\nmoment = datetime.now()",
        "import datetime\nday = datetime.date.today()",
        "def f(path):\n    return open(path).read()",
        "print('xin chào')",
    ],
)
def test_an_impure_module_is_seen(broken: str) -> None:
    assert impurities(ast.parse(broken))


def test_a_pure_module_is_left_alone() -> None:
    pure = "import re\nfrom datetime import datetime\nfrom vidan.domain.errors import Refused\nimport urllib.parse"
    assert impurities(ast.parse(pure)) == []
