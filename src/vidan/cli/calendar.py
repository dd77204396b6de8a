"""`vidan calendar`: due dates and the year's days, without a database unless a commune is named."""

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TextIO

from vidan.cli.words import _
from vidan.content import calendar as content
from vidan.domain.calendar import FIRST_DAY, LAST_DAY, Calendar, Limit, sessions_text
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM
from vidan.speech import calendar as speech
from vidan.speech import refusals

#: The version of the national pack; communes count theirs from their first edit.
NATIONAL_VERSION = 1
#: Stands in the output for a line that could not be read, so that output line n answers input line n.
ERROR_LINE = "error"
WRONG_INPUT = 2
SOME_LINES_WRONG = 1

_EXAMPLES = _("""ví dụ:
  vidan calendar due --received 2026-02-11T09:00 --limit 5wd --explain
  vidan calendar due --batch received.tsv          (mỗi dòng: thời điểm nhận<TAB>thời hạn; - là đầu vào chuẩn)
  vidan calendar export --year 2026 --csv

thời hạn: 5wd ngày làm việc, 12wh giờ làm việc, 30d ngày, 6m tháng, 1sd trong ngày
""")


def register(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", commune_calendar: Callable[[str], Calendar]
) -> None:
    """Add `calendar` to the command line; `commune_calendar` gives the calendar in force of a commune by its code."""
    form = argparse.RawDescriptionHelpFormatter
    parser = subparsers.add_parser(
        "calendar",
        help=_("ngày hẹn và lịch làm việc"),
        description=_("Tính ngày hẹn theo lịch làm việc Việt Nam; xuất lịch cả năm."),
        epilog=_EXAMPLES,
        formatter_class=form,
    )
    verbs = parser.add_subparsers(dest="calendar_verb", required=True, metavar=_("VIỆC"))
    due = verbs.add_parser("due", help=_("tính ngày hẹn"), epilog=_EXAMPLES, formatter_class=form)
    which = due.add_mutually_exclusive_group(required=True)
    which.add_argument("--received", metavar=_("LÚC"), help=_("thời điểm nhận, giờ Việt Nam nếu không ghi múi giờ"))
    which.add_argument("--batch", metavar=_("TỆP"), help=_("tệp TSV: thời điểm nhận<TAB>thời hạn; - là đầu vào chuẩn"))
    due.add_argument("--limit", metavar=_("HẠN"), help=_("thời hạn, ví dụ 5wd, 12wh, 30d, 6m, 1sd"))
    due.add_argument("--explain", action="store_true", help=_("giải thích từng ngày"))
    export = verbs.add_parser("export", help=_("xuất lịch một năm"), epilog=_EXAMPLES, formatter_class=form)
    export.add_argument("--year", type=int, required=True, metavar=_("NĂM"))
    export.add_argument("--csv", action="store_true", help=_("dạng CSV (cũng là dạng mặc định)"))
    for verb in (due, export):
        verb.add_argument(
            "--commune", metavar=_("MÃ"), help=_("lịch riêng của một xã; không ghi thì dùng lịch quốc gia")
        )
    parser.set_defaults(run=run, commune_calendar=commune_calendar)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 0 when all is well, 1 when some lines of a batch were wrong, 2 when the input was."""
    try:
        calendar = args.commune_calendar(args.commune) if args.commune else national_calendar()
        if args.calendar_verb == "export":
            return _export(calendar, args.year)
        if args.batch is not None:
            return _batch(calendar, args)
        return _due(calendar, args)
    except Refused as refused:
        return _complain(refusals.sentence(refused))


def national_calendar() -> Calendar:
    """The calendar of the content pack: what holds where a commune has said nothing."""
    return Calendar(NATIONAL_VERSION, content.default_seasons(), content.vietnam())


def read_moment(text: str) -> datetime:
    """An ISO 8601 moment; without an offset it is Vietnam's time, without an hour the beginning of the day."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused("calendar.moment.unreadable", field="received", value=text.strip()[:40]) from None
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment


def _due(calendar: Calendar, args: argparse.Namespace) -> int:
    if args.limit is None:
        return _complain(_("Xin ghi thêm thời hạn, ví dụ --limit 5wd."))
    received, limit = read_moment(args.received), Limit.parse(args.limit)
    due = calendar.due(received, limit)
    print(_shown(due.moment))
    if args.explain:
        print("\n".join(speech.explain(due)))
    unknown = calendar.years_without_holidays(due.received.date(), due.moment.date())
    if unknown:
        print(speech.no_holidays_known(unknown), file=sys.stderr)
    return 0


def _batch(calendar: Calendar, args: argparse.Namespace) -> int:
    if args.limit is not None or args.explain:
        return _complain(_("--batch đọc thời hạn ở từng dòng; xin bỏ --limit và --explain."))
    try:
        with _opened(args.batch) as lines:
            return _answer(calendar, lines)
    except OSError:
        return _complain(_("Không mở được tệp {file}. Xin xem lại tên tệp.").format(file=args.batch))


def _answer(calendar: Calendar, lines: Iterable[str]) -> int:
    limit_of = cache(Limit.parse)
    status = 0
    for number, line in enumerate(lines, start=1):
        received, tab, limit = line.rstrip("\r\n").partition("\t")
        try:
            if not tab:
                raise Refused("calendar.batch.no_tab", field="line")
            answer = _shown(calendar.due_moment(read_moment(received), limit_of(limit)))
        except Refused as refused:
            print(f"{_('Dòng')} {number}: {refusals.sentence(refused)}", file=sys.stderr)
            answer, status = ERROR_LINE, SOME_LINES_WRONG
        sys.stdout.write(answer + "\n")
    return status


def _opened(name: str) -> "TextIO | nullcontext[TextIO]":
    if name != "-":
        return Path(name).open(encoding="utf-8-sig", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        # UTF-8 whatever the console's code page.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    return nullcontext(sys.stdin)


def _export(calendar: Calendar, year: int) -> int:
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return _complain(
            _("Lịch có từ năm {first} đến năm {last}. Xin chọn năm khác.").format(
                first=FIRST_DAY.year, last=LAST_DAY.year
            )
        )
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["date", "weekday", "working", "kind", "name", "sessions", "document", "mark"])
    for offset in range((date(year, 12, 31) - date(year, 1, 1)).days + 1):
        day = date(year, 1, 1) + timedelta(days=offset)
        row, sessions = calendar.row_of(day), calendar.sessions_on(day)
        kind = row.kind if row else "" if sessions else "weekend"
        told = (
            [row.name, sessions_text(sessions), row.document, row.mark]
            if row
            else ["", sessions_text(sessions), "", ""]
        )
        table.writerow([day.isoformat(), speech.weekday(day), "yes" if sessions else "no", kind, *told])
    return 0


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_INPUT
