"""Faces and number plates are covered for good: an area becomes a few big blocks, so that nothing shines through."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from vidan.adapters.images import MOST_BYTES, QUALITY, open_safely

#: Blocks along the longer side of a covered area; fewer tell nothing of a face.
BLOCKS = 3
Area = tuple[int, int, int, int]


def cover(content: bytes, areas: Sequence[Area]) -> bytes:
    """The picture with each area (left, top, right, bottom in hundredths) covered, as a fresh JPEG without metadata.

    Refuses as `images.open_safely` does.
    """
    assert len(content) <= MOST_BYTES
    picture = open_safely(content).convert("RGB")
    for left, top, right, bottom in areas:
        box = (
            left * picture.width // 100,
            top * picture.height // 100,
            max(right * picture.width // 100, left * picture.width // 100 + 1),
            max(bottom * picture.height // 100, top * picture.height // 100 + 1),
        )
        part = picture.crop(box)
        small = part.resize((BLOCKS, BLOCKS), Image.Resampling.BOX)
        picture.paste(small.resize(part.size, Image.Resampling.NEAREST), box)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()
