"""Who is asked: decided by a seed that was fixed before the month began, never by an officer.

A month's seed comes from a key that the desk does not have. Its SHA-256 stands in the ledger before the first case of
the month; the seed itself is shown on the month's last day. From then on anybody can recompute who had to be asked: a
case is in the sample when the first eight bytes of SHA-256(seed ‖ reference), read as a number below 2^64, lie under
the month's share of that range. `reference` are the 16 bytes that the ledger shows as `ref`.
"""

import hmac
from datetime import date, timedelta
from hashlib import sha256

from vidan.domain.errors import Refused

#: Of a hundred cases so many are asked, unless the month says otherwise.
DEFAULT_SHARE = 50
_RANGE = 2**64


def month_of(day: date) -> date:
    """The first day of a day's month: a month's name."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month that follows."""
    return month_of(month_of(month) + timedelta(days=32))


def seed_of(key: bytes, commune_code: str, month: date) -> bytes:
    """The month's 32 secret bytes: HMAC-SHA256(key, commune and month). The same key gives the same seed again."""
    return hmac.digest(key, f"{commune_code}/{month:%Y-%m}".encode(), "sha256")


def seed_hash(seed: bytes) -> bytes:
    """What the ledger shows before the month begins."""
    return sha256(seed).digest()


def is_chosen(seed: bytes, reference: str, share: int) -> bool:
    """Whether the case with this public reference (32 hexadecimal digits) is asked; `share` in whole per cent."""
    if not 1 <= share <= 100:
        raise Refused("surveys.share.out_of_range", field="share", share=share)
    number = int.from_bytes(sha256(seed + bytes.fromhex(reference)).digest()[:8], "big")
    return number * 100 < share * _RANGE
