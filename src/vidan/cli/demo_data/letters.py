"""Letters in the demo: a few good stories, one in each state, and apologies drafted before anyone asked.

Every letter goes the way that an office's letters go: written, read by somebody else, signed, numbered, sealed, sent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from vidan.actions import letters
from vidan.adapters import pdf
from vidan.cli.demo_data import letter_words, letter_year
from vidan.cli.demo_data.cast import CHAIRMAN, VICE_ECONOMY, VICE_SOCIETY
from vidan.cli.demo_data.founding import House
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.gifts import Gift, GiftKind
from vidan.domain.letters.kinds import Authority
from vidan.domain.letters.owed import Trigger
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.moments import at, local_day
from vidan.queries import letters as seen
from vidan.speech import letters as words

WRITER, READER, CLERK = "thao.ha", "thuy.luong", "yen.le"
_PLACE = "Điền Lư"
#: Steps of the way, in order; a story stops after one of them.
STEPS = ("draft", "submit", "check", "sign", "number", "seal", "send", "acknowledge")


@dataclass(frozen=True)
class Story:
    """One letter: how many working days ago it was begun, how far it came, who signs, by which way it went, and why it
    came back yesterday.
    """

    back: int
    kind: str
    until: str
    by: str = CHAIRMAN
    way: Way = Way.VILLAGE_HEAD
    authority: Authority | None = None
    came_back: str = ""


STORIES = (
    Story(14, "decision", "acknowledge", way=Way.HAND),
    Story(12, "plan", "acknowledge", authority=Authority.BOARD, way=Way.HAND),
    Story(8, "notice", "send", by=VICE_SOCIETY),
    Story(6, "thanks", "acknowledge", way=Way.HOME),
    Story(5, "official", "send", by=VICE_ECONOMY, way=Way.POST, came_back="Bưu điện trả lại: sai địa chỉ"),
    Story(4, "minutes", "seal", authority=Authority.BOARD),
    Story(3, "birth", "seal"),
    Story(2, "invitation", "number"),
    Story(2, "condolence", "sign"),
    Story(1, "marriage", "check"),
    Story(1, "proposal", "check"),
    Story(1, "report", "submit", authority=Authority.BOARD),
    Story(1, "correction", "draft"),
)


def tell(scene: Scene) -> Iterator[TimedAct]:
    """Rights to sign first, then the year's apologies, the letters, and the apologies of the last days."""
    founded = at(scene.calendar.next_working_day(scene.board_day), time(8, 5))
    yield TimedAct(founded, partial(_rights, scene.house, founded))
    yield from letter_year.tell(scene, founded, how)
    for place, story in enumerate(STORIES):
        yield from _told(scene, story, place)
    yield from _gifts(scene)
    for back in (3, 2, 1):
        yield from _apologies(scene, back)
    morning = scene.back(0, 7, 45)
    yield TimedAct(morning, partial(letters.look_over, scene.house.commune_id, now=morning))


def _rights(house: House, now: datetime) -> None:
    chairman = house.actor(CHAIRMAN, local_day(now))
    rights = (
        (CHAIRMAN, Capacity.CHAIRMAN, "Chủ tịch Ủy ban nhân dân xã", BoardSeat.HEAD),
        (VICE_ECONOMY, Capacity.VICE_CHAIRMAN, "Phó Chủ tịch Ủy ban nhân dân xã", BoardSeat.DEPUTY),
        (VICE_SOCIETY, Capacity.VICE_CHAIRMAN, "Phó Chủ tịch Ủy ban nhân dân xã", BoardSeat.DEPUTY),
    )
    for login, capacity, title, seat in rights:
        letters.give_right(
            chairman,
            officer_id=house.officers[login],
            capacity=capacity,
            title=title,
            board_seat=seat,
            from_on=local_day(now),
            decision="Quyết định phân công (văn bản minh họa)",
            now=now,
        )


def _told(scene: Scene, story: Story, place: int) -> Iterator[TimedAct]:
    begun = scene.back(story.back, 8, 10 + place)
    code: list[str] = []

    def draft() -> None:
        writer = scene.house.actor(WRITER, local_day(begun))
        values = letter_words.told(story.kind, local_day(begun), scene.calendar)
        code.append(letters.draft(writer, story.kind, values, authority=story.authority, now=begun).code)

    yield TimedAct(begun, draft)
    for number, step in enumerate(STEPS[1 : STEPS.index(story.until) + 1], start=1):
        moment = begun + timedelta(minutes=14 * number)
        act = how(scene.house, moment, story.by, story.way)[step]
        yield _timed(moment, act, code)
    if story.came_back:
        moment = scene.back(1, 15, 40)
        yield _timed(moment, lambda code: _come_back(scene, code, story.came_back, moment), code)


def _come_back(scene: Scene, code: str, why: str, now: datetime) -> None:
    letters.come_back(scene.house.actor(CLERK, local_day(now)), code, why, now=now)


