"""The stand-alone verifier: what it accepts, and every forgery that it must see."""

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from log_builder import ORIGIN, TODAY, VERIFIER, Log, a_year_of_dossiers, entry, one_bit_flipped, small_log, told

from vidan.adapters.signing import ed25519
from vidan.domain.ledger import cosignature, entries, replay
from vidan.domain.ledger.checkpoint import Checkpoint
from vidan.domain.ledger.note import KeyKind, to_base64
from vidan.domain.ledger.publishing import extend

Verify = Callable[..., tuple[int, str]]


def test_an_honest_log_fits_and_the_program_says_so(log: Log, verify: Verify) -> None:
    code, said = verify(log.path)
    assert code == 0, said
    assert "TẤT CẢ KHỚP" in said and ORIGIN in said
    code, said = verify(log.path, "--english")
    assert (code, "EVERYTHING FITS" in said) == (0, True)


def test_a_data_folder_leads_to_all_its_logs(log: Log, verify: Verify, tmp_path: Path) -> None:
    Log(tmp_path / "public" / "99999" / "nhat-ky" / "2026", "xa-khac.vidan.example/nhat-ky/2026")
    code, said = verify(tmp_path, "--json")
    assert code == 0
    assert len(told(said)["communes"]) == 2


def test_it_runs_alone_with_nothing_but_python(log: Log) -> None:
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(log.path), "--today", TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"}, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_log_without_its_files_is_not_called_good(log: Log, verify: Verify, tmp_path: Path) -> None:
    shutil.rmtree(log.path)
    log.path.mkdir()
    code, said = verify(tmp_path)
    assert code == 1 and "log.vkey" in said


def test_promise_8_is_the_same_as_ours(log: Log, verify: Verify) -> None:
    retold = replay.retell([entries.parse(raw) for raw in log.raws], TODAY)
    said = told(verify(log.path, "--json")[1])["communes"][0]["promise_8"]
    for name, window in replay.windows(TODAY).items():
        figure = replay.promise_8(retold, *window)
        assert (said[name]["kept"], said[name]["counted"]) == (figure.kept, figure.counted)
    assert said["year"]["counted"] > said["year"]["kept"] > 0


# Forgeries ------------------------------------------------------------------------------------------------------------
def test_a_forged_entry_in_the_bundle_is_seen(log: Log, verify: Verify) -> None:
    path = log.path / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b'"t":"huy"', b'"t":"hux"', 1))
    code, said = verify(log.path)
    assert code == 1 and "không cho ra gốc đã ký" in said


def test_a_removed_entry_is_seen(log: Log, verify: Verify) -> None:
    path = log.path / "tile/entries/000"
    data = path.read_bytes()
    path.write_bytes(data[2 + int.from_bytes(data[:2], "big") :])
    code, said = verify(log.path)
    assert code == 1 and "tile/entries/000" in said


def test_a_changed_tile_is_seen(log: Log, verify: Verify) -> None:
    path = log.path / "tile/0/001"
    data = bytearray(path.read_bytes())
    data[777] ^= 1
    path.write_bytes(bytes(data))
    code, said = verify(log.path)
    assert code == 1 and "tile/0/001" in said


def test_a_missing_tile_is_seen(log: Log, verify: Verify) -> None:
    (log.path / "tile/1/000.p/2").unlink()
    code, said = verify(log.path)
    assert code == 1 and "tile/1/000.p/2" in said


def _rewritten(log: Log, path: Path) -> Log:
    """The same year told anew with the right key: every late dossier finished on time."""
    other = Log(path)
    for publication in a_year_of_dossiers():
        other.publish(raw for raw in publication if b'"t":"hen"' not in raw)
    return other


def test_history_rewritten_with_the_right_key_contradicts_the_old_history(
    log: Log, verify: Verify, tmp_path: Path
) -> None:
    other = _rewritten(log, tmp_path / "other")
    assert verify(other.path)[0] == 0
    shutil.copy(log.path / "checkpoints.txt", other.path / "checkpoints.txt")
    code, said = verify(other.path)
    assert code == 1 and "LỊCH SỬ BỊ VIẾT LẠI" in said
    assert said.count("LỊCH SỬ BỊ VIẾT LẠI") == 3 and "chỗ nữa" in said, "the first ones are enough"


@pytest.mark.parametrize("form", ["checkpoint", "checkpoints.txt", "paper"])
def test_history_rewritten_everywhere_contradicts_a_checkpoint_that_a_citizen_kept(
    log: Log, verify: Verify, tmp_path: Path, form: str
) -> None:
    kept = log.last.paper
    if form != "paper":
        kept = str(tmp_path / "kept")
        shutil.copy(log.path / form, kept)
    assert verify(log.path, "--since", kept)[0] == 0
    other = _rewritten(log, tmp_path / "other")
    code, said = verify(other.path, "--since", kept)
    assert code == 1 and ("LỊCH SỬ BỊ VIẾT LẠI" in said or "trước đã ký" in said)


