"""Entries: the published form, and what must never stand in them."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.errors import Refused
from vidan.domain.ledger import entries
from vidan.domain.ledger.checkpoint import Checkpoint
from vidan.domain.ledger.note import to_base64

DAY = date(2026, 11, 23)
SALT = bytes(range(32))
RECORD = {"code": "XX-261123-0001", "applicant": "Nguyễn Thị Mơ", "received_at": "2026-11-23T08:05:11+07:00"}
REF = "00112233445566778899aabbccddeeff"
BOUND = entries.commitment(SALT, RECORD)
HASH = to_base64(hashlib.sha256(b"token").digest())
COUNTS = {"from": 0, "to": 5, "kept": {"8": 1}, "counted": {"8": 2}, "files": {"promises.json": HASH}}
OWN: dict[str, Any] = {
    "ref": REF, "due": "2026-12-01", "why": "supplement", "h": HASH, "s": 4, "p": {"9": 5}, "n": COUNTS,
}  # fmt: skip


def sample(kind: str, **other: Any) -> dict[str, Any]:
    """A right entry of a kind, as a dictionary."""
    told = {"v": 1, "t": kind, "d": DAY.isoformat(), "c": to_base64(BOUND), **OWN, **other}
    return {key: told[key] for key in entries.KINDS[kind] | other.keys()}


def raw(fields: object) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize("kind", sorted(entries.KINDS))
def test_each_kind_has_exactly_its_keys(kind: str) -> None:
    right = sample(kind)
    assert entries.parse(raw(right)).kind == kind
    for key in right.keys() - {"t"}:
        with pytest.raises(Refused, match="ledger.entry.keys"):
            entries.parse(raw({name: value for name, value in right.items() if name != key}))
    for key in (OWN.keys() | {"c", "note"}) - right.keys():
        with pytest.raises(Refused, match="ledger.entry.keys"):
            entries.parse(raw({**right, key: OWN.get(key, HASH)}))


def test_a_built_entry_is_the_canonical_bytes() -> None:
    made = entries.build("nhan", DAY, BOUND, {"ref": REF, "due": "2026-12-01"})
    assert made == (
        b'{"c":"' + to_base64(BOUND).encode() + b'","d":"2026-11-23","due":"2026-12-01",'
        b'"ref":"00112233445566778899aabbccddeeff","t":"nhan","v":1}'
    )
    read = entries.parse(made)
    assert (read.day, read.due, read.ref, read.commitment) == (DAY, date(2026, 12, 1), REF, BOUND)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("v", 2), ("v", True), ("v", "1"), ("d", "2026-11-31"), ("d", "20261123"), ("d", "2026-11-23T08:00"), ("d", 5),
        ("c", HASH[:-2]), ("c", to_base64(bytes(31))), ("c", None), ("ref", REF.upper()), ("ref", REF[:-1]), ("ref", 7),
        ("due", "2026-02-30"), ("due", ""), ("why", "because"), ("why", ""), ("why", ["supplement"]),
    ],
)  # fmt: skip
def test_a_value_out_of_form_is_refused(key: str, wrong: object) -> None:
    with pytest.raises(Refused, match=r"ledger\.entry"):
        entries.parse(raw(sample("hen", **{key: wrong})))


@pytest.mark.parametrize(
    ("kind", "key", "wrong"),
    [
        ("dg", "s", 0), ("dg", "s", 6), ("dg", "s", True), ("dg", "h", to_base64(bytes(64))), ("dg", "h", ""),
        ("dg", "p", {"8": 5}), ("dg", "p", {"9": 0}), ("dg", "p", {"9": True}), ("dg", "p", [5]), ("dg", "p", None),
        ("mau", "h", to_base64(bytes(64))), ("mau", "h", ""),
        ("phieu", "h", to_base64(bytes(33))), ("phieu", "h", to_base64(bytes(32) * 2)),
        ("phieu", "h", to_base64(b"\x01" * 32 + bytes(32))), ("phieu", "h", [HASH]),
        ("bc", "n", {}), ("bc", "n", {**COUNTS, "names": {}}), ("bc", "n", {**COUNTS, "from": 6}),
        ("bc", "n", {**COUNTS, "kept": {"8": 3}}), ("bc", "n", {**COUNTS, "kept": {"8": True}}),
        ("bc", "n", {**COUNTS, "kept": {"13": 0}, "counted": {"13": 1}}), ("bc", "n", {**COUNTS, "kept": {}}),
        ("bc", "n", {**COUNTS, "files": {"../x.json": HASH}}), ("bc", "n", {**COUNTS, "files": {"x.json": "abc"}}),
        ("bc", "n", {**COUNTS, "to": 10**9}), ("bc", "n", {**COUNTS, "files": []}), ("bc", "n", 5),
    ],
)  # fmt: skip
def test_a_rating_batch_or_scoreboard_out_of_form_is_refused(kind: str, key: str, wrong: object) -> None:
    with pytest.raises(Refused, match=r"ledger\.entry"):
        entries.parse(raw(sample(kind, **{key: wrong})))


@pytest.mark.parametrize("kind", ["phieu", "dg"])
def test_ratings_and_tokens_tell_only_their_week(kind: str) -> None:
    with pytest.raises(Refused, match="ledger.entry.monday"):
        entries.parse(raw(sample(kind, d="2026-11-24")))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("038201234567", "identity"), ("172345678", "identity"), ("0912 345 678", "phone"), ("+84912345678", "phone"),
        ("0912.345.678", "phone"), ("mo@example.vn", "mail"), ("192.168.1.20", "ip"), ("2001:db8:0:1::7", "ip"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["why", "ref", "note", "d"])
def test_marks_of_a_person_are_named_when_refused(text: str, mark: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        entries.parse(raw(sample("hen", **{key: text})))
    assert refused.value.code == "ledger.entry.private"
    assert refused.value.facts["mark"] == mark


def test_marks_of_a_person_are_found_in_keys_and_numbers_too() -> None:
    for fields in (sample("vb", **{"038201234567": 1}), sample("bc", n={**COUNTS, "to": 38201234567})):
        with pytest.raises(Refused, match="ledger.entry.private"):
            entries.parse(raw(fields))


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_random_values_are_never_taken_for_a_person(reference: bytes, bound: bytes, token: bytes) -> None:
    entries.build("nhan", DAY, bound, {"ref": reference.hex(), "due": "2026-12-01"})
    entries.build("dg", DAY, bound, {"h": to_base64(token), "s": 3, "p": {"12": 1}})


@pytest.mark.parametrize(
    "data",
    [
        "Mơ".encode(),
        raw(sample("vb")).replace(b"vb", b"\\u0076b"),
        raw(sample("vb")) + b"\n",
        raw(sample("vb")).replace(b"vb", b"vb\x7f"),
    ],
)
def test_letters_with_marks_escapes_and_control_characters_are_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="ledger.entry.not_ascii"):
        entries.parse(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"vb",
        b"[]",
        b"null",
        b"[" * 1000,
        json.dumps(sample("vb"), sort_keys=True).encode(),
        json.dumps(dict(sorted(sample("vb").items(), reverse=True)), separators=(",", ":")).encode(),
        raw(sample("vb")).replace(b'"v":1', b'"v":1.0'),
        raw(sample("vb")).replace(b'"v":1', b'"v":1e0'),
        raw(sample("vb")).replace(b'"v":1', b'"v":NaN'),
        raw(sample("vb")).replace(b'"v":1', b'"v":1,"v":1'),
    ],
)
def test_json_that_is_not_canonical_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="ledger.entry.not_canonical"):
        entries.parse(data)


def test_an_unknown_kind_and_an_entry_too_long_are_refused() -> None:
    for kind in ("xyz", 7, None, ["vb"]):
        with pytest.raises(Refused, match="ledger.entry.kind"):
            entries.parse(raw({**sample("vb"), "t": kind}))
    with pytest.raises(Refused, match="ledger.entry.too_long"):
        entries.parse(b'{"c":"' + b"A" * 1100 + b'"}')


def test_the_largest_batch_of_tokens_fits() -> None:
    hashes = [hashlib.sha256(b"%d" % number).digest() for number in range(entries.MOST_TOKENS)]
    made = entries.build("phieu", DAY, BOUND, {"h": entries.tokens_text(hashes)})
    assert len(made) <= entries.LONGEST_ENTRY
    assert entries.parse(made).tokens == tuple(sorted(hashes))


def test_a_rating_shows_the_token_that_was_issued_and_nothing_else() -> None:
    shown = entries.token_hash(b"token")
    assert entries.issued_hash(shown) == hashlib.sha256(hashlib.sha256(b"token").digest()).digest()


# The commitment -------------------------------------------------------------------------------------------------------
def test_only_the_very_record_and_salt_open_the_commitment() -> None:
    entry = entries.parse(raw(sample("nhan")))
    assert entries.opens(entry, SALT, RECORD)
    assert entries.opens(entry, SALT, dict(reversed(RECORD.items())))
    assert not entries.opens(entry, bytes(32), RECORD)
    assert not entries.opens(entry, SALT, {**RECORD, "received_at": "2026-11-23T08:05:12+07:00"})
    assert not entries.opens(entries.parse(raw(sample("bc"))), SALT, RECORD)


def test_the_commitment_is_hmac_over_ascii_json_as_a_stranger_would_compute_it() -> None:
    message = b'{"applicant":"Nguy\\u1ec5n Th\\u1ecb M\\u01a1","code":"XX-261123-0001",'
    message += b'"received_at":"2026-11-23T08:05:11+07:00"}'
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in SALT.ljust(64, b"\0")) + message).digest()
    assert hashlib.sha256(bytes(b ^ 0x5C for b in SALT.ljust(64, b"\0")) + inner).digest() == BOUND


def test_a_record_with_floats_or_a_salt_of_another_length_is_refused() -> None:
    wrong: list[Any] = [{"a": 0.5}, {"a": [{"b": 1.0}]}, {1: 2}, {"a": DAY}]
    for record in wrong:
        with pytest.raises(Refused, match="ledger.entry.not_canonical"):
            entries.commitment(SALT, record)
    with pytest.raises(Refused, match="ledger.entry.salt"):
        entries.commitment(SALT[:16], RECORD)


def test_the_first_entry_of_a_year_takes_up_the_year_before() -> None:
    origin = "xa-thu.vidan.example/nhat-ky/2027"
    last = Checkpoint("xa-thu.vidan.example/nhat-ky/2026", 12, bytes(32))
    told = {"origin": last.origin, "size": 12, "root": to_base64(bytes(32))}
    assert entries.year_link(origin, last) == entries.commitment(bytes(32), told)
    assert entries.year_link(origin, None) != entries.year_link(origin, last)
    entries.build("dau", DAY, entries.year_link(origin, last))
