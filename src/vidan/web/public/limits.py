"""Guessing is made slow, and nobody who types the right secret at once ever waits.

Ten wrong look-ups a minute for one address (an IPv6 /64 counts as one), five a second for the whole site; past that a
short wait is asked for. Addresses are kept only as a keyed hash, for a minute.
"""

import hmac
import re
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

#: An IPv4 address as nearly every visitor has one: as `ipaddress` would write it.
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_PLAIN = re.compile(rf"(?:{_OCTET}\.){{3}}{_OCTET}", re.ASCII)
WRONG_A_MINUTE = 10
WRONG_A_SECOND = 5
MINUTE = 60


def client_address(request: Any) -> str:
    """The address that asks; a forwarded one counts only behind a proxy of ours."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip() or address
    if _PLAIN.fullmatch(address):
        return address
    try:
        read = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(read, IPv6Address):
        return str(ip_network((read, 64), strict=False).network_address)
    return str(read)


def who(request: Any) -> str:
    """The address that asks, as a keyed hash; worked out once for a request."""
    known: str | None = vars(request).get("asked_by")
    if known is None:
        address = client_address(request).encode()
        known = request.asked_by = hmac.digest(settings.SECRET_KEY.encode(), address, sha256).hex()[:20]
    return known


def _keys(request: Any) -> tuple[str, str]:
    now = int(timezone.now().timestamp())
    return f"lookup:{who(request)}:{now // MINUTE}", f"lookup:all:{now}"


def seconds_to_wait(request: Any) -> int:
    """How long this address should wait before the next look-up; 0 nearly always."""
    own, all_of_site = _keys(request)
    wrong = cache.get_many([own, all_of_site])
    mine = wrong.get(own, 0)
    if mine >= WRONG_A_MINUTE:
        return MINUTE - int(timezone.now().timestamp()) % MINUTE
    if mine and wrong.get(all_of_site, 0) >= WRONG_A_SECOND:
        return 2
    return 0


def note_failure(request: Any) -> None:
    """One more wrong look-up."""
    for key in _keys(request):
        if not cache.add(key, 1, timeout=MINUTE):
            cache.incr(key)
