"""`vidan ledger`: the public log. Verifying and checking need no data folder, no database and no trust in us."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from vidan.adapters.ledger_source import find_logs
from vidan.adapters.signing import ed25519
from vidan.cli.parser import WRONG_USAGE, Parser, examples
from vidan.cli.words import _, complain, say
from vidan.domain.errors import Refused
from vidan.domain.ledger import audit, cosignature, entries, parse_verifier_key, policy, source
from vidan.domain.ledger.audit import Doubt, Judgement
from vidan.domain.ledger.evidence import check_evidence, parse_evidence
from vidan.domain.ledger.note import VerifierKey
from vidan.domain.moments import VIETNAM
from vidan.domain.promises import open_data
from vidan.speech import ledger as words
from vidan.speech.refusals import sentence

Asked = TypeVar("Asked")
#: Exit codes of `verify`; a command that was typed wrongly gives WRONG_USAGE.
GOOD, DIFFERENCES, UNREAD = 0, 1, 3
#: So many references are named in one line, and so many differences of one kind one by one.
_SHOWN = 3
#: Seconds after which long work says in a log how far it is.
_SILENCE = 20.0


def register(subparsers: Any) -> None:
    """Add `ledger` to the command line."""
    parser: Parser = subparsers.add_parser(
        "ledger",
        description=_("Sổ công khai: công bố, kiểm chứng, lấy bằng chứng. Ai cũng kiểm chứng được, không cần tin xã."),
        epilog=examples(
            "vidan ledger publish",
            "vidan ledger verify https://dien-lu.vidan.example/nhat-ky/2026",
            "vidan ledger verify var --since 'dien-lu.vidan.example/nhat-ky/2026 12 mjpP3aN0fYb1Qx7L'",
            "vidan ledger proof ĐL-261117-0001 -o bang-chung.json",
            "vidan ledger check bang-chung.json",
        ),
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    _publishing(verbs)
    _verifying(verbs)
    _proving(verbs)


def _publishing(verbs: Any) -> None:
    publish = verbs.add_parser(
        "publish", help=_("công bố các mục đang chờ"), epilog=examples("vidan ledger publish --now")
    )
    publish.add_argument(
        "--now", action="store_true", help=_("không đợi hết buổi làm việc; hỏi ngay nhân chứng nào chưa ký")
    )
    publish.add_argument("--commune", metavar=_("MÃ"), help=_("chỉ xã này"))
    _taking_back(verbs)


def _taking_back(verbs: Any) -> None:
    back = verbs.add_parser(
        "take-back",
        help=_("sau khi lấy lại bản sao lưu: nối tiếp sổ đã công bố"),
        description=_(
            "Sau khi lấy lại từ bản sao lưu, sổ công khai có thể dài hơn cơ sở dữ liệu. Lệnh này lấy các mục còn thiếu "
            "từ một bản của sổ (thư mục hoặc địa chỉ web), để sổ nối tiếp mà không rẽ nhánh, rồi kê những hồ sơ mà sổ "
            "biết nhưng bản sao lưu không có. Chưa chạy lệnh này thì máy không công bố gì thêm."
        ),
        epilog=examples(
            "vidan ledger take-back https://guong.vidan.example/dien-lu/nhat-ky/2026",
            "vidan ledger take-back /mnt/usb/public --since giay-tiep-nhan.txt",
            "vidan ledger take-back --up-to-date",
            "vidan ledger take-back --anew",
        ),
    )
    back.add_argument("places", nargs="*", metavar=_("NƠI"), help=_("thư mục hoặc địa chỉ của sổ; có thể nhiều nơi"))
    way = back.add_mutually_exclusive_group()
    way.add_argument(
        "--up-to-date", action="store_true", help=_("sau bản sao lưu này không có gì được công bố (máy đã dừng trước)")
    )
    way.add_argument("--anew", action="store_true", help=_("không nơi nào còn bản của sổ: mở sổ mới, tên thêm -2"))
    back.add_argument(
        "--since", action="append", default=[], metavar=_("ĐIỂM_KIỂM"), help=_("điểm kiểm đã giữ: tệp, hoặc dòng in")
    )
    back.add_argument(
        "--vkey", action="append", default=[], metavar=_("DÒNG"), help=_("dòng khóa của sổ, như niêm yết ở trụ sở")
    )
    back.add_argument("--commune", metavar=_("MÃ"), help=_("xã có sổ này, khi máy có nhiều xã"))
    missing = verbs.add_parser(
        "missing",
        help=_("kê những gì sổ biết mà bản sao lưu không có"),
        epilog=examples("vidan ledger missing"),
    )
    missing.add_argument("--commune", metavar=_("MÃ"), help=_("chỉ xã này"))


def _verifying(verbs: Any) -> None:
    verify = verbs.add_parser(
        "verify",
        help=_("kiểm chứng cả một cuốn sổ"),
        description=_(
            "Kiểm chứng chữ ký, từng mục, từng mảnh cây, mọi điểm kiểm đã ký, mọi con số đã công bố, và các tệp dữ "
            "liệu mở bên cạnh: đúng tệp mà sổ đã ghi dấu không, từng dòng có cho ra con số không.\n\n"
            "Mã thoát: 0 tất cả khớp; 1 có sai lệch; 2 lệnh chưa đúng; 3 chưa đọc được (máy chủ không trả lời, thư mục "
            "không có), nên chưa kết luận gì về sổ."
        ),
        epilog=examples("vidan ledger verify /mnt/usb/nhat-ky/2026 --since diem-kiem-cu.txt"),
    )
    verify.add_argument(
        "place", metavar=_("NƠI"), help=_("địa chỉ web của sổ hoặc của xã, thư mục của sổ, hoặc thư mục dữ liệu")
    )
    verify.add_argument(
        "--since",
        action="append",
        default=[],
        metavar=_("ĐIỂM_KIỂM"),
        help=_("điểm kiểm đã giữ: tệp, hoặc dòng in trên giấy tiếp nhận; dùng được nhiều lần"),
    )
    _keys(verify)
    verify.add_argument("--today", type=date.fromisoformat, metavar=_("NGÀY"), help=_("coi hôm nay là ngày này"))
    verify.set_defaults(run=run_verify)


def _keys(parser: Any) -> None:
    parser.add_argument(
        "--vkey", action="append", default=[], metavar=_("DÒNG"), help=_("dòng khóa của sổ, như niêm yết ở trụ sở")
    )
    parser.add_argument(
        "--witness", action="append", default=[], metavar=_("DÒNG"), help=_("dòng khóa của một nhân chứng")
    )
    parser.add_argument(
        "--quorum", type=int, default=0, metavar=_("SỐ"), help=_("cần ít nhất bấy nhiêu nhân chứng ký (mặc định 0)")
    )


def _proving(verbs: Any) -> None:
    proof = verbs.add_parser(
        "proof",
        help=_("lấy tệp bằng chứng của một hồ sơ"),
        epilog=examples("vidan ledger proof ĐL-261117-0001 -o b.json"),
    )
    proof.add_argument("code", metavar=_("MÃ"), help=_("mã hồ sơ"))
    proof.add_argument("-o", "--output", metavar=_("TỆP"), help=_("ghi vào tệp này (mặc định: in ra)"))
    proof.add_argument("--commune", metavar=_("MÃ"), help=_("xã của hồ sơ, khi máy có nhiều xã"))
    check = verbs.add_parser(
        "check",
        help=_("kiểm tra một tệp bằng chứng, không cần mạng"),
        epilog=examples("vidan ledger check bang-chung.json --vkey 'dien-lu.vidan.example/nhat-ky/2026+…'"),
    )
    check.add_argument("file", metavar=_("TỆP"), help=_("tệp tải từ trang tra cứu hồ sơ"))
    _keys(check)
    check.set_defaults(run=run_check)


def run_verify(args: argparse.Namespace) -> int:
    """Judge every log at the place: 0, or 1 when anything differs, 2 for a wrong command, 3 when it was not read."""
    doubt = _asked(partial(_doubt, args))
    if doubt is None:
        return WRONG_USAGE
    communes = find_logs(args.place)
    if not communes:
        complain(sentence(Refused("ledger.audit.nothing", place=args.place)))
        return _conclude([Refused(source.UNREAD, path=args.place)])
    problems, origins = list[Refused](), set[str]()
    for places in communes:
        judged: list[Judgement] = []
        for place in places:
            # A witness of the newest log vouches for those before: its first entry takes up their last checkpoint.
            asked = doubt if place is places[-1] else replace(doubt, quorum=0)
            judged.append(audit.judge(place, asked, judged, progress(place.place)))
            problems += _tell(judged[-1], place.place)
            origins.add(judged[-1].origin)
        problems += _tell_unheard(judged)
        _tell_on_word(judged)
        problems += _tell_open_data(open_data.judge(places[-1].beside("").read, judged))
    unused = [kept.origin for kept in doubt.kept if kept.origin not in origins]
    if all(problem.code != source.UNREAD for problem in problems):
        problems += _tell_problems([Refused("ledger.audit.kept_unused", origin=origin) for origin in unused])
    return _conclude(problems)


def _asked(read: Callable[[], Asked]) -> Asked | None:
    """What the command's words ask for; nothing, and a sentence about it, where they are wrong."""
    try:
        return read()
    except Refused as refused:
        complain(sentence(refused))
    except OSError as problem:
        complain(_("Không thấy tệp {file}. Xin xem lại tên tệp và thư mục.").format(file=problem.filename))
    return None


