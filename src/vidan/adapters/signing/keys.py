"""Where a signing key lies: in a PKCS#12 file, or in a token that never gives it out (PKCS#11).

Opening either asks for the holder's own word (password, PIN), which is kept nowhere. A wrong PIN is never tried twice:
a token locks itself after a few. pyHanko and the token's driver are loaded when something is signed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.errors import Refused


@dataclass(frozen=True)
class Pkcs12:
    """A file with key and certificates, and its password."""

    content: bytes
    password: bytes


@dataclass(frozen=True)
class Token:
    """A token by its label, its driver (a shared library), and its PIN."""

    module: str
    label: str
    pin: str


Holder = Pkcs12 | Token


@contextmanager
def opened(holder: Holder, now: datetime) -> Iterator[Any]:
    """pyHanko's signer for a key, open as long as needed.

    Refused `letters.certificate.closed` or `.expired`, `letters.token.driver`, `.missing`, `.pin`, `.locked`, `.empty`.
    """
    if isinstance(holder, Pkcs12):
        yield _in_time(_from_file(holder), now)
        return
    with _session(holder) as session:
        yield _in_time(_from_token(session, holder), now)


def _from_file(holder: Pkcs12) -> Any:
    from pyhanko.sign import signers

    try:
        return signers.SimpleSigner.load_pkcs12_data(holder.content, other_certs=[], passphrase=holder.password)
    except ValueError as problem:
        raise Refused("letters.certificate.closed", field="certificate") from problem


def _in_time(signer: Any, now: datetime) -> Any:
    certificate = signer.signing_cert
    if certificate is None or not certificate.not_valid_before <= now <= certificate.not_valid_after:
        raise Refused("letters.certificate.expired", field="certificate")
    return signer


@contextmanager
def _session(holder: Token) -> Iterator[Any]:
    import pkcs11

    try:
        driver = pkcs11.lib(holder.module)
        found = [slot.get_token() for slot in driver.get_slots(token_present=True)]
    except pkcs11.PKCS11Error as problem:
        raise Refused("letters.token.driver") from problem
    except RuntimeError as problem:  # the shared library is not there, or is none
        raise Refused("letters.token.driver") from problem
    token = next((one for one in found if one.label == holder.label), None)
    if token is None:
        raise Refused("letters.token.missing", label=holder.label)
    try:
        session = token.open(user_pin=holder.pin)
    except pkcs11.PinLocked as problem:
        raise Refused("letters.token.locked", label=holder.label) from problem
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as problem:
        raise Refused("letters.token.pin", field="pin") from problem
    except pkcs11.PKCS11Error as problem:
        raise Refused("letters.token.missing", label=holder.label) from problem
    with session:
        yield session


def _from_token(session: Any, holder: Token) -> Any:
    """The token's own certificate: the one whose private key lies beside it under the same id."""
    from asn1crypto import x509
    from pkcs11 import Attribute, ObjectClass
    from pyhanko.sign.pkcs11 import PKCS11Signer

    keys = {bytes(key[Attribute.ID]) for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    others = []
    own: tuple[bytes, Any] | None = None
    for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        identity, certificate = bytes(one[Attribute.ID]), x509.Certificate.load(one[Attribute.VALUE])
        if own is None and identity in keys:
            own = identity, certificate
        else:
            others.append(certificate)
    if own is None:
        raise Refused("letters.token.empty", label=holder.label)
    return PKCS11Signer(session, signing_cert=own[1], key_id=own[0], ca_chain=others)
