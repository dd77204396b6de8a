"""How a letter speaks to somebody: by sex, age and the letter's warmth. A name is never cut.

Sources: usage of the commune's own letters; Luật Người cao tuổi 2009 art. 2 and 21 (from 60, wishes from 70). Letters
of authority say `ông`, `bà` to every grown person; a child is written to through its parents.
"""

from dataclasses import dataclass
from enum import StrEnum

from vidan.domain.text import clean_line

GROWN = 18
OLD = 80
#: Up to this age a warm letter says `anh`, `chị`.
YOUNG = 45


class Tone(StrEnum):
    """How near a letter stands to its reader."""

    FORMAL = "formal"
    WARM = "warm"


@dataclass(frozen=True)
class Address:
    """A form of address and the whole name: `ông`, `Nguyễn Văn An`."""

    form: str
    name: str

    @property
    def inside(self) -> str:
        """Within a sentence: `ông Nguyễn Văn An`."""
        return f"{self.form} {self.name}".strip()

    @property
    def first(self) -> str:
        """At the beginning of a line: `Ông Nguyễn Văn An`."""
        return self.inside[:1].upper() + self.inside[1:]


def address(name: str, sex: str = "", age: int | None = None, tone: Tone = Tone.FORMAL) -> Address:
    """How to speak to somebody; unknown sex: `ông/bà`, or `anh/chị` in a warm letter to the young."""
    return Address(_form(sex, age, tone), clean_line(name))


def _form(sex: str, age: int | None, tone: Tone) -> str:
    if age is not None and age < GROWN:
        return "em"
    if age is not None and age >= OLD:
        return "cụ"
    if tone is Tone.WARM and age is not None and age <= YOUNG:
        return {"male": "anh", "female": "chị"}.get(sex, "anh/chị")
    return {"male": "ông", "female": "bà"}.get(sex, "ông/bà")


def age_on(born_year: str, year: int) -> int | None:
    """Years of life by the year alone, as the counter knows it; None when unknown."""
    return year - int(born_year) if born_year.isdigit() and len(born_year) == 4 else None
