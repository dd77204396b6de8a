"""What the words of another system mean here: its states by words that tell them, and what somebody said of a word.

No word is guessed. A state is known by a whole word of it or because somebody pointed it out before; what is neither
keeps its row out, and is told with the number of its rows, so that it can be pointed out once for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import ClassVar

from vidan.domain.dossiers.states import State
from vidan.domain.errors import Refused
from vidan.domain.facts import Fact
from vidan.domain.text import clean_line, fold

#: The columns whose words can be pointed out.
STATE, PROCEDURE, OFFICER = "state", "procedure", "officer"
WORD_COLUMNS = (STATE, PROCEDURE, OFFICER)
#: What a state may mean beside our own: the dossier was not received yet, so it does not come in.
NOT_RECEIVED = "waiting"
STATE_MEANINGS = frozenset({NOT_RECEIVED, *(state.value for state in State)})
#: A state or an officer that somebody took back: what the table or the list of officers suggests does not count.
UNKNOWN = "unknown"
#: What is shown of a cell that cannot be read, what is kept of a state, and the longest word of a list.
LONGEST_TOLD = 60
LONGEST_STATE = 60
LONGEST_WORD = 1000
_LONGEST_KEPT = 200
#: Different words kept of one list, and rows named for each.
MOST_WORDS = 200
ROWS_NAMED = 5

#: States of the provincial systems (and of the national portal) by words that tell them; the first that fits counts.
#: An empty meaning: with this word nothing that comes after it may be believed (“không hoàn thành”).
STATES: tuple[tuple[str, str], ...] = (
    ("cho tiep nhan", NOT_RECEIVED), ("moi dang ky", NOT_RECEIVED), ("khong duoc tiep nhan", NOT_RECEIVED),
    ("tu choi tiep nhan", NOT_RECEIVED), ("khong tiep nhan", NOT_RECEIVED), ("chua tiep nhan", NOT_RECEIVED),
    ("chua", State.PROCESSING), ("da bo sung", State.PROCESSING), ("tra lai", State.REFUSED),
    ("da tra", State.GIVEN_OUT), ("tra ket qua thanh cong", State.GIVEN_OUT),
    ("rut ho so", State.WITHDRAWN), ("yeu cau rut", State.WITHDRAWN), ("da rut", State.WITHDRAWN),
    ("dung xu ly", State.STOPPED), ("dung giai quyet", State.STOPPED), ("huy", State.STOPPED),
    ("tu choi", State.REFUSED), ("khong du dieu kien", State.REFUSED), ("khong", ""),
    ("xu ly xong", State.READY), ("da giai quyet", State.READY), ("co ket qua", State.READY),
    ("cho tra", State.READY), ("hoan thanh", State.READY), ("da xu ly", State.READY),
    ("bo sung", State.SUPPLEMENT), ("nghia vu tai chinh", State.FEE_DUE), ("cho nop phi", State.FEE_DUE),
    ("dang", State.PROCESSING), ("cho", State.PROCESSING),
    ("tiep nhan", State.RECEIVED),
)  # fmt: skip


def word_of(told: str) -> str:
    """How a word of a list is known again: folded, without what stands around it; of a long one letters and a digest.

    The names of two procedures may differ at their very end only.
    """
    word = fold(clean_line(told)[:LONGEST_WORD]).strip(" .:;-")
    if len(word) <= _LONGEST_KEPT:
        return word
    digest = sha256(word.encode()).hexdigest()[:24]
    return f"{word[: _LONGEST_KEPT - 25]} {digest}"


def meaning_of_state(told: str, said: Mapping[str, str]) -> str:
    """One of `STATE_MEANINGS` for the words of a list; empty when nobody knows. `said`: words pointed out before."""
    if kept := said.get(word_of(told)):
        return "" if kept == UNKNOWN else kept
    spaced = " " + "".join(sign if sign.isalnum() else " " for sign in fold(told)) + " "
    spaced = " ".join(spaced.split()).join("  ")
    return next((str(meaning) for known, meaning in STATES if f" {known} " in spaced), "")


@dataclass
class ToldWord:
    """A word as a list writes it, in how many rows, which are the first, and what it is taken for (empty: unknown)."""

    column: str
    told: str
    meaning: str
    count: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass
class ListWords:
    """The different words of one list, counted while it is read."""

    kept: dict[tuple[str, str], ToldWord] = field(default_factory=dict)
    _spelt: dict[tuple[str, str], ToldWord] = field(default_factory=dict)

    def hear(self, column: str, told: str, meaning: str, row: int) -> None:
        """Count a word once more; beyond `MOST_WORDS` different ones no new word is kept."""
        word = self._spelt.get((column, told)) or self._first(column, told, meaning)
        if word is None:
            return
        word.count += 1
        if len(word.rows) < ROWS_NAMED:
            word.rows.append(row)

    def _first(self, column: str, told: str, meaning: str) -> ToldWord | None:
        """A spelling that is new: of a word that is known, or of a new one while there is room."""
        key = (column, word_of(told))
        if key not in self.kept:
            if len(self.kept) >= MOST_WORDS:
                return None
            self.kept[key] = ToldWord(column, clean_line(told)[:LONGEST_WORD], meaning)
        self._spelt[column, told] = self.kept[key]
        return self.kept[key]

    def sorted(self) -> list[ToldWord]:
        """The unknown first, then those of most rows."""
        return sorted(self.kept.values(), key=lambda word: (bool(word.meaning), -word.count, word.told))


@dataclass(frozen=True)
class Pointed:
    """What somebody says of a word: its column, the word as the list writes it, the meaning (empty: forget it)."""

    column: str
    told: str
    meaning: str


def check_pointed(words: Iterable[Pointed]) -> list[Pointed]:
    """ListWords that can be kept. Refused `dossiers.import.word` for a column or a state that is none."""
    kept = []
    for one in words:
        known = one.column in WORD_COLUMNS and word_of(one.told)
        if not known or (one.column == STATE and one.meaning not in {"", UNKNOWN, *STATE_MEANINGS}):
            raise Refused("dossiers.import.word", field="word", word=one.told[:LONGEST_TOLD], meaning=one.meaning[:60])
        kept.append(one)
    return kept


@dataclass(frozen=True, kw_only=True)
class ImportWordKept(Fact):
    """What a word of another system's lists means here was remembered, or forgotten where the meaning is empty."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    column: str
    word: str
    meaning: str
