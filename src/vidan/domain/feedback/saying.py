"""What may be said to the commune, and how it is kept: lengths, places, codes; sealed things of one size."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.matters import CROCKFORD, read_secret
from vidan.domain.text import clean_line, clean_text, fold

SHORTEST, LONGEST = 5, 4000
LONGEST_PLACE, LONGEST_NAME, LONGEST_CONTACT = 200, 100, 200
MOST_PHOTOS = 3
#: Hand-overs within the office; a third is a refusal to be responsible (promise 7).
MOST_HAND_OVERS = 2
#: How content the sender is, from 1 (not at all) to 5; up to here it opens an appeal to a different officer.
BEST_RATING, BAD_RATING = 5, 2
#: Lines by which something was said back: words, or the thing itself done.
ENDINGS = frozenset({"answered", "declined", "concluded", "solved"})
#: Every sealed body has this many bytes before it is sealed, so that its size says nothing (UTF-8 of the longest text).
SEALED_SIZE = 20_000
#: Without an answer from the sender for so many days, that is what is shown.
SILENT_AFTER_DAYS = 14


class Door(StrEnum):
    """By which way it came."""

    WEB = "web"
    POSTER = "poster"
    PAPER = "paper"
    PHONE = "phone"
    LOUDSPEAKER = "loudspeaker"
    RECEPTION = "reception"
    DIALOGUE = "dialogue"
    BOX = "box"
    OPEN311 = "open311"


@dataclass(frozen=True)
class Saying:
    """What somebody sends, as the door read it; `officer_id` is whom it is about, where she named one;
    `joins` the code of a shown report that tells of the same trouble; `guide` the key of a guide
    that was not clear; `desk` what an officer wrote down beside her words (field, words), for the sealed box."""

    text: str
    place: str = ""
    village_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    door: Door = Door.WEB
    may_publish: bool = True
    about_officer: bool = False
    officer_id: int | None = None
    confidential: bool = False
    form_token: str = ""
    photos: tuple[bytes, ...] = ()
    topic: str = ""
    joins: str = ""
    guide: str = ""
    desk: tuple[tuple[str, str], ...] = ()


def tidy(saying: Saying) -> Saying:
    """The same with tidy words. Refused when it says nothing, or too much."""
    text = clean_text(saying.text)
    if len(text) < SHORTEST:
        raise Refused("feedback.text.too_short", field="text", least=SHORTEST)
    if len(text) > LONGEST:
        raise Refused("feedback.text.too_long", field="text", most=LONGEST, length=len(text))
    place = clean_line(saying.place)
    if len(place) > LONGEST_PLACE:
        raise Refused("feedback.place.too_long", field="place", most=LONGEST_PLACE)
    name = clean_line(saying.name)
    if len(name) > LONGEST_NAME:
        raise Refused("feedback.name.too_long", field="name", most=LONGEST_NAME)
    phone, email = clean_line(saying.phone), clean_line(saying.email)
    if max(len(phone), len(email)) > LONGEST_CONTACT:
        raise Refused(
            "feedback.contact.too_long", field="phone" if len(phone) > len(email) else "email", most=LONGEST_CONTACT
        )
    if len(saying.photos) > MOST_PHOTOS:
        raise Refused("feedback.photos.too_many", field="photos", most=MOST_PHOTOS)
    latitude, longitude = _place_on_earth(saying.latitude, saying.longitude)
    tidied = {"text": text, "place": place, "name": name, "phone": phone, "email": email}
    changed = {**vars(saying), **tidied, "latitude": latitude, "longitude": longitude}
    return saying if changed == vars(saying) else Saying(**changed)


def _place_on_earth(latitude: float | None, longitude: float | None) -> tuple[float | None, float | None]:
    """Both or neither; refused when it lies outside Vietnam (a slip, or a telephone abroad)."""
    if latitude is None or longitude is None:
        return None, None
    if not in_vietnam(latitude, longitude):
        raise Refused("feedback.place.elsewhere", field="place")
    return round(latitude, 5), round(longitude, 5)


def in_vietnam(latitude: float, longitude: float) -> bool:
    """Whether a point (degrees, WGS 84) lies within the country's outermost degrees."""
    return 8.0 <= latitude <= 23.5 and 102.0 <= longitude <= 110.0


