"""Text in TCVN 5712:1993 VN3 (“ABC”), as Vietnamese programs wrote it before Unicode: one byte a letter."""

import re

_BYTES = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢£¤¥¦§"
_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TABLE = str.maketrans(dict(zip(_BYTES, _LETTERS, strict=True)))
#: Letters of VN3 that are signs in every Windows code page (©, ®, µ, ·, », ¬): inside words they tell which it is.
_TELLING = re.compile(rb"[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbe]")
_ENOUGH = 3
_CELL = re.compile(r'[^;,\t\r\n"]+')


def is_vn3(content: bytes) -> bool:
    """Whether bytes that are no UTF-8 are in VN3 rather than in a Windows code page."""
    return len(_TELLING.findall(content[:20_000])) >= _ENOUGH


def decode(content: bytes) -> str:
    """The text in Unicode; bytes that are no letter stay what they are in Latin-1.

    VN3 has no capitals with tones (a font of capitals showed them): a cell whose plain letters are capitals is all of
    capitals.
    """
    return _CELL.sub(_in_capitals, content.decode("latin-1").translate(_TABLE))


def _in_capitals(cell: re.Match[str]) -> str:
    plain = [sign for sign in cell[0] if sign.isascii() and sign.isalpha()]
    return cell[0].upper() if len(plain) > 1 and all(map(str.isupper, plain)) else cell[0]
