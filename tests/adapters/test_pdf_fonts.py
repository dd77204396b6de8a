"""Choosing a Times that really has every Vietnamese letter."""

import struct
from pathlib import Path

import pytest

from vidan.adapters.pdf import compiler, fonts

ASCII = frozenset(range(0x20, 0x7F))
COMPLETE = ASCII | fonts.VIETNAMESE_CODES
STYLES = {"Regular": 0, "Bold": 1, "Italic": 2}


def font_file(family, style, letters, version=2.0, form=4):
    """The smallest file that a reader of names, styles and character maps takes for a font."""
    tables = {
        b"cmap": character_map(sorted(letters), form),
        b"head": struct.pack(">ii", 0x10000, int(version * 65536)) + bytes(36) + struct.pack(">H", style) + bytes(8),
        b"name": names(family),
    }
    offset = 12 + 16 * len(tables)
    directory, body = struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0), b""
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, 0, offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


def character_map(letters, form):
    if form == 12:
        groups = b"".join(struct.pack(">III", letter, letter, place + 1) for place, letter in enumerate(letters))
        table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(letters)) + groups
    else:
        codes = [*letters, 0xFFFF]
        deltas = [(place + 1 - code) & 0xFFFF for place, code in enumerate(letters)] + [1]
        count = len(codes)
        row = f">{count}H"
        table = struct.pack(">HHHHHHH", 4, 0, 0, count * 2, 0, 0, 0) + struct.pack(row, *codes) + bytes(2)
        table += struct.pack(row, *codes) + struct.pack(row, *deltas) + bytes(2 * count)
    return struct.pack(">HHHHI", 0, 1, 3, 1 if form == 4 else 10, 12) + table


def names(family):
    text = family.encode("utf-16-be")
    return struct.pack(">HHH", 0, 1, 18) + struct.pack(">6H", 3, 1, 0x409, 1, len(text), 0) + text


def install(folder: Path, family, letters=COMPLETE, version=2.0, form=4, leave_out=""):
    folder.mkdir(parents=True, exist_ok=True)
    for style, bits in STYLES.items():
        if style != leave_out:
            (folder / f"{family.replace(' ', '')}-{style}.ttf").write_bytes(
                font_file(family, bits, letters, version, form)
            )


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch):
    """A machine without fonts of its own, and nothing remembered from other tests."""
    monkeypatch.setattr(fonts, "system_folders", lambda: ())
    fonts.chosen_font.cache_clear()
    fonts.covered.cache_clear()
    yield
    fonts.chosen_font.cache_clear()
    fonts.covered.cache_clear()


def test_vietnamese_has_134_letters_beyond_the_latin_ones():
    assert len(fonts.VIETNAMESE) == 134
    assert {"đ", "Đ", "ơ", "Ư", "ỵ", "Ễ"} <= fonts.VIETNAMESE


@pytest.mark.parametrize("form", [4, 12])
def test_a_complete_times_in_the_configured_folder_is_chosen(tmp_path, form):
    install(tmp_path, "Times New Roman", form=form)
    assert fonts.chosen_font(tmp_path) == fonts.Font("Times New Roman", tmp_path, True)
    assert fonts.covered(fonts.chosen_font(tmp_path)) == COMPLETE


def test_the_old_liberation_without_tones_is_not_chosen_whatever_its_name(tmp_path):
    install(tmp_path, "Liberation Serif", letters=ASCII)
    assert fonts.chosen_font(tmp_path) == fonts.Font("Libertinus Serif", None, True)


def test_one_missing_letter_is_one_too_many(tmp_path):
    install(tmp_path, "Times New Roman", letters=COMPLETE - {ord("ỹ")})
    assert fonts.chosen_font(tmp_path).name == "Libertinus Serif"


def test_liberation_counts_from_version_two(tmp_path):
    install(tmp_path / "old", "Liberation Serif", version=1.07)
    install(tmp_path / "new", "Liberation Serif", version=2.1)
    assert fonts.chosen_font(tmp_path) == fonts.Font("Liberation Serif", tmp_path / "new", True)


def test_a_family_without_its_bold_is_passed_over_for_the_next(tmp_path):
    install(tmp_path / "times", "Times New Roman", leave_out="Bold")
    install(tmp_path / "tinos", "Tinos")
    assert fonts.chosen_font(tmp_path).name == "Tinos"


def test_the_order_is_times_tinos_liberation(tmp_path):
    for family in reversed(fonts.FAMILIES):
        install(tmp_path / family, family)
    assert fonts.chosen_font(tmp_path).name == "Times New Roman"


def test_the_systems_font_serves_when_the_configured_folder_has_none(tmp_path, monkeypatch):
    install(tmp_path / "system", "Tinos")
    monkeypatch.setattr(fonts, "system_folders", lambda: (tmp_path / "system",))
    assert fonts.chosen_font(tmp_path / "nowhere").folder == tmp_path / "system"


@pytest.mark.parametrize("junk", [b"", b"not a font", b"\x00\x01\x00\x00\xff\xff", b"ttcf" + bytes(8) + b"\xff" * 8])
def test_broken_font_files_are_passed_over(tmp_path, junk):
    install(tmp_path, "Tinos")
    (tmp_path / "Times-Broken.ttf").write_bytes(junk)
    assert fonts.chosen_font(tmp_path).name == "Tinos"


def test_without_any_font_the_embedded_one_prints_every_letter_and_shows_a_box_for_what_it_lacks(caplog):
    press = compiler.Press()
    assert press.font.name == "Libertinus Serif"
    sheet = {"commune": "xã " + "".join(sorted(fonts.VIETNAMESE)) + " 😀", "made_on": "2026-11-24", "words": ["ba"]}
    content = press.print("keysheet.typ", {**sheet, "qr_text": "VIDAN-KEY1:A", "qr": SQUARE, "paper": "a4"})
    assert content.startswith(b"%PDF-1.7")
    assert not caplog.records


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
