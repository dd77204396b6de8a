"""Entries: what the public ledger says of each event, and nothing more.

An entry is canonical JSON: ASCII, keys sorted, no spaces, no escapes, no floats, no nulls. Every value has a strict
type, so there is no place where a name, an identity number or a telephone could stand. What really happened is bound
by `c`, an HMAC-SHA256 over the full record under 32 random bytes that die with the record. The format is told in
docs/ledger-format.md.
"""

import hmac
import json
import re
from binascii import a2b_base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from sys import intern
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.ledger.checkpoint import Checkpoint
from vidan.domain.ledger.merkle import EMPTY_ROOT
from vidan.domain.ledger.note import from_base64, to_base64

VERSION = 1
LONGEST_ENTRY = 1024
SALT_SIZE = 32
#: Twenty-one token hashes fit into an entry; a larger batch of tokens takes several entries.
MOST_TOKENS = 21
#: Counts stay below: nine digits could be an identity number.
LARGEST_COUNT = 10**8 - 1
#: Why a promised day was changed. Only the first two can move the first promise, and only after `bs` (replay.py).
REASONS = ("supplement", "pause", "reappointment", "calendar")

_BASE = frozenset({"v", "t", "d", "c"})
_MATTER = _BASE | {"ref"}
_PROMISE = _MATTER | {"due"}

#: The kinds and exactly the keys that each must have. A denunciation enters as `pa`, like any feedback.
KINDS: Mapping[str, frozenset[str]] = {
    "nhan": _PROMISE,  # received, with the promised day
    "bs": _MATTER,  # returned for completion, or lawfully paused
    "hen": _PROMISE | {"why"},  # promise changed
    "xong": _MATTER,  # result ready
    "huy": _MATTER,  # withdrawn or stopped
    "gt": _MATTER,  # result given out
    "pa": _MATTER,  # feedback received
    "tn": _MATTER,  # acknowledged
    "tl": _MATTER,  # answered
    "xn": _MATTER,  # confirmed by the sender
    "pd": _MATTER,  # contested by the sender
    "xl": _MATTER,  # apology issued
    "co": _MATTER,  # thanks issued
    "vb": _BASE,  # number of a letter issued
    "phieu": _BASE | {"h"},  # batch of token hashes
    "dg": _BASE | {"h", "s", "p"},  # rating: overall, and by promise
    "mau": _BASE | {"h"},  # the seed of a month's survey, fixed before the month
    "bc": frozenset({"v", "t", "d", "n"}),  # scoreboard published
    "xoa": _BASE,  # erasure done
    "khoa": _BASE,  # key or program version changed
    "dau": _BASE,  # first of the year
}
#: Kinds whose day is told only by its week: they could point at a person's visit.
WEEKLY = frozenset({"phieu", "dg"})
#: Kinds that show exactly one hash.
ONE_HASH = frozenset({"dg", "mau"})
#: The promises that a survey's items measure, as `p` names them, and the ends of the scale.
RATED = frozenset({"9", "10", "11", "12"})
WORST, BEST = 1, 5

#: All that an entry is written with: what can be printed, without the backslash.
_SIGNS = bytes(sign for sign in range(0x20, 0x7F) if sign != ord("\\"))
_REF = re.compile(r"[0-9a-f]{32}", re.ASCII)
#: Thirty-two bytes in canonical base64: the two bits that are left over at the end are not set.
_HASH = re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FILE = re.compile(r"[a-z][a-z0-9-]{0,40}\.(?:json|csv)", re.ASCII)
_PROMISE_NUMBER = re.compile(r"[1-9]|1[0-2]", re.ASCII)

#: Marks of a person, looked for in every text of an entry, to say plainly why it is refused.
_PRIVATE: Mapping[str, re.Pattern[str]] = {
    "phone": re.compile(r"(?<![0-9A-Za-z])(?:\+84|0)(?:[ .-]?[0-9]){9}(?![0-9A-Za-z])", re.ASCII),
    "identity": re.compile(r"[0-9]{9,}", re.ASCII),
    "mail": re.compile(r"@"),
    "ip": re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){2,}", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as read; `raw` are the bytes that become a leaf."""

    raw: bytes
    kind: str
    day: date
    commitment: bytes | None = None
    ref: str | None = None
    due: date | None = None
    why: str | None = None
    tokens: tuple[bytes, ...] = ()
    score: int | None = None
    items: Mapping[str, int] | None = None
    counts: Mapping[str, Any] | None = None


