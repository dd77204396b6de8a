"""Drawn portraits for the demo's board: nobody's face. Each says in the picture itself that it is drawn."""

from io import BytesIO

from PIL import Image, ImageDraw

#: Twice as large as the page shows them.
WIDTH, HEIGHT = 192, 240
_INK, _MARK = "#444444", "minh hoa"


def face(ground: str, coat: str, skin: str, hair: str, *, long_hair: bool = False, glasses: bool = False) -> bytes:
    """A head without features above shoulders, as a JPEG; colours as Pillow reads them."""
    made = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(made)
    if long_hair:
        pen.rounded_rectangle((56, 48, 136, 165), 60, fill=hair)
    pen.rounded_rectangle((20, 165, 172, 310), 70, fill=coat)
    pen.rounded_rectangle((80, 135, 112, 186), 16, fill=skin)
    pen.polygon([(75, 169), (117, 169), (96, 201)], fill="white")
    pen.polygon([(82, 167), (110, 167), (96, 190)], fill=skin)
    pen.ellipse((64, 55, 128, 145), fill=skin)
    pen.pieslice((60, 46, 132, 131), 180, 360, fill=hair)
    if glasses:
        for left in (70, 100):
            pen.ellipse((left, 93, left + 22, 112), outline="#2b2b2b", width=2)
        pen.line([(92, 102), (100, 102)], fill="#2b2b2b", width=2)
    _mark(pen)
    kept = BytesIO()
    made.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _mark(pen: ImageDraw.ImageDraw) -> None:
    """`minh họa`; the picture library's own letters know no tone marks, so the dot is drawn."""
    pen.rectangle((0, 216, WIDTH, HEIGHT), fill="white")
    left = (WIDTH - pen.textlength(_MARK, font_size=20)) / 2
    pen.text((left, 226), _MARK, fill=_INK, anchor="lm", font_size=20)
    dot = left + pen.textlength("minh h", font_size=20) + pen.textlength("o", font_size=20) / 2
    pen.ellipse((dot - 1.5, 235, dot + 1.5, 238), fill=_INK)
