"""The text of a board's report, written by rules from its figures; a person makes it her own before it is signed.

Every number below is taken from a figure, a late thing or a day: `vidan.domain.steering.unsourced` finds none that is
not. What no figure can know, the cause of a delay that nobody wrote down, stays open (`……`), and a letter with an open
place is not let go on.
"""

from collections.abc import Iterator

from vidan.domain.promises import Figure, Verdict, verdict
from vidan.domain.steering import LateThing, Learned, Period, PeriodKind, ReportData, ReportFigure, Trend
from vidan.speech import days
from vidan.speech.figures import VERDICTS, kept

OPEN = "……"
KINDS = {PeriodKind.MONTH: "Tháng", PeriodKind.QUARTER: "Quý", PeriodKind.HALF: "Sáu tháng", PeriodKind.YEAR: "Năm"}
TRENDS = {Trend.BETTER: "tốt hơn", Trend.WORSE: "kém hơn", Trend.SAME: "bằng kỳ trước", Trend.UNKNOWN: ""}
#: What each number of the board's work is called, and how it is counted, in words that a clerk can check by hand.
WORK: dict[str, tuple[str, str]] = {
    "assignments.given": ("nhiệm vụ được giao", "nhiệm vụ có ngày giao trong kỳ"),
    "assignments.done": ("nhiệm vụ làm xong", "nhiệm vụ khép trong kỳ, có bằng chứng"),
    "assignments.late": ("nhiệm vụ trễ hạn", "xong sau hạn đầu, hoặc cuối kỳ còn mở mà hạn đầu đã qua"),
    "milestones.due": ("mốc kế hoạch đến hạn", "mốc có hạn đầu trong kỳ; hạn đầu không đổi dù có lùi"),
    "milestones.reached": (
        "mốc đã đạt",
        "mốc đến hạn trong kỳ mà cuối kỳ mọi việc giao cho mốc đã xong, có bằng chứng",
    ),
    "meetings.held": ("cuộc họp Ban điều hành", "cuộc họp, hội nghị đã khép, có biên bản"),
    "receptions.held": ("buổi tiếp công dân", "buổi đã báo trước, đã tiếp và đã khép"),
    "dialogues.held": ("cuộc đối thoại với Nhân dân", "cuộc đã báo trước, đã họp và đã khép"),
    "questions.asked": ("câu bà con hỏi ở các buổi ấy", "câu hỏi ghi ở buổi tiếp dân, đối thoại trong kỳ"),
    "questions.answered": ("câu đã trả lời", "câu hỏi có ngày trả lời trong kỳ"),
    "publications.made": ("nội dung đã công khai", "lần công khai có ngày bắt đầu trong kỳ"),
    "publications.late": ("nội dung công khai chậm", "công khai sau 5 ngày làm việc kể từ ngày có văn bản"),
    "broadcasts.aired": ("lần phát loa", "lần ghi trong sổ phát loa, theo giờ phát"),
    "briefings.read": ("lượt cán bộ đọc thông báo", "lượt cán bộ tự xác nhận đã đọc, theo ngày đọc"),
    "opinions.given": ("ý kiến góp vào dự thảo", "ý kiến trên trang, trên giấy, ở cuộc họp, theo ngày gửi"),
    "opinions.adopted": ("ý kiến được tiếp thu", "ý kiến được trả lời trong kỳ là tiếp thu cả hoặc một phần"),
    "letters.apologies": ("thư xin lỗi đã gửi", "thư xin lỗi có số, theo ngày cấp số"),
    "letters.thanks": ("thư cảm ơn đã gửi", "thư cảm ơn có số, theo ngày cấp số"),
    "lessons.opened": ("bài học mở ra", "bài học có ngày mở trong kỳ"),
    "lessons.worked": ("bài học hiệu quả", "đến ngày kiểm tra, máy đọc lại con số: hết lỗi"),
    "lessons.failed": ("bài học chưa hiệu quả", "đến ngày kiểm tra, máy đọc lại con số: lỗi còn"),
}
#: The same names for a terminal that speaks English.
WORK_IN_ENGLISH: dict[str, str] = {
    "assignments.given": "assignments given",
    "assignments.done": "assignments done",
    "assignments.late": "assignments late",
    "milestones.due": "milestones due",
    "milestones.reached": "milestones reached",
    "meetings.held": "meetings of the board",
    "receptions.held": "reception days",
    "dialogues.held": "dialogues with the people",
    "questions.asked": "questions asked there",
    "questions.answered": "questions answered",
    "publications.made": "publications made",
    "publications.late": "publications made late",
    "broadcasts.aired": "loudspeaker broadcasts",
    "briefings.read": "notices read by officials",
    "opinions.given": "opinions on drafts",
    "opinions.adopted": "opinions adopted",
    "letters.apologies": "letters of apology sent",
    "letters.thanks": "letters of thanks sent",
    "lessons.opened": "lessons opened",
    "lessons.worked": "lessons that worked",
    "lessons.failed": "lessons that did not work",
}
COUNTED_PROMISE = "số lần giữ lời trên số lần phải giữ: xong trong kỳ, cộng với việc cuối kỳ còn mở mà đã quá hạn"


