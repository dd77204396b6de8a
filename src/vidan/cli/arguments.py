"""What each command takes. Only words and options stand here, so that `vidan --help` starts at once."""

from argparse import BooleanOptionalAction
from datetime import date
from typing import Any

from vidan.cli.parser import Parser, examples
from vidan.cli.words import _

Subparsers = Any


def _command(subparsers: Subparsers, name: str, about: str, *lines: str) -> Parser:
    parser: Parser = subparsers.add_parser(name, description=about, epilog=examples(*lines))
    return parser


def _port(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 65535:
        raise ValueError(text)
    return value


def _several(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 64:
        raise ValueError(text)
    return value


def init(subparsers: Subparsers) -> None:
    """`vidan init`."""
    parser = _command(
        subparsers,
        "init",
        _("Dựng một nơi làm việc mới: hỏi về xã và những cán bộ đầu tiên, tạo khóa, nạp lịch và danh mục thủ tục."),
        "vidan init",
        "vidan init --answers xa.json --key-sheet to-khoa.pdf",
        "vidan init --set code=14950 --set name='Xã Điền Lư' --answers xa.json",
    )
    parser.add_argument(
        "--answers", metavar=_("TỆP"), help=_("tệp JSON trả lời sẵn các câu hỏi; - là đầu vào chuẩn; không hỏi gì thêm")
    )
    parser.add_argument(
        "--set",
        metavar=_("MỤC=GIÁ_TRỊ"),
        action="append",
        default=[],
        help=_("trả lời sẵn một câu hỏi, dùng được nhiều lần"),
    )
    parser.add_argument(
        "--key-sheet", metavar=_("TỆP"), help=_("nơi ghi tờ khóa PDF để in (mặc định: trong thư mục dữ liệu)")
    )


def serve(subparsers: Subparsers) -> None:
    """`vidan serve`."""
    parser = _command(
        subparsers,
        "serve",
        _("Mở trang web của xã và làm các việc chờ sẵn: gửi thư, in, ghi sổ công khai. Dừng bằng Ctrl-C."),
        "vidan serve",
        "vidan serve --host 0.0.0.0 --port 8443 --workers 2",
    )
    _serving(parser)
    parser.add_argument(
        "--migrate", action=BooleanOptionalAction, help=_("tự nâng cấp cơ sở dữ liệu (mặc định: có với SQLite)")
    )


def _serving(parser: Parser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", metavar=_("ĐỊA_CHỈ"), help=_("địa chỉ lắng nghe (mặc định: chỉ máy này)")
    )
    parser.add_argument(
        "--port", type=_port, metavar=_("SỐ"), help=_("cổng (mặc định 8000, bận thì cổng kế tiếp; 0: tự chọn)")
    )
    parser.add_argument("--workers", type=_several, metavar=_("SỐ"), help=_("số tiến trình (mặc định: VIDAN_WORKERS)"))


def demo(subparsers: Subparsers) -> None:
    """`vidan demo`."""
    parser = _command(
        subparsers,
        "demo",
        _("Nạp một xã minh họa (dữ liệu bịa), in đường vào cho từng cán bộ, rồi mở máy chủ trên máy này."),
        "vidan demo",
        "vidan demo --port 9000 --today 2026-11-23",
        "vidan demo --no-serve --size small",
        "vidan demo --no-serve --size 10k",
    )
    _serving(parser)
    parser.add_argument("--no-serve", action="store_true", help=_("nạp dữ liệu rồi thôi, không mở máy chủ"))
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar=_("NGÀY"), help=_("coi hôm nay là ngày này, dạng 2026-11-23")
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar=_("SỐ"),
        help=_("số của bộ dữ liệu: cùng số, cùng ngày thì y như nhau"),
    )
    parser.add_argument("--fresh", action="store_true", help=_("bỏ dữ liệu minh họa cũ, nạp lại từ đầu"))
    parser.add_argument(
        "--size",
        choices=("small", "full", "10k", "100k", "1m"),
        default="full",
        help=_("small: ít hồ sơ, để thử nhanh; 10k: mười nghìn hồ sơ, qua từng thao tác; 100k, 1m: nhân bản từ đó"),
    )


def training(subparsers: Subparsers) -> None:
    """`vidan training`."""
    parser = _command(
        subparsers,
        "training",
        _(
            "Dựng một xã tập huấn cạnh xã thật: cùng lịch, thủ tục, thôn; hồ sơ bịa để tập. Mọi trang, mọi giấy đều "
            "ghi rõ; không tính vào số liệu nào, không công bố gì."
        ),
        "vidan training",
        "vidan training --commune 14950 --host tap-huan.dienlu.example",
        "vidan training --again",
    )
    parser.add_argument(
        "--again", action="store_true", help=_("làm lại từ đầu cho lớp mới: khép đợt tập trước, dựng đợt mới")
    )
    parser.add_argument("--commune", metavar=_("MÃ"), help=_("xã nào; để trống là xã đầu tiên trên máy này"))
    parser.add_argument("--host", metavar=_("TÊN"), default="", help=_("tên miền riêng cho trang dân của xã tập huấn"))


def worker(subparsers: Subparsers) -> None:
    """`vidan worker`."""
    parser = _command(
        subparsers,
        "worker",
        _("Làm việc nền: gửi thông báo, việc hằng đêm. `vidan serve` đã tự mở; lệnh này để chạy riêng."),
        "vidan worker",
        "vidan worker --once",
    )
    parser.add_argument("--once", action="store_true", help=_("làm hết việc đang chờ rồi thôi"))


def check(subparsers: Subparsers) -> None:
    """`vidan check`."""
    _command(
        subparsers,
        "check",
        _("Nói từng điều đang ổn (✓), cần để ý (!) và hỏng (✗). Kết quả 1 khi có điều hỏng."),
        "vidan check",
    )


def backup(subparsers: Subparsers) -> None:
    """`vidan backup`."""
    parser = _command(
        subparsers,
        "backup",
        _("Sao lưu tất cả vào một tệp đã mã hóa, trong khi máy vẫn chạy. Chỉ tờ khóa trong két mở được."),
        "vidan backup",
        "vidan backup --to /mnt/o-ngoai",
    )
    parser.add_argument("--to", metavar=_("THƯ_MỤC"), help=_("nơi để bản sao lưu (mặc định: VIDAN_BACKUP_FOLDER)"))
    parser.add_argument(
        "--key",
        metavar=_("TỆP"),
        help=_("dùng khóa này thay cho khóa của máy: tệp chứa 34 tiếng hoặc nội dung mã QR của tờ khóa"),
    )


def restore(subparsers: Subparsers) -> None:
    """`vidan restore`."""
    parser = _command(
        subparsers,
        "restore",
        _("Lấy lại tất cả từ một bản sao lưu, vào thư mục dữ liệu còn trống. Hỏi khóa trên tờ khóa."),
        "vidan restore vidan-20261124-020000.backup",
        "vidan restore vidan-20261124-020000.backup --drill",
        "vidan restore vidan-20261124-020000.backup --qr 'VIDAN-KEY1:…'",
    )
    parser.add_argument("file", metavar=_("BẢN_SAO_LƯU"), help=_("tệp do vidan backup ghi"))
    key = parser.add_mutually_exclusive_group()
    key.add_argument("--words", metavar=_("TIẾNG"), help=_("34 tiếng trên tờ khóa; - để gõ vào đầu vào chuẩn"))
    key.add_argument("--qr", metavar=_("CHỮ"), help=_("nội dung mã QR trên tờ khóa"))
    key.add_argument("--keys-folder", metavar=_("THƯ_MỤC"), help=_("thư mục keys còn giữ được của máy cũ"))
    parser.add_argument("--drill", action="store_true", help=_("diễn tập: mở, kiểm tra hết, không thay đổi gì"))
    parser.add_argument(
        "--force", action="store_true", help=_("cả khi thư mục dữ liệu không trống (cái cũ được dời sang bên)")
    )


def procedures(subparsers: Subparsers) -> None:
    """`vidan procedures`."""
    parser = _command(
        subparsers,
        "procedures",
        _("Danh mục thủ tục của xã: xem, nhập từ bảng tính, xác nhận thời hạn."),
        "vidan procedures list --unconfirmed",
        "vidan procedures import danh-muc.xlsx --dry-run --errors loi.xlsx",
        "vidan procedures confirm 1.001193 --limit 5wd --document 'QĐ 1234/QĐ-UBND ngày 01/7/2026'",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    listing = verbs.add_parser("list", help=_("xem danh mục"), epilog=examples("vidan procedures list --unconfirmed"))
    listing.add_argument("--unconfirmed", action="store_true", help=_("chỉ những thủ tục chưa xác nhận thời hạn"))
    taking = verbs.add_parser(
        "import", help=_("nhập từ bảng tính"), epilog=examples("vidan procedures import danh-muc.xlsx --dry-run")
    )
    taking.add_argument("file", metavar=_("TỆP"), help=_("bảng tính .xlsx, .xls, .ods hoặc .csv"))
    taking.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi gì"))
    taking.add_argument("--errors", metavar=_("TỆP"), help=_("ghi các dòng lỗi ra tệp .xlsx hoặc .csv này"))
    confirming = verbs.add_parser(
        "confirm",
        help=_("xác nhận thời hạn của một thủ tục"),
        epilog=examples("vidan procedures confirm 1.001193 --limit 5wd --document 'QĐ 1234/QĐ-UBND'"),
    )
    confirming.add_argument("key", metavar=_("MÃ"), help=_("mã thủ tục"))
    confirming.add_argument(
        "--limit",
        required=True,
        metavar=_("HẠN"),
        help=_("5wd ngày làm việc, 12wh giờ làm việc, 30d ngày, 1sd trong ngày"),
    )
    confirming.add_argument("--document", required=True, metavar=_("VĂN_BẢN"), help=_("văn bản quy định thời hạn ấy"))
    for verb in (listing, taking, confirming):
        verb.add_argument("--commune", metavar=_("MÃ_XÃ"), help=_("xã nào (mặc định: xã của máy này)"))


def report(subparsers: Subparsers) -> None:
    """`vidan report`."""
    parser = _command(
        subparsers,
        "report",
        _("Báo cáo của Ban điều hành: đếm lại các con số của một kỳ, mỗi số kèm tên câu hỏi; dựng ra PDF, Word."),
        "vidan report 2026-10",
        "vidan report 2026-Q4 --json",
        "vidan report 2026 --out bao-cao-nam.pdf",
        "vidan report 2026-H1 --out bao-cao.docx",
    )
    parser.add_argument("period", metavar=_("KỲ"), help=_("2026-10, 2026-Q4, 2026-H2 hoặc 2026"))
    parser.add_argument("--commune", metavar=_("MÃ"), help=_("xã nào (mặc định: xã của máy này)"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
    parser.add_argument("--out", metavar=_("TỆP"), help=_("ghi báo cáo ra tệp .pdf hoặc .docx; không lưu văn bản nào"))


def letters(subparsers: Subparsers) -> None:
    """`vidan letters`."""
    parser = _command(
        subparsers,
        "letters",
        _("Văn bản và thư của xã: dựng mẫu mỗi loại để xem và in thử; ký số một văn bản."),
        "vidan letters sample --out mau-van-ban",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    sample = verbs.add_parser(
        "sample",
        help=_("mỗi loại một bản mẫu PDF và DOCX, dữ liệu bịa"),
        epilog=examples("vidan letters sample --out mau-van-ban"),
    )
    sample.add_argument("--out", required=True, metavar=_("THƯ_MỤC"), help=_("nơi ghi các bản mẫu"))
    signing = verbs.add_parser(
        "sign",
        help=_("ký số một văn bản bằng chứng thư của người ký hoặc của cơ quan"),
        epilog=examples(
            "vidan letters sign VB-261117-0001 --as person --certificate chu-tich.p12",
            "vidan letters sign VB-261117-0001 --as office --certificate co-quan.p12 --picture dau.png",
            "vidan letters sign VB-261117-0001 --as person --token chu-tich",
        ),
    )
    signing.add_argument("code", metavar=_("MÃ"), help=_("mã văn bản trong chương trình, dạng VB-…"))
    signing.add_argument("--as", dest="role", required=True, choices=("person", "office"), help=_("ai ký"))
    signing.add_argument("--certificate", metavar=_("TỆP"), help=_("tệp chứng thư PKCS#12; mật khẩu được hỏi khi chạy"))
    signing.add_argument(
        "--token", default="", metavar=_("TÊN"), help=_("tên thiết bị ký (PKCS#11) cắm ở máy này, thay cho tệp")
    )
    signing.add_argument("--password-file", metavar=_("TỆP"), help=_("đọc mật khẩu chứng thư từ tệp này thay vì hỏi"))
    signing.add_argument("--picture", metavar=_("TỆP"), help=_("ảnh PNG chữ ký hoặc con dấu của chính cơ quan"))
    signing.add_argument("--stamp-server", default="", metavar=_("ĐỊA_CHỈ"), help=_("máy chủ dấu thời gian (RFC 3161)"))
    signing.add_argument("--commune", metavar=_("MÃ_XÃ"), help=_("xã nào (mặc định: xã của máy này)"))


def dossiers(subparsers: Subparsers) -> None:
    """`vidan dossiers`."""
    parser = _command(
        subparsers,
        "dossiers",
        _("Nhập danh sách hồ sơ xuất từ hệ thống của tỉnh (.xlsx, .csv). Nhập lại cùng tệp không đổi gì thêm."),
        "vidan dossiers import ho-so-thang-11.xlsx --map 'Hệ thống tỉnh'",
        "vidan dossiers import ho-so-thang-11.xlsx --dry-run --errors loi.xlsx",
        "vidan dossiers maps",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    taking = verbs.add_parser(
        "import",
        help=_("nhập một danh sách"),
        epilog=examples(
            "vidan dossiers import ho-so.csv --map 'Hệ thống tỉnh' --column code='Số HS'",
            "vidan dossiers import ho-so.csv --state 'Đã chuyển phòng=processing' --procedure 'Khai sinh mới=1.001193'",
        ),
    )
    taking.add_argument("file", metavar=_("TỆP"), help=_("danh sách .xlsx hoặc .csv"))
    taking.add_argument(
        "--map", default="", metavar=_("TÊN"), help=_("cách đọc cột đã nhớ, hoặc tên để nhớ cách đọc này")
    )
    _pointing_out(taking)
    taking.add_argument(
        "--holder", metavar=_("TÊN_ĐĂNG_NHẬP"), help=_("ai giữ hồ sơ mà danh sách không ghi người xử lý")
    )
    taking.add_argument("--dry-run", action="store_true", help=_("chỉ đọc và báo lỗi, chưa ghi hồ sơ nào"))
    taking.add_argument("--errors", metavar=_("TỆP"), help=_("ghi các dòng lỗi ra tệp .xlsx hoặc .csv này"))
    maps = verbs.add_parser(
        "maps", help=_("các cách đọc cột đã nhớ"), epilog=examples("vidan dossiers maps --commune 14950")
    )
    for verb in (taking, maps):
        verb.add_argument("--commune", metavar=_("MÃ_XÃ"), help=_("xã nào (mặc định: xã của máy này)"))


def _pointing_out(taking: Parser) -> None:
    """What a list's columns and words are, where that cannot be seen; each is remembered."""
    told = (
        (
            "column",
            _("MỤC=TIÊU_ĐỀ"),
            _("chỉ cột nào chứa gì (code, procedure, applicant, received, due, ready…); dùng được nhiều lần"),
        ),
        (
            "state",
            _("TỪ=NGHĨA"),
            _(
                "trạng thái ghi trong tệp là gì: received, processing, supplement, fee_due, ready, given_out, refused, "
                "withdrawn, stopped, hoặc waiting (chưa tiếp nhận); nhớ cho lần sau"
            ),
        ),
        ("procedure", _("TỪ=MÃ"), _("thủ tục ghi trong tệp là thủ tục nào của xã; nhớ cho lần sau")),
    )
    for name, shape, about in told:
        taking.add_argument(f"--{name}", action="append", default=[], metavar=shape, help=about)


def entry(subparsers: Subparsers) -> None:
    """`vidan entry`."""
    parser = _command(
        subparsers,
        "entry",
        _("In một đường vào dùng một lần cho một cán bộ. Chỉ có trong bản minh họa."),
        "vidan entry hoa.le",
    )
    parser.add_argument("login", metavar=_("TÊN"), help=_("tên đăng nhập"))
    parser.add_argument("--port", type=_port, metavar=_("SỐ"), help=_("cổng của máy chủ (mặc định: cổng đang mở)"))
