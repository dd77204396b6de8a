"""Evidence that one entry stands in the log, checked with the network off."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from log_builder import ORIGIN, Log

from tests.cli.ledger.conftest import Say
from vidan.adapters.signing import ed25519
from vidan.domain.ledger import entries
from vidan.domain.ledger.evidence import Evidence, encode_evidence, parse_evidence

RECORD = {"code": "ĐL-261117-0001", "applicant": "Hà Thị Thảo", "papers": ["Đơn"], "sets": 1, "receipt_shown": True}


@pytest.fixture
def evidence(log: Log, tmp_path: Path) -> Path:
    """The evidence of one receipt, as a file."""
    salt = bytes(range(32))
    public = {"ref": "0" * 32, "due": "2026-11-27"}
    raw = entries.build("nhan", date(2026, 11, 17), entries.commitment(salt, RECORD), public)
    log.publish([raw])
    proof = log.folder.prove(log.last.size - 1)
    assert proof is not None and log.folder.prove(log.last.size) is None
    file = tmp_path / "bang-chung.json"
    file.write_bytes(encode_evidence(Evidence(raw, RECORD, salt, proof, str(log.signer.verifier_key))))
    return file


def test_evidence_is_checked_offline_and_told_in_words(log: Log, evidence: Path, vidan: Say) -> None:
    shutil.rmtree(log.path)
    code, said = vidan("check", evidence)
    assert code == 0, said
    for word in ("đã nhận hồ sơ", "17/11/2026", "27/11/2026", "Người nộp: Hà Thị Thảo", "đối chiếu dòng khóa"):
        assert word in said
    code, said = vidan("check", evidence, "--vkey", log.signer.verifier_key)
    assert code == 0 and "đối chiếu" not in said


def test_evidence_that_was_touched_proves_nothing(evidence: Path, vidan: Say, tmp_path: Path) -> None:
    whole = parse_evidence(evidence.read_bytes())
    stranger = ed25519.from_seed(ORIGIN, bytes(32)).verifier_key
    touched = [
        Evidence(whole.entry, {**whole.record, "applicant": "Người khác"}, whole.salt, whole.proof, whole.vkey),
        Evidence(whole.entry.replace(b"2026-11-27", b"2026-11-20"), whole.record, whole.salt, whole.proof, whole.vkey),
        Evidence(whole.entry, whole.record, bytes(32), whole.proof, whole.vkey),
        Evidence(whole.entry, whole.record, whole.salt, whole.proof.replace(b"\nindex ", b"\nindex 1", 1), whole.vkey),
        Evidence(whole.entry, whole.record, whole.salt, whole.proof, str(stranger)),
    ]
    for one in touched:
        (tmp_path / "touched.json").write_bytes(encode_evidence(one))
        code, said = vidan("check", tmp_path / "touched.json")
        assert code == 1 and said.strip()
    (tmp_path / "touched.json").write_text("{}")
    assert vidan("check", tmp_path / "touched.json")[0] == 1
    for rubbish in (b"hello", b"\x89PNG\r\n", b""):
        (tmp_path / "touched.json").write_bytes(rubbish)
        code, said = vidan("check", tmp_path / "touched.json")
        assert code == 1 and "Tệp bằng chứng không đọc được (JSON)" in said
    code, said = vidan("check", evidence, "--vkey", stranger)
    assert code == 1 and "không phải khóa đã niêm yết" in said


@pytest.mark.parametrize("words", [["check", "{}"], ["verify", "{log}", "--since", "{}"]])
def test_a_file_that_is_not_there_and_a_folder_are_told_by_name(
    log: Log, vidan: Say, tmp_path: Path, words: list[str]
) -> None:
    for wrong in (tmp_path / "không-có.json", tmp_path):
        code, said = vidan(*[word.format(wrong, log=log.path) for word in words])
        assert code == 2 and f"Không thấy tệp {wrong}" in said


@pytest.mark.parametrize("quorum", ["1", "-3"])
def test_more_witnesses_than_are_known_cannot_be_asked_for(log: Log, evidence: Path, vidan: Say, quorum: str) -> None:
    for words in (["verify", log.path], ["check", evidence]):
        code, said = vidan(*words, "--quorum", quorum)
        assert code == 2 and f"Không đòi được {quorum} nhân chứng" in said
