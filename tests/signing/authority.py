"""A certificate authority for one test run. Its names are invented; its keys die with the test's folder."""

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from django.utils import timezone

from vidan.adapters.signing.keys import Pkcs12

PASSWORD = b"mot mat khau thu"
ROOT = "CA thử"
Key = rsa.RSAPrivateKey


def name_of(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def new_key() -> Key:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def as_pem(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class Authority:
    """Issues certificates; `world`: the address at which it answers whether they still hold."""

    def __init__(self, folder: Path, world: str = "") -> None:
        self.folder, self.world = folder, world
        self.key = new_key()
        self.revoked: set[int] = set()
        self.root = self.issue(ROOT, self.key, ca=True)
        self.file = folder / "ca.pem"
        self.file.write_bytes(self.root.public_bytes(Encoding.PEM))

    def issue(
        self, subject: str, key: Key, *, ca: bool = False, stamps: bool = False, days: int = 30
    ) -> x509.Certificate:
        """A certificate; `stamps`: of a time stamp server; `days` below nought: one that has run out."""
        now = timezone.now()
        usage = dict.fromkeys(
            ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
        )  # fmt: skip
        usage |= dict.fromkeys(
            ("key_cert_sign", "crl_sign") if ca else ("digital_signature", "content_commitment"), True
        )
        built = x509.CertificateBuilder().subject_name(name_of(subject)).issuer_name(name_of(ROOT))
        built = built.public_key(key.public_key()).serial_number(x509.random_serial_number())
        built = built.not_valid_before(now - timedelta(days=60)).not_valid_after(now + timedelta(days=days))
        built = built.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        built = built.add_extension(x509.KeyUsage(**usage), critical=True)
        built = built.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        if stamps:
            built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        if self.world and not ca:
            built = self._where_to_ask(built)
        return built.sign(self.key, hashes.SHA256())

    def _where_to_ask(self, built: Any) -> Any:
        crl = [x509.UniformResourceIdentifier(f"{self.world}/ca.crl")]
        built = built.add_extension(
            x509.CRLDistributionPoints([x509.DistributionPoint(crl, None, None, None)]), critical=False
        )
        asked = x509.UniformResourceIdentifier(f"{self.world}/ocsp")
        return built.add_extension(
            x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, asked)]),
            critical=False,
        )

    def pkcs12(self, subject: str, *, days: int = 30) -> Pkcs12:
        """A key of somebody's own as a file with its password."""
        key = new_key()
        own = self.issue(subject, key, days=days)
        packed = pkcs12.serialize_key_and_certificates(
            subject.encode(), key, own, [self.root], BestAvailableEncryption(PASSWORD)
        )
        return Pkcs12(packed, PASSWORD)

    def file_of(self, held: Pkcs12, name: str) -> Path:
        file = self.folder / name
        file.write_bytes(held.content)
        return file

    def revoke(self, held: Pkcs12) -> None:
        _, own, _ = pkcs12.load_key_and_certificates(held.content, held.password)
        assert own is not None
        self.revoked.add(own.serial_number)

    def crl(self) -> bytes:
        """Which certificates no longer hold, as of now."""
        now = timezone.now()
        built = x509.CertificateRevocationListBuilder().issuer_name(name_of(ROOT))
        built = built.last_update(now - timedelta(hours=1)).next_update(now + timedelta(days=1))
        for serial in self.revoked:
            row = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now - timedelta(hours=2))
            built = built.add_revoked_certificate(row.build())
        return built.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def ocsp_answer(self, asked: bytes) -> bytes:
        """Whether one certificate still holds (RFC 6960), answered by the authority itself."""
        question, now = ocsp.load_der_ocsp_request(asked), timezone.now()
        gone = question.serial_number in self.revoked
        built = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=question.issuer_name_hash,
            issuer_key_hash=question.issuer_key_hash,
            serial_number=question.serial_number,
            algorithm=question.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
            this_update=now - timedelta(minutes=5),
            next_update=now + timedelta(days=1),
            revocation_time=now - timedelta(hours=2) if gone else None,
            revocation_reason=None,
        )
        built = built.responder_id(ocsp.OCSPResponderEncoding.NAME, self.root)
        return built.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    @cached_property
    def stamping(self) -> tuple[Key, x509.Certificate]:
        """Key and certificate of the time stamp server."""
        key = new_key()
        return key, self.issue("Dấu thời gian thử", key, stamps=True)
