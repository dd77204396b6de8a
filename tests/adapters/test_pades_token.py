"""Signing with a key that lies in a token and never leaves it (PKCS#11), judged by tools that did not sign."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.adapters.test_pades import open_letter
from tests.signing import judges, token
from tests.signing.authority import Authority
from tests.signing.judges import judged_by_openssl, judged_by_pdfsig
from vidan.adapters.signing import form, pades
from vidan.adapters.signing.pades import OFFICE, PERSON
from vidan.domain.errors import Refused

pytestmark = [judges.NEEDED, token.NEEDED]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module", autouse=True)
def _drawer(tmp_path_factory):
    with token.tokens(tmp_path_factory.mktemp("softhsm")):
        yield


@pytest.fixture(scope="module")
def chairman(authority, _drawer):
    return token.furnished("chu-tich", authority, "Bui Quoc Viet")


def sign(content, field, holder):
    return pades.sign(content, field, holder, now=timezone.now())


def test_person_by_token_and_office_by_file_both_stay_valid(chairman, authority, tmp_path):
    first = sign(open_letter(), PERSON, chairman)
    filled = form.fill(first, {"number": "05", "day": "05", "month": "01"})
    whole = sign(filled, OFFICE, authority.pkcs12("UBND xa Dien Lu"))
    assert judged_by_pdfsig(whole, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    assert judged_by_openssl(whole, tmp_path, authority.file) == [True, True]


def test_both_by_tokens(chairman, authority, tmp_path):
    seal = token.furnished("van-thu", authority, "UBND xa Dien Lu")
    filled = form.fill(sign(open_letter(), PERSON, chairman), {"number": "05", "day": "05", "month": "01"})
    whole = sign(filled, OFFICE, seal)
    assert judged_by_openssl(whole, tmp_path, authority.file) == [True, True]
    broken = whole[:4000] + bytes([whole[4000] ^ 1]) + whole[4001:]
    assert True not in judged_by_openssl(broken, tmp_path, authority.file)
    assert "Signature is Valid." not in judged_by_pdfsig(broken, tmp_path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pin": "000000"}, "letters.token.pin"),
        ({"pin": ""}, "letters.token.pin"),
        ({"label": "khong-cam"}, "letters.token.missing"),
        ({"module": "/khong/co/driver.so"}, "letters.token.driver"),
    ],
)
def test_what_is_wrong_with_a_token_is_said_plainly(chairman, change, code):
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, replace(chairman, **change))
    assert refused.value.code == code


def test_an_empty_token_signs_nothing():
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, token.made("trong"))
    assert refused.value.code == "letters.token.empty"
