"""How much a receipt costs beside typst alone setting one paragraph, CPU of this process, both in the same run.

    .venv/bin/python bench/receipt_pdf.py [rounds]

Prints the median of each and the ratios. Every round has its own text, so nothing comes from typst's memory.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import typst

from vidan.adapters import pdf, qr
from vidan.adapters.pdf.compiler import STANDARDS

BARE = """#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))
#set page(paper: "a5")
#set text(font: "{font}", lang: "vi")
#sys.inputs.text
"""
PARAGRAPH = "Kính gửi ông bà. Chúng tôi đã nhận hồ sơ và hẹn trả kết quả đúng ngày. " * 6
SHEET = pdf.ReceiptSheet(
    office="Ủy ban nhân dân xã Điền Lư",
    centre="Trung tâm Phục vụ hành chính công",
    place="Điền Lư",
    printed_on="2026-02-11",
    code="DL-260211-0007",
    secret="7K3MQ9TX2HVB",
    tracking_url="",
    lookup_address="vidu.gov.vn/ho-so/tra-cuu",
    addressed="bà Hà Thị Ước",
    procedure="Đăng ký khai sinh",
    promised_words="17 giờ, thứ Tư ngày 25 tháng 02 năm 2026",
    holder="bà Lê Thị Lan",
    call="0237 3123 456",
    applicant="Hà Thị Ước",
    received_words="9 giờ 05, thứ Tư ngày 11 tháng 02 năm 2026",
    time_limit="05 ngày làm việc",
    delivery="Quầy số 2",
    receiver="Bùi Văn Tám",
    papers=tuple(pdf.PaperLine(name=f"Giấy tờ thứ {number}", originals=1) for number in range(1, 5)),
)


def address(number: int) -> str:
    return f"https://vidu.gov.vn/ho-so/tra-cuu#DL-260211-{number:04d}.7K3MQ9TX2HVB"


def receipt(number: int) -> None:
    pdf.receipt(replace(SHEET, code=f"DL-260211-{number:04d}", tracking_url=address(number)))


def paragraph_alone(folder: Path) -> Callable[[int], None]:
    font = pdf.chosen_font()
    source = folder / "bare.typ"
    source.write_text(BARE.format(font=font.name), encoding="utf-8")
    paths = [str(font.folder)] if font.folder else []
    kept = typst.Compiler(root=str(folder), font_paths=paths, ignore_system_fonts=True)

    def act(number: int) -> None:
        kept.compile(
            input=str(source), format="pdf", sys_inputs={"text": f"{number}. {PARAGRAPH}"}, pdf_standards=STANDARDS
        )

    return act


def in_turn(acts: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, float]:
    """Median CPU of each, A B C A B C, after three rounds to warm up: what a neighbour does to one it does to all."""
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(rounds + 3):
        for name, act in acts.items():
            begun = time.process_time()
            act(number)
            spent[name].append((time.process_time() - begun) * 1000)
    return {name: statistics.median(found[3:]) for name, found in spent.items()}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    begun = time.perf_counter()
    receipt(9999)
    first = (time.perf_counter() - begun) * 1000
    with tempfile.TemporaryDirectory() as folder:
        acts = {"bare": paragraph_alone(Path(folder)), "qr": lambda number: qr.svg(address(number)), "whole": receipt}
        bare, drawn, whole = in_turn(acts, rounds).values()
    print(f"font                       {pdf.chosen_font().name}")
    print(f"typst alone, one paragraph {bare:7.1f} ms   1.0 x")
    print(f"drawing the QR             {drawn:7.1f} ms {drawn / bare:5.1f} x")
    print(f"receipt A5, warm           {whole:7.1f} ms {whole / bare:5.1f} x")
    print(f"receipt A5, without its QR {whole - drawn:7.1f} ms {(whole - drawn) / bare:5.1f} x")
    print(f"first receipt of a process {first:7.1f} ms (wall clock, typst and fonts loaded)")


if __name__ == "__main__":
    main()
