"""QR codes, drawn and read."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from vidan.adapters import qr
from vidan.domain.errors import Refused
from vidan.speech.refusals.adapters import SENTENCES

URL = "https://vidu.gov.vn/ho-so/tra-cuu#DL-260211-0007.7K3MQ9TX2HVB"
CARD = "038090001234|171234567|Hà Thị Ước|01021990|Nữ|Thôn Trung, Điền Lư, Thanh Hóa|05062021"


def refusal(content):
    with pytest.raises(Refused) as caught:
        qr.read(content)
    assert SENTENCES[caught.value.code].format(**caught.value.facts)
    return caught.value.code


def photo(*codes, turn=0):
    """A table with the codes on it, photographed."""
    table = Image.new("RGB", (1600, 1200), (180, 160, 140))
    for place, code in enumerate(codes):
        table.paste(Image.open(BytesIO(qr.png(code, 8))), (100 + 700 * place, 300))
    written = BytesIO()
    table.rotate(turn, expand=True, fillcolor=(180, 160, 140)).save(written, "JPEG", quality=70)
    return written.getvalue()


@pytest.mark.parametrize("text", [URL, CARD, "A", "12345"])
def test_what_is_drawn_can_be_read(text):
    assert qr.read(qr.png(text)) == text


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120))
def test_every_text_comes_back(text):
    if text.strip():
        assert qr.read(qr.png(text, 4)) == text


def test_a_short_text_is_never_a_micro_code():
    assert len(qr.matrix("A")) == 21


def test_the_matrix_is_square_and_begins_with_a_finder():
    rows = qr.matrix(URL)
    assert {len(row) for row in rows} == {len(rows)}
    assert rows[0].startswith("1111111")
    assert set("".join(rows)) == {"0", "1"}


def test_the_svg_needs_no_style_and_no_script():
    drawn = qr.svg(URL).decode()
    assert drawn.count("<path") == 2
    assert "style" not in drawn
    assert "script" not in drawn
    assert "class" not in drawn


@pytest.mark.parametrize("turn", [0, 90, 17])
def test_a_card_photographed_on_a_table_is_read(turn):
    assert qr.read(photo(CARD, turn=turn)) == CARD


def test_a_photo_without_a_code_asks_for_another():
    assert refusal(photo()) == "qr.none"


def test_two_different_codes_are_not_guessed_between():
    assert refusal(photo(URL, CARD)) == "qr.several"
    assert qr.read(photo(URL, URL)) == URL


def test_a_code_of_blanks_holds_nothing_to_read():
    assert refusal(qr.png("   ")) == "qr.unreadable"


def test_what_is_not_a_picture_is_refused_as_such():
    assert refusal(b"hello") == "images.unreadable"
