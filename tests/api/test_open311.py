"""Open311 GeoReport v2: any program of the standard finds, reads and sends here, and never meets a sealed thing."""

import json
from datetime import UTC, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.builders import NOW, House, enter_officer
from vidan.actions.feedback import sealed, sealed_pace, sender, showing, working
from vidan.api.open311 import writing
from vidan.api.open311.ids import inside, outside
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.people import Role, citizen
from vidan.queries.feedback import desk
from vidan.speech.feedback import STATES
from vidan.store.models import Feedback, FeedbackPhoto, Matter, SealedMatter

BASE = "/open311/v2"
REPORT = {
    "service_code": "duong_giao_thong",
    "lat": "20.3125",
    "long": "105.2101",
    "description": "Đường vào thôn Tôm đầy ổ gà, đề nghị sửa.",
    "email": "a@example.com",
    "first_name": "Thảo",
    "last_name": "Hà",
    "phone": "0912345678",
    "attribute[cong_khai]": "co",
}
SECRETLY = {**REPORT, "description": "Tố cáo trưởng thôn nhận hối lộ, tham ô tiền quỹ."}


@pytest.fixture
def program(house: House, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Client(SERVER_NAME="localhost")


def told(answer: Any) -> Any:
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    return json.loads(answer.content)


def tree(answer: Any) -> Element:
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    return fromstring(answer.content.decode("utf-8").partition("?>")[2])


def create(program: Client, kind: str = "json", **changed: Any) -> Any:
    return program.post(f"{BASE}/requests.{kind}", {**REPORT, **changed})


def code_of(house: House, taken: dict[str, Any]) -> str:
    """The code on paper of what was taken."""
    return inside(house.commune.abbreviation, str(taken["service_request_id"]))


def shown(program: Client, house: House) -> str:
    """A request that a person looked over: its code on paper."""
    code = code_of(house, told(create(program))[0])
    working.acknowledge(house.specialist, code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    showing.show(house.specialist, code, "Đường có ổ gà", "gần chùa", "", now=NOW)
    return code


def test_discovery_leads_to_the_endpoint_in_both_forms(program: Client) -> None:
    found = told(program.get("/open311/discovery.json"))
    (endpoint,) = found["endpoints"]
    assert endpoint["url"].endswith(BASE)
    assert endpoint["formats"] == ["text/xml", "application/json"]
    root = tree(program.get(f"{BASE}/discovery.xml"))
    assert root.tag == "discovery"
    assert [item.text for item in root.iter("format")] == ["text/xml", "application/json"]


def test_the_sixteen_services_have_every_field_of_the_standard(program: Client) -> None:
    services = told(program.get(f"{BASE}/services.json"))
    assert len(services) == len(Topic)
    fields = {"service_code", "service_name", "description", "metadata", "type", "keywords", "group"}
    assert all(service.keys() == fields and service["metadata"] is True for service in services)
    first = tree(program.get(f"{BASE}/services.xml")).find("service")
    assert first is not None
    assert first.findtext("metadata") == "true"
    english = told(program.get(f"{BASE}/services.json?locale=en"))
    assert english[0]["service_name"] == "Roads, bridges, street lights"
    assert (english[0]["group"], english[0]["keywords"]) == ("Infrastructure", "roads, bridges, street lights")
    assert all(service["group"].isascii() and service["description"].isascii() for service in english)


def test_a_service_tells_its_attributes_and_an_unknown_one_is_not_found(program: Client) -> None:
    definition = told(program.get(f"{BASE}/services/duong_giao_thong.json"))
    asked = definition["attributes"]
    assert [item["order"] for item in asked] == [1, 2, 3, 4, 5, 6, 7]
    datatypes = ["singlevaluelist", "string", "multivaluelist", "datetime", "number", "text", "singlevaluelist"]
    assert [item["datatype"] for item in asked] == datatypes
    # A client that finds an empty list of values draws a box with nothing to choose.
    assert [item["code"] for item in asked if "values" in item] == ["thon", "luc", "cong_khai"]
    root = tree(program.get(f"{BASE}/services/duong_giao_thong.xml"))
    assert root.findtext("service_code") == "duong_giao_thong"
    missing = program.get(f"{BASE}/services/khong_co.xml")
    assert missing.status_code == 404
    assert tree(missing).findtext("error/code") == "404"


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_a_report_is_taken_with_an_id_and_a_notice(program: Client, house: House, kind: str) -> None:
    answer = create(program, kind)
    assert answer.status_code == 200
    if kind == "json":
        (request,) = told(answer)
        code, notice = request["service_request_id"], request["service_notice"]
    else:
        root = tree(answer)
        code, notice = root.findtext("request/service_request_id"), root.findtext("request/service_notice")
    assert code is not None
    assert code.isascii()  # so that every client can put it into an address
    row = Feedback.objects.of(house.commune).get(matter__code=inside(house.commune.abbreviation, code))
    assert (row.door, row.topic, row.latitude) == ("open311", "duong_giao_thong", 20.3125)
    assert "mật mã" in notice


def test_json_bodies_pictures_and_media_addresses_are_taken_too(program: Client, house: House) -> None:
    answer = program.post(f"{BASE}/requests.json", json.dumps(REPORT), content_type="application/json")
    assert answer.status_code == 200
    kept = BytesIO()
    Image.new("RGB", (30, 20)).save(kept, "PNG")
    answer = create(
        program, media=SimpleUploadedFile("a.png", kept.getvalue(), "image/png"), media_url="http://x.example/a.jpg"
    )
    assert answer.status_code == 200
    assert FeedbackPhoto.objects.of(house.commune).count() == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "006"}, 404),
        ({"lat": "", "long": ""}, 400),
        ({"lat": "x"}, 400),
        ({"lat": "nan", "long": "nan"}, 400),
        ({"lat": "91", "long": "105.2"}, 400),
        ({"description": "x" * 4001}, 400),
        ({"description": "x" * 3990, "attribute[luc]": ["dem", "toi"]}, 400),
        ({"description": "x" * 3990, "media_url": "https://anh.example/1.jpg"}, 400),
        ({"attribute[thon]": "999999"}, 400),
        ({"address_string": "cạnh cổng chùa " * 20}, 400),
        ({"first_name": "Hà " * 40}, 400),
        ({"phone": "09" * 101}, 400),
        ({"email": f"{'a' * 200}@vidu.example"}, 400),
        ({"jurisdiction_id": "elsewhere.example"}, 404),
        ({"media": SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")}, 400),
    ],
)
@pytest.mark.parametrize("kind", ["json", "xml"])
def test_what_cannot_be_taken_is_an_error_of_the_standard(
    program: Client, changed: dict[str, Any], status: int, kind: str
) -> None:
    answer = create(program, kind, **changed)
    assert answer.status_code == status
    if kind == "json":
        (error,) = told(answer)
        assert error["code"] == status
        assert error["description"]
    else:
        assert tree(answer).findtext("error/code") == str(status)


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"description": ""}, "Đường, cầu, đèn đường: báo tại chỗ này, không kèm lời"),
        ({"description": "hư"}, "Đường, cầu, đèn đường: hư"),
        (
            {"lat": "37.76524078", "long": "-122.4212043"},
            f"{REPORT['description']}\nTọa độ gửi kèm: 37.76524, -122.42120",
        ),
    ],
)
def test_what_the_standard_does_not_ask_for_may_be_missing(
    program: Client, house: House, changed: dict[str, Any], kept: str
) -> None:
    code = code_of(house, told(create(program, **changed))[0])
    assert desk.feedback(house.specialist, code).text == kept


