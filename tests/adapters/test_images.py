"""Pictures from outside."""

import base64
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from vidan.adapters import images
from vidan.domain.errors import Refused
from vidan.speech.refusals.adapters import SENTENCES

#: What an iPhone sends: 64 × 32 pixels, left half black.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9j"
    "AAAAAERAAAEAAQAAAAABoQABAAAAAAAAABgAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/Wlw"
    "cnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AA"
    "AAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAA"
    "QAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWB"
    "AgMFhAAAACBtZGF0AAAAFCgBrxmA7iRKX//o6qsTf8JQYoT8"
)


def picture(kind, size=(400, 300), mode="RGB", **how):
    written = BytesIO()
    colour = {"RGB": (200, 30, 30), "RGBA": (200, 30, 30, 0), "L": 90, "I;16": 40000, "P": 3}[mode]
    Image.new(mode, size, colour).save(written, kind, **how)
    return written.getvalue()


def png(header):
    """A PNG that says of itself what its header says, and holds next to nothing."""
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def located_photo(orientation):
    """A photo lying on its side, left half black, that says where it was taken."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste("black", (0, 0, 200, 200))
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = "Phone maker"
    told.get_ifd(0x8825)[2] = (20.0, 12.0, 3.5)
    written = BytesIO()
    image.save(written, "JPEG", exif=told, comment=b"secret place")
    return written.getvalue()


def refusal(act, *given_):
    with pytest.raises(Refused) as caught:
        act(*given_)
    assert caught.value.field == "image"
    assert SENTENCES[caught.value.code].format(**caught.value.facts)
    return caught.value


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_usual_pictures_are_opened(kind):
    assert images.open_safely(picture(kind)).size == (400, 300)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"hello", picture("GIF", mode="P")]
)
def test_anything_else_is_not_a_picture(content):
    assert refusal(images.open_safely, content).code == "images.unreadable"


def test_an_empty_file_and_a_heavy_one_are_refused():
    assert refusal(images.open_safely, b"").code == "images.empty"
    assert refusal(images.open_safely, b"\xff\xd8" + bytes(images.MOST_BYTES)).code == "images.too_large"


def test_a_picture_of_one_column_is_refused_before_its_rows_fill_the_memory():
    """40 million rows of one pixel: 77 KB in the file, 700 MB once opened, and within the count of pixels."""
    header = struct.pack(">IIBBBBB", 1, images.MOST_PIXELS, 1, 0, 0, 0, 0)
    assert refusal(images.open_safely, png(header)).code == "images.too_many_pixels"


def test_a_picture_is_made_small_before_it_is_copied(monkeypatch):
    """A see-through PNG of 150 KB and 40 million pixels stood in memory three times over."""
    turned = []
    real = images.ImageOps.exif_transpose
    monkeypatch.setattr(images.ImageOps, "exif_transpose", lambda image: turned.append(image.size) or real(image))
    images.re_encode(picture("PNG", size=(4000, 3000), mode="RGBA"), 400)
    assert turned == [(400, 300)]


@pytest.mark.parametrize("side", [6400, 8000, 20000])
def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused_before_it_does(side):
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    assert refusal(images.open_safely, png(header)).code == "images.too_many_pixels"


def test_a_photo_is_kept_upright_and_without_place_or_maker():
    kept = images.re_encode(located_photo(6), 100)
    image = Image.open(BytesIO(kept))
    assert image.format == "JPEG"
    assert image.size == (50, 100)
    assert image.getpixel((25, 10)) < (60, 60, 60)
    assert image.getpixel((25, 90)) > (200, 200, 200)
    assert not image.getexif()
    assert b"Phone maker" not in kept
    assert b"secret place" not in kept
    assert "icc_profile" not in image.info


def test_a_photo_of_an_iphone_is_kept_as_a_usual_one():
    image = Image.open(BytesIO(images.re_encode(HEIC, 32)))
    assert (image.format, image.size) == ("JPEG", (32, 16))
    assert image.getpixel((4, 4)) < (60, 60, 60)
    assert image.getpixel((28, 4)) > (200, 200, 200)


def test_a_damaged_photo_of_an_iphone_is_refused():
    assert refusal(images.re_encode, HEIC[:-12], 32).code == "images.unreadable"


def test_a_small_picture_is_not_blown_up():
    assert Image.open(BytesIO(images.re_encode(picture("PNG", (40, 30)), 1280))).size == (40, 30)


def test_what_was_transparent_becomes_white_paper():
    image = Image.open(BytesIO(images.re_encode(picture("PNG", mode="RGBA"), 100)))
    assert min(image.getpixel((50, 50))) > 250


@pytest.mark.parametrize("mode", ["L", "I;16", "P"])
def test_pictures_of_scanners_are_kept_too(mode):
    assert Image.open(BytesIO(images.re_encode(picture("PNG", mode=mode), 100))).mode == "RGB"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_off_on_the_way_is_refused(kind):
    whole = picture(kind)
    assert refusal(images.re_encode, whole[: len(whole) // 2], 100).code == "images.unreadable"


@settings(max_examples=60)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_damaged_photo_is_kept_or_refused_and_never_worse(kind, place, damage):
    whole = bytearray(picture(kind, (64, 48)))
    place %= len(whole)
    whole[place : place + len(damage)] = damage
    try:
        images.re_encode(bytes(whole), 64)
    except Refused as refused:
        assert refused.code in SENTENCES
