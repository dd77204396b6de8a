"""Two digital signatures on one letter, judged by tools that did not make them: pdfsig (poppler) and openssl."""

import re
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from vidan.adapters import pdf
from vidan.adapters.signing import pades
from vidan.adapters.signing.pades import OFFICE, PERSON, Certificate
from vidan.content.letters import kinds
from vidan.content.letters.samples import sample
from vidan.domain.errors import Refused

pytestmark = pytest.mark.skipif(
    not (shutil.which("pdfsig") and shutil.which("openssl")), reason="needs poppler-utils and openssl"
)

KIND = {kind.key: kind for kind in kinds()}
PASSWORD = b"mot mat khau thu"


def name_of(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def issue(subject, key, issuer, issuer_key, *, ca):
    """A certificate of a throw-away authority."""
    now = timezone.now()
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    usage |= (
        {"key_cert_sign": True, "crl_sign": True} if ca else {"digital_signature": True, "content_commitment": True}
    )
    builder = x509.CertificateBuilder().subject_name(name_of(subject)).issuer_name(name_of(issuer))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    return builder.add_extension(x509.KeyUsage(**usage), critical=True).sign(issuer_key, hashes.SHA256())


class Authority:
    """A certificate authority for one test run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.root = issue("CA thử", self.key, "CA thử", self.key, ca=True)
        self.file = folder / "ca.pem"
        self.file.write_bytes(self.root.public_bytes(Encoding.PEM))

    def certificate(self, subject: str) -> Certificate:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own = issue(subject, key, "CA thử", self.key, ca=False)
        file = self.folder / f"{subject}.p12"
        packed = pkcs12.serialize_key_and_certificates(
            subject.encode(), key, own, [self.root], BestAvailableEncryption(PASSWORD)
        )
        file.write_bytes(packed)
        return Certificate(file, PASSWORD)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def person(authority):
    return authority.certificate("Bui Quoc Viet")


@pytest.fixture(scope="module")
def office(authority):
    return authority.certificate("UBND xa Dien Lu")


def open_letter(key="notice"):
    document = sample(KIND[key], 0)
    return pades.open_fields(pdf.letter(document), pdf.spots(document))


@pytest.fixture(scope="module")
def both(person, office):
    """Signed by the person, filled in by the clerk, closed by the office."""
    first = pades.sign(open_letter(), PERSON, person)
    filled = pades.fill(first, {"number": "05", "day": "05", "month": "01"})
    return pades.sign(filled, OFFICE, office)


def judged_by_pdfsig(content, folder):
    """What pdfsig says of each signature."""
    file = folder / "thu.pdf"
    file.write_bytes(content)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, check=False).stdout.decode()
    return re.findall(r"Signature Validation: (.*)", told)


def judged_by_openssl(content, folder, ca):
    """Whether openssl accepts each signature over the bytes it names."""
    verdicts = []
    for match in re.finditer(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", content):
        a, b, c, d = map(int, match.groups())
        packed = bytes.fromhex(content[a + b + 1 : c - 1].decode("ascii"))
        length = 4 + int.from_bytes(packed[2:4], "big")  # what follows the DER is padding
        (folder / "s.der").write_bytes(packed[:length])
        (folder / "s.bin").write_bytes(content[a : a + b] + content[c : c + d])
        done = subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "s.der"), "-content",
             str(folder / "s.bin"), "-CAfile", str(ca), "-purpose", "any", "-out", "/dev/null"],
            capture_output=True, check=False,
        )  # fmt: skip
        verdicts.append(done.returncode == 0)
    return verdicts


def test_person_and_office_both_stay_valid_and_two_strangers_say_so(both, authority, tmp_path):
    assert judged_by_pdfsig(both, tmp_path) == ["Signature is Valid.", "Signature is Valid."]
    assert judged_by_openssl(both, tmp_path, authority.file) == [True, True]


@pytest.mark.parametrize("place", [0.02, 0.2, 0.4])
def test_a_flipped_byte_is_refused_by_both(both, authority, tmp_path, place):
    first_end = int(re.search(rb"/ByteRange\s*\[\s*0 (\d+)", both)[1])
    at = int(first_end * place) + 40
    broken = both[:at] + bytes([both[at] ^ 0x01]) + both[at + 1 :]
    assert True not in judged_by_openssl(broken, tmp_path, authority.file)
    assert "Signature is Valid." not in judged_by_pdfsig(broken, tmp_path)


def test_the_clerks_number_and_day_stand_in_the_letter(both):
    reader = PdfReader(BytesIO(both))
    fields = reader.get_form_text_fields()
    assert fields == {"number": "05", "day": "05", "month": "01"}
    drawn = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=both, capture_output=True, check=True
    ).stdout.decode()
    assert re.search(r"Số:\s*05\s*/TB-UBND", drawn)
    assert re.search(r"ngày\s+05\s+tháng\s+01\s+năm 2027", drawn)


def test_the_first_signature_allows_filling_in_and_nothing_more(person):
    reader = PdfReader(BytesIO(pades.sign(open_letter(), PERSON, person)))
    reference = reader.trailer["/Root"]["/Perms"]["/DocMDP"]["/Reference"][0]
    assert reference["/TransformParams"]["/P"] == 2


def test_the_letter_keeps_its_tags_and_its_standard(both):
    told = subprocess.run(["pdfinfo", "-"], input=both, capture_output=True, check=True).stdout.decode()
    assert re.search(r"Tagged:\s+yes", told)


def test_the_office_never_signs_first_nor_twice(person, office, both):
    for content, field, who in ((open_letter(), OFFICE, office), (both, OFFICE, office), (both, PERSON, person)):
        with pytest.raises(Refused) as refused:
            pades.sign(content, field, who)
        assert refused.value.code == "letters.signature.order"


def test_a_wrong_password_says_so(person):
    with pytest.raises(Refused) as refused:
        pades.sign(open_letter(), PERSON, Certificate(person.file, b"sai"))
    assert refused.value.code == "letters.certificate.closed"


def test_only_digits_are_filled_in(person):
    with pytest.raises(ValueError, match="digits"):
        pades.fill(open_letter(), {"number": "05) Tj"})


def test_the_offices_own_picture_stands_in_its_box(person):
    drawn = BytesIO()
    Image.new("RGBA", (200, 80), (20, 40, 200, 120)).save(drawn, "PNG")
    content = pades.sign(open_letter("thanks"), PERSON, person, picture=drawn.getvalue())
    listed = subprocess.run(["pdfimages", "-list", "/dev/stdin"], input=content, capture_output=True, check=False)
    assert len(content) > len(pades.sign(open_letter("thanks"), PERSON, person))
    assert listed.returncode in (0, 1)


@pytest.mark.parametrize("key", ["apology", "minutes", "plan", "official"])
def test_every_layout_tells_where_its_open_places_are(key):
    assert set(pdf.spots(sample(KIND[key], 0))) == {"number", "day", "month", "signature"}
