"""Signing a letter with the certificate in hand: the person before the number, the office after it."""

import argparse
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from tests.signing.authority import PASSWORD, Authority
from tests.signing.judges import NEEDED, judged_by_openssl, judged_by_pdfsig
from vidan.actions import letters as actions
from vidan.cli.commands import letters as command
from vidan.domain.errors import Refused
from vidan.queries import letters as seen
from vidan.store.models import Letter, LetterFile

pytestmark = [NEEDED, pytest.mark.django_db]


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


def sign(letter: Letter, role: str, file: Path, folder: Path) -> int:
    """`vidan letters sign CODE --as ROLE --certificate FILE --password-file …`."""
    word = folder / "mat-khau"
    word.write_bytes(PASSWORD + b"\n")
    return command.run(
        argparse.Namespace(
            verb="sign", code=letter.code, role=role, certificate=str(file), password_file=str(word), picture=None,
            stamp_server="", commune="14950", token="",
        )
    )  # fmt: skip


def test_a_letter_is_signed_by_the_person_numbered_and_closed_by_the_office(
    office: Office, authority: Authority, tmp_path: Path
) -> None:
    person, own = authority.pkcs12("Bui Quoc Viet"), authority.pkcs12("UBND xa Dien Lu")
    letter = made.signed(office)
    assert sign(letter, "person", authority.file_of(person, "chu-tich.p12"), tmp_path) == 0
    actions.number(office.clerk, letter.code, now=NOW)
    assert sign(letter, "office", authority.file_of(own, "co-quan.p12"), tmp_path) == 0
    actions.seal(office.clerk, letter.code, 1, now=NOW)
    card = seen.card(office.clerk, letter.code)
    assert card.main_file is not None
    content = seen.file_content(office.clerk, letter.code, card.main_file.id)
    assert card.main_file.sha256 == sha256(content).hexdigest() == card.seals[0].file_hash
    assert judged_by_pdfsig(content, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    assert judged_by_openssl(content, tmp_path, authority.file) == [True, True]
    assert LetterFile.objects.of(office.commune).count() == 2


def test_nobody_signs_out_of_turn(office: Office, authority: Authority, tmp_path: Path) -> None:
    person = authority.pkcs12("Bui Quoc Viet")
    waiting = made.checked(office)
    printed = made.numbered(office)
    for letter, role in ((waiting, "person"), (waiting, "office"), (printed, "person"), (printed, "office")):
        with pytest.raises(Refused, match=r"letters\.signature\.not_yet"):
            sign(letter, role, authority.file_of(person, "chu-tich.p12"), tmp_path)


def test_a_certificate_that_is_not_there_is_named(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"letters\.certificate\.missing"):
        sign(made.signed(office), "person", tmp_path / "khong-co.p12", tmp_path)
