"""How often something may be said from one place. Nobody is locked out: past the usual a small sum is asked for.

The sum (altcha, SHA-256) is done by the browser in a second or two; who has no JavaScript waits a minute instead. Only
keyed hashes of addresses are kept, in the cache, for an hour; the feedback form itself has no access log.
"""

import hmac
import json
from base64 import b64decode
from datetime import datetime
from hashlib import sha256
from typing import Any

from altcha import v1 as altcha
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from vidan.web.public.limits import client_address

HOUR = 3600
#: From one address in an hour: so many without a sum, so many at all; from everywhere without a sum.
FREE, MOST, FREE_OF_ALL = 3, 40, 60
#: How long the form must have been open where no sum was done.
PATIENCE = 60
HARDEST = 60_000
SALT = "vidan-opened"


def _keys(request: Any, now: datetime) -> tuple[str, str]:
    hour = int(now.timestamp()) // HOUR
    who = hmac.new(settings.SECRET_KEY.encode(), client_address(request).encode(), sha256).hexdigest()[:20]
    return f"say:{who}:{hour}", f"say:all:{hour}"


def note(request: Any) -> None:
    """One more message from here."""
    for key in _keys(request, timezone.now()):
        if not cache.add(key, 1, timeout=HOUR):
            cache.incr(key)


def asks_sum(request: Any) -> bool:
    """Whether a sum is asked for before the next one."""
    own, every = _keys(request, timezone.now())
    said = cache.get_many([own, every])
    return bool(said.get(own, 0) >= FREE or said.get(every, 0) >= FREE_OF_ALL)


def too_many(request: Any) -> bool:
    """Whether this address has said enough for this hour; the telephone stays."""
    own, _ = _keys(request, timezone.now())
    return bool(cache.get(own, 0) >= MOST)


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