def _doubt(args: argparse.Namespace) -> Doubt:
    doubt = Doubt(
        today=args.today or datetime.fromtimestamp(time.time(), VIETNAM).date(),
        seconds=int(time.time()),
        check=ed25519.check,
        keys=read_keys(args.vkey),
        witnesses=read_keys(args.witness),
        quorum=args.quorum,
        kept=read_kept(args.since),
    )
    _refuse_quorum(doubt.quorum, doubt.witnesses)
    return doubt


def _conclude(problems: Sequence[Refused]) -> int:
    """The last line. What could not be read is no difference, and nothing good either."""
    if any(problem.code != source.UNREAD for problem in problems):
        say(_("CÓ SAI LỆCH: xem từng câu ở trên."))
        return DIFFERENCES
    if problems:
        say(_("CHƯA KẾT LUẬN ĐƯỢC: chưa đọc hết sổ nên chưa biết đúng sai. Xin thử lại, hoặc dùng bản sao của sổ."))
        return UNREAD
    say(_("TẤT CẢ KHỚP."))
    return GOOD


def verify(place: str) -> int:
    """Judge every log at a place as a stranger would who kept nothing before."""
    return run_verify(argparse.Namespace(place=place, today=None, vkey=[], witness=[], quorum=0, since=[]))


