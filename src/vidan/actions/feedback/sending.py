"""Something is said: kept once, with a code and a secret, a desk, and a date; or sealed before anybody can see it.

What judges an officer, is declared confidential, or looks like a denunciation never becomes a matter: it goes into a
box that only the confidential handler opens. Both ways tell the same fact and answer the sender in the same words.
"""

import json
import secrets
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError

from vidan.actions import matters
from vidan.actions.feedback import alarms, desks, learned, pictures, readers
from vidan.actions.feedback.before import Before, before
from vidan.actions.recording import Record, recording
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, saying
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalKind
from vidan.domain.feedback.routing import Heard
from vidan.domain.feedback.saying import Clocks, Door, Saying
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.feedback.suggesting import Suggestion
from vidan.domain.matters.born import Born
from vidan.domain.people import Actor
from vidan.store import boxes, files, vault
from vidan.store.models import (
    Feedback,
    FeedbackEvent,
    Matter,
    SealedMatter,
    Village,
)
from vidan.store.prepared import Prepared
from vidan.store.rows import add, insert, put

KIND = "feedback"
_TOPICS = frozenset(topic.value for topic in Topic)


@dataclass(frozen=True)
class Sent:
    """What the sender takes with her; the secret is computed from reference and print number. `danger`: her words tell
    of it, so she is told first whom to call; `again`: this form had come before.
    """

    code: str
    reference: str
    print_number: int
    answer_by: datetime
    danger: bool = False
    again: bool = False


def must_be_sealed(said: Saying, suggested: Suggestion) -> bool:
    """Whether it goes to the confidential handler. In doubt it does: he can hand an ordinary one back."""
    if said.confidential or said.officer_id is not None or suggested.cls is MessageClass.DENUNCIATION:
        return True
    judged = said.about_officer or suggested.about_officer
    return judged and suggested.cls in (MessageClass.FEEDBACK, MessageClass.COMPLAINT) and not suggested.emergency


def send(actor: Actor, said: Saying, *, now: datetime) -> Sent:
    """Keep what was said. The same form sent again (`form_token`) gives the first code again.

    Refused when it says nothing or too much, or when its place is no place.
    """
    said = saying.tidy(said)
    suggester = learned.at_hand(actor.commune_id)
    suggested = suggester.suggest(said.text)  # before anybody has to wait for this act
    try:
        with recording(actor, now) as record:
            known = before(actor.commune_id, said.form_token, now)
            if known.came:
                raise _CameBefore
            taught = learned.suggester(actor.commune_id, known.newest)
            if taught is not suggester:
                suggested = taught.suggest(said.text)
            return _keep_it(record, said, suggested, known)
    except (_CameBefore, IntegrityError):
        first = sent_before(actor.commune_id, said.form_token, danger=suggested.emergency)
        if first is None:
            raise
        return first


def tells_of_danger(commune_id: int, text: str) -> bool:
    """Whether the program hears danger in these words: nobody in danger is made to wait."""
    return learned.at_hand(commune_id).suggest(text).emergency


class _CameBefore(Exception):
    """What this form said was kept already."""


def keep(record: Record, said: Saying, suggested: Suggestion, *, openly: bool = False) -> Sent:
    """Inside an act: keep what was said (tidy already), sealed where it must be; `openly` where a hall heard it."""
    known = before(record.actor.commune_id, "", record.now)
    return _keep_it(record, said, suggested, known, openly=openly)


def _keep_it(record: Record, said: Saying, suggested: Suggestion, known: Before, *, openly: bool = False) -> Sent:
    if not openly and must_be_sealed(said, suggested):
        return _seal(record, said, suggested, known, content.clocks())
    return _open(record, said, suggested, known, content.clocks())


@dataclass(frozen=True)
class First:
    """When something came first and what was promised then: that stays, whatever way it went since."""

    received_at: datetime
    acknowledge_by: datetime
    answer_by: datetime


@contextmanager
def sending_openly(actor: Actor, said: Saying, first: First, *, now: datetime) -> Iterator[tuple[Record, Sent]]:
    """Something that the confidential handler found to be ordinary: it goes the ordinary way, whatever its words.

    What else belongs to it is done inside the block, in the same transaction.
    """
    said = saying.tidy(said)
    suggested = learned.suggester(actor.commune_id).suggest(said.text)
    if suggested.cls is MessageClass.DENUNCIATION:
        suggested = replace(suggested, cls=MessageClass.FEEDBACK)
    with recording(actor, now) as record:
        known = before(actor.commune_id, "", now)
        yield record, _open(record, said, suggested, known, content.clocks(), first)


