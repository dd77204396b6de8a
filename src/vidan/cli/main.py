"""The `vidan` command: finds the command that was typed, starts what it needs, and speaks when something fails.

Each command names the module that does its work; the module is loaded when the command is chosen, so that `--help` and
the calendar start without Django. Exit codes: 0 well, 1 a problem was found, 2 wrong usage, 130 interrupted.
"""

import argparse
import errno
import importlib
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vidan import __version__
from vidan.cli import arguments
from vidan.cli.parser import WRONG_USAGE, Parser, examples
from vidan.cli.words import _, complain, language, use_utf8
from vidan.domain.errors import Refused
from vidan.speech import language as spoken

PROBLEM = 1
INTERRUPTED = 130
LOG_LIMIT = 1_000_000


@dataclass(frozen=True)
class Command:
    """A command: what it is for, how its arguments are read, and which module does the work once Django runs."""

    about: str
    register: Callable[[Any], None]
    work: str
    demo: bool = False


def _calendar(subparsers: Any) -> None:
    importlib.import_module("vidan.cli.calendar").register(subparsers, commune_calendar)


def _ledger(subparsers: Any) -> None:
    importlib.import_module("vidan.cli.ledger").register(subparsers)


def _guide(subparsers: Any) -> None:
    importlib.import_module("vidan.cli.guide").register(subparsers)


def _feedback(subparsers: Any) -> None:
    importlib.import_module("vidan.cli.feedback").register(subparsers)


def _witness(subparsers: Any) -> None:
    importlib.import_module("vidan.cli.witness").register(subparsers)


def commune_calendar(code: str) -> Any:
    """The calendar of a commune: only this needs the database."""
    start_django()
    return importlib.import_module("vidan.cli.commands.commune_calendar").calendar_of(code)


