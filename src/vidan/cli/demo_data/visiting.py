"""What a visitor of the demo is told when the door opens: who is who, what each may try, the first ones first."""

from vidan.cli.demo_data import sealed_room
from vidan.cli.demo_data.cast import ADMINISTRATOR, CHAIRMAN, OFFICERS, DemoOfficer
from vidan.cli.words import _

#: What a scanner types at an invented chip card.
CARD = "038156001234|171234567|Hà Thị Mẫu|05091956|Nữ|Thôn Riềng, Điền Lư, Thanh Hóa|10052021"


def first_ones() -> tuple[tuple[str, str], ...]:
    """Log-in and hint, in the order in which one dossier goes through the house."""
    return (
        (
            "hoa.le",
            _("mục Tiếp nhận hồ sơ, gõ “khai sinh”, dán thẻ mẫu vào ô quét: {card}").format(card=CARD),
        ),
        ("thao.ha", _("mục Việc của tôi, mở một hồ sơ rồi chuyển bước, tạm dừng, chuyển người khác, báo xong.")),
        (CHAIRMAN, _("việc của cả xã, việc quá hẹn và vì sao; ký thư xin lỗi; xác nhận thời hạn ở mục Thủ tục.")),
        ("yen.le", _("mục Văn bản, thư, cho số, đóng dấu, phát hành.")),
        (
            "hien.nguyen",
            _(
                "mục Tin mật, nơi lời chê cán bộ được niêm phong, cán bộ ấy không thấy được; "
                "mở bằng tệp {file}, mật khẩu “{words}”."
            ).format(file=sealed_room.key_file("hien.nguyen"), words=sealed_room.WORDS),
        ),
        (ADMINISTRATOR, _("mục Cán bộ, nhiệm vụ, thêm người, khóa tài khoản; mục Lượt xem dữ liệu.")),
        ("nhan.lo", _("mục Phiếu khảo sát.")),
    )


def citizen(code: str, secret: str) -> list[str]:
    """The way of a citizen, who needs no account; `{address}` is put in when the port is known."""
    return [
        _("  Bà con, không cần tài khoản: {address}"),
        _("    Thử: tra hồ sơ ở {address}ho-so/tra-cuu, mã {code}, mã bí mật {secret}").format(
            address="{address}", code=code, secret=secret
        ),
    ]


def in_words(officer: DemoOfficer, link: str, hint: str) -> list[str]:
    """An officer's three lines: who, the link, what to try."""
    return [
        f"  {officer.honorific} {officer.name}, {officer.title} ({officer.login})",
        f"    {{address}}{link}",
        _("    Thử: {hint}").format(hint=hint),
    ]


def others(logins: set[str]) -> list[str]:
    """Who else works here and may enter, by log-in, and how to get a link for one."""
    told = {login for login, _hint in first_ones()}
    rest = [one.login for one in OFFICERS if one.login in logins - told]
    if not rest:
        return []
    half = (len(rest) + 1) // 2
    return [
        _("Các cán bộ khác; xin đường vào cho một người: .venv/bin/vidan entry TÊN"),
        "  " + ", ".join(rest[:half]) + ("," if rest[half:] else ""),
        *(["  " + ", ".join(rest[half:])] if rest[half:] else []),
    ]
