"""What the confidential handler does, and how an ordinary message is moved away from everybody else's eyes.

The order of the steps matters: the words go into the box first, then every trace that could be read is destroyed, all
in one transaction.
"""

import json
from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from typing import Any

from vidan.actions import matters
from vidan.actions.feedback import alarms, learned, sending, thanks
from vidan.actions.recording import Record, recording
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, reception, saying
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.legal import LegalKind
from vidan.domain.feedback.saying import Door, Saying
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.feedback.verdicts import COUNTED, ENDINGS, NO, UNCLEAR, UNDERSTOOD, YES
from vidan.domain.matters import grouped, tracking_secret
from vidan.domain.people import Actor, Role, program, require
from vidan.domain.text import clean_text
from vidan.store import boxes, files, traces, unclaimed, vault
from vidan.store.calendars import calendar_of
from vidan.store.models import (
    Correction,
    Feedback,
    FeedbackEvent,
    FeedbackPhoto,
    HandlerKey,
    Holding,
    Matter,
    Pause,
    Reception,
    Reminder,
    SealedMatter,
)
from vidan.store.rows import insert

HANDLERS = (Role.CONFIDENTIAL_HANDLER, Role.INSPECTOR)
#: The tables whose rows `move_in` empties.
MOVED_OUT_OF = (Feedback, FeedbackEvent, FeedbackPhoto, Reception, Matter, Holding, Pause, Reminder, Correction)


def move_in(record: Record, matter: Matter, row: Feedback, concerned: int | None = None) -> None:
    """An ordinary message turned out to be a denunciation: its words leave every live table now. `concerned`: whom it
    is about, where whoever moved it knew; he never reads it.

    The matter's row stays, empty and closed like any that was put aside, for a promise is never deleted.
    """
    require_another(record.actor, row)
    key = vault.person_key(row.wrapped_key)
    told: dict[str, object] = dict(vault.unseal(key, row.sealed))
    told["desk"] = _at_the_desk(row)
    photos = FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row)
    pictures = tuple(files.read(photo.file, key) for photo in photos)
    names = [name for photo in photos for name in (photo.file, photo.shown) if name]
    accept = content.legal_clock(LegalKind.DENUNCIATION).accept
    envelope = sending.Envelope(
        code=matter.code,
        reference=matter.reference,
        received_at=row.received_at,
        acknowledge_by=row.acknowledge_by,
        answer_by=matter.first_due_at or record.now,
        due_at=calendar_of(matter.commune).due_moment(row.received_at, accept),
        asked=None if row.asked is None else bytes(row.asked),
        print_number=row.print_number,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at if matter.closed_at is not None else None,
    )
    told |= {"officer_id": concerned, "cls": "denunciation", "topic": row.topic, "village_id": matter.village_id}
    learned.forget(row.commune_id, str(told["text"]))
    sealed = sending.put_away(record, told, envelope, pictures)
    if row.emergency and row.acknowledged_at is None:
        alarms.ring_reader(record, sealed)
    sealed.said = _said_so_far(row)
    sealed.save(update_fields=["said"])
    _empty(row)
    matters.forget_words(matter)
    thanks.fall_away(record, matter)
    _close(matter, record.now)
    record.fact(facts.FeedbackPutAside(code=matter.code), subject=f"matter:{matter.pk}")
    for name in names:
        files.drop(name)


def require_another(actor: Actor, row: Feedback) -> None:
    """Refused `feedback.sealing.another` to whoever answered it: nobody puts his own answer, and what was said against
    it, out of everybody's sight alone. Before an answer whoever sees a denunciation moves it at once.
    """
    given = FeedbackEvent.objects.of(row.commune_id).filter(feedback=row, kind__in=ENDINGS)
    if row.answered_at is not None and actor.officer_id in {
        row.answered_by_id,
        *given.values_list("officer_id", flat=True),
    }:
        raise Refused("feedback.sealing.another")


def _said_so_far(row: Feedback) -> bytes | None:
    """What the commune said back, and when the sender did not agree or did: her page keeps it. Her own words go into
    the box alone.
    """
    key = vault.person_key(row.wrapped_key)
    told = []
    for event in FeedbackEvent.objects.of(row.commune_id).filter(feedback=row, kind__in=COUNTED).order_by("pk"):
        opened = vault.unseal(key, event.sealed) if event.sealed and event.kind in ENDINGS else {}
        line = {"at": event.at.isoformat(), "said": opened.get("said", ""), "kind": event.kind}
        told.append(line | {"number": opened.get("number", "")})
    return vault.seal(answers_key(), told) if told else None


def _at_the_desk(row: Feedback) -> dict[str, str]:
    """What the reception day's book has of it beside her words: a denunciation needs name and address (Đ23)."""
    line = Reception.objects.of(row.commune_id).filter(feedback=row).exclude(wrapped_key=b"").first()
    if line is None:
        return {}
    return dict(reception.beside(vault.unseal(vault.person_key(bytes(line.wrapped_key)), line.sealed)))


