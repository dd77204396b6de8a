"""Pictures from outside: opened with care, kept without what the camera wrote into them.

Pillow warns above `MAX_IMAGE_PIXELS` and refuses only above twice that, so the size is compared again before a single
pixel is read (Pillow documentation, "Decompression bombs"). HEIC is what iPhones send.
"""

import struct
from io import BytesIO

from pi_heif import register_heif_opener
from PIL import Image, ImageOps

from vidan.domain.errors import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
#: No camera takes a longer side; of a picture one pixel wide and forty million high the rows alone fill the memory.
LONGEST_SIDE = 30_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
QUALITY = 82
#: All that decoders are known to raise on damaged or hostile files, the bomb guards included.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    RuntimeError,
    MemoryError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
register_heif_opener(thumbnails=False)


def open_safely(content: bytes) -> Image.Image:
    """A JPEG, PNG, WebP or HEIC of at most 10 MB and 40 million pixels; its pixels are not read yet.

    Raises Refused with field="image": `images.empty`, `images.too_large`, `images.too_many_pixels`,
    `images.unreadable`. Reading the pixels of a damaged file may still raise: use `re_encode` or `grey`.
    """
    if not content:
        raise Refused("images.empty", field="image")
    if len(content) > MOST_BYTES:
        raise Refused("images.too_large", field="image", most_mb=MOST_BYTES // (1024 * 1024))
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels("?", "?") from None
    except _BROKEN:
        raise Refused("images.unreadable", field="image") from None
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise _too_many_pixels(image.width, image.height)
    return image


def re_encode(content: bytes, longest_side: int) -> bytes:
    """The picture as a JPEG whose longer side is at most `longest_side` pixels, upright, on white, nothing else kept.

    EXIF, GPS, comments and colour profiles are gone; the orientation they told is applied first. Refuses as
    `open_safely` does.
    """
    image = open_safely(content)
    kept = BytesIO()
    try:
        small = _upright(image, "RGB", longest_side, Image.Resampling.LANCZOS)
        _on_white(small).save(kept, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    except _BROKEN:
        raise Refused("images.unreadable", field="image") from None
    return kept.getvalue()


def grey(content: bytes, longest_side: int) -> Image.Image:
    """The picture upright in grey with its pixels read, for reading codes. Refuses as `open_safely` does."""
    image = open_safely(content)
    try:
        return _on_white(_upright(image, "L", longest_side, Image.Resampling.BOX)).convert("L")
    except _BROKEN:
        raise Refused("images.unreadable", field="image") from None


def _upright(image: Image.Image, mode: str, longest_side: int, filtering: Image.Resampling) -> Image.Image:
    """Made smaller and turned as the camera was held; a JPEG is decoded small from the start, which is much quicker.

    Turning comes last: it copies the picture, and the whole of forty million pixels is not to stand in memory twice.
    """
    image.draft(mode, (longest_side, longest_side))
    if image.mode.startswith("I"):  # sixteen bits of grey, from scanners
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    image.thumbnail((longest_side, longest_side), filtering)
    return ImageOps.exif_transpose(image)


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: what was see-through becomes paper, not black. A fresh image carries no metadata."""
    if image.has_transparency_data:
        over = image.convert("RGBA")
        paper = Image.new("RGB", over.size, "white")
        paper.paste(over, mask=over.getchannel("A"))
        return paper
    flat = image.convert("RGB")
    flat.info = {}
    return flat


def _too_many_pixels(width: object, height: object) -> Refused:
    return Refused(
        "images.too_many_pixels", field="image", width=width, height=height, most_million=MOST_PIXELS // 1_000_000
    )


#: A signature's or a seal's picture at 600 dots an inch is about this wide.
STAMP_SIDE = 1200


def stamp(content: bytes) -> bytes:
    """The picture of a signature or a seal as a PNG with transparency, nothing else of the file kept.

    Refused `letters.means.picture` for anything but a PNG that is transparent somewhere (NĐ 30/2020/NĐ-CP, annex I
    II.7, II.8), and as `open_safely` does.
    """
    image = open_safely(content)
    if image.format != "PNG":
        raise Refused("letters.means.picture", field="picture")
    kept = BytesIO()
    try:
        whole = image.convert("RGBA")
        whole.thumbnail((STAMP_SIDE, STAMP_SIDE), Image.Resampling.LANCZOS)
        if whole.getchannel("A").getextrema()[0] == 255:
            raise Refused("letters.means.picture", field="picture")
        whole.save(kept, "PNG", optimize=True)
    except _BROKEN:
        raise Refused("images.unreadable", field="picture") from None
    return kept.getvalue()
