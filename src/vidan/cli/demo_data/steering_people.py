"""What the demo's board does before the people: reception days, opinions, what it publishes."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from vidan.actions import steering as acts
from vidan.cli.demo_data.cast import CHAIRMAN
from vidan.cli.demo_data.letters import STEPS, how
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.letters.delivery import Way
from vidan.domain.moments import at, local_day
from vidan.domain.people import Actor, citizen
from vidan.domain.steering import (
    Acceptance,
    Attendance,
    MeetingKind,
    MeetingText,
    OpinionWay,
    PublicationForm,
    PublicationText,
    RoundText,
)
from vidan.queries import steering as seen

CLERK, STANDING = "yen.le", "thuy.luong"
CALL = "Lê Hải Yến, văn thư, 0237 000 1216"
THURSDAY = 3


def tell(scene: Scene) -> Iterator[TimedAct]:
    """One after the other; the stage puts them in the order of time."""
    yield from _for_the_people(scene)
    yield from _opinions(scene)
    yield from _publications(scene)


class Desk:
    """Who acts at a moment."""

    def __init__(self, scene: Scene, moment: datetime) -> None:
        self.scene, self.now = scene, moment

    def __getitem__(self, login: str) -> Actor:
        return self.scene.house.actor(login, local_day(self.now))

    def id(self, login: str) -> int:
        return self.scene.house.officers[login]


#: What people ask before everybody, and what they are told: two a day, in turn.
ASKED: tuple[tuple[str, str], ...] = (
    ("Bao giờ đường vào thôn Ấm hết ổ gà?", "Xã vá tạm trong tháng, năm sau làm mới theo kế hoạch đầu tư công."),
    ("Làm sổ đỏ cho con thì cần những giấy gì?", "Trang Thủ tục có mục tách thửa; một cửa viết ra giấy giúp bà con."),
    ("Nước tự chảy về thôn Giổi hay mất, ai sửa?", "Tổ quản lý nước sửa trong tuần; số điện thoại dán ở bể."),
    ("Chồng tôi đi làm xa, tôi nộp thay hồ sơ được không?", "Được, mang theo giấy ủy quyền; xã chứng thực tại chỗ."),
    ("Xe rác vì sao bỏ qua ngõ cuối thôn Côn?", "Đơn vị thu gom nhận lỗi, từ thứ Hai chạy đủ ngõ."),
    ("Trợ cấp người cao tuổi nhận ở đâu?", "Nhận qua tài khoản hoặc tại bưu điện; ai yếu thì xã mang đến nhà."),
    ("Lớp mầm non thôn Tôm dột, có sửa trước mùa mưa không?", "Xã lợp lại mái trước ngày 30 tháng Tư."),
    ("Sao hồ sơ của tôi phải hẹn lại?", "Xã xin lỗi bà: hồ sơ chờ trích lục. Xã gọi điện báo ngày mới ngay hôm nay."),
)
LATER_ANSWER = "Xã đã hỏi cơ quan trên và trả lời: việc này làm xong trong quý tới, ngày cụ thể dán ở nhà văn hóa thôn."
#: So many working days before it, a month's two reception days are announced.
RECEPTION_WEEKS, ANNOUNCED_ON = (0, 2), 20


def _for_the_people(scene: Scene) -> Iterator[TimedAct]:
    """Two reception days each month, as the law asks, on the first and the third Thursday; a dialogue in the year."""
    begun = scene.calendar.next_working_day(scene.board_day)
    month, number = (begun.replace(day=1) + timedelta(days=32)).replace(day=1), 0
    while month <= (scene.anchor.date().replace(day=1) + timedelta(days=32)).replace(day=1):
        told_on = scene.calendar.next_working_day((month - timedelta(days=1)).replace(day=ANNOUNCED_ON))
        first = month + timedelta(days=(THURSDAY - month.weekday()) % 7)
        for week in RECEPTION_WEEKS:
            held = at(scene.calendar.next_working_day(first + timedelta(weeks=week)), time(8))
            told = at(max(told_on, scene.calendar.next_working_day(begun + timedelta(days=1))), time(8, 40 + week))
            if scene.calendar.shift(told, 6) < held:
                yield from _public_day(scene, told, held, MeetingKind.RECEPTION, "Chủ tịch xã tiếp công dân", number)
                number += 1
        month = (month + timedelta(days=32)).replace(day=1)
    title = "Đối thoại với Nhân dân về đất đai và đường thôn"
    yield from _public_day(scene, scene.back(34, 8, 40), scene.back(25, 8, 0), MeetingKind.DIALOGUE, title, number)


def _public_day(
    scene: Scene, announced: datetime, held: datetime, kind: MeetingKind, title: str, number: int
) -> Iterator[TimedAct]:
    code: list[str] = []

    def announce() -> None:
        desk = Desk(scene, announced)
        text = MeetingText(
            kind, title, held, "Phòng tiếp dân, UBND xã", desk.id(CHAIRMAN), desk.id("hien.nguyen"),
            "Nghe bà con nói, trả lời tại chỗ điều trả lời được, hẹn ngày điều còn lại.",
        )  # fmt: skip
        code.append(acts.plan_meeting(desk[CLERK], text, now=announced).code)
        acts.announce(desk[CLERK], code[0], now=announced)

    yield TimedAct(announced, announce)
    moment = held + timedelta(hours=3)
    if moment < scene.anchor:
        yield TimedAct(moment, partial(_heard, scene, moment, code, kind, number))


def _heard(scene: Scene, now: datetime, code: list[str], kind: MeetingKind, number: int) -> None:
    """Two were answered at once; every third time one asks what has to be looked up, and reads the answer later."""
    desk = Desk(scene, now)
    pen = desk["hien.nguyen"]
    acts.write(
        pen,
        code[0],
        {desk.id(CHAIRMAN): Attendance.PRESENT, desk.id("hien.nguyen"): Attendance.PRESENT},
        agenda="Nghe bà con nói.",
        course="Chủ tịch xã nghe từng người, trả lời tại chỗ.",
        conclusion="Điều chưa trả lời được thì trả lời công khai trong năm ngày làm việc.",
        now=now,
    )
    (first, told), (second, then) = (ASKED[(2 * number + more) % len(ASKED)] for more in (0, 1))
    acts.ask(pen, code[0], first, told, now=now)
    later = number % 3 == 2
    acts.ask(pen, code[0], second, "" if later else then, now=now)
    if kind is MeetingKind.RECEPTION:
        acts.close_reception(pen, code[0], now=now)
    else:
        signed(scene, acts.close(pen, code[0], now=now).code, now)
    if later:
        acts.answer(pen, code[0], 2, LATER_ANSWER, now=now)


def signed(scene: Scene, code: str, now: datetime, *, writer: str = CLERK, reader: str = STANDING) -> None:
    """A paper of the board goes the whole way from its draft into the hands of those it is for."""
    steps = how(scene.house, now, CHAIRMAN, Way.HAND, writer=writer, reader=reader)
    for step in STEPS[1:]:
        steps[step](code)


def _opinions(scene: Scene) -> Iterator[TimedAct]:
    """A draft that lay open for thirty days: said on the web and on paper, each answered, the result published."""
    opened, over = scene.back(40, 8, 50), scene.back(12, 15, 0)
    code: list[str] = []
    said = (
        "Nên họp chợ ngày chủ nhật để người đi làm xa về kịp.",
        "Xin có chỗ gửi xe và nhà vệ sinh sạch.",
        "Bà con thôn Vèn bán rau xin không thu phí ba tháng đầu.",
    )

    def open_round() -> None:
        day = local_day(opened)
        text = RoundText(
            "Quy chế chợ phiên Điền Lư",
            "Chợ phiên họp ngày rằm hằng tháng, từ 5 giờ đến 11 giờ, tại bãi đất trước nhà văn hóa thôn Vèn. "
            "Phí chỗ ngồi do xã thu theo nghị quyết của Hội đồng nhân dân.",
            "Chợ nên họp ngày nào, cần thêm những gì?",
            day,
            day + timedelta(days=29),
        )
        code.append(acts.open_round(Desk(scene, opened)[CLERK], text, now=opened).code)

    yield TimedAct(opened, open_round)
    for number, words in enumerate(said[:2]):
        moment = scene.back(33 - 4 * number, 10, 25)
        yield TimedAct(moment, partial(_say, scene, moment, code, words))
    brought = scene.back(26, 15, 20)
    yield TimedAct(brought, partial(_type_in, scene, brought, code, said[2]))
    yield TimedAct(over, partial(_answer_all, scene, over, code))


def _say(scene: Scene, now: datetime, code: list[str], words: str) -> None:
    acts.say(citizen(scene.house.commune_id), code[0], words, now=now)


def _type_in(scene: Scene, now: datetime, code: list[str], on_paper: str) -> None:
    acts.say(Desk(scene, now)[CLERK], code[0], on_paper, way=OpinionWay.PAPER, now=now)


def _answer_all(scene: Scene, now: datetime, code: list[str]) -> None:
    """Every opinion is answered; published where thirty days are over."""
    clerk = Desk(scene, now)[CLERK]
    answers = (
        (Acceptance.ADOPTED, "Xã đổi ngày họp sang chủ nhật đầu tháng."),
        (Acceptance.ADOPTED, "Xã thêm bãi gửi xe; nhà vệ sinh làm trước phiên đầu."),
        (Acceptance.EXPLAINED, "Phí do Hội đồng nhân dân quyết; xã trình kỳ họp tới."),
    )
    for number, (outcome, words) in enumerate(answers, start=1):
        acts.reply(clerk, code[0], number, outcome, words, now=now)
    if local_day(now) > seen.opinion_round(scene.house.commune_id, code[0], public=True).until_on:
        acts.publish(clerk, code[0], "Ba ý kiến, hai ý kiến được tiếp thu; quy chế đã sửa theo.", now=now)


def _publications(scene: Scene) -> Iterator[TimedAct]:
    """Some of the fourteen, one of them late; and the list of the quarter as a notice."""
    board, loud = PublicationForm.BOARD, (PublicationForm.LOUDSPEAKER, PublicationForm.VILLAGE_HEAD)
    for back, decided, item, title, more in (
        (30, 31, 13, "Danh mục thủ tục hành chính xã giải quyết", ()),
        (28, 29, 4, "Quy tắc ứng xử của công chức một cửa", ()),
        (16, 18, 12, "Mức phí, lệ phí xã thu năm nay", loud),
        (10, 20, 2, "Tình hình thực hiện ngân sách quý", ()),
        (9, 12, 11, "Kết quả lấy ý kiến và giải trình: Quy chế chợ phiên Điền Lư", loud),
    ):
        moment = scene.back(back, 9, 5)
        text = PublicationText(
            item,
            title,
            scene.back(decided, 8).date(),
            (board, PublicationForm.WEB, *more),
            "Bảng tin trụ sở, nhà văn hóa các thôn",
            moment.date(),
            None if item in (4, 13) else moment.date() + timedelta(days=29),
        )
        clerk = scene.house.actor(CLERK, moment.date())
        yield TimedAct(moment, partial(acts.make_public, clerk, text, now=moment))
