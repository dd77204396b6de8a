"""What a commune must publish: fourteen things, how long, how soon. Source: Law 10/2022/QH15 art. 11-14."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vidan.domain.errors import Refused

#: Law 10/2022 art. 13(1): what is not always posted stays for at least so many days running.
LEAST_POSTED = 30
#: Law 10/2022 art. 12(3): so many working days after the decision, where no other law says otherwise.
PUBLISHED_WITHIN = 5


class PublicationForm(StrEnum):
    """The ten ways of art. 12(1)."""

    BOARD = "board"
    WEB = "web"
    LOUDSPEAKER = "loudspeaker"
    VILLAGE_HEAD = "village_head"
    LETTER = "letter"
    DIALOGUE = "dialogue"
    RECEPTION = "reception"
    UNIONS = "unions"
    NETWORK = "network"
    OTHER = "other"


@dataclass(frozen=True)
class PublicationItem:
    """One of the fourteen: whether it is always posted, and whether the loudspeaker tells of it too."""

    number: int
    name: str
    always: bool
    loudspeaker: bool


@dataclass(frozen=True)
class PublicationText:
    """Something that is published: of which item, decided when, in which ways, where, from when to when."""

    item: int
    title: str
    decided_on: date
    ways: tuple[PublicationForm, ...]
    place: str
    from_on: date
    until_on: date | None = None


def check_publication(text: PublicationText, item: PublicationItem, today: date) -> None:
    """Refused where the law asks for more: thirty days, the notice board, the loudspeaker with the village heads."""
    if text.decided_on > today or text.from_on < text.decided_on:
        raise Refused("steering.publication.days", field="from_on")
    if PublicationForm.BOARD not in text.ways:
        raise Refused("steering.publication.board", field="ways")
    if item.loudspeaker and not {PublicationForm.LOUDSPEAKER, PublicationForm.VILLAGE_HEAD} <= set(text.ways):
        raise Refused("steering.publication.loudspeaker", field="ways")
    if item.always and text.until_on is not None:
        raise Refused("steering.publication.always", field="until_on")
    if not item.always and text.until_on is None:
        raise Refused("steering.publication.until", field="until_on", days=LEAST_POSTED)
    if text.until_on is not None and text.until_on < text.from_on + timedelta(days=LEAST_POSTED - 1):
        earliest = text.from_on + timedelta(days=LEAST_POSTED - 1)
        raise Refused(
            "steering.publication.short", field="until_on", days=LEAST_POSTED, earliest=f"{earliest:%d/%m/%Y}"
        )


def quarter_of(day: date) -> tuple[date, date]:
    """The first and last day of a day's quarter."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    after = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)
