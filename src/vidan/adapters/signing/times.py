"""Proof of time and of standing inside a signature: a time stamp, and what says that no certificate was revoked.

ETSI EN 319 142-1: B-B (the signature alone), B-T (with a time stamp), B-LT (with everything that a later reader needs
to judge it offline), B-LTA (and a time stamp over all that). Which one follows from what the office has: a time stamp
server (RFC 3161), and a file of the certificate authorities that it trusts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vidan.domain.errors import Refused


@dataclass(frozen=True)
class Proof:
    """The time stamp server's address, and the file (PEM) of trusted authorities; empty: there is none."""

    stamp_server: str = ""
    roots: str = ""

    def level(self, last: bool) -> str:
        """What a signature reaches; `last`: no other one follows, so that all may be stamped."""
        if not self.stamp_server:
            return "B-B"
        if not self.roots:
            return "B-T"
        return "B-LTA" if last else "B-LT"


NONE = Proof()


def stamper(proof: Proof) -> Any:
    """pyHanko's client of the time stamp server, or None."""
    from pyhanko.sign import timestamps

    return timestamps.HTTPTimeStamper(proof.stamp_server, timeout=20) if proof.stamp_server else None


def judge(proof: Proof) -> Any:
    """Who asks the authorities whether a certificate still holds; None where the level needs nobody."""
    from pyhanko.keys import load_certs_from_pemder
    from pyhanko_certvalidator import ValidationContext

    if not (proof.stamp_server and proof.roots):
        return None
    if not Path(proof.roots).is_file():
        raise Refused("letters.roots.missing", file=proof.roots)
    trusted = list(load_certs_from_pemder([proof.roots]))
    return ValidationContext(trust_roots=trusted, allow_fetching=True, revocation_mode="hard-fail")


@contextmanager
def said_plainly() -> Iterator[None]:
    """What goes wrong outside the house becomes a refusal: `letters.stamp.unreachable`, `letters.certificate.doubtful`
    (revoked, or nobody answers whether it is), `letters.token.failed`.
    """
    import pkcs11
    from aiohttp import ClientError
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps import TimestampRequestError
    from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError, PathError, ValidationError

    try:
        yield
    except (CRLFetchError, OCSPFetchError, PathError, ValidationError) as problem:
        raise Refused("letters.certificate.doubtful") from problem
    except (TimestampRequestError, ClientError, TimeoutError, OSError) as problem:
        raise Refused("letters.stamp.unreachable") from problem
    except pkcs11.PKCS11Error as problem:
        raise Refused("letters.token.failed") from problem
    except (SigningError, PdfError) as problem:
        raise Refused("letters.certificate.doubtful") from problem
