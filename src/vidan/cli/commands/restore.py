"""`vidan restore`: everything back from one sealed file, or a drill that only proves that it would come back."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from vidan.actions import installation as acts
from vidan.adapters import backup, memory, restoring
from vidan.cli.asking import NobodyThere, ask, somebody_there
from vidan.cli.commands.backup import megabytes
from vidan.cli.key_reading import from_file
from vidan.cli.parser import WRONG_USAGE
from vidan.cli.running import at_work
from vidan.cli.words import _, complain, say
from vidan.domain import keysheet
from vidan.domain.errors import Refused
from vidan.domain.moments import local, local_day
from vidan.queries import installation


def run(args: argparse.Namespace) -> int:
    """Open the backup, check all of it, and only then put it in place."""
    source, file = backup.this_machine(), Path(args.file)
    if not file.is_file():
        raise Refused("backup.file.missing", field="file", file=file)
    if not args.drill:
        _require_room(source, force=args.force)
    try:
        root = _key(args)
    except NobodyThere:
        complain(_("Chưa có khóa. Xin thêm --words '34 tiếng', --qr '…' hoặc --keys-folder THƯ_MỤC."))
        return WRONG_USAGE
    if args.drill:
        return _drill(source, file, root)
    with at_work(source.data, alone=True):
        return _restore(source, file, root, force=args.force)


def _require_room(source: backup.Source, *, force: bool) -> None:
    there = restoring.occupied(source.data)
    if source.server and installation.contents(local_day(timezone.now())):
        there.append("PostgreSQL")
    if there and not force and not restoring.was_interrupted(source.data):
        raise Refused("restore.not_empty", folder=source.data, what=tuple(there))


def _key(args: argparse.Namespace) -> bytes:
    if args.keys_folder:
        return from_file(Path(args.keys_folder) / "root.key")
    if args.qr:
        return keysheet.read(args.qr)
    if args.words == "-":
        return keysheet.read(sys.stdin.read())
    if args.words:
        return keysheet.read(args.words)
    if not somebody_there():
        raise NobodyThere
    say(_("Xin lấy tờ khóa trong két. Gõ 34 tiếng trên đó (hoặc quét mã QR), cách nhau một khoảng trắng, rồi Enter."))
    return ask(_("Khóa"), keysheet.read)


def _drill(source: backup.Source, file: Path, root: bytes) -> int:
    source.data.mkdir(parents=True, exist_ok=True)
    say(_("· Diễn tập: đang mở và kiểm tra toàn bộ {file}").format(file=file))
    with backup.workplace(source.data, ".restore-") as work:
        listed = backup.unpack(file, root, work)
    memory.remember(source.data / memory.BACKUP, drilled_at=timezone.now().isoformat(), drilled=str(file.resolve()))
    _tell(listed)
    say(_("✓ Tờ khóa mở được bản sao lưu, nội dung nguyên vẹn. Không có gì thay đổi trên máy này."))
    return 0


def _restore(source: backup.Source, file: Path, root: bytes, *, force: bool) -> int:
    backup.sweep(source.data)
    say(_("· Đang mở và kiểm tra toàn bộ {file}").format(file=file))
    with backup.workplace(source.data, ".restore-") as work:
        listed = backup.unpack(file, root, work)
        if listed.kind != source.kind:
            raise Refused("backup.database.kind", theirs=listed.kind, ours=source.kind)
        say(_("· Đã kiểm tra xong, đang đặt vào {folder}").format(folder=source.data))
        acts.make_folders()
        memory.hold(source.data, listed.made_at, timezone.now().isoformat())
        aside = restoring.settle(work, source.data, lambda: _first(source, work, root, force), now=timezone.now())
    now = timezone.now().isoformat()
    memory.remember(source.data / memory.BACKUP, restored_at=now, drilled_at=now)
    _tell(listed)
    if aside is not None:
        say(_("  Dữ liệu cũ nằm trong {folder}; khi đã chắc chắn, ông/bà tự xóa.").format(folder=aside))
    _tell_contents()
    _tell_next(source, aside)
    return 0


def _tell_next(source: backup.Source, aside: Path | None) -> None:
    """The log must be taken up before anything is published: by which command, word for word."""
    say(_("! Sổ công khai đang chờ, vì có thể đã công bố thêm sau bản sao lưu này. Xin nối lại sổ, một trong ba cách:"))
    copy = aside / "public" if aside is not None and (aside / "public").exists() else _("NƠI_CÓ_BẢN_SỔ")
    say(f"    VIDAN_DATA={source.data} vidan ledger take-back {copy}")
    say(_("    … take-back --up-to-date   nếu máy đã dừng trước khi sao lưu, sau đó không công bố gì"))
    say(_("    … take-back --anew         nếu không nơi nào còn bản của sổ"))
    say(_("✓ Đã lấy lại xong. Nối sổ rồi, xin chạy vidan check và vidan serve."))


def _first(source: backup.Source, work: Path, root: bytes, force: bool) -> None:
    """What must stand before anything else does: the key, and the server's tables (all of them or none)."""
    acts.take_keys(root)
    if source.server:
        backup.take_back_server(source, work / backup.DUMP, replace=force)


def _tell(listed: backup.Listed) -> None:
    made = local(datetime.fromisoformat(listed.made_at))
    say(
        _("  Bản sao lưu làm lúc {at}: {files} tệp, {size}").format(
            at=f"{made:%H:%M %d/%m/%Y}", files=listed.files, size=megabytes(listed.size)
        )
    )


def _tell_contents() -> None:
    pending = installation.pending_migrations()
    if pending:
        say(_("  Bản sao lưu từ phiên bản cũ hơn: cơ sở dữ liệu sẽ được nâng cấp khi mở máy chủ."))
    for held in installation.contents(local_day(timezone.now())):
        say(
            _("  {commune}: {matters} hồ sơ, vụ việc; {officers} cán bộ; {procedures} thủ tục").format(
                commune=held.commune.name, matters=held.matters, officers=held.officers, procedures=held.procedures
            )
        )
