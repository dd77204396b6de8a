"""Witnesses, policies, proofs: the formats to the letter, and what a witness must answer."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidan.adapters.signing import ed25519
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, entries, evidence, merkle, note, policy, proof, witness
from vidan.domain.ledger.checkpoint import Checkpoint, open_checkpoint, sign
from vidan.domain.ledger.note import KeyKind

ORIGIN = "xa-thu.vidan.example/nhat-ky/2026"
LOG = ed25519.from_seed(ORIGIN, b"l" * 32)
LOG_KEYS = [note.LogKey(LOG.verifier_key, ed25519.check)]
WITNESS = ed25519.from_seed("tinh.example/nhan-chung", b"w" * 32, KeyKind.COSIGNATURE)
OTHER = ed25519.from_seed("bao.example/nhan-chung", b"o" * 32, KeyKind.COSIGNATURE)
TREE = merkle.Tree(merkle.leaf_hash(b"entry %d" % number) for number in range(40))
NOW = 1_795_500_000


def at(size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, TREE.root(size))


def signed(size: int) -> bytes:
    return sign(at(size), [LOG]).encode()


def witness_key(signer: ed25519.Ed25519Signer) -> cosignature.WitnessKey:
    return cosignature.WitnessKey(signer.verifier_key, ed25519.check)


# Cosignatures ---------------------------------------------------------------------------------------------------------
def test_the_message_and_the_line_are_those_of_the_specification() -> None:
    body = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert cosignature.message(body.encode(), 1679315147) == (
        b"cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
        b"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )
    line = (
        "— witness.example.com/w1 "
        "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
    )
    assert cosignature.time_of(note.parse_signature(line).value) == 1679315147
    assert note.parse_signature(line).line == line


def test_a_cosignature_counts_with_its_time_and_leaves_the_log_s_own_as_it_was() -> None:
    data = note.parse(signed(9)).signed_also(cosignature.cosign(at(9).text, WITNESS, NOW)).encode()
    assert cosignature.witnessed(data, [witness_key(WITNESS), witness_key(OTHER)], NOW) == (
        cosignature.Witnessed(WITNESS.verifier_key, NOW),
    )
    assert open_checkpoint(data, ORIGIN, LOG_KEYS).checkpoint == at(9)
    assert cosignature.witnessed(data, [], NOW) == ()


def test_a_cosignature_from_the_future_or_over_another_text_is_refused() -> None:
    line = cosignature.cosign(at(9).text, WITNESS, NOW + 1)
    data = note.parse(signed(9)).signed_also(line).encode()
    with pytest.raises(Refused, match="ledger.checkpoint.from_the_future"):
        cosignature.witnessed(data, [witness_key(WITNESS)], NOW)
    data = note.parse(signed(8)).signed_also(line).encode()
    with pytest.raises(Refused, match="ledger.note.bad_signature"):
        cosignature.witnessed(data, [witness_key(WITNESS)], NOW + 9)
    short = note.Signature(line.name, line.key_id, line.value[:-1])
    with pytest.raises(Refused, match="ledger.note.bad_signature"):
        cosignature.witnessed(note.parse(signed(9)).signed_also(short).encode(), [witness_key(WITNESS)], NOW + 9)


def test_a_log_key_does_not_cosign() -> None:
    with pytest.raises(Refused, match="ledger.key.unknown_kind"):
        cosignature.cosign(at(9).text, LOG, NOW)


# What a witness answers -----------------------------------------------------------------------------------------------
def ask(old: int, new: int, latest: int | None, **other: Any) -> witness.Answer:
    request = witness.AddCheckpoint(
        other.get("says", old), other.get("proof", TREE.consistency(old, new)), other.get("data", signed(new))
    )
    return witness.decide_add_checkpoint(
        other.get("body", witness.format_request(request)),
        lambda origin: other.get("keys", LOG_KEYS) if origin == ORIGIN else None,
        lambda origin: None if latest is None else at(latest),
    )


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_checkpoint_that_follows_is_accepted_to_be_stored(first: int, second: int) -> None:
    old, new = sorted((first, second))
    answer = ask(old, new, old or None)
    assert answer.status == 200
    assert answer.accepted is not None and answer.accepted.checkpoint == at(new)


def test_a_witness_that_knows_another_size_says_which() -> None:
    answer = ask(5, 20, 12)
    assert (answer.status, answer.body, answer.content_type) == (409, "12\n", "text/x.tlog.size")
    assert witness.known_size(answer.body) == 12
    assert ask(5, 20, None).body == "0\n"
    assert ask(0, 20, 12).status == 409


def test_another_root_at_the_same_size_is_a_conflict() -> None:
    fork = sign(Checkpoint(ORIGIN, 12, bytes(32)), [LOG]).encode()
    assert ask(12, 12, 12, data=fork).status == 409
    assert ask(12, 12, 12).status == 200


def test_a_tree_that_does_not_follow_is_not_cosigned() -> None:
    assert ask(5, 20, 5, proof=TREE.consistency(4, 20)).status == 422
    assert ask(5, 20, 5, proof=()).status == 422
    assert ask(0, 20, None, proof=TREE.consistency(5, 20)).status == 422
    fork = sign(Checkpoint(ORIGIN, 20, bytes(32)), [LOG]).encode()
    assert ask(5, 20, 5, data=fork).status == 422


def test_an_unknown_log_an_unknown_key_and_an_old_size_beyond_the_new_are_told_apart() -> None:
    stranger = sign(Checkpoint("other.example", 20, TREE.root(20)), [LOG]).encode()
    assert ask(5, 20, 5, data=stranger).status == 404
    other_key = [note.LogKey(ed25519.from_seed(ORIGIN, b"x" * 32).verifier_key, ed25519.check)]
    assert ask(5, 20, 5, keys=other_key).status == 403
    assert ask(5, 20, 5, data=signed(20).replace(b"\n20\n", b"\n21\n")).status == 403
    assert ask(5, 20, 21, says=21).status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 5\n",
        b"old 05\n\n" + signed(20),
        b"old\n\n" + signed(20),
        b"old -1\n\n" + signed(20),
        b"new 5\n\n" + signed(20),
        b"old 5\nabc\n\n" + signed(20),
        b"old 5\n" + b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" * 64 + b"\n" + signed(20),
        b"old 5\nAAAA\n\n" + signed(20),
        b"old 5\n\nnothing",
        b"old 5\n\n" + sign(Checkpoint("o", 1, bytes(32)), [LOG]).text.encode() + b"\n",
        b"old 5\xff\n\n" + signed(20),
    ],
)
def test_a_malformed_request_is_answered_400(body: bytes) -> None:
    assert ask(5, 20, 5, body=body).status == 400


def test_a_request_reads_as_it_was_written() -> None:
    request = witness.AddCheckpoint(5, TREE.consistency(5, 20), signed(20))
    assert witness.parse_request(witness.format_request(request)) == request
    with pytest.raises(Refused):
        witness.known_size("012\n")


# Policy ---------------------------------------------------------------------------------------------------------------
def parties(count: int) -> list[note.VerifierKey]:
    return [
        ed25519.from_seed(f"w{number}.example", bytes([number]) * 32, KeyKind.COSIGNATURE).verifier_key
        for number in range(count)
    ]


def test_the_example_policy_of_the_specification_asks_two_of_the_first_and_one_of_the_second() -> None:
    keys = parties(6)
    names = ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
    text = f"log {LOG.verifier_key} https://xa-thu.vidan.example/\n\n# nhân chứng\n"
    text += "".join(f"\twitness {name}  {key}\n" for name, key in zip(names, keys, strict=True))
    text += "group X-witnesses 2 X1 X2 X3\ngroup Y-witnesses any Y1 Y2 Y3\n"
    text += "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n"
    read = policy.parse_policy(text)
    assert read.logs[0].url == "https://xa-thu.vidan.example/"
    assert read.satisfied([keys[0], keys[2], keys[5]])
    assert not read.satisfied(keys[:3])
    assert not read.satisfied([keys[0], keys[3], keys[4]])


def test_without_a_quorum_nobody_needs_to_have_signed() -> None:
    assert policy.parse_policy("quorum none\n").satisfied([])
    one = parties(1)[0]
    assert not policy.parse_policy(f"witness A {one}\nquorum A").satisfied([])


def test_n_of_m_is_the_simple_policy() -> None:
    keys = parties(3)
    assert policy.n_of(2, keys).satisfied(keys[1:])
    assert not policy.n_of(2, keys).satisfied(keys[:1])
    assert policy.n_of(0, []).satisfied([])
    with pytest.raises(Refused, match="ledger.policy.malformed"):
        policy.n_of(4, keys)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quorum A",
        "quorum none\nquorum none",
        "quorum",
        "friend A",
        "witness A {0}\nwitness A {1}\nquorum none",
        "witness A {0}\nwitness B {0}\nquorum none",
        "witness none {0}\nquorum none",
        "witness\nquorum none",
        "witness A\nquorum none",
        "witness A {log}\nquorum none",
        "log {0}\nquorum none",
        "log {log}\nlog {log}\nquorum none",
        "log {log} a b\nquorum none",
        "group g any A\nwitness A {0}\nquorum g",
        "witness A {0}\ngroup g 0 A\nquorum g",
        "witness A {0}\ngroup g 2 A\nquorum g",
        "witness A {0}\ngroup g ² A\nquorum g",
        "witness A {0}\ngroup g any\nquorum g",
        "witness A {0}\ngroup g all A A\nquorum g",
        "witness A {0}\ngroup g any A\ngroup h any A\nquorum g",
        "witness A {0}\ngroup g any none\nquorum g",
        "quorum none\r\n",
        "# a\x01b\nquorum none\n",
    ],
)
def test_a_policy_out_of_form_is_refused(text: str) -> None:
    keys = parties(2)
    with pytest.raises(Refused, match="ledger.policy.malformed"):
        policy.parse_policy(
            text.replace("{0}", str(keys[0])).replace("{1}", str(keys[1])).replace("{log}", str(LOG.verifier_key))
        )


# Proof files ----------------------------------------------------------------------------------------------------------
def test_a_proof_file_is_written_as_the_specification_says() -> None:
    made = proof.TlogProof(5, (bytes(32),), b"checkpoint\n")
    zero = "A" * 43 + "="
    assert proof.encode_proof(made).decode() == f"c2sp.org/tlog-proof@v1\nindex 5\n{zero}\n\ncheckpoint\n"
    extra = proof.TlogProof(0, (), b"checkpoint\n", b"extra information")
    told = "c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 0\n\ncheckpoint\n"
    assert proof.encode_proof(extra).decode() == told
    assert proof.parse_proof(told.encode()) == extra
    assert proof.parse_proof(proof.encode_proof(made)) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n",
        "wrong-header\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\n\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nextra YR==\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nextra\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex notanumber\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 007\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex  1\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLt=\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 1\n",
        "c2sp.org/tlog-proof@v1\r\nindex 1\r\n\r\ncheckpoint\n",
    ],
)
def test_a_malformed_proof_file_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="ledger.proof.malformed"):
        proof.parse_proof(text.encode())


@given(size=st.integers(1, 40), data=st.data())
@settings(deadline=None)
def test_a_proof_shows_its_entry_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    made = proof.TlogProof(index, TREE.inclusion(index, size), signed(size))
    read = proof.parse_proof(proof.encode_proof(made))
    assert proof.check_proof(read, b"entry %d" % index, ORIGIN, LOG_KEYS).checkpoint == at(size)
    with pytest.raises(Refused):
        proof.check_proof(read, b"entry x", ORIGIN, LOG_KEYS)
    with pytest.raises(Refused):
        proof.check_proof(read, b"entry %d" % index, "other.example", LOG_KEYS)


# The citizen's file ---------------------------------------------------------------------------------------------------
SALT = bytes(range(32))
RECORD = {"code": "XX-261123-0001", "applicant": "Nguyễn Thị Mơ"}


def citizens_file(**other: Any) -> evidence.Evidence:
    raw = entries.build("vb", date(2026, 11, 23), entries.commitment(SALT, RECORD))
    tree = merkle.Tree([merkle.leaf_hash(b"first"), merkle.leaf_hash(raw)])
    made = proof.TlogProof(1, tree.inclusion(1), sign(Checkpoint(ORIGIN, 2, tree.root()), [LOG]).encode())
    told = {
        "entry": raw,
        "record": RECORD,
        "salt": SALT,
        "proof": proof.encode_proof(made),
        "vkey": str(LOG.verifier_key),
    }
    return evidence.Evidence(**{**told, **other})


def test_the_citizen_s_file_reads_back_and_verifies() -> None:
    data = evidence.encode_evidence(citizens_file())
    assert "Nguyễn Thị Mơ" in data.decode()
    entry, checkpoint = evidence.check_evidence(evidence.parse_evidence(data), ed25519.check)
    assert (entry.kind, checkpoint.checkpoint.size) == ("vb", 2)


def test_a_citizen_s_file_with_another_record_key_or_entry_is_refused() -> None:
    wrong = [
        ({"record": {**RECORD, "applicant": "Ai khác"}}, "ledger.evidence.opening"),
        ({"salt": bytes(32)}, "ledger.evidence.opening"),
        ({"vkey": str(ed25519.from_seed(ORIGIN, bytes(32)).verifier_key)}, "ledger.note.unsigned"),
        ({"proof": proof.encode_proof(proof.TlogProof(0, (bytes(32),), signed(2)))}, "ledger.proof.inclusion"),
    ]
    for other, code in wrong:
        with pytest.raises(Refused, match=code):
            evidence.check_evidence(citizens_file(**other), ed25519.check)
    with pytest.raises(Refused, match="ledger.evidence.other_key"):
        evidence.check_evidence(citizens_file(), ed25519.check, lambda key: False)


def test_a_citizen_s_file_out_of_form_is_refused() -> None:
    told = json.loads(evidence.encode_evidence(citizens_file()))
    broken: list[Any] = [
        {**told, "more": 1},
        {**told, "format": "2"},
        {**told, "entry": 5},
        {**told, "salt": "?"},
        [],
        7,
    ]
    for data in [b"", b"{", b"\xff", *(json.dumps(item).encode() for item in broken)]:
        with pytest.raises(Refused, match="ledger.evidence.malformed"):
            evidence.parse_evidence(data)
