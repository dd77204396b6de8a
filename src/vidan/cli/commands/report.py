"""`vidan report`: the figures of a period in words, or as JSON with their queries; or a file. Keeps nothing."""

import argparse
import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.adapters import docx, pdf
from vidan.cli.commands.procedures import commune_of
from vidan.cli.words import _, language, say
from vidan.content import letters as content
from vidan.content.promises import definitions
from vidan.domain.errors import Refused
from vidan.domain.letters.kinds import Authority, edition_on
from vidan.domain.moments import local_day
from vidan.domain.steering import ReportData, ReportFigure, check_period, read_period
from vidan.queries import letters
from vidan.queries.communes import CommuneCard
from vidan.queries.promises import reports as figures
from vidan.speech import reports as words

_ENDINGS = (".pdf", ".docx")


def run(args: argparse.Namespace) -> int:
    """Count, and tell or print. Refused for what is no period and for a file of another kind."""
    commune, today = commune_of(args.commune), local_day(timezone.now())
    period = read_period(args.period)
    check_period(period, today)
    out = Path(args.out) if args.out else None
    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise Refused("steering.report.file", field="out", file=out.name)
    data = figures.report(commune.id, period, today)
    if out is not None:
        _print(commune, data, out)
    elif args.json:
        told = [{**one.told(), "name": _name(one)} for one in data.figures]
        say(json.dumps({"period": period.key, "figures": told}, indent=2, ensure_ascii=False))
    else:
        _tell(data)
    return 0


def _tell(data: ReportData) -> None:
    heads = (_("kỳ này"), _("kỳ trước"), _("mục tiêu"))
    names = [_name(one) for one in data.figures]
    wide = max(map(len, names))
    say(f"{'':{wide}}{heads[0]:>12}{heads[1]:>12}{heads[2]:>10}")
    for name, one in zip(names, data.figures, strict=True):
        target = "" if one.target is None else f"{one.target}%"
        say(f"{name:{wide}}{_count(one):>12}{words.before_shown(one):>12}{target:>10}")
    first, until = f"{data.period.first:%d/%m/%Y}", f"{data.until:%d/%m/%Y}"
    say(_("Đếm từ {first} đến hết {until}.").format(first=first, until=until))
    say(_("Tên câu hỏi đếm ra từng số: vidan report {period} --json").format(period=data.period.key))


def _name(one: ReportFigure) -> str:
    """`Nhiệm vụ được giao`; `Lời hứa 8: Đúng hẹn`: in the terminal's language."""
    kind, _dot, number = one.query.partition(".")
    if kind == "promise":
        wording = definitions(date.max)[int(number) - 1].wording(language())
        return _("Lời hứa {number}: {name}").format(number=number, name=wording.name)
    name = words.WORK_IN_ENGLISH[one.query] if language() == "en" else words.figure_name(one.query)
    return name[:1].upper() + name[1:]


def _count(one: ReportFigure) -> str:
    """`12/14`; a promise without an occasion has no figure."""
    return "–" if one.of == 0 else words.shown(one.count, one.of)


def _print(commune: CommuneCard, data: ReportData, out: Path) -> None:
    now = timezone.now()
    kind = edition_on(content.kinds(), "period_report", local_day(now))
    paper = letters.document(
        letters.blank(kind, Authority.BOARD, words.values(data), now),
        commune=commune.name[:1].lower() + commune.name[1:],
        place=commune.short_name,
        now=now,
        demo=settings.INVENTED,
        training=commune.training,
    )
    folder = Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None
    made = docx.letter(paper) if out.suffix.lower() == ".docx" else pdf.letter(paper, font_folder=folder)
    out.write_bytes(made)
    say(_("✓ Báo cáo {period}: {file}").format(period=data.period.key, file=out))
