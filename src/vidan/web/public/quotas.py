"""How often something may be said from one place. Nobody is locked out: past the usual a small sum is asked for.

The sum (altcha, SHA-256) is done by the browser in a second or two; who has no JavaScript waits a minute instead. Who
said how often is counted in this process's memory, as keyed hashes of addresses, and forgotten with the hour: nothing
on the disk, not even a hash, tells that somebody wrote (docs/adr/0082).
"""

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

from altcha import v1 as altcha
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from vidan.web.public.limits import who

HOUR = 3600
#: From one address in an hour: so many without a sum, so many at all; from everywhere without a sum.
FREE, MOST, FREE_OF_ALL = 3, 40, 60
#: So many addresses are told apart in an hour; past that everybody is asked for the sum anyway.
MOST_PLACES = 5_000
#: How long the form must have been open where no sum was done.
PATIENCE = 60
HARDEST = 60_000
SALT = "vidan-opened"


class Counted:
    """How often something was said in the running hour, by address and in all."""

    def __init__(self) -> None:
        self.hour = 0
        self.in_all = 0
        self.by_place: dict[str, int] = {}

    def at(self, hour: int) -> "Counted":
        """The same, empty when another hour has begun."""
        if hour != self.hour:
            self.hour, self.in_all, self.by_place = hour, 0, {}
        return self

    def add(self, place: str) -> None:
        """Once more; a new address is told apart while there is room."""
        self.in_all += 1
        if place in self.by_place or len(self.by_place) < MOST_PLACES:
            self.by_place[place] = self.by_place.get(place, 0) + 1


_counted = Counted()


def forget() -> None:
    """For tests, whose visitors all come from one address."""
    _counted.at(-1)


def counted() -> Counted:
    """What this process counted in the running hour."""
    return _counted.at(int(timezone.now().timestamp()) // HOUR)


def note(request: Any) -> None:
    """One more message from here."""
    counted().add(who(request))


def asks_sum(request: Any) -> bool:
    """Whether a sum is asked for before the next one."""
    said = counted()
    return said.in_all >= FREE_OF_ALL or said.by_place.get(who(request), 0) >= FREE


def too_many(request: Any) -> bool:
    """Whether this address has said enough for this hour; the telephone stays."""
    return counted().by_place.get(who(request), 0) >= MOST


def challenge() -> str:
    """A sum for the browser, as JSON."""
    made = altcha.create_challenge(
        altcha.ChallengeOptions(algorithm="SHA-256", max_number=HARDEST, hmac_key=settings.SECRET_KEY)
    )
    return json.dumps({**made.to_dict(), "most": HARDEST})


def opened() -> str:
    """When the form was shown, signed."""
    return signing.dumps(int(timezone.now().timestamp()), salt=SALT)


def paid(solution: str, opened_at: str) -> bool:
    """Whether the sum was done (once), or the form was open for a minute."""
    return _solved(solution) or _waited(opened_at)


def _solved(solution: str) -> bool:
    if not solution or len(solution) > 2000:
        return False
    try:
        told = json.loads(b64decode(solution, validate=True))
        good, _why = altcha.verify_solution(told, settings.SECRET_KEY, False)
        mark = sha256(str(told["salt"]).encode()).hexdigest()[:24]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return bool(good) and bool(cache.add(f"sum:{mark}", 1, timeout=HOUR))


def _waited(opened_at: str) -> bool:
    try:
        since = int(signing.loads(opened_at, salt=SALT, max_age=24 * HOUR))
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return int(timezone.now().timestamp()) - since >= PATIENCE