def read_keys(lines: Sequence[str]) -> tuple[VerifierKey, ...]:
    """Verifier key lines that somebody typed."""
    return tuple(parse_verifier_key(line.strip()) for line in lines)


def _refuse_quorum(needed: int, witnesses: Sequence[VerifierKey]) -> None:
    if not 0 <= needed <= len(witnesses):
        raise Refused("ledger.audit.quorum", field="quorum", needed=needed, given=len(witnesses))


def read_kept(texts: Sequence[str]) -> tuple[audit.Kept, ...]:
    """Checkpoints that somebody kept: files, or lines of paper receipts."""
    return tuple(kept for text in texts for kept in audit.parse_kept(_kept(text)))


def _kept(text: str) -> bytes:
    """A file's bytes, or the typed line itself when it is the line of a receipt."""
    if len(text.split()) == 3:
        return text.encode()
    return Path(text).read_bytes()


def _tell(judged: Judgement, place: str) -> Sequence[Refused]:
    if _mark(judged.problems) == "?" and not judged.checkpoint:
        say(f"? {place}")
        return _tell_problems(judged.problems)
    size = judged.checkpoint.size if judged.checkpoint else 0
    told = _("{origin}: {size} mục, {checkpoints} điểm kiểm đã ký, {witnesses} nhân chứng, {backdated} ghi lùi ngày")
    line = told.format(
        origin=judged.origin or place,
        size=size,
        checkpoints=judged.checkpoints,
        witnesses=len(judged.witnessed),
        backdated=judged.backdated,
    )
    say(f"{_mark(judged.problems)} {line}")
    if judged.kept:
        say(_("  Đã so với {count} điểm kiểm ông/bà giữ.").format(count=judged.kept))
    return _tell_problems(judged.problems)


def _mark(problems: Sequence[Refused]) -> str:
    if not problems:
        return "✓"
    return "?" if all(problem.code == source.UNREAD for problem in problems) else "✗"


def _tell_problems(problems: Sequence[Refused]) -> Sequence[Refused]:
    """The first of each kind: one change early in a log contradicts every checkpoint signed after it. Returns all."""
    told: dict[str, list[Refused]] = {}
    for problem in problems:
        told.setdefault(problem.code, []).append(problem)
    for alike in told.values():
        for problem in alike[:_SHOWN]:
            complain(f"  {_mark([problem])} {sentence(problem)}")
        if alike[_SHOWN:]:
            complain("  ✗ " + _("… và {count} chỗ nữa như vậy.").format(count=len(alike) - _SHOWN))
    return problems


def _tell_unheard(judged: Sequence[Judgement]) -> Sequence[Refused]:
    """Only where every log could be read, and the first of them says that there was none before."""
    if any(one.problems or not one.entries for one in judged):
        return ()
    first = judged[0]
    alone = entries.year_link(first.origin, None)
    count = audit.unheard(judged) if first.entries[0].commitment == alone else 0
    return _tell_problems([Refused("ledger.audit.unheard", count=count)] if count else [])


