"""How often she came is asked at the hand-over; a complaint that proved right is written down by a head."""

from collections.abc import Callable

from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import Browser, nothing_changes
from vidan.actions import dossiers
from vidan.store.models import Dossier


def ready(house: House) -> str:
    code = builders.receive(house.one_stop).code
    dossiers.finish(house.one_stop, code, now=NOW)
    return code


def test_the_counter_asks_how_often_she_came_and_the_page_tells_it(counter: Browser, house: House) -> None:
    code = ready(house)
    page = counter.open(reverse("office.give_out", args=[code]))
    assert "Bà con đã đến mấy lần vì việc này, kể cả lần này?" in page.words
    after = counter.follow(counter.send(page, visits="4"))
    assert "Theo lời người nhận: bà con đã đến 4 lần, 2 lần thừa" in after.words
    assert Dossier.objects.of(house.commune).get(matter__code=code).visits == 4


def test_the_counter_asks_whether_she_was_sent_elsewhere_and_point_4_follows(counter: Browser, house: House) -> None:
    told = {}
    for answer in ("", "no", "yes"):
        code = ready(house)
        page = counter.open(reverse("office.give_out", args=[code]))
        assert "Ngoài một cửa, bà con có phải tự đến cơ quan nào khác không?" in page.words
        told[answer] = counter.follow(counter.send(page, elsewhere=answer)).words
    assert "4. Số cơ quan phải liên hệ chưa hỏi được bà con, không tính" in told[""]
    assert "Theo lời người nhận" not in told[""]
    assert "4. Số cơ quan phải liên hệ 1" in told["no"]
    assert "Theo lời người nhận: bà con chỉ phải đến một cửa" in told["no"]
    assert "4. Số cơ quan phải liên hệ 0" in told["yes"]
    assert "Theo lời người nhận: bà con phải đến cả cơ quan khác" in told["yes"]


def test_who_was_not_asked_is_no_figure(counter: Browser, house: House) -> None:
    code = ready(house)
    counter.follow(counter.send(counter.open(reverse("office.give_out", args=[code])), visits=""))
    assert Dossier.objects.of(house.commune).get(matter__code=code).visits is None


def test_a_number_that_is_none_comes_back_and_nothing_is_handed_over(counter: Browser, house: House) -> None:
    page = counter.open(reverse("office.give_out", args=[ready(house)]))
    with nothing_changes():
        assert "lớn nhất là 20" in counter.send(page, visits="99").words
        assert "chưa đúng" in counter.send(page, visits="ba lần").words


def test_a_head_writes_down_a_complaint_that_proved_right(house: House, browser_of: Callable[..., Browser]) -> None:
    code, head = ready(house), browser_of(house.leader)
    path = reverse("office.uphold", args=[code])
    assert path in head.open(reverse("office.dossier", args=[code])).links
    assert "Xin ghi số, ngày của quyết định" in head.send(head.open(path), decision="").words
    after = head.follow(head.send(head.open(path), decision="QĐ 12/QĐ-UBND ngày 16/11/2026"))
    assert "Khiếu nại về hồ sơ này được kết luận là đúng: QĐ 12/QĐ-UBND ngày 16/11/2026" in after.words
    assert "đã ghi khiếu nại đúng rồi" in head.send(head.open(path), decision="QĐ 13").words
    assert browser_of(house.specialist).open(path).status == 403