def test_a_kept_checkpoint_of_another_log_proves_nothing(log: Log, verify: Verify) -> None:
    assert verify(log.path, "--since", "xa-khac.vidan.example/nhat-ky/2026 3 abcdefgh")[0] == 1


def test_a_log_cut_back_to_an_earlier_checkpoint_is_seen(log: Log, verify: Verify) -> None:
    earlier = log.folder.history()[4]
    (log.path / "checkpoint").write_bytes(earlier)
    code, said = verify(log.path)
    assert code == 1 and "trước đã ký" in said


def test_an_entry_dated_in_the_future_is_refused(log: Log, verify: Verify) -> None:
    log.publish([entry("xong", "2026-11-25", "dossier 0")])
    code, said = verify(log.path)
    assert code == 1 and "tương lai" in said


def test_a_checkpoint_dated_in_the_future_by_its_witness_is_refused(log: Log, verify: Verify) -> None:
    witness = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    key = str(witness.verifier_key)
    grown = [entry("tn", "2026-11-20", "feedback")]
    for seconds, right in ((1_790_000_000, 0), (9_999_999_999, 1)):
        text = _next_text(log, grown)
        log.append(grown, cosignature.cosign(text, witness, seconds))
        code, said = verify(log.path, "--witness", key, "--quorum", "1")
        assert code == right, said
        grown = [entry("tl", "2026-11-21", "feedback")]
    assert "tương lai" in said


def _next_text(log: Log, raws: list[bytes]) -> str:
    grown = extend(log.last.size, log.last.root, log.folder.fetch, raws)
    return Checkpoint(log.origin, grown.size, grown.root).text


def test_too_few_witnesses_are_told(log: Log, verify: Verify) -> None:
    witness = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    code, said = verify(log.path, "--witness", str(witness.verifier_key), "--quorum", "1")
    assert code == 1 and "nhân chứng" in said


def test_the_log_of_a_year_to_come_is_refused(tmp_path: Path, verify: Verify) -> None:
    other = Log(tmp_path / "2027", "xa-thu.vidan.example/nhat-ky/2027")
    code, said = verify(other.path)
    assert code == 1 and "tương lai" in said


def test_another_key_than_the_one_on_the_notice_board_is_refused(log: Log, verify: Verify, tmp_path: Path) -> None:
    stranger = Log(tmp_path / "stranger", seed=b"another")
    assert verify(stranger.path)[0] == 0
    assert verify(stranger.path, "--vkey", str(log.signer.verifier_key))[0] == 1


@pytest.mark.parametrize(
    "raw",
    [
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","note":"x","t":"vb","v":1}',
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","ref":"038201234567","t":"xong","v":1}',
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","t":"vb","v":1.0}',
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","t":"vb","v":true}',
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","t":"vb", "v":1}',
        b'{"c":null,"d":"2026-11-02","t":"vb","v":1}',
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-13-02","t":"vb","v":1}',
        b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","t":"\\u0076b","v":1}',
        b'{"t":"vb"}',
        b'["vb"]',
        b"vb",
        b"",
        b"[" * 1000,
    ],
)
def test_an_entry_out_of_form_is_refused_though_rightly_signed(log: Log, verify: Verify, raw: bytes) -> None:
    log.append([raw])
    code, said = verify(log.path)
    assert code == 1 and "không đúng khuôn dạng đã công bố" in said


def test_a_result_of_a_dossier_that_was_never_received_is_told(log: Log, verify: Verify) -> None:
    log.publish([entry("xong", "2026-11-02", "nobody")])
    code, said = verify(log.path)
    assert code == 1 and "chưa từng tiếp nhận" in said


def test_a_scoreboard_that_says_more_than_the_entries_is_refused(log: Log, verify: Verify) -> None:
    size = log.last.size
    figure = replay.promise_8(
        replay.retell([entries.parse(raw) for raw in log.raws], date(2026, 11, 2)), *replay.rolling(date(2026, 11, 2))
    )
    counts = {"from": 0, "to": size, "kept": {"8": figure.kept}, "counted": {"8": figure.counted}}
    log.publish([entry("bc", "2026-11-02", n=counts)])
    assert verify(log.path)[0] == 0
    counts = {"from": size, "to": size, "kept": {"8": figure.kept + 1}, "counted": {"8": figure.counted}}
    log.publish([entry("bc", "2026-11-02", n=counts)])
    code, said = verify(log.path)
    assert code == 1 and "công bố lời hứa 8" in said


