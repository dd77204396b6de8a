"""Drawn pictures for the demo's board: nobody's face, nobody's hall. Each says in itself that it is drawn."""

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
    _mark(pen, WIDTH, HEIGHT)
    kept = BytesIO()
    made.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _mark(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    """`minh họa`; the picture library's own letters know no tone marks, so the dot is drawn."""
    pen.rectangle((0, height - 24, width, height), fill="white")
    left = (width - pen.textlength(_MARK, font_size=20)) / 2
    pen.text((left, height - 14), _MARK, fill=_INK, anchor="lm", font_size=20)
    dot = left + pen.textlength("minh h", font_size=20) + pen.textlength("o", font_size=20) / 2
    pen.ellipse((dot - 1.5, height - 5, dot + 1.5, height - 2), fill=_INK)


def crowd(tint: str, rows: int, across: int) -> bytes:
    """People from behind under a banner, in rows that come nearer; a JPEG."""
    made = Image.new("RGB", (480, 320), "#f3ece0")
    pen = ImageDraw.Draw(made)
    pen.rectangle((40, 24, 440, 92), fill=tint)
    for top, end in ((40, 400), (60, 340)):
        pen.rectangle((480 - end, top, end, top + 8), fill="white")
    for row in range(rows):
        size, step = 20 + 9 * row, 480 // (across - row)
        for left in range(step // 2 - step * (row % 2) // 2, 480, step):
            y = 124 + row * (172 // rows)
            pen.rounded_rectangle(
                (left - size, y + size, left + size, y + 6 * size), size, fill=tint, outline="#f3ece0", width=3
            )
            pen.ellipse((left - size // 2, y, left + size // 2, y + size), fill="#3a2a20")
    _mark(pen, 480, 320)
    kept = BytesIO()
    made.save(kept, "JPEG", quality=75)
    return kept.getvalue()
