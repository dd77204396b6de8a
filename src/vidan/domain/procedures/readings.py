"""How people write limits, fees, papers and codes in their lists, read with care: a doubt stays a doubt.

Nothing here refuses: what cannot be read is kept as text beside an empty value.
"""

import re
from dataclasses import dataclass

from vidan.domain.calendar import Limit, LimitUnit
from vidan.domain.errors import Refused
from vidan.domain.procedures.papers import Paper
from vidan.domain.text import clean_line, clean_text, fold

#: Limits, fees and codes are short; a longer text is not searched for them (a cell may hold 32 767 characters).
_LONGEST_READ = 2000

_COUNTED = re.compile(
    r"(?<![\d.,/])(\d{1,4})(?![\d.,/])\s*(?:\([^()]{0,30}\)\s*)?"
    r"(ngay\s*\(?\s*lam viec|ngay\s*lv|nlv|gio\s*\(?\s*lam viec|gio|ngay|thang)\b"
)
_SAME_DAY = re.compile(
    r"(?:(?:tra|giai quyet|lam|thuc hien) )?(?:ket qua )?(?:ngay )?trong (?:cung )?(?:mot )?ngay\b"
    r"(?! \d| lam viec (?:tiep|sau))"
)
_AT_ONCE = re.compile(r"(?:tra|giai quyet|lam) (?:ket qua )?ngay\s*(?:[.,;]|\Z)|ngay (?:sau khi|khi)\b")
_UNITS = {"ngaylamviec": LimitUnit.WORKING_DAY, "ngaylv": LimitUnit.WORKING_DAY, "nlv": LimitUnit.WORKING_DAY}
_UNITS |= {"giolamviec": LimitUnit.WORKING_HOUR, "gio": LimitUnit.WORKING_HOUR}
_UNITS |= {"ngay": LimitUnit.DAY, "thang": LimitUnit.MONTH}


@dataclass(frozen=True)
class LimitReading:
    """A limit as read: the value if there was one, whether it was plain, and the words themselves."""

    limit: Limit | None
    sure: bool
    note: str


def read_limit(text: str) -> LimitReading:
    """Read "03 ngày làm việc", "Ngay trong ngày", "15 ngày", "24 giờ", "02 tháng".

    Not sure, so that the commune confirms it: hours without "làm việc" (by the clock, or of work?), and a text that
    names more than one length. "0,5 ngày" and the like give no limit at all.
    """
    note = clean_line(text)
    words = fold(note[:_LONGEST_READ])
    if _SAME_DAY.match(words) or _AT_ONCE.match(words):
        return LimitReading(Limit(1, LimitUnit.SAME_DAY), True, note)
    found = [(int(hit[1]), re.sub(r"[^a-z]", "", hit[2])) for hit in _COUNTED.finditer(words)]
    if not found:
        return LimitReading(None, False, note)
    value, unit = found[0]
    try:
        limit = Limit(value, _UNITS[unit])
    except Refused:
        return LimitReading(None, False, note)
    plain = len(set(found)) == 1 and unit != "gio" and not _SAME_DAY.search(words)
    return LimitReading(limit, plain, note)


_FREE = re.compile(
    r"(?:khong(?: (?:thu|co|phai nop))?(?: (?:phi|le phi|phi, le phi))?|mien(?: phi| le phi)?|0(?: (?:d|dong|vnd))?)\.?"
)
_MONEY = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,10})(?![\d.,]\d)\s*(?:dong|vnd|d\b)")


def read_fee(text: str) -> int | None:
    """The one amount in a text such as "8.000 đồng/bản", 0 for "Không", None for none, several, or a range."""
    words = fold(clean_line(text)[:_LONGEST_READ])
    if _FREE.fullmatch(words):
        return 0
    found = {int(re.sub(r"\D", "", hit[1])) for hit in _MONEY.finditer(words)}
    is_range = re.search(r"\d\s*[-–]\s*\d", words)
    return found.pop() if len(found) == 1 and not is_range else None


def bare_name(text: str) -> str:
    """A procedure's name as lists compare it: folded, without “thủ tục” before it or marks around it."""
    return fold(text).strip(" .:;-").removeprefix("thu tuc ").strip()


