"""The guide at work: people say whether they understood, ask in unknown words, and an officer teaches it."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from vidan.actions import procedures as acts
from vidan.cli.demo_data.scene import Scene, TimedAct
from vidan.queries import procedures as seen

TEACHER = "hoa.le"
READ = ("1.001193", "2.000815", "1.004222", "1.014027", "1.013978")
#: Of a hundred who say so under a page.
UNDERSTOOD = 92
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
    for words, days, key in ASKED:
        moment, answered = scene.back(days, 10, 5), scene.back(days - 1, 8, 20)
        yield TimedAct(moment, partial(acts.miss_question, commune_id, words, "", now=moment))
        if key:
            yield TimedAct(answered, partial(_answer, scene, words, key, answered))


def _answer(scene: Scene, words: str, key: str, moment: datetime) -> None:
    waiting = seen.missed(scene.house.commune_id)
    number = next(card.number for card in waiting if card.words == words)
    acts.settle_question(scene.house.actor(TEACHER, moment.date()), number, key, now=moment)
