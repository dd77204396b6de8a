"""A guide that can be heard: a recording comes in with its speaker's name, and goes when the speaker wants it."""

from datetime import datetime
from hashlib import sha256

from vidan.actions.procedures.guide import KEEPERS
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.domain.procedures import clips as rules
from vidan.domain.procedures.facts import GuideClipAdded, GuideClipTakenAway
from vidan.domain.text import clean_line
from vidan.store import files
from vidan.store.editions import edition_on
from vidan.store.models import GuideClip


def add_clip(
    actor: Actor, key: str, language: str, speaker: str, content: bytes, *, agreed: bool, now: datetime
) -> GuideClip:
    """Keep a recording; the one before it in the same language is destroyed.

    Refused: what `rules.checked` refuses, `procedures.clip.not_agreed`, `procedures.clip.no_room`,
    `procedures.unknown`.
    """
    require(actor, *KEEPERS)
    if actor.officer_id is None:
        raise Refused("people.role.missing")
    name = clean_line(speaker)[: rules.LONGEST_SPEAKER]
    kind = rules.checked(content, language, name)
    if not agreed:
        raise Refused("procedures.clip.not_agreed", field="agreed")
    if not files.has_room():
        raise Refused("procedures.clip.no_room", field="file")
    if edition_on(actor.commune_id, key, local_day(now)) is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    with files.kept(content, None) as file, recording(actor, now) as record:
        clip = _of(actor.commune_id, key, language) or GuideClip(
            commune_id=actor.commune_id, procedure_key=key, language=language
        )
        before, clip.file = clip.file, file
        clip.speaker, clip.kind, clip.added_by_id, clip.added_at = name, kind, actor.officer_id, now
        clip.save()
        told = GuideClipAdded(procedure=key, language=language, digest=sha256(content).hexdigest())
        record.fact(told, subject=f"commune:{actor.commune_id}")
    if before:
        files.drop(before)
    return clip


def take_clip_away(actor: Actor, key: str, language: str, *, now: datetime) -> None:
    """Destroy a recording with its speaker's name. Refused `procedures.clip.unknown`."""
    require(actor, *KEEPERS)
    with recording(actor, now) as record:
        clip = _of(actor.commune_id, key, language)
        if clip is None:
            raise Refused("procedures.clip.unknown")
        name = clip.file
        clip.delete()
        record.fact(GuideClipTakenAway(procedure=key, language=language), subject=f"commune:{actor.commune_id}")
    files.drop(name)


def _of(commune_id: int, key: str, language: str) -> GuideClip | None:
    found: GuideClip | None = GuideClip.objects.of(commune_id).filter(procedure_key=key, language=language).first()
    return found
