"""Whoever a sealed thing is about finds no trace of it: every page of his, byte for byte, is as it was before."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.builders import House
from tests.web.addresses import Sample, behind_every_address
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions.feedback import sending
from vidan.domain.feedback.saying import Saying
from vidan.domain.people import Actor, Role, citizen
from vidan.store.models import SealedMatter
from vidan.web.access import PAGES
from vidan.web.public import written

#: What differs at each showing, whatever happened: tokens, an empty feed's hour.
_ALWAYS_NEW = re.compile(rb'name="(csrfmiddlewaretoken|form_token|opened_at|solution)"[^>]*|<updated>[^<]*')
_COMMUNE = 'FROM "vidan_commune"'
#: The log of readings: each page of the crawl adds a line to it.
LOG = "office.readings"
#: Pages of figures that agree with the public ledger to the last entry: it has one for everything that is ever said,
#: sealed or not (docs/adr/0163), so these show of a sealed message what they show of any other.
FIGURES = ("/loi-hua/", "/can-bo/bao-cao/1", "/can-bo/dat-loi-hua", "/can-bo/ke-hoach")
#: What is searched for and listed besides the pages themselves.
ASKED = ("/can-bo/ca-xa?q=", "/can-bo/y-kien?cua-toi=1", "/can-bo/y-kien?trang-thai=fb_put_aside", "/can-bo/viec?q=")


def pages(sample: Sample, *roles: Role) -> list[str]:
    """Every page that one of the roles may look at, and lists asked for words of what was said."""
    own = [
        sample.address(name)
        for name, line in PAGES.items()
        if "GET" in line.methods and not line.roles.isdisjoint(roles) and name != LOG
    ]
    public = ["/", "/y-kien", "/y-kien/cong-khai", "/y-kien/cong-khai.atom", "/loi-hua/", "/open311/v2/requests.json"]
    return own + public + [f"{path}{word}" if path.endswith("=") else path for path in ASKED for word in ("hối lộ",)]


def crawl(actor: Actor, addresses: list[str]) -> dict[str, Any]:
    browser = Browser(actor, careful=False)
    written.forget()  # a process believes for a second what it knew of the board
    found = {}
    for address in addresses:
        answer = browser.client.get(address)
        kind = str(answer.headers.get("Content-Type"))
        # Word and PDF files carry the hour at which they were made.
        body = _ALWAYS_NEW.sub(b"", answer.content) if "text" in kind or "json" in kind or "xml" in kind else b""
        found[address] = (answer.status_code, kind, b"" if "wordprocessing" in kind else body)
    return found


def without(code: str, found: tuple[int, str, bytes]) -> tuple[int, str, bytes]:
    """A page without the line of a list in which an ordinary message itself stands: a sealed one has none anywhere."""
    line = rb"<li>(?:(?!</li>).)*" + quote(code).encode() + rb"(?:(?!</li>).)*</li>"
    return found[0], found[1], re.sub(line, b"", found[2], flags=re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("roles", [(Role.LEADER,), tuple(Role)], ids=["leader", "all"])
def test_the_person_concerned_sees_every_page_as_if_nothing_had_been_said(
    house: House, clock: Clock, roles: tuple[Role, ...]
) -> None:
    """Whatever he is, up to somebody who has every role there is and so may open every page of the house."""
    builders.enter_officer(house.commune, Role.INSPECTOR, name="Lò Thị Soi")
    concerned = builders.enter_officer(house.commune, *roles, name="Hà Văn Bị", title="Công chức")
    addresses = pages(behind_every_address(house), *roles)
    ordinary = sending.send(citizen(house.commune.pk), Saying(text="Đường vào thôn Tôm đầy ổ gà."), now=clock.now)
    addresses += [f"/can-bo/y-kien/{ordinary.code}{act}" for act in ("", "/nhan", "/tra-loi", "/chuyen-nguoi")]
    before, figures = crawl(concerned, addresses), [address for address in addresses if address in FIGURES]
    with transaction.atomic():  # what the pages of figures say of any message that comes; and it never came
        other = sending.send(citizen(house.commune.pk), Saying(text="Mương trước nhà tôi bị tắc nước."), now=clock.now)
        any_other = {page: without(other.code, found) for page, found in crawl(concerned, figures).items()}
        transaction.set_rollback(True)
    said = Saying(text="Ông Bị đòi hối lộ hai triệu mới ký giấy cho tôi.", officer_id=concerned.officer_id)
    sending.send(citizen(house.commune.pk), said, now=clock.now)
    assert SealedMatter.objects.of(house.commune).get().reader_id != concerned.officer_id
    after = crawl(concerned, addresses)
    changed = [address for address in addresses if after[address] != (before | any_other)[address]]
    assert changed == []


def test_whoever_it_is_his_own_desk_and_the_lists_tell_nothing(house: House, clock: Clock) -> None:
    """Each role by itself, each with something about him: the pages that are made for a role differ most."""
    builders.enter_officer(house.commune, Role.INSPECTOR, name="Lò Thị Soi")
    builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    readers = (Role.INSPECTOR, Role.CONFIDENTIAL_HANDLER)
    concerned = [builders.enter_officer(house.commune, role, name="Hà Văn Bị") for role in Role if role not in readers]
    lists = ["/can-bo/", "/can-bo/y-kien", "/can-bo/ca-xa", "/can-bo/viec?q=hối lộ", "/can-bo/nhac-viec"]
    before = [crawl(actor, lists) for actor in concerned]
    for actor in concerned:
        said = Saying(text="Ông ấy đòi hối lộ hai triệu mới ký giấy cho tôi.", officer_id=actor.officer_id)
        sending.send(citizen(house.commune.pk), said, now=clock.now)
    assert SealedMatter.objects.of(house.commune).count() == len(concerned)
    assert [crawl(actor, lists) for actor in concerned] == before


def test_a_sealed_code_asks_the_database_the_very_same_questions_as_a_made_up_one(house: House, clock: Clock) -> None:
    """So there is no time to measure: what is done is the same, statement by statement (bench/sealed.py measures)."""
    leader = Browser(house.leader, careful=False)
    said = Saying(text="Ông trưởng thôn nhận hối lộ, tham ô tiền quỹ.", officer_id=house.leader.officer_id)
    sent = sending.send(citizen(house.commune.pk), said, now=clock.now)
    leader.open("/can-bo/y-kien")
    asked = []
    for code in ("ĐL-PA-AAAAAAAA", sent.code, "ĐL-PA-ZZZZZZZZ"):  # the first visit also asks what a process remembers
        for path in (f"/can-bo/y-kien/{code}", f"/can-bo/tin-mat/{code}", f"/y-kien/cong-khai/{code}"):
            with CaptureQueriesContext(connection) as caught:
                status = leader.client.get(path).status_code
            questions = [query["sql"].replace(code, "*") for query in caught]
            # Which commune is served here is asked anew every ten seconds, by any page.
            asked.append((path.replace(code, "*"), status, [one for one in questions if _COMMUNE not in one]))
    third = len(asked) // 3
    assert asked[third : 2 * third] == asked[2 * third :]
