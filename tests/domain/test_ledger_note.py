"""Signed notes and checkpoints, with the vectors of the specification and of Go's reference (sumdb/note)."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.adapters.signing import ed25519
from vidan.domain.errors import Refused
from vidan.domain.ledger import checkpoint, cosignature, note
from vidan.domain.ledger.merkle import leaf_hash

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
ORIGIN = "xa-thu.vidan.example/nhat-ky/2026"


def log_key(line: str) -> note.LogKey:
    return note.LogKey(note.parse_verifier_key(line), ed25519.check)


def opened(text: str, *keys: str) -> note.OpenedNote:
    return note.open_note(text.encode(), [log_key(key) for key in keys])


# Keys -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("line", [PETER, ENOCH, SPEC_KEY])
def test_a_verifier_key_reads_and_writes_back(line: str) -> None:
    assert str(note.parse_verifier_key(line)) == line


def test_every_mangled_verifier_key_is_refused() -> None:
    mangled = {PETER[i:j] for i in range(len(PETER)) for j in range(i + 1, len(PETER) + 1)} - {PETER}
    mangled |= {PETER[:i] + chr(ord(PETER[i]) + 1) + PETER[i + 1 :] for i in range(len(PETER))}
    mangled.add("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")
    mangled.add("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    mangled.add(PETER.replace("c74f20a3", "c7 4f20a3"))
    for line in mangled:
        with pytest.raises(Refused, match="ledger.key"):
            note.parse_verifier_key(line)


def test_a_key_of_a_type_we_do_not_know_is_named_as_such() -> None:
    public = bytes(range(32))
    identity = note.key_id("a", 6, public).hex()
    with pytest.raises(Refused, match="ledger.key.unknown_kind"):
        note.parse_verifier_key(f"a+{identity}+{note.to_base64(bytes([6]) + public)}")


def test_a_witness_key_is_not_taken_for_a_log_key() -> None:
    witness = ed25519.from_seed("w.example", bytes(32), note.KeyKind.COSIGNATURE).verifier_key
    with pytest.raises(Refused, match="ledger.key.unknown_kind"):
        note.LogKey(witness, ed25519.check)
    with pytest.raises(Refused, match="ledger.key.unknown_kind"):
        cosignature.WitnessKey(note.parse_verifier_key(PETER), ed25519.check)


# Notes ----------------------------------------------------------------------------------------------------------------
def test_the_reference_notes_verify() -> None:
    assert opened(TEXT + "\n" + PETER_LINE, PETER).text == TEXT
    assert opened(SPEC_NOTE, SPEC_KEY).text == "This is an example message.\n"


def test_signing_gives_the_reference_note_to_the_byte() -> None:
    signer = ed25519.from_seed("PeterNeumann", PETER_SEED)
    assert str(signer.verifier_key) == PETER
    assert note.sign(TEXT, [signer]).encode().decode() == TEXT + "\n" + PETER_LINE


def test_an_older_signature_by_the_same_key_gives_way() -> None:
    signer = ed25519.from_seed("PeterNeumann", PETER_SEED)
    fresh = note.sign(TEXT, [signer])
    assert fresh.signed_also(*fresh.signatures) == fresh


def test_signatures_by_strangers_are_ignored_and_known_ones_kept() -> None:
    both = TEXT + "\n" + PETER_LINE + ENOCH_LINE
    one = opened(both, PETER)
    assert ([s.name for s in one.verified], [s.name for s in one.unknown]) == (["PeterNeumann"], ["EnochRoot"])
    assert [s.name for s in opened(both, PETER, ENOCH).verified] == ["PeterNeumann", "EnochRoot"]
    assert [s.line + "\n" for s in opened(both, PETER, ENOCH).verified] == [PETER_LINE, ENOCH_LINE]


def test_a_note_that_nobody_we_know_signed_is_refused() -> None:
    with pytest.raises(Refused, match="ledger.note.unsigned"):
        opened(TEXT + "\n" + PETER_LINE + ENOCH_LINE)


def test_repeated_signatures_count_once() -> None:
    changed = ENOCH_LINE[:60] + "ABCD" + ENOCH_LINE[60:]
    read = opened(TEXT + "\n" + PETER_LINE * 2 + ENOCH_LINE * 2 + changed, PETER)
    assert (len(read.verified), len(read.unknown)) == (1, 2)


def test_a_known_key_whose_signature_fails_refuses_the_whole_note() -> None:
    with pytest.raises(Refused, match="ledger.note.bad_signature"):
        opened(TEXT + "\n" + ENOCH_LINE + PETER_LINE[:60] + "ABCD" + PETER_LINE[60:], PETER, ENOCH)
    with pytest.raises(Refused, match="ledger.note.bad_signature"):
        opened(TEXT.replace("cryptography", "cryptographY") + "\n" + PETER_LINE, PETER)


def test_two_keys_of_one_name_and_id_are_refused() -> None:
    with pytest.raises(Refused, match="ledger.key.ambiguous"):
        opened(TEXT + "\n" + ENOCH_LINE, ENOCH, PETER, ENOCH)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        TEXT.encode(),
        (TEXT + "\n").encode(),
        (TEXT + "\n" + PETER_LINE[:-1]).encode(),
        ("\x01" + TEXT + "\n" + PETER_LINE).encode(),
        b"\xff" + (TEXT + "\n" + PETER_LINE).encode(),
        (TEXT + "\n" + PETER_LINE.replace("PeterNeumann", "Bad Name")).encode(),
        (TEXT + "\n" + PETER_LINE.replace("PeterNeumann", "Peter\u00a0Neumann")).encode(),
        (TEXT + "\n" + PETER_LINE.replace("PeterNeumann", "Peter+Neumann")).encode(),
        (TEXT + "\n" + PETER_LINE + "Unexpected line.\n").encode(),
        (TEXT + "\n" + PETER_LINE.replace("— ", "- ")).encode(),
        (TEXT + "\n" + PETER_LINE.replace("AM=", "AN=")).encode(),
        (TEXT + "\n" + PETER_LINE.replace("AM=", "AM")).encode(),
        (TEXT + "\n— PeterNeumann x08gow==\n").encode(),
        (TEXT + "\n" + PETER_LINE * 101).encode(),
        (TEXT + "\r\n" + PETER_LINE).encode(),
    ],
)
def test_a_malformed_note_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="ledger.note.malformed"):
        note.open_note(data, [log_key(PETER)])


def test_at_least_sixteen_signatures_are_read() -> None:
    signers = [ed25519.from_seed(f"signer.example/{number}", bytes([number]) * 32) for number in range(16)]
    data = note.sign(TEXT, signers).encode()
    assert len(note.open_note(data, [note.LogKey(s.verifier_key, ed25519.check) for s in signers]).verified) == 16


@given(place=st.integers(0), data=st.just((TEXT + "\n" + PETER_LINE).encode()))
def test_one_flipped_bit_anywhere_in_a_note_is_seen(place: int, data: bytes) -> None:
    broken = bytearray(data)
    broken[place // 8 % len(data)] ^= 1 << place % 8
    with pytest.raises(Refused):
        note.open_note(bytes(broken), [log_key(PETER)])


def test_a_text_may_hold_empty_lines() -> None:
    signer = ed25519.from_seed("PeterNeumann", PETER_SEED)
    assert opened(note.sign("a\n\nb\n", [signer]).encode().decode(), PETER).text == "a\n\nb\n"
    for text in ("abc", "a\tb\n"):
        with pytest.raises(Refused, match="ledger.note.malformed"):
            note.sign(text, [signer])


# Checkpoints ----------------------------------------------------------------------------------------------------------
def test_the_example_of_the_specification_is_read() -> None:
    read = checkpoint.parse_text(note.parse(SOFA.encode()).text)
    assert (read.origin, read.size, read.root.hex()[:8]) == ("example.com/behind-the-sofa", 20852163, "0ac5186a")
    assert read.text == SOFA[: SOFA.index("\n\n") + 1]


def test_the_golden_tree_of_the_reference_is_written_to_the_byte() -> None:
    tree = checkpoint.Checkpoint("go.sum database tree", 123456789012, leaf_hash(b"hello world"))
    assert tree.text == "go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n"
    assert checkpoint.parse_text(tree.text) == tree


def test_extension_lines_of_others_are_read_and_kept() -> None:
    text = f"{ORIGIN}\n5\n{note.to_base64(bytes(32))}\nmore\nand more\n"
    assert checkpoint.parse_text(text).extensions == ("more", "and more")
    assert checkpoint.parse_text(text).text == text


@pytest.mark.parametrize(
    "size", ["", "05", "00", "-1", "+5", " 5", "5 ", "0x5", "٥", "1_0", "9223372036854775808", "9" * 30]
)
def test_a_tree_size_that_is_not_a_plain_number_is_refused(size: str) -> None:
    with pytest.raises(Refused, match="ledger.checkpoint.malformed"):
        checkpoint.parse_text(f"{ORIGIN}\n{size}\n{note.to_base64(bytes(32))}\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"{ORIGIN}\n5\n",
        f"{ORIGIN}\n5\n{note.to_base64(bytes(32))}",
        f"\n5\n{note.to_base64(bytes(32))}\n",
        f"{ORIGIN}\n5\n{note.to_base64(bytes(31))}\n",
        f"{ORIGIN}\n5\n{note.to_base64(bytes(33))}\n",
        f"{ORIGIN}\n5\n{note.to_base64(bytes(32))[:-2]}B=\n",
        f"{ORIGIN}\n5\n{note.to_base64(bytes(32))}\n\nmore\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="ledger.checkpoint.malformed"):
        checkpoint.parse_text(text)


def test_a_checkpoint_of_another_log_is_refused_though_signed_by_the_key() -> None:
    signer = ed25519.from_seed(ORIGIN, bytes(32))
    keys = [note.LogKey(signer.verifier_key, ed25519.check)]
    signed = checkpoint.sign(checkpoint.Checkpoint(ORIGIN, 3, bytes(32)), [signer]).encode()
    assert checkpoint.open_checkpoint(signed, ORIGIN, keys).checkpoint.size == 3
    with pytest.raises(Refused, match="ledger.checkpoint.other_log"):
        checkpoint.open_checkpoint(signed, ORIGIN.replace("2026", "2025"), keys)


def test_the_paper_form_is_origin_size_and_sixteen_characters() -> None:
    assert checkpoint.Checkpoint(ORIGIN, 12, bytes(32)).paper == f"{ORIGIN} 12 AAAAAAAAAAAAAAAA"


def test_the_history_keeps_every_note_and_forgets_only_a_torn_end() -> None:
    signer = ed25519.from_seed(ORIGIN, bytes(32))
    signed = [checkpoint.sign(checkpoint.Checkpoint(ORIGIN, size, bytes(32)), [signer]).encode() for size in range(4)]
    whole = checkpoint.join_history(signed)
    assert checkpoint.split_history(whole) == tuple(signed)
    assert checkpoint.split_history(b"") == ()
    for cut in range(len(whole) - len(signed[-1]), len(whole) - 1):
        assert checkpoint.split_history(whole[:cut]) == tuple(signed[:-1])
