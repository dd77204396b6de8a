"""The board and its promises in words, for the templates: everything formatted once, nothing left to be reckoned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vidan.domain.promises import MAIN, Showing, Verdict, showing
from vidan.domain.surveys import ITEMS
from vidan.queries.promises import rows as listed
from vidan.queries.promises import tables as kept
from vidan.queries.promises.board import Board, Period, PromiseFigures
from vidan.queries.steering import Answering
from vidan.speech import days, figures
from vidan.speech.language import _, is_english
from vidan.speech.roles import ROLE_NAMES
from vidan.speech.steering import seat_name
from vidan.web.public import charts

GROUP_ORDER = ("biet", "khong", "the-hien")


@dataclass(frozen=True)
class Shown:
    """A figure in words. `value` is the share, or the bare fraction where there is little of it; `kept` how many of how
    many, or that there are only so many yet; `share` and `between` are empty under ten.
    """

    name: str
    span: str
    value: str
    kept: str
    share: str
    between: str
    verdict: str
    sign: str
    tone: str


def shown(number: int, period: Period, name: str = "") -> Shown:
    """A window's figure of promise `number` as it may be shown."""
    figure, may = period.figure, showing(number, period.figure)
    share = figures.value(figure) if may is Showing.SHARE else ""
    return Shown(
        name=name,
        span=figures.days(period.first, period.last),
        value=figures.fraction(figure) if may is Showing.FRACTION else share,
        kept=figures.kept(number, figure),
        share=share,
        between=figures.between(period.interval) if share else "",
        verdict=_(figures.VERDICTS[period.verdict]),
        sign=figures.SIGNS[period.verdict],
        tone=figures.TONES[period.verdict],
    )


def board(found: Board) -> dict[str, Any]:
    """What the board's template shows."""
    verdicts = Counter(one.main.verdict for one in found.promises)
    cards = [_card(one) for one in found.promises]
    return {
        "day": found.day,
        "groups": [
            {"title": _(figures.GROUPS[group]), "cards": [card for card in cards if card["group"] == group]}
            for group in GROUP_ORDER
        ],
        "sums": [
            {
                "count": verdicts[one],
                "word": _(figures.VERDICTS[one]).lower(),
                "sign": figures.SIGNS[one],
                "tone": figures.TONES[one],
            }
            for one in Verdict
            if verdicts[one]
        ],
        "span": figures.days(found.promises[0].main.first, found.promises[0].main.last),
    }


def _card(one: PromiseFigures) -> dict[str, Any]:
    words = one.definition.wording(_language())
    enough = one.main.verdict is not Verdict.UNKNOWN
    return {
        "group": one.definition.group,
        "number": one.number,
        "name": words.name,
        "plain": words.plain,
        "needs": words.needs,
        "target": one.target,
        "main": shown(one.number, one.main),
        "enough": enough,
    }


def _enough(period: Period) -> bool:
    return period.verdict is not Verdict.UNKNOWN


def _language() -> str:
    return "en" if is_english() else "vi"


def promise(one: PromiseFigures, rows: Sequence[listed.Row], tables: Sequence[kept.Table]) -> dict[str, Any]:
    """What the page of one promise shows."""
    words = one.definition.wording(_language())
    told = [month for month in one.months if _enough(month)]
    return {
        "number": one.number,
        "promise": words,
        "target": one.target,
        "version": one.definition.version,
        "since": one.definition.since,
        "enough": _enough(one.main),
        "measured": one.measured,
        "main": shown(one.number, one.main),
        "windows": [
            shown(one.number, one.windows[name], _(figures.WINDOWS[name]))
            for name in (MAIN, "month", "quarter", "year")
        ],
        "chart": charts.trend(one.number, one.months, one.target),
        "months": [shown(one.number, month, figures.month(month.first)) for month in reversed(told)],
        "chart_words": _chart_words(charts.drawn(one.number, one.months), one.target),
        "rows": [_row(row) for row in rows],
        "days": _letter_days() if one.number in (4, 5) else (_("Nhận"), _("Hẹn"), _("Xong")),
        "more": len(rows) == listed.ROWS,
        "no_rows": _no_rows(one.number),
        "unlisted": _unlisted(one.number),
        "opinions": one.number in ITEMS,
        "tables": [_table(one.number, table) for table in tables if table.cells],
    }


