"""A few stories of what people of the demo commune said, and what became of it. All invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from vidan.actions.feedback import drawing, legal, reception, rules, sealed_pace, sender, sending, showing, working
from vidan.actions.feedback.working import Answer
from vidan.cli.demo_data import outlines
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalAct
from vidan.domain.feedback.reception import Gathering, Visit
from vidan.domain.feedback.saying import Door, Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, citizen, program
from vidan.queries.feedback import desk

_ROADS, _WELFARE, _LEADER = "son.truong", "lien.luong", "viet.bui"
_WATCH = (_ROADS, _WELFARE, "nam.pham", "quyet.bui")


@dataclass(frozen=True)
class Told:
    """What somebody said, how many working days ago, who answers it with which words, and how it ended."""

    days: int
    text: str
    place: str
    cls: MessageClass
    topic: Topic
    by: str
    answer: str = ""
    ending: str = ""
    door: Door = Door.WEB
    where: tuple[float, float] | None = None
    shown: bool = False
    contests: tuple[str, ...] = ()
    #: The answer stands where everybody finds it.
    answered_for_all: bool = False


_F, _Q, _P = MessageClass.FEEDBACK, MessageClass.QUESTION, MessageClass.PRAISE
STORIES = (
    Told(
        24, "Đường từ nhà văn hóa thôn Vèn ra cầu đầy ổ gà, xe máy hay ngã.", "từ nhà văn hóa ra cầu", _F, Topic.ROADS,
        _ROADS, "Tổ đường đã vá mười hai ổ gà bằng bê tông, xe đi lại được.", "confirm", where=(20.3121, 105.2054),
        shown=True, contests=("Còn hai ổ gà ở chân cầu chưa vá.",),
    ),
    Told(
        20, "Bóng đèn đường ngõ chợ tắt hai tuần nay, tối đi không thấy gì.", "ngõ vào chợ", _F, Topic.ROADS, _ROADS,
        "Điện lực đã thay ba bóng, tối qua chúng tôi ra xem thì đèn sáng đủ.", "confirm", where=(20.3149, 105.2117),
        shown=True,
    ),
    Told(
        18, "Rác ở đầu cầu cả tuần không ai thu gom, ruồi nhiều lắm.", "đầu cầu treo", _F, Topic.ENVIRONMENT, _ROADS,
        "Tổ thu gom đã dọn sạch; từ nay xe qua đây thứ Ba và thứ Sáu.", "", where=(20.3087, 105.2002), shown=True,
    ),
    Told(
        15, "Mương tiêu sau trường tắc, mưa xuống là nước tràn vào sân nhà.", "sau trường tiểu học", _F, Topic.WATER,
        _ROADS, "Chúng tôi đã nạo vét đoạn mương sau trường, nước thoát được.", "", where=(20.3163, 105.2081),
        shown=True,
        contests=("Mưa hôm qua nước vẫn tràn vào sân.", "Vẫn tràn, mương chưa vét hết."),
    ),
    Told(
        9, "Cho hỏi hộ cận nghèo có được miễn tiền bảo hiểm y tế không?", "", _Q, Topic.WELFARE, _WELFARE,
        "Hộ cận nghèo được nhà nước đóng một phần; ông bà mang sổ hộ ra một cửa là làm được.", "confirm",
    ),
    Told(
        8, "Bố mẹ cháu chưa đăng ký kết hôn thì làm khai sinh cho cháu cần giấy gì?", "", _Q, Topic.PROCEDURES,
        _WELFARE,
        "Mẹ cháu ra một cửa khai, mang giấy chứng sinh là đủ. Muốn ghi tên bố thì bố cùng đến làm nhận con, làm luôn "
        "một lần.", "confirm", answered_for_all=True,
    ),
    Told(
        7, "Cảm ơn xã đã làm con đường bê tông mới, bà con đi lại sướng lắm.", "", _P, Topic.ROADS, _ROADS,
        "Cảm ơn ông bà đã hiến đất và có lời động viên anh em làm đường.", "thank", shown=True,
    ),
    Told(
        3, "Loa phát thanh thôn Côn rè, không nghe được gì cả.", "thôn Côn", _F, Topic.POWER, _ROADS,
        door=Door.PHONE, where=(20.3055, 105.2149), shown=True,
    ),
    Told(1, "Tiền trợ cấp người cao tuổi của mẹ tôi hai tháng chưa nhận được.", "", _F, Topic.WELFARE, _WELFARE),
)  # fmt: skip
#: Sealed at once: about an officer; only its reader sees that it exists.
SEALED = "Cán bộ ở quầy bảo phải có phong bì thì mới làm nhanh, đề nghị xem xét."


COMPLAINT = "Tôi khiếu nại quyết định phạt nhà tôi lấn đường, vì nhà tôi dựng mái che trong phần đất có sổ."
ACCEPTED = "Đơn của ông/bà thuộc thẩm quyền của xã. Cán bộ địa chính sẽ hẹn ông/bà cùng đo lại trong tuần tới."
_ANY_DAY = date(2026, 1, 1)
VISITS = (
    (
        6,
        Visit(
            Gathering.RECEPTION, _ANY_DAY, "Quách Thị Bưởi",
            "Xin mở lại lối đi sau nhà văn hóa, từ ngày xây tường bà con phải đi vòng.",
            MessageClass.FEEDBACK, address="thôn Mí", people=7,
            answer="Xã hẹn xem tại chỗ sáng thứ Năm cùng trưởng thôn.",
        ),
    ),
    (
        6,
        Visit(
            Gathering.RECEPTION, _ANY_DAY, "Lương Văn Sấm",
            "Xin hỏi con đi làm ăn xa có phải về làm thẻ căn cước không.",
            MessageClass.QUESTION, address="thôn Vèn", answer="Không phải về; làm được ở nơi đang ở.", follow=False,
        ),
    ),
    (
        4,
        Visit(
            Gathering.DIALOGUE, _ANY_DAY, "Phạm Thị Nụ", "Bao giờ có nước sạch về thôn Giổi, bà con hỏi từ năm ngoái.",
            MessageClass.QUESTION, address="thôn Giổi",
        ),
    ),
)  # fmt: skip


def tell(scene: Scene) -> Iterator[TimedAct]:
    """The map, the stories, and a sealed one."""
    drawn_at = scene.back(25, 8, 0)
    house = program(scene.house.commune_id)
    yield TimedAct(drawn_at, lambda: drawing.draw_villages(house, outlines.shapes(), now=drawn_at))
    yield from _watch(scene)
    for number, told in enumerate(STORIES):
        yield from _Story(scene, told, number).acts()
    yield from _complaint(scene)
    yield from _reception_day(scene)
    yield from _silences(scene)
    moment = scene.back(5, 9, 40)
    me = citizen(scene.house.commune_id)
    yield TimedAct(moment, lambda: sending.send(me, Saying(text=SEALED), now=moment))


def _watch(scene: Scene) -> Iterator[TimedAct]:
    """Who is on duty: turns of a week, of the day on which the demo stands still and of the week after."""
    moment = scene.back(3, 16, 30)
    leader = scene.house.actor(_LEADER, local_day(moment))
    for place, login in enumerate(_WATCH):
        first = local_day(moment) + timedelta(days=5 * place)
        last, officer = first + timedelta(days=4), scene.house.officers[login]
        yield TimedAct(moment, partial(rules.put_on_duty, leader, officer, first, last, now=moment))


def _silences(scene: Scene) -> Iterator[TimedAct]:
    """Each day notes the silence of those who said nothing for fourteen days, and keeps the pace of what is sealed, as
    a running house does.
    """
    commune_id = scene.house.commune_id
    for days in range(15, 0, -1):
        moment = scene.back(days, 16, 40)
        yield TimedAct(moment, partial(sender.note_silence, commune_id, now=moment))
        for hour in (8, 10, 14, 16):
            moment = scene.back(days, hour, 20)
            yield TimedAct(moment, partial(sealed_pace.keep_pace, commune_id, now=moment))


def _complaint(scene: Scene) -> Iterator[TimedAct]:
    """A complaint on its law's way: read, accepted, not yet concluded."""
    sent_at, read_at, accepted_at = scene.back(12, 9, 5), scene.back(11, 8, 35), scene.back(9, 10, 10)
    codes: list[str] = []

    def leader(moment: datetime) -> Actor:
        return scene.house.actor(_LEADER, local_day(moment))

    def send() -> None:
        said = Saying(text=COMPLAINT, place="nhà số 4, đường chợ")
        codes.append(sending.send(citizen(scene.house.commune_id), said, now=sent_at).code)

    def accept() -> None:
        actor = leader(accepted_at)
        if desk.feedback(actor, codes[0]).holder is None or not desk.feedback(actor, codes[0]).acts & {"accepted"}:
            working.take(actor, codes[0], "Khiếu nại do lãnh đạo thụ lý và giải quyết", now=accepted_at)
        legal.take(actor, codes[0], legal.Step(LegalAct.ACCEPT, ACCEPTED), now=accepted_at)

    yield TimedAct(sent_at, send)
    yield TimedAct(
        read_at,
        lambda: working.acknowledge(leader(read_at), codes[0], MessageClass.COMPLAINT, Topic.BUILDING, now=read_at),
    )
    yield TimedAct(accepted_at, accept)


