"""`vidan guide evaluate` judges the guide on a file that somebody else labelled."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.builders import BIRTH, NOW, House
from tests.cli.conftest import Vidan
from tests.web.doors import Browser
from vidan.actions import procedures as acts
from vidan.adapters import public_files
from vidan.cli import main
from vidan.domain.moments import local_day
from vidan.domain.procedures.forms import FormWords

HELD_BACK = Path(__file__).parents[1] / "content" / "guide_held_back.jsonl"
SOUND, FILE = b"OggS" + bytes(60), b"%PDF-1.7 to khai"
AGREED = {"recall_at_1", "recall_at_3", "recall_at_5", "referral_recall", "in_scope_refused", "by_style", "latency_ms"}


def test_the_figures_come_as_json_with_the_keys_that_are_agreed(vidan: Vidan) -> None:
    said = vidan("guide", "evaluate", HELD_BACK, "--json")
    told = json.loads(said.out)
    assert said.code == 0
    assert told.keys() >= AGREED
    assert told["questions"] == len(HELD_BACK.read_text(encoding="utf-8").splitlines())
    assert {"recall_at_1", "recall_at_3", "recall_at_5"} <= told["by_style"]["dialect_thanh_hoa"].keys()


def test_in_words_it_tells_each_style_and_what_went_wrong(vidan: Vidan) -> None:
    said = vidan("guide", "evaluate", HELD_BACK, "--wrong")
    assert "Sai mà chắc chắn" in said.out
    assert "dialect_thanh_hoa" in said.out
    assert "✗" in said.out


def test_a_damaged_line_and_a_missing_file_are_named(vidan: Vidan, tmp_path: Path) -> None:
    file = tmp_path / "hoi.jsonl"
    file.write_text('{"q": "a", "answers": []}\n{"cau": 1}\n', encoding="utf-8")
    assert "Dòng 2" in vidan("guide", "evaluate", file).err
    assert "khong-co.jsonl" in vidan("guide", "evaluate", tmp_path / "khong-co.jsonl").err


def brought(house: House) -> int:
    """A recording and a form of the birth certificate's guide; the form's number."""
    acts.add_clip(house.specialist, BIRTH, "mtq", "Bà Mẫu", SOUND, agreed=True, now=NOW)
    words = FormWords("Tờ khai", "Mẫu của Bộ", local_day(NOW))
    form = acts.offer_form(house.specialist, BIRTH, words, FILE, now=NOW)
    acts.take_form(house.leader, form.pk, now=NOW)
    return int(form.pk)


@pytest.mark.usefixtures("house")
def test_a_pack_of_the_demo_says_so_on_every_page(tmp_path: Path, settings: Any) -> None:
    settings.INVENTED = True
    assert main.main(["guide", "pack", str(tmp_path / "ban")]) == 0
    assert "Dữ liệu minh họa" in (tmp_path / "ban" / f"tt-{BIRTH}.html").read_text(encoding="utf-8")


def test_the_guide_is_packed_for_a_usb_stick_and_verified_by_its_key(
    house: House, vidan: Vidan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "huong-dan"
    form = brought(house)
    published = public_files.guide_key(Path(settings.DATA) / "public", house.commune.slug)
    published.unlink(missing_ok=True)  # of an earlier pack
    assert "chưa làm bản mang đi nào" in Browser().open("/thu-tuc/ban-mang-di").words
    assert main.main(["guide", "pack", str(folder)]) == 0
    key = capsys.readouterr().out.splitlines()[-1].strip()
    assert key in (folder / "DOC-TRUOC.txt").read_text(encoding="utf-8")
    assert key in Browser().open("/thu-tuc/ban-mang-di").html
    others_may_read = [file.name for file in (Path(settings.DATA) / "keys").iterdir() if file.stat().st_mode & 0o077]
    assert not others_may_read, "vidan check would call the folder of the keys loose"
    published.unlink()
    published.mkdir()  # a file that this process cannot read
    assert Browser().open("/thu-tuc/ban-mang-di").status == 200
    published.rmdir()
    assert (folder / f"nghe-{BIRTH}-mtq.ogg").read_bytes() == SOUND
    assert (folder / f"to-don-{form}.pdf").read_bytes() == FILE
    page = (folder / f"tt-{BIRTH}.html").read_text(encoding="utf-8")
    assert "người đọc: Bà Mẫu" in page
    assert 'href="mau-khai-sinh.html"' in page
    assert "Dữ liệu minh họa" not in page
    assert (folder / f"tt-{BIRTH}.html").exists()
    assert house.commune.phone in (folder / "index.html").read_text(encoding="utf-8")
    assert vidan("guide", "verify", folder, "--key", key).code == 0
    (folder / "trang.css").unlink()
    said = vidan("guide", "verify", folder, "--key", key)
    assert said.code == 1
    assert "trang.css" in said.err
    assert main.main(["guide", "pack", str(folder)]) == 1
