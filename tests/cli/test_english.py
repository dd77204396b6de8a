"""The command line in English is complete: each text of the code has its translation, with the same blanks."""

import ast
import gettext
import re
import runpy
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from vidan.cli import main, words

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "vidan" / "cli").rglob("*.py"))
COMPILER = runpy.run_path(str(ROOT / "scripts" / "compile-messages"))


def texts(source: str) -> set[str]:
    """What stands in `_("…")`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_" and call.args)
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def translations() -> dict[str, str]:
    file = words.LOCALE / "en" / "LC_MESSAGES" / "terminal.po"
    found: dict[str, str] = COMPILER["entries"](file.read_text(encoding="utf-8"))
    return {message: text for message, text in found.items() if message}


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def test_each_text_has_its_translation_and_no_translation_is_left_over() -> None:
    said = set().union(*(texts(file.read_text(encoding="utf-8")) for file in SOURCES))
    assert said - translations().keys() == set()
    assert translations().keys() - said == set()


#: Names and titles that are data, and examples of what a person types: the same in every language.
DATA = re.compile(
    r"^(vidan |Vì Dân |Xã|xã|tỉnh|thôn|ĐL|Lê Thị Hoa|Học Viên|Phó |Chuyên viên|Văn thư|Quản trị|Chủ |Công )"
    r"| \(tập huấn\)$"
)


def bare_texts(source: str) -> list[str]:
    """Vietnamese literals outside `_(…)` that are neither docstrings nor data."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    spoken = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"]
    known = {id(part) for call in spoken for part in ast.walk(call)}
    known |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in known]
    texts = [node.value for node in literals if isinstance(node.value, str)]
    return [text for text in texts if re.search(r"[À-ỹ]", text) and not DATA.search(text)]


def test_no_sentence_of_a_command_passes_the_translations_by() -> None:
    files = [file for file in SOURCES if "demo_data" not in file.parts]
    assert {file.name: bare_texts(file.read_text(encoding="utf-8")) for file in files} == {
        file.name: [] for file in files
    }


def test_a_sentence_that_passes_the_translations_by_is_seen() -> None:
    assert bare_texts('def f():\n    """Tài liệu."""\n    print(f"Lịch có từ năm {x}.")') == ["Lịch có từ năm "]
    assert bare_texts('print(_("Lịch có từ năm"), "vidan init --name Điền")') == []


def test_a_translation_has_the_blanks_of_its_text() -> None:
    wrong = {message for message, text in translations().items() if blanks(message) != blanks(text)}
    assert wrong == set()


#: Columns of refusals that a command can meet; the others are said by pages of the office only, which are Vietnamese.
SAID_BY_COMMANDS = (
    "adapters",
    "backup",
    "calendar",
    "calendar_days",
    "communes",
    "demo",
    "dossier_imports",
    "identity",
    "init",
    "ledger",
    "ledger_service",
    "limits",
    "people",
    "procedures",
)


@pytest.mark.parametrize("column", SAID_BY_COMMANDS)
def test_each_refusal_of_a_command_has_its_english_with_the_same_blanks(column: str) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "compile-messages"], check=True)
    english = gettext.translation("django", words.LOCALE, ["en"])
    sentences: dict[str, str] = import_module(f"vidan.speech.refusals.{column}").SENTENCES
    assert [code for code, text in sentences.items() if english.gettext(text) == text] == []
    assert [code for code, text in sentences.items() if blanks(english.gettext(text)) != blanks(text)] == []


def test_a_refused_command_speaks_english_in_an_english_terminal(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vidan.cli.main", "calendar", "due", "--received", "x", "--limit", "5wd"],
        env=environment(tmp_path, LANG="en_US.UTF-8"),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode
    assert "The moment of receipt “x” cannot be read." in done.stderr


def test_an_english_terminal_hears_english_and_every_other_vietnamese(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "compile-messages"], check=True)
    for locale, told in (("en_GB.UTF-8", "usage: "), ("vi_VN.UTF-8", "cách dùng: "), ("C", "cách dùng: ")):
        done = subprocess.run(
            [sys.executable, "-m", "vidan.cli.main", "--help"],
            env=environment(tmp_path, LANG=locale),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.stdout.startswith(told)
        assert all(name in done.stdout for name in main.COMMANDS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('msgid "một"\nmsgstr "one"\n', {"một": "one"}),
        ('#, fuzzy\nmsgid "một"\nmsgstr "one"\n', {}),
        ('msgid "một"\nmsgstr ""\n', {}),
        ('msgctxt "day"\nmsgid ""\n"một "\n"hai"\nmsgstr "a\\nb"\n', {"day\x04một hai": "a\nb"}),
        ('msgid "%d"\nmsgid_plural "%ds"\nmsgstr[0] "x"\nmsgstr[1] "y"\n', {"%d\x00%ds": "x\x00y"}),
    ],
)
def test_the_compiler_reads_what_gettext_reads(source: str, expected: dict[str, str]) -> None:
    assert COMPILER["entries"](source) == expected


def test_the_compiled_form_is_gettexts_own() -> None:
    import io

    catalog = gettext.GNUTranslations(
        io.BytesIO(COMPILER["binary"]({"": "Content-Type: text/plain; charset=UTF-8\n", "một": "one"}))
    )
    assert catalog.gettext("một") == "one"
    assert catalog.gettext("hai") == "hai"
