"""Time stamps and proof of standing inside a signature: B-T, B-LT, B-LTA against a world on the loopback."""

import re
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.adapters.test_pades import open_letter
from tests.signing.judges import NEEDED, judged_by_openssl, judged_by_pdfsig, parts, stamped_at
from tests.signing.world import world as opened_world
from vidan.adapters.signing import form, pades
from vidan.adapters.signing.pades import OFFICE, PERSON
from vidan.adapters.signing.times import Proof
from vidan.domain.errors import Refused

pytestmark = NEEDED
NUMBER = {"number": "05", "day": "05", "month": "01"}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with opened_world(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture(scope="module")
def person(world):
    return world.authority.pkcs12("Bui Quoc Viet")


@pytest.fixture(scope="module")
def office(world):
    return world.authority.pkcs12("UBND xa Dien Lu")


def sign(content, field, holder, proof):
    return pades.sign(content, field, holder, now=timezone.now(), proof=proof)


def both(person, office, proof):
    first = sign(open_letter(), PERSON, person, proof)
    return sign(form.fill(first, NUMBER), OFFICE, office, proof)


def kept(content):
    """What the document keeps for later judges: certificates, OCSP answers, revocation lists."""
    store = PdfReader(BytesIO(content)).trailer["/Root"].get("/DSS")
    return {name: len(store.get(f"/{name}", [])) for name in ("Certs", "OCSPs", "CRLs")} if store else {}


def test_without_trusted_roots_a_signature_carries_its_time_and_no_more(world, person, office, tmp_path):
    proof = Proof(world.stamp_server)
    assert (proof.level(last=False), proof.level(last=True)) == ("B-T", "B-T")
    content = both(person, office, proof)
    assert world.asked[-2:] == ["/tsa", "/tsa"]
    assert judged_by_pdfsig(content, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    assert judged_by_openssl(content, tmp_path, world.authority.file) == [True, True]
    assert kept(content) == {}


def test_with_them_the_last_signature_can_be_judged_for_ever(world, person, office, tmp_path):
    proof = Proof(world.stamp_server, str(world.authority.file))
    assert (proof.level(last=False), proof.level(last=True)) == ("B-LT", "B-LTA")
    content = both(person, office, proof)
    assert {"/tsa", "/ocsp"} <= set(world.asked)
    store = kept(content)
    assert store["Certs"] >= 3
    assert store["OCSPs"] + store["CRLs"] >= 2
    told = judged_by_pdfsig(content, tmp_path)
    assert told.count("Signature is Valid.") >= 2
    assert not [line for line in told if "nvalid" in line]
    found = parts(content)
    assert re.search(rb"/SubFilter\s*/ETSI.RFC3161", content)
    stamps = [stamped_at(*one, tmp_path, world.authority.file) for one in found]
    signed = judged_by_openssl(content, tmp_path, world.authority.file)
    assert stamps.count(True) >= 1
    assert signed.count(True) >= 2


def test_a_byte_flipped_in_it_is_refused_by_both(world, person, office, tmp_path):
    content = both(person, office, Proof(world.stamp_server, str(world.authority.file)))
    at = int(int(re.search(rb"/ByteRange\s*\[\s*0 (\d+)", content)[1]) * 0.3)
    broken = content[:at] + bytes([content[at] ^ 0x01]) + content[at + 1 :]
    assert True not in judged_by_openssl(broken, tmp_path, world.authority.file)
    assert "Signature is Valid." not in judged_by_pdfsig(broken, tmp_path)


def test_a_revoked_certificate_signs_nothing(world):
    gone = world.authority.pkcs12("Da bi thu hoi")
    world.authority.revoke(gone)
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, gone, Proof(world.stamp_server, str(world.authority.file)))
    assert refused.value.code == "letters.certificate.doubtful"


def test_a_time_stamp_server_that_is_silent_is_told_of(person):
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, person, Proof("http://127.0.0.1:9/tsa"))
    assert refused.value.code == "letters.stamp.unreachable"


def test_trusted_roots_that_are_not_there_are_named(world, person, tmp_path):
    with pytest.raises(Refused) as refused:
        sign(open_letter(), PERSON, person, Proof(world.stamp_server, str(tmp_path / "khong-co.pem")))
    assert refused.value.code == "letters.roots.missing"
