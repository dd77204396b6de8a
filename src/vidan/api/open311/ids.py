"""A code as programs know it: many clients put an id into an address as it is, and an address takes ASCII only.

*ĐL-PA-7K3M9Q2T* is `DL-PA-7K3M9Q2T` to them. Both are understood; everybody else's code stays as it is on paper.
"""

from vidan.domain.text import fold, nfc


def outside(code: str) -> str:
    """The id of a code."""
    return fold(code).upper()


def inside(abbreviation: str, given: str) -> str:
    """The code of an id, or of the code itself; what is neither comes back as it came."""
    given = nfc(given.strip())
    plain = f"{outside(abbreviation)}-"
    return f"{abbreviation}-{given[len(plain) :]}" if given.upper().startswith(plain) else given