def _empty(row: Feedback) -> None:
    """Nothing of it is left in its row, its photos, its history, nor in what was learned from it: only that and when
    she agreed or did not, for what counted against a promise goes on counting.
    """
    FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row).delete()
    events = FeedbackEvent.objects.of(row.commune_id).filter(feedback=row)
    events.exclude(kind__in=COUNTED).delete()
    if row.cls == MessageClass.QUESTION.value:  # its class is emptied too, and what she said of it still counts
        events.filter(kind=YES).update(kind=UNDERSTOOD)
        events.filter(kind__in=NO).update(kind=UNCLEAR)
    events.update(sealed=None, officer=None)
    lines = Reception.objects.of(row.commune_id).filter(feedback=row)
    lines.update(wrapped_key=b"", sealed=b"", cls="spam", feedback=None)
    row.wrapped_key, row.sealed, row.because = b"", b"", []
    row.public_text = row.public_place = row.public_answer = ""
    row.shown_at = row.latitude = row.longitude = None
    row.joined_id = row.answered_by_id = row.thanks_due_at = row.thanked_at = row.rating = row.understood = None
    row.may_publish, row.contested = False, 0
    row.cls = row.suggested_cls = "spam"
    row.topic = row.suggested_topic = "khac"
    row.emergency, row.decided, row.helped_by_id = False, True, None
    row.save()


def _close(matter: Matter, now: datetime) -> None:
    title, state = content.sentence("put_aside_title"), FeedbackState.PUT_ASIDE.value
    was_open = matter.closed_at is None
    matters.change(
        matter,
        state=state,
        closed_at=matter.closed_at or now,
        paused_at=None,
        title=title,
        village_id=None,
        holder_id=None,
    )
    if was_open:
        matters.end_clock(matter, now)


def mine(actor: Actor, code: str) -> SealedMatter:
    """A sealed thing whose reader the actor is; anything else is unknown."""
    require(actor, *HANDLERS)
    assert actor.officer_id is not None
    row = SealedMatter.objects.of(actor.commune_id).filter(code=code, reader_id=actor.officer_id).first()
    free = unclaimed.waiting_for(actor.commune_id, actor.officer_id)
    found = row or next((one for one in free if one.code == code), None)
    if found is None:
        raise Refused("matters.unknown", field="code", code=code)
    return found


def answer(actor: Actor, code: str, words: str, *, now: datetime) -> None:
    """What the handler tells the sender; it must not say who is concerned, for whoever holds the paper reads it."""
    row = mine(actor, code)
    said = clean_text(words)
    if len(said) < 20:
        raise Refused("feedback.answer.too_short", field="words", least=20)
    if len(said) > 4000:
        raise Refused("feedback.answer.too_long", field="words", most=4000)
    _answer(actor, row, said, now)


def _answer(actor: Actor, row: SealedMatter, said: str, now: datetime) -> None:
    with recording(actor, now) as record:
        tell_sender(record, row, said)


def answers_key() -> bytes:
    """What the sender may read, and how far the law's way is, is sealed under this key of the house."""
    return vault.derived_key("sealed-answers")


def tell_sender(record: Record, row: SealedMatter, said: str, *, kind: str = "answered", number: str = "") -> None:
    """One line for whoever holds the paper. The first one counts as the answer, like an ordinary message's."""
    before = vault.unseal(answers_key(), row.said) if row.said else []
    line = {"at": record.now.isoformat(), "said": said, "kind": kind, "number": number}
    row.said = vault.seal(answers_key(), [*before, line])
    first = row.answered_at is None
    row.answered_at = row.answered_at or record.now
    row.save(update_fields=["said", "answered_at", "due_at"])
    if first:
        digest = vault.blind_index("answer", f"{row.code} {said}").hex()
        told = facts.FeedbackAnswered(code=row.code, reference=row.reference, digest=digest)
        record.fact(told, subject=sending.SUBJECT)
        felt(record, row)
    else:
        record.fact(facts.FeedbackCared(code=row.code), subject=sending.SUBJECT)


def felt(record: Record, row: SealedMatter) -> None:
    """The public figures follow what the ledger told of it, as they follow any other message (docs/adr/0163)."""
    moved = Matter.objects.of(row.commune_id).filter(reference=row.reference).values_list("pk", flat=True)
    for pk in moved:
        heard = Feedback.objects.of(row.commune_id).filter(matter_id=pk, acknowledged_at=None)
        heard.update(acknowledged_at=row.acknowledged_at)
    record.about(next((f"matter:{pk}" for pk in moved), saying.sealed_subject(row.reference)))


def conclude(actor: Actor, code: str, *, now: datetime) -> None:
    """It is no matter of a law (an opinion about an officer, say) and is done; now it counts in monthly totals."""
    row = mine(actor, code)
    if row.course:
        raise Refused("feedback.move.not_lawful")
    with recording(actor, now) as record:
        row.concluded_at, row.due_at = now, None
        row.save(update_fields=["concluded_at", "due_at"])
        record.fact(facts.FeedbackCared(code=code), subject=sending.SUBJECT)


