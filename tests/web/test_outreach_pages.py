"""What the board tells: each official says that he has read it; the loudspeaker's log; paper for walls."""

from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from tests.actions.test_steering_board import refusal
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.steering import BriefingText
from vidan.queries import steering as seen

TODAY = local_day(NOW)
DAY = timedelta(days=1)
TEXT = BriefingText("Ký cam kết mười hai lời hứa", "Mọi cán bộ đọc lại rồi ký trong tuần.", TODAY + 3 * DAY)
SPOKEN = "Sáng thứ Năm, Chủ tịch xã tiếp bà con tại trụ sở. Ai có việc xin mời đến."


def test_each_official_says_himself_that_he_has_read_it(house: House, clock: Clock) -> None:
    head = Browser(house.leader)
    page = head.open("/can-bo/can-doc")
    sent = head.send(page, title=TEXT.title, words=TEXT.words, read_by=TEXT.read_by.isoformat())
    assert sent.status == 302
    card = seen.briefings(house.leader)[0]
    assert card.mine is None and card.read == 0 and card.asked >= 3
    reader = Browser(house.specialist)
    assert TEXT.title in reader.open("/can-bo/can-doc").words
    assert seen.unread(house.specialist) == 1
    own = reader.open(f"/can-bo/can-doc/{card.id}")
    assert reader.send(own).status == 302
    assert "ông/bà đã đọc" in reader.open(f"/can-bo/can-doc/{card.id}").words
    assert seen.unread(house.specialist) == 0
    assert seen.briefing(house.leader, card.id).read == 1
    assert refusal(acts.acknowledge, house.specialist, card.id, now=NOW) == "steering.briefing.read"
    assert refusal(acts.acknowledge, house.leader, card.id, now=NOW) == "steering.briefing.not_asked"


def test_a_notice_is_sent_by_a_head_or_the_clerk_and_read_within_two_months(house: House) -> None:
    late = BriefingText(TEXT.title, TEXT.words, TODAY + 61 * DAY)
    assert refusal(acts.brief, house.leader, late, now=NOW) == "steering.briefing.day"
    assert refusal(acts.brief, house.specialist, TEXT, now=NOW) == "people.role.missing"
    acts.brief(house.leader, TEXT, now=NOW)
    (card,) = seen.briefings(house.specialist)
    assert card.waits_for_me


def test_a_text_with_a_name_is_not_kept_and_its_log_tells_where_it_was_heard(house: House, clock: Clock) -> None:
    head = Browser(house.leader, careful=False)
    named = {"act": "write", "title": "Tìm người", "words": "Mời ông Lò Văn Thử đến trụ sở xã."}
    wrong = head.post("/can-bo/tuyen-truyen", named)
    assert wrong.status == 422 and "Lò Văn Thử" in wrong.words
    assert head.post("/can-bo/tuyen-truyen", {**named, "words": SPOKEN}).status == 302
    (text,) = seen.broadcasts(house.commune.pk)
    aired = {"act": "air", "broadcast": str(text.id), "place": "thôn Vèn", "time": "05:30"}
    coming = head.post("/can-bo/tuyen-truyen", {**aired, "on": (TODAY + DAY).isoformat()})
    assert coming.status == 422 and "không sau bây giờ" in coming.words
    acts.air(house.leader, text.id, NOW, "thôn Vèn", now=NOW)
    assert "thôn Vèn" in Browser(house.leader).open("/can-bo/tuyen-truyen").words
    told = Browser().open("/xa-hua")
    assert SPOKEN in told.words and "Luôn lắng nghe" in told.words and "Không trễ hẹn" in told.words
    assert Browser(house.specialist, careful=False).post("/can-bo/tuyen-truyen", named).status == 404


def test_a_poster_for_each_place_and_a_sheet_for_the_notice_board(house: House, clock: Clock) -> None:
    head = Browser(house.leader, careful=False)
    answer = head.post("/can-bo/tuyen-truyen/to-treo", {"places": "Nhà văn hóa thôn Vèn\nTrạm y tế\n", "paper": "a3"})
    pages = PdfReader(BytesIO(answer.response.content)).pages
    assert len(pages) == 2
    assert [round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:]] == [297, 420]
    said = " ".join(pages[1].extract_text().split())
    assert "Trạm y tế" in said and "4 luôn" in said and "Không trễ hẹn" in said
    assert head.post("/can-bo/tuyen-truyen/to-treo", {"places": " ", "paper": "a3"}).status == 422
    sheet = head.open("/can-bo/tuyen-truyen/to-bang-tin").response
    assert "TỜ BẢNG TIN" in PdfReader(BytesIO(sheet.content)).pages[0].extract_text()
