"""The page of rules, tried as it opens; a rule edited on the screen; the list of duty; danger on top of the day."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import Browser
from vidan.actions import communes
from vidan.actions.feedback import desks, rules, sending
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Role, citizen
from vidan.queries.feedback import routing
from vidan.store import guard
from vidan.store.models import Village

BrowserOf = Callable[..., Browser]
RULES, DUTY = "/can-bo/y-kien/ai-nhan", "/can-bo/truc"


@pytest.fixture
def head(browser_of: BrowserOf, house: House) -> Browser:
    communes.enter_villages(house.commune, ["Thôn Vèn"], since=local_day(NOW), now=NOW)
    return browser_of(house.leader)


def test_everybody_at_a_desk_reads_who_gets_what_and_each_example_is_tried(house: House, browser_of: BrowserOf) -> None:
    page = browser_of(house.specialist).open(RULES)
    assert "“đường vào thôn đầy ổ gà, đề nghị sửa” đến đúng đây" in page.words
    assert "người trực; không có thì lãnh đạo" in page.words
    assert "Thêm quy tắc" not in page.words


def test_a_new_rule_is_tried_before_it_counts_and_nothing_typed_is_lost(house: House, head: Browser) -> None:
    typed = {
        "name": "Loa thôn Vèn",
        "topics": ["dien_vien_thong"],
        "hours": "",
        "officers": [house.one_stop.officer_id],
    }
    page = head.send(head.open(f"{RULES}/moi"), **typed, examples="Đường vào thôn đầy ổ gà.")
    assert page.status == 422
    assert "lại đến quy tắc “đường, đất, xây dựng, nước, điện”" in page.words
    assert page.field("name") == "Loa thôn Vèn"
    head.follow(head.send(page, examples="Loa phát thanh của thôn rè, không nghe được gì"))
    names = [route.name for route in desks.routes(house.commune.pk)]
    assert names.index("Loa thôn Vèn") == 4
    listed = head.open(RULES)
    assert f"do {house.leader.name} ghi" in listed.words
    head.follow(head.send(listed, action=f"{RULES}/4/len"))
    head.follow(head.send(head.open(RULES), action=f"{RULES}/3/bo"))
    assert "Loa thôn Vèn" not in [route.name for route in desks.routes(house.commune.pk)]


def test_the_last_rule_is_asked_no_conditions_and_a_rule_that_is_not_there_is_no_page(
    house: House, head: Browser
) -> None:
    last = len(desks.routes(house.commune.pk)) - 1
    page = head.open(f"{RULES}/{last}")
    assert "nhận mọi việc còn lại" in page.words
    assert "Lúc nào?" not in page.words
    head.follow(head.send(page, name="Còn lại"))
    assert desks.routes(house.commune.pk)[-1].name == "Còn lại"
    assert head.open(f"{RULES}/{last + 1}").status == 404


def test_the_list_of_duty_is_written_by_a_leader_and_read_by_all(
    house: House, head: Browser, browser_of: BrowserOf
) -> None:
    page = head.open(DUTY)
    assert "Lúc này không có ai trực." in page.words
    wrong = head.send(page, officer=str(house.one_stop.officer_id), from_on="31/02/2026")
    assert "Ngày này chưa đọc được" in wrong.words
    head.follow(head.send(wrong, from_on="17/11/2026", until_on="18/11/2026"))
    read = " ".join(browser_of(house.specialist).open(DUTY).words.split())
    assert "17/11/2026 đang trực Lê Thị Hoa" in read
    assert "18/11/2026 Lê Thị Hoa" in read
    assert "Ghi ca trực" not in read
    _, tomorrow = routing.duty(house.leader, NOW)
    head.follow(head.send(head.open(DUTY), action=f"{DUTY}/{tomorrow.id}/bo"))
    assert "18/11/2026" not in browser_of(house.specialist).open(DUTY).words


def test_danger_stands_on_top_of_every_officers_day_until_somebody_takes_it(
    house: House, browser_of: BrowserOf
) -> None:
    watchman = builders.enter_officer(house.commune, Role.ONE_STOP, name="Hà Văn Trực")
    rules.put_on_duty(house.leader, watchman.officer_id or 0, local_day(NOW), local_day(NOW), now=NOW)
    text = "Cháy nhà ở thôn Tôm, lửa đang lan, có người kẹt bên trong, cứu với"
    sent = sending.send(citizen(house.commune.pk), Saying(text=text), now=NOW)
    desk = browser_of(watchman)
    for path in ("/can-bo/", "/can-bo/y-kien"):
        page = desk.open(path)
        assert "Bà con báo nguy hiểm, chưa ai nhận." in page.words
        assert reverse("office.feedback", args=[sent.code]) in page.response.content.decode()
        assert "kẹt bên trong" not in page.words
    assert "Xin gọi lại ngay" in desk.open("/can-bo/nhac-viec").words


def test_a_village_that_is_no_more_stays_in_a_rule_until_somebody_takes_it_out(house: House, head: Browser) -> None:
    village = Village.objects.of(house.commune).get()
    rule = {"name": "Đường thôn Vèn", "topics": ["duong_giao_thong"], "villages": [str(village.pk)], "duty": "on"}
    head.follow(head.send(head.open(f"{RULES}/moi"), **rule, hours="", examples="Đường vào thôn đầy ổ gà."))
    place = [route.name for route in desks.routes(house.commune.pk)].index("Đường thôn Vèn")
    with guard.writing_allowed():
        Village.objects.of(house.commune).update(valid_until=local_day(NOW))
    page = head.open(f"{RULES}/{place}")
    assert "không còn nữa: xin bỏ, chọn lại" in page.words
    head.follow(head.send(page, name="Đường thôn cũ"))
    assert desks.routes(house.commune.pk)[place].villages == {village.pk}