def test_an_address_alone_is_place_enough(program: Client) -> None:
    assert create(program, lat="", long="", address_string="cạnh chợ Điền Lư").status_code == 200


def test_keys_are_asked_for_where_some_were_given_out(program: Client, settings: Any) -> None:
    settings.OPEN311_KEYS = ["khoa-cua-tinh"]
    assert create(program).status_code == 403
    assert create(program, api_key="sai").status_code == 403
    assert create(program, api_key="khoa-cua-tinh").status_code == 200
    assert program.get(f"{BASE}/services.json").status_code == 200


def test_without_a_key_there_is_an_end(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "KEYLESS_AN_HOUR", 1)
    cache.clear()
    assert [create(program).status_code for _ in range(2)] == [200, 429]


def test_requests_are_listed_with_utc_times_once_somebody_looked_them_over(program: Client, house: House) -> None:
    waiting = told(create(program))[0]["service_request_id"]
    assert told(program.get(f"{BASE}/requests.json")) == []
    code = shown(program, house)
    (row,) = told(program.get(f"{BASE}/requests.json"))
    number = outside(code)
    assert (row["service_request_id"], row["status"], row["description"]) == (number, "open", "Đường có ổ gà")
    assert row["requested_datetime"] == "2026-11-17T02:00:00Z"
    assert tree(program.get(f"{BASE}/requests.xml")).findtext("request/lat") == "20.3125"
    (one,) = told(program.get(f"{BASE}/requests/{waiting}.json"))
    assert (one["status"], one["description"]) == ("open", None)
    both = told(program.get(f"{BASE}/requests.json?service_request_id={code},{waiting},XX"))
    assert [row["service_request_id"] for row in both] == [number, waiting]
    assert told(program.get(f"{BASE}/tokens/{number}.json")) == [{"service_request_id": number, "token": number}]
    assert told(program.get(f"{BASE}/requests/{number}.json")) == told(program.get(f"{BASE}/requests/{code}.json"))
    extended = told(program.get(f"{BASE}/requests.json?extensions=true"))
    assert extended[0]["extended_attributes"]["detailed_status"] == "fb_acknowledged"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("status=open", 1),
        ("status=closed", 0),
        ("status=open,closed", 1),
        ("service_code=duong_giao_thong", 1),
        ("service_code=y_te,giao_duc", 0),
        ("service_code=y_te&service_code=duong_giao_thong&status=closed&status=open", 1),
        ("start_date=2026-11-17T00:00:00Z&end_date=2026-11-18T00:00:00Z", 1),
        ("start_date=2026-11-17T09:00:00%2B07:00", 1),
        ("end_date=2026-11-16T00:00:00Z", 0),
        ("start_date=2026-01-01T00:00:00Z&end_date=2026-12-31T00:00:00Z", 1),
        ("page=2&page_size=1", 0),
        ("status=&service_code=&start_date=", 1),
    ],
)
def test_the_list_is_narrowed_as_the_standard_says(program: Client, house: House, query: str, count: int) -> None:
    shown(program, house)
    assert len(told(program.get(f"{BASE}/requests.json?{query}"))) == count


