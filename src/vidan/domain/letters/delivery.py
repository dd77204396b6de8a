"""How a letter reaches its reader (NĐ 30/2020/NĐ-CP art. 18; NĐ 61/2018/NĐ-CP art. 19(9) for apologies)."""

from datetime import datetime
from enum import StrEnum

from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.text import clean_line


class Way(StrEnum):
    """By which way."""

    HAND = "hand"
    POST = "post"
    HOME = "home"
    VILLAGE_HEAD = "village_head"
    MAIL = "mail"


LONGEST_RECEIVER = 300
#: A letter that came back goes out by another way in as much time as one that was just sealed (NĐ 30 art. 18).
SEND_AGAIN_WITHIN = Limit.parse("1wd")


#: How a try by mail stands before the mail server took the letter, and where it never did.
LEAVING, NEVER_LEFT = "leaving", "never_left"


def receiver_of(way: Way, text: str) -> str:
    """Into whose hands, to which address. Refused `letters.receiver.missing`, `.too_long` or `.mail`."""
    receiver = clean_line(text)
    if not receiver:
        raise Refused("letters.receiver.missing", field="receiver")
    if len(receiver) > LONGEST_RECEIVER:
        raise Refused("letters.receiver.too_long", field="receiver", most=LONGEST_RECEIVER)
    if way is Way.MAIL and ("@" not in receiver or " " in receiver):
        raise Refused("letters.receiver.mail", field="receiver")
    return receiver


def counted_as_sent(first: datetime | None, again_due_at: datetime | None, now: datetime) -> datetime:
    """When a letter that leaves now counts as sent: the first time, where what came back went out again in time."""
    return first if first is not None and again_due_at is not None and now <= again_due_at else now