def require_checked(on: date, received_on: date, today: date) -> None:
    """Refused unless somebody can have checked on that day what was said: since it came, and not in days to come."""
    if not received_on <= on <= today:
        raise Refused("feedback.answer.checked", field="checked_on", first=f"{received_on:%d/%m/%Y}")


#: So many letters of a code are drawn by lot.
LOT = 8


def code_of(abbreviation: str, lot: int) -> str:
    """`ĐL-PA-7K3M9Q2T` from 40 bits drawn by lot: a hole in a row of numbers would tell of a sealed one."""
    return f"{abbreviation}-PA-{''.join(CROCKFORD[(lot >> shift) & 31] for shift in range(35, -1, -5))}"


def thanks_code(code: str) -> str:
    """The code of the piece of work that the thanks for a message are."""
    return f"{code}-CO"


def read_code(text: str, abbreviation: str) -> str:
    """What somebody typed as a message's code, as it was given: `dl pa 7k3m 9q2t` and `7K3M9Q2T` are `ĐL-PA-7K3M9Q2T`,
    a letter O is a zero. What is no such code comes back tidied only.
    """
    lot = _lot(text, abbreviation)
    return f"{abbreviation}-PA-{lot}" if lot else clean_line(text).upper()


def is_code(text: str, abbreviation: str) -> bool:
    """Whether it can be nothing but a message's code, where other codes are asked for too."""
    typed, short = _plain(text), _plain(abbreviation)
    if not _lot(text, abbreviation) or len(typed) > LOT:
        return bool(_lot(text, abbreviation))
    # Eight signs alone: neither a name, a number, nor the beginning of a dossier's code.
    return not typed.isalpha() and not typed.isdigit() and not (short and typed.startswith(short))


def _lot(text: str, abbreviation: str) -> str:
    """The eight letters drawn by lot, look-alikes mended; empty where the text is no message's code."""
    typed = _plain(text)
    for head in (f"{_plain(abbreviation)}PA", "PA", ""):
        lot = typed.removeprefix(head)
        if typed.startswith(head) and len(lot) == LOT:
            mended = read_secret(lot)
            return mended if len(mended) == LOT else ""
    return ""


def _plain(text: str) -> str:
    return "".join(sign for sign in fold(text).upper() if sign.isascii() and sign.isalnum())


def padded(body: bytes) -> bytes:
    """A body of always the same size, so that a sealed one says nothing by its length."""
    if len(body) > SEALED_SIZE:
        raise Refused("feedback.text.too_long", field="text", most=LONGEST, length=LONGEST + 1)
    return body + b" " * (SEALED_SIZE - len(body))


def sealed_subject(reference: str) -> str:
    """What the promises follow a sealed thing by that never was a matter; no fact names it."""
    return f"said:{reference}"


@dataclass(frozen=True)
class Clocks:
    """By when which step is owed, each as a limit of the calendar (`1wd`)."""

    acknowledge: Limit
    send_on: Limit
    answer: Limit
    thank: Limit

    def acknowledge_by(self, calendar: Calendar, received_at: datetime) -> datetime:
        """The last moment of the acknowledgement."""
        return calendar.due_moment(received_at, self.acknowledge)

    def send_on_by(self, calendar: Calendar, received_at: datetime) -> datetime:
        """The last moment to send what is not ours where it belongs (NĐ 20/2008/NĐ-CP)."""
        return calendar.due_moment(received_at, self.send_on)

    def answer_by(self, calendar: Calendar, received_at: datetime) -> datetime:
        """The last moment of the answer."""
        return calendar.due_moment(received_at, self.answer)