def tidy_code(text: str) -> str:
    """A procedure code as the national list writes it, 1.001193.

    A spreadsheet that took the code for a number lost its last zeros or wrote a comma: both are mended. A provincial
    tail (1.001193.000.00.00.H38) is cut off. Anything else comes back as it was, trimmed.
    """
    code = clean_line(text).strip("'\"")
    found = re.fullmatch(r"(\d)[.,](\d{1,6})", code, re.ASCII)
    if found:
        return f"{found[1]}.{found[2]:0<6}"
    tailed = re.match(r"(\d\.\d{6})\.[0-9A-Za-z.]+\Z", code, re.ASCII)
    return tailed[1] if tailed else code


_BULLET = re.compile(r"\s*(?:[-+*•–—▪●]+|\(?\d{1,2}[.)](?!\d)|\(?[a-zđ][.)])\s*", re.IGNORECASE)
_TRAILING = re.compile(r"\s*\(((?:chỉ |trừ )?(?:nếu|khi)\b[^()]*|(?:trường hợp|đối với)\b[^()]*)\)\s*\Z", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:[,;]?\s+(?=nếu|chỉ khi|trừ khi)|[,;]\s*(?:trong )?(?=trường hợp|đối với))"
    r"((?:nếu|chỉ khi|trừ khi|trường hợp|đối với)\s[^()]+)\Z",
    re.IGNORECASE,
)
#: A longer line is a paragraph: it is kept whole rather than searched for its condition.
_LONGEST_LINE = 800
_LONGEST_CLAUSE = 300
_LEADING = re.compile(r"((?:nếu|trường hợp)\s[^:,]{3,200})[:,]\s*(\S.*)\Z", re.IGNORECASE)
_SHEETS = re.compile(r"(\d{1,2})\s*(?:\([^()]{0,20}\)\s*)?(ban chinh|ban goc|ban sao|ban chup|ban photo)")
_COPY = ("ban sao", "ban chup", "ban photo")
_FORM_OPENERS = ("to khai", "don ", "phieu ", "giay de nghi", "to trinh", "ban chinh", "ban goc", "van ban de nghi")


def read_papers(text: str) -> tuple[Paper, ...]:
    """The papers of one cell, one per line or parted by semicolons; bullets off, each condition told apart."""
    lines = clean_text(text).split("\n")
    parts = [part for line in lines for part in _parted(line)]
    papers = [_read_paper(_BULLET.sub("", part, count=1) if _BULLET.match(part) else part) for part in parts]
    return tuple(dict.fromkeys(paper for paper in papers if any(letter.isalnum() for letter in paper.name)))


def _parted(line: str) -> list[str]:
    """Cut at semicolons outside brackets."""
    parts, depth = [""], 0
    for letter in line:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == ";" and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _read_paper(line: str) -> Paper:
    name, condition = _told_apart(line.strip(" .;,"))
    originals, copies = _counted(name)
    form = "bản sao" if copies and not originals else "bản chính" if originals and not copies else ""
    return Paper(name, condition, form, originals, copies, not condition)


def _told_apart(line: str) -> tuple[str, str]:
    """The paper's name and its condition; the whole line and no condition when they cannot be told apart."""
    if len(line) > _LONGEST_LINE:
        return line, ""
    leading = _LEADING.match(line)
    found = leading or _TRAILING.search(line) or _SPOKEN.search(line)
    if not found:
        return line, ""
    name = leading[2] if leading else line[: found.start()]
    condition = _as_clause(found[1])
    if not name.strip(" ,;") or len(condition) > _LONGEST_CLAUSE:
        return line, ""
    return name.strip(" ,;"), condition


def _as_clause(text: str) -> str:
    clause = " ".join(text.split()).strip(" .;,")
    return clause[:1].lower() + clause[1:]


def _counted(name: str) -> tuple[int, int]:
    """Originals and copies kept, from "02 bản sao" or from the way the name begins."""
    words = fold(name)
    found = _SHEETS.findall(words)
    if found:
        copies = sum(int(number) for number, kind in found if kind in _COPY)
        return sum(int(number) for number, kind in found if kind not in _COPY), copies
    if words.startswith(_COPY):
        return 0, 1
    return (1, 0) if words.startswith(_FORM_OPENERS) else (0, 0)
