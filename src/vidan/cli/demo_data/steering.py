"""The steering board in the demo: founded, changed twice, its plan at work, a meeting each month, days for the people.

Everything goes through the actions that a board uses; every name and every sentence is invented.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from vidan.actions import steering as acts
from vidan.cli.demo_data import steering_launch, steering_lessons, steering_people, steering_telling
from vidan.cli.demo_data.cast import CHAIRMAN, VICE_SOCIETY
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.cli.demo_data.steering_launch import READER, member_of, photo
from vidan.cli.demo_data.steering_people import CLERK, STANDING, Desk, signed
from vidan.domain.moments import at, local_day
from vidan.domain.steering import (
    Attendance,
    EvidenceKind,
    GoalText,
    MeetingKind,
    MeetingText,
    Seat,
    Seated,
)
from vidan.queries import steering as seen

PLACE = steering_launch.HALL
#: What the monthly meetings give, two at a time, to whom, and whether it is done, late, or still open at the anchor.
DECIDED: tuple[tuple[str, str, str], ...] = (
    ("Treo bảng mười hai lời hứa ở nhà văn hóa thôn Vèn", "nhan.lo", "done"),
    ("Treo bảng mười hai lời hứa ở nhà văn hóa thôn Côn", "hong.bui", "late"),
    ("Ghi số điện thoại người giữ việc ở cửa từng phòng", "hoa.le", "done"),
    ("In phiếu hướng dẫn khai sinh chữ to cho người già", READER, "done"),
    ("Soát lại danh mục giấy tờ của thủ tục đất đai", "nam.pham", "postponed"),
    ("Tập cách xin lỗi và giải thích cho công chức một cửa", STANDING, "done"),
    ("Đặt ghế chờ và nước uống ở một cửa", "mai.lo", "done"),
    ("Lập danh sách hộ có công cần đến tận nhà", "lien.luong", "done"),
    ("Dạy con cháu trong bản tra hồ sơ giúp ông bà", "nhan.lo", "done"),
    ("Hỏi lại mười hộ chưa hài lòng trong phiếu khảo sát", "thang.lo", "done"),
    ("Viết lại mẫu đơn xin xác nhận bằng câu ngắn", READER, "done"),
    ("Kê bàn trực trưa thứ Hai ở một cửa", "hoa.le", "done"),
    ("Dán lịch tiếp dân ở nhà văn hóa thôn Côn", "hong.bui", "done"),
    ("Mời Mặt trận cùng xem sổ góp ý hằng tháng", "thang.lo", "done"),
    ("Đo lại thời gian chờ ở quầy số 3", "mai.lo", "done"),
    ("Rà hộ nghèo chưa nhận thẻ bảo hiểm", "quyet.bui", "postponed"),
    ("Soạn câu trả lời mẫu cho mười câu hay hỏi", "hien.nguyen", "done"),
    ("Sửa loa truyền thanh thôn Vèn", "nhan.lo", "done"),
    ("Nhắc lịch nộp hồ sơ nghĩa vụ quân sự", "hung.le", "done"),
    ("In bản đồ đường tới trụ sở cho bà con thôn xa", "hoa.le", "done"),
    ("Lau kính, thay chữ mờ ở bảng tin trụ sở", CLERK, "done"),
    ("Kiểm lại hòm thư góp ý ở hai nhà văn hóa", "hong.bui", "done"),
    ("Viết thư chúc thọ các cụ tròn tám mươi", "lien.luong", "done"),
    ("Gọi lại các hộ có hồ sơ trễ hẹn để hỏi thăm", "quyet.bui", "open"),
)
#: What is given for the second year's milestone: the first is done, the second waits for a house to be mended.
POINTS = (
    ("Chọn người hướng dẫn ở điểm hỏi đáp thôn Ấm", "mai.lo"),
    ("Mở điểm hỏi đáp ở nhà văn hóa thôn Tôm", "lien.luong"),
)
POSTPONED_FOR = {
    "Soát lại danh mục giấy tờ của thủ tục đất đai": "Chờ tỉnh công bố danh mục mới",
    "Rà hộ nghèo chưa nhận thẻ bảo hiểm": "Chờ bảo hiểm xã hội đối chiếu xong danh sách",
}
#: Who answers for each of the twelve promises, in their order.
ANSWERING = (
    *("hien.nguyen", READER, CHAIRMAN, CHAIRMAN, CLERK),
    *(STANDING, CHAIRMAN, STANDING),
    *("thang.lo", "hoa.le", "mai.lo", VICE_SOCIETY),
)
WHY_IT_SLIPPED = "Nhà văn hóa thôn Tôm tốc mái sau bão, sửa xong mới kê bàn được"


def tell(scene: Scene) -> Iterator[TimedAct]:
    """The launch, the plan, the months, the changes, the days for the people."""
    begun = scene.calendar.next_working_day(scene.board_day)
    yield from steering_launch.tell(scene, begun)
    yield from _plan(scene, begun + timedelta(days=4))
    if begun.year < scene.anchor.year:
        yield from _next_year(scene, scene.anchor.year)
    yield from _months(scene, begun)
    yield from _changes(scene)
    yield from steering_people.tell(scene)
    yield from steering_lessons.tell(scene)
    yield from steering_telling.tell(scene)


def _plan(scene: Scene, day: date) -> Iterator[TimedAct]:
    desk = Desk(scene, at(scene.calendar.next_working_day(day), time(9, 30)))

    def adopt() -> None:
        plan = acts.start_plan(desk[CLERK], local_day(desk.now).year, now=desk.now)
        own = GoalText("Mỗi thôn có một điểm hỏi đáp thủ tục tại nhà văn hóa", owner_id=desk.id(VICE_SOCIETY))
        acts.set_goal(desk[CLERK], plan.pk, own, now=desk.now)
        _answer_for_promises(desk, plan.pk)
        acts.adopt(desk[CHAIRMAN], plan.pk, now=desk.now)
        _begin(desk)

    yield TimedAct(desk.now, adopt)
    for days, title, login in (
        (9, "Chọn người hướng dẫn ở điểm hỏi đáp thôn Vèn", "nhan.lo"),
        (22, "Chọn người hướng dẫn ở điểm hỏi đáp thôn Côn", "hong.bui"),
    ):
        moment = at(scene.calendar.shift(desk.now, days).date(), time(10, 5))
        yield TimedAct(moment, partial(_finish, scene, moment, title, login))
        yield TimedAct(moment + timedelta(minutes=50), partial(_look, scene, moment + timedelta(minutes=50)))


def _answer_for_promises(desk: Desk, plan_id: int) -> None:
    """Each promise has a member of the board who answers for it; the next year's plan begins with the same ones."""
    draft = seen.plan(desk.scene.house.commune_id, draft=True)
    assert draft is not None
    for goal in draft.goals:
        if goal.promise is not None:
            owner = desk.id(ANSWERING[goal.promise - 1])
            told = GoalText(goal.title, goal.promise, goal.target, owner)
            acts.set_goal(desk[CLERK], plan_id, told, number=goal.number, now=desk.now)


