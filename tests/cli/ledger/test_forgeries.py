"""`vidan ledger verify` as a stranger uses it, beside the stand-alone verifier: every forgery is refused by both."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from log_builder import ORIGIN, TODAY, Log, a_year_of_dossiers, entry, one_bit_flipped, small_log

from tests.cli.ledger.conftest import Say
from vidan.adapters.signing import ed25519
from vidan.domain.ledger import cosignature, entries, replay
from vidan.domain.ledger.checkpoint import Checkpoint
from vidan.domain.ledger.note import KeyKind, to_base64
from vidan.domain.ledger.publishing import extend


def test_an_honest_log_fits(log: Log, verify: Say, tmp_path: Path) -> None:
    for place in (log.path, tmp_path, tmp_path / "public" / "dien-lu"):
        code, said = verify(place)
        assert code == 0, said
        assert "TẤT CẢ KHỚP" in said and ORIGIN in said


def test_verifying_makes_no_data_folder(log: Log, verify: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDAN_DATA", str(tmp_path / "none"))
    assert verify(log.path)[0] == 0
    assert not (tmp_path / "none").exists()


# Forgeries: what was done, and a word of the reason ------------------------------------------------------------------
def _forged(log: Log) -> None:
    path = log.path / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b'"t":"huy"', b'"t":"xoa"', 1))


def _removed(log: Log) -> None:
    path = log.path / "tile/entries/000"
    data = path.read_bytes()
    path.write_bytes(data[2 + int.from_bytes(data[:2], "big") :])


def _changed_tile(log: Log) -> None:
    path = log.path / "tile/0/001"
    data = bytearray(path.read_bytes())
    data[777] ^= 1
    path.write_bytes(bytes(data))


def _changed_old_partial_tile(log: Log) -> None:
    path = next(iter(sorted((log.path / "tile/0/000.p").iterdir())))
    path.write_bytes(bytes(len(path.read_bytes())))


def _missing_tile(log: Log) -> None:
    (log.path / "tile/1/000.p/2").unlink()


def _missing_bundle(log: Log) -> None:
    (log.path / "tile/entries/001").unlink()


def _stray_file(log: Log) -> None:
    (log.path / "tile/0/xyz").write_bytes(b"?")


def _cut_back(log: Log) -> None:
    (log.path / "checkpoint").write_bytes(log.folder.history()[4])


def _rewritten(log: Log) -> None:
    """The same year told anew with the right key, the late dossiers left out; only the old checkpoints remain."""
    other = Log(log.path.parent / "other")
    for publication in a_year_of_dossiers():
        other.publish(raw for raw in publication if b'"t":"hen"' not in raw)
    shutil.copy(log.path / "checkpoints.txt", other.path / "checkpoints.txt")
    shutil.rmtree(log.path)
    other.path.rename(log.path)


def _future_entry(log: Log) -> None:
    log.publish([entry("xong", "2026-11-25", "dossier 0")])


def _second_first(log: Log) -> None:
    log.append([entries.build("dau", date(2026, 11, 2), bytes(32))])


def _person_in_an_entry(log: Log) -> None:
    log.append(
        [b'{"c":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","d":"2026-11-02","ref":"038201234567","t":"xong","v":1}']
    )


def _no_history(log: Log) -> None:
    (log.path / "checkpoints.txt").unlink()


def _torn_history(log: Log) -> None:
    path = log.path / "checkpoints.txt"
    path.write_bytes(path.read_bytes()[:-20])


def _signature(log: Log) -> None:
    path = log.path / "checkpoint"
    text = path.read_text()
    path.write_text(text.replace(f"\n{log.last.size}\n", f"\n{log.last.size - 1}\n"))


def _free_rating(log: Log) -> None:
    log.publish([entry("dg", "2026-11-16", h=to_base64(entries.token_hash(b"token")), s=5, p={})])


def _token_used_twice(log: Log) -> None:
    shown = entries.token_hash(b"token")
    log.publish([entry("phieu", "2026-11-09", h=entries.tokens_text([entries.issued_hash(shown)]))])
    log.publish([entry("dg", "2026-11-16", h=to_base64(shown), s=5, p={})])
    log.publish([entry("dg", "2026-11-09", h=to_base64(shown), s=1, p={})])


def _result_of_nobody(log: Log) -> None:
    log.publish([entry("xong", "2026-11-02", "nobody")])


def _figure(log: Log) -> None:
    day = date(2026, 11, 2)
    figure = replay.promise_8(replay.retell(map(entries.parse, log.raws), day), *replay.rolling(day))
    counts: dict[str, Any] = {"from": 0, "to": log.last.size, "counted": {"8": figure.counted}}
    log.publish([entry("bc", "2026-11-02", n=counts | {"kept": {"8": figure.kept}})])
    log.publish([entry("bc", "2026-11-02", n=counts | {"kept": {"8": figure.kept - 1}})])


def _three_answers(log: Log) -> None:
    """Three people answered promise 9, one of them angrily."""
    shown = [entries.token_hash(f"token {number}".encode()) for number in range(3)]
    issued = entries.tokens_text([entries.issued_hash(one) for one in shown])
    log.publish([entry("phieu", "2026-11-02", h=issued)])
    points = {0: 5, 1: 4, 2: 1}
    log.publish(
        entry("dg", "2026-11-02", h=to_base64(one), s=points[place], p={"9": points[place]})
        for place, one in enumerate(shown)
    )


def _hidden_ratings(log: Log) -> None:
    """The scoreboard tells of the two others only."""
    _three_answers(log)
    log.publish([entry("bc", "2026-11-09", n={"from": 0, "to": log.last.size, "kept": {"9": 2}, "counted": {"9": 2}})])


def _invented_ratings(log: Log) -> None:
    """The scoreboard tells of people whom the ledger does not know."""
    _three_answers(log)
    counts = {"from": 0, "to": log.last.size, "kept": {"9": 2, "10": 0}, "counted": {"9": 3, "10": 0}}
    log.publish([entry("bc", "2026-11-09", n=counts)])
    log.publish([entry("bc", "2026-11-10", n=counts | {"kept": {"9": 92, "10": 8}, "counted": {"9": 93, "10": 8}})])


FORGERIES: dict[str, tuple[Callable[[Log], None], str]] = {
    "a forged entry": (_forged, "không cho ra gốc đã ký"),
    "a removed entry": (_removed, "tile/entries/000"),
    "a changed tile": (_changed_tile, "tile/0/001"),
    "a changed tile of an earlier tree": (_changed_old_partial_tile, "tile/0/000.p/"),
    "a missing tile": (_missing_tile, "tile/1/000.p/2"),
    "a missing bundle": (_missing_bundle, "tile/entries/001"),
    "a stray file among the tiles": (_stray_file, "tile/0/xyz"),
    "a log cut back to an earlier checkpoint": (_cut_back, "ã ký"),
    "a history rewritten with the right key": (_rewritten, "LỊCH SỬ BỊ VIẾT LẠI"),
    "an entry dated in the future": (_future_entry, "tương lai"),
    "a second first entry": (_second_first, "đứng đầu sổ"),
    "an entry that names a person's number": (_person_in_an_entry, "không đúng khuôn dạng"),
    "a history that was taken away": (_no_history, "checkpoints.txt"),
    "a torn history": (_torn_history, "checkpoints.txt"),
    "a checkpoint changed after signing": (_signature, "hữ ký"),
    "a rating without a token": (_free_rating, "đánh giá"),
    "a token used twice": (_token_used_twice, "đánh giá"),
    "a result of a dossier never received": (_result_of_nobody, "tiếp nhận"),
    "a figure that does not follow": (_figure, "lời hứa 8"),
    "ratings invented for the scoreboard": (_invented_ratings, "lời hứa 10 là 8/8"),
    "ratings hidden from the scoreboard": (_hidden_ratings, "lời hứa 9 là 2/2"),
}


#: Where the stand-alone verifier says the same in other words.
SAID_ALSO = {"a second first entry": "phải đứng đầu sổ", "a figure that does not follow": "các mục trong sổ cho ra"}


@pytest.mark.parametrize("name", FORGERIES)
def test_both_verifiers_refuse_with_the_reason(
    log: Log, verify: Say, recompute: ModuleType, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    forge, reason = FORGERIES[name]
    forge(log)
    code, said = verify(log.path)
    assert code == 1 and reason in said, said
    assert recompute.main([str(log.path), "--today", TODAY.isoformat()]) == 1
    assert SAID_ALSO.get(name, reason) in capfd.readouterr().out


@pytest.mark.parametrize(
    ("kind", "after"),
    [("xong", []), ("huy", []), ("bs", [("hen", "2026-11-20", {"due": "2027-01-05", "why": "pause"})])],
)
def test_a_day_that_was_told_only_afterwards_is_named_as_the_commune_s_word(
    log: Log, verify: Say, recompute: ModuleType, capfd: pytest.CaptureFixture[str], kind: str, after: list[Any]
) -> None:
    """The dishonest way that no signature stops: what was overdue is made good by an entry that is dated back."""
    assert "theo lời xã" not in verify(log.path)[1]
    log.publish([entry("nhan", "2026-11-02", "an honest one", due="2026-11-09")])
    log.publish([entry("xong", "2026-11-09", "an honest one"), entry("gt", "2026-11-10", "an honest one")])
    log.publish([entry("nhan", "2026-11-02", "a late one", due="2026-11-09"), entry("vb", "2026-11-12")])
    late = [entry(kind, "2026-11-06", "a late one"), *(entry(k, d, "a late one", **more) for k, d, more in after)]
    log.publish(late)
    code, said = verify(log.path)
    assert code == 0, "an imported list does so honestly"
    assert "1 hồ sơ đúng hẹn" in said and json.loads(late[0])["ref"] in said
    recompute.main([str(log.path), "--today", TODAY.isoformat()])
    assert "1 hồ sơ đúng hẹn" in capfd.readouterr().out


@pytest.mark.parametrize("form", ["checkpoint", "history", "paper"])
def test_history_rewritten_everywhere_contradicts_what_a_citizen_kept(
    log: Log, verify: Say, tmp_path: Path, form: str
) -> None:
    kept = log.last.paper
    if form != "paper":
        kept = str(tmp_path / "kept")
        shutil.copy(log.path / ("checkpoint" if form == "checkpoint" else "checkpoints.txt"), kept)
    code, said = verify(log.path, "--since", kept)
    assert code == 0 and "Đã so với" in said
    _rewritten(log)
    other = Log(tmp_path / "anew")
    for publication in a_year_of_dossiers():
        other.publish(raw for raw in publication if b'"t":"hen"' not in raw)
    assert verify(other.path)[0] == 0
    code, said = verify(other.path, "--since", kept)
    assert code == 1 and ("LỊCH SỬ BỊ VIẾT LẠI" in said or "trước đây đã ký" in said)


def test_a_history_from_which_a_kept_checkpoint_is_gone_is_refused(
    log: Log, verify: Say, recompute: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """All checkpoints are kept for ever: who holds one sees when the others were thinned out."""
    history = log.folder.history()
    kept = tmp_path / "kept"
    kept.write_bytes(history[3])
    assert verify(log.path, "--since", str(kept))[0] == 0
    (log.path / "checkpoints.txt").write_bytes(b"\n".join([*history[:3], *history[4:]]))
    assert verify(log.path)[0] == 0
    code, said = verify(log.path, "--since", str(kept))
    assert code == 1 and "không còn trong checkpoints.txt" in said
    assert recompute.main([str(log.path), "--today", TODAY.isoformat(), "--since", str(kept)]) == 1
    assert "không còn trong checkpoints.txt" in capfd.readouterr().out


def test_what_was_kept_must_be_a_checkpoint_of_this_log(log: Log, verify: Say, tmp_path: Path) -> None:
    code, said = verify(log.path, "--since", "xa-khac.vidan.example/nhat-ky/2026 3 abcdefgh")
    assert code == 1 and "không có sổ ấy" in said
    (tmp_path / "note").write_text("a letter")
    code, said = verify(log.path, "--since", tmp_path / "note")
    assert code == 2 and "không phải điểm kiểm" in said


def test_a_checkpoint_that_its_witness_dated_in_the_future_is_refused(log: Log, verify: Say) -> None:
    witness = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    for seconds, right in ((1_790_000_000, 0), (9_999_999_999, 1)):
        grown = [entry("tn", "2026-11-20", f"feedback {seconds}")]
        plan = extend(log.last.size, log.last.root, log.folder.fetch, grown)
        text = Checkpoint(log.origin, plan.size, plan.root).text
        log.append(grown, cosignature.cosign(text, witness, seconds))
        code, said = verify(log.path, "--witness", witness.verifier_key, "--quorum", "1")
        assert code == right, said
    assert "tương lai" in said


def test_too_few_witnesses_and_a_strange_key_are_refused(log: Log, verify: Say, tmp_path: Path) -> None:
    witness = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    code, said = verify(log.path, "--witness", witness.verifier_key, "--quorum", "1")
    assert code == 1 and "nhân chứng" in said
    stranger = Log(tmp_path / "stranger", seed=b"another")
    assert verify(stranger.path)[0] == 0
    assert verify(stranger.path, "--vkey", log.signer.verifier_key)[0] == 1


def test_a_year_of_scoreboards_is_followed_without_counting_all_anew(tmp_path: Path, verify: Say) -> None:
    log = Log(tmp_path / "2026")
    for number, publication in enumerate(a_year_of_dossiers()):
        log.publish(publication)
        day = date(2026, number + 2, 25)
        said = [raw for raw in log.raws if b'"t":"bc"' not in raw]
        figure = replay.promise_8(replay.retell(map(entries.parse, said), day), *replay.rolling(day))
        counts = {"from": 0, "to": log.last.size, "kept": {"8": figure.kept}, "counted": {"8": figure.counted}}
        log.publish([entry("bc", day.isoformat(), n=counts)])
    code, said_of_it = verify(log.path)
    assert code == 0, said_of_it


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_flipped_bit_anywhere_is_seen(small: Log, vidan: Say, data: st.DataObject) -> None:
    with one_bit_flipped(small, data):
        assert vidan("verify", small.path, "--today", TODAY)[0] == 1


@pytest.fixture
def small(tmp_path: Path) -> Log:
    return small_log(tmp_path / "2026")
