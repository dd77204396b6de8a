"""What would bring a promise to its target, in one or two plain sentences."""

from datetime import date

from vidan.domain.promises import Figure, Verdict
from vidan.domain.promises.reaching import may_miss, more_kept
from vidan.speech import days

#: What is counted, promise by promise.
UNITS: dict[int, str] = {
    1: "phản ánh được báo tin ngay",
    2: "lời “đã hiểu”",
    3: "lời xác nhận đã xong",
    4: "lời xin lỗi kịp lúc",
    5: "lời cảm ơn đúng hạn",
    6: "hồ sơ không phiền hà",
    7: "việc không bị né",
    8: "hồ sơ đúng hẹn",
    **dict.fromkeys(range(9, 13), "phiếu hài lòng"),
}


def standing(number: int, figure: Figure, target: int, verdict: Verdict) -> str:
    """Where the promise stands, and how much more it takes or bears."""
    if verdict is Verdict.UNKNOWN:
        return "Chưa đủ dữ liệu để nói đạt hay chưa."
    if verdict is Verdict.KEPT:
        spare = may_miss(figure, target)
        return f"Đang đạt. Lỡ thêm {spare} nữa vẫn đạt." if spare else "Đang đạt, nhưng lỡ thêm một là rớt."
    needed = more_kept(figure, target)
    if needed is None or needed > figure.counted:
        return "Việc mới thôi thì chưa bù nổi: phải chờ những việc đã lỡ ra khỏi 90 ngày."
    return f"Cần thêm {needed} {UNITS[number]} liền nhau."


def way(overdue: int, gaining: int, by: date) -> list[str]:
    """What can be done about a promise that is not kept: what was missed and is open, what can be saved, by when."""
    told = []
    if overdue:
        told.append(f"{overdue} việc đã lỡ còn đang mở: chưa xong thì ngày nào cũng bị tính. Xin làm xong trước.")
    if gaining:
        told.append(f"{gaining} việc đang mở còn kịp giữ lời.")
    told.append(f"Từ nay không lỡ thêm việc nào thì sớm nhất {days.day(by)} là đạt.")
    return told