def _next_year(scene: Scene, year: int) -> Iterator[TimedAct]:
    """The plan of the year that begins, with one goal of the commune's own, whose milestone slips for a reason."""
    desk = Desk(scene, at(scene.calendar.next_working_day(date(year, 1, 5)), time(10, 30)))

    def adopt() -> None:
        plan = acts.start_plan(desk[CLERK], year, now=desk.now)
        acts.drop_goal(desk[CLERK], plan.pk, len(ANSWERING) + 1, now=desk.now)  # last year's own, reached
        own = GoalText("Cả mười hai thôn có điểm hỏi đáp thủ tục", owner_id=desk.id(VICE_SOCIETY))
        acts.set_goal(desk[CLERK], plan.pk, own, now=desk.now)
        acts.adopt(desk[CHAIRMAN], plan.pk, now=desk.now)
        adopted = seen.plan(scene.house.commune_id)
        assert adopted is not None
        own_goal = adopted.goals[-1].id
        mark = acts.set_milestone(desk[CLERK], own_goal, "Sáu thôn còn lại có điểm hỏi đáp", reached, now=desk.now)
        for (title, login), day in zip(POINTS, (given, last), strict=True):
            task = acts.NewAssignment(title, desk.id(login), day, milestone_id=mark.pk)
            acts.give(desk[CLERK], task, now=desk.now)

    def slip(moment: datetime) -> None:
        plan, later = seen.plan(scene.house.commune_id), scene.calendar.shift(scene.anchor, 15).date()
        clerk = Desk(scene, moment)[CLERK]
        for mark in plan.milestones() if plan else ():
            if mark.due_on == reached:
                acts.postpone_milestone(clerk, mark.id, later, WHY_IT_SLIPPED, now=moment)
                waiting = next(one for one in mark.assignments if one.closed_at is None)
                acts.postpone(clerk, waiting.code, later, WHY_IT_SLIPPED, now=moment)

    given = scene.calendar.shift(desk.now, 20).date()
    reached = max(local_day(desk.now) + timedelta(days=60), (scene.anchor - timedelta(days=25)).date())
    last = scene.calendar.shift(at(reached, time(8)), -2).date()
    yield TimedAct(desk.now, adopt)
    for number, (title, login) in enumerate(POINTS[:1]):
        moment = at(scene.calendar.shift(desk.now, 12 + number).date(), time(10, 15))
        yield TimedAct(moment, partial(_finish, scene, moment, title, login))
    moved = scene.back(22, 9, 45)
    if desk.now < moved and moved.date() < last:
        yield TimedAct(moved, partial(slip, moved))


