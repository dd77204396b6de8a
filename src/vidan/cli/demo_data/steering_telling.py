"""What the demo's board tells: notices to officials, the loudspeaker, lists of quarters, reports, its own points."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from vidan.actions import letters
from vidan.actions import steering as acts
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.cli.demo_data.steering_launch import photo
from vidan.cli.demo_data.steering_people import CALL, CLERK, Desk, signed
from vidan.domain.moments import at, local_day
from vidan.domain.steering import (
    HALVES,
    BriefingText,
    PeriodKind,
    PublicationForm,
    PublicationText,
    period_of,
    quarter_of,
)
from vidan.queries import steering as seen
from vidan.queries.promises import reports as figures
from vidan.speech import reports as words
from vidan.speech import steering as board_words

#: Who reads a notice on its first day; the others read it later or not yet.
PROMPT = 0.7
SPOKEN = (
    (
        "Mười hai lời hứa",
        "Xã hứa với bà con mười hai điều. Bảng lời hứa treo ở nhà văn hóa thôn. Xã chưa giữ lời, xin bà con nói.",
    ),
    ("Ngày tiếp dân", "Sáng thứ Năm đầu tháng, Chủ tịch xã tiếp bà con tại trụ sở. Ai có việc xin mời đến."),
    (
        "Giấy tờ khai sinh",
        "Sinh con, bà con nhớ khai sinh trong sáu mươi ngày. Không biết cần giấy gì, xin hỏi một cửa hoặc trưởng thôn.",
    ),
)
#: What a person writes in the places that no figure fills.
WHY = {
    "Hồ sơ trễ hẹn": "ngày chợ phiên hồ sơ chứng thực dồn lại mà chỉ một người ký; nay đã có người ký thay.",
    "Nhiệm vụ trễ hạn chưa ghi lý do": "việc mới, chưa quen; từ nay báo trước một ngày khi thấy khó kịp.",
    "Mốc chậm chưa ghi lý do": "chưa tính hết việc của thôn; từ nay hỏi trưởng thôn trước khi đặt mốc.",
}
BOARD = PublicationForm.BOARD
POSTED = (
    (2, "Tình hình thực hiện ngân sách quý"),
    (3, "Tiến độ công trình đường thôn"),
    (5, "Thu chi quỹ do Nhân dân đóng góp"),
)


def tell(scene: Scene) -> Iterator[TimedAct]:
    """The notices, the loudspeaker's log, each quarter's postings, list and report, and the year on the scorecard."""
    begun = scene.calendar.next_working_day(scene.board_day + timedelta(days=3))
    yield from _notices(scene, begun)
    yield from _loudspeaker(scene, begun)
    yield from _quarters(scene, begun)
    moment = scene.back(2, 9, 35)
    yield TimedAct(moment, partial(_assess, scene, moment))
    for morning in (scene.back(31, 7, 35), scene.back(11, 7, 35), scene.back(0, 7, 35)):
        yield TimedAct(morning, partial(_remind, scene, morning))


def _notices(scene: Scene, begun: date) -> Iterator[TimedAct]:
    told = (
        (
            at(begun, time(8, 15)),
            "Đọc kỹ mười hai lời hứa trước khi ký cam kết",
            "Mỗi cán bộ đọc đủ mười hai lời hứa, hỏi lại điều chưa rõ, rồi ký.",
        ),
        (
            scene.back(6, 8, 15),
            "Gọi điện xin lỗi trước khi quá hẹn",
            "Hồ sơ sắp trễ: gọi cho bà con trước giờ hẹn, nói rõ vì sao và ngày mới.",
        ),
    )
    for moment, title, said in told:
        yield TimedAct(moment, partial(_brief, scene, moment, title, said))
        later = moment + timedelta(hours=1)
        yield TimedAct(later, partial(_read, scene, later))


def _brief(scene: Scene, now: datetime, title: str, said: str) -> None:
    text = BriefingText(title, said, scene.calendar.shift(now, 3).date())
    acts.brief(Desk(scene, now)[CLERK], text, now=now)


def _read(scene: Scene, now: datetime) -> None:
    desk = Desk(scene, now)
    for login in sorted(scene.house.officers):
        if login != CLERK and desk[login].roles and scene.random.random() < PROMPT:
            for card in seen.briefings(desk[login]):
                if card.waits_for_me:
                    acts.acknowledge(desk[login], card.id, now=now)


def _loudspeaker(scene: Scene, begun: date) -> Iterator[TimedAct]:
    """A text a month, read out twice."""
    kept: list[int] = []

    def write(moment: datetime) -> None:
        for title, said in SPOKEN:
            kept.append(acts.compose_broadcast(Desk(scene, moment)[CLERK], title, said, now=moment).pk)

    first = at(begun, time(10, 20))
    yield TimedAct(first, partial(write, first))
    day, number = begun + timedelta(days=9), 0
    while day < scene.anchor.date():
        moment = at(scene.calendar.next_working_day(day), time(8, 25))
        aired = moment - timedelta(hours=2, minutes=55)
        yield TimedAct(moment, partial(_air, scene, moment, kept, number, aired))
        day, number = day + timedelta(days=15), number + 1


def _air(scene: Scene, now: datetime, kept: list[int], number: int, aired: datetime) -> None:
    acts.air(Desk(scene, now)[CLERK], kept[number % len(kept)], aired, "cả xã", now=now)


def _quarters(scene: Scene, begun: date) -> Iterator[TimedAct]:
    """In each quarter something is posted; in its last days comes its list, in the days after it its report."""
    first, last = quarter_of(begun)
    number = 0
    while first < scene.anchor.date():
        posted = at(scene.calendar.next_working_day(max(first, begun) + timedelta(days=7)), time(9, 50))
        yield TimedAct(posted, partial(_post, scene, posted, *POSTED[number % len(POSTED)]))
        listed = at(scene.calendar.next_working_day(last - timedelta(days=4)), time(14, 20))
        yield TimedAct(listed, partial(_list, scene, listed))
        reported = at(scene.calendar.next_working_day(last + timedelta(days=5)), time(9, 10))
        yield TimedAct(reported, partial(_report, scene, reported, PeriodKind.QUARTER))
        if last.month == 12:
            yearly = reported + timedelta(minutes=40)
            yield TimedAct(yearly, partial(_report, scene, yearly, PeriodKind.YEAR))
        first, last = quarter_of(last + timedelta(days=1))
        number += 1
    monthly = scene.back(4, 9, 10)
    yield TimedAct(monthly, partial(_report, scene, monthly, PeriodKind.MONTH))
    so_far = scene.back(2, 10, 20)
    yield TimedAct(so_far, partial(_report, scene, so_far, PeriodKind.YEAR, running=True))


def _post(scene: Scene, now: datetime, item: int, title: str) -> None:
    day = local_day(now)
    text = PublicationText(
        item,
        title,
        day,
        (BOARD, PublicationForm.WEB),
        "Bảng tin trụ sở, nhà văn hóa các thôn",
        day,
        day + timedelta(days=45),
    )
    acts.make_public(Desk(scene, now)[CLERK], text, now=now)


def _list(scene: Scene, now: datetime) -> None:
    row = acts.list_quarter(Desk(scene, now)[CLERK], local_day(now), CALL, now=now)
    signed(scene, row.code, now)


def _report(scene: Scene, now: datetime, kind: PeriodKind, *, running: bool = False) -> None:
    """Drafted from the figures; a quarter or a year that is over goes on to the seal, once somebody has written why
    something was late. The year that runs is told up to the day, and says by itself that the dossiers begin within it.
    """
    period = period_of(kind, local_day(now))
    period = period if running else period.before()
    data = figures.report(scene.house.commune_id, period, local_day(now))
    desk = Desk(scene, now)
    row = acts.draft_report(desk[CLERK], data, words.values(data), now=now)
    if kind in (PeriodKind.QUARTER, PeriodKind.YEAR) and not running:
        told = words.values(data)
        for about, why in WHY.items():
            told["causes"] = told["causes"].replace(f"{about}: {words.OPEN}", f"{about}: {why}")
        letters.write(desk[CLERK], row.letter.code, told, now=now)
        signed(scene, row.letter.code, now)


def _remind(scene: Scene, now: datetime) -> None:
    """What is to be published lies on the clerk's desk: posting it closes it, what came since still waits."""
    clerk = Desk(scene, now)[CLERK]
    for duty in seen.publication_work(scene.house.commune_id, local_day(now)):
        acts.remind(clerk, duty, board_words.duty_title(duty), now=now)


def _assess(scene: Scene, now: datetime) -> None:
    today = local_day(now)
    data = figures.report(scene.house.commune_id, period_of(PeriodKind.YEAR, today), today)
    clerk = Desk(scene, now)[CLERK]
    row = acts.assess(clerk, today.year, data.until, data.figures, now=now)
    board = seen.board(scene.house.commune_id, today)
    rules = next((one.code for one in board.papers if one.key == "statute"), "") if board else ""
    acts.claim(clerk, row.pk, "1.5", HALVES, "Mới có quy chế của Ban điều hành", letter_code=rules, now=now)
    seats = photo("Ghế chờ, bảng tên", "#3a5b6b")
    acts.claim(clerk, row.pk, "3.4", 4 * HALVES, "Ghế chờ, nước uống, bảng tên (ảnh minh họa)", photo=seats, now=now)
