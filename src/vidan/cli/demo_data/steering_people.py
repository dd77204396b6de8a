"""What the demo's board does before the people: reception days, lessons, opinions, what it publishes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from vidan.actions import steering as acts
from vidan.cli.demo_data.cast import CHAIRMAN
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, citizen, program
from vidan.domain.steering import (
    Acceptance,
    Attendance,
    FigureRead,
    LessonSource,
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


def tell(scene: Scene) -> Iterator[TimedAct]:
    """One after the other; the stage puts them in the order of time."""
    yield from _for_the_people(scene)
    yield from _lessons(scene)
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


def _for_the_people(scene: Scene) -> Iterator[TimedAct]:
    """Reception days and a dialogue: announced, held, asked, answered; one is announced and still to come."""
    for back, kind, title in (
        (45, MeetingKind.RECEPTION, "Chủ tịch xã tiếp công dân"),
        (25, MeetingKind.DIALOGUE, "Đối thoại với Nhân dân về đất đai và đường thôn"),
        (-4, MeetingKind.RECEPTION, "Chủ tịch xã tiếp công dân"),
    ):
        yield from _public_day(scene, back, kind, title)


def _public_day(scene: Scene, back: int, kind: MeetingKind, title: str) -> Iterator[TimedAct]:
    announced, held = scene.back(back + 9, 8, 40), scene.back(back, 8, 0)
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
    if back > 0:
        moment = held + timedelta(hours=3)
        yield TimedAct(moment, partial(_heard, scene, moment, code))


def _heard(scene: Scene, now: datetime, code: list[str]) -> None:
    desk = Desk(scene, now)
    pen = desk["hien.nguyen"]
    acts.write(
        pen,
        code[0],
        {desk.id(CHAIRMAN): Attendance.PRESENT},
        agenda="Nghe bà con nói.",
        course="Chủ tịch xã nghe từng người, trả lời tại chỗ.",
        conclusion="Những điều chưa trả lời được sẽ công khai trong năm ngày làm việc.",
        now=now,
    )
    acts.ask(pen, code[0], "Bao giờ đường vào thôn Ấm hết ổ gà?", "Xã vá tạm trong tháng, năm sau làm mới.", now=now)
    acts.ask(pen, code[0], "Làm sổ đỏ cho con thì cần những giấy gì?", now=now)
    acts.close(pen, code[0], now=now)
    told = "Bà con xem trang Thủ tục, mục tách thửa; hoặc hỏi bàn số 2, cán bộ viết ra giấy giúp."
    acts.answer(pen, code[0], 2, told, now=now)


def _lessons(scene: Scene) -> Iterator[TimedAct]:
    """Two lessons that were checked, one that worked and one that did not; what is open the program opens by itself."""
    opened, checked = scene.back(60, 9, 45), scene.back(15, 9, 45)
    codes: list[str] = []

    def learn() -> None:
        desk = Desk(scene, opened)
        day = local_day(opened)
        faults = (
            ("11", FigureRead(day, 12, 20, 90), "Giấy hướng dẫn chữ nhỏ, nhiều từ công sở.", "In lại chữ to, đọc thử."),
            (
                "4",
                FigureRead(day, 3, 10, 100),
                "Chờ quá hẹn rồi mới viết thư.",
                "Máy nhắc soạn thư trước hạn một ngày.",
            ),
        )
        for about, reading, cause, measure in faults:
            title = f"Lời hứa {about} lỡ mục tiêu"
            row = acts.learn(desk[CLERK], LessonSource.PROMISE, about, title, reading, now=opened)
            acts.measure(
                desk[CLERK],
                row.code,
                cause=cause,
                measure=measure,
                owner_id=desk.id(STANDING),
                check_on=local_day(checked),
                now=opened,
            )
            codes.append(row.code)

    def check() -> None:
        day, system = local_day(checked), program(scene.house.commune_id)
        for code, kept, counted, target in ((codes[0], 19, 20, 90), (codes[1], 8, 12, 100)):
            acts.look_again(system, code, FigureRead(day, kept, counted, target), now=checked)

    yield TimedAct(opened, learn)
    yield TimedAct(checked, check)


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
    yield TimedAct(over, partial(_answer_all, scene, over, code, said[2]))


def _say(scene: Scene, now: datetime, code: list[str], words: str) -> None:
    acts.say(citizen(scene.house.commune_id), code[0], words, now=now)


def _answer_all(scene: Scene, now: datetime, code: list[str], on_paper: str) -> None:
    """Paper is typed in, every opinion is answered; published where thirty days are over."""
    clerk = Desk(scene, now)[CLERK]
    acts.say(clerk, code[0], on_paper, way=OpinionWay.PAPER, now=now)
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
    listed = scene.back(3, 10, 40)
    keeper = scene.house.actor(CLERK, listed.date())
    yield TimedAct(listed, partial(acts.list_quarter, keeper, listed.date(), CALL, now=listed))