def _begin(desk: Desk) -> None:
    """Milestones, and the first things given for them."""
    plan = seen.plan(desk.scene.house.commune_id)
    assert plan is not None
    far = min(desk.scene.calendar.shift(desk.now, 60).date(), date(plan.year, 12, 31))
    goal = plan.goals[-1]
    mark = acts.set_milestone(desk[CLERK], goal.id, "Sáu thôn đầu có điểm hỏi đáp", far, now=desk.now)
    for title, login in (
        ("Chọn người hướng dẫn ở điểm hỏi đáp thôn Vèn", "nhan.lo"),
        ("Chọn người hướng dẫn ở điểm hỏi đáp thôn Côn", "hong.bui"),
    ):
        due_on = desk.scene.calendar.shift(desk.now, 15).date()
        acts.give(desk[CLERK], acts.NewAssignment(title, desk.id(login), due_on, milestone_id=mark.pk), now=desk.now)


def _months(scene: Scene, begun: date) -> Iterator[TimedAct]:
    """A meeting each month: planned two days before, written, closed; its decisions are done in the days after."""
    place = 0
    month = (begun.replace(day=1) + timedelta(days=32)).replace(day=1)
    while month < scene.anchor.date():
        day = scene.calendar.next_working_day(month + timedelta(days=4))
        if day >= scene.anchor.date():
            break
        newest = day + timedelta(days=31) >= scene.anchor.date()
        yield from _meeting(scene, day, tuple(_lasting(one, newest=newest) for one in DECIDED[place : place + 2]))
        place = (place + 2) % len(DECIDED)
        month = (month + timedelta(days=32)).replace(day=1)


def _lasting(decided: tuple[str, str, str], *, newest: bool) -> tuple[str, str, str]:
    """Only what the newest meeting gave may still be open; what was left open before was done late."""
    title, login, outcome = decided
    return title, login, "late" if outcome == "open" and not newest else outcome


def _meeting(scene: Scene, day: date, decided: tuple[tuple[str, str, str], ...]) -> Iterator[TimedAct]:
    planned = at(scene.calendar.shift(at(day, time(8)), -2).date(), time(10, 10))
    held = at(day, time(14, 0))
    code: list[str] = []

    def plan() -> None:
        desk = Desk(scene, planned)
        text = MeetingText(
            MeetingKind.MEETING,
            f"Họp Ban điều hành tháng {day:%m/%Y}",
            held,
            PLACE,
            desk.id(CHAIRMAN),
            desk.id(STANDING),
            "Kiểm lại việc lần trước giao.\nHồ sơ quá hạn trong tháng.\nÝ kiến của bà con.\nViệc tháng tới.",
        )
        code.append(acts.plan_meeting(desk[CLERK], text, now=planned).code)

    yield TimedAct(planned, plan)
    yield TimedAct(held + timedelta(minutes=70), partial(_write, scene, held, code, decided))
    for number, (title, login, outcome) in enumerate(decided):
        yield from _follow(scene, held, number, title, login, outcome)


