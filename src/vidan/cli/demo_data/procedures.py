"""The guide at work: people say whether they understood, ask in unknown words, and an officer teaches it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from vidan.actions import procedures as acts
from vidan.cli.demo_data.mix import KINDS
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.domain.moments import local_day
from vidan.queries import procedures as seen

TEACHER = "hoa.le"
READ = ("1.001193", "2.000815", "1.004222", "1.014027", "1.013978")
#: Of a hundred who say so under a page.
UNDERSTOOD = 92
#: So many guides still wait for their keepers to read them again.
STILL_TO_READ = 3
#: What was asked, how many working days ago, and what an officer said it means (none: still open).
ASKED = (
    ("xin tờ giấy để con đi trại hè được giảm vé", 9, "1.010833"),
    ("giấy để thằng cháu ở lại trường ăn cơm", 6, "2.002770"),
    ("cái tờ xác nhận chăn vịt ngoài đồng", 3, ""),
    ("xã có cho mượn loa kèn đám hiếu không", 2, ""),
)


def tell(scene: Scene) -> Iterator[TimedAct]:
    """A verdict on most days, a few questions, two of them answered."""
    commune_id = scene.house.commune_id
    for days in range(1, 45):
        key, yes = scene.random.choice(READ), scene.random.randrange(100) < UNDERSTOOD
        moment = scene.back(days, 9, scene.random.randrange(60))
        yield TimedAct(moment, partial(acts.judge_guide, commune_id, key, understood=yes, now=moment))
    yield from _weekly(scene)
    yield from _reviews(scene)
    for words, days, key in ASKED:
        moment, answered = scene.back(days, 10, 5), scene.back(days - 1, 8, 20)
        yield TimedAct(moment, partial(acts.miss_question, commune_id, words, "", now=moment))
        if key:
            yield TimedAct(answered, partial(_answer, scene, words, key, answered))


def _reviews(scene: Scene) -> Iterator[TimedAct]:
    """Most guides were read again in time, month after month; the last few are asked for and wait on their desks."""
    kept = sorted(key for key in {kind.key for kind in KINDS} if seen.care(scene.house.commune_id, key))
    for place, key in enumerate(kept[:-STILL_TO_READ]):
        moment = scene.back(6 + place * 2, 15, 40)
        yield TimedAct(moment, partial(_read_again, scene, key, moment))
    morning = scene.back(3, 7, 10)
    yield TimedAct(morning, partial(acts.ask_reviews, scene.house.commune_id, now=morning))


def _read_again(scene: Scene, key: str, moment: datetime) -> None:
    care = seen.care(scene.house.commune_id, key)
    if care is not None:
        keeper = next(login for login, pk in scene.house.officers.items() if pk == care.keeper.id)
        acts.still_true(scene.house.actor(keeper, local_day(moment)), key, now=moment)


def _weekly(scene: Scene) -> Iterator[TimedAct]:
    """The lists of the last two Mondays; one of the older list was looked at two days later."""
    mornings = [scene.back(days, 8, 2) for days in range(2, 14)]
    for place, monday in enumerate([morning for morning in mornings if local_day(morning).weekday() == 0][:2]):
        yield TimedAct(monday, partial(acts.ask_doubts, scene.house.commune_id, now=monday))
        if place == 1:
            moment = monday + timedelta(days=2, hours=3)
            yield TimedAct(moment, partial(_mend, scene, moment))


def _mend(scene: Scene, moment: datetime) -> None:
    for card in seen.doubts(scene.house.commune_id, local_day(moment))[:1]:
        if card.closed_at is None and not card.questions:
            actor = scene.house.actor(TEACHER, local_day(moment))
            acts.settle_doubt(actor, card.code, "Viết lại bước 2 cho ngắn, gửi người thứ hai duyệt.", now=moment)


def _answer(scene: Scene, words: str, key: str, moment: datetime) -> None:
    waiting = seen.missed(scene.house.commune_id)
    number = next(card.number for card in waiting if card.words == words)
    acts.settle_question(scene.house.actor(TEACHER, moment.date()), number, key, now=moment)
