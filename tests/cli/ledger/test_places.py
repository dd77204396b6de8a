"""Where a log lies: a folder, year after year, any web server; what cannot be read is neither good nor forged."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from types import ModuleType

import pytest
from log_builder import ORIGIN, TODAY, Log, entry, served_by

from tests.cli.ledger.conftest import Say
from vidan.adapters.signing import ed25519
from vidan.cli.main import main
from vidan.domain.ledger import cosignature
from vidan.domain.ledger.checkpoint import Checkpoint
from vidan.domain.ledger.note import KeyKind
from vidan.domain.ledger.publishing import extend


def test_the_log_of_a_year_to_come_is_refused(tmp_path: Path, verify: Say) -> None:
    other = Log(tmp_path / "2027", "xa-thu.vidan.example/nhat-ky/2027")
    code, said = verify(other.path)
    assert code == 1 and "chưa tới" in said


def test_the_next_year_must_take_up_the_year_before(tmp_path: Path, verify: Say) -> None:
    years = tmp_path / "public" / "dien-lu" / "nhat-ky"
    old = Log(years / "2025", "xa-thu.vidan.example/nhat-ky/2025")
    old.publish([entry("nhan", "2025-12-29", "over the year", due="2026-01-09")])
    Log(years / "2026", ORIGIN, before=old.last).publish([entry("xong", "2026-01-08", "over the year")])
    code, said = verify(tmp_path)
    assert code == 0, said
    shutil.rmtree(years / "2026")
    Log(years / "2026", ORIGIN)
    code, said = verify(tmp_path)
    assert code == 1 and "không nối" in said


def test_a_witness_of_the_newest_log_vouches_for_the_year_before(
    tmp_path: Path, verify: Say, recompute: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    years = tmp_path / "public" / "dien-lu" / "nhat-ky"
    old = Log(years / "2025", "xa-thu.vidan.example/nhat-ky/2025")
    old.publish([entry("tn", "2025-12-29", "feedback")])
    new = Log(years / "2026", ORIGIN, before=old.last)
    grown = [entry("tn", "2026-11-20", "feedback")]
    plan = extend(new.last.size, new.last.root, new.folder.fetch, grown)
    witness = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    new.append(grown, cosignature.cosign(Checkpoint(ORIGIN, plan.size, plan.root).text, witness, 1_790_000_000))
    asked = ["--witness", str(witness.verifier_key), "--quorum", "1"]
    assert verify(tmp_path, *asked)[0] == 0
    assert recompute.main([str(tmp_path), "--today", TODAY.isoformat(), *asked]) == 0, capfd.readouterr().out
    assert verify(old.path, *asked)[0] == 1
    assert recompute.main([str(old.path), "--today", TODAY.isoformat(), *asked]) == 1


def test_a_log_begun_anew_must_take_up_the_one_that_was_lost(
    tmp_path: Path, verify: Say, recompute: ModuleType
) -> None:
    years = tmp_path / "public" / "dien-lu" / "nhat-ky"
    old = Log(years / "2026")
    old.publish([entry("nhan", "2026-03-02", "before the loss", due="2026-03-09")])
    Log(years / "2026-2", f"{ORIGIN}-2", before=old.last).publish([entry("xong", "2026-03-05", "before the loss")])
    code, said = verify(tmp_path)
    assert code == 0, said
    assert recompute.main([str(tmp_path), "--today", TODAY.isoformat()]) == 0
    shutil.rmtree(years / "2026-2")
    Log(years / "2026-2", f"{ORIGIN}-2")
    assert "không nối" in verify(tmp_path)[1]
    assert recompute.main([str(tmp_path), "--today", TODAY.isoformat()]) == 1


class _Quiet(SimpleHTTPRequestHandler):
    #: Addresses with this in them are not answered properly: the server behind the proxy is down.
    down = "nothing"

    def log_message(self, *_: object) -> None:
        return None

    def do_GET(self) -> None:
        if self.down in self.path:
            return self.send_error(503)
        return super().do_GET()


@pytest.fixture
def address(log: Log) -> Iterator[str]:
    """The log behind any web server at all."""
    with served_by(_Quiet, log.path) as place:
        yield place


def test_a_log_is_verified_over_the_web(log: Log, address: str, verify: Say) -> None:
    code, said = verify(address)
    assert code == 0, said
    (log.path / "tile/entries/000").unlink()
    code, said = verify(address)
    assert code == 1 and "tile/entries/000" in said


def test_a_commune_s_site_leads_to_all_its_logs_and_their_link(
    log: Log, address: str, verify: Say, recompute: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    years = log.path / "nhat-ky"
    log.path.joinpath("log.vkey").unlink()
    log.path.joinpath("checkpoint").unlink()
    old = Log(years / "2025", "xa-thu.vidan.example/nhat-ky/2025")
    old.publish([entry("nhan", "2025-12-29", "over the year", due="2026-01-09")])
    for before, right in ((old.last, 0), (None, 1)):
        shutil.rmtree(years / "2026", ignore_errors=True)
        Log(years / "2026", ORIGIN, before=before).publish([entry("xong", "2026-01-08", "over the year")])
        code, said = verify(address)
        assert code == right and old.origin in said and ORIGIN in said and ("không nối" in said) == bool(right), said
        assert recompute.main([address, "--today", TODAY.isoformat()]) == right
        said = capfd.readouterr().out
        assert old.origin in said and ORIGIN in said


@pytest.mark.parametrize("where", ["nobody answers", "no log there", "no such folder", "down after a while"])
def test_what_could_not_be_read_is_no_forgery_and_nothing_good_either(
    where: str,
    address: str,
    verify: Say,
    recompute: ModuleType,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if where == "down after a while":
        monkeypatch.setattr(_Quiet, "down", "tile/0/")
    place = {
        "nobody answers": "http://127.0.0.1:9/nhat-ky/2026",
        "no log there": f"{address}/nhat-ky/2031",
        "no such folder": str(tmp_path / "không-có"),
    }.get(where, address)
    code, said = verify(place)
    told = "tile/0/" if where == "down after a while" else place
    assert code == 3 and "CHƯA KẾT LUẬN ĐƯỢC" in said and told in said, said
    assert "SAI LỆCH" not in said and "✗" not in said
    assert recompute.main([place, "--today", TODAY.isoformat()]) == 3
    said = capfd.readouterr().out
    assert "CHƯA KẾT LUẬN ĐƯỢC" in said and told in said, said
    assert "SAI LỆCH" not in said and "✗" not in said and "Lời hứa" not in said
    assert recompute.main([place, "--today", TODAY.isoformat(), "--english"]) == 3
    assert "NOTHING CAN BE SAID YET" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "còn thiếu"),
        (["{log}", "--vkey", "hello"], "hello"),
        (["{log}", "--since", "{log}/none"], "{log}/none"),
        (["{log}", "--today", "gestern"], "giá trị của --today"),
        (["{log}", "--quorum"], "--quorum cần một giá trị"),
        (["{log}", "more"], "không hiểu"),
    ],
)
def test_a_wrong_command_is_told_in_vietnamese_and_is_no_forgery(
    log: Log,
    recompute: ModuleType,
    words: list[str],
    told: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    typed = [word.format(log=log.path) for word in words]
    for program in (partial(main, ["ledger", "verify", *typed]), partial(recompute.main, typed)):
        assert _exit_code(program) == 2
        assert told.format(log=log.path) in capfd.readouterr().err


def _exit_code(program: Callable[[], int]) -> int | str | None:
    try:
        return program()
    except SystemExit as stopped:
        return stopped.code
