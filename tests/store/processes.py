"""Other processes beside the test: each a fresh Python on the test's own data folder and database."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[2]
_BEFORE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "vidan.config.settings"
import django
django.setup()
from django.db import connections
if os.environ["TEST_FILE"]:  # a worker of a parallel run has a file of its own
    connections.databases["default"]["NAME"] = os.environ["TEST_FILE"]
"""


def start(script: str, *words: object) -> "subprocess.Popen[str]":
    """Run a script of ours in its own process; `sys.argv[1:]` are the words."""
    return subprocess.Popen(
        [sys.executable, "-c", _BEFORE + script, *(str(word) for word in words)],
        cwd=ROOT,
        env=os.environ | {"VIDAN_DATA": str(settings.DATA), "VIDAN_DATABASE": _address(), "TEST_FILE": _file()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process: "subprocess.Popen[str]") -> str:
    """What it printed; its own complaint when it failed."""
    out, problem = process.communicate(timeout=120)
    assert process.returncode == 0, problem
    return out


def _file() -> str:
    return str(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else ""


def _address() -> str:
    if connection.vendor == "sqlite":
        return ""
    there = connection.settings_dict
    return f"postgresql://{there['USER']}@/{there['NAME']}?host={there['HOST']}"
