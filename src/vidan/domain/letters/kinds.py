"""What kinds of letters there are: their fields, who writes, checks and signs them, and how they are numbered.

Kinds are content (`vidan.content.letters`): each edition has days of effect and a legal source, so a letter written in
May still reads in December as it read in May. Source: NĐ 30/2020/NĐ-CP art. 7 (29 kinds) and its annexes I and III.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.people import Role
from vidan.domain.text import clean_line, clean_text


class FieldType(StrEnum):
    """How a field is typed in: a line, several paragraphs, one item a line, a day."""

    LINE = "line"
    TEXT = "text"
    ITEMS = "items"
    DAY = "day"


class Authority(StrEnum):
    """In whose name a letter speaks: the Committee as a body, its chairman, or the steering board under its seal."""

    COMMITTEE = "committee"
    CHAIRMAN = "chairman"
    BOARD = "board"


class Layout(StrEnum):
    """Which of the annex's pictures a letter follows."""

    NAMED = "named"
    OFFICIAL = "official"
    PERSONAL = "personal"
    DECISION = "decision"
    MINUTES = "minutes"


class LetterOccasion(StrEnum):
    """What a letter is for, where a rule asks."""

    NONE = ""
    APOLOGY = "apology"
    THANKS = "thanks"
    LIFE = "life"
    CORRECTION = "correction"


LONGEST = {FieldType.LINE: 300, FieldType.TEXT: 8000, FieldType.ITEMS: 8000, FieldType.DAY: 10}
#: What every letter to a person asks for, before the kind's own fields.
PERSON_FIELDS = ("recipient", "sex", "born_year", "address")
SEXES = ("", "male", "female")
#: The years that an office's letter can speak of; another one is a slip of the finger.
YEARS = range(1990, 2100)
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class FieldSpec:
    """One field of a kind: its name in the text, what the officer reads beside it, and whether it may stay empty.

    `derived`: nobody types it; the program reckons it from the others (the new date of an apology). `past`: the day of
    what has happened already, so it cannot lie ahead (a birth, a marriage).
    """

    name: str
    label: str
    type: FieldType = FieldType.LINE
    required: bool = True
    hint: str = ""
    derived: bool = False
    past: bool = False

    @property
    def most(self) -> int:
        return LONGEST[self.type]


@dataclass(frozen=True)
class Kind:
    """One edition of one kind of letter. `annex`: what is issued with it (`heading`, `title`, `articles`: a field)."""

    key: str
    name: str
    heading: str
    layout: Layout
    authority: Authority
    abbreviation: str
    from_on: date
    until_on: date | None
    source: str
    summary: str
    fields: tuple[FieldSpec, ...]
    body: tuple[Mapping[str, Any], ...]
    recipients: tuple[str, ...]
    drafts: frozenset[Role]
    checks: frozenset[Role]
    by_order: bool = False
    board: bool = False
    to_person: bool = False
    occasion: LetterOccasion = LetterOccasion.NONE
    must_say: tuple[str, ...] = ()
    annex: Mapping[str, str] | None = None
    heading_if: Mapping[str, str] | None = None

    def heading_of(self, values: Mapping[str, str]) -> str:
        """The heading of a letter with these values: another one where a certain field is there."""
        return next((words for name, words in (self.heading_if or {}).items() if values.get(name)), self.heading)

    def holds_on(self, day: date) -> bool:
        """Whether this edition is in force on a day, both ends included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    @property
    def used(self) -> frozenset[str]:
        """The names that the kind's texts mention."""
        texts = [self.summary, *self.recipients]
        texts += list(self.annex.values()) if self.annex else []
        for block in self.body:
            texts += [value for value in block.values() if isinstance(value, str)]
        return frozenset(name for text in texts for name in _PLACE.findall(text))


def edition_on(kinds: Iterable[Kind], key: str, day: date) -> Kind:
    """The edition of a kind on a day. Refused `letters.kind.unknown` when there is none."""
    for kind in kinds:
        if kind.key == key and kind.holds_on(day):
            return kind
    raise Refused("letters.kind.unknown", field="kind", kind=key)


def names_of(kind: Kind) -> tuple[str, ...]:
    """Every field a letter of this kind keeps, in the order of the form."""
    own = tuple(field.name for field in kind.fields)
    return (*PERSON_FIELDS, *own) if kind.to_person else own


def read_values(kind: Kind, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, cleaned: unknown names are dropped, a draft may still lack fields.

    Refused `letters.field.too_long`, `letters.field.day`, `letters.field.day_far`, `letters.field.year` or
    `letters.field.sex`, each naming the field.
    """
    values: dict[str, str] = {}
    if kind.to_person:
        values |= _person_values(typed)
    for field in kind.fields:
        if field.derived:
            values[field.name] = ""
            continue
        text = typed.get(field.name, "")
        value = clean_line(text) if field.type in (FieldType.LINE, FieldType.DAY) else clean_text(text)
        if len(value) > field.most:
            raise Refused("letters.field.too_long", field=field.name, label=field.label, most=field.most)
        if field.type is FieldType.DAY and value:
            _day(field, value)
        values[field.name] = value
    return values


def _person_values(typed: Mapping[str, str]) -> dict[str, str]:
    values = {name: clean_line(typed.get(name, "")) for name in PERSON_FIELDS}
    if len(values["recipient"]) > 200 or len(values["address"]) > 300:
        raise Refused("letters.field.too_long", field="recipient", label="Gửi ai", most=200)
    year = values["born_year"]
    if year and not (year.isascii() and year.isdigit() and len(year) == 4 and year[:2] in ("19", "20")):
        raise Refused("letters.field.year", field="born_year", value=year)
    if values["sex"] not in SEXES:
        raise Refused("letters.field.sex", field="sex")
    return values


def _day(field: FieldSpec, value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Refused("letters.field.day", field=field.name, label=field.label) from None
    if day.year not in YEARS:
        raise Refused("letters.field.day_far", field=field.name, label=field.label, year=day.year)
    return day


def require_happened(kind: Kind, values: Mapping[str, str], today: date) -> None:
    """Refused `letters.field.day_ahead` where the letter speaks of what has happened and its day lies ahead."""
    for field in kind.fields:
        value = values.get(field.name, "")
        if field.past and value > today.isoformat():
            day = date.fromisoformat(value)
            raise Refused("letters.field.day_ahead", field=field.name, label=field.label, day=f"{day:%d/%m/%Y}")


def require_complete(kind: Kind, values: Mapping[str, str]) -> None:
    """Refused `letters.fields.missing` with the labels of every required field that is still empty."""
    missing = [field for field in kind.fields if field.required and not values.get(field.name)]
    labels = [field.label for field in missing]
    first = missing[0].name if missing else ""
    if kind.to_person and not values.get("recipient"):
        labels.insert(0, "Gửi ai")
        first = "recipient"
    if labels:
        raise Refused("letters.fields.missing", field=first, labels=tuple(labels))
