"""Figures in words: shares that never say more than is true, windows, verdicts."""

from datetime import date
from fractions import Fraction
from math import ceil, floor

from vidan.domain.promises import LEAST_COUNTED, CorrectionCause, Figure, Showing, Verdict, showing
from vidan.speech.days import day
from vidan.speech.language import _, is_english

#: What a figure says beside its target; msgids.
VERDICTS: dict[Verdict, str] = {
    Verdict.KEPT: "Đạt",
    Verdict.NEARLY: "Gần đạt",
    Verdict.MISSED: "Chưa đạt",
    Verdict.UNKNOWN: "Chưa đủ dữ liệu",
}
#: The same without a word, for who cannot tell the colours apart.
SIGNS: dict[Verdict, str] = {
    Verdict.KEPT: "✓",
    Verdict.NEARLY: "≈",
    Verdict.MISSED: "✗",
    Verdict.UNKNOWN: "○",
}
TONES: dict[Verdict, str] = {
    Verdict.KEPT: "ok",
    Verdict.NEARLY: "soon",
    Verdict.MISSED: "late",
    Verdict.UNKNOWN: "plain",
}
WINDOWS: dict[str, str] = {"90": "90 ngày", "month": "Tháng này", "quarter": "Quý này", "year": "Năm nay"}
#: Why a published figure is another one now; msgids.
CAUSES: dict[CorrectionCause, str] = {
    CorrectionCause.TOLD_LATER: "có việc của những ngày ấy được ghi sau khi con số đã công bố",
    CorrectionCause.CROWD: "phiếu khảo sát của những tuần ấy mở sau, khi đã đủ đông để không lộ ai",
    CorrectionCause.RECOUNT: "chúng tôi đã tính sai; đêm ấy tính lại từ đầu và thấy. Xin lỗi bà con",
}
#: From … to …: one figure, never broken at its dash.
_TO = "\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}"
GROUPS: dict[str, str] = {"biet": "5 biết", "khong": "3 không", "the-hien": "4 thể hiện"}


def percent(share: Fraction | float, *, up: bool = False) -> str:
    """`96,4%`, rounded down (or up): a share that is not whole is never shown as 100%, nor a missed target as met.

    The one place where a share becomes a word; where such words are read by the public, the page says so.
    """
    tenths = (ceil if up else floor)(round(share * 1000, 6))
    whole, tenth = divmod(tenths, 10)
    mark = "." if is_english() else ","
    return f"{whole}%" if tenth == 0 and whole in (0, 100) else f"{whole}{mark}{tenth}%"


def value(figure: Figure) -> str:
    """The figure itself: a share, a bare fraction where there is little of it, nothing where there is nothing."""
    if figure.share is None:
        return ""
    return fraction(figure) if figure.counted < LEAST_COUNTED else percent(figure.share)


def kept(number: int, figure: Figure) -> str:
    """What promise `number` kept, as far as it may be told: `482/500`, or only how many there are yet, or nothing."""
    match showing(number, figure):
        case Showing.NOTHING:
            return ""
        case Showing.TOO_FEW:
            return _("mới có {count}").format(count=figure.counted)
        case _:
            return fraction(figure)


def fraction(figure: Figure) -> str:
    """`482/500`."""
    return f"{figure.kept}/{figure.counted}"


def points(hundredths: int) -> str:
    """`4,33` of the five points of a scale."""
    mark = "." if is_english() else ","
    return f"{hundredths // 100}{mark}{hundredths % 100:02d}"


def between(interval: tuple[float, float] | None) -> str:
    """`93,1% – 98,2%`, both ends rounded outwards."""
    if interval is None:
        return ""
    low, high = interval
    return f"{percent(low)}{_TO}{percent(high, up=True)}"


def days(first: date, last: date) -> str:
    """`01/07/2026 – 30/09/2026`."""
    return f"{day(first)}{_TO}{day(last)}"


def month(first: date) -> str:
    """`9/2026`."""
    return f"{first.month}/{first.year}"
