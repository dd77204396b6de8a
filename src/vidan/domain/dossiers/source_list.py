"""A list exported by the provincial system, row by row: which column holds what, and what each row says.

No row is trusted and none is thrown away in silence: what cannot be read is told by its number, column and sentence.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from vidan.domain import identity
from vidan.domain.calendar import Calendar
from vidan.domain.dossiers import EARLIEST_RECEIPT, LONGEST_CONTENT, MOST_SETS, State, provincial_code
from vidan.domain.dossiers.source_columns import ListLayout, cell
from vidan.domain.dossiers.source_words import LONGEST_TOLD, LONGEST_WORD, NOT_RECEIVED, meaning_of_state
from vidan.domain.dossiers.told_moments import ToldMoment, read_moment
from vidan.domain.errors import Refused
from vidan.domain.moments import at, local, local_day
from vidan.domain.people import PersonText
from vidan.domain.procedures import RowError
from vidan.domain.procedures.readings import tidy_code
from vidan.domain.text import clean_line, clean_text, fold, nfc

Moment = TypeVar("Moment", datetime, datetime | None)

#: A finished dossier must say when.
ENDED = frozenset({State.READY, State.GIVEN_OUT, State.WITHDRAWN, State.STOPPED, State.REFUSED})
_CLOCK_SLACK = timedelta(minutes=5)
_NUMBERED = re.compile(r"\(?\d{1,2}\)?|", re.ASCII)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one row says of a dossier, cleaned. `state` is ours; `told_state` are the list's own words."""

    number: int
    code: str
    procedure_code: str
    procedure: str
    applicant: PersonText
    received_at: datetime
    due_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None
    state: State
    told_state: str = ""
    officer: str = ""
    content: str = ""
    sets: int = 1
    receiver: str = ""

    def says(self) -> dict[str, Any]:
        """The row as JSON, without its number: equal for two rows that say the same."""
        person = self.applicant
        return {
            "code": self.code,
            "procedure": [self.procedure_code, self.procedure],
            "applicant": [person.name, person.number, person.born, person.address, person.phone],
            "moments": [
                moment and moment.isoformat()
                for moment in (self.received_at, self.due_at, self.ready_at, self.given_at)
            ],
            "state": [self.state.value, self.told_state],
            "rest": [self.officer, self.content, self.sets, self.receiver],
        }

    @classmethod
    def heard(cls, number: int, said: Mapping[str, Any]) -> "SourceRow":
        """The row that `says` told."""
        name, identity_number, born, address, phone = said["applicant"]
        due, ready, given = (datetime.fromisoformat(text) if text else None for text in said["moments"][1:])
        return cls(
            number=number,
            code=said["code"],
            procedure_code=said["procedure"][0],
            procedure=said["procedure"][1],
            applicant=PersonText(name, identity_number, born, "", address, phone),
            received_at=datetime.fromisoformat(said["moments"][0]),
            due_at=due,
            ready_at=ready,
            given_at=given,
            state=State(said["state"][0]),
            told_state=said["state"][1],
            officer=said["rest"][0],
            content=said["rest"][1],
            sets=said["rest"][2],
            receiver=said["rest"][3],
        )


