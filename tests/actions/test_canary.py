"""One invented citizen goes through everything; afterwards the disk must not know her."""

import json
import logging
import shutil
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, matters
from vidan.actions.recording import reading
from vidan.adapters import backup
from vidan.domain.matters import PauseKind
from vidan.domain.procedures import PaperMark
from vidan.domain.text import fold
from vidan.jobs import checkpoints
from vidan.queries import communes
from vidan.queries import dossiers as seen
from vidan.store import vault

CANARY = builders.applicant(
    name="Nguyễn Thị Chim Hoàng Yến",
    number="038199054321",
    phone="0987612345",
    address="số 7 ngõ Chim Ca, thôn Ấm",
    email="chim.hoang.yen@example.vn",
)
CONTENT = "xin giấy phép xây nhà cho chim hoàng yến"


def _marks() -> Iterator[tuple[str, bytes]]:
    """Every way in which her data could lie on the disk."""
    known = {"name": CANARY.name, "number": CANARY.number, "phone": CANARY.phone}
    known |= {"address": CANARY.address, "email": CANARY.email, "content": CONTENT}
    for what, words in known.items():
        for form in ("NFC", "NFD"):
            shown = unicodedata.normalize(form, words)
            yield what, shown.encode()
            yield what, shown.encode("utf-16-le")
            yield what, json.dumps(shown)[1:-1].encode()
            yield what, shown.upper().encode()
            yield what, shown.lower().encode()
        yield what, fold(words).encode()


def _lived_through(house: House) -> None:
    """Refused once with a slip, then received, stopped, started, finished, printed again and given out."""
    later = NOW + timedelta(hours=1)
    marks = builders.all_present() | {0: PaperMark.MISSING}
    dossiers.ask_supplement(house.one_stop, builders.intake(person=CANARY, marks=marks, content=CONTENT), now=NOW)
    matter = builders.receive(house.one_stop, person=CANARY, content=CONTENT, notify_by_mail=True)
    reading(house.one_stop, "office.dossier", [matter.person_id or 0], NOW)
    code = matter.code
    matters.pause(house.one_stop, code, PauseKind.AGENCY, "chờ ý kiến", "Sở Xây dựng", now=later)
    matters.resume(house.one_stop, code, now=later + timedelta(days=2))
    dossiers.move_on(house.one_stop, code, house.specialist.officer_id, now=later + timedelta(days=3))
    dossiers.finish(house.specialist, code, now=later + timedelta(days=4))
    dossiers.reprint_receipt(house.one_stop, code, now=later + timedelta(days=4))
    dossiers.replace_lost_receipt(house.one_stop, code, CANARY.number, now=later + timedelta(days=4))
    dossiers.give_out(house.one_stop, code, CANARY.name, receipt_shown=True, now=later + timedelta(days=5))
    checkpoints.publish(communes.card(house.commune), later + timedelta(days=5), True)
    assert seen.dossier(house.one_stop, code, now=NOW).person.name == CANARY.name, "the desk itself can read her"


@pytest.fixture(autouse=True)
def _everything_is_logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever the program says to any log, down to the last statement, lies on the disk too."""
    file = Path(settings.DATA) / "log" / "canary.log"
    file.parent.mkdir(exist_ok=True)
    handler = logging.FileHandler(file)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()
    file.unlink()


def _backed_up() -> Path:
    """A sealed backup, in the folder that is searched."""
    folder = Path(settings.DATA) / "out"
    file, _listed = backup.make(
        backup.this_machine(), folder, vault.root_key(), now=NOW, program="1", tell=lambda _step, _size: None
    )
    return file


def _bytes_on_disk() -> Iterator[tuple[Path, bytes]]:
    folders = [Path(settings.DATA)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        folders.append(Path(connection.settings_dict["HOST"]) / "data")
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                yield file, file.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_nothing_on_the_disk_tells_who_she_is() -> None:
    house = builders.furnish(builders.open_commune())
    _lived_through(house)
    sealed = _backed_up()
    marks = list(_marks())
    files = list(_bytes_on_disk())
    found = {f"{what} in {file.name}" for file, content in files for what, mark in marks if mark in content}
    assert found == set()
    assert any(b"C\xc3\xb4ng ch\xe1\xbb\xa9c m\xe1\xbb\x99t c\xe1\xbb\xada" in content for _, content in files), (
        "the search must be able to find: the officer's title lies in the clear"
    )
    searched = {file.name for file, _ in files}
    assert {sealed.name, "canary.log", "checkpoint"} <= searched
    assert connection.vendor != "sqlite" or any(name.endswith("-wal") for name in searched)
    shutil.rmtree(sealed.parent)


@pytest.mark.django_db(transaction=True)
def test_the_search_would_find_her_if_one_place_forgot_to_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    from vidan.domain.dossiers import SupplementAsked

    monkeypatch.setattr(SupplementAsked, "PERSONAL", frozenset())
    house = builders.furnish(builders.open_commune())
    _lived_through(house)
    leaks: Any = [file for file, content in _bytes_on_disk() if any(mark in content for _, mark in _marks())]
    assert leaks
