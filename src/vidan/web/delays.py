"""A wait that grows with each wrong answer, for one officer's name from one address. Nobody is ever locked out.

How long is the rule of `domain.people.wait_after`; here it is remembered, in the cache that all processes share, under
keyed hashes: neither names nor addresses are kept. An hour without a try, or one right answer, and all is forgotten.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import ceil

from django.conf import settings
from django.core.cache import cache

from vidan.domain.people import FREE_TRIES, wait_after

REMEMBERED = 3600
#: A try that is being checked holds its turn for so long at most.
TURN = 5


@dataclass(frozen=True)
class Tries:
    """Whose tries are counted: made by `of`, from whatever names them."""

    key: str

    @classmethod
    def of(cls, *names: object) -> "Tries":
        """Tries named by these words (`"password", login, address`)."""
        text = "\n".join(str(name) for name in names)
        return cls("tries:" + hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest())

    def seconds_to_wait(self, now: datetime) -> int:
        """How long until the next try may be made; 0: now."""
        failures, last = cache.get(self.key, (0, 0.0))
        left = last + wait_after(failures) - now.timestamp()
        return max(0, ceil(left))

    def take_turn(self, now: datetime) -> int:
        """0: this try may be checked. Else the seconds to wait; a try made too early does not make the wait longer.

        Past the free tries one is checked at a time: a hundred sent at once are still one.
        """
        wait = self.seconds_to_wait(now)
        if wait:
            return wait
        failures, _ = cache.get(self.key, (0, 0.0))
        if failures > FREE_TRIES and not cache.add(f"{self.key}:{failures}", 1, timeout=TURN):
            return 1
        return 0

    def failed(self, now: datetime) -> int:
        """One more wrong answer; the seconds until the next try."""
        failures, _ = cache.get(self.key, (0, 0.0))
        cache.set(self.key, (failures + 1, now.timestamp()), timeout=REMEMBERED)
        return wait_after(failures + 1)

    def forget(self) -> None:
        """The right answer came."""
        cache.delete(self.key)
