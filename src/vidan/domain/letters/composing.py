"""From a kind and what was typed to a whole document, which PDF and DOCX then set alike.

Typed text only ever fills the places that the kind's own text leaves; it is never read as a template again. A place
still empty shows as dots, so that a preview of a draft tells what is missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vidan.domain.letters.addressing import Address, Tone, address, age_on
from vidan.domain.letters.kinds import Authority, FieldType, Kind, Layout, LetterOccasion
from vidan.domain.letters.numbering import shown, symbol
from vidan.domain.letters.signing import SignatureBlock

_PLACE = re.compile(r"\{([a-z_]+)\}")
EMPTY = "……"
_GOES_ON = re.compile(r"(\d{1,2}[.)]|[a-zđ]\)|[-–+])\s?\S")
_WARM = frozenset({LetterOccasion.LIFE, LetterOccasion.THANKS})


class BlockKind(StrEnum):
    """How a piece of the body is set."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ARTICLE = "article"
    BASIS = "basis"
    HEADING = "heading"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A piece of the body. `label` is the bold beginning of an article (`Điều 1.`); `rows` those of a table, the heads
    first, each as long as the heads.
    """

    kind: BlockKind
    text: str
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Annex:
    """What is issued with a decision, on a page of its own: a regulation with its articles."""

    heading: str
    title: str
    issued_with: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a document needs beside its own text. `number` 0 and `day` None: the places stay open for the clerk.
    `draft`: nobody has signed it, and each page says so.
    """

    commune: str
    place: str
    authority: Authority
    unit: str
    made_on: date
    day: date | None = None
    number: int = 0
    signature: SignatureBlock | None = None
    second: tuple[str, str] = ("", "")
    verify_url: str = ""
    demo: bool = False
    training: bool = False
    draft: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """Everything that stands on the paper, in words."""

    layout: Layout
    issuer: tuple[str, ...]
    number: str
    place: str
    made_on: date
    day: date | None
    heading: str
    summary: str
    to: str
    home: str
    authority_line: str
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    second: tuple[str, str]
    recipients: tuple[str, ...]
    verify_url: str
    demo: bool
    training: bool
    annex: Annex | None = None
    draft: bool = False

    @property
    def title(self) -> str:
        """What the file is called: kind and summary."""
        return ": ".join(part for part in (self.heading.capitalize(), self.summary) if part)


def compose(kind: Kind, values: Mapping[str, str], setting: Setting) -> Document:
    """The document of a letter as it stands."""
    words = spoken(kind, values, setting)
    sign = symbol(kind, setting.authority, setting.unit)
    whole = setting.commune.upper()
    board = setting.authority is Authority.BOARD
    return Document(
        layout=kind.layout,
        issuer=(f"ỦY BAN NHÂN DÂN {whole}", "BAN ĐIỀU HÀNH") if board else ("ỦY BAN NHÂN DÂN", whole),
        number=shown(setting.number, sign) if setting.number else f"/{sign}",
        place=setting.place,
        made_on=setting.made_on,
        day=setting.day,
        heading=kind.heading_of(values),
        summary=fill(kind.summary, words),
        to=_to(kind, values, words),
        home=values.get("address", ""),
        authority_line=_authority_line(kind, setting, whole),
        blocks=tuple(_blocks(kind, values, words)),
        signature=setting.signature or SignatureBlock(("",), (), ""),
        second=setting.second if kind.layout is Layout.MINUTES else ("", ""),
        recipients=tuple(fill(line, words) for line in kind.recipients),
        # A letter of joy or grief is no voucher: it bears no code to scan.
        verify_url="" if kind.occasion is LetterOccasion.LIFE else setting.verify_url,
        demo=setting.demo,
        training=setting.training,
        annex=_annex(kind, values, words, setting),
        draft=setting.draft,
    )


def addressed(kind: Kind, values: Mapping[str, str], on: date) -> Address:
    """How this letter speaks to its reader."""
    tone = Tone.WARM if kind.occasion in _WARM else Tone.FORMAL
    age = age_on(values.get("born_year", ""), on.year)
    return address(values.get("recipient", "") or EMPTY, values.get("sex", ""), age, tone)


def spoken(kind: Kind, values: Mapping[str, str], setting: Setting) -> dict[str, str]:
    """The words for the places in a kind's text."""
    words = {field.name: _shown(field.type, values.get(field.name, "")) for field in kind.fields}
    if kind.to_person:
        reader = addressed(kind, values, setting.made_on)
        words |= {"addressed": reader.inside, "addressed_first": reader.first, "form": reader.form}
        words |= {"recipient": reader.name, "home": values.get("address", "") or EMPTY}
    words["last_article"] = str(sum(1 for block in articles(values.get("articles", "")) if block.label))
    return words | {"commune": setting.commune, "place": setting.place, "unit": setting.unit or "VP"}


