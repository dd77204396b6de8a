"""The guide as a folder that is taken away: light, whole, signed, and found again by whoever doubts it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from vidan.adapters import guide_pack
from vidan.adapters.guide_pack import Pack, PackPage
from vidan.adapters.signing import ed25519
from vidan.content.guide import glossary, lexicon, pack_guide, referrals, situations
from vidan.content.procedures import commune_pack
from vidan.domain.errors import Refused
from vidan.domain.procedures import ProcedureText
from vidan.domain.procedures.guide.offline import index_of
from vidan.domain.procedures.situations import place

SIGNER = ed25519.from_seed("xa-mau/guide", b"v" * 32)
VKEY = str(SIGNER.verifier_key)


def page_of(text: ProcedureText) -> PackPage:
    return PackPage(
        key=text.key,
        title=text.short_name,
        name=text.name,
        group=place(situations(), text.field, text.short_name).title,
        papers=tuple((paper.name, paper.condition) for paper in text.papers),
        facts=(("Phí, lệ phí", text.fee_text), ("Kết quả", text.result)),
        steps=text.steps,
        terms=glossary().explain([text.result, *text.steps])[1],
    )


@cache
def whole_pack() -> Pack:
    """All procedures that come with the program."""
    elsewhere = {key: (one.office, one.where) for key, one in referrals().items() if one.office}
    keys = {text.key for text in commune_pack()}
    return Pack(
        office="Ủy ban nhân dân xã Mẫu",
        phone="0237 000 0000",
        address="Thôn Mẫu",
        hours="Sáng thứ Hai đến thứ Sáu",
        made_on="29/11/2026",
        demo=True,
        pages=tuple(page_of(text) for text in commune_pack()),
        elsewhere=elsewhere,
        index=index_of(pack_guide(), {*keys, *elsewhere}),
        lexicon=lexicon(),
    )


def small_pack(**changes: object) -> Pack:
    """One page, no words to search by."""
    page = replace(whole_pack().pages[0], **changes) if changes else whole_pack().pages[0]
    index = replace(whole_pack().index, keys=(page.key,), marks={})
    return replace(whole_pack(), pages=(page,), elsewhere={}, index=index)


def write(pack: Pack, folder: Path) -> int:
    return guide_pack.write(pack, folder, SIGNER, lambda _done, _whole: None)


def test_every_file_is_light_and_the_whole_verifies(tmp_path: Path) -> None:
    folder = tmp_path / "huong-dan"
    count = write(whole_pack(), folder)
    files = list(folder.iterdir())
    assert len(files) == count > len(commune_pack())
    assert max(file.stat().st_size for file in files if file.name != guide_pack.LISTING) <= 30_000
    assert guide_pack.verify(folder, VKEY) == "29/11/2026"


def test_without_scripts_every_procedure_is_two_links_away(tmp_path: Path) -> None:
    write(whole_pack(), tmp_path)
    first = (tmp_path / "index.html").read_text(encoding="utf-8")
    groups = [file for file in tmp_path.glob("nhom-*.html") if f'href="{file.name}"' in first]
    listed = "".join(file.read_text(encoding="utf-8") for file in groups)
    assert all(f'href="{guide_pack.page_name(text.key)}"' in listed for text in commune_pack())
    assert "http" not in "".join(file.read_text(encoding="utf-8") for file in tmp_path.glob("*.html")).lower()


def add(folder: Path) -> None:
    (folder / "la.html").write_text("lạ", encoding="utf-8")


def change(folder: Path) -> None:
    file = folder / "index.html"
    file.write_text(file.read_text(encoding="utf-8").replace("0237", "0900"), encoding="utf-8")


def leave_out(folder: Path) -> None:
    (folder / "trang.css").unlink()


def rewrite_the_list(folder: Path) -> None:
    change(folder)
    (folder / guide_pack.LISTING).write_text("", encoding="utf-8")


@pytest.mark.parametrize("meddle", [add, change, leave_out, rewrite_the_list])
def test_what_was_meddled_with_is_named(tmp_path: Path, meddle: Callable[[Path], None]) -> None:
    write(small_pack(), tmp_path)
    meddle(tmp_path)
    with pytest.raises(Refused, match=r"pack\.changed"):
        guide_pack.verify(tmp_path, VKEY)


def test_another_s_signature_is_no_signature(tmp_path: Path) -> None:
    write(small_pack(), tmp_path)
    with pytest.raises(Refused, match=r"ledger\.note\.unsigned"):
        guide_pack.verify(tmp_path, str(ed25519.from_seed("xa-mau/guide", b"x" * 32).verifier_key))
    with pytest.raises(Refused, match=r"ledger\.key\.malformed"):
        guide_pack.verify(tmp_path, "không phải khóa")
    with pytest.raises(Refused, match=r"pack\.no_pack"):
        guide_pack.verify(tmp_path / "khong-co", VKEY)


def test_nothing_is_written_over_and_no_page_grows_too_large(tmp_path: Path) -> None:
    (tmp_path / "anh-cuoi.jpg").write_bytes(b"x")
    with pytest.raises(Refused, match=r"pack\.not_empty"):
        write(small_pack(), tmp_path)
    with pytest.raises(Refused, match=r"pack\.too_large"):
        write(small_pack(steps=("dài " * 9000,)), tmp_path / "moi")


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    write(small_pack(title="<script>alert(1)</script>", key="../../x/1"), tmp_path)
    pages = "".join(file.read_text(encoding="utf-8") for file in tmp_path.glob("*.html"))
    assert "<script>alert" not in pages
    assert "tt-..-..-x-1.html" in {file.name for file in tmp_path.iterdir()}