@dataclass(frozen=True)
class ListReader:
    """Reads the rows of one list: with the commune's calendar, for days that are told without an hour.

    `states`: what words of the state column mean because somebody said so, by their folded form.
    """

    layout: ListLayout
    calendar: Calendar
    abbreviation: str
    now: datetime
    states: Mapping[str, str] = field(default_factory=dict)
    _meant: dict[str, str] = field(default_factory=dict)

    def read(self, number: int, cells: Sequence[str]) -> SourceRow | None:
        """The row; None for one that says nothing. Refused with the field at fault and the reason."""
        said = {meaning: clean_text(cell(cells, place)) for meaning, place in self.layout.places.items()}
        if self._says_nothing(said) or _is_sum(cells, said):
            return None
        if not said["code"]:
            raise Refused("dossiers.import.code_missing", field="code")
        state, told_state = self._state(said)
        received, due, ready, given = self._moments(said, state)
        return SourceRow(
            number=number,
            code=provincial_code(said["code"], self.abbreviation),
            procedure_code=tidy_code(said.get("procedure_code", ""))[:LONGEST_WORD],
            procedure=clean_line(said.get("procedure", ""))[:LONGEST_WORD],
            applicant=self._person(said),
            received_at=received,
            due_at=due,
            ready_at=ready,
            given_at=given,
            state=state,
            told_state=told_state,
            officer=clean_line(said.get("officer", ""))[:120],
            content=said.get("content", "")[:LONGEST_CONTENT],
            sets=_sets(said.get("sets", "")),
            receiver=clean_line(said.get("receiver", ""))[:100],
        )

    def _says_nothing(self, said: Mapping[str, str]) -> bool:
        """Empty rows, column numbers, sums below the list, headings repeated on a new page."""
        if all(_NUMBERED.fullmatch(text) for text in said.values()):
            return True
        first = fold(said["code"])
        if first == fold(self.layout.written["code"]):
            return True
        return not said["applicant"] and (
            first.startswith(("tong ", "cong ", "cong:")) if first else not said["received"]
        )

    def _person(self, said: Mapping[str, str]) -> PersonText:
        born, phone, number = said.get("born", ""), said.get("phone", ""), said.get("number", "")
        return PersonText(
            name=_applicant_name(said["applicant"]),
            number=_number(number),
            born=_born(born, local_day(self.now)),
            address=clean_line(said.get("address", ""))[: identity.LONGEST_ADDRESS],
            phone=_phone(phone),
        )

    def _state(self, said: Mapping[str, str]) -> tuple[State, str]:
        told = clean_line(said.get("state", ""))[:LONGEST_WORD]
        if not any(sign.isalnum() for sign in told):
            return self._by_dates(said), ""
        if told not in self._meant:
            self._meant[told] = meaning_of_state(told, self.states)
        meaning = self._meant[told]
        if not meaning:
            raise Refused("dossiers.import.state_unknown", field="state", state=told)
        if meaning == NOT_RECEIVED:
            raise Refused("dossiers.import.not_received", field="state", state=told)
        return State(meaning), told

    def _by_dates(self, said: Mapping[str, str]) -> State:
        """Where the list says no state its days tell it: fetched, ready, or still in hand."""
        if read_or_none(said.get("given", "")) is not None:
            return State.GIVEN_OUT
        return State.READY if read_or_none(said.get("ready", "")) is not None else State.PROCESSING

    def _moments(
        self, said: Mapping[str, str], state: State
    ) -> tuple[datetime, datetime | None, datetime | None, datetime | None]:
        received = self._moment(said, "received", end=False)
        if received is None:
            raise Refused("dossiers.import.received_missing", field="received")
        due = self._moment(said, "due", end=True)
        ready, given = (self._past(self._moment(said, meaning, end=True)) for meaning in ("ready", "given"))
        if state is State.GIVEN_OUT:
            given = given or ready
        elif state in ENDED:
            ready = ready or given
        ready = ready if ready is not None else given
        if ready is not None and given is not None and given < ready:
            ready = given
        if state in ENDED and ready is None:
            raise Refused("dossiers.import.finish_missing", field="ready", state=said.get("state", "")[:LONGEST_TOLD])
        self._check_order(received, due, ready, given)
        return received, due, ready if state in ENDED else None, given if state is State.GIVEN_OUT else None

    def _check_order(
        self, received: datetime, due: datetime | None, ready: datetime | None, given: datetime | None
    ) -> None:
        if received.date() < EARLIEST_RECEIPT:
            raise Refused("dossiers.received_at.too_early", field="received", earliest=EARLIEST_RECEIPT)
        for meaning, moment in (("received", received), ("ready", ready), ("given", given)):
            if moment is not None and moment > self.now + _CLOCK_SLACK:
                raise Refused("dossiers.import.in_future", field=meaning, day=f"{moment:%d/%m/%Y}")
        for meaning, moment in (("due", due), ("ready", ready)):
            if moment is not None and moment < received:
                raise Refused(
                    "dossiers.import.before_receipt",
                    field=meaning,
                    day=f"{moment:%d/%m/%Y}",
                    received=f"{received:%d/%m/%Y}",
                )

    def _moment(self, said: Mapping[str, str], meaning: str, *, end: bool) -> datetime | None:
        text = said.get(meaning, "")
        try:
            told = read_moment(text, month_first=meaning in self.layout.month_first)
        except ValueError:
            raise Refused("dossiers.import.date", field=meaning, value=clean_line(text)[:LONGEST_TOLD]) from None
        return None if told is None else self._on_the_clock(told, end=end)

    def _on_the_clock(self, told: ToldMoment, *, end: bool) -> datetime:
        """A day without an hour: received with the first session, due and done with the last; never after now."""
        if told.clock is not None:
            return at(told.on, told.clock)
        sessions = self.calendar.sessions_on(told.on)
        minutes = (sessions[-1].end if end else sessions[0].start) if sessions else (17 * 60 if end else 8 * 60)
        moment = at(told.on, time(min(minutes // 60, 23), minutes % 60))
        return moment if end else self._past(moment)

    def _past(self, moment: Moment) -> Moment:
        """Today, without an hour, is not later than now."""
        if moment is None or moment <= self.now or local_day(moment) != local_day(self.now):
            return moment
        return local(self.now)


def _is_sum(cells: Sequence[str], said: Mapping[str, str]) -> bool:
    """A sum below the list, wherever its word stands: no sum was received on a day."""
    first = fold(next((text for text in cells if text.strip()), ""))
    return not said["received"] and first.startswith(("tong cong", "tong so", "tong:", "cong:"))


def read_or_none(text: str) -> ToldMoment | None:
    """The moment, or None for what is none."""
    try:
        return read_moment(text)
    except ValueError:
        return None


#: Signs of formulas, pages and programs: neither a person nor an office is called so.
_NO_NAME = frozenset("=<>{}|\\^`")


def _applicant_name(text: str) -> str:
    """A person or an organisation (so digits and commas may stand in it); `NGUYỄN VĂN AN` as people write it."""
    name = clean_line(text)
    if len(name) > identity.LONGEST_NAME:
        raise Refused("identity.name.too_long", field="applicant", length=len(name), most=identity.LONGEST_NAME)
    if not any(sign.isalpha() for sign in name):
        raise Refused("identity.name.missing", field="applicant")
    if wrong := next((sign for sign in name if sign in _NO_NAME), ""):
        raise Refused("identity.name.marks", field="applicant", sign=wrong)
    plain = all(sign.isalpha() or sign in " -" or unicodedata.combining(sign) for sign in name)
    return nfc(name.title()) if name.isupper() and plain else name


def _number(text: str) -> str:
    """An identity number; with the noughts in front that a spreadsheet takes away. Other numbers (tax) are left out."""
    bare = re.sub(r"[\s.'-]", "", text)
    if re.fullmatch(r"\d{10,11}", bare, re.ASCII) and bare[0] != "0":
        bare = bare.zfill(12)
    try:
        return identity.clean_number(bare).value if bare else ""
    except Refused:
        return ""


def _born(text: str, today: date) -> str:
    """A birthday helps, and is no reason to leave a dossier out: what cannot be read is left empty."""
    try:
        return identity.clean_born(text.split(" ")[0], today=today) if text else ""
    except Refused:
        return ""


def _phone(text: str) -> str:
    """The first of several numbers; a number that a spreadsheet robbed of its nought gets it back."""
    first = re.split(r"[,;/]|\s{2,}|\n| - ", text.strip(" '"))[0]
    digits = re.sub(r"\D", "", first)
    if len(digits) == 9 and digits[0] in "35789":
        first = f"0{digits}"
    try:
        return identity.clean_phone(first).value if digits else ""
    except Refused:
        return ""


def _sets(text: str) -> int:
    digits = re.sub(r"\D", "", text[:10])
    return min(max(int(digits or 1), 1), MOST_SETS)


def problem_of(number: int, refused: Refused) -> RowError:
    """A refusal as a line of the report."""
    column = {"provincial_code": "code", "name": "applicant"}.get(refused.field, refused.field)
    return RowError(number, column, refused.code, refused.facts)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that says word for word what another said before it."""

    number: int
    first: int


def read_all(
    reader: ListReader, numbered: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[SourceRow | RowError | Repeated]:
    """Each row, or what is wrong with it; of a code that stands twice, the second is wrong unless it says the same."""
    seen: dict[str, tuple[int, int]] = {}
    for number, cells in numbered:
        try:
            row = reader.read(number, cells)
        except Refused as refused:
            yield problem_of(number, refused)
            continue
        if row is None:
            continue
        mark = hash(str(row.says()))
        first, before = seen.setdefault(row.code, (number, mark))
        if first == number:
            yield row
        elif before == mark:
            yield Repeated(number, first)
        else:
            yield RowError(number, "code", "dossiers.import.twice", {"code": row.code, "first_row": first})