def _no_rows(number: int) -> str:
    """Why no row of a promise is listed, and where its figure can be followed instead."""
    if number in ITEMS:
        return _(
            "Không kể từng phiếu theo người. Mọi phiếu đã mở đều nằm trong sổ công khai (mục “dg”), không ghi ai: "
            "ai cũng cộng lại được."
        )
    return _("Tính đến hết ngày hôm qua chưa có dòng nào.")


def _letter_days() -> tuple[str, str, str]:
    """What the three days of a row are called where it is a letter that was owed."""
    return _("Nợ từ"), _("Hạn gửi"), _("Đã gửi")


def _unlisted(number: int) -> str:
    """What a promise's list leaves out though the figure counts it."""
    if number == 2:
        return _(
            "Câu trả lời dưới bài hướng dẫn và kết quả tìm thủ tục không gắn với việc nào, nên không kể từng dòng; "
            "mỗi ngày bao nhiêu có trong tệp dữ liệu mở."
        )
    if number == 3:
        return _(
            "Mỗi dòng là một mục “xn” hoặc “pd” trong sổ công khai. Mục “xn”, “pd” nào không có ở đây, cũng không có ở "
            "lời hứa 2, là lời người gửi nói về một câu trả lời, không phải về việc xã đã báo giải quyết xong."
        )
    if number == 5:
        return _("Lời cảm ơn không có mã công khai thì không kể từng dòng; có trong tệp dữ liệu mở.")
    if number == 7:
        return _(
            "Chỉ hồ sơ được kể từng dòng. Phản ánh, thư còn nợ, việc được giao có trong tổng và trong tệp dữ liệu mở, "
            "không kèm mã, để danh sách không làm lộ việc kín."
        )
    return ""


def owner(one: PromiseFigures, member: Answering | None) -> dict[str, str]:
    """Who answers for a promise: the member of the board whom the plan names, else the role by its definition."""
    told = {"owner": _(ROLE_NAMES[one.definition.owner]), "member": "", "seat": ""}
    return told | {"member": member.name, "seat": seat_name(member.seat)} if member else told


def _chart_words(told: Sequence[Period], target: int) -> str:
    """The chart in one sentence, for who cannot see it."""
    if not told:
        return ""
    best, worst = max(told, key=_share), min(told, key=_share)
    sentence = _(
        "Từ tháng {first} đến tháng {last}: cao nhất {best} ({best_month}), "
        "thấp nhất {worst} ({worst_month}); mục tiêu {target}%."
    )
    return sentence.format(
        first=figures.month(told[0].first),
        last=figures.month(told[-1].first),
        best=figures.value(best.figure),
        best_month=figures.month(best.first),
        worst=figures.value(worst.figure),
        worst_month=figures.month(worst.first),
        target=target,
    )


def _share(period: Period) -> float:
    return float(period.figure.share or 0)


def _row(row: listed.Row) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "short": row.reference[:8],
        "received": days.day(row.received_on),
        "due": days.day(row.due_on) if row.due_on else "",
        "finished": days.day(row.finished_on) if row.finished_on else "",
        "kept": row.kept,
    }


def _table(number: int, table: kept.Table) -> dict[str, Any]:
    title, nameless = {
        kept.PROCEDURE: (_("Theo thủ tục"), _("Không thuộc thủ tục nào")),
        kept.VILLAGE: (_("Theo thôn"), _("Không ghi thôn")),
    }[table.by]
    cells = [(name or nameless, figure) for name, figure in table.cells]
    if table.others is not None:
        cells.append((_("Còn lại, mỗi loại ít hơn 5"), table.others))
    return {
        "title": title,
        "span": figures.days(table.first, table.last),
        "cells": [
            (name, figures.kept(number, one), figures.value(one) if showing(number, one) is Showing.SHARE else "–")
            for name, one in cells
        ],
    }
