"""`vidan check`: plain statements about this installation, each with what to do about it."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.adapters import memory
from vidan.adapters.pdf.fonts import EMBEDDED, chosen_font
from vidan.cli.words import _, say
from vidan.domain.moments import local, local_day
from vidan.queries import communes, installation
from vidan.queries.feedback import sealed
from vidan.queries.feedback.sealed import Readiness
from vidan.queries.installation import Contents
from vidan.queries.matters import unmarked

GOOD, MIND, BAD = "✓", "!", "✗"
#: A backup older than this, or opened longer ago, counts as none.
FRESH = timedelta(days=31)
_LEAST_FREE = 1_000_000_000
_GOOD_FREE = 5_000_000_000
#: The day this program was written for; a clock before it is wrong.
_NOT_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)
_CLOCK_SLIP = timedelta(minutes=5)


@dataclass(frozen=True)
class Statement:
    """One thing that was looked at."""

    mark: str
    text: str


def run(_args: argparse.Namespace) -> int:
    """Say everything; 1 when something is broken."""
    now = timezone.now()
    worst = GOOD
    for look in LOOKS:
        for statement in look(now):
            say(f"{statement.mark} {statement.text}")
            worst = BAD if BAD in (worst, statement.mark) else worst
    return 1 if worst == BAD else 0


def _demo_softens(text: str) -> Statement:
    """What is broken in an office is only to be minded in a demo, where nothing real is kept."""
    return Statement(MIND if settings.DEMO else BAD, text)


def look_at_database(_now: datetime) -> Iterator[Statement]:
    """Reachable, and of our schema."""
    file = Path(settings.DATA) / "vidan.sqlite3"
    if installation.uses_sqlite() and not file.exists():
        yield Statement(BAD, _("Chưa có cơ sở dữ liệu ({file}). Xin chạy vidan init.").format(file=file))
        return
    problem = installation.database_problem()
    if problem:
        yield Statement(BAD, _("Không vào được cơ sở dữ liệu: {problem}").format(problem=problem))
        return
    kind = "SQLite" if installation.uses_sqlite() else "PostgreSQL"
    yield Statement(GOOD, _("Cơ sở dữ liệu {kind} trả lời").format(kind=kind))
    pending = installation.pending_migrations()
    if pending:
        yield Statement(
            BAD,
            _("Cơ sở dữ liệu còn {count} bước nâng cấp. Xin sao lưu rồi mở lại vidan serve --migrate.").format(
                count=len(pending)
            ),
        )
    else:
        yield Statement(GOOD, _("Cơ sở dữ liệu đúng phiên bản chương trình"))
        left = sum(unmarked.unmarked().values())
        if left:
            told = _(
                "Còn {count} hồ sơ cũ đang được ghi thêm dấu để tìm họ tên cho nhanh; worker làm dần, cứ để máy chạy"
            )
            yield Statement(GOOD, told.format(count=left))


def look_at_keys(_now: datetime) -> Iterator[Statement]:
    """There, whole, and for the owner's eyes only; the printed key sheet gone from the disk."""
    state = installation.key_state()
    if not state.there:
        yield Statement(BAD, _("Chưa có khóa. Xin chạy vidan init, hoặc vidan restore nếu đã từng có dữ liệu."))
        return
    if state.length != 32:
        yield Statement(
            BAD, _("Tệp khóa không đủ 32 byte: dữ liệu của bà con sẽ không mở được. Xin lấy lại từ tờ khóa.")
        )
    if state.readable_by_others:
        yield Statement(
            BAD,
            _("Người khác trên máy đọc được thư mục khóa. Xin chạy: chmod -R go= {folder}").format(
                folder=Path(settings.DATA) / "keys"
            ),
        )
    if state.length == 32 and not state.readable_by_others:
        yield Statement(GOOD, _("Khóa còn nguyên, chỉ chủ máy đọc được"))
    sheet = Path(settings.DATA) / "to-khoa-in-roi-xoa.pdf"
    if sheet.exists():
        yield _demo_softens(
            _("Tờ khóa còn nằm trong máy ({file}). Xin in, cất vào két, rồi xóa tệp.").format(file=sheet)
        )


def look_at_font(_now: datetime) -> Iterator[Statement]:
    """A typeface for letters that the decree on official documents knows."""
    font = chosen_font(Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None)
    if font.name == EMBEDDED:
        yield Statement(
            MIND,
            _(
                "Không thấy phông kiểu Times New Roman; giấy tờ in bằng {name}. Debian, Ubuntu: apt-get install fonts-croscore"
            ).format(name=font.name),
        )
    else:
        yield Statement(GOOD, _("Giấy tờ in bằng phông {name}").format(name=font.name))


