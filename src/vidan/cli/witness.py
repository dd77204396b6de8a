"""`vidan witness`: cosign the logs of communes. For a province, a newspaper; needs nothing else of ours."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from vidan.adapters.single import hold_alone
from vidan.adapters.witness_store import WitnessStore
from vidan.cli.parser import Parser, examples
from vidan.cli.witness_door import WitnessServer, with_tls
from vidan.cli.words import _, complain, say
from vidan.domain.errors import Refused
from vidan.domain.ledger import note
from vidan.domain.ledger.checkpoint import parse_text
from vidan.domain.moments import VIETNAM

PORT = 8008


def register(subparsers: Any) -> None:
    """Add `witness` to the command line."""
    parser: Parser = subparsers.add_parser(
        "witness",
        description=_(
            "Nhân chứng của sổ công khai: một máy ở ngoài xã, ký xác nhận rằng sổ chỉ viết thêm. Không cần cơ sở dữ "
            "liệu, không cần phần còn lại của chương trình."
        ),
        epilog=examples(
            "vidan witness key /srv/nhan-chung --name bao.example/nhan-chung",
            "vidan witness watch /srv/nhan-chung 'dien-lu.vidan.example/nhat-ky/2026+…'",
            "vidan witness serve /srv/nhan-chung --host 0.0.0.0 --port 8008",
            "vidan witness status /srv/nhan-chung",
        ),
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    key = _verb(verbs, "key", _("tạo khóa của nhân chứng, in dòng khóa để gửi các xã"), run_key)
    key.add_argument("--name", required=True, metavar=_("TÊN"), help=_("tên nhân chứng, như bao.example/nhan-chung"))
    watch = _verb(verbs, "watch", _("theo dõi thêm một cuốn sổ (dòng trong log.vkey của sổ)"), run_watch)
    watch.add_argument("line", metavar=_("DÒNG"), help=_("dòng khóa của sổ, đã đối chiếu với bảng niêm yết ở trụ sở"))
    serve = _verb(verbs, "serve", _("trả lời các sổ: POST /add-checkpoint"), run_serve)
    serve.add_argument("--host", default="127.0.0.1", metavar=_("ĐỊA_CHỈ"), help=_("địa chỉ lắng nghe"))
    serve.add_argument("--port", type=int, default=PORT, metavar=_("CỔNG"), help=_("cổng (mặc định 8008)"))
    serve.add_argument("--certificate", metavar=_("TỆP"), help=_("chứng thư TLS (PEM), khi tự nói https"))
    serve.add_argument("--certificate-key", metavar=_("TỆP"), help=_("khóa của chứng thư TLS"))
    _verb(verbs, "status", _("đã thấy gì của từng sổ, có mâu thuẫn nào không"), run_status)


def _verb(verbs: Any, name: str, about: str, run: Any) -> Any:
    example = {
        "key": "vidan witness key /srv/nhan-chung --name bao.example/nhan-chung",
        "watch": "vidan witness watch /srv/nhan-chung 'dien-lu.vidan.example/nhat-ky/2026+…'",
        "serve": "vidan witness serve /srv/nhan-chung --port 8008",
        "status": "vidan witness status /srv/nhan-chung",
    }[name]
    verb = verbs.add_parser(name, help=about, description=about, epilog=examples(example))
    verb.add_argument("folder", type=Path, metavar=_("THƯ_MỤC"), help=_("thư mục riêng của nhân chứng"))
    verb.set_defaults(run=run)
    return verb


def run_key(args: argparse.Namespace) -> int:
    """Draw a key and show the line that communes enter in VIDAN_WITNESSES."""
    line = WitnessStore(args.folder).create(args.name)
    say(_("✓ Đã tạo khóa trong {folder}. Dòng khóa để gửi các xã và niêm yết:").format(folder=args.folder))
    say(f"  {line}")
    say(_("  Xin sao lưu thư mục này: mất khóa thì phải làm nhân chứng mới với tên khác."))
    return 0


def run_watch(args: argparse.Namespace) -> int:
    """Add a log; a server that runs sees it at once."""
    key = WitnessStore(args.folder).watch(args.line)
    say(_("✓ Theo dõi sổ {origin}").format(origin=key.name))
    return 0


def run_status(args: argparse.Namespace) -> int:
    """What was seen of each log; 1 when a log contradicted itself. Refused for a folder that is no witness's."""
    store = WitnessStore(args.folder)
    say(_("Nhân chứng {name}").format(name=store.verifier_key().name))
    if not store.logs():
        say(_("! Chưa theo dõi sổ nào. Thêm bằng lệnh: vidan witness watch {folder} DÒNG").format(folder=args.folder))
    for origin in sorted(store.logs()):
        data = store.latest(origin)
        if data is None:
            say(_("· {origin}: chưa thấy điểm kiểm nào").format(origin=origin))
            continue
        moment = datetime.fromtimestamp(store.seen_at(origin), VIETNAM)
        text = _("✓ {paper}, từ {moment}")
        say(text.format(paper=parse_text(note.parse(data).text).paper, moment=f"{moment:%H:%M %d/%m/%Y}"))
    for path in store.conflicts():
        complain(_("✗ MÂU THUẪN: có sổ ký hai lịch sử khác nhau. Bằng chứng: {file}").format(file=path))
    return 1 if store.conflicts() else 0


def run_serve(args: argparse.Namespace) -> int:
    """Answer until asked to stop. Refused when another one serves from this folder, or when it has no key."""
    store = WitnessStore(args.folder)
    signer = store.signer()
    with hold_alone(args.folder / "serve.lock"), _server(args, store, signer) as server:
        say(_("✓ Nhân chứng {name} đang mở tại cổng {port}").format(name=signer.name, port=server.server_address[1]))
        say(f"  {signer.verifier_key}")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say(_("Đã dừng nhân chứng."))
    return 0


@contextmanager
def _server(args: argparse.Namespace, store: WitnessStore, signer: Any) -> Iterator[WitnessServer]:
    if bool(args.certificate) != bool(args.certificate_key):
        raise Refused("ledger.witness.tls", field="certificate")
    with WitnessServer((args.host, args.port), store, signer, say) as server:
        if args.certificate:
            with_tls(server, Path(args.certificate), Path(args.certificate_key))
        yield server
