"""`vidan feedback evaluate`: how good the suggestions are, on messages that somebody else labelled. No database."""

import argparse
import json
from pathlib import Path
from typing import Any

from vidan.cli import lines
from vidan.cli.parser import Parser, examples
from vidan.cli.words import _, say
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import judging
from vidan.domain.feedback.judging import Share, Trial


def register(subparsers: Any) -> None:
    """Add `feedback` to the command line."""
    parser: Parser = subparsers.add_parser(
        "feedback",
        description=_("Ý kiến của dân: thử xem máy gợi ý đúng đến đâu (người vẫn quyết), nạp bản đồ các thôn."),
        epilog=examples("vidan feedback evaluate tin.jsonl --json", "vidan feedback map thon.geojson"),
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar=_("VIỆC"))
    evaluate = verbs.add_parser(
        "evaluate",
        help=_("chấm phần gợi ý trên một tệp tin nhắn đã có đáp án"),
        epilog=examples("vidan feedback evaluate tin.jsonl --json"),
    )
    evaluate.add_argument(
        "file", metavar=_("TỆP"), help=_("mỗi dòng một tin JSON: text, class, topic, urgency, topic_also")
    )
    evaluate.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
    evaluate.set_defaults(run=run)
    drawing = verbs.add_parser(
        "map",
        help=_("nạp bản đồ các thôn của xã từ một tệp GeoJSON"),
        epilog=examples("vidan feedback map thon.geojson", "vidan feedback map thon.geojson --commune 14950"),
    )
    drawing.add_argument("file", metavar=_("TỆP"), help=_("GeoJSON: mỗi thôn một hình, tên ở properties.name"))
    drawing.add_argument("--commune", metavar=_("MÃ_XÃ"), help=_("mã xã; không ghi thì xã đầu tiên của máy này"))


def run(args: argparse.Namespace) -> int:
    """Read, judge, tell. Exit code 1 for a file that holds no message."""
    messages = _read(Path(args.file))
    verdict = judging.judge(content.suggester(), messages)
    if args.json:
        say(json.dumps(_as_json(verdict), ensure_ascii=False, indent=2))
    else:
        _tell(verdict)
    return 0 if messages else 1


def _read(file: Path) -> list[judging.Labelled]:
    found = []
    for number, line in lines.numbered(file):
        try:
            line.encode()
            found.append(judging.labelled(json.loads(line)))
        except (ValueError, Refused) as problem:
            raise Refused("feedback.example.form", field="file", line=number, file=file.name) from problem
    return found


def _as_json(verdict: Trial) -> dict[str, Any]:
    return {
        "messages": verdict.classes.count,
        "class_accuracy": verdict.classes.share,
        "topic_accuracy": verdict.topics.share,
        "emergency_recall": verdict.emergencies.share,
        "denunciation_recall": verdict.denunciations.share,
        "denunciations_taken_for_ordinary": verdict.taken_for_feedback,
        "false_alarms": verdict.false_alarms.right,
        "sealed_in_vain": verdict.sealed_in_vain.right,
        "by_class": {name: share.share for name, share in sorted(verdict.by_class.items())},
        "by_topic": {name: share.share for name, share in sorted(verdict.by_topic.items())},
    }


def _tell(verdict: Trial) -> None:
    say(_("Đúng loại:            {share}").format(share=_in_words(verdict.classes)))
    for name, share in sorted(verdict.by_class.items()):
        say(f"  {name:24}{_in_words(share)}")
    say(_("Đúng lĩnh vực:        {share}").format(share=_in_words(verdict.topics)))
    for name, share in sorted(verdict.by_topic.items()):
        say(f"  {name:24}{_in_words(share)}")
    say(_("Nhận ra việc khẩn:    {share}").format(share=_in_words(verdict.emergencies)))
    say(_("Báo khẩn nhầm:        {share}").format(share=_in_words(verdict.false_alarms)))
    say(_("Nhận ra tố cáo:       {share}").format(share=_in_words(verdict.denunciations)))
    say(_("Tố cáo bị coi là ý kiến thường: {count}").format(count=verdict.taken_for_feedback))
    say(_("Ý kiến thường bị niêm nhầm: {share}").format(share=_in_words(verdict.sealed_in_vain)))


def _in_words(share: Share) -> str:
    if share.share is None:
        return "–"
    return f"{share.right}/{share.count} = {100 * share.share:.1f} %".replace(".", ",")