#: What came with a form, openly or sealed.
_WITH_FORM = Prepared(
    lambda commune_id, token: (
        Feedback.objects.of(commune_id)
        .filter(form_token=token)
        .values_list("matter__code", "matter__reference", "print_number", "matter__first_due_at")
        .union(
            SealedMatter.objects.of(commune_id)
            .filter(form_token=token)
            .values_list("code", "reference", "print_number", "answer_by"),
            all=True,
        )
    ),
    int,
    str,
)


def sent_before(commune_id: int, form_token: str, *, danger: bool = False) -> Sent | None:
    """What was kept of a form when it came first; None when it never came."""
    if not form_token:
        return None
    for code, reference, print_number, answer_by in _WITH_FORM(commune_id, form_token):
        return Sent(code, reference, print_number, answer_by, danger=danger, again=True)
    return None


def _open(
    record: Record, said: Saying, suggested: Suggestion, known: Before, clocks: Clocks, first: First | None = None
) -> Sent:
    now, calendar, is_new = record.now, known.calendar, first is None
    if first is None:
        first = First(now, clocks.acknowledge_by(calendar, now), clocks.answer_by(calendar, now))
    village = _village(record.actor, said)
    topic = Topic(said.topic) if said.topic in _TOPICS else suggested.topic
    writer = desks.keepers(record.actor.commune_id, said.guide)  # another explains what the first could not make clear
    heard = Heard(suggested.cls, topic, suggested.emergency, village.pk if village is not None else None)
    holder = desks.desk(known.office, heard, calendar, now, writer)
    matter = matters.open_matter(
        record,
        matters.Opening(
            kind=KIND,
            code=saying.code_of(known.abbreviation, secrets.randbits(40)),
            reference=secrets.token_hex(16),
            title=content.title(topic, suggested.cls, suggested.emergency),
            state=FeedbackState.SENT.value,
            steps=(),
            holder_id=holder,
            opened_at=now,
            due_at=first.answer_by,
            step_due_at=now + alarms.TO_BE_READ if suggested.emergency else first.acknowledge_by,
            limit=clocks.answer,
            calendar_version=calendar.version,
            village_id=village.pk if village is not None else None,
        ),
    )
    row, key = _keep(record, said, suggested, matter, topic, first)
    if is_new:
        _born(record, matter, row, first.answer_by, known)
    for photo in said.photos:
        pictures.keep(record, row, key, photo, after=False)
    told = facts.FeedbackReceived(code=matter.code, reference=matter.reference, digest=sha256(row.sealed).hexdigest())
    record.fact(told, subject=f"matter:{matter.pk}")
    if row.joined_id is not None:
        record.fact(facts.FeedbackJoined(code=matter.code), subject=f"matter:{matter.pk}")
    if suggested.emergency:
        alarms.ring(record, matter)
    return Sent(matter.code, matter.reference, row.print_number, first.answer_by, danger=suggested.emergency)


def _born(record: Record, matter: Matter, row: Feedback, answer_by: datetime, known: Before) -> None:
    """Tell who follows this act what it is about, where that is all: nobody has done anything about it, and its holder
    stays where he is.
    """
    mandate = known.office.lasting(matter.holder_id)
    if mandate is None or matter.holder_id is None or record.actor.officer_id is not None:
        return
    born = Born(
        number=matter.pk,
        kind=matter.kind,
        reference=matter.reference,
        opened_at=matter.opened_at,
        due_at=answer_by,
        village=matter.village_id,
        holder=matter.holder_id,
        mandate=mandate,
        calendar=known.calendar,
        acknowledge_by=row.acknowledge_by,
    )
    record.born[born.subject] = born


def _keep(
    record: Record, said: Saying, suggested: Suggestion, matter: Matter, topic: Topic, first: First
) -> tuple[Feedback, bytes]:
    """The row beside the matter, its words sealed under a key of its own, and the first line of its history."""
    key, wrapped = vault.new_person_key()
    row = add(
        Feedback,
        matter_id=matter.pk,
        commune_id=matter.commune_id,
        wrapped_key=wrapped,
        sealed=vault.seal(key, _kept(said)),
        door=said.door.value,
        helped_by_id=record.actor.officer_id,
        cls=suggested.cls.value,
        topic=topic.value,
        suggested_cls=suggested.cls.value,
        suggested_topic=suggested.topic.value,
        because=[*suggested.because, *suggested.because_topic, *suggested.because_urgent],
        emergency=suggested.emergency,
        latitude=said.latitude,
        longitude=said.longitude,
        asked=_asked(said),
        may_publish=said.may_publish,
        form_token=said.form_token or None,
        joined_id=_first(record.actor, said),
        received_at=first.received_at,
        acknowledge_by=first.acknowledge_by,
    )
    told = {"commune_id": row.commune_id, "feedback_id": row.pk, "kind": "received", "at": record.now}
    put(FeedbackEvent, told)
    return row, key


