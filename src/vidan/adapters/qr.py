"""QR codes: drawn by segno, read by zxing-cpp.

Always `make_qr`: segno's `make` chooses Micro QR for short texts, which phones cannot read.
"""

from io import BytesIO

import segno
import zxingcpp

from vidan.adapters import images
from vidan.domain.errors import Refused

#: White modules around the code (ISO/IEC 18004 asks for four).
BORDER = 4
#: A card's code photographed from arm's length is still several pixels a module at this size.
READING_SIDE = 3000


def matrix(text: str) -> tuple[str, ...]:
    """The code's modules, one text of `1` (black) and `0` a row, without the white border."""
    return tuple("".join("1" if module else "0" for module in row) for row in _code(text).matrix)


def svg(text: str) -> bytes:
    """The code as an SVG file: one path, no style, no script, so it may be served under a strict CSP."""
    drawn = BytesIO()
    _code(text).save(
        drawn, kind="svg", border=BORDER, light="#fff", svgclass=None, lineclass=None, omitsize=True, encoding="utf-8"
    )
    return drawn.getvalue()


def png(text: str, scale: int = 6) -> bytes:
    """The code as a PNG, `scale` pixels a module."""
    drawn = BytesIO()
    _code(text).save(drawn, kind="png", border=BORDER, scale=scale)
    return drawn.getvalue()


def read(content: bytes) -> str:
    """The text of the one QR code in a picture; the picture is kept nowhere.

    Raises Refused with field="image": what `images.open_safely` refuses, `qr.none`, `qr.several` (two different codes),
    `qr.unreadable` (a code that holds no text).
    """
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(images.grey(content, READING_SIDE), formats=only_qr)
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


def _code(text: str) -> segno.QRCode:
    """In UTF-8 whatever the letters: left alone, segno would write some of them in Latin-1 or Shift-JIS."""
    return segno.make_qr(text, error="m", encoding="utf-8")