def look_at_address(_now: datetime) -> Iterator[Statement]:
    """What does not work without a public address, without TLS, without mail."""
    if not settings.PUBLIC_URL:
        yield Statement(
            MIND,
            _(
                "Chưa đặt VIDAN_PUBLIC_URL: mã QR trên giấy không dẫn tới đâu ở ngoài máy này; khóa đăng nhập (passkey) chỉ dùng được ở localhost."
            ),
        )
    elif not settings.PUBLIC_URL.startswith("https://"):
        yield _demo_softens(
            _("VIDAN_PUBLIC_URL không phải https: mật khẩu và hồ sơ đi qua mạng không mã hóa; passkey không dùng được.")
        )
    else:
        yield Statement(GOOD, _("Địa chỉ công khai: {address}").format(address=settings.PUBLIC_URL))
    yield from _look_at_tls()
    if settings.MAIL_HOST:
        yield Statement(GOOD, _("Thư gửi qua {host}").format(host=settings.MAIL_HOST))
    else:
        yield Statement(MIND, _("Chưa đặt VIDAN_MAIL_HOST: bà con không nhận được thư báo đã nhận hồ sơ."))


def _look_at_tls() -> Iterator[Statement]:
    files = [Path(name) for name in (settings.TLS_CERTIFICATE, settings.TLS_KEY) if name]
    if not files:
        if settings.BEHIND_PROXY and settings.PUBLIC_URL.startswith("https://"):
            yield Statement(GOOD, _("TLS do máy đứng trước lo (VIDAN_BEHIND_PROXY)"))
        else:
            yield Statement(
                MIND,
                _(
                    "Chưa đặt VIDAN_TLS_CERTIFICATE, VIDAN_TLS_KEY: máy chủ chỉ nói http; chỉ nên dùng trên chính máy này hoặc sau một máy lo TLS."
                ),
            )
        return
    unreadable = [str(file) for file in files if not os.access(file, os.R_OK)]
    if unreadable or len(files) < 2:
        yield Statement(
            BAD, _("Không đọc được đủ tệp TLS: {files}").format(files=", ".join(unreadable) or _("thiếu một tệp"))
        )
    elif b"BEGIN PRIVATE KEY" not in Path(settings.TLS_KEY).read_bytes():
        yield Statement(
            BAD, _("Khóa TLS phải ở dạng PKCS#8. Xin đổi: openssl pkcs8 -topk8 -nocrypt -in cũ.key -out mới.key")
        )
    else:
        yield Statement(GOOD, _("TLS: {file}").format(file=settings.TLS_CERTIFICATE))


def look_at_disk(_now: datetime) -> Iterator[Statement]:
    """Room to write."""
    data = Path(settings.DATA)
    if not data.exists():
        return
    if not os.access(data, os.W_OK):
        yield Statement(BAD, _("Không ghi được vào thư mục dữ liệu {folder}").format(folder=data))
    free = shutil.disk_usage(data).free
    text = _("Đĩa còn trống {free} GB").format(free=f"{free / 1e9:.1f}".replace(".", ","))
    yield Statement(GOOD if free >= _GOOD_FREE else MIND if free >= _LEAST_FREE else BAD, text)


def look_at_clock(now: datetime) -> Iterator[Statement]:
    """Dates are promised by this clock."""
    shown = f"{local(now):%H:%M %d/%m/%Y}"
    newest = None if _without_tables() else installation.newest_moment()
    if now < _NOT_BEFORE or (newest is not None and newest > now + _CLOCK_SLIP):
        yield Statement(
            BAD,
            _("Đồng hồ máy chạy sai ({time}): đứng trước việc đã ghi. Xin chỉnh giờ trước khi nhận hồ sơ.").format(
                time=shown
            ),
        )
    else:
        yield Statement(
            GOOD, _("Bây giờ là {time}, giờ Việt Nam. Xin đối chiếu với đồng hồ treo tường.").format(time=shown)
        )


def _without_tables() -> bool:
    missing = installation.uses_sqlite() and not (Path(settings.DATA) / "vidan.sqlite3").exists()
    return missing or bool(installation.database_problem() or installation.pending_migrations())


def look_at_communes(now: datetime) -> Iterator[Statement]:
    """Each commune at work: its set-up, its calendar, its procedures."""
    if _without_tables():
        return
    held = installation.contents(local_day(now))
    if not held:
        yield Statement(BAD, _("Chưa có xã nào. Xin chạy vidan init."))
    for row in held:
        yield from _look_at_commune(row, local_day(now))