def test_a_rating_without_an_issued_token_is_refused(log: Log, verify: Verify) -> None:
    shown = entries.token_hash(b"token 1")
    issued = entries.issued_hash(shown)
    log.publish([entry("phieu", "2026-11-02", h=entries.tokens_text([issued]))])
    log.publish([entry("dg", "2026-11-09", h=to_base64(shown), s=4, p={"9": 4})])
    assert verify(log.path)[0] == 0
    log.publish([entry("dg", "2026-11-16", h=to_base64(entries.token_hash(b"token 2")), s=5, p={})])
    assert verify(log.path)[0] == 1


def test_the_next_year_takes_up_the_last_checkpoint_of_the_year_before(tmp_path: Path, verify: Verify) -> None:
    years = tmp_path / "public" / "14950" / "nhat-ky"
    old = Log(years / "2025", "xa-thu.vidan.example/nhat-ky/2025")
    old.publish([entry("nhan", "2025-12-29", "over the year", due="2026-01-09")])
    new = Log(years / "2026", ORIGIN, before=old.last)
    new.publish([entry("xong", "2026-01-08", "over the year")])
    code, said = verify(tmp_path, "--json")
    assert code == 0, said
    assert told(said)["communes"][0]["promise_8"]["year"]["kept"] == 1
    shutil.rmtree(years / "2026")
    Log(years / "2026", ORIGIN)
    code, said = verify(tmp_path)
    assert code == 1 and "không nối" in said


def test_a_log_that_begins_otherwise_is_refused(log: Log, verify: Verify) -> None:
    log.append([entries.build("dau", date(2026, 11, 2), bytes(32))])
    code, said = verify(log.path)
    assert code == 1 and "đứng đầu sổ" in said


# Flipped bits ---------------------------------------------------------------------------------------------------------
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_flipped_bit_anywhere_is_seen(small: Log, recompute: ModuleType, data: st.DataObject) -> None:
    with one_bit_flipped(small, data):
        assert recompute.main([str(small.path), "--today", TODAY.isoformat()]) == 1


@pytest.fixture
def small(tmp_path: Path) -> Log:
    return small_log(tmp_path / "2026")


# The arithmetic beneath -----------------------------------------------------------------------------------------------
@settings(max_examples=25, deadline=None)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=80), flip=st.integers(0, 511))
def test_its_own_ed25519_agrees_with_a_library(recompute: ModuleType, seed: bytes, message: bytes, flip: int) -> None:
    signer = ed25519.from_seed("key", seed)
    public, signature = signer.verifier_key.public, signer.sign(message)
    assert recompute.signature_right(public, message, signature)
    broken = bytearray(signature)
    broken[flip // 8] ^= 1 << flip % 8
    assert not recompute.signature_right(public, message, bytes(broken))
    assert not recompute.signature_right(public, message + b".", signature)


def test_its_ed25519_knows_the_vectors_of_rfc_8032(recompute: ModuleType) -> None:
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert recompute.signature_right(public, b"\x72", signature)
    order = int.from_bytes(signature[32:], "little") + recompute.ORDER
    assert not recompute.signature_right(public, b"\x72", signature[:32] + order.to_bytes(32, "little"))
    assert not recompute.signature_right(b"\xff" * 32, b"\x72", signature)


@settings(max_examples=200, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["nhan", "bs", "hen", "xong", "huy", "gt", "pa"]),
            st.integers(1, 28),
            st.integers(0, 3),
            st.integers(1, 28),
            st.sampled_from(entries.REASONS),
        ),
        max_size=25,
    ),
    last=st.integers(1, 28),
)
def test_both_tellings_of_promise_8_agree(
    recompute: ModuleType, steps: list[tuple[str, int, int, int, str]], last: int
) -> None:
    raws = []
    for kind, day, ref, due, why in steps:
        public: dict[str, str] = {"due": f"2026-09-{due:02d}"} if kind in ("nhan", "hen") else {}
        public |= {"why": why} if kind == "hen" else {}
        raws.append(entry(kind, f"2026-09-{day:02d}", f"dossier {ref}", **public))
    until = date(2026, 9, last)
    figure = replay.promise_8(replay.retell([entries.parse(raw) for raw in raws], until), date(2026, 9, 5), until)
    stories, _ = recompute.retell([json.loads(raw) for raw in raws], until.isoformat())
    said = recompute.promise_8(stories, "2026-09-05", until.isoformat())
    ours = (figure.kept, figure.counted, figure.overdue, figure.withdrawn_late, figure.stopped)
    assert tuple(said[key] for key in ("kept", "counted", "overdue", "withdrawn", "stopped")) == ours


def test_history_with_a_torn_end_is_read_up_to_the_tear(recompute: ModuleType, log: Log) -> None:
    data = (log.path / "checkpoints.txt").read_bytes()
    assert recompute.split_history(data) == list(log.folder.history())
    assert base64.b64encode(log.last.root) in recompute.split_history(data)[-1]
