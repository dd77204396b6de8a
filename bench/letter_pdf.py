"""A letter beside typst alone setting one paragraph on A4, CPU of this process, both in the same run; and memory.

    .venv/bin/python bench/letter_pdf.py [rounds] [letters]

Goals: a warm letter within 4 times of the bare typesetter; at least 3 times faster than WeasyPrint with the same page;
a thousand letters without growth of memory. WeasyPrint is no part of Vì Dân and in no lock file:
`pip install --target FOLDER weasyprint`, then PYTHONPATH=FOLDER.
"""

import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from html import escape
from importlib.util import find_spec
from pathlib import Path

from receipt_pdf import PARAGRAPH, in_turn, paragraph_alone

from vidan.adapters import docx, pdf, qr
from vidan.adapters.pdf.compiler import press
from vidan.content.letters.samples import all_samples
from vidan.domain.letters.composing import Block, BlockKind

LETTER = dict(all_samples())["apology"]


def letter(number: int) -> None:
    pdf.letter(replace(LETTER, number=f"{number:02d}/UBND-VP"))


def without_code(number: int) -> None:
    pdf.letter(replace(LETTER, number=f"{number:02d}/UBND-VP", verify_url=""))


def as_word(number: int) -> None:
    first = Block(BlockKind.PARAGRAPH, f"{number}. {PARAGRAPH}")
    docx.letter(replace(LETTER, blocks=(first, *LETTER.blocks)))


PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 20mm 20mm 20mm 30mm }} body {{ font: 14pt "{font}"; margin: 0 }}
.two {{ display: flex; justify-content: space-between; text-align: center }} .two > div {{ width: 49% }}
h1 {{ font-size: 14pt; text-align: center }} p {{ text-align: justify; text-indent: 12mm; margin: 6pt 0 }}
.two p {{ text-align: center; text-indent: 0; margin: 0 }} svg {{ width: 19mm }}</style>
<div class="two"><div>{issuer}<p>Số: {number}</p></div><div><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p>
<p><b><u>Độc lập - Tự do - Hạnh phúc</u></b></p><p><i>Điền Lư, ngày 05 tháng 01 năm 2027</i></p></div></div>
<h1>{heading}</h1><p>Kính gửi: <b>{to}</b></p>{body}
<div class="two"><div>{qr}</div><div><p><b>{over}</b></p><br><br><br><p><b>{name}</b></p></div></div></html>"""


def with_weasyprint(font: str) -> Callable[[int], object]:
    """The same page through WeasyPrint, untagged and without its archival form, which is the least it can do."""
    import weasyprint

    def one(number: int) -> object:
        words = {
            "title": LETTER.title, "font": font, "heading": LETTER.heading, "to": LETTER.to,
            "number": f"{number:02d}/UBND-VP", "name": LETTER.signature.name, "over": " ".join(LETTER.signature.over),
        }  # fmt: skip
        parts = {name: escape(text) for name, text in words.items()}
        parts["issuer"] = "".join(f"<p><b>{escape(line)}</b></p>" for line in LETTER.issuer)
        parts["body"] = "".join(f"<p>{escape(block.text)}</p>" for block in LETTER.blocks)
        return weasyprint.HTML(string=PAGE.format(**parts, qr=qr.svg(LETTER.verify_url).decode())).write_pdf()

    return one


def megabytes() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    letters = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    acts = {"warm": letter, "plain": without_code, "word": as_word}
    if find_spec("weasyprint"):
        acts["other"] = with_weasyprint(press().font.name)
    with tempfile.TemporaryDirectory() as folder:
        took = in_turn({"bare": paragraph_alone(Path(folder)), **acts}, rounds)
    bare, warm, plain, word = (took[name] for name in ("bare", "warm", "plain", "word"))
    print(f"typst alone, one paragraph {bare:7.1f} ms   1.0 x")
    print(f"letter, warm               {warm:7.1f} ms {warm / bare:5.1f} x   (goal 4.0 x)")
    print(f"letter without its QR      {plain:7.1f} ms {plain / bare:5.1f} x")
    print(f"letter for Word            {word:7.1f} ms {word / bare:5.1f} x")
    if other := took.get("other"):
        print(
            f"the same by WeasyPrint     {other:7.1f} ms {other / warm:5.1f} x a letter of ours   (goal 3.0 x or more)"
        )
    else:
        print("WeasyPrint is not installed here: NOT COMPARED with it")
    for number in range(100):
        letter(number)
    before = megabytes()
    for number in range(letters):
        letter(1000 + number)
    print(f"memory after 100 letters   {before:7.1f} MiB")
    print(f"memory after {letters:5d} more    {megabytes():7.1f} MiB")


if __name__ == "__main__":
    main()