def _tell_on_word(judged: Sequence[Judgement]) -> None:
    """No difference, but a question for whoever does not believe: days that the ledger itself cannot prove."""
    found = audit.on_word(judged)
    if found:
        told = _("  ! {count} hồ sơ đúng hẹn (hoặc tạm dừng) chỉ theo lời xã: ghi vào sổ sau ngày hẹn. {refs}")
        say(told.format(count=len(found), refs=", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")))


def _tell_open_data(opened: open_data.Opened | None) -> Sequence[Refused]:
    """What lies in `du-lieu`: does it carry the ledger's mark, and do its rows give the figures?"""
    if opened is None:
        return ()
    _tell_problems(opened.problems)
    if opened.absent:
        say(_("  ! Không có tệp dữ liệu mở bên cạnh: các lời hứa khác chưa tính lại được."))
    elif opened.later:
        say(
            _("  ! Tệp dữ liệu mở bên cạnh là của sổ mới hơn ({origin}): xin kiểm chứng sổ ấy.").format(
                origin=opened.later
            )
        )
    elif not opened.problems:
        told = _(
            "✓ Dữ liệu mở: {files} tệp đúng dấu trong sổ, {promises} lời hứa tính lại từ từng dòng đều khớp (đến {day})"
        )
        say(told.format(files=opened.files, promises=len(opened.figures), day=f"{opened.day:%d/%m/%Y}"))
    return opened.problems


def progress(place: str) -> audit.Tell:
    """A counting line on a terminal, elsewhere one from time to time; nothing for what is over at once."""
    alive = sys.stderr.isatty()
    began = told_at = time.monotonic()

    def tell(done: int, whole: int) -> None:
        nonlocal told_at
        now = time.monotonic()
        if alive and (done == whole or now - began > 1):
            end = "\r\x1b[K" if done == whole else ""
            print(f"\r· {place}: {done}/{whole}", end=end, file=sys.stderr, flush=True)
        elif not alive and now - told_at > _SILENCE:
            told_at = now
            print(f"· {place}: {done}/{whole}", file=sys.stderr, flush=True)

    return tell


def _evidence_asked(args: argparse.Namespace) -> tuple[bytes, Sequence[VerifierKey], Sequence[VerifierKey]]:
    """The file's bytes, the keys that may have signed, the witnesses that must."""
    raw, known, witnesses = Path(args.file).read_bytes(), read_keys(args.vkey), read_keys(args.witness)
    _refuse_quorum(args.quorum, witnesses)
    return raw, known, witnesses


def run_check(args: argparse.Namespace) -> int:
    """Check one evidence file offline, and say in words what it proves; 1 when it proves nothing, 2 when misasked."""
    asked = _asked(partial(_evidence_asked, args))
    if asked is None:
        return WRONG_USAGE
    raw, known, witnesses = asked
    evidence = parse_evidence(raw)
    entry, signed = check_evidence(evidence, ed25519.check, lambda key: not known or key in known)
    keys = [cosignature.WitnessKey(key, ed25519.check) for key in witnesses]
    seen = cosignature.witnessed(signed.data, keys, int(time.time()) + audit.CLOCK_SLACK)
    if not policy.n_of(args.quorum, witnesses).satisfied([one.key for one in seen]):
        raise Refused("ledger.audit.witnesses", seen=len(seen), needed=args.quorum)
    checkpoint = signed.checkpoint
    say(
        _("✓ Sổ công khai {origin} có mục này, trong {size} mục đã ký.").format(
            origin=checkpoint.origin, size=checkpoint.size
        )
    )
    due = _(", hẹn trả ngày {day}").format(day=f"{entry.due:%d/%m/%Y}") if entry.due else ""
    say(_("  Ngày {day}: {what}{due}.").format(day=f"{entry.day:%d/%m/%Y}", what=_(words.KINDS[entry.kind]), due=due))
    say(_("✓ Nội dung dưới đây đúng là nội dung đã ghi vào sổ; sửa một chữ là không khớp:"))
    for name, value in words.lines(dict(evidence.record)):
        say(f"  {_(name)}: {value}")
    for one in seen:
        say(_("✓ Nhân chứng {name} đã ký.").format(name=one.key.name))
    if not known:
        say(_("! Xin đối chiếu dòng khóa này với dòng niêm yết ở trụ sở (hoặc thêm --vkey):"))
        say(f"  {evidence.vkey}")
    return GOOD