def period_name(period: Period) -> str:
    """`tháng 10/2026`, `quý 4/2026`, `sáu tháng đầu năm 2026`, `năm 2026`."""
    if period.kind is PeriodKind.MONTH:
        return f"tháng {period.first:%m/%Y}"
    if period.kind is PeriodKind.QUARTER:
        return f"quý {period.number}/{period.first.year}"
    half = "sáu tháng " + ("đầu " if period.number == 1 else "cuối ") if period.kind is PeriodKind.HALF else ""
    return f"{half}năm {period.first.year}"


def figure_name(query: str) -> str:
    """What a number of a report is called."""
    kind, _, number = query.partition(".")
    return f"Lời hứa {number}" if kind == "promise" else WORK[query][0]


def figure_counted(query: str) -> str:
    """How it was counted, in words."""
    return COUNTED_PROMISE if query.startswith("promise.") else WORK[query][1]


def shown(count: int, of: int | None) -> str:
    """`92/96`, or `5`."""
    return str(count) if of is None else f"{count}/{of}"


def before_shown(one: ReportFigure) -> str:
    """The same of the period before; `–` where there was none."""
    return "–" if one.before is None else shown(one.before, one.before_of)


def judged(one: ReportFigure) -> Verdict:
    """A promise's figure beside its target."""
    number = int(one.query.partition(".")[2])
    return verdict(number, Figure(one.count, one.of or 0), one.target or 0)


def values(data: ReportData) -> dict[str, str]:
    """The fields of a `period_report`, ready to be made somebody's own."""
    return {
        "about": f"Kết quả thực hiện mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ” {period_name(data.period)}",
        "opening": "\n".join(_opening(data)),
        "promises": "\n".join(_rows(data)),
        "work": "\n".join(_work(data)) or "Trong kỳ chưa ghi việc nào của Ban điều hành.",
        "late": "\n".join(_late(data)),
        "causes": "\n".join(_causes(data)),
        "lessons": "\n".join(_lessons(data)) or "Trong kỳ chưa mở bài học nào.",
        "next": "\n".join(_next(data)),
        "copies_to": "Ủy ban nhân dân tỉnh (để báo cáo); Ủy ban Mặt trận Tổ quốc xã; thành viên Ban điều hành",
    }


def _promises(data: ReportData) -> list[ReportFigure]:
    return [one for one in data.figures if one.query.startswith("promise.")]


def _opening(data: ReportData) -> Iterator[str]:
    yield (
        f"Số liệu đếm từ {days.day(data.period.first)} đến hết {days.day(data.until)}, từ chính những việc đã ghi trong"
        " sổ; ai cũng đếm lại được."
    )
    if data.empty:
        yield "Đến hết kỳ sổ chưa có hồ sơ nào được đếm, nên báo cáo không nói lời hứa về hồ sơ đạt hay chưa đạt."
    if data.begins_late and data.since is not None:
        yield (
            f"Hồ sơ đầu tiên trong sổ được đếm ngày {days.day(data.since)}; trước ngày ấy sổ chưa có hồ sơ, nên số của các lời"
            " hứa không phải là số của cả kỳ, và báo cáo không suy ra phần thiếu."
        )
    by: dict[Verdict, list[str]] = {}
    for one in _promises(data):
        by.setdefault(judged(one), []).append(one.query.partition(".")[2])
    words = {
        Verdict.KEPT: "đạt mục tiêu", Verdict.NEARLY: "gần đạt", Verdict.MISSED: "chưa đạt",
        Verdict.UNKNOWN: "chưa đủ dữ liệu để nói",
    }  # fmt: skip
    parts = [f"{words[kind]}: lời hứa số {_listed(by[kind])}" for kind in words if kind in by]
    if parts:
        yield f"Trong mười hai lời hứa, {'; '.join(parts)}."
    trends = {
        trend: [one.query.partition(".")[2] for one in _promises(data) if one.trend is trend]
        for trend in (Trend.BETTER, Trend.WORSE)
    }
    told = [f"{TRENDS[trend]} ở lời hứa số {_listed(found)}" for trend, found in trends.items() if found]
    if told:
        yield f"So với kỳ trước, kết quả {', '.join(told)}."


