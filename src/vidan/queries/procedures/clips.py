"""Guides that can be heard: which languages, who speaks, and the sound itself."""

from dataclasses import dataclass
from datetime import datetime

from vidan.domain.procedures.clips import LANGUAGES
from vidan.store import files
from vidan.store.models import GuideClip
from vidan.store.vault import Unreadable


@dataclass(frozen=True)
class ClipCard:
    """A recording: its language, who speaks, since when."""

    language: str
    speaker: str
    kind: str
    added_at: datetime


def clips(commune_id: int, key: str) -> tuple[ClipCard, ...]:
    """The recordings of a guide, in the order of `LANGUAGES`: one statement."""
    rows = GuideClip.objects.of(commune_id).filter(procedure_key=key)
    found = [ClipCard(*row) for row in rows.values_list("language", "speaker", "kind", "added_at")]
    return tuple(sorted(found, key=lambda card: LANGUAGES.index(card.language)))


def sound(commune_id: int, key: str, language: str) -> tuple[str, bytes] | None:
    """Kind and content of a recording; None where there is none (any more)."""
    rows = GuideClip.objects.of(commune_id).filter(procedure_key=key, language=language)
    for kind, name in rows.values_list("kind", "file")[:1]:
        try:
            return kind, files.read(name, None)
        except Unreadable:
            return None
    return None
