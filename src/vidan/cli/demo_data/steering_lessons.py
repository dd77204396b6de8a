"""What the demo's board learns: a lesson that worked, one that did not, and one that runs because somebody said why."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from vidan.actions import steering as acts
from vidan.actions.feedback import sender, sending, working
from vidan.actions.feedback.working import Answer
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.cli.demo_data.steering_people import CLERK, STANDING, Desk
from vidan.cli.demo_data.surveys import GUIDED_SINCE
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, citizen, program
from vidan.domain.steering import LessonSource
from vidan.queries import steering as seen
from vidan.queries.feedback import desk as said
from vidan.queries.promises import board as figures
from vidan.speech import steering as words

#: Promise, cause, measure. The program reads the figure that opened each, and the one that judged it: that of guidance
#: rose since the guides can be read (`surveys`), that of dossiers in time did not.
JUDGED = (
    (
        11, "Giấy hướng dẫn chữ nhỏ, nhiều từ công sở, người già không đọc được.",
        "In lại chữ to, mỗi thủ tục một mặt giấy, đọc thử với năm bà con.",
    ),
    (
        8, "Sáng thứ Hai quầy đông, hồ sơ dồn lại rồi trễ.",
        "Thêm một người ở quầy sáng thứ Hai để nhận hồ sơ nhanh hơn.",
    ),
)  # fmt: skip
TOLD = "Giấy hẹn không ghi ai giữ hồ sơ, trễ hẹn bà con không biết gọi ai để hỏi, cứ phải ra tận xã."
TOLD_BY, ANSWERED_BY = "Quách Văn Pẩu", "lien.luong"
ANSWER = "Từ nay giấy hẹn ghi rõ tên và số điện thoại người giữ hồ sơ; trễ thì xã gọi trước."
CAUSE = "Giấy hẹn không ghi người giữ hồ sơ, nên không ai thấy phải báo trước khi trễ."
MEASURE = "In tên, số điện thoại người giữ lên giấy hẹn; sáng nào cũng gọi cho hồ sơ hẹn trong ngày mà chưa xong."


def tell(scene: Scene) -> Iterator[TimedAct]:
    """Two lessons that were judged, and one that somebody's words made possible; what else is open opens at night."""
    opened, checked = scene.back(GUIDED_SINCE, 9, 45), scene.back(15, 9, 45)
    commune_id, codes = scene.house.commune_id, dict[int, str]()

    def learn() -> None:
        for promise, cause, measure in JUDGED:
            codes[promise] = _begun(scene, opened, promise)
            _measured(scene, opened, checked, codes[promise], cause, measure)

    def check() -> None:
        since = local_day(opened) + timedelta(days=1)
        readings = figures.readings(commune_id, local_day(checked), since)
        for promise, code in codes.items():
            acts.look_again(program(commune_id), code, readings[promise], now=checked)

    yield TimedAct(opened, learn)
    yield TimedAct(checked, check)
    yield from _running(scene)


def _begun(scene: Scene, now: datetime, promise: int) -> str:
    reading = figures.readings(scene.house.commune_id, local_day(now))[promise]
    title = words.lesson_title(LessonSource.PROMISE, seen.promise_named(promise, local_day(now)))
    row = acts.learn(Desk(scene, now)[CLERK], LessonSource.PROMISE, str(promise), title, reading, now=now)
    return row.code


def _measured(
    scene: Scene, now: datetime, check_at: datetime, code: str, cause: str, measure: str, reported: str = ""
) -> None:
    desk = Desk(scene, now)
    acts.measure(
        desk[CLERK],
        code,
        cause=cause,
        measure=measure,
        owner_id=desk.id(STANDING),
        check_on=local_day(check_at),
        reported=reported,
        now=now,
    )


def _running(scene: Scene) -> Iterator[TimedAct]:
    """Somebody says what goes wrong; a few days later it is the cause in a lesson, and she is owed a letter."""
    code: list[str] = []
    villager = citizen(scene.house.commune_id)

    def send(moment: datetime) -> None:
        code.append(sending.send(villager, Saying(text=TOLD, name=TOLD_BY), now=moment).code)

    def sort(moment: datetime) -> None:
        handler = Desk(scene, moment)[ANSWERED_BY]
        working.acknowledge(handler, code[0], MessageClass.FEEDBACK, Topic.PROCEDURES, now=moment)

    def answer(moment: datetime) -> None:
        handler = Desk(scene, moment)[ANSWERED_BY]
        _take(handler, code[0], moment)
        given = Answer(asked=TOLD, said=ANSWER, next_step="Mẫu giấy hẹn mới dùng từ thứ Hai.", checked_on=moment.date())
        working.answer(handler, code[0], given, solved=True, now=moment)

    def confirm(moment: datetime) -> None:
        sender.confirm(villager, code[0], now=moment)

    def learn(moment: datetime) -> None:
        lesson = _begun(scene, moment, 8)
        _measured(scene, moment, scene.calendar.shift(moment, 30), lesson, CAUSE, MEASURE, code[0])

    for back, hour, act in ((9, 9, send), (9, 10, sort), (7, 9, answer), (6, 15, confirm), (3, 9, learn)):
        moment = scene.back(back, hour, 25)
        yield TimedAct(moment, partial(act, moment))


def _take(handler: Actor, code: str, now: datetime) -> None:
    holder = said.feedback(handler, code).holder
    if holder is None or holder.id != handler.officer_id:
        working.take(handler, code, "Việc thuộc phần tôi phụ trách, tôi nhận để trả lời bà con", now=now)
