"""Numbers and symbols of outgoing letters (NĐ 30/2020/NĐ-CP art. 15; annex I II.3, annex III).

A series runs from 01 on the first of January; a number is given after signing, at the latest on the next working day.
Letters of a named kind count by kind, official and personal letters count together; whatever the steering board sends
out under the Committee's seal counts in series of its own (annex I, II.3.a).
"""

from collections.abc import Iterable

from vidan.domain.letters.kinds import Authority, Kind

COMMITTEE, BOARD = "UBND", "BĐH"
#: The series of letters without an abbreviation of their own.
OFFICIAL = "CV"


def series(kind: Kind, authority: Authority) -> str:
    """The counter's name, such as `TB`, `CV` or `BĐH-TB`."""
    own = kind.abbreviation or OFFICIAL
    return f"{BOARD}-{own}" if authority is Authority.BOARD else own


def counter(name: str) -> str:
    """Where the numbers of a series are counted."""
    return f"letter-{name}"


def counters(kinds: Iterable[Kind]) -> list[str]:
    """Those of all series that letters of these kinds may stand in."""
    found = set[str]()
    for kind in kinds:
        found |= {series(kind, kind.authority)} | ({series(kind, Authority.BOARD)} if kind.board else set())
    return sorted(counter(name) for name in found)


def symbol(kind: Kind, authority: Authority, unit: str) -> str:
    """What stands behind the number: `TB-UBND`, `TB-BĐH`, or `UBND-VP` with the drafting unit's letters."""
    issuer = BOARD if authority is Authority.BOARD else COMMITTEE
    return f"{kind.abbreviation}-{issuer}" if kind.abbreviation else f"{issuer}-{unit}" if unit else issuer


def shown(number: int, sign: str) -> str:
    """`05/TB-UBND`: a nought before numbers under ten."""
    return f"{number:02d}/{sign}"


def unit_letters(name: str) -> str:
    """The letters of a drafting unit: `VHXH` of `Phòng Văn hóa – Xã hội`, `VP` of `Văn phòng …`."""
    words = [word for word in name.replace("–", " ").replace("-", " ").split() if word[0].isalpha()]
    if words[:1] == ["Phòng"]:
        words = words[1:]
    if words[:2] == ["Văn", "phòng"]:
        words = words[:2]
    if words[:2] == ["Trung", "tâm"]:
        return "TTHCC"
    return "".join(word[0] for word in words).upper()[:6] or "VP"