@pytest.mark.parametrize(
    "query",
    [
        "status=half",
        "start_date=yesterday",
        "page=-1",
        "page=x",
        "start_date=2026-12-01T00:00:00Z&end_date=2026-11-01T00:00:00Z",
        "end_date=0001-01-01T00:00:00Z",
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(program: Client, query: str) -> None:
    assert program.get(f"{BASE}/requests.json?{query}").status_code == 400


def test_an_answer_becomes_an_update_and_an_unknown_form_is_not_found(program: Client, house: House) -> None:
    code = shown(program, house)
    given = working.Answer(
        "Đường hỏng phải không?", "Xã đã vá xong đoạn đường ấy rồi.", "Không còn việc gì.", NOW.date()
    )
    working.answer(house.specialist, code, given, solved=True, now=NOW)
    heard, update = told(program.get(f"{BASE}/servicerequestupdates.json"))
    assert heard["description"] == STATES["fb_acknowledged"]
    assert (update["service_request_id"], update["updated_datetime"]) == (outside(code), "2026-11-17T02:00:00Z")
    assert tree(program.get(f"{BASE}/servicerequestupdates.xml")).tag == "service_request_updates"
    assert program.get(f"{BASE}/services.csv").status_code == 404


def test_a_sealed_thing_never_appears_and_is_taken_like_any_other(program: Client, house: House) -> None:
    answer = program.post(f"{BASE}/requests.json", SECRETLY)
    (taken,), (ordinary,) = told(answer), told(create(program))
    assert taken.keys() == ordinary.keys()
    assert len(taken["service_notice"]) == len(ordinary["service_notice"])
    code = code_of(house, taken)
    assert SealedMatter.objects.of(house.commune).filter(code=code).exists()
    assert not Matter.objects.of(house.commune).filter(code=code).exists()
    assert told(program.get(f"{BASE}/requests.json")) == []


def by_its_id(program: Client, number: str) -> list[tuple[int, bytes]]:
    """Everything that a program gets by an id, with the id itself blotted out."""
    paths = (f"requests/{number}", f"tokens/{number}")
    found = [program.get(f"{BASE}/{path}.{kind}") for path in paths for kind in ("json", "xml")]
    found.append(program.get(f"{BASE}/requests.json?service_request_id={number}&extensions=true"))
    return [(answer.status_code, answer.content.replace(number.encode(), b"id")) for answer in found]


def test_by_its_id_a_sealed_thing_cannot_be_told_from_another_whatever_becomes_of_it(
    program: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both say that they came and by what name their program called them, and no more until a report is shown."""
    first, open_one, mistaken, spam = (told(create(program))[0] for _ in range(4))
    sealed_one, handed_back = (told(program.post(f"{BASE}/requests.json", SECRETLY))[0] for _ in range(2))
    numbers = [one["service_request_id"] for one in (first, open_one, mistaken, spam, sealed_one, handed_back)]
    at_first = by_its_id(program, numbers[0])
    assert [status for status, _ in at_first] == [200] * 5
    assert json.loads(at_first[0][1])[0]["service_code"] == REPORT["service_code"]
    assert all(by_its_id(program, number) == at_first for number in numbers)

    given = working.Answer("Bà con báo đường hỏng.", "Xã đã vá ổ gà, đi lại được.", "Xã kiểm tra lại.", NOW.date())
    working.acknowledge(house.specialist, code_of(house, open_one), MessageClass.FEEDBACK, Topic.HEALTH, now=NOW)
    working.answer(house.specialist, code_of(house, open_one), given, solved=True, now=NOW)
    sender.confirm(citizen(house.commune.pk), code_of(house, open_one), now=NOW + timedelta(days=1))
    for one, cls in ((mistaken, MessageClass.DENUNCIATION), (spam, MessageClass.SPAM)):
        working.acknowledge(house.specialist, code_of(house, one), cls, Topic.MANNERS, why="tin quảng cáo", now=NOW)
    for day in range(1, 21):
        sealed_pace.keep_pace(house.commune.pk, now=NOW + timedelta(days=day))
    reader = SealedMatter.objects.of(house.commune).get(code=code_of(house, handed_back)).reader
    assert reader is None  # nobody here handles sealed things: an inspector may
    inspector = enter_officer(house.commune, Role.INSPECTOR, name="Lò Thị Soi")
    sealed.hand_back(inspector, code_of(house, handed_back), None, now=NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=30))
    assert all(by_its_id(program, number) == at_first for number in numbers)


def test_every_page_of_the_standard_may_be_read_by_other_peoples_pages(program: Client) -> None:
    answer = program.get(f"{BASE}/services.json?jurisdiction_id=14950")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("nasty", ["\x00", "<b>&amp;</b>", "𝔘nicode", "'; drop table", "a" * 3000, "\u202e"])
def test_hostile_values_are_kept_as_text_or_refused(program: Client, house: House, nasty: str) -> None:
    answer = create(program, description=f"đường hỏng {nasty}", first_name=nasty, address_string=nasty)
    assert answer.status_code in (200, 400)
    assert program.get(f"{BASE}/requests/{'x' * 70}.xml").status_code == 404
    assert program.post(f"{BASE}/requests.json", "[1]", content_type="application/json").status_code == 400
    assert program.post(f"{BASE}/requests.json", "{", content_type="application/json").status_code == 400


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_other_peoples_pages_may_ask_first_and_heads_are_answered(program: Client, kind: str) -> None:
    asked = program.options(
        f"{BASE}/requests.{kind}", HTTP_ORIGIN="https://app.example", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST"
    )
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    head = program.head(f"{BASE}/services.{kind}")
    assert (head.status_code, head.content) == (200, b"")


def test_a_shown_report_says_by_when_and_a_closed_one_when_it_was_closed(program: Client, house: House) -> None:
    code = shown(program, house)
    row = program.get(f"/open311/v2/requests/{code}.json").json()[0]
    matter = Matter.objects.of(house.commune).get(code=code)
    assert matter.first_due_at is not None
    assert row["expected_datetime"] == f"{matter.first_due_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    actor = house.specialist
    given = working.Answer("Bà con báo đường hỏng.", "Xã đã vá ổ gà, đi lại được.", "Xã kiểm tra lại.", NOW.date())
    working.answer(actor, code, given, solved=True, now=NOW + timedelta(hours=3))
    sender.confirm(citizen(house.commune.pk), code, now=NOW + timedelta(hours=5))
    row = program.get(f"/open311/v2/requests/{code}.json").json()[0]
    assert row["status"] == "closed"
    assert row["updated_datetime"] == f"{(NOW + timedelta(hours=5)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    "sent",
    [
        {"attribute[luc]": ["dem", "toi"]},
        {"attribute[luc][]": ["dem", "toi"]},
    ],
)
def test_an_attribute_may_have_several_values(program: Client, house: House, sent: dict[str, list[str]]) -> None:
    code = code_of(house, told(program.post(f"{BASE}/requests.json", {**REPORT, **sent}))[0])
    assert "Thường vào: buổi tối, ban đêm." in desk.feedback(house.specialist, code).text


def test_a_json_body_for_another_jurisdiction_is_not_found(program: Client) -> None:
    body = json.dumps({**REPORT, "jurisdiction_id": "elsewhere.example"})
    assert program.post(f"{BASE}/requests.json", body, content_type="application/json").status_code == 404


@pytest.mark.parametrize("attribute", [{"luc": ["dem", "toi"]}, {"luc": "dem"}])
def test_a_json_body_may_bring_them_too(program: Client, house: House, attribute: dict[str, Any]) -> None:
    body = json.dumps({**REPORT, "attribute": attribute})
    assert program.post(f"{BASE}/requests.json", body, content_type="application/json").status_code == 200


def test_a_value_that_is_not_in_the_list_is_told_so(program: Client) -> None:
    assert create(program, **{"attribute[luc]": ["toi", "thang sau"]}).status_code == 400
