"""`vidan init`: asks for the commune and its first officers, and leaves an installation ready for work."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.actions import installation as acts
from vidan.adapters import pdf
from vidan.cli.commands import init_answers
from vidan.cli.words import _, complain, say
from vidan.domain import keysheet
from vidan.domain.moments import local_day
from vidan.queries import installation

_DONE = {
    acts.Step.COMMUNE: _("✓ Xã và các phòng, đơn vị"),
    acts.Step.VILLAGES: _("✓ Các thôn"),
    acts.Step.CALENDAR: _("✓ Lịch nghỉ lễ, tết và giờ làm việc"),
    acts.Step.PROCEDURES: _("✓ Danh mục thủ tục kèm chương trình"),
    acts.Step.OFFICERS: _("✓ Tài khoản và nhiệm vụ của những cán bộ đầu tiên"),
}


def run(args: argparse.Namespace) -> int:
    """Set the installation up, or say what is there already."""
    data = Path(settings.DATA)
    say(_("Thư mục dữ liệu: {folder}").format(folder=data))
    held = installation.contents(local_day(timezone.now())) if _has_database(data) else []
    if held and held[0].complete and not args.answers:
        return _tell_what_is_there(held, args.key_sheet)
    given = init_answers.given(args)
    beginning = init_answers.read(given) if args.answers else init_answers.interview(given, _known(held))
    beginning, passwords = init_answers.with_passwords(beginning)
    root = prepare()
    for step in acts.furnish(beginning, now=timezone.now()):
        say(_DONE[step])
    _tell_passwords(passwords)
    print_key_sheet(root, beginning.commune.name, args.key_sheet)
    say(_("Xong. Xem máy có ổn không: vidan check. Mở máy chủ: vidan serve"))
    return 0


def _has_database(data: Path) -> bool:
    """Whether looking at the database would not create it."""
    return not installation.uses_sqlite() or (data / "vidan.sqlite3").exists()


def prepare() -> bytes:
    """Folders, tables and the root key, each with a line of progress. Returns the root key."""
    acts.make_folders()
    say(_("✓ Thư mục"))
    acts.make_tables()
    say(_("✓ Cơ sở dữ liệu"))
    root = acts.make_keys()
    say(_("✓ Khóa (thư mục keys, chỉ chủ máy đọc được)"))
    return root


def _known(held: list[installation.Contents]) -> init_answers.Given:
    """What an interrupted set-up already entered need not be asked again."""
    if not held:
        return {}
    first = held[0]
    return {
        "code": first.commune.code,
        "name": first.commune.name,
        "province_code": first.province_code,
        "province_name": first.commune.province,
        "valid_from": first.valid_from.isoformat(),
        "phone": first.commune.phone,
        "address": first.commune.address,
        "abbreviation": first.commune.abbreviation,
    }


def _tell_what_is_there(held: list[installation.Contents], key_sheet: str | None) -> int:
    say(_("Nơi này đã dựng xong, không có gì thay đổi:"))
    for row in held:
        say(
            _(
                "  {commune} (mã {code}): {villages} thôn, {officers} cán bộ, {procedures} thủ tục, "
                "{matters} hồ sơ, vụ việc"
            ).format(
                commune=row.commune.name,
                code=row.commune.code,
                villages=row.villages,
                officers=row.officers,
                procedures=row.procedures,
                matters=row.matters,
            )
        )
    pending = installation.pending_migrations()
    if pending:
        say(_("  Cơ sở dữ liệu còn {count} bước nâng cấp; vidan serve sẽ tự làm.").format(count=len(pending)))
    if key_sheet:
        print_key_sheet(installation.root_key(), held[0].commune.name, key_sheet)
    else:
        say(_("  Cần in lại tờ khóa: vidan init --key-sheet to-khoa.pdf"))
    return 0


def _tell_passwords(passwords: dict[str, str]) -> None:
    if not passwords:
        return
    say(_("Mật khẩu máy đặt giúp (chỉ hiện một lần; xin chép lại, đưa tận tay, và đổi ngay lần vào đầu tiên):"))
    for login, password in passwords.items():
        say(f"  {login}  {password}")


def print_key_sheet(root: bytes, commune: str, named: str | None) -> None:
    """Write the key sheet for the printer, for the owner's eyes only."""
    file = Path(named).resolve() if named else Path(settings.DATA) / "to-khoa-in-roi-xoa.pdf"
    sheet = pdf.KeySheet(
        commune=commune,
        made_on=local_day(timezone.now()).isoformat(),
        words=keysheet.to_words(root),
        qr_text=keysheet.to_qr(root),
        demo=settings.INVENTED,
    )
    content = pdf.key_sheet(sheet, font_folder=Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None)
    try:
        init_answers.write_secret(file, content)
    except OSError as problem:
        complain(_("Không ghi được tờ khóa vào {file}: {why}").format(file=file, why=problem.strerror))
        complain(_("Xin chạy lại: vidan init --key-sheet NƠI_KHÁC.pdf"))
        return
    say(_("✓ Tờ khóa: {file}").format(file=file))
    say(_("  IN NGAY tờ này, cho vào phong bì niêm phong, cất trong két; RỒI XÓA tệp. Mất tờ khóa mà hỏng máy thì"))
    say(_("  không ai lấy lại được dữ liệu của bà con."))