def _write(scene: Scene, held: datetime, code: list[str], decided: tuple[tuple[str, str, str], ...]) -> None:
    now = held + timedelta(minutes=70)
    desk = Desk(scene, now)
    board = seen.board(scene.house.commune_id, local_day(now))
    sitting = [one.officer.id for one in board.members] if board else []
    came = {officer: Attendance.EXCUSED if scene.random.random() < 0.1 else Attendance.PRESENT for officer in sitting}
    came[desk.id(CHAIRMAN)] = came[desk.id(STANDING)] = Attendance.PRESENT
    acts.write(
        desk[STANDING],
        code[0],
        came,
        agenda="Kiểm lại việc lần trước giao.\nHồ sơ quá hạn trong tháng.\nÝ kiến của bà con.\nViệc tháng tới.",
        course="Bà Lương Thị Thúy báo cáo việc đã giao và hồ sơ quá hạn. Các thành viên nêu lý do từng việc chậm.\n"
        "Ông Lò Văn Nhân và bà Bùi Thị Hồng kể lại lời bà con ở hai thôn.",
        conclusion="Trưởng ban yêu cầu gọi điện xin lỗi trước khi quá hẹn, không đợi bà con hỏi.",
        now=now,
    )
    for title, login, _ in decided:
        due_on = scene.calendar.shift(now, 8).date()
        acts.decide(desk[STANDING], code[0], title, officer_id=desk.id(login), due_on=due_on, now=now)
    minutes = acts.close(desk[STANDING], code[0], now=now)
    if now + timedelta(days=14) < scene.anchor:  # the newest minutes still wait for somebody to read them
        signed(scene, minutes.code, now, writer=STANDING, reader=CLERK)


def _follow(scene: Scene, held: datetime, number: int, title: str, login: str, outcome: str) -> Iterator[TimedAct]:
    """What became of a decision."""
    days = {"done": 5, "late": 11, "postponed": 6}.get(outcome)
    if days is None:
        return
    moment = at(scene.calendar.shift(held, days).date(), time(9, 20 + number))
    if outcome == "postponed":
        yield TimedAct(moment, partial(_postpone, scene, moment, title, login))
        moment = at(scene.calendar.shift(held, 12).date(), time(9, 20 + number))
    yield TimedAct(moment, partial(_finish, scene, moment, title, login))
    yield TimedAct(moment + timedelta(minutes=50), partial(_look, scene, moment + timedelta(minutes=50)))


def _held_by(scene: Scene, now: datetime, title: str, login: str) -> seen.AssignmentCard | None:
    actor = scene.house.actor(login, local_day(now))
    return next((one for one in seen.mine(actor) if one.title == title), None)


def _postpone(scene: Scene, now: datetime, title: str, login: str) -> None:
    card = _held_by(scene, now, title, login)
    if card is not None:
        desk = Desk(scene, now)
        due_on = scene.calendar.shift(now, 8).date()
        acts.postpone(desk[CLERK], card.code, due_on, POSTPONED_FOR[title], now=now)


def _finish(scene: Scene, now: datetime, title: str, login: str) -> None:
    card = _held_by(scene, now, title, login)
    if card is None:
        return
    words = f"{title}: đã xong (ảnh minh họa)"
    proof = acts.Proof(EvidenceKind.PHOTO, words, photo=photo(title, "#6b3a5b"))
    acts.finish(Desk(scene, now)[login], card.code, "Đã làm xong, bà con dùng được.", proofs=[proof], now=now)


def _look(scene: Scene, now: datetime) -> None:
    """The clerk looks at what others have done; something is left for tomorrow now and then."""
    desk = Desk(scene, now)
    for card in seen.to_check(desk[CLERK]):
        if scene.random.random() < 0.8:
            acts.check(desk[CLERK], card.code, now=now)


def _changes(scene: Scene) -> Iterator[TimedAct]:
    """Two changes by decision: one goes to work elsewhere and nobody takes the seat; one hands it to a colleague."""
    first, second = scene.back(50, 8, 30), scene.back(18, 8, 30)

    def leave() -> None:
        member = member_of(scene, "son.truong", local_day(first))
        if member is not None:
            paper = "Quyết định số 61/QĐ-UBND (minh họa)"
            acts.unseat(Desk(scene, first)[CLERK], member.id, local_day(first), paper, now=first)

    def succeed() -> None:
        member, desk = member_of(scene, "hanh.bui", local_day(second)), Desk(scene, second)
        if member is not None:
            successor = Seated(desk.id("lam.ha"), Seat.MEMBER, "quầy số 2")
            acts.succeed(
                desk[CLERK], member.id, successor, local_day(second), "Quyết định số 74/QĐ-UBND (minh họa)", now=second
            )

    yield TimedAct(first, leave)
    yield TimedAct(second, succeed)
