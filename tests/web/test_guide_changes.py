"""A guide changes in two pairs of hands; what it said before, its sheet to take home, its open data."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from tests import builders
from tests.builders import BUILDING_PERMIT, NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from vidan.actions import procedures as acts
from vidan.domain.moments import local_day
from vidan.queries import procedures as seen

BrowserOf = Callable[..., Browser]
DESK, PUBLIC = f"/can-bo/thu-tuc/{BUILDING_PERMIT}", f"/thu-tuc/{BUILDING_PERMIT}"
YESTERDAY = local_day(NOW) - timedelta(days=1)


def press(browser: Browser, page: Page, **typed: str) -> Page:
    """Press one of several buttons of a page, each in a form of its own."""
    (token, *_) = [form.values["csrfmiddlewaretoken"][0] for form in page.forms if form.method == "post"]
    return browser.post(page.path, {"csrfmiddlewaretoken": token, **typed})


def proposed(house: House, browser_of: BrowserOf, **words: str) -> Browser:
    browser = browser_of(house.specialist)
    page = browser.open(f"{DESK}/de-nghi-sua")
    told = {"short_name": "Xin phép xây nhà", "reason": "Bà con quen gọi thế"} | words
    answer = browser.send(page, **told)
    assert answer.status == 302, answer.alerts
    return browser


def test_the_form_opens_with_what_holds_and_an_untouched_form_changes_nothing(
    house: House, browser_of: BrowserOf
) -> None:
    browser = browser_of(house.specialist)
    page = browser.open(f"{DESK}/de-nghi-sua")
    answer = browser.send(page, reason="Thử xem")
    assert answer.status == 422
    assert "Chưa có gì khác" in answer.words


def test_wrong_words_come_back_with_a_sentence_and_nothing_is_lost(house: House, browser_of: BrowserOf) -> None:
    browser = browser_of(house.specialist)
    page = browser.open(f"{DESK}/de-nghi-sua")
    answer = browser.send(page, short_name="Tên mới", **{"papers-0-condition": "có khi cần", "reason": "Rõ hơn"})
    assert answer.status == 422
    assert "xin bắt đầu bằng" in answer.words
    assert 'value="Tên mới"' in answer.html


def test_a_line_added_and_a_line_taken_away(house: House, browser_of: BrowserOf) -> None:
    before = seen.by_key(house.commune.pk, BUILDING_PERMIT, local_day(NOW))
    assert before is not None
    fresh = len(before.papers)
    proposed(house, browser_of, **{f"papers-{fresh}-name": "Ảnh hiện trạng", "papers-0-name": ""})
    (card,) = seen.changes(house.commune.pk)
    papers = next(one for one in card.changed if one.part == "papers")
    assert papers.came == ("Ảnh hiện trạng",)
    assert papers.gone[0].startswith(before.papers[0].name)


def test_the_second_officer_reads_old_beside_new_and_takes_it(house: House, browser_of: BrowserOf) -> None:
    own = proposed(house, browser_of)
    (card,) = seen.changes(house.commune.pk)
    path = f"/can-bo/thu-tuc/sua/{card.id}"
    assert "chờ người thứ hai" in own.open("/can-bo/thu-tuc/sua").words.lower()
    assert "Người đề nghị không tự duyệt" in own.open(path).words
    second = browser_of(house.leader)
    page = second.open(path)
    assert "<del>" in page.html and "<ins>Xin phép xây nhà</ins>" in page.html
    taken = second.follow(press(second, page, decision="take"))
    assert "Đã duyệt" in taken.words
    assert "Xin phép xây nhà" in Browser().open(PUBLIC).headings


def test_not_taking_needs_a_reason(house: House, browser_of: BrowserOf) -> None:
    proposed(house, browser_of)
    (card,) = seen.changes(house.commune.pk)
    path = f"/can-bo/thu-tuc/sua/{card.id}"
    second = browser_of(house.leader)
    page = second.open(path)
    refused = press(second, page, decision="leave", reason=" ")
    assert refused.status == 422
    assert "Xin ghi lý do" in refused.words
    told = second.follow(press(second, page, decision="leave", reason="Tên cũ quen hơn"))
    assert "Tên cũ quen hơn" in told.words


def test_the_keeper_is_named_and_shown_to_citizens(house: House, browser_of: BrowserOf) -> None:
    leader = browser_of(house.leader)
    page = leader.open(f"{DESK}/nguoi-giu")
    assert leader.send(page, keeper="").status == 422
    assert leader.send(page, keeper=str(house.specialist.officer_id), review_on="2020-01-01").status == 422
    assert leader.send(page, keeper=str(house.specialist.officer_id)).status == 302
    shown = Browser().open(PUBLIC)
    assert "Phạm Văn Nam" in shown.words
    again = leader.open(f"{DESK}/nguoi-giu")
    assert press(leader, again, still="1").status == 302


# -- what it said -----------------------------------------------------------------------------------------------------


def test_a_citizen_reads_what_the_page_said_on_a_day(house: House, citizen: Browser) -> None:
    old = citizen.open(PUBLIC).headings[0]
    change = acts.propose_change(house.specialist, BUILDING_PERMIT, {"short_name": "Tên mới"}, "Rõ hơn", now=NOW)
    acts.take_change(house.leader, change.pk, now=NOW)
    assert citizen.open(PUBLIC).headings == ["Tên mới"]
    past = citizen.open(PUBLIC, ngay=YESTERDAY.isoformat())
    assert past.headings == [old]
    assert "Đây là điều hướng dẫn viết ngày" in past.words
    told = citizen.open(f"{PUBLIC}/lich-su")
    assert "Tên mới" in told.words and old in told.words


@pytest.mark.parametrize("day", ["khong-phai-ngay", "2026-13-40", "9" * 300, "", "2026-02-30"])
def test_a_day_that_no_calendar_has_shows_today(citizen: Browser, day: str) -> None:
    page = citizen.open(PUBLIC, ngay=day)
    assert page.status == 200
    assert "Đây là điều hướng dẫn viết ngày" not in page.words


def test_a_day_before_the_commune_kept_a_guide_is_not_found(citizen: Browser) -> None:
    page = citizen.open(PUBLIC, ngay="1990-01-01")
    assert page.status == 404
    assert "Ngày 01/01/1990 chưa có bản hướng dẫn nào" in page.words
    assert "ngay" in page.form("get").names


def test_a_guide_that_was_not_read_again_in_time_says_so_to_all(
    house: House, citizen: Browser, browser_of: BrowserOf, clock: Clock
) -> None:
    day, keeper = local_day(NOW) + timedelta(days=20), house.specialist.officer_id
    acts.name_keeper(house.leader, BUILDING_PERMIT, keeper or 0, day, now=NOW)
    assert "quá ngày đọc lại" not in citizen.open(PUBLIC).words
    clock.now = NOW + timedelta(days=22)
    assert "quá ngày đọc lại" in citizen.open(PUBLIC).words
    desk = browser_of(house.specialist)
    assert "Quá ngày đọc lại" in desk.open(DESK).words
    assert press(desk, desk.open(f"{DESK}/nguoi-giu"), still="1").status == 302
    assert "quá ngày đọc lại" not in citizen.open(PUBLIC).words


# -- paper and data ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [{}, {"kho": "a5", "chu": "to"}, {"kho": "<script>", "chu": "x"}])
def test_the_sheet_to_take_home_names_every_paper(citizen: Browser, words: dict[str, str]) -> None:
    answer = citizen.open(f"{PUBLIC}/to-huong-dan.pdf", **words)
    assert answer.response.headers["Content-Type"] == "application/pdf"
    told = " ".join(_printed(answer).split())
    assert all(" ".join(paper.name.split()) in told for paper in builders.papers_of(BUILDING_PERMIT))


def test_the_own_list_is_printed_and_sent_as_it_stands_on_the_page(citizen: Browser) -> None:
    """The same papers, under the same code, on the page, on the sheet and in the message to the family."""
    page = citizen.follow(citizen.open(PUBLIC, rieng="1"))
    (code,) = set(re.findall(rf"{re.escape(BUILDING_PERMIT)}-[0-9A-Z]{{4,}}", page.words))
    left_out = [
        paper.name for paper in builders.papers_of(BUILDING_PERMIT) if paper.condition and paper.name not in page.words
    ]
    assert left_out
    sheet = next(link for link in page.links if "to-huong-dan.pdf?rieng=" in link)
    printed = " ".join(_printed(citizen.open(sheet)).split())
    (message,) = [unquote(link) for link in page.links if link.startswith("sms:")]
    for told in (printed, message):
        assert code in told
        assert not [name for name in left_out if name in told]
    kept = f"{PUBLIC}?rieng={code.removeprefix(f'{BUILDING_PERMIT}-')}"
    assert message.endswith(kept)
    assert unquote(next(link for link in page.links if link.startswith("mailto:"))).endswith(kept)


def test_an_address_kept_from_an_older_list_says_that_the_list_has_changed(house: House, citizen: Browser) -> None:
    """Never a wrong list with confidence: the QR on an old sheet leads to all papers and asks again."""
    kept = citizen.open(PUBLIC, rieng="1").response.headers["Location"].partition("#")[0]
    (text,) = [text for text in builders.procedure_texts() if text.key == BUILDING_PERMIT]
    first = replace(text.papers[0], name="Tờ mới", condition="nếu xây trên đất thuê", always=False)
    acts.import_list(house.leader, [replace(text, papers=(first, *text.papers))], source="mới", now=NOW)
    page = citizen.open(kept)
    assert "Danh sách đã đổi" in page.words
    assert all(paper.name in page.words for paper in (first, *text.papers))
    assert "Danh sách riêng của ông/bà, mã" not in page.words
    assert citizen.open(f"{PUBLIC}/to-huong-dan.pdf", rieng="ZZZZ").status == 200


def _printed(answer: Page) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.response.content)).pages)


#: What schema.org (V29) lets each type say, of its own and of its parents: Service, Thing, Place, Organization…
THING = {"@type", "@id", "name", "alternateName", "description", "identifier", "url"}
SCHEMA_ORG = {
    "GovernmentService": THING
    | {"serviceType", "provider", "areaServed", "availableChannel", "serviceOutput", "offers", "serviceOperator"},
    "GovernmentOrganization": THING | {"address", "telephone"},
    "AdministrativeArea": THING | {"address", "telephone"},
    "ServiceChannel": THING
    | {"serviceUrl", "availableLanguage", "servicePhone", "serviceLocation", "processingTime", "providesService"},
    "ContactPoint": THING | {"telephone", "availableLanguage"},
    "Place": THING | {"address", "telephone"},
    "Offer": THING | {"price", "priceCurrency"},
    "Thing": THING,
}
LINKS = {
    "cv:hasCompetentAuthority",
    "cv:hasChannel",
    "cpsv:hasInput",
    "cpsv:produces",
    "cv:hasCost",
    "cv:hasLegalResource",
}


def _unknown_to_schema_org(node: dict[str, Any]) -> Iterator[str]:
    for name, value in node.items():
        if name != "@context" and name not in SCHEMA_ORG[node["@type"]]:
            yield f"{node['@type']}.{name}"
        if isinstance(value, dict):
            yield from _unknown_to_schema_org(value)


_TOKEN = re.compile(
    r'\s*(?:(<[^<>"{}|^`\\\s]*>)|("(?:[^"\\\n\r]|\\[tbnrf"\\])*"(?:@[a-z]+|\^\^\w+:\w+)?)|(@prefix|[\w-]*:[\w-]*|a(?=\s)|\d+)|([;.]))'
)


def _triples(text: str) -> Iterator[tuple[str, str, str]]:
    """RDF 1.1 Turtle as far as we write it; anything else fails."""
    tokens, place = [], 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        assert found, text[place : place + 80]
        tokens.append(found.group().strip())
        place = found.end()
    prefixes: set[str] = set()
    while tokens:
        if tokens[0] == "@prefix":
            prefixes.add(tokens[1])
            assert tokens[3] == "."
            tokens = tokens[4:]
            continue
        subject, tokens = tokens[0], tokens[1:]
        while True:
            name, value, end, *tokens = tokens
            assert name == "a" or name.split(":")[0] + ":" in prefixes, name
            yield subject, name, value
            if end == ".":
                break
            assert end == ";"


def test_machines_read_the_same_procedure(citizen: Browser) -> None:
    answer = citizen.open(f"{PUBLIC}/du-lieu.jsonld").response
    told = json.loads(answer.content)
    assert answer.headers["Content-Type"].startswith("application/ld+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert told["@type"] == "GovernmentService" and told["identifier"] == BUILDING_PERMIT
    assert None not in told.values()
    assert told["provider"]["name"] == "Ủy ban nhân dân xã Điền Lư"
    assert [*_unknown_to_schema_org(told)] == []


def test_turtle_is_well_formed_and_names_every_paper(house: House, citizen: Browser) -> None:
    text = citizen.open(f"{PUBLIC}/du-lieu.ttl").response.content.decode()
    card = seen.by_key(house.commune.pk, BUILDING_PERMIT, local_day(NOW))
    assert card is not None
    assert text.count(" a cv:Evidence") == len(card.papers)
    triples = [*_triples(text)]
    spoken_of = {subject for subject, _name, _value in triples}
    pointed_at = {value for _subject, name, value in triples if name in LINKS}
    assert pointed_at and pointed_at <= spoken_of  # whatever the service points at is told in the same file
    assert citizen.open(f"{PUBLIC}/du-lieu.xml").status == 404


def test_a_procedure_page_says_where_when_and_whom_to_ask(citizen: Browser) -> None:
    page = citizen.open(PUBLIC)
    for words in ("Nộp ở đâu, lúc nào", "Hỏi ai", "Áp dụng từ", "Hướng dẫn này đã viết gì trước đây"):
        assert words in page.words
