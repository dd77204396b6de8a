"""A token in software (SoftHSM 2): it signs as a USB token does, behind the same driver interface (PKCS#11)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, CertificateType, ObjectClass

from tests.signing.authority import Authority, as_pem, new_key
from vidan.adapters.signing.keys import Token

PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
DRIVER = next((place for place in PLACES if Path(place).is_file()), "")
NEEDED = pytest.mark.skipif(
    not (DRIVER and shutil.which("softhsm2-util")), reason="needs softhsm2 (scripts/system-packages installs it)"
)
PIN = "246810"


@contextmanager
def tokens(folder: Path) -> Iterator[None]:
    """SoftHSM keeps its tokens in this folder as long as needed."""
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOFTHSM2_CONF"]
        else:
            os.environ["SOFTHSM2_CONF"] = before


def made(label: str) -> Token:
    """A new and empty token."""
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "13579000", "--pin", PIN],
        check=True, capture_output=True,
    )  # fmt: skip
    driver = pkcs11.lib(DRIVER)
    driver.reinitialize()
    return Token(DRIVER, label, PIN)


def furnished(label: str, authority: Authority, subject: str) -> Token:
    """A token with a key that never leaves it, the key's certificate and that of the authority."""
    token, key = made(label), new_key()
    file = authority.folder / f"{label}.pem"
    file.write_bytes(as_pem(key))
    subprocess.run(
        ["softhsm2-util", "--import", str(file), "--token", label, "--label", "khoa", "--id", "A1", "--pin", PIN],
        check=True, capture_output=True,
    )  # fmt: skip
    file.unlink()
    driver = pkcs11.lib(DRIVER)
    driver.reinitialize()
    with driver.get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
        for name, identity, certificate in (
            ("chung-thu", b"\xa1", authority.issue(subject, key)),
            ("goc", b"\xc0", authority.root),
        ):
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                    Attribute.TOKEN: True,
                    Attribute.LABEL: name,
                    Attribute.ID: identity,
                    Attribute.SUBJECT: certificate.subject.public_bytes(),
                    Attribute.VALUE: certificate.public_bytes(Encoding.DER),
                }
            )
    return token
