"""Open311 as programs in use speak it: GeoReporter (Android), FixMyStreet, three, georeport, Libre311."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.api.test_open311 import BASE, REPORT, code_of, program, shown, told, tree
from tests.builders import House
from vidan.adapters import images
from vidan.api.open311.ids import outside
from vidan.domain.text import nfc
from vidan.queries.feedback import desk
from vidan.store.models import FeedbackPhoto

__all__ = ["program"]
FORM = "application/x-www-form-urlencoded"


def text_of(house: House, answer: Any) -> str:
    """What the officer reads of a report that was just taken."""
    assert answer.status_code == 200, answer.content.decode()
    return desk.feedback(house.specialist, code_of(house, told(answer)[0])).text


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (30, 20)).save(kept, "PNG")
    return kept.getvalue()


def test_every_argument_may_stand_in_the_address(program: Client, house: House) -> None:
    """As the standard's machine-readable description has it."""
    address = f"{BASE}/requests.json?{urlencode({**REPORT, 'attribute[luc][]': ['sang', 'toi']}, doseq=True)}"
    text = text_of(house, program.post(address))
    assert text == f"{REPORT['description']}\nThường vào: buổi sáng, buổi tối."
    elsewhere = program.post(f"{BASE}/requests.json?jurisdiction_id=elsewhere.example", REPORT)
    assert elsewhere.status_code == 404


def test_what_the_body_says_counts_before_the_address(program: Client, house: House) -> None:
    words = "Cầu bản Tôm hỏng lan can."
    address = f"{BASE}/requests.json?{urlencode(REPORT)}"
    assert text_of(house, program.post(address, {"description": words})) == words


def test_a_key_may_stand_in_the_address(program: Client, settings: Any) -> None:
    settings.OPEN311_KEYS = ["khoa-cua-tinh"]
    assert program.post(f"{BASE}/requests.json?api_key=khoa-cua-tinh", REPORT).status_code == 200
    assert program.post(f"{BASE}/requests.json?api_key=sai", REPORT).status_code == 403


def test_an_attribute_of_every_datatype_becomes_a_line_of_the_report(program: Client, house: House) -> None:
    sent = {
        "attribute[tu_ngay]": "2026-11-02T18:30:00Z",
        "attribute[so_nha]": "7",
        "attribute[mong_muon]": "Xin vá tạm\nrồi làm lại cống.",
        "attribute[luc][0]": "toi",
        "attribute[luc][1]": "dem",
    }
    text = text_of(house, program.post(f"{BASE}/requests.json", {**REPORT, **sent}))
    assert text.splitlines()[1:] == [
        "Thường vào: buổi tối, ban đêm.",
        "Từ: 01:30 ngày 03/11/2026.",
        "Số nhà cùng gặp: 7.",
        "Mong xã: Xin vá tạm",
        "rồi làm lại cống.",
    ]
    day = text_of(house, program.post(f"{BASE}/requests.json", {**REPORT, "attribute[tu_ngay]": "2026-11-02"}))
    assert day.endswith("Từ: 02/11/2026.")
    codes = ("thon", "moc", "luc", "tu_ngay", "so_nha", "mong_muon", "cong_khai")
    empty = {f"attribute[{code}]": "" for code in codes}
    assert text_of(house, program.post(f"{BASE}/requests.json", {**REPORT, **empty})) == REPORT["description"]


@pytest.mark.parametrize(
    "sent",
    [
        {"attribute[tu_ngay]": "hôm qua"},
        {"attribute[tu_ngay]": "0001-01-01T00:00:00+14:00"},
        {"attribute[so_nha]": "nhiều"},
        {"attribute[so_nha]": "nan"},
        {"attribute[so_nha]": "-1"},
        {"attribute[mong_muon]": "x" * 4000},
        {"attribute[cong_khai]": "true"},
    ],
)
def test_an_attribute_that_makes_no_sense_is_named(program: Client, sent: dict[str, str]) -> None:
    answer = program.post(f"{BASE}/requests.xml", {**REPORT, **sent})
    assert answer.status_code == 400
    assert "attribute[" in str(tree(answer).findtext("error/description"))


def test_landmark_address_and_number_are_all_kept(program: Client, house: House) -> None:
    sent = {"attribute[moc]": "cổng chùa", "address_string": "đầu dốc", "address_id": "T12"}
    code = code_of(house, told(program.post(f"{BASE}/requests.json", {**REPORT, **sent}))[0])
    assert desk.feedback(house.specialist, code).place == "cổng chùa, đầu dốc, T12"
    long = {"attribute[moc]": "cổng chùa " * 15, "address_string": "đầu dốc " * 15}
    code = code_of(house, told(program.post(f"{BASE}/requests.json", {**REPORT, **long}))[0])
    row = desk.feedback(house.specialist, code)
    assert row.place == " ".join(["cổng chùa"] * 15)
    assert row.text.endswith(f"Chỗ: {' '.join(['đầu dốc'] * 15)}")


