"""What a log is called: `<domain>/nhat-ky/<year>`, and for one that had to be begun anew after a loss, `…/<year>-2`."""

import re

from vidan.domain.errors import Refused

_LAST = re.compile(r".+/nhat-ky/([0-9]{4})(?:-([2-9]|[1-9][0-9]))?", re.ASCII)


def log_name(year: int, edition: int = 1) -> str:
    """The last part of a log's name, which is also its folder: the year, with the edition from the second on."""
    return str(year) if edition == 1 else f"{year}-{edition}"


def origin(domain: str, year: int, edition: int = 1) -> str:
    """The full name of a log, its origin line."""
    return f"{domain}/nhat-ky/{log_name(year, edition)}"


def parse(name: str) -> tuple[int, int]:
    """Year and edition of a log's full name. Refused when it is none."""
    found = _LAST.fullmatch(name)
    if found is None:
        raise Refused("ledger.audit.origin", origin=name)
    return int(found[1]), int(found[2] or 1)
