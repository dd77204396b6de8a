"""One invented citizen goes through everything; afterwards the disk must not know her."""

import json
import logging
import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image

from tests import builders, letters
from tests.builders import NOW, House
from vidan.actions import dossiers, matters, procedures
from vidan.actions.dossiers import imports, taking
from vidan.actions.feedback import sealed, sender, sending, showing, working
from vidan.actions.recording import reading
from vidan.adapters import backup
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.matters import PauseKind
from vidan.domain.people import Role, citizen
from vidan.domain.procedures import PaperMark
from vidan.domain.text import fold
from vidan.jobs import checkpoints
from vidan.queries import communes
from vidan.queries import dossiers as seen
from vidan.store import vault
from vidan.store.models import Feedback

CANARY = builders.applicant(
    name="Nguyễn Thị Chim Hoàng Yến",
    number="038199054321",
    phone="0987612345",
    address="số 7 ngõ Chim Ca, thôn Ấm",
    email="chim.hoang.yen@example.vn",
)
CONTENT = "xin giấy phép xây nhà cho chim hoàng yến"


def _photo() -> bytes:
    """A picture that says who took it, as a telephone's does."""
    kept = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = CANARY.name
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


PHOTO = _photo()


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


def _was_heard(house: House) -> None:
    """She reports something with her name, is answered and thanked; she denounces somebody; she writes openly too."""
    from_citizen = citizen(house.commune.pk)
    words = f"Tôi là {CANARY.name}, ở {CANARY.address}, gọi {CANARY.phone}: {CONTENT}, đường đầy ổ gà."
    who = {"name": CANARY.name, "phone": CANARY.phone, "email": CANARY.email, "place": CANARY.address}
    sent = sending.send(from_citizen, Saying(text=words, photos=(PHOTO,), **who), now=NOW)
    working.acknowledge(house.leader, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    working.take(house.leader, sent.code, "việc của tôi", now=NOW)
    said = f"Cảm ơn {CANARY.name}, xã đã vá xong đường trước số nhà {CANARY.address}."
    given = working.Answer(f"{CANARY.name} báo đường hỏng.", said, "Không còn gì.", NOW.date())
    working.answer(house.leader, sent.code, given, solved=False, now=NOW)
    sender.contest(from_citizen, sent.code, f"{CANARY.name} chưa đồng ý, gọi {CANARY.phone}", now=NOW)
    denounced = Saying(text=f"Tôi tố cáo cán bộ. {words}", confidential=True, **who)
    sending.send(from_citizen, denounced, now=NOW)
    turned_out = sending.send(from_citizen, Saying(text=words, **who), now=NOW)
    working.acknowledge(house.leader, turned_out.code, MessageClass.DENUNCIATION, Topic.ROADS, now=NOW)


def _was_written_to(house: House) -> None:
    """An apology and a thank-you go from draft to her door."""
    office = letters.furnish(house.commune)
    told = {"recipient": CANARY.name, "address": CANARY.address}
    letters.sent(office, "apology_fault", cause=f"{CANARY.name} không được báo trước", **told)
    letters.sent(office, "thanks", deed=f"{CANARY.name} hiến đất làm đường ở {CANARY.address}", **told)


def _stood_in_a_list(house: House) -> None:
    """The provincial list names her; she asks the guide with her numbers in the question; she is telephoned."""
    row = imports.begin(house.one_stop, "danh-sach.csv", CANARY.name.encode(), by_worker=False, now=NOW)
    headings = ("Mã hồ sơ", "Mã TTHC", "Họ tên", "Số CCCD", "Ngày tiếp nhận", "Ngày hẹn trả")
    cells = ("H56.133-261116-0007", builders.BIRTH, CANARY.name, CANARY.number, "16/11/2026", "20/11/2026")
    imports.keep_rows(house.one_stop, row.pk, headings, iter([cells]), 2, now=NOW)
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    taking.take_part(house.one_stop, row.pk, now=NOW)
    procedures.miss_question(house.commune.pk, f"tra số {CANARY.number} gọi {CANARY.phone} giúp tôi", "", now=NOW)
    dossiers.note_call(house.one_stop, cells[0], "other", f"{CANARY.name} hẹn chiều đến", reached=True, now=NOW)


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
        for place, _folders, names in os.walk(folder, onerror=_only_gone):
            for file in (Path(place) / name for name in names):
                try:
                    content = file.read_bytes() if file.is_file() else None
                except FileNotFoundError:
                    continue
                if content is not None:
                    yield file, content


def _only_gone(problem: OSError) -> None:
    """The server removes files and whole folders of its own while we walk: a dropped table, a dropped database of
    another worker of this run. What cannot be read for any other reason was not searched, and that is a failure.
    """
    if not isinstance(problem, FileNotFoundError):
        raise problem


@pytest.mark.django_db(transaction=True)
def test_nothing_on_the_disk_tells_who_she_is() -> None:
    house = builders.furnish(builders.open_commune())
    for part in (_lived_through, _was_heard, _was_written_to, _stood_in_a_list):
        part(house)
    checkpoints.publish(communes.card(house.commune), NOW + timedelta(days=7), True)
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
    assert any(file.parent.name == "feedback" for file, _ in files), "her photo lies there, sealed"
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


def _bytes_of_the_database() -> bytes:
    """SQLite: the file and its log. PostgreSQL: the files of the tables in which what people say stands."""
    if connection.vendor == "sqlite":
        return b"".join(content for file, content in _bytes_on_disk() if "sqlite3" in file.name)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        folder, found = Path(connection.settings_dict["HOST"]) / "data", b""
        for table in sealed.MOVED_OUT_OF:
            cursor.execute(
                "SELECT pg_relation_filepath(%s::regclass), pg_relation_filepath(NULLIF(reltoastrelid, 0)::regclass)"
                " FROM pg_class WHERE oid = %s::regclass",
                [table._meta.db_table, table._meta.db_table],
            )
            found += b"".join((folder / name).read_bytes() for name in cursor.fetchone() if name)
    return found


@contextmanager
def _somebody_writes_in_another_database() -> Iterator[None]:
    """On PostgreSQL: a transaction of another database of the same server, begun before and still running."""
    if connection.vendor == "sqlite":
        yield
        return
    import psycopg

    with psycopg.connect(host=connection.settings_dict["HOST"], user="vidan", dbname="postgres") as other:
        other.execute("SELECT pg_current_xact_id()")
        yield


@pytest.mark.django_db(transaction=True)
def test_what_is_moved_away_leaves_the_bytes_of_the_database_at_once() -> None:
    """Its moderated words stood in the clear where everybody read them; its own under a key that is gone."""
    house = builders.furnish(builders.open_commune())
    builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    words = "Đường vào thôn Chim Canary đầy ổ gà, đề nghị xã sửa."
    sent = sending.send(citizen(house.commune.pk), Saying(text=words, may_publish=True), now=NOW)
    working.acknowledge(house.leader, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    showing.show(house.leader, sent.code, words, "gần cầu Chim Canary", "", now=NOW)
    row = Feedback.objects.of(house.commune).get()
    marks = [b"Chim Canary", bytes(row.sealed), bytes(row.wrapped_key)]
    assert all(mark in _bytes_of_the_database() for mark in marks)
    with _somebody_writes_in_another_database():
        working.seal_away(house.leader, sent.code, now=NOW)
    assert not any(mark in _bytes_of_the_database() for mark in marks)