def canonical(value: object) -> bytes:
    """Canonical JSON: ASCII, keys sorted, no spaces. Refused for floats and for what JSON cannot say."""
    _refuse_floats(value)
    return _encoded(value)


#: Made once: what reads and writes millions of entries must not build its tools anew for each.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)


def _encoded(value: object) -> bytes:
    try:
        return _ENCODER.encode(value).encode("ascii")
    except (TypeError, ValueError) as error:
        raise Refused("ledger.entry.not_canonical", why=str(error)) from error


def _no_float(text: str) -> object:
    raise ValueError(text)


_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


#: Nearly all of what an entry says.
_PLAIN = (str, int, bool, type(None))


def _refuse_floats(value: object) -> None:
    if type(value) in _PLAIN or isinstance(value, str | int):
        return
    if isinstance(value, float):
        raise Refused("ledger.entry.not_canonical", why="float")
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise Refused("ledger.entry.not_canonical", why="key")
            if type(item) not in _PLAIN:
                _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)


def commitment(salt: bytes, record: Mapping[str, Any]) -> bytes:
    """The 32 bytes that bind an entry to its full record without telling it: HMAC-SHA256(salt, canonical JSON)."""
    if len(salt) != SALT_SIZE:
        raise Refused("ledger.entry.salt", length=len(salt), expected=SALT_SIZE)
    return hmac.digest(salt, canonical(record), "sha256")


def opens(entry: Entry, salt: bytes, record: Mapping[str, Any]) -> bool:
    """Do this salt and this record belong to the entry's commitment?"""
    return entry.commitment is not None and hmac.compare_digest(entry.commitment, commitment(salt, record))


def year_link(origin: str, before: Checkpoint | None) -> bytes:
    """The commitment of `dau`, by which a year's log takes up the one before.

    Anybody can compute it: the salt is 32 zero bytes, the record the last checkpoint of the year before. A commune's
    very first log takes up its own empty tree.
    """
    last = before or Checkpoint(origin, 0, EMPTY_ROOT)
    record = {"origin": last.origin, "size": last.size, "root": to_base64(last.root)}
    return commitment(bytes(SALT_SIZE), record)


def build(kind: str, day: date, commitment: bytes | None = None, public: Mapping[str, Any] | None = None) -> bytes:
    """Make an entry: kind, Vietnamese day, commitment (all but `bc`), the kind's own keys. Refused when not in form."""
    fields: dict[str, Any] = {"v": VERSION, "t": kind, "d": day.isoformat(), **(public or {})}
    if commitment is not None:
        fields["c"] = to_base64(commitment)
    raw = canonical(fields)
    _require_plain(raw)
    _checked(raw, fields)
    return raw


def tokens_text(hashes: list[bytes]) -> str:
    """The `h` of a batch: the token hashes sorted, side by side, in base64."""
    return to_base64(b"".join(sorted(hashes)))