def _look_at_commune(row: Contents, today: date) -> Iterator[Statement]:
    name, year = row.commune.name, today.year
    if not row.complete:
        yield Statement(
            BAD,
            _("{commune}: chưa dựng xong (lịch, thủ tục hoặc quản trị còn thiếu). Xin chạy lại vidan init.").format(
                commune=name
            ),
        )
        return
    yield Statement(
        GOOD,
        _("{commune}: {officers} cán bộ, {procedures} thủ tục, {matters} hồ sơ và vụ việc").format(
            commune=name, officers=row.officers, procedures=row.procedures, matters=row.matters
        ),
    )
    unsure = installation.unsure_days(row.commune.id, (year, year + 1))
    if unsure:
        yield Statement(
            MIND,
            _("{commune}: {count} ngày trong lịch {year}–{next} chưa chắc, xin xác nhận ở trang Lịch làm việc.").format(
                commune=name, count=unsure, year=year, next=year + 1
            ),
        )
    if row.unconfirmed:
        yield Statement(
            MIND,
            _(
                "{commune}: {count} thủ tục chưa xác nhận thời hạn nên chưa nhận được. Xem: vidan procedures list --unconfirmed"
            ).format(commune=name, count=row.unconfirmed),
        )
    yield from _look_at_sealed_room(row, today)


def _look_at_sealed_room(row: Contents, today: date) -> Iterator[Statement]:
    """Whether what people send in confidence lies under keys that this machine does not have."""
    room, name = sealed.room(row.commune.id, today), row.commune.name
    if room.state is Readiness.NOBODY:
        words = _("{commune}: chưa cử người giữ tin mật. Xin giao nhiệm vụ ở trang Cán bộ, nhiệm vụ.")
    elif room.state is Readiness.WITHOUT_KEY:
        words = _("{commune}: {names} chưa có khóa tin mật. Xin người ấy mở Tin mật → Khóa của tôi.")
    elif room.state is Readiness.ALONE:
        words = _(
            "{commune}: mới có một người đọc tin mật, tin nói về chính người ấy không ai đọc. Xin cử thêm một người."
        )
    else:
        yield Statement(GOOD, _("{commune}: người giữ tin mật đều có khóa riêng").format(commune=name))
        return
    yield Statement(MIND, words.format(commune=name, names=", ".join(room.without_key)))


def look_at_backup(now: datetime) -> Iterator[Statement]:
    """A backup nobody opened for a month counts as none."""
    told = memory.recall(Path(settings.DATA) / memory.BACKUP)
    made, drilled = _moment(told.get("made_at")), _moment(told.get("drilled_at"))
    if made is None:
        yield _demo_softens(
            _(
                "Chưa sao lưu lần nào. Xin chạy vidan backup --to THƯ_MỤC, hoặc đặt VIDAN_BACKUP_FOLDER để tự làm hằng đêm."
            )
        )
        return
    text = _("Sao lưu gần nhất: {day}, {file}").format(day=f"{local(made):%d/%m/%Y}", file=told.get("file", "?"))
    yield Statement(GOOD, text) if now - made <= FRESH else _demo_softens(text + _(" – đã quá 31 ngày"))
    if drilled is None or now - drilled > FRESH:
        yield _demo_softens(
            _(
                "Chưa diễn tập lấy lại trong 31 ngày qua, nên coi như chưa có bản sao lưu. Xin lấy tờ khóa, chạy: vidan restore BẢN_SAO_LƯU --drill"
            )
        )
    else:
        yield Statement(GOOD, _("Diễn tập lấy lại gần nhất: {day}").format(day=f"{local(drilled):%d/%m/%Y}"))


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def look_at_ledger(_now: datetime) -> Iterator[Statement]:
    """After a restore the log waits until somebody said how far it had gone."""
    if _without_tables():
        return
    for commune in communes.publishing():
        made = memory.held(Path(settings.DATA), commune.slug)
        if made:
            yield Statement(
                BAD,
                _(
                    "{commune}: sổ công khai đang chờ nối lại sau khi lấy lại bản sao lưu. Xem: vidan ledger take-back --help"
                ).format(commune=commune.name),
            )


def look_at_demo(_now: datetime) -> Iterator[Statement]:
    """Invented data must never be taken for an office."""
    if settings.DEMO:
        yield Statement(MIND, _("Đang bật bản minh họa (VIDAN_DEMO): dữ liệu bịa, ai ở máy này cũng vào được."))
    elif settings.INVENTED:
        yield Statement(MIND, _("Thư mục này giữ dữ liệu minh họa: mọi trang và giấy in ra đều ghi như thế."))


LOOKS: tuple[Callable[[datetime], Iterator[Statement]], ...] = (
    look_at_database,
    look_at_keys,
    look_at_font,
    look_at_address,
    look_at_disk,
    look_at_clock,
    look_at_communes,
    look_at_backup,
    look_at_ledger,
    look_at_demo,
)