def _listed(numbers: list[str]) -> str:
    """`1, 2 và 8`."""
    *first, last = numbers
    return f"{', '.join(first)} và {last}" if first else last


def _rows(data: ReportData) -> Iterator[str]:
    for one in _promises(data):
        number = int(one.query.partition(".")[2])
        now = kept(number, Figure(one.count, one.of or 0)) or "–"
        before = kept(number, Figure(one.before or 0, one.before_of or 0)) or "–"
        name = data.names.get(number, "")
        yield f"{number}. {name} | {now} | {before} | {one.target}% | {VERDICTS[judged(one)]}"


def _work(data: ReportData) -> Iterator[str]:
    for names in (
        ("assignments.given", "assignments.done"),
        ("milestones.due", "milestones.reached"),
        ("meetings.held",),
        ("receptions.held", "dialogues.held"),
        ("questions.asked", "questions.answered"),
        ("publications.made", "publications.late"),
        ("broadcasts.aired", "briefings.read"),
        ("opinions.given", "opinions.adopted"),
        ("letters.apologies", "letters.thanks"),
    ):
        figures = [data.figure(name) for name in names]
        if any(one.count or one.before for one in figures):
            yield _sentence("; ".join(_counted(one) for one in figures))


def _counted(one: ReportFigure) -> str:
    then = "" if one.before is None else f" (kỳ trước {one.before})"
    return f"{one.count} {WORK[one.query][0]}{then}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _late(data: ReportData) -> Iterator[str]:
    late = data.figure("promise.8")
    if late.of is not None and late.of > late.count:
        named = ", ".join(f"{one.title} ({one.count})" for one in data.late_dossiers)
        yield f"{late.of - late.count} hồ sơ trễ hẹn hoặc còn mở quá hạn" + (f"; trả muộn: {named}." if named else ".")
    if data.late_milestones:
        yield f"{len(data.late_milestones)} mốc của kế hoạch không đạt đúng hạn:"
    yield from (_late_line(f"Mốc “{one.title}”", one) for one in data.late_milestones)
    count = data.figure("assignments.late").count
    if count:
        yield f"{count} nhiệm vụ của Ban điều hành trễ hạn:"
    yield from (_late_line(one.title, one) for one in data.late_assignments)


def _late_line(title: str, one: LateThing) -> str:
    """`Treo bảng (Lò Văn Nhân, hạn ngày 11/11/2026, chậm 9 ngày); lý do đã ghi: chờ khung.`"""
    who = f"{one.who}, " if one.who else ""
    due = f"hạn {days.day(one.due_on)}, " if one.due_on else ""
    why = f"; lý do đã ghi: {'; '.join(one.why)}" if one.why else ""
    return f"{title} ({who}{due}chậm {one.days} ngày){why}."


def _causes(data: ReportData) -> Iterator[str]:
    late = data.figure("promise.8")
    known = [one for one in data.lessons if one.cause]
    yield from (f"{one.title}, vì: {one.cause}" for one in known)
    if late.of is not None and late.of > late.count and not any("Lời hứa 8 " in one.title for one in known):
        yield f"Hồ sơ trễ hẹn: {OPEN}"
    if any(not one.why for one in data.late_milestones):
        yield f"Mốc chậm chưa ghi lý do: {OPEN}"
    if any(not one.why for one in data.late_assignments):
        yield f"Nhiệm vụ trễ hạn chưa ghi lý do: {OPEN}"
    if not late.of or late.of == late.count:
        yield "Trong kỳ không có hồ sơ trễ hẹn."


def _lessons(data: ReportData) -> Iterator[str]:
    for one in data.lessons:
        yield f"{one.title}: {(one.measure or 'chưa có cách làm').rstrip('.')}; {_outcome(one)}."


def _outcome(one: Learned) -> str:
    if one.worked is not None:
        return "kiểm tra lại thấy hiệu quả" if one.worked else "kiểm tra lại thấy chưa hiệu quả, phải làm cách khác"
    return f"sẽ đọc lại con số ngày {days.day(one.check_on)}" if one.check_on else "chưa chọn ngày kiểm tra"


def _next(data: ReportData) -> Iterator[str]:
    for one in data.next_steps:
        who = f"{one.who}, " if one.who else ""
        yield f"{one.title}: {who}hạn {days.day(one.due_on)}."
    missed = [figure for figure in _promises(data) if judged(figure) in (Verdict.MISSED, Verdict.NEARLY)]
    if missed:
        yield f"Đưa lời hứa số {_listed([one.query.partition('.')[2] for one in missed])} lên mục tiêu đã đề ra."
    if not data.next_steps and not missed:
        yield "Giữ các lời hứa ở mức đã đạt."