def in_words(day: date) -> str:
    """`ngày 05 tháng 01 năm 2027`: noughts before days under ten and before January and February (annex I II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def fill(text: str, words: Mapping[str, str]) -> str:
    """A text with its places filled; what fills them is not looked at again."""
    return _PLACE.sub(lambda place: words.get(place[1]) or EMPTY, text)


def _shown(type_: FieldType, value: str) -> str:
    return in_words(date.fromisoformat(value)) if type_ is FieldType.DAY and value else value


def _to(kind: Kind, values: Mapping[str, str], words: Mapping[str, str]) -> str:
    if kind.to_person:
        return words["addressed_first"]
    return values.get("to", "")


def _authority_line(kind: Kind, setting: Setting, whole: str) -> str:
    """Over the bases of a decision stands who decides (annex I, II.6)."""
    if kind.layout is not Layout.DECISION:
        return ""
    return {
        Authority.COMMITTEE: f"ỦY BAN NHÂN DÂN {whole}",
        Authority.CHAIRMAN: f"CHỦ TỊCH ỦY BAN NHÂN DÂN {whole}",
        Authority.BOARD: "BAN ĐIỀU HÀNH",
    }[setting.authority]


def _annex(kind: Kind, values: Mapping[str, str], words: Mapping[str, str], setting: Setting) -> Annex | None:
    """The regulation behind its decision: it bears the decision's number, not one of its own (annex I, III)."""
    if kind.annex is None:
        return None
    title = fill(kind.annex["title"], words)
    issuer = {
        Authority.COMMITTEE: f"Ủy ban nhân dân {setting.commune}",
        Authority.CHAIRMAN: f"Chủ tịch Ủy ban nhân dân {setting.commune}",
        Authority.BOARD: "Ban điều hành",
    }[setting.authority]
    number = f"số {shown(setting.number, symbol(kind, setting.authority, setting.unit))}" if setting.number else "này"
    day = f" {in_words(setting.day)}" if setting.number and setting.day else ""
    return Annex(
        kind.annex["heading"],
        title[:1].upper() + title[1:],
        f"(Ban hành kèm theo Quyết định {number}{day} của {issuer})",
        tuple(articles(values.get(kind.annex["articles"], ""))),
    )


def _blocks(kind: Kind, values: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Block]:
    for piece in kind.body:
        asked, barred = piece.get("if"), piece.get("unless")
        if (asked and not values.get(asked)) or (barred and values.get(barred)):
            continue
        if "p" in piece:
            yield Block(BlockKind.PARAGRAPH, fill(piece["p"], words))
        elif "heading" in piece:
            yield Block(BlockKind.HEADING, fill(piece["heading"], words))
        elif "table" in piece:
            yield _table(piece, values)
        else:
            yield from _typed(piece, values)


def _table(piece: Mapping[str, Any], values: Mapping[str, str]) -> Block:
    """A row a line, its cells between upright lines; a missing cell is a dash, what is too much joins the last."""
    heads = tuple(piece["heads"])
    lines = [line for line in values.get(piece["table"], "").split("\n") if line] or [EMPTY]
    rows = [[cell.strip() for cell in line.split("|", len(heads) - 1)] for line in lines]
    shown = tuple(tuple(cell or "–" for cell in [*row, *[""] * (len(heads) - len(row))]) for row in rows)
    return Block(BlockKind.TABLE, "\n".join("; ".join(row) for row in shown), rows=(heads, *shown))


def _typed(piece: Mapping[str, str], values: Mapping[str, str]) -> Iterator[Block]:
    how, name = next((how, piece[how]) for how in ("paragraphs", "items", "articles", "basis") if how in piece)
    if how == "articles":
        yield from articles(values.get(name, ""))
        return
    kinds = {"paragraphs": BlockKind.PARAGRAPH, "items": BlockKind.ITEM, "basis": BlockKind.BASIS}
    for line in [line for line in values.get(name, "").split("\n") if line] or [EMPTY]:
        yield Block(kinds[how], line)


def articles(text: str) -> Iterator[Block]:
    """One article a line, numbered by us; `Chương …` is a heading; `1.`, `a)`, `-` go on with the article before."""
    number = 0
    for line in [line for line in text.split("\n") if line] or [EMPTY]:
        if line.startswith("Chương "):
            yield Block(BlockKind.HEADING, line)
        elif number and _GOES_ON.match(line):
            yield Block(BlockKind.PARAGRAPH, line)
        else:
            number += 1
            yield Block(BlockKind.ARTICLE, line, f"Điều {number}.")
