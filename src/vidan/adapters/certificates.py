"""What a certificate file says of itself: whom it names and until when it holds. Nothing is signed here."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from vidan.domain.errors import Refused


@dataclass(frozen=True)
class Named:
    """Whom a certificate names, and until when it holds (aware, UTC)."""

    subject: str
    valid_until: datetime


def read_pkcs12(content: bytes, password: bytes) -> Named:
    """Whom the certificate of a PKCS#12 file names. Refused `letters.certificate.closed` when it does not open."""
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, password)
    except ValueError as problem:
        raise Refused("letters.certificate.closed", field="certificate") from problem
    if key is None or certificate is None:
        raise Refused("letters.certificate.closed", field="certificate")
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return Named(str(names[0].value) if names else "", certificate.not_valid_after_utc)