def test_several_pictures_come_as_addresses_or_as_files_of_any_name(program: Client, house: House) -> None:
    links = ["http://fms.example/1.jpg", "http://fms.example/2.jpg", "http://fms.example/1.jpg"]
    text = text_of(house, program.post(f"{BASE}/requests.json", {**REPORT, "media_url": links}))
    assert text.splitlines()[1:] == [f"Ảnh: {link}" for link in links[:2]]
    files = {name: SimpleUploadedFile(f"{name}.png", picture(), "image/png") for name in ("photo1", "photo2")}
    assert program.post(f"{BASE}/requests.json", {**REPORT, **files}).status_code == 200
    assert FeedbackPhoto.objects.of(house.commune).count() == 2


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/json", "application/json"),
        ("text/xml", "text/xml"),
        ("application/xml", "text/xml"),
        ("*/*", "text/xml"),
        ("text/html", "text/xml"),
    ],
)
def test_an_address_without_a_form_is_answered_as_is_liked(program: Client, accept: str, form: str) -> None:
    for address in ("/open311/", "/open311/v2", "/open311/discovery", f"{BASE}/services", f"{BASE}/services/y_te"):
        answer = program.get(address, HTTP_ACCEPT=accept)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{form}; charset=utf-8"), address
    assert program.post(f"{BASE}/requests", REPORT, HTTP_ACCEPT=accept).status_code == 200
    assert program.get(f"{BASE}/services.JSON").headers["Content-Type"] == "application/json; charset=utf-8"


def test_requests_of_a_service_that_is_not_there_are_none(program: Client, house: House) -> None:
    shown(program, house)
    assert told(program.get(f"{BASE}/requests.json?service_code=006")) == []
    assert len(told(program.get(f"{BASE}/requests.json?service_code=006,duong_giao_thong"))) == 1


@pytest.mark.parametrize(("query", "count"), [("start_date=2026", 0), ("start_date=2026-11", 1), ("end_date=2026", 0)])
def test_a_year_or_a_month_is_a_date_too(program: Client, house: House, query: str, count: int) -> None:
    """W3C's note has them: the first moment, and ninety days on or back from it."""
    shown(program, house)
    assert len(told(program.get(f"{BASE}/requests.json?{query}"))) == count


def test_many_ids_are_all_answered(program: Client, house: House) -> None:
    """The standard's limit is a thousand, and none is left out in silence."""
    code = shown(program, house)
    ids = [*(f"DL-PA-{number:08}" for number in range(120)), outside(code)]
    assert len(told(program.get(f"{BASE}/requests.json?service_request_id={','.join(ids)}"))) == 1


def test_an_update_is_not_taken_for_one_that_is_there(program: Client, house: House) -> None:
    """FixMyStreet sends what people add; here that is the sender's own, with code and secret."""
    answer = program.post(f"{BASE}/servicerequestupdates.xml", {"service_request_id": "X", "description": "thêm lời"})
    assert answer.status_code == 405
    assert tree(answer).findtext("error/description") == "Ở đây không nhận cách gọi này (method not allowed)."
    assert "GET" in answer.headers["Allow"]


def test_what_goes_wrong_is_said_in_words_for_a_programs_user(program: Client) -> None:
    gone = program.get(f"{BASE}/nope.json")
    assert gone.status_code == 404
    assert nfc("Không có ở đây").encode() in gone.content  # UTF-8, not escapes
    broken = program.generic("POST", f"{BASE}/requests.json", b"--x", "multipart/form-data")
    assert (broken.status_code, told(broken)[0]["code"]) == (400, 400)


def test_a_form_as_a_telephone_sends_it(program: Client, house: House) -> None:
    """GeoReporter: urlencoded without a charset, lists as `attribute[code][]`; it takes 200 and nothing else."""
    several = [("attribute[luc][]", "sang"), ("attribute[luc][]", "dem")]
    body = urlencode([*REPORT.items(), *several, ("device_id", "tt22")])
    answer = program.post(f"{BASE}/requests.json", body, content_type=FORM)
    assert answer.status_code == 200
    assert set(told(answer)[0]) == {"service_request_id", "service_notice", "account_id"}


def test_three_photos_of_ten_megabytes_come_in_one_message(program: Client, house: House) -> None:
    """What one photo may have, and how many may come, holds for all of them together."""
    heavy = picture().ljust(images.MOST_BYTES, b"\0")
    photos = [SimpleUploadedFile(f"{number}.png", heavy, "image/png") for number in range(3)]
    assert program.post(f"{BASE}/requests.json", {**REPORT, "media": photos}).status_code == 200
    assert FeedbackPhoto.objects.of(house.commune).count() == 3
