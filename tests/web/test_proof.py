"""Proof to take home: from the receipt to the evidence file, and the page that explains it."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page, nothing_changes, statements
from vidan.actions import dossiers as acts
from vidan.adapters.ledger_files import log_folder
from vidan.adapters.signing import ed25519
from vidan.domain.ledger.cosignature import cosign
from vidan.domain.ledger.evidence import check_evidence, parse_evidence
from vidan.domain.ledger.note import KeyKind, parse
from vidan.domain.moments import VIETNAM
from vidan.jobs.checkpoints import publish
from vidan.queries import communes
from vidan.queries import dossiers as seen
from vidan.queries import ledger as logs

NOON = datetime(2026, 11, 17, 11, 31, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def _no_failures_remembered(db: None) -> None:
    cache.clear()


@pytest.fixture
def code(house: House) -> str:
    return builders.receive(house.one_stop).code


def tracking(citizen: Browser, house: House, code: str) -> Page:
    secret = seen.receipt(house.one_stop, code, now=NOW).secret
    return citizen.follow(citizen.send(citizen.open("/ho-so/tra-cuu"), code=code, secret=secret))


def evidence(citizen: Browser, code: str) -> Any:
    return citizen.client.get(f"/ho-so/{code}/bang-chung")


def test_before_publication_the_page_says_when(citizen: Browser, house: House, code: str) -> None:
    page = tracking(citizen, house, code)
    assert "Kiểm chứng được" in page.words
    assert "11:30 thứ Ba 17/11/2026" in page.words
    assert f"/ho-so/{code}/bang-chung" not in page.links
    answer = evidence(citizen, code)
    assert answer.status_code in (409, 422, 404)
    assert "đang đợi tới lúc công bố" in answer.content.decode()


def test_over_a_weekend_the_page_says_within_a_day(citizen: Browser, house: House, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 20, 18, 0, tzinfo=VIETNAM)
    code = builders.receive(house.one_stop, now=clock.now).code
    assert "trong vòng một ngày" in tracking(citizen, house, code).words


def test_the_evidence_is_hers_alone_and_proves_itself(citizen: Browser, house: House, code: str) -> None:
    publish(communes.card(house.commune), NOON)
    page = tracking(citizen, house, code)
    assert "mục số 1" in page.words
    assert any(link.endswith("/bang-chung") for link in page.links)
    with nothing_changes():
        answer = evidence(citizen, code)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer.headers["Cache-Control"]
    found = parse_evidence(answer.content)
    entry, signed = check_evidence(found, ed25519.check)
    assert (entry.kind, signed.checkpoint.size) == ("nhan", 2)
    assert found.record["applicant"] == "Hà Thị Thảo"
    assert "038186000123" not in answer.content.decode()
    assert evidence(Browser(), code).status_code == 403


def test_a_reprinted_receipt_ends_the_old_proof_of_holding_it(citizen: Browser, house: House, code: str) -> None:
    publish(communes.card(house.commune), NOON)
    tracking(citizen, house, code)
    acts.reprint_receipt(house.one_stop, code, now=NOON)
    assert evidence(citizen, code).status_code == 403


def test_the_tracking_page_asks_one_thing_more_of_the_database(citizen: Browser, house: House, code: str) -> None:
    tracking(citizen, house, code)
    with statements() as sent:
        citizen.open(f"/ho-so/{code}")
    assert sum("vidan_entry" in line for line in sent) == 1


def test_the_page_of_the_log_shows_key_checkpoint_and_commands(citizen: Browser, house: House, code: str) -> None:
    page = citizen.open("/kiem-chung")
    assert "Chưa có mục nào được công bố" in page.words
    publish(communes.card(house.commune), NOON)
    page = citizen.open("/kiem-chung")
    (head,) = logs.heads(house.commune.pk)
    assert head.public is not None
    for word in (head.vkey, head.public.paper, "vidan ledger verify", "recompute.py"):
        assert word in page.words
    assert "/nhat-ky/2026/checkpoint" in page.links


def test_whoever_wants_to_reckon_alone_takes_the_verifier_along(citizen: Browser, code: str) -> None:
    own = Path(__file__).resolve().parents[2] / "verify" / "recompute.py"
    page = citizen.open("/kiem-chung")
    assert "/kiem-chung/recompute.py" in page.links
    assert sha256(own.read_bytes()).hexdigest() in page.words
    answer = citizen.open("/kiem-chung/recompute.py").response
    assert answer.content == own.read_bytes()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="recompute.py"'


def test_the_receipt_prints_the_newest_checkpoint_before_it(
    house: House, code: str, monkeypatch: pytest.MonkeyPatch, counter: Browser
) -> None:
    printed: list[Any] = []
    monkeypatch.setattr("vidan.adapters.pdf.receipt", lambda sheet, *_, **__: printed.append(sheet) or b"%PDF-")
    counter.client.get(f"/can-bo/ho-so/{code}/giay-tiep-nhan/in")
    publish(communes.card(house.commune), NOON)
    counter.client.get(f"/can-bo/ho-so/{code}/giay-tiep-nhan/in")
    head = logs.heads(house.commune.pk)[0]
    assert head.public is not None
    assert [sheet.checkpoint_line for sheet in printed] == ["", head.public.paper]


def test_the_page_says_which_witness_signed_and_shows_an_old_signature_as_late(
    citizen: Browser, house: House, code: str, clock: Clock, settings: Any
) -> None:
    publish(communes.card(house.commune), NOON)
    clock.now = NOON
    assert "Chưa có nhân chứng nào" in citizen.open("/kiem-chung").words
    witness = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    settings.WITNESSES = f"{witness.verifier_key} http://127.0.0.1:9"
    assert "chưa ký điểm kiểm này" in citizen.open("/kiem-chung").words
    folder = log_folder(Path(settings.DATA) / "public", house.commune.slug, "2026")
    served = parse(folder.checkpoint() or b"")
    folder.serve(served.signed_also(cosign(served.text, witness, int(NOON.timestamp()))).encode())
    page = citizen.open("/kiem-chung").words
    assert "bao.example/nhan-chung ký lúc 11:31 thứ Ba 17/11/2026 còn mới" in page
    clock.now = NOON + timedelta(hours=25)
    assert "quá 24 giờ" in citizen.open("/kiem-chung").words


def test_the_page_says_when_entries_wait_too_long(citizen: Browser, house: House, code: str, clock: Clock) -> None:
    clock.now = NOW + timedelta(hours=23)
    assert "đã quá 24 giờ" not in citizen.open("/kiem-chung").words
    clock.now = NOW + timedelta(hours=25)
    assert "Có 1 mục đợi công bố đã quá 24 giờ" in citizen.open("/kiem-chung").words