def _first(actor: Actor, said: Saying) -> int | None:
    """The report that tells of the same trouble first: only one that everybody may see; it joins its own first one."""
    if not said.joins:
        return None
    by_code = {"matter__commune": actor.commune_id, "matter__code": said.joins}
    shown = Feedback.objects.of(actor.commune_id).filter(**by_code, shown_at__isnull=False)
    for pk, first in shown.values_list("pk", "joined_id")[:1]:
        return int(first or pk)
    return None


def _village(actor: Actor, said: Saying) -> Village | None:
    if said.village_id is None:
        return None
    village: Village | None = Village.objects.of(actor.commune_id).filter(pk=said.village_id).first()
    if village is None:
        raise Refused("people.village.unknown", field="village")
    return village


def _asked(said: Saying) -> bytes:
    """What its program called it, or nothing; of one size, so that nobody sees on the disk which it is."""
    called = said.topic if said.door is Door.OPEN311 else ""
    return vault.seal_bytes(vault.derived_key(vault.ASKED), called.ljust(_ASKED).encode())


#: Longer than any topic's name.
_ASKED = 32


def _kept(said: Saying) -> dict[str, str]:
    return {name: getattr(said, name) for name in ("text", "place", "name", "phone", "email")}


def _seal(record: Record, said: Saying, suggested: Suggestion, known: Before, clocks: Clocks) -> Sent:
    now, calendar = record.now, known.calendar
    told: dict[str, object] = {
        **_kept(said),
        "desk": dict(said.desk),
        "officer_id": said.officer_id,
        "cls": suggested.cls.value,
        "topic": suggested.topic.value,
    }
    told |= {"village_id": said.village_id, "door": said.door.value, "confidential": said.confidential}
    told |= {"latitude": said.latitude, "longitude": said.longitude, "joins": said.joins}
    told |= {"may_publish": said.may_publish and not said.confidential}
    if said.photos and not files.has_room():  # as an ordinary one: nobody believes that her photo came when it did not
        raise Refused("feedback.photos.no_room", field="photos")
    envelope = Envelope(
        code=saying.code_of(known.abbreviation, secrets.randbits(40)),
        reference=secrets.token_hex(16),
        received_at=now,
        acknowledge_by=clocks.acknowledge_by(calendar, now),
        answer_by=clocks.answer_by(calendar, now),
        due_at=calendar.due_moment(now, content.legal_clock(LegalKind.DENUNCIATION).accept),
        form_token=said.form_token or None,
        asked=_asked(said),
    )
    row = put_away(record, told, envelope, said.photos)
    fact = facts.FeedbackReceived(code=row.code, reference=row.reference, digest=sha256(row.body).hexdigest())
    record.fact(fact, subject=SUBJECT)
    if suggested.emergency:
        alarms.ring_reader(record, row)
    followed = saying.sealed_subject(row.reference)
    record.born[followed] = None
    record.about(followed)
    return Sent(row.code, row.reference, row.print_number, row.answer_by, danger=suggested.emergency)


SUBJECT = alarms.SEALED


@dataclass(frozen=True)
class Envelope:
    """What stands outside on a sealed thing: what its sender holds, and when what is owed."""

    code: str
    reference: str
    received_at: datetime
    acknowledge_by: datetime
    answer_by: datetime
    due_at: datetime | None = None
    form_token: str | None = None
    asked: bytes | None = None
    print_number: int = 1
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None


def put_away(
    record: Record, told: dict[str, object], envelope: Envelope, photos: tuple[bytes, ...] = ()
) -> SealedMatter:
    """Seal a body for the handler whom it does not concern; the photos go along as sealed files named in the body."""
    words = f"{told.get('text', '')} {told.get('place', '')}"
    box = readers.box_for(record.actor.commune_id, told.get("officer_id"), words, record.now)
    if photos:
        lock = secrets.token_bytes(32)
        told = {**told, "lock": b64encode(lock).decode(), "files": [record.file(photo, lock) for photo in photos]}
    row = SealedMatter(
        commune_id=record.actor.commune_id,
        key_id=box.key_id,
        reader_id=box.reader_id,
        body=boxes.put_in(box.public, body_of(told)),
        **vars(envelope),
    )
    insert(row)
    return row


def body_of(told: dict[str, object]) -> bytes:
    """What goes into a box, of always the same size."""
    return saying.padded(json.dumps(told, ensure_ascii=False).encode())