def hand_back(actor: Actor, code: str, private: bytes | None, *, now: datetime) -> str:
    """An ordinary message that was sealed in doubt: sent anew as ordinary, under a new code that the old one leads to.

    Returns the new code. The sealed row stays, answered with the new code and done, so that the sender loses nothing.
    Once only, and not when a law has its way already. One transaction: no message without the answer that leads to it.
    """
    row = mine(actor, code)
    told = open_body(row, private)
    if row.concluded_at is not None or row.course:
        raise Refused("feedback.move.not_lawful")
    first = sending.First(row.received_at, row.acknowledge_by, row.answer_by)
    with sending.sending_openly(program(actor.commune_id), _said(told), first, now=now) as (record, sent):
        secret = tracking_secret(vault.derived_key("receipt"), bytes.fromhex(sent.reference), sent.print_number)
        row.due_at, row.concluded_at = None, now
        row.save(update_fields=["concluded_at"])
        tell_sender(record, row, content.sentence("handed_back").format(code=sent.code, secret=grouped(secret)))
    return sent.code


def _said(told: dict[str, object]) -> Saying:
    """What was in a box, as its sender said it; to be shown only where she allowed it and asked for no secrecy."""

    def number(name: str, kind: type[int] | type[float]) -> Any:
        value = told.get(name)
        return value if isinstance(value, kind) else None

    return Saying(
        text=str(told["text"]),
        place=str(told.get("place", "")),
        name=str(told.get("name", "")),
        phone=str(told.get("phone", "")),
        email=str(told.get("email", "")),
        village_id=number("village_id", int),
        latitude=number("latitude", float),
        longitude=number("longitude", float),
        door=Door(str(told.get("door", "web"))),
        may_publish=told.get("may_publish") is True,
        joins=str(told.get("joins", "")),
        photos=photos(told),
    )


def read(actor: Actor, code: str, private: bytes | None, *, now: datetime) -> dict[str, object]:
    """What is in one of the reader's own boxes; refused for anything else. Who opened it, and when, is kept."""
    row = mine(actor, code)
    told = open_body(row, private)
    assert actor.officer_id is not None
    with recording(actor, now) as record:
        record.fact(facts.SealedOpened(code=row.code, officer_id=actor.officer_id), subject=sending.SUBJECT)
    return told


def photos(told: dict[str, object]) -> tuple[bytes, ...]:
    """The pictures that lie sealed beside an opened body; one that does not open any more is left out."""
    names, lock = told.get("files"), told.get("lock")
    if not isinstance(names, list) or not isinstance(lock, str):
        return ()
    found = []
    for name in names:
        with suppress(vault.Unreadable):
            found.append(files.read(str(name), b64decode(lock)))
    return tuple(found)


def private_half(file: str, passphrase: str) -> bytes:
    """The private half out of the handler's file; nothing of it is kept."""
    return boxes.private_half(file, passphrase)


def open_body(row: SealedMatter, private: bytes | None) -> dict[str, object]:
    """What is in the box: with the handler's private half, or with the house's own where no handler had a key."""
    house = row.key_id is None
    if not house and private is None:
        raise Refused("feedback.key.needed", field="key_file")
    key = vault.derived_key("sealed") if house else private
    assert key is not None
    opened: dict[str, object] = json.loads(boxes.take_out(key, bytes(row.body)))
    return opened


def make_key(actor: Actor, passphrase: str, *, now: datetime) -> str:
    """A key pair for a handler: the public half is kept, the file with the private half is given back and not kept."""
    require(actor, *HANDLERS)
    assert actor.officer_id is not None
    public, file = boxes.make_pair(passphrase)
    with recording(actor, now) as record:
        HandlerKey.objects.of(actor.commune_id).filter(officer_id=actor.officer_id, ended_at=None).update(ended_at=now)
        made = insert(HandlerKey(commune_id=actor.commune_id, officer_id=actor.officer_id, public=public, made_at=now))
        _seal_anew(actor.commune_id, actor.officer_id, made)
        told = facts.HandlerKeyMade(officer_id=actor.officer_id, fingerprint=boxes.fingerprint(public))
        record.fact(told, subject=f"officer:{actor.officer_id}")
    traces.forget_what_stood_there(SealedMatter)
    return file


def _seal_anew(commune_id: int, officer_id: int, made: HandlerKey) -> None:
    """What came before this reader had a key lies under the house's own: from now on the machine cannot open it."""
    house = vault.derived_key("sealed")
    own = SealedMatter.objects.of(commune_id).filter(reader_id=officer_id, key_id=None)
    for row in [*own, *unclaimed.waiting_for(commune_id, officer_id)]:
        row.body = boxes.put_in(bytes(made.public), boxes.take_out(house, bytes(row.body)))
        row.key, row.reader_id = made, officer_id
        row.save(update_fields=["body", "key", "reader"])
