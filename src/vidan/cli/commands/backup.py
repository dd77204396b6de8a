"""`vidan backup`: everything in one sealed file, verified before it counts."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan import __version__
from vidan.adapters import backup, memory
from vidan.cli.key_reading import from_file
from vidan.cli.words import _, say
from vidan.domain.errors import Refused
from vidan.queries import installation


def run(args: argparse.Namespace) -> int:
    """Make a backup and say where it lies."""
    named = args.to or settings.BACKUP_FOLDER
    if not named:
        raise Refused("backup.folder.missing")
    root = from_file(Path(args.key)) if args.key else installation.root_key()
    now = timezone.now()
    file, listed = backup.make(
        backup.this_machine(), Path(named).resolve(), root, now=now, program=__version__, tell=_tell
    )
    memory.remember(Path(settings.DATA) / memory.BACKUP, made_at=now.isoformat(), file=str(file))
    say(
        _("✓ Đã sao lưu {files} tệp, {size} vào {file}").format(
            files=listed.files, size=megabytes(listed.size), file=file
        )
    )
    say(_("  Xin chép tệp này sang một ổ đĩa khác, để ở nơi khác. Chỉ tờ khóa trong két mở được nó."))
    if _same_disk(file, Path(settings.DATA)):
        say(_("! Bản sao lưu đang nằm cùng ổ đĩa với dữ liệu: hỏng ổ là mất cả hai."))
    return 0


def _tell(step: str, size: int) -> None:
    words = {
        "copy": _("· Đang chép cơ sở dữ liệu trong khi máy vẫn làm việc"),
        "seal": _("· Đang gom tệp và mã hóa"),
        "verify": _("· Đang đọc lại từ đầu đến cuối để kiểm tra ({size})"),
    }
    say(words[step].format(size=megabytes(size)))


def _same_disk(file: Path, data: Path) -> bool:
    return file.stat().st_dev == data.stat().st_dev


def megabytes(size: int) -> str:
    """A size for people: `0,3 MB`."""
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
