"""Step 1: a dossier at the counter, from a few letters to the promised date."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, ONE_PAPER, House
from tests.web.conftest import Clock
from tests.web.doors import WOMAN, Browser, codes, intake_path, marked, nothing_changes, take_in
from vidan.actions import communes
from vidan.queries import dossiers as seen
from vidan.queries.procedures import PaperCard
from vidan.store import guard
from vidan.store.models import Dossier, Fact, Matter, Person, Procedure, Slip
from vidan.web.office.intake_forms import IntakeForm, Places

# -- finding the procedure ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letters", ["khai sinh", "KHAI SINH", "khái sịnh", "  khai   sinh ", "dang ky khai", BIRTH])
def test_a_procedure_is_found_by_a_few_letters_without_diacritics(counter: Browser, letters: str) -> None:
    page = counter.open(reverse("office.intake"), q=letters)
    assert intake_path(BIRTH) in page.links


def test_letters_that_match_nothing_get_a_word_of_advice(counter: Browser) -> None:
    page = counter.open(reverse("office.intake"), q="xyzxyz")
    assert "Không thấy thủ tục nào hợp" in page.words
    assert page.status == 200


def test_what_is_received_most_here_stands_first(counter: Browser, house: House) -> None:
    for _ in range(2):
        builders.receive(house.one_stop, ONE_PAPER)
    links = [link for link in counter.open(reverse("office.intake")).links if "/tiep-nhan/" in link]
    assert links[0] == intake_path(ONE_PAPER)


def test_a_procedure_that_the_commune_does_not_have_is_told_kindly(counter: Browser) -> None:
    page = counter.open(intake_path("9.999999"))
    assert page.status == 404
    assert "Không tìm thấy thủ tục «9.999999»" in page.words


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_hands_stay_on_the_keyboard_the_first_answer_has_the_focus(counter: Browser) -> None:
    page = counter.open(intake_path())
    assert page.html.count(" autofocus") == 1
    assert page.html.index(" autofocus") < page.html.index('name="paper_1"')
    wrong = counter.send(page, "receive")
    assert wrong.html.index("autofocus") < wrong.html.index('name="paper_0"'), "what is wrong is read first"
    assert wrong.html.count(" autofocus") == 1


def test_the_page_explains_the_promise_day_by_day(counter: Browser) -> None:
    page = counter.open(intake_path())
    assert "Nhận lúc 09 giờ 00 thứ Ba 17/11: ngày nhận là ngày 0, chưa tính." in page.words
    assert "Ngày làm việc thứ 1 đến thứ 3: từ thứ Tư 18/11 đến thứ Sáu 20/11." in page.words
    assert "Nghỉ lễ Ngày Văn hóa Việt Nam: thứ Ba 24/11." in page.words
    assert "Hẹn trả: 17 giờ 00" in page.words


def test_each_paper_is_asked_for_with_its_condition(counter: Browser) -> None:
    page = counter.open(intake_path())
    for place, paper in enumerate(builders.papers_of(BUILDING_PERMIT)):
        wanted = ["present", "not_applicable", "missing"] if paper.condition else ["present", "missing"]
        assert page.form().choices[f"paper_{place}"] == wanted
        assert paper.name in page.words
        assert paper.condition in page.words


# -- receiving --------------------------------------------------------------------------------------------------------


def test_a_complete_dossier_is_received_and_leads_to_its_receipt(counter: Browser, house: House) -> None:
    answer = take_in(counter)
    assert codes(house) == ["ĐL-261117-0001"]
    assert answer.location == reverse("office.receipt", args=["ĐL-261117-0001"])
    receipt = counter.follow(answer)
    assert receipt.headings == ["Đã tiếp nhận"]
    assert "Bùi Thị Dậu" in receipt.words
    assert "Hẹn trả: 17 giờ 00" in receipt.words


def test_everything_typed_is_kept_with_the_dossier(counter: Browser, house: House) -> None:
    village = communes.enter_villages(house.commune, ["Ấm"], since=builders.SINCE, now=builders.NOW)[0]
    typed = {
        "village": str(village.pk),
        "email": "dau@example.vn",
        "content": "Nhà hai tầng\n\n\n\n  trên đất ở  ",
        "sets": "2",
        "delivery": "post",
    }
    take_in(counter, **typed)
    card = seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW)
    assert (card.person.name, card.person.number, card.person.born) == ("Bùi Thị Dậu", "038156001234", "1956-09-05")
    assert (card.person.phone, card.person.sex) == ("0912345679", "female")
    assert card.person.email == "dau@example.vn"
    assert card.content == "Nhà hai tầng\n\ntrên đất ở"
    assert (card.village, card.sets, card.delivery) == ("Ấm", 2, "post")


def test_the_officer_who_received_it_holds_it(counter: Browser, house: House) -> None:
    take_in(counter)
    card = seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW)
    assert card.holder is not None
    assert card.holder.id == house.one_stop.officer_id
    assert card.received_by == "Lê Thị Hoa"


def test_numbers_follow_each_other_without_a_hole_when_one_is_refused(counter: Browser, house: House) -> None:
    take_in(counter)
    take_in(counter, paper_0="missing")
    take_in(counter)
    assert codes(house) == ["ĐL-261117-0001", "ĐL-261117-0002"]


def test_only_a_missing_paper_blocks_not_one_that_does_not_apply(counter: Browser, house: House) -> None:
    papers = builders.papers_of(BUILDING_PERMIT)
    other = {f"paper_{place}": "not_applicable" for place, paper in enumerate(papers) if paper.condition}
    assert other, "this story needs a paper with a condition"
    take_in(counter, **other)
    assert len(codes(house)) == 1


def test_an_odd_number_only_warns(counter: Browser, house: House) -> None:
    receipt = counter.follow(take_in(counter, sex="male", born="1/2/1990"))
    assert "Số định danh và giới tính không khớp nhau" in receipt.words
    assert "Số định danh và năm sinh không khớp nhau" in receipt.words
    assert len(codes(house)) == 1


def test_a_name_is_enough_for_somebody_without_any_paper(counter: Browser, house: House) -> None:
    take_in(counter, name="Giàng A H'Mông", number="", born="", sex="", address="", phone="")
    assert len(codes(house)) == 1


# -- missing papers ---------------------------------------------------------------------------------------------------


def test_a_dossier_without_its_papers_is_not_taken_and_nothing_is_saved(counter: Browser) -> None:
    with nothing_changes():
        page = take_in(counter, paper_0="missing", paper_1="missing")
    papers = builders.papers_of(BUILDING_PERMIT)
    assert page.status == 200
    assert "Hồ sơ còn thiếu giấy tờ" in page.alert
    assert papers[0].name in page.alert
    assert papers[1].name in page.alert


def test_one_slip_lists_all_that_is_missing_at_once(counter: Browser, house: House) -> None:
    refused = take_in(counter, paper_0="missing", paper_1="missing")
    slip = counter.follow(counter.send(refused, "slip"))
    papers = builders.papers_of(BUILDING_PERMIT)
    assert "BS-261117-0001" in slip.words
    assert papers[0].name in slip.words
    assert papers[1].name in slip.words
    assert papers[2].name not in slip.words
    assert Slip.objects.of(house.commune).count() == 1
    assert codes(house) == []


def test_a_slip_without_anything_missing_is_refused(counter: Browser) -> None:
    with nothing_changes():
        page = take_in(counter, button="slip")
    assert "Không có giấy tờ nào thiếu" in page.alert


def test_a_paper_without_a_mark_is_named(counter: Browser) -> None:
    papers = builders.papers_of(BUILDING_PERMIT)
    with nothing_changes():
        page = take_in(counter, paper_2=[])
    assert f"{papers[2].name}: Chưa đánh dấu." in page.alert
    assert f"{papers[1].name}: Chưa đánh dấu." not in page.alert


def test_mistakes_are_told_in_the_order_of_the_page(counter: Browser) -> None:
    papers = builders.papers_of(BUILDING_PERMIT)
    with nothing_changes():
        page = take_in(counter, paper_2=[], name="")
    assert page.alert.index(papers[2].name) < page.alert.index("Họ và tên người nộp")


def test_what_was_typed_stays_when_something_is_wrong(counter: Browser) -> None:
    typed = {
        **WOMAN,
        "email": "dau@example.vn",
        "content": "Nhà hai tầng\ntrên đất ở",
        "sets": "3",
        "delivery": "post",
        "provincial_code": "000.00.38.H56-261117-0001",
        "received_on": "16/11/2026",
        "received_time": "8:40",
        "paper_1": "missing",
    }
    page = take_in(counter, **typed)
    assert page.alert
    for name, value in typed.items():
        assert page.field(name) == value, name
    assert page.field("paper_0") == "present"


def test_after_n_one_types_at_once_and_after_the_search_the_keys_walk_through_what_was_found(counter: Browser) -> None:
    assert " autofocus" in counter.open(reverse("office.intake")).html
    assert " autofocus" not in counter.open(reverse("office.intake"), q="khai sinh").html


# -- limits -----------------------------------------------------------------------------------------------------------


def test_a_procedure_without_a_confirmed_limit_is_not_received(counter: Browser) -> None:
    key = builders.unconfirmed_key()
    page = counter.open(intake_path(key))
    assert "chưa có thời hạn được xã xác nhận nên chưa thể hẹn ngày trả" in page.words
    assert {reverse("office.procedure", args=[key]), reverse("public.procedure_sheet", args=[key])} <= set(page.links)
    assert all("name" not in form.names for form in page.forms), "nobody types in vain"


def test_a_limit_that_was_taken_back_while_one_typed_refuses_and_loses_nothing(counter: Browser, house: House) -> None:
    page = counter.open(intake_path(BIRTH))
    with guard.writing_allowed():
        Procedure.objects.of(house.commune).filter(key=BIRTH).update(limit_sure=False, limit_confirmed_at=None)
    with nothing_changes():
        refused = counter.send(page, "receive", **WOMAN, **marked(BIRTH))
    assert "chưa có thời hạn được xã xác nhận nên chưa thể hẹn ngày trả" in refused.alert
    assert refused.field("name") == WOMAN["name"]


def test_once_a_leader_confirmed_the_limit_it_is_received(
    counter: Browser, house: House, browser_of: Callable[..., Browser]
) -> None:
    key = builders.unconfirmed_key()
    leader = browser_of(house.leader)
    page = leader.open(reverse("office.procedure", args=[key]))
    leader.follow(leader.send(page, value="10", unit="wd", document="Quyết định 12/QĐ-UBND ngày 05/9/2026"))
    assert "Hẹn trả:" in counter.open(intake_path(key)).words
    counter.follow(take_in(counter, key))
    assert seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW).limit == "10wd"


def test_a_procedure_that_the_one_stop_does_not_receive_says_so_before_anything_is_typed(
    counter: Browser, house: House
) -> None:
    with guard.writing_allowed():
        Procedure.objects.of(house.commune).filter(key=BIRTH).update(received_here=False)
    page = counter.open(intake_path(BIRTH))
    assert page.status == 409
    assert "không nhận ở bộ phận một cửa của xã" in page.words


# -- the same form twice ----------------------------------------------------------------------------------------------


def test_a_form_that_is_sent_twice_is_received_once(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    first = counter.send(page, "receive", **WOMAN, **marked())
    with nothing_changes():
        second = counter.send(page, "receive", **WOMAN, **marked())
    assert second.location == first.location
    assert codes(house) == ["ĐL-261117-0001"]
    take_in(counter)
    assert codes(house) == ["ĐL-261117-0001", "ĐL-261117-0002"], "the number of the second sending was given back"


def test_a_form_with_a_provincial_code_that_is_sent_twice_is_received_once(counter: Browser) -> None:
    page = counter.open(intake_path())
    typed: dict[str, Any] = {**WOMAN, **marked(), "provincial_code": "000.00.38.H56-261117-0007"}
    first = counter.send(page, "receive", **typed)
    with nothing_changes():
        assert counter.send(page, "receive", **typed).location == first.location


def test_a_slip_that_is_asked_for_twice_is_made_once(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    typed = {**WOMAN, **marked(paper_0="missing")}
    first = counter.send(page, "slip", **typed)
    with nothing_changes():
        assert counter.send(page, "slip", **typed).location == first.location
    assert Slip.objects.of(house.commune).count() == 1


def test_another_person_typed_into_a_page_left_open_is_another_dossier(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    counter.send(page, "receive", **WOMAN, **marked())
    counter.send(page, "receive", **{**WOMAN, "name": "Hà Văn Tư", "number": ""}, **marked())
    assert len(codes(house)) == 2


def test_a_slip_first_and_the_dossier_afterwards_from_the_same_page(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    counter.send(page, "slip", **WOMAN, **marked(paper_0="missing"))
    counter.follow(counter.send(page, "receive", **WOMAN, **marked()))
    assert len(codes(house)) == 1


def test_the_form_keeps_its_name_when_it_comes_back_with_an_error(counter: Browser) -> None:
    page = counter.open(intake_path())
    again = counter.send(page, "receive", **{**WOMAN, "phone": "abc"}, **marked())
    assert again.field("form_token") == page.field("form_token") != ""
    assert counter.open(intake_path()).field("form_token") != page.field("form_token")


def test_what_names_a_form_tells_nothing_of_what_was_typed(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    counter.send(page, "receive", **WOMAN, **marked())
    kept = Dossier.objects.of(house.commune).get().form_token
    assert kept
    assert page.field("form_token") not in kept
    assert len(kept) == 64


def test_two_officers_with_the_same_token_do_not_meet(
    counter: Browser, house: House, browser_of: Callable[..., Browser], clock: Clock
) -> None:
    """A dossier of another commune is never the answer."""
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    page = counter.open(intake_path())
    counter.send(page, "receive", **WOMAN, **marked())
    theirs = browser_of(other.one_stop, careful=False)
    answer = theirs.post(intake_path(), page.form().sends("receive", **WOMAN, **marked()))
    assert answer.status == 302
    assert Matter.objects.of(other.commune).count() == Matter.objects.of(house.commune).count() == 1


# -- what is told of it -----------------------------------------------------------------------------------------------


def test_an_intake_tells_exactly_one_fact(counter: Browser, house: House) -> None:
    take_in(counter)
    facts = Fact.objects.of(house.commune).filter(subject__startswith="matter:")
    assert [fact.kind for fact in facts] == ["DossierReceived"]


def test_the_same_person_is_found_again_by_her_number(counter: Browser, house: House) -> None:
    take_in(counter)
    take_in(counter, BIRTH, phone="0987 654 321")
    assert Person.objects.of(house.commune).count() == 1
    assert seen.dossier(house.one_stop, codes(house)[0], now=builders.NOW).person.phone == "0987654321"


def test_what_one_form_was_told_is_not_in_the_next_one(house: House) -> None:
    """The forms at the counter share their fields: nothing of one dossier or commune may stay in them."""
    paper = PaperCard(0, "Tờ khai", "", 1, 0)
    here = IntakeForm(
        QueryDict("name=<b>&sets=0&village=9"), papers=[paper], places=Places(lambda: [(9, "Thôn Tôm")], tuple), now=NOW
    )
    assert not here.is_valid()
    str(here)
    there = IntakeForm(papers=[], places=Places(lambda: [(7, "Thôn Khác")], tuple), now=NOW)
    assert "Thôn Khác" in str(there)
    assert "Thôn Tôm" not in str(there)
    assert "Tờ khai" not in str(there)
    assert "&lt;b&gt;" not in str(there)
    assert not there.errors
