"""Telling officials and the people: a notice that each official says he has read; texts and their log of broadcasts."""

from datetime import datetime

from vidan.actions.recording import recording
from vidan.actions.steering import board
from vidan.actions.steering.letters_named import letter_if_named
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, require
from vidan.domain.steering import BriefingText
from vidan.domain.text import clean_text
from vidan.store.models import Airing, Briefing, BriefingReader, Broadcast, Mandate, Officer
from vidan.store.rows import insert

#: Who may write down that a text was read out: whoever stands beside a loudspeaker.
HEARERS = (*board.KEEPERS, Role.BOARD_MEMBER, Role.VILLAGE_HEAD)


def brief(actor: Actor, text: BriefingText, *, now: datetime) -> Briefing:
    """Send a notice to everybody who holds an office today, save who sends it. Refused when nobody is left."""
    require(actor, *board.KEEPERS)
    title, words = board.line(text.title, "title"), clean_text(text.words)[:4000]
    if len(words) < 10:
        raise Refused("steering.words.missing", field="words")
    today = local_day(now)
    rules.check_briefing(text, today)
    with recording(actor, now) as record:
        readers = sorted(in_office(actor, today) - {actor.officer_id or 0})
        if not readers:
            raise Refused("steering.briefing.nobody")
        row = insert(
            Briefing(
                commune_id=actor.commune_id,
                title=title,
                words=words,
                letter=letter_if_named(actor, text.letter),
                read_by=text.read_by,
                sent_at=now,
                sent_by_id=actor.officer_id,
            )
        )
        for officer in readers:
            insert(BriefingReader(commune_id=actor.commune_id, briefing=row, officer_id=officer))
        fact = rules.BriefingSent(title=title, readers=len(readers), read_by=row.read_by)
        record.fact(fact, subject=f"briefing:{row.pk}")
    return row


def in_office(actor: Actor, day: object) -> set[int]:
    """Everybody with a mandate of the commune on a day; the province's own are no officials of it."""
    rows = Mandate.objects.of(actor.commune_id).filter(from_on__lte=day).exclude(role=Role.PROVINCE.value)
    held = rows.exclude(until_on__lt=day).values_list("officer_id", flat=True)
    active = Officer.objects.filter(commune_id=actor.commune_id, pk__in=list(held), is_active=True)
    return set(active.values_list("pk", flat=True))


def acknowledge(actor: Actor, briefing_id: int, *, now: datetime) -> BriefingReader:
    """Say that one has read it: only who was asked, once; the second press changes nothing."""
    with recording(actor, now) as record:
        rows = BriefingReader.objects.of(actor.commune_id).select_related("briefing")
        row: BriefingReader | None = rows.filter(briefing_id=briefing_id, officer_id=actor.officer_id or 0).first()
        if row is None:
            raise Refused("steering.briefing.not_asked")
        if row.read_at is not None:
            raise Refused("steering.briefing.read")
        row.read_at = now
        row.save(update_fields=["read_at"])
        late = local_day(now) > row.briefing.read_by
        record.fact(
            rules.BriefingRead(officer_id=actor.officer_id or 0, late=late), subject=f"briefing:{row.briefing_id}"
        )
    return row


def compose_broadcast(actor: Actor, title: str, words: str, *, now: datetime) -> Broadcast:
    """Keep a text for the loudspeaker. Refused while it names somebody or is longer than twenty seconds."""
    require(actor, *board.KEEPERS)
    name, said = board.line(title, "title"), clean_text(words)[:1000]
    if len(said) < 10:
        raise Refused("steering.words.missing", field="words")
    officers = Officer.objects.filter(commune_id=actor.commune_id, pk__in=in_office(actor, local_day(now)))
    for one in rules.heard(said, officers.values_list("name", flat=True)):
        if one.blocking:
            raise Refused(one.code, field="words", **one.facts)
    with recording(actor, now) as record:
        row = insert(
            Broadcast(
                commune_id=actor.commune_id,
                title=name,
                words=said,
                seconds=rules.seconds(said),
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        record.fact(rules.BroadcastWritten(title=name, seconds=row.seconds), subject=f"broadcast:{row.pk}")
    return row


def air(actor: Actor, broadcast_id: int, aired_at: datetime, place: str, *, now: datetime) -> Airing:
    """Write down that a text was read out. Refused for what has not been yet."""
    require(actor, *HEARERS)
    where = board.line(place, "place")
    with recording(actor, now) as record:
        text: Broadcast | None = Broadcast.objects.of(actor.commune_id).filter(pk=broadcast_id).first()
        if text is None:
            raise Refused("steering.broadcast.unknown")
        rules.check_airing(aired_at, text.made_at, now)
        row = insert(
            Airing(
                commune_id=actor.commune_id,
                broadcast=text,
                aired_at=aired_at,
                place=where,
                kept_by_id=actor.officer_id,
            )
        )
        fact = rules.BroadcastAired(title=text.title, aired_at=aired_at, place=where)
        record.fact(fact, subject=f"broadcast:{text.pk}")
    return row
