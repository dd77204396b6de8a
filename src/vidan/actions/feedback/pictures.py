"""Pictures of a message: sealed with its key, beside its row."""

from hashlib import sha256

from vidan.actions.recording import Record
from vidan.domain.errors import Refused
from vidan.store import files
from vidan.store.models import Feedback, FeedbackPhoto
from vidan.store.rows import add


def keep(record: Record, row: Feedback, key: bytes, photo: bytes, *, after: bool) -> None:
    """A re-encoded picture, sealed with the feedback's key. Refused when the disk is needed for other work."""
    if not files.has_room():
        raise Refused("feedback.photos.no_room", field="photos")
    width, height = _size_of(photo)
    add(
        FeedbackPhoto,
        commune_id=row.commune_id,
        feedback_id=row.pk,
        after=after,
        file=record.file(photo, key),
        digest=sha256(photo).hexdigest(),
        width=width,
        height=height,
    )


def _size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height of a JPEG of ours, from its start-of-frame marker (ITU T.81, B.2.2); zero when there is none."""
    place = 2
    while place + 9 < len(jpeg) and jpeg[place] == 0xFF:
        marker, length = jpeg[place + 1], int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(jpeg[place + 7 : place + 9], "big"), int.from_bytes(
                jpeg[place + 5 : place + 7], "big"
            )
        place += 2 + length
    return 0, 0
