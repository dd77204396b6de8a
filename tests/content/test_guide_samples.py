"""The filled samples: of the commonest needs, of procedures that exist, with nobody real on them."""

import re

import pytest

from vidan.content.guide import samples, samples_of
from vidan.content.procedures import commune_pack
from vidan.domain.procedures.samples import FilledSample
from vidan.domain.text import nfc

PACK = {text.key: text for text in commune_pack()}
#: What people come for most and fill in a form for; a certified copy needs none.
COMMONEST = {
    "1.001193": "khai sinh",
    "1.000894": "kết hôn",
    "1.004873": "độc thân",
    "1.000656": "khai tử",
    "1.004222": "thường trú",
    "1.004194": "tạm trú",
    "1.013831": "sang tên sổ đỏ",
    "1.013225": "xây nhà",
    "1.001612": "mở quán",
    "1.010803": "thờ cúng liệt sĩ",
    "1.014027": "người già",
    "1.001699": "khuyết tật",
    "1.011607": "hộ nghèo",
    "2.000635": "bản sao khai sinh",
}


def test_the_commonest_needs_have_a_filled_sample() -> None:
    assert [need for key, need in COMMONEST.items() if not samples_of(key)] == []


@pytest.mark.parametrize("sample", samples().values(), ids=lambda sample: sample.key)
def test_a_sample_is_of_procedures_that_ask_for_a_form(sample: FilledSample) -> None:
    assert set(sample.procedures) <= PACK.keys()
    for key in sample.procedures:
        assert re.search(r"[Tt]ờ khai|[Đđ]ơn|[Gg]iấy đề nghị|[Vv]ăn bản đề nghị", str(PACK[key].papers)), key
    assert sample.source
    assert all(part.boxes for part in sample.parts)


@pytest.mark.parametrize("sample", samples().values(), ids=lambda sample: sample.key)
def test_nobody_real_stands_on_a_sample(sample: FilledSample) -> None:
    """Numbers of persons and telephones begin with 000, which nobody has; the commune is called Minh Họa."""
    written = " ".join(box.written for part in sample.parts for box in part.boxes)
    assert written == nfc(written)
    # Dates, money and days are shorter or have slashes and dots between their digits.
    numbers = [number.replace(" ", "") for number in re.findall(r"(?<![\d./])\d(?:[ ]?\d){8,}", written)]
    assert [number for number in numbers if not number.startswith("000")] == []
    assert "Minh Họa" in written
