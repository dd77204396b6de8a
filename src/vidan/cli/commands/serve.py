"""`vidan serve`: looks whether all is ready, then opens the server and the worker."""

import argparse
import io
import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone

from vidan import __version__
from vidan.actions import installation as acts
from vidan.cli import serving
from vidan.cli.running import at_work, listening_on
from vidan.cli.words import _, complain, say
from vidan.domain.moments import local_day
from vidan.queries import installation

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def run(args: argparse.Namespace) -> int:
    """Serve until asked to stop."""
    new = installation.uses_sqlite() and not (Path(settings.DATA) / "vidan.sqlite3").exists()
    if not new and not is_ready(args.migrate):
        return 1
    if new or not installation.contents(local_day(timezone.now())):
        complain(_("✗ Nơi này chưa có xã nào. Xin chạy vidan init (hoặc vidan demo để xem thử)."))
        return 1
    return open_house(args)


def is_ready(migrate: bool | None) -> bool:
    """Whether database and TLS files can be used; brings the tables up to date where that was allowed."""
    problem = installation.database_problem()
    if problem:
        complain(_("✗ Không vào được cơ sở dữ liệu: {problem}").format(problem=problem))
        return False
    pending = installation.pending_migrations()
    if pending and not (installation.uses_sqlite() if migrate is None else migrate):
        complain(_("✗ Cơ sở dữ liệu còn {count} bước nâng cấp chưa làm.").format(count=len(pending)))
        complain(_("  Xin sao lưu (vidan backup), rồi chạy lại với --migrate."))
        return False
    if pending:
        say(_("· Đang nâng cấp cơ sở dữ liệu ({count} bước)").format(count=len(pending)))
        acts.make_folders()
        acts.make_tables()
    missing = [name for name in (settings.TLS_CERTIFICATE, settings.TLS_KEY) if name and not Path(name).is_file()]
    if missing or bool(settings.TLS_CERTIFICATE) != bool(settings.TLS_KEY):
        complain(
            _("✗ TLS cần cả hai tệp VIDAN_TLS_CERTIFICATE và VIDAN_TLS_KEY; chưa thấy: {missing}").format(
                missing=", ".join(missing) or _("một trong hai")
            )
        )
        return False
    return True


def open_house(args: argparse.Namespace, *more: str) -> int:
    """Collect the static files, choose a port, and serve; `more` lines are said once the door is open."""
    collect_static()
    try:
        port = serving.choose_port(args.host, args.port)
    except serving.PortTaken:
        complain(_("✗ Cổng {port} đang có chương trình khác dùng.").format(port=args.port))
        complain(_("  Xin chọn cổng khác (--port 8001) hoặc để máy tự chọn (--port 0)."))
        return 1
    crew = serving.Crew(
        server=serving.server_command(
            args.host, port, args.workers or settings.WORKERS, settings.TLS_CERTIFICATE, settings.TLS_KEY
        ),
        worker=serving.worker_command(),
        environment=serving.clean_environment(),
    )
    with at_work(Path(settings.DATA)), listening_on(Path(settings.DATA), port, demo=settings.DEMO):
        code = crew.run(args.host, port, lambda: _greet(args.host, port, more))
    say(_("Đã dừng máy chủ."))
    return code


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server."""
    scheme = "https" if settings.TLS_CERTIFICATE else "http"
    name = "localhost" if host in _LOOPBACK | {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    return f"{scheme}://{name}:{port}/"


def _greet(host: str, port: int, more: tuple[str, ...]) -> None:
    for line in more:
        say(line.replace("{address}", address(host, port)))
    if settings.PUBLIC_URL:
        say(_("  Bà con vào bằng {address}").format(address=settings.PUBLIC_URL))
    elif host not in _LOOPBACK:
        say(_("! Chưa đặt VIDAN_PUBLIC_URL: chỉ máy này vào được, mã QR trên giấy chưa dẫn tới đâu."))
    say(_("✓ Vì Dân đang mở tại {address}   (dừng bằng Ctrl-C)").format(address=address(host, port)))


@contextmanager
def getting_ready_beside() -> Iterator[None]:
    """While the block runs, a second process gathers the static files and reads the server's code for the first time,
    so that whoever waits for the demo waits for one of the two, not for both. It touches no database; if it fails,
    `open_house` does the same work and says why.
    """
    if sys.platform != "linux":  # elsewhere a process that has begun cannot be doubled safely
        yield
        return
    beside = multiprocessing.get_context("fork").Process(target=_get_ready)
    beside.start()
    try:
        yield
    finally:
        beside.join()


def _get_ready() -> None:
    with suppress(Exception), redirect_stdout(io.StringIO()):
        collect_static()
        import_module(settings.ROOT_URLCONF)


def collect_static() -> None:
    """Gather styles, scripts and pictures for serving; only when one of them changed."""
    found = [
        (name, Path(storage.path(name)))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=None)
    ]
    now = f"{__version__}\n{serving.fingerprint(found)}"
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    say(_("· Đang sắp xếp tệp giao diện"))
    # A power cut may have left files of no length, among them the list that the collecting itself would read first.
    stamp.unlink(missing_ok=True)
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    if hasattr(os, "sync"):
        os.sync()  # what the stamp says is there must be there after the next cut
    stamp.write_text(now, encoding="utf-8")
