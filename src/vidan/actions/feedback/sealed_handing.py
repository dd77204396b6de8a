"""Boxes go from one reader to another: opened with the first one's key and sealed anew in the same act.

What nobody could hand over any more, because its reader left, is told to whoever sent it; nobody else hears of it.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from vidan.actions import matters
from vidan.actions.feedback import readers, sealed, sending
from vidan.actions.recording import recording
from vidan.content import feedback as content
from vidan.domain import matters as matter_rules
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts
from vidan.domain.feedback.readers import READING, speaks_of
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, program, require
from vidan.store import boxes, traces
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Mandate, Reminder, SealedMatter
from vidan.store.rows import insert

#: So long somebody who read yesterday may come back before his senders are told.
GRACE = timedelta(days=7)


@dataclass(frozen=True)
class Handed:
    """How many boxes went over, and how many stayed: sealed for another file, or about the one who was to get them."""

    moved: int
    left: int


def may_get(actor: Actor, now: datetime) -> list[tuple[int, str]]:
    """Who may get a reader's boxes: the other readers who have a key of their own."""
    keys = readers.keys_of(actor.commune_id)
    known = readers.people(actor.commune_id, now, keys)
    fit = (one for one in known if one.has_key and one.roles & READING and one.officer_id != actor.officer_id)
    return [(one.officer_id, one.name) for one in fit]


def hand_over(actor: Actor, to_officer: int, private: bytes | None, *, code: str = "", now: datetime) -> Handed:
    """One box (`code`) or all of a reader's to another reader; never one that concerns him or names him.

    Refused `feedback.sealed.no_such_reader`, and `feedback.sealed.nothing_handed` when not one could go over.
    """
    require(actor, *sealed.HANDLERS)
    name = dict(may_get(actor, now)).get(to_officer)
    if name is None:
        raise Refused("feedback.sealed.no_such_reader", field="to_officer")
    rows = [sealed.mine(actor, code)] if code else list(_own(actor))
    opened = list(_openable(rows, private))
    going = [(row, told) for row, told in opened if not _concerns(told, to_officer, name)]
    if not going:
        raise Refused("feedback.sealed.nothing_handed", field="to_officer")
    key_id, public = readers.keys_of(actor.commune_id)[to_officer]
    with recording(actor, now) as record:
        for row, told in going:
            row.body = boxes.put_in(public, sending.body_of(told))
            row.key_id, row.reader_id = key_id, to_officer
            row.save(update_fields=["body", "key", "reader"])
            record.fact(facts.FeedbackCared(code=row.code), subject=sending.SUBJECT)
        matters.remind(record, [to_officer], None, "sealed_handed", who=actor.name, count=len(going))
    traces.forget_what_stood_there(SealedMatter)
    return Handed(len(going), len(rows) - len(going))


def _own(actor: Actor) -> Any:
    return SealedMatter.objects.of(actor.commune_id).filter(reader_id=actor.officer_id or 0).order_by("pk")


def _openable(rows: list[SealedMatter], private: bytes | None) -> Iterator[tuple[SealedMatter, dict[str, object]]]:
    """Those that this file opens, or the house's own key."""
    for row in rows:
        with suppress(Refused):
            yield row, sealed.open_body(row, private)


def _concerns(told: dict[str, object], officer_id: int, name: str) -> bool:
    return told.get("officer_id") == officer_id or speaks_of(f"{told.get('text', '')} {told.get('place', '')}", name)


def tell_of_leaving(commune_id: int, *, now: datetime) -> int:
    """Senders whose reader is gone, and whose boxes he did not hand over, are told to send anew; how many.

    While the office is open, like every other line of theirs, and once each.
    """
    if not matter_rules.open_at(calendar_of(Commune.objects.get(pk=commune_id)), now):
        return 0
    since = local_day(now - GRACE)
    read = Mandate.objects.of(commune_id).filter(
        Q(until_on=None) | Q(until_on__gte=since), role__in=[role.value for role in READING]
    )
    left = SealedMatter.objects.of(commune_id).filter(concluded_at=None, reader_id__isnull=False)
    rows = list(left.exclude(reader_id__in=read.values("officer_id")).order_by("pk")[:500])
    for row in rows:
        with recording(program(commune_id), now) as record:
            row.concluded_at, row.due_at = now, None
            row.save(update_fields=["concluded_at"])
            sealed.tell_sender(record, row, content.sentence("reader_gone"))
    return len(rows)


def tell_of_new(commune_id: int, *, now: datetime) -> int:
    """Each reader for whom something came since he was last told gets one line, with how many; how many were told.

    Once per round and not with each message: who floods the box fills no list, and no mail tells when somebody wrote.
    """
    if not matter_rules.open_at(calendar_of(Commune.objects.get(pk=commune_id)), now):
        return 0
    rows = SealedMatter.objects.of(commune_id).filter(reader_id__isnull=False, concluded_at=None)
    told = Reminder.objects.of(commune_id).filter(officer_id=OuterRef("reader_id"), kind="sealed_new").order_by("-pk")
    newest = rows.annotate(told_at=Subquery(told.values("made_at")[:1]))
    fresh = newest.filter(Q(told_at=None) | Q(received_at__gt=F("told_at"))).order_by()
    counts = list(fresh.values_list("reader_id").annotate(n=Count("pk")))
    if counts:
        with recording(program(commune_id), now) as record:
            for reader, count in counts:
                assert reader is not None
                insert(
                    Reminder(
                        commune_id=commune_id, officer_id=reader, kind="sealed_new", told={"count": count}, made_at=now
                    )
                )
            record.fact(facts.FeedbackCared(code=""), subject=sending.SUBJECT)
    return len(counts)