def _reception_day(scene: Scene) -> Iterator[TimedAct]:
    """Two who came on a reception day, and a question of a dialogue, each written in its book."""
    for number, (days, visit) in enumerate(VISITS):
        moment = scene.back(days, 9, 12 + 7 * number)
        day = local_day(moment)
        yield TimedAct(
            moment,
            partial(_enter, scene, replace(visit, held_on=day), moment),
        )


def _enter(scene: Scene, visit: Visit, moment: datetime) -> None:
    reception.enter(scene.house.actor(_WELFARE, local_day(moment)), visit, now=moment)


class _Story:
    """One story as timed acts; its code is known once it was sent."""

    def __init__(self, scene: Scene, told: Told, number: int) -> None:
        self.scene, self.told, self.number, self.code = scene, told, number, ""
        self.me = citizen(scene.house.commune_id)

    def acts(self) -> Iterator[TimedAct]:
        """Said, read, answered, perhaps contested, confirmed, shown."""
        told, day = self.told, self.told.days
        yield self._act(day, 8 + self.number % 3, 10 + self.number, self._send)
        if day < 2:
            return
        yield self._act(day - 1, 8, 20 + self.number, self._sort)
        if told.shown:
            yield self._act(day - 1, 9, 5 + self.number, self._show)
        if told.answer and told.ending != "thank":
            yield self._act(day - 2, 15, 30, self._answer)
            for place, words in enumerate(told.contests):
                yield self._act(day - 3 - 2 * place, 10, 20, partial(self._contest, words))
                if place == 0:
                    yield self._act(day - 4, 15, 40, self._answer)
        if told.answered_for_all:
            yield self._act(day - 3, 9, 10, partial(self._show, answer=told.answer))
        if told.ending == "confirm":
            yield self._act(day - 5, 14, 15, self._confirm)
        if told.ending == "thank":
            yield self._act(day - 2, 16, 0, self._thank)

    def _act(self, days: int, hour: int, minute: int, play: Callable[[datetime], object]) -> TimedAct:
        moment = self.scene.back(max(days, 0), hour, minute)
        return TimedAct(moment, lambda: play(moment))

    def _by(self, moment: datetime) -> Actor:
        return self.scene.house.actor(self.told.by, local_day(moment))

    def _send(self, moment: datetime) -> None:
        told = self.told
        said = Saying(
            text=told.text,
            place=told.place,
            door=told.door,
            latitude=told.where[0] if told.where else None,
            longitude=told.where[1] if told.where else None,
        )
        self.code = sending.send(self.me, said, now=moment).code

    def _sort(self, moment: datetime) -> None:
        working.acknowledge(self._by(moment), self.code, self.told.cls, self.told.topic, now=moment)

    def _show(self, moment: datetime, answer: str = "") -> None:
        showing.show(self._by(moment), self.code, self.told.text, self.told.place, answer, now=moment)

    def _answer(self, moment: datetime) -> None:
        actor = self._by(moment)
        holder = desk.feedback(actor, self.code).holder
        if holder is None or holder.id != actor.officer_id:
            working.take(actor, self.code, "Việc thuộc phần tôi phụ trách, tôi nhận để trả lời bà con", now=moment)
        given = Answer(
            asked=self.told.text,
            said=self.told.answer,
            next_step="Tuần sau chúng tôi xem lại một lần nữa.",
            checked_on=local_day(moment),
        )
        solved = self.told.cls is MessageClass.FEEDBACK
        working.answer(actor, self.code, given, solved=solved, now=moment)

    def _contest(self, words: str, moment: datetime) -> None:
        sender.contest(self.me, self.code, words, now=moment)

    def _confirm(self, moment: datetime) -> None:
        sender.confirm(self.me, self.code, now=moment)

    def _thank(self, moment: datetime) -> None:
        working.thank(self._by(moment), self.code, self.told.answer, now=moment)
