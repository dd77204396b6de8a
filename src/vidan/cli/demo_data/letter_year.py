"""The year's apologies: each dossier that came late was apologised for, nearly always before its promised moment.

The last days before the demo's own are told in `letters.py`, where the look at all desks finds what is owed.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import partial

from vidan.actions import letters
from vidan.cli.demo_data.cast import CHAIRMAN, VICE_ECONOMY, VICE_SOCIETY
from vidan.cli.demo_data.mix import LAND
from vidan.cli.demo_data.plans import Plan, Verb
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.owed import Trigger, draft_from
from vidan.domain.moments import at, local_day, start_of
from vidan.domain.people import program
from vidan.queries import letters as seen

#: What was the matter, and what the commune does about it.
ON_LAND = (
    (
        "Hồ sơ phải đối chiếu với thực địa, mà tổ đo đạc còn ba thửa ở thôn Vèn chưa xong sau đợt mưa.",
        "Phòng Kinh tế xếp lịch đo ngay hôm nhận hồ sơ và ghi ngày đo lên giấy hẹn.",
    ),
    (
        "Bản đồ địa chính của xứ đồng này còn hai ranh giới chưa khớp, chúng tôi phải đo lại với các nhà liền kề.",
        "Anh em địa chính đã đo xong ngày hôm qua; từ nay đo trước khi hồ sơ lên tới nơi.",
    ),
)
OTHERS = (
    (
        "Chúng tôi chuyển hồ sơ sang phòng khác muộn một ngày. Đây là lỗi của xã.",
        "Từ nay hồ sơ nhận buổi sáng thì chuyển đi ngay buổi sáng.",
    ),
    (
        "Cán bộ phụ trách nghỉ ốm, người làm thay nhận việc chậm. Xã đã xếp lại người thay.",
        "Mỗi việc ở quầy đều có tên người làm thay từ đầu tháng.",
    ),
    (
        "Mất điện cả buổi chiều nên kết quả chưa in và ký kịp.",
        "Sáng mai mở cửa là in và ký trước tiên.",
    ),
    (
        "Chúng tôi gửi giấy đi xác minh muộn hai ngày và chưa nhắc lại. Lỗi này là của xã.",
        "Giấy xác minh gửi ngay trong ngày, ba ngày chưa có trả lời thì gọi điện.",
    ),
)
#: One in so many was forgotten until the day after.
_FORGOTTEN = 7
_SHORT, _LAST = timedelta(hours=2), timedelta(minutes=20)
Steps = Callable[..., Mapping[str, Callable[[str], object]]]


def tell(scene: Scene, founded: datetime, how: Steps) -> Iterator[TimedAct]:
    """For each dossier that was late before the last three days: a draft of the program's own, then the whole way."""
    until, told = start_of(scene.back(3, 8).date()), 0
    for number, plan in enumerate(scene.plans):
        if plan.missed_at is None:
            continue
        drafted, sent = _moments(scene, plan, plan.missed_at, forgotten=told % _FORGOTTEN == _FORGOTTEN - 1)
        if founded < drafted and sent < until:
            told += 1
            code: list[str] = []
            yield TimedAct(drafted, partial(_owe, scene, number, drafted, code))
            yield TimedAct(sent, partial(_say_sorry, scene, plan, told, sent, how, code))


def _moments(scene: Scene, plan: Plan, missed_at: datetime, *, forgotten: bool) -> tuple[datetime, datetime]:
    """When the draft is there and when the letter leaves: the working day before, or within the promised day."""
    received = next(act.at for act in plan.acts if act.verb is Verb.RECEIVE)
    drafted = draft_from(scene.calendar, missed_at) + timedelta(hours=7, minutes=45)
    sent = drafted + timedelta(hours=7)
    if drafted <= received:
        drafted, sent = max(missed_at - _SHORT, received + _LAST), missed_at - _LAST
    if forgotten or sent <= drafted:
        sent = at(scene.calendar.shift(missed_at, 1).date(), time(9, 40))
    return drafted, sent


def _owe(scene: Scene, number: int, now: datetime, code: list[str]) -> None:
    letter = letters.owe_apology(program(scene.house.commune_id), scene.code(number), Trigger.LATE, now=now)
    code.append(letter.code)


def _say_sorry(scene: Scene, plan: Plan, place: int, now: datetime, how: Steps, code: list[str]) -> None:
    """The cause is told, and the letter goes its whole way to the person's village."""
    writer = scene.house.actor("thao.ha", local_day(now))
    card = seen.card(writer, code[0])
    on_land = plan.kind.bench is LAND
    causes = ON_LAND if on_land else OTHERS
    cause, remedy = causes[place % len(causes)]
    values = {**card.values, "cause": cause, "remedy": remedy, "more_days": "3" if on_land else "2"}
    letters.write(writer, card.code, values, now=now)
    by = (CHAIRMAN, VICE_ECONOMY if on_land else VICE_SOCIETY)[place % 2]
    way = how(scene.house, now, by, (Way.VILLAGE_HEAD, Way.HOME, Way.HAND)[place % 3])
    for step in ("submit", "check", "sign", "number", "seal", "send", "acknowledge"):
        way[step](card.code)
