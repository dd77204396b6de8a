"""`vidan demo`: an invented commune at work, a way in for each officer, and the server, on this machine only."""

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from datetime import time as hour
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from vidan.cli import demo_data
from vidan.cli import ledger as ledger_command
from vidan.cli.commands import entry, serve
from vidan.cli.demo_data import growing, visiting
from vidan.cli.demo_data.cast import OFFICERS
from vidan.cli.running import at_work
from vidan.cli.words import _, complain, say
from vidan.domain.errors import Refused
from vidan.domain.moments import at, local_day
from vidan.queries import communes, installation

#: Written by the loader: everything in this data folder is invented.
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
#: Seconds after which a long part says how far it is.
_SILENCE = 20.0
_INVENTED = ("files", "public", "keys")


def run(args: argparse.Namespace) -> int:
    """Load the demo unless it lies here already, then serve it."""
    data = Path(settings.DATA)
    if args.host not in _LOOPBACK:
        complain(_("✗ Bản minh họa chỉ mở trên chính máy này (127.0.0.1): ai có đường vào đều vào được."))
        return 1
    if _holds_real_data(data):
        complain(_("✗ {folder} đang giữ dữ liệu thật, không nạp dữ liệu minh họa vào được.").format(folder=data))
        complain(_("  Xin chọn thư mục khác: VIDAN_DATA=/tmp/vidan-demo vidan demo"))
        return 1
    loaded = _load(data, args)
    if loaded.loaded_now and growing.SIZES[args.size] > demo_data.FULL and not _examine(data, loaded):
        return 1
    if args.no_serve:
        say(_("✓ Dữ liệu minh họa đã sẵn sàng. Mở máy chủ: vidan demo"))
        return 0
    if not serve.is_ready(migrate=True):
        return 1
    return serve.open_house(args, *_ways_in(loaded))


def _holds_real_data(data: Path) -> bool:
    """Whether something that the demo did not make lies here. Looking must not create a database."""
    if (data / settings.DEMO_MARK).exists():
        return False
    if installation.uses_sqlite():
        return (data / "vidan.sqlite3").exists() or (data / "keys" / "root.key").exists()
    return bool(installation.contents(local_day(timezone.now())))


def _load(data: Path, args: argparse.Namespace) -> demo_data.LoadedDemo:
    """What lies here where it fits today's anchor, seed and size; else all anew."""
    today = args.today or local_day(timezone.now())
    size = growing.SIZES[args.size]
    wanted = (demo_data.anchor_day(today), args.seed, size)
    told = demo_data.loaded_for() if (data / settings.DEMO_MARK).exists() else None
    fits = told is not None and (told.anchor_day, told.seed, told.size) == wanted
    if fits and not args.fresh:
        say(_("✓ Dữ liệu minh họa đã có từ lần trước"))
    if not args.fresh and (fits or (told is not None and _somebody_worked(told, wanted))):
        return demo_data.load(today, args.seed, _silent, size=size)
    if told is not None:
        say(_("· Nạp lại dữ liệu minh họa cho ngày làm việc {day}").format(day=f"{wanted[0]:%d/%m/%Y}"))
    elif (data / settings.DEMO_MARK).exists():
        say(_("· Lần nạp trước dừng giữa chừng hoặc là của bản khác, nạp lại từ đầu"))
    if (data / settings.DEMO_MARK).exists() and not installation.uses_sqlite():
        raise Refused("init.demo.server_database")
    with at_work(data, alone=True):
        connections.close_all()  # an open database would live on unseen after its file is gone
        _clear(data)
        with nullcontext() if args.no_serve else serve.getting_ready_beside():
            loaded = demo_data.load(today, args.seed, _Progress(), size=size)
    say(
        _("✓ Xã Điền Lư với {count} hồ sơ, tính đến {day}").format(
            count=loaded.dossiers, day=f"{loaded.anchor:%H:%M %d/%m/%Y}"
        )
    )
    return loaded


def _somebody_worked(told: demo_data.LoadedFor, wanted: tuple[date, int, int]) -> bool:
    """Another day has come, but a visitor already worked in this commune: what he did is not thrown away unasked."""
    if (told.seed, told.size) != wanted[1:] or not installation.worked_since(at(told.anchor_day, hour(10))):
        return False
    say(
        _("! Dữ liệu minh họa là của ngày {day}, giữ nguyên vì đã có người làm việc trên đó.").format(
            day=f"{told.anchor_day:%d/%m/%Y}"
        )
    )
    say(_("  Nạp lại cho hôm nay: vidan demo --fresh"))
    return True


def _examine(data: Path, loaded: demo_data.LoadedDemo) -> bool:
    """After a large load: does everything hold that must, does a recount find the same figures, and does the whole log
    verify? Says so either way.
    """
    broken = growing.broken(loaded.commune_id)
    commune = communes.by_id(loaded.commune_id)
    assert commune is not None
    differing = growing.recount(commune, loaded.anchor, _Progress())
    if differing:
        broken[_("con số phải sửa khi tính lại")] = differing
    for name, count in broken.items():
        complain(f"✗ {name}: {count}")
    if not broken:
        say(_("✓ Mọi điều phải đúng đều đúng"))
    verified = ledger_command.verify(str(data))
    return not broken and verified == ledger_command.GOOD


def _silent(_label: str, _done: int, _whole: int) -> None:
    return None


class _Progress:
    """One line for each part of the work. On a terminal it counts; elsewhere it is written when done, and from time to
    time in between: a long part must not look dead in a log.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._alive, self._clock = sys.stdout.isatty(), clock
        self._finished: set[str] = set()
        self._told_at = clock()

    def __call__(self, label: str, done: int, whole: int) -> None:
        if label in self._finished:
            return
        ended = done >= whole
        if ended:
            self._finished.add(label)
        line = f"{'✓' if ended else '·'} {label}" + (f" {done}/{whole}" if whole > 1 else "")
        if self._alive:
            print(f"\r{line}", end="\n" if ended else "", flush=True)
        elif ended or self._clock() - self._told_at >= _SILENCE:
            self._told_at = self._clock()
            say(line)


def _clear(data: Path) -> None:
    """Take away an earlier demo; only ever called where the mark stands, or in an empty folder."""
    for file in data.glob("vidan.sqlite3*"):
        file.unlink()
    for name in _INVENTED:
        for path in (data / name).glob("*"):
            if path.name == "django.key":
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _ways_in(loaded: demo_data.LoadedDemo) -> list[str]:
    """The citizen first, then who carries a dossier through the house, each with a link; then who else works here."""
    cards = {card.login: card for card in entry.everybody()}
    working = {login for login, _name, _title, roles in loaded.officers if roles and login in cards}
    people = {one.login: one for one in OFFICERS}
    lines = [
        _("Vào xem với vai của ai? Mỗi đường dưới đây dùng một lần, chỉ trên máy này."),
        *visiting.citizen(*loaded.sample),
    ]
    for login, hint in visiting.first_ones():
        if login in working:
            lines += visiting.in_words(people[login], entry.path(cards[login]), hint)
    return lines + visiting.others(working)