def _timed(moment: datetime, act: Callable[[str], object], code: list[str]) -> TimedAct:
    """A step of a letter whose code will be known by then."""
    return TimedAct(moment, lambda: act(code[0]))


def how(
    house: House, now: datetime, by: str, way: Way, *, writer: str = WRITER, reader: str = READER
) -> Mapping[str, Callable[[str], object]]:
    """Each step of the way, by whoever does it."""
    day = local_day(now)
    wrote, read, clerk = (house.actor(login, day) for login in (writer, reader, CLERK))
    return {
        "submit": lambda code: letters.submit(wrote, code, now=now),
        "check": lambda code: letters.check(read, code, now=now),
        "sign": lambda code: letters.sign(house.actor(by, day), code, now=now),
        "number": lambda code: _number(house, code, now),
        "seal": lambda code: letters.seal(clerk, code, 2, now=now),
        "send": lambda code: letters.send(clerk, code, letters.Sending(way, "Nhà văn hóa thôn"), now=now),
        "acknowledge": lambda code: letters.acknowledge(clerk, code, "Ký nhận trong sổ giao", now=now),
    }


def _number(house: House, code: str, now: datetime) -> None:
    """The number, and the print that is sealed."""
    clerk = house.actor(CLERK, local_day(now))
    letters.number(clerk, code, now=now)
    paper = seen.document(seen.card(clerk, code), commune="xã Điền Lư", place=_PLACE, now=now, demo=True)
    letters.keep_file(clerk, code, letters.FilePurpose.PRINT, pdf.letter(paper), now=now)


def _apologies(scene: Scene, back: int) -> Iterator[TimedAct]:
    """What a promise about to break asks for is drafted in the morning; most of it is out before noon, and what was
    written last lies on the chairman's table.
    """
    morning, later = scene.back(back, 7, 45), scene.back(back, 10, 20)
    yield TimedAct(morning, partial(letters.look_over, scene.house.commune_id, now=morning))
    yield TimedAct(later, partial(_say_sorry, scene, later, "send" if back > 1 else "check"))


def _say_sorry(scene: Scene, now: datetime, until: str) -> None:
    """The cause is told and the apologies of dossiers that will be late go as far as that step; those that come in time
    fall away.
    """
    house = scene.house
    writer = house.actor(WRITER, local_day(now))
    owed = [row for row in seen.work(house.actor(CHAIRMAN, local_day(now))).to_urge if row.trigger == Trigger.LATE]
    for place, row in enumerate(owed[:3]):
        card = seen.card(writer, row.code)
        on_land = any(word in card.values["procedure"].lower() for word in ("đất", "xây dựng"))
        cause, remedy = (letter_year.ON_LAND if on_land else letter_year.OTHERS)[place % 2]
        values = {**card.values, "cause": cause, "remedy": remedy, "more_days": "3"}
        values["contact"] = card.values.get("contact") or "một cửa, 0237 000 1234"
        letters.write(writer, row.code, values, now=now)
        for step in STEPS[1 : STEPS.index(until) + 1]:
            how(house, now, CHAIRMAN, Way.VILLAGE_HEAD)[step](row.code)


#: What was given in the last weeks: working days ago, kind, amount, thing, and a name where one was left.
GIFTS = (
    (9, GiftKind.LABOUR, 6, "", "Lương Văn Hiệp"),
    (7, GiftKind.GOODS, 0, "20 bao xi măng", "Trương Thị Mơ"),
    (3, GiftKind.MONEY, 500_000, "", ""),
    (1, GiftKind.LAND, 45, "", "Phạm Bá Thiện"),
)
_ROAD = "mở rộng đường vào đồng Côn"


def _gifts(scene: Scene) -> Iterator[TimedAct]:
    """Each is written down when it comes; the older thanks are out, the newest waits."""
    for back, kind, amount, thing, name in GIFTS:
        moment = scene.back(back, 9, 30)
        yield TimedAct(moment, partial(_give, scene, moment, Gift(kind, _ROAD, local_day(moment), amount, thing), name))


def _give(scene: Scene, now: datetime, gift: Gift, name: str) -> None:
    """One gift, and the letter of thanks of whoever left a name, a day or more ago, on its whole way."""
    writer = scene.house.actor(WRITER, local_day(now))
    what = words.gift(gift.amount, words.GIFT_UNITS[gift.kind], gift.thing)
    deed = words.deed(what, gift.purpose, gift.given_on, "ông/bà")
    entry = letters.contribute(writer, gift, letters.Giver(name, address="Thôn Tôm, xã Điền Lư"), deed, now=now)
    if entry.letter is not None and now < scene.back(2, 9, 30):
        for step in STEPS[1:7]:
            how(scene.house, now, CHAIRMAN, Way.HOME)[step](entry.letter.code)
