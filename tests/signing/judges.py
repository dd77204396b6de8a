"""Two judges of a digital signature that did not make it: pdfsig (poppler) and openssl."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

NEEDED = pytest.mark.skipif(
    not (shutil.which("pdfsig") and shutil.which("openssl")), reason="needs poppler-utils and openssl"
)
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]")


def judged_by_pdfsig(content: bytes, folder: Path) -> list[str]:
    """What pdfsig says of each signature."""
    file = folder / "thu.pdf"
    file.write_bytes(content)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, check=False).stdout.decode()
    return re.findall(r"Signature Validation: (.*)", told)


def parts(content: bytes) -> list[tuple[bytes, bytes]]:
    """(signature in DER, the bytes that it covers) of each signature or time stamp of the document."""
    found = []
    for match in _RANGE.finditer(content):
        a, b, c, d = map(int, match.groups())
        packed = bytes.fromhex(content[a + b + 1 : c - 1].decode("ascii"))
        length = 4 + int.from_bytes(packed[2:4], "big")  # what follows the DER is padding
        found.append((packed[:length], content[a : a + b] + content[c : c + d]))
    return found


def judged_by_openssl(content: bytes, folder: Path, ca: Path) -> list[bool]:
    """Whether openssl accepts each signature over the bytes it names."""
    verdicts = []
    for signature, covered in parts(content):
        (folder / "s.der").write_bytes(signature)
        (folder / "s.bin").write_bytes(covered)
        done = subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "s.der"), "-content",
             str(folder / "s.bin"), "-CAfile", str(ca), "-purpose", "any", "-out", "/dev/null"],
            capture_output=True, check=False,
        )  # fmt: skip
        verdicts.append(done.returncode == 0)
    return verdicts


def stamped_at(token: bytes, covered: bytes, folder: Path, ca: Path) -> bool:
    """Whether openssl accepts a time stamp token (RFC 3161) over these bytes."""
    (folder / "t.der").write_bytes(token)
    (folder / "t.bin").write_bytes(covered)
    done = subprocess.run(
        ["openssl", "ts", "-verify", "-data", str(folder / "t.bin"), "-in", str(folder / "t.der"), "-token_in",
         "-CAfile", str(ca)],
        capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode == 0
