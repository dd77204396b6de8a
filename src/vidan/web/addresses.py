"""The addresses of one thing's pages differ by its code alone, so what stands around the code is worked out once.

Django goes through its routes for each address, a hundred calls; a dossier's page bears a dozen of them.
"""

from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

#: Stands for a code while a page's address is worked out; no address of ours holds it.
_MARK = "0-CODE-0"
#: What stays as it is within an address (RFC 3986: sub-delims, and the signs that a path may hold).
_PLAIN = "!$&'()*+,;=~:@"


def of(page: str, code: str) -> str:
    """The address of a page whose only argument is a code, as `reverse` would write it."""
    before, after = _around(page, get_script_prefix())
    return f"{before}{_quoted(code)}{after}"


@cache
def _around(page: str, _prefix: str) -> tuple[str, str]:
    before, _, after = reverse(page, args=[_MARK]).partition(_MARK)
    return before, after


@lru_cache(maxsize=1000)
def _quoted(code: str) -> str:
    return quote(code, safe=_PLAIN)
