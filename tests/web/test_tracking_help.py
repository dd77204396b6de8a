"""What else the tracking page does for who holds the receipt: the phone's calendar, the usual time, *Tôi chưa hiểu*."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, ONE_PAPER, House
from tests.web.doors import Browser, nothing_changes
from vidan.actions import dossiers, matters
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.matters import PauseKind
from vidan.domain.people import Role
from vidan.queries import dossiers as seen
from vidan.store.models import Fact, Matter, Procedure, Reminder


@pytest.fixture
def matter(house: House) -> Matter:
    return builders.receive(house.one_stop)


@pytest.fixture
def proved(citizen: Browser, house: House, matter: Matter) -> Browser:
    """The browser of who typed code and secret."""
    secret = seen.receipt(house.one_stop, matter.code, now=NOW).secret
    citizen.send(citizen.open("/ho-so/tra-cuu"), code=matter.code, secret=secret)
    return citizen


def page(name: str, matter: Matter) -> str:
    return reverse(f"public.{name}", args=[matter.code])


def test_the_date_goes_into_the_telephones_calendar(proved: Browser, matter: Matter) -> None:
    assert page("tracking_calendar", matter) in proved.open(page("tracking", matter)).links
    answer = proved.open(page("tracking_calendar", matter)).response
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART:20261127T100000Z" in answer.content
    assert "Hà Thị Thảo" not in answer.content.decode()


def test_a_day_that_is_over_is_offered_to_no_calendar(citizen: Browser, house: House) -> None:
    older = builders.receive(house.one_stop, now=NOW - timedelta(days=60))
    secret = seen.receipt(house.one_stop, older.code, now=NOW).secret
    citizen.send(citizen.open("/ho-so/tra-cuu"), code=older.code, secret=secret)
    shown = citizen.open(page("tracking", older))
    assert "Chúng tôi xin lỗi ông/bà" in shown.words
    assert page("tracking_calendar", older) not in shown.links
    assert citizen.open(page("tracking_calendar", older)).location == page("tracking", older)


def test_who_is_waited_for_reads_what_to_bring_and_until_when(proved: Browser, house: House, matter: Matter) -> None:
    master = builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER)
    matters.take_over(master, matter.code, now=NOW)
    dossiers.move_on(master, matter.code, now=NOW)
    dossiers.ask_fee(master, matter.code, "lệ phí 75.000 đồng tại quầy", now=NOW)
    assert "lệ phí 75.000 đồng tại quầy" in proved.open(page("tracking", matter)).words
    dossiers.fee_paid(master, matter.code, now=NOW)
    slip = dossiers.ask_papers(master, matter.code, Asking({0}, "bản vẽ chưa có chữ ký"), now=NOW)
    words = proved.open(page("tracking", matter)).words
    assert f"Xin ông/bà bổ sung giấy tờ {slip.papers[0]['name']} · bản vẽ chưa có chữ ký" in words
    assert "Xin nộp tại quầy trước" in words
    assert slip.number in words
    assert "thời hạn tính lại từ đầu" in words
    dossiers.accept_papers(master, matter.code, now=NOW)
    assert f"{slip.papers[0]['name']} (nộp bổ sung)" in proved.open(page("tracking", matter)).words
    lone = OnePaper("Sổ hộ khẩu", "để biết ai ở cùng")
    dossiers.ask_papers(master, matter.code, Asking({1}, "bản sao bị mờ", lone, "chúng tôi xem sót lần đầu"), now=NOW)
    words = proved.open(page("tracking", matter)).words
    assert "xin lỗi vì phải hỏi lần thứ hai. Lý do của lãnh đạo: chúng tôi xem sót lần đầu" in words
    assert "Sổ hộ khẩu (ngoài danh mục đã công bố) · để biết ai ở cùng" in words
    look = Matter.objects.of(house.commune).get(kind="checklist")
    matters.take_over(master, look.code, now=NOW)
    dossiers.judge_paper(master, look.code, "không luật nào đòi giấy này", dropped=True, now=NOW)
    words = proved.open(page("tracking", matter)).words
    assert "Ông/bà không phải nộp “Sổ hộ khẩu” nữa" in words
    assert "để biết ai ở cùng" not in words
    dossiers.accept_papers(master, matter.code, now=NOW)
    assert "Ông/bà không phải nộp “Sổ hộ khẩu” nữa" in proved.open(page("tracking", matter)).words, "she holds the slip"


def test_who_waits_longer_or_for_a_second_result_reads_why_and_sorry(
    proved: Browser, house: House, matter: Matter
) -> None:
    master = builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER)
    matters.take_over(master, matter.code, now=NOW)
    dossiers.reappoint(master, matter.code, NOW.date() + timedelta(days=40), "mưa lớn chưa đo được đất", now=NOW)
    words = proved.open(page("tracking", matter)).words
    assert "Chúng tôi xin lỗi vì phải hẹn lại: mưa lớn chưa đo được đất" in words
    dossiers.finish(master, matter.code, now=NOW)
    dossiers.redo(master, matter.code, "sai số tờ bản đồ", master.officer_id or 0, now=NOW)
    words = proved.open(page("tracking", matter)).words
    assert "Kết quả lần trước bị sai, lỗi ở chúng tôi" in words
    assert "đã trao" not in words, "nobody had fetched it yet"


def test_who_is_refused_reads_why_and_by_which_law(proved: Browser, house: House, matter: Matter) -> None:
    master = builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER)
    matters.take_over(master, matter.code, now=NOW)
    dossiers.move_on(master, matter.code, now=NOW)
    dossiers.refuse(master, matter.code, "đất nằm trong quy hoạch đường", "Luật Xây dựng, Điều 91", now=NOW)
    words = proved.open(page("tracking", matter)).words
    assert "Vì sao không giải quyết được? đất nằm trong quy hoạch đường Căn cứ: Luật Xây dựng, Điều 91" in words


def test_without_the_receipt_there_is_no_file_and_nobody_is_called(citizen: Browser, matter: Matter) -> None:
    assert citizen.open(page("tracking_calendar", matter)).status == 302
    with nothing_changes():
        Browser(careful=False).post(page("not_understood", matter))


def test_i_do_not_understand_yet_reminds_the_holder_once(proved: Browser, house: House, matter: Matter) -> None:
    tracking = proved.open(page("tracking", matter))
    after = proved.follow(proved.send(tracking, action=page("not_understood", matter)))
    assert "sẽ gọi lại và giải thích" in after.words
    proved.follow(proved.send(after, action=page("not_understood", matter)))
    reminder = Reminder.objects.of(house.commune).get()
    assert (reminder.kind, reminder.officer_id) == ("question", house.one_stop.officer_id)
    assert Fact.objects.of(house.commune).filter(kind="ExplanationAsked").count() == 2
    assert "Tôi chưa hiểu" in Browser(house.one_stop).open(reverse("office.reminders")).words


def test_the_usual_time_comes_from_ten_real_cases_or_more(proved: Browser, house: House, matter: Matter) -> None:
    for number in range(10):
        case = builders.receive(house.one_stop)
        assert "Thường thì" not in proved.open(page("tracking", matter)).words
        dossiers.finish(house.one_stop, case.code, now=NOW + timedelta(hours=1 + number % 2))
    other = builders.receive(house.one_stop, ONE_PAPER)
    dossiers.finish(house.one_stop, other.code, now=NOW + timedelta(hours=1))
    assert dossiers.count_usual_times(house.commune.pk, now=NOW + timedelta(days=1)) == 1
    assert dossiers.count_usual_times(house.commune.pk, now=NOW + timedelta(days=1)) == 0
    kept = Procedure.objects.of(house.commune).get(key=builders.BUILDING_PERMIT).usual
    assert kept == {"n": 10, "p50": 60, "p90": 120}
    words = proved.open(page("tracking", matter)).words
    assert "một nửa số hồ sơ loại này xong trong 1 giờ làm việc, chín phần mười xong trong 2 giờ" in words


def test_what_waited_for_the_citizen_is_not_our_time(house: House) -> None:
    for _ in range(10):
        case = builders.receive(house.one_stop)
        dossiers.pause(house.one_stop, case.code, PauseKind.CITIZEN, "chờ bà con hẹn ngày đo đất", now=NOW)
        matters.resume(house.one_stop, case.code, now=NOW + timedelta(days=3))
        dossiers.finish(house.one_stop, case.code, now=NOW + timedelta(days=3, hours=1))
    dossiers.count_usual_times(house.commune.pk, now=NOW + timedelta(days=4))
    assert Procedure.objects.of(house.commune).get(key=builders.BUILDING_PERMIT).usual["p50"] == 60


def test_the_page_is_set_in_large_print_by_a_link_and_back_again(proved: Browser, matter: Matter) -> None:
    usual = proved.open(page("tracking", matter))
    assert 'class="large"' not in usual.html
    assert "?chu=to" in usual.links
    large = proved.open(page("tracking", matter) + "?chu=to")
    assert '<html lang="vi" class="large">' in large.html
    assert "?" in large.links


def test_a_question_about_this_dossier_gets_a_date_and_can_be_followed(
    proved: Browser, house: House, matter: Matter
) -> None:
    (link,) = [link for link in proved.open(page("tracking", matter)).links if "ho-so=" in link]
    asked = proved.open(link)
    assert "Ông/bà muốn hỏi gì về hồ sơ này?" in asked.words
    assert asked.field("place") == f"Hồ sơ {matter.code}"
    assert asked.field("may_publish") == ""
    kept = proved.follow(proved.send(asked, text="Cho tôi hỏi hồ sơ của tôi còn thiếu giấy gì nữa không?"))
    assert "Xã trả lời chậm nhất" in kept.words
    feedback = Matter.objects.of(house.commune).get(kind="feedback")
    assert feedback.code in kept.words
    assert feedback.due_at is not None
    assert "còn thiếu giấy gì nữa" not in str(list(Matter.objects.of(house.commune).values()))
    desk = Browser(house.leader).open(reverse("office.feedback", args=[feedback.code]))
    assert f"Hồ sơ {matter.code}" in desk.words


def test_an_address_with_anything_in_it_only_fills_the_box(citizen: Browser) -> None:
    odd = citizen.open("/y-kien", **{"ho-so": "<script>alert(1)</script>" * 20})
    assert odd.status == 200
    assert "<script>alert" not in odd.html
    assert len(odd.field("place")) <= 200
