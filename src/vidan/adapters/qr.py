"""QR codes, drawn and read by zxing-cpp: a tenth of a millisecond for a code.

What goes in are bytes of UTF-8: a text would be written in Latin-1 or Shift-JIS where its letters allow it.
"""

from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image

from vidan.adapters import images
from vidan.domain.errors import Refused

#: White modules around the code (ISO/IEC 18004 asks for four).
BORDER = 4
#: A card's code photographed from arm's length is still several pixels a module at this size.
READING_SIDE = 3000
_BLACK, _WHITE = 0, 255
_QR = zxingcpp.BarcodeFormat.QRCode


def matrix(text: str) -> tuple[str, ...]:
    """The code's modules, one text of `1` (black) and `0` a row, without the white border."""
    return tuple("".join("0" if module else "1" for module in row) for row in _rows(text))


def path(text: str) -> tuple[int, str]:
    """The side of the code with its border, and all its black as one SVG path: for a drawing inside a page."""
    rows = _rows(text)
    return len(rows) + 2 * BORDER, "".join(_runs(row, line) for line, row in enumerate(rows, start=BORDER))


def svg(text: str) -> bytes:
    """The code as an SVG file: one path, no style, no script, so it may be served under a strict CSP.

    All black is one path, so that no printer leaves a white seam between two rows.
    """
    side, black = path(text)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{black}"/></svg>'
    )
    return drawn.encode()


def png(text: str, scale: int = 6) -> bytes:
    """The code as a PNG, `scale` pixels a module."""
    rows = _rows(text)
    side = len(rows) + 2 * BORDER
    picture = Image.new("L", (side, side), _WHITE)
    picture.paste(Image.frombytes("L", (len(rows), len(rows)), b"".join(rows)), (BORDER, BORDER))
    drawn = BytesIO()
    picture.resize((side * scale, side * scale), Image.Resampling.NEAREST).convert("1").save(drawn, "PNG")
    return drawn.getvalue()


def read(content: bytes) -> str:
    """The text of the one QR code in a picture; the picture is kept nowhere.

    Raises Refused with field="image": what `images.open_safely` refuses, `qr.none`, `qr.several` (two different codes),
    `qr.unreadable` (a code that holds no text).
    """
    found = zxingcpp.read_barcodes(images.grey(content, READING_SIDE), formats=zxingcpp.BarcodeFormats(_QR))
    texts = {_text(code) for code in found if code.valid}
    if not texts:
        raise Refused("qr.none", field="image")
    if len(texts) > 1:
        raise Refused("qr.several", field="image")
    (text,) = texts
    if not text.strip():
        raise Refused("qr.unreadable", field="image")
    return text


def _text(code: zxingcpp.Barcode) -> str:
    """UTF-8 first: cards and our own codes carry it without saying so, and a guess could choose another alphabet."""
    try:
        return code.bytes.decode("utf-8")
    except UnicodeDecodeError:
        return code.text


def _rows(text: str) -> list[bytes]:
    """The code's modules without the border, one byte each: black is 0."""
    code = zxingcpp.create_barcode(text.encode(), _QR, ec_level="M")
    modules: Any = code.to_image(scale=1, add_quiet_zones=False)
    side, drawn = modules.shape[0], bytes(modules)
    return [drawn[start : start + side] for start in range(0, len(drawn), side)]


def _runs(row: bytes, line: int) -> str:
    """The black stretches of a row as rectangles of a path."""
    drawn, start = [], row.find(_BLACK)
    while start >= 0:
        end = row.find(_WHITE, start)
        end = len(row) if end < 0 else end
        drawn.append(f"M{start + BORDER} {line}h{end - start}v1h-{end - start}z")
        start = row.find(_BLACK, end)
    return "".join(drawn)