def parse(raw: bytes) -> Entry:
    """Read an entry and check its form completely. Refused with the reason and the key at fault."""
    _require_plain(raw)
    try:
        fields = _DECODER.decode(raw.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise Refused("ledger.entry.not_canonical", why="JSON") from error
    if not isinstance(fields, dict):
        raise Refused("ledger.entry.not_canonical", why="object")
    if _encoded(fields) != raw:
        raise Refused("ledger.entry.not_canonical", why="order")
    return _checked(raw, fields)


def _require_plain(raw: bytes) -> None:
    if len(raw) > LONGEST_ENTRY:
        raise Refused("ledger.entry.too_long", length=len(raw), most=LONGEST_ENTRY)
    if raw.translate(None, _SIGNS):
        raise Refused("ledger.entry.not_ascii")


def _checked(raw: bytes, fields: Mapping[str, Any]) -> Entry:
    try:
        entry = _in_form(raw, fields)
    except Refused:
        refuse_private(fields)  # the plainer reason, where there is one
        raise
    if entry.counts is not None:  # names of files are the only free text there is
        refuse_private(fields)
    return entry


def _in_form(raw: bytes, fields: Mapping[str, Any]) -> Entry:
    """The entry, if each key has exactly the form of its kind."""
    kind = fields.get("t")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused("ledger.entry.kind", field="t", value=str(kind))
    if KINDS[kind] != fields.keys():
        key = min(KINDS[kind] ^ fields.keys())
        raise Refused("ledger.entry.keys", field=key, kind=kind, key=key)
    for key, value in fields.items():
        if not _CHECKS[key](value):
            raise Refused("ledger.entry.value", field=key, kind=kind, key=key)
    entry = _read(raw, fields)
    if kind in WEEKLY and entry.day.weekday() != 0:
        raise Refused("ledger.entry.monday", field="d", kind=kind, day=entry.day)
    if kind in ONE_HASH and len(entry.tokens) != 1:
        raise Refused("ledger.entry.value", field="h", kind=kind, key="h")
    return entry


def refuse_private(value: object, key: str = "") -> None:
    """Refuse marks of a person anywhere in an entry but in random values (reference, commitment, token hashes)."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            refuse_private(name, "")
            refuse_private(item, key if key == "n" else str(name))
    elif isinstance(value, int) and not isinstance(value, bool):
        refuse_private(str(value), "")
    elif isinstance(value, str) and not _random(key, value):
        for mark, pattern in _PRIVATE.items():
            if pattern.search(value):
                raise Refused("ledger.entry.private", field=key, key=key, mark=mark)


def _random(key: str, value: str) -> bool:
    if key == "ref":
        return _REF.fullmatch(value) is not None
    return key in ("c", "h", "n") and _base64_length(value) > 0


def _base64_length(value: object) -> int:
    try:
        return len(from_base64(value)) if isinstance(value, str) else 0
    except ValueError:
        return 0


def _is_day(value: object) -> bool:
    return isinstance(value, str) and _day(value) is not None


@lru_cache(maxsize=2048)
def _day(text: str) -> date | None:
    """The day that a text says in the one form it may have: a log of millions of entries has a few hundred days."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_COUNT


def _is_point(value: object) -> bool:
    return type(value) is int and WORST <= value <= BEST


def _are_tokens(value: object) -> bool:
    length = _base64_length(value)
    if not isinstance(value, str) or length == 0 or length % 32 or length > 32 * MOST_TOKENS:
        return False
    hashes = _hashes(value)
    return all(left < right for left, right in pairwise(hashes))


def _hashes(value: str) -> tuple[bytes, ...]:
    data = from_base64(value)
    return tuple(data[place : place + 32] for place in range(0, len(data), 32))


def _are_counts(value: object) -> bool:
    """`n` of a scoreboard: the entries it covers, kept and counted by promise, hashes of the open-data files."""
    if not isinstance(value, dict) or value.keys() - {"files"} != {"from", "to", "kept", "counted"}:
        return False
    kept, counted, files = value["kept"], value["counted"], value.get("files", {})
    if not all(isinstance(part, dict) for part in (kept, counted, files)) or kept.keys() != counted.keys():
        return False
    if not (_is_count(value["from"]) and _is_count(value["to"]) and value["from"] <= value["to"]):
        return False
    for promise, number in kept.items():
        whole = counted[promise]
        if not (_PROMISE_NUMBER.fullmatch(promise) and _is_count(number) and _is_count(whole) and number <= whole):
            return False
    return all(_FILE.fullmatch(name) and _base64_length(digest) == 32 for name, digest in files.items())


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "v": lambda value: type(value) is int and value == VERSION,
    "t": lambda value: True,
    "d": _is_day,
    "c": lambda value: isinstance(value, str) and _HASH.fullmatch(value) is not None,
    "ref": lambda value: isinstance(value, str) and _REF.fullmatch(value) is not None,
    "due": _is_day,
    "why": lambda value: value in REASONS,
    "h": _are_tokens,
    "s": lambda value: _is_point(value),
    "p": lambda value: isinstance(value, dict) and value.keys() <= RATED and all(map(_is_point, value.values())),
    "n": _are_counts,
}


def _read(raw: bytes, fields: Mapping[str, Any]) -> Entry:
    day, due = _day(fields["d"]), _day(fields["due"]) if "due" in fields else None
    assert day is not None
    return Entry(
        raw,
        intern(fields["t"]),  # a million entries say the same twenty words, and each reference several times
        day,
        a2b_base64(fields["c"]) if "c" in fields else None,
        intern(fields["ref"]) if "ref" in fields else None,
        due,
        fields.get("why"),
        _hashes(fields["h"]) if "h" in fields else (),
        fields.get("s"),
        fields.get("p"),
        fields.get("n"),
    )


def token_hash(token: bytes) -> bytes:
    """What a rating shows of its token: SHA-256."""
    return sha256(token).digest()


def issued_hash(shown: bytes) -> bytes:
    """What the batch of issued tokens showed before of the same token: SHA-256 of what the rating shows."""
    return sha256(shown).digest()
