"""Notices with who has read them, texts for the loudspeaker with their log."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.domain.sorting import given_name
from vidan.store.models import Airing, Briefing, BriefingReader, Broadcast

PAGE, AIRINGS = 50, 100


@dataclass(frozen=True)
class ReaderCard:
    """An official who is to read a notice."""

    officer_id: int
    name: str
    title: str
    read_at: datetime | None


@dataclass(frozen=True)
class BriefingCard:
    """A notice: `read` of `asked` officials have said so; `mine`: whether one was asked oneself."""

    id: int
    title: str
    words: str
    letter: str
    letter_number: str
    read_by: date
    sent_at: datetime
    sent_by: str
    asked: int
    read: int
    mine: ReaderCard | None
    readers: tuple[ReaderCard, ...] = ()

    @property
    def waits_for_me(self) -> bool:
        """Whether it is still to be read by who looks at it."""
        return self.mine is not None and self.mine.read_at is None


def briefings(actor: Actor) -> tuple[BriefingCard, ...]:
    """The newest first, what one has still to read before: three statements."""
    rows = list(_briefings(actor)[:PAGE])
    readers = BriefingReader.objects.of(actor.commune_id).filter(briefing__in=[row.pk for row in rows])
    counts = {
        key: (asked, read)
        for key, asked, read in readers.values_list("briefing").annotate(asked=Count("pk"), read=Count("read_at"))
    }
    mine = {one.briefing_id: _reader(one) for one in readers.filter(officer=actor.officer_id).select_related("officer")}
    cards = [_briefing(row, counts.get(row.pk, (0, 0)), mine.get(row.pk)) for row in rows]
    return tuple(sorted(cards, key=lambda card: not card.waits_for_me))


def unread(actor: Actor) -> int:
    """How many notices one has still to read: one statement."""
    rows = BriefingReader.objects.of(actor.commune_id).filter(officer=actor.officer_id or 0, read_at=None)
    return int(rows.count())


def briefing(actor: Actor, key: int) -> BriefingCard:
    """One notice with everybody who was asked. Refused alike when unknown and another commune's."""
    row = _briefings(actor).filter(pk=key).first()
    if row is None:
        raise Refused("steering.briefing.unknown", field="briefing")
    rows = BriefingReader.objects.of(actor.commune_id).filter(briefing=row).select_related("officer")
    ordered = sorted(rows.order_by("pk"), key=lambda one: (one.read_at is not None, given_name(one.officer.name)))
    readers = tuple(_reader(one) for one in ordered)
    read = sum(one.read_at is not None for one in readers)
    mine = next((one for one in readers if one.officer_id == actor.officer_id), None)
    return _briefing(row, (len(readers), read), mine, readers)


def _briefings(actor: Actor) -> Any:
    return Briefing.objects.of(actor.commune_id).select_related("letter", "sent_by").order_by("-sent_at", "-pk")


def _reader(row: BriefingReader) -> ReaderCard:
    return ReaderCard(row.officer_id, row.officer.name, row.officer.title, row.read_at)


def _briefing(
    row: Briefing, counts: tuple[int, int], mine: ReaderCard | None, readers: tuple[ReaderCard, ...] = ()
) -> BriefingCard:
    return BriefingCard(
        id=row.pk,
        title=row.title,
        words=row.words,
        letter=row.letter.code if row.letter else "",
        letter_number=row.letter.number_shown if row.letter else "",
        read_by=row.read_by,
        sent_at=row.sent_at,
        sent_by=row.sent_by.name if row.sent_by else "",
        asked=counts[0],
        read=counts[1],
        mine=mine,
        readers=readers,
    )


@dataclass(frozen=True)
class AiringCard:
    """One time at which a text was read out."""

    title: str
    words: str
    aired_at: datetime
    place: str
    kept_by: str


@dataclass(frozen=True)
class BroadcastCard:
    """A text for the loudspeaker, and how often it was read out."""

    id: int
    title: str
    words: str
    seconds: int
    made_at: datetime
    made_by: str
    airings: int


def broadcasts(commune_id: int) -> tuple[BroadcastCard, ...]:
    """The newest first: two statements."""
    rows = Broadcast.objects.of(commune_id).select_related("made_by").order_by("-made_at", "-pk")[:PAGE]
    counts = dict(Airing.objects.of(commune_id).values_list("broadcast").annotate(count=Count("pk")))
    return tuple(
        BroadcastCard(
            row.pk, row.title, row.words, row.seconds, row.made_at, row.made_by.name if row.made_by else "",
            counts.get(row.pk, 0),
        )
        for row in rows
    )  # fmt: skip


def airings(commune_id: int) -> tuple[AiringCard, ...]:
    """The log of broadcasts, the newest first: one statement."""
    rows = Airing.objects.of(commune_id).select_related("broadcast", "kept_by").order_by("-aired_at", "-pk")[:AIRINGS]
    return tuple(
        AiringCard(
            row.broadcast.title, row.broadcast.words, row.aired_at, row.place, row.kept_by.name if row.kept_by else ""
        )
        for row in rows
    )
