"""`vidan guide`: how well questions are understood, and a copy of the guide to take away. Here without a database."""

import argparse
import json
from pathlib import Path
from time import perf_counter
from typing import Any

from vidan.adapters import guide_pack
from vidan.cli import lines
from vidan.cli.parser import Parser, examples
from vidan.cli.words import _, say
from vidan.content import guide as content
from vidan.content.procedures import commune_pack
from vidan.domain.errors import Refused
from vidan.domain.procedures.guide import judging
from vidan.domain.procedures.guide.answers import decide
from vidan.domain.procedures.guide.ranking import asked_most, leaning
from vidan.domain.text import fold

_STYLE_COLUMNS = ("recall_at_1", "recall_at_3", "recall_at_5", "referral_recall")


def register(subparsers: Any) -> None:
    """Add `guide` to the command line."""
    parser: Parser = subparsers.add_parser(
        "guide",
        description=_("Phần hướng dẫn: thử xem máy hiểu lời bà con đến đâu, làm bản mang đi."),
        epilog=examples("vidan guide evaluate cau-hoi.jsonl --json", "vidan guide pack huong-dan"),
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    evaluate = verbs.add_parser(
        "evaluate",
        help=_("chấm phần tìm thủ tục trên một tệp câu hỏi đã có đáp án"),
        epilog=examples("vidan guide evaluate cau-hoi.jsonl --json"),
    )
    evaluate.add_argument("file", metavar=_("TỆP"), help=_("mỗi dòng một câu hỏi JSON: q, answers, style, refer_to"))
    evaluate.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
    evaluate.add_argument("--wrong", action="store_true", help=_("in cả những câu trả lời chưa đúng"))
    evaluate.set_defaults(run=run)
    packing = verbs.add_parser(
        "pack",
        help=_("cả hướng dẫn thành một thư mục mở được từ điện thoại, thẻ nhớ, không cần mạng"),
        epilog=examples("vidan guide pack huong-dan", "vidan guide pack /media/usb/huong-dan --commune 14950"),
    )
    packing.add_argument("folder", metavar=_("THƯ_MỤC"), help=_("thư mục mới hoặc trống"))
    packing.add_argument("--commune", metavar=_("MÃ_XÃ"), help=_("mã xã; không ghi thì xã đầu tiên của máy này"))
    checking = verbs.add_parser(
        "verify",
        help=_("xem bản mang đi có đúng là của xã, còn nguyên không"),
        epilog=examples("vidan guide verify huong-dan --key 'dien-lu/guide+…'"),
    )
    checking.add_argument("folder", metavar=_("THƯ_MỤC"), help=_("thư mục của bản mang đi"))
    checking.add_argument("--key", required=True, metavar=_("KHÓA"), help=_("khóa xã đã công bố"))
    checking.set_defaults(run=run_verify)


def run(args: argparse.Namespace) -> int:
    """Read, ask, judge, tell. Exit code 1 for a file that holds no question."""
    asked = _read(Path(args.file))
    judged = _ask(asked)
    figures = judging.figures(judged)
    if args.json:
        say(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        _tell(figures)
    if args.wrong:
        _tell_wrong(judged)
    return 0 if asked else 1


def run_verify(args: argparse.Namespace) -> int:
    """Whether a folder is whole and signed by the key; what is not is refused with the file's name."""
    made_on = guide_pack.verify(Path(args.folder), args.key)
    say(_("✓ Đúng bản của xã, còn nguyên, làm ngày {day}").format(day=made_on))
    return 0


def _read(file: Path) -> list[judging.Asked]:
    asked = lines.numbered(file)
    keys = {
        fold(name): text.key
        for text in commune_pack()
        for name in (text.name, text.short_name, text.code, text.key)
        if name
    }
    found = []
    for number, line in asked:
        try:
            line.encode()
            found.append(judging.asked(json.loads(line), keys))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise Refused("procedures.guide.example", field="file", line=number, file=file.name) from problem
    return found


def _ask(asked: list[judging.Asked]) -> list[judging.Judged]:
    """Each question answered as on the public page; what is built once is built before the clock runs."""
    guide, small_talk, referrals = content.pack_guide(), content.small_talk(), content.referrals()
    in_force = frozenset(text.key for text in commune_pack())
    often, watch = asked_most(content.common(), {}), content.watch()
    judged = []
    for one in asked:
        begun = perf_counter()
        answer = decide(
            leaning(guide.rank(one.question), often, one.question), in_force, small_talk, watch.hear(one.question)
        )
        seconds = perf_counter() - begun
        referral = referrals.get(answer.elsewhere.key) if answer.elsewhere else None
        judged.append(judging.Judged(one, answer, referral, seconds))
    return judged


def _tell(figures: dict[str, Any]) -> None:
    lines = (
        (_("Câu hỏi"), figures["questions"]),
        (_("Đúng ngay câu đầu"), _percent(figures["recall_at_1"])),
        (_("Đúng trong ba câu đầu"), _percent(figures["recall_at_3"])),
        (_("Đúng trong năm câu đầu"), _percent(figures["recall_at_5"])),
        (_("Chỉ đúng nơi khác"), _percent(figures["referral_recall"])),
        (_("Việc của xã mà bị từ chối"), _percent(figures["in_scope_refused"])),
        (_("Sai mà chắc chắn"), _percent(figures["wrong_with_confidence"])),
        (_("Hỏi lại một câu"), _percent(figures["asked_back"])),
    )
    for name, value in lines:
        say(f"{name:28}{value}")
    latency = figures["latency_ms"]
    say(_("Thời gian (mili giây)") + " " * 7 + "  ".join(f"{name} {value}" for name, value in latency.items()))
    say()
    say(f"{'':22}{'@1':>9}{'@3':>9}{'@5':>9}{_('nơi khác'):>10}")
    for style, told in figures["by_style"].items():
        say(f"{style:22}" + "".join(f"{_percent(told.get(name)):>9}" for name in _STYLE_COLUMNS))


def _tell_wrong(judged: list[judging.Judged]) -> None:
    for one in judged:
        if not (one.within(1) if one.asked.keys else one.referred):
            first = [found.key for found in one.answer.procedures[:3]]
            say(f"✗ {one.asked.question} → {one.answer.kind} {', '.join(first)}")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %".replace(".", ",")