#: The doors of the command line, in the order of a first day. `worker` is the jobs' own door.
COMMANDS: dict[str, Command] = {
    "init": Command(_("dựng nơi làm việc mới cho một xã"), arguments.init, "vidan.cli.commands.init"),
    "demo": Command(_("xem thử với một xã minh họa"), arguments.demo, "vidan.cli.commands.demo", demo=True),
    "training": Command(_("dựng một xã để tập huấn"), arguments.training, "vidan.cli.commands.training"),
    "serve": Command(_("mở máy chủ"), arguments.serve, "vidan.cli.commands.serve"),
    "worker": Command(_("làm việc nền"), arguments.worker, "vidan.jobs.worker"),
    "check": Command(_("xem máy có ổn không"), arguments.check, "vidan.cli.commands.check"),
    "calendar": Command(_("ngày hẹn và lịch làm việc"), _calendar, ""),
    "procedures": Command(_("danh mục thủ tục"), arguments.procedures, "vidan.cli.commands.procedures"),
    "report": Command(
        _("báo cáo của Ban điều hành: đếm một kỳ, dựng PDF hoặc Word"), arguments.report, "vidan.cli.commands.report"
    ),
    "letters": Command(_("văn bản và thư: dựng mẫu, ký số"), arguments.letters, "vidan.cli.commands.letters"),
    "dossiers": Command(
        _("hồ sơ: nhập danh sách của hệ thống tỉnh"), arguments.dossiers, "vidan.cli.commands.dossiers"
    ),
    "ledger": Command(_("sổ công khai: công bố, kiểm chứng"), _ledger, "vidan.cli.commands.ledger"),
    "guide": Command(_("hướng dẫn: chấm phần hiểu lời bà con, làm bản mang đi"), _guide, "vidan.cli.commands.guide"),
    "feedback": Command(
        _("ý kiến của dân: chấm phần gợi ý, nạp bản đồ thôn"), _feedback, "vidan.cli.commands.feedback"
    ),
    "witness": Command(_("làm nhân chứng cho sổ của xã khác"), _witness, ""),
    "backup": Command(_("sao lưu"), arguments.backup, "vidan.cli.commands.backup"),
    "restore": Command(_("lấy lại từ bản sao lưu"), arguments.restore, "vidan.cli.commands.restore"),
    "entry": Command(_("đường vào một lần (minh họa)"), arguments.entry, "vidan.cli.commands.entry", demo=True),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that was typed and give its exit code."""
    use_utf8()
    spoken.use(language())
    os.umask(0o027)  # what we write is the office's: nobody else on the machine reads it
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to stop is asked to stop, by whichever signal
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(parser_for(words).parse_args(words))
    except KeyboardInterrupt:
        complain(_("Đã dừng theo ý ông/bà."))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output went away: that is no failure of ours, and nothing more can be said to him.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM
    except Refused as refused:
        complain(_sentence(refused))
        return PROBLEM
    except OSError as problem:
        return _refused_by_system(problem)
    except Exception as problem:  # noqa: BLE001 - the last net: a clerk never sees a traceback
        return _unexpected(problem)


def parser_for(words: Sequence[str]) -> Parser:
    """The parser with the chosen command in full, the others by name only."""
    parser = Parser(
        prog="vidan",
        description=_("Vì Dân: phần mềm giúp chính quyền xã giữ lời hứa với dân."),
        epilog=examples("vidan demo", "vidan calendar due --received 2026-02-11T09:00 --limit 5wd --explain"),
    )
    parser.add_argument("--version", action="version", version=f"Vì Dân {__version__}", help=_("phiên bản"))
    subparsers = parser.add_subparsers(dest="command", metavar=_("LỆNH"), required=True, parser_class=Parser)
    chosen = next((word for word in words if not word.startswith("-")), "")
    for name, command in COMMANDS.items():
        if name == chosen:
            command.register(subparsers)
        else:
            subparsers.add_parser(name, help=command.about)
    return parser


def _run(args: argparse.Namespace) -> int:
    if hasattr(args, "run"):  # the calendar and a stranger's verifying do their own work without a database
        done: int = args.run(args)
        return done
    command = COMMANDS[args.command]
    if command.demo:
        os.environ["VIDAN_DEMO"] = "1"
    start_django()
    result: int = importlib.import_module(command.work).run(args)
    return result


def start_django() -> None:
    """Read the settings and load the program's parts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidan.config.settings")
    importlib.import_module("django").setup()


def _sentence(refused: Refused) -> str:
    told: str = importlib.import_module("vidan.speech.refusals").sentence(refused)
    return told


def _refused_by_system(problem: OSError) -> int:
    """A full disk or a closed door is nobody's bug: it gets a sentence of its own."""
    if problem.errno == errno.ENOSPC:
        complain(_("Đĩa đã đầy, chưa ghi xong. Xin dọn bớt chỗ rồi làm lại."))
        return PROBLEM
    if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        complain(_("Không có quyền ghi hoặc đọc {file}.").format(file=problem.filename))
        return PROBLEM
    if problem.errno in {errno.ENOENT, errno.ENOTDIR, errno.EISDIR} and problem.filename:
        complain(_("Không thấy tệp {file}. Xin xem lại tên tệp và thư mục.").format(file=problem.filename))
        return PROBLEM
    return _unexpected(problem)


def _unexpected(problem: Exception) -> int:
    if os.environ.get("VIDAN_DEBUG", "").lower() in {"1", "true", "yes", "on", "co"}:
        traceback.print_exception(problem)
        return PROBLEM
    log = _log(problem)
    complain(_("Xin lỗi, máy gặp một lỗi không lường trước ({kind}).").format(kind=type(problem).__name__))
    complain(_("Chi tiết ghi trong {file}; xin gửi tệp ấy cho người quản trị.").format(file=log))
    return PROBLEM


def _log(problem: Exception) -> Path:
    """Where the traceback was written: the data folder's log, or a temporary file when that cannot be written."""
    text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {' '.join(sys.argv[1:2])}\n" + "".join(
        traceback.format_exception(problem)
    )
    file = Path(os.environ.get("VIDAN_DATA", "var")).resolve() / "log" / "errors.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists() and file.stat().st_size > LOG_LIMIT:
            file.replace(file.with_suffix(".log.1"))
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
            out.write(text)
    except OSError:
        descriptor, name = tempfile.mkstemp(prefix="vidan-", suffix=".log", text=True)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
        return Path(name)
    return file


if __name__ == "__main__":
    raise SystemExit(main())


__all__ = ["COMMANDS", "WRONG_USAGE", "main", "parser_for"]
