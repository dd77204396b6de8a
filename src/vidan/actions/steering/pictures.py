"""Pictures: the door has made them small and taken out what the camera wrote; here they are sealed and named by lot."""

import secrets

from vidan.actions.recording import Record
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.text import clean_line
from vidan.store import vault
from vidan.store.models import Picture
from vidan.store.rows import insert

#: After the door's own re-encoding no honest picture is larger.
MOST_BYTES = 1_500_000
_JPEG = b"\xff\xd8\xff"


def keep(record: Record, content: bytes, words: str, *, of: str, shown: bool) -> Picture:
    """Keep a JPEG within another action's recording. Refused for anything else, and without words for the blind."""
    said = clean_line(words)[:300]
    if not said:
        raise Refused("steering.picture.words", field="picture_words")
    if not content.startswith(_JPEG) or len(content) > MOST_BYTES:
        raise Refused("images.unreadable", field="picture")
    picture = insert(
        Picture(
            commune_id=record.actor.commune_id,
            name=secrets.token_hex(16),
            words=said,
            shown=shown,
            sealed=vault.seal_bytes(vault.derived_key("board-pictures"), content),
            made_at=record.now,
            made_by_id=record.actor.officer_id,
        )
    )
    record.fact(rules.PictureKept(name=picture.name, of=of, words=said), subject=f"picture:{picture.pk}")
    return picture
