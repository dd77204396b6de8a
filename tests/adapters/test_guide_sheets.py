"""The sheets of a guide on paper: to be kept for long and read aloud by a machine; a filled sample fits on one side."""

import io
from dataclasses import astuple
from typing import Any

import pytest
from pypdf import PdfReader

from vidan.adapters import pdf
from vidan.content.guide import samples
from vidan.domain.procedures.samples import FilledSample

GUIDE = pdf.GuideSheet(
    office="Ủy ban nhân dân xã Mẫu",
    printed_on="2026-11-29",
    title="Đăng ký khai sinh cho con",
    name="Đăng ký khai sinh · mã 1.001193",
    papers=(("Tờ khai", ""), ("Giấy ủy quyền", "nếu nhờ người khác")),
    limit="trong ngày",
    fee="Không thu",
    result="Giấy khai sinh",
    steps=("Nộp giấy", "Nhận giấy"),
    where="Trụ sở xã",
    hours="Sáng thứ Hai đến thứ Sáu",
    call="0237 000 0000",
    address="http://localhost/thu-tuc/1.001193",
)


def sheet_of(sample: FilledSample) -> pdf.SampleSheet:
    return pdf.SampleSheet(
        office="Ủy ban nhân dân xã Mẫu",
        printed_on="2026-11-29",
        title=sample.title,
        source=sample.source,
        procedure="Một thủ tục có tên thật dài để xem tờ giấy có còn vừa một mặt hay không",
        parts=tuple((part.title, tuple(astuple(box) for box in part.boxes)) for part in sample.parts),
        call="0237 000 0000",
        address="http://localhost/thu-tuc/1.001193",
    )


def metadata(content: bytes) -> str:
    root: Any = PdfReader(io.BytesIO(content)).trailer["/Root"]
    return str(root["/Metadata"].get_data().decode())


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_sheet_to_take_home_is_tagged_and_kept(paper: pdf.Paper) -> None:
    told = metadata(pdf.guide_sheet(GUIDE, paper))
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in told


def test_every_filled_sample_is_one_tagged_page_that_says_it_is_invented() -> None:
    for sample in samples().values():
        content = pdf.sample_sheet(sheet_of(sample))
        (page,) = PdfReader(io.BytesIO(content)).pages
        assert "DỮ LIỆU MINH HỌA" in page.extract_text(), sample.key
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata(content), sample.key
