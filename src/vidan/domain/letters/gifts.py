"""What people give for the common good, written into a book that everybody may read without the givers' names.

Sources: Luật Thực hiện dân chủ ở cơ sở 2022 art. 11 (what the People's money and labour did is made public) and the
commune's promise 5: whoever gives something is thanked within five working days.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.text import clean_line

LONGEST_PURPOSE = 160
LONGEST_THING = 160
#: More than this in one gift is a slip of the finger.
MOST = 10_000_000_000


class GiftKind(StrEnum):
    """What was given: each counts in its own unit (đồng, days of work, square metres), goods in words."""

    MONEY = "money"
    LABOUR = "labour"
    LAND = "land"
    GOODS = "goods"


@dataclass(frozen=True)
class Gift:
    """One gift: so many units of a kind, or a thing in words; for which work, on which day."""

    kind: GiftKind
    purpose: str
    given_on: date
    amount: int = 0
    thing: str = ""


def check_gift(gift: Gift, today: date) -> Gift:
    """The gift, tidy. Refused `letters.gift.purpose`, `.amount`, `.thing` or `.future`, each naming its field."""
    purpose, thing = clean_line(gift.purpose), clean_line(gift.thing)
    if not 0 < len(purpose) <= LONGEST_PURPOSE:
        raise Refused("letters.gift.purpose", field="purpose", most=LONGEST_PURPOSE)
    if gift.kind is GiftKind.GOODS and not 0 < len(thing) <= LONGEST_THING:
        raise Refused("letters.gift.thing", field="thing", most=LONGEST_THING)
    if gift.kind is not GiftKind.GOODS and not 0 < gift.amount <= MOST:
        raise Refused("letters.gift.amount", field="amount")
    if gift.given_on > today:
        raise Refused("letters.gift.future", field="given_on")
    if gift.kind is GiftKind.GOODS:
        return Gift(gift.kind, purpose, gift.given_on, thing=thing)
    return Gift(gift.kind, purpose, gift.given_on, amount=gift.amount)
