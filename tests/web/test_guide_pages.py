"""Asking on the public page, and mending at the desk what was not understood."""

import gzip
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders

from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from tests.web.doors import Browser, statements
from vidan.actions import procedures
from vidan.actions.feedback import sending, working
from vidan.actions.feedback.working import Answer
from vidan.content.guide import pack_guide, small_talk
from vidan.content.procedures import commune_pack
from vidan.domain import people
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.procedures.guide.answers import decide
from vidan.queries import procedures as seen
from vidan.store.models import Feedback, GuideVerdict
from vidan.web import statics
from vidan.web.asking import NEEDS, Need
from vidan.web.public.guide import MISSED_AN_HOUR

SEARCH = "/thu-tuc/"


@pytest.mark.parametrize(
    "words", ["vợ mới đẻ mần giấy khai sinh mần răng", "lam giay khai sinh cho con", "giaays khai sinhf cho con"]
)
def test_home_words_find_the_procedure_and_the_page_says_why(citizen: Browser, words: str) -> None:
    page = citizen.open(SEARCH, q=words)
    assert f"/thu-tuc/{BIRTH}" in page.links
    assert "vì ông/bà viết" in page.words


def test_what_is_not_ours_is_sent_to_the_right_place_with_a_telephone(citizen: Browser) -> None:
    page = citizen.open(SEARCH, q="nhà tôi mất điện từ tối qua gọi ai")
    assert "Việc này do Điện lực làm" in page.words
    assert "1900 6769" in page.words


def test_who_wants_to_die_is_never_shown_a_form_first(citizen: Browser) -> None:
    page = citizen.open(SEARCH, q="em muốn chết")
    assert "Gọi ngay 115" in page.words and "tel:115" in page.links
    assert "xin đừng ở một mình lúc này" in page.words.lower()
    assert not [link for link in page.links if re.search(r"/thu-tuc/[\dX]", link)]
    assert "Có đúng việc ông/bà cần không?" not in page.words, "nobody in danger is asked for a verdict"
    over = citizen.open(SEARCH, q="cháy nhà mất hết giấy tờ, làm lại giấy khai sinh ở đâu")
    assert "Nếu có người đang gặp nguy hiểm, xin gọi ngay 114" in over.words
    assert "Gọi ngay 114" not in over.words


def test_fire_an_accident_and_violence_get_the_number_to_call_first(citizen: Browser) -> None:
    for words, number in (("cứu với cháy nhà", "114"), ("có người ngất ngoài đường", "115"), ("đang chém nhau", "113")):
        page = citizen.open(SEARCH, q=words)
        assert f"Gọi ngay {number}" in page.words
        assert f"tel:{number}" in page.links
        assert "Xã không giải quyết được việc này" not in page.words


def test_no_emergency_number_stands_under_ordinary_paperwork(citizen: Browser) -> None:
    page = citizen.open(SEARCH, q="đăng ký xe máy mới mua")
    assert "Công an xã" in page.words
    assert "113" not in page.words


def test_small_talk_and_abuse_get_a_kind_word_and_no_procedure(citizen: Browser) -> None:
    for words in ("mai trời có mưa không", "lũ ăn hại"):
        page = citizen.open(SEARCH, q=words)
        assert "/lien-he" in page.links
        assert f"/thu-tuc/{BIRTH}" not in page.links


def test_where_we_are_not_sure_we_say_so_and_offer_a_person(citizen: Browser) -> None:
    page = citizen.open(SEARCH, q="thủ tục nuôi chim yến trên nóc nhà")
    assert "Chúng tôi chưa chắc hiểu đúng." in page.words
    assert "/lien-he" in page.links
    assert "Xem cần mang theo gì" not in page.words


HOSTILE = [
    "a" * 10_000,
    "😀" * 50,
    "' OR 1=1; DROP TABLE vidan_procedure; --",
    "khai NEAR/2 sinh* AND (",
    "\x00\x1f",
    "<script>",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_are_answered_calmly(citizen: Browser, words: str) -> None:
    page = citizen.open(SEARCH, q=words)
    assert page.status == 200
    assert "<script>" not in page.html.replace('<script type="module"', "").replace("<script src", "")


def test_both_forms_of_unicode_get_the_same_answer(citizen: Browser) -> None:
    composed = citizen.open(SEARCH, q="đăng ký khai sinh")
    apart = citizen.open(SEARCH, q=unicodedata.normalize("NFD", "đăng ký khai sinh"))
    assert composed.links == apart.links


def test_a_question_costs_three_statements_at_most(citizen: Browser) -> None:
    citizen.open(SEARCH, q="khai sinh cho con")
    with statements() as told:
        citizen.open(SEARCH, q="giấy khai sinh bị mất")
    assert len(told) <= 3, told


def test_the_answer_is_light(citizen: Browser) -> None:
    assert len(citizen.open(SEARCH, q="khai sinh").response.content) < 30_000
    assert len(citizen.open(f"/thu-tuc/{BIRTH}").response.content) < 30_000


def test_a_missed_question_goes_to_the_desk_is_mended_there_and_asked_again(
    citizen: Browser, counter: Browser, house: House
) -> None:
    words = "xin cái tờ xanh xanh dựng chuồng chim"
    page = citizen.open(SEARCH, q=words)
    assert page.form("post").action == "/thu-tuc/chua-thay"
    thanked = citizen.follow(citizen.send(page))
    assert "Cảm ơn" in thanked.words
    (card,) = seen.missed(house.commune.pk)
    assert card.words == words
    assert f"/can-bo/thu-tuc/cau-hoi/{card.number}" in counter.open("/can-bo/thu-tuc/cau-hoi").links
    form = counter.open(f"/can-bo/thu-tuc/cau-hoi/{card.number}")
    done = counter.follow(counter.send(form, key=BUILDING_PERMIT))
    assert "đã xong" in done.words
    assert f"/thu-tuc/{BUILDING_PERMIT}" in citizen.open(SEARCH, q=words).links


def test_small_talk_is_not_asked_back_and_every_other_office_comes_with_a_number(
    citizen: Browser, house: House
) -> None:
    page = citizen.open(SEARCH, q="trời mưa không")
    assert "Chúng tôi ở đây để giúp" in page.words
    assert "Có đúng việc ông/bà cần không?" not in page.words
    elsewhere = citizen.open(SEARCH, q="làm hộ chiếu").words.partition("Nơi ấy lo")[0]
    assert "Việc này do Công an tỉnh" in elsewhere
    assert house.commune.phone in elsewhere, "who knows no number of theirs may call the commune"


def test_a_few_words_of_a_name_are_as_good_as_a_code(citizen: Browser, counter: Browser, house: House) -> None:
    """What the words find stands first to choose; nothing is taught before somebody chose."""
    citizen.post(
        "/thu-tuc/chua-thay", {"q": "tờ giấy lạ lắm", "hieu": "chua"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    (card,) = seen.missed(house.commune.pk)
    address = f"/can-bo/thu-tuc/cau-hoi/{card.number}"
    page = counter.send(counter.open(address), key="khai sinh cho con")
    assert page.status == 200
    assert BIRTH in page.form("post").choices["meant"]
    assert seen.missed(house.commune.pk), "still open"
    assert "Đã dạy" in counter.follow(counter.send(page, meant=BIRTH)).words
    assert not seen.missed(house.commune.pk)


def test_the_desk_is_told_what_is_missing(citizen: Browser, counter: Browser, house: House) -> None:
    citizen.send(citizen.open(SEARCH, q="tờ giấy gì đó lạ lắm"))
    number = seen.missed(house.commune.pk)[0].number
    page = counter.send(counter.open(f"/can-bo/thu-tuc/cau-hoi/{number}"), key="", words="tờ lạ")
    assert "chọn nơi khác" in page.words.lower()
    assert counter.send(page, key="khong-co").status == 200
    assert counter.open("/can-bo/thu-tuc/cau-hoi/999999").status == 404


def test_understood_or_not_yet_is_asked_under_each_procedure_and_counted_once(citizen: Browser, house: House) -> None:
    page = citizen.open(f"/thu-tuc/{BIRTH}")
    said = citizen.follow(citizen.send(page, "hieu"))
    assert "Xin lỗi, chúng tôi viết chưa rõ" in said.words
    assert f"/y-kien?huong-dan={BIRTH}" in said.links
    citizen.send(page, "hieu")
    assert GuideVerdict.objects.of(house.commune).count() == 1
    unknown = citizen.client.post("/thu-tuc/9.999999/hieu", {"hieu": "roi"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert unknown.status_code == 404


def test_another_site_cannot_speak_for_people(citizen: Browser, house: House) -> None:
    citizen.client.post(f"/thu-tuc/{BIRTH}/hieu", {"hieu": "roi"}, headers={"Sec-Fetch-Site": "cross-site"})
    citizen.client.post("/thu-tuc/chua-thay", {"q": "lạ lắm"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not GuideVerdict.objects.of(house.commune).exists()
    assert seen.missed(house.commune.pk) == []


def test_a_citizen_makes_her_own_list_and_the_counter_opens_it_by_its_code(citizen: Browser, counter: Browser) -> None:
    page = citizen.open(f"/thu-tuc/{BIRTH}")
    assert "Lập danh sách riêng của tôi" in page.words
    own = citizen.follow(citizen.open(f"/thu-tuc/{BIRTH}", rieng="1", ca="0"))
    (code,) = re.findall(rf"mã ({re.escape(BIRTH)}-\w+)\.", own.words)
    desk = counter.follow(counter.open("/can-bo/tiep-nhan", q=code))
    assert "đã được đánh dấu sẵn" in desk.words
    marks = [values for name, values in desk.form("post").values.items() if name.startswith("paper_")]
    assert ["not_applicable"] in marks


def test_a_code_that_was_misheard_leaves_the_checklist_as_it_is(counter: Browser) -> None:
    desk = counter.follow(counter.open("/can-bo/tiep-nhan", q=f"{BIRTH}-ZZZZ"))
    assert desk.status == 200
    assert "đọc chưa đúng" in desk.words


def test_officials_words_are_explained_at_the_foot_and_linked_where_they_stand_first(citizen: Browser) -> None:
    page = citizen.open(f"/thu-tuc/{BIRTH}")
    meanings = {f"#{name}" for name in page.ids if name.startswith("tu-")}
    linked = [link for link in page.links if link.startswith("#tu-")]
    assert "Chữ khó, nói cho dễ hiểu" in page.words
    assert set(linked) == meanings
    assert len(linked) == len(meanings) > 3


def test_the_desk_sees_how_easily_a_guide_reads(counter: Browser) -> None:
    for address in (f"/can-bo/thu-tuc/{BIRTH}", f"/can-bo/thu-tuc/{BIRTH}/de-nghi-sua"):
        assert "tiếng một câu" in counter.open(address).words


def test_twelve_pictures_ask_for_who_does_not_like_to_type(citizen: Browser) -> None:
    pictures = [link for link in citizen.open("/").links if link.startswith("/thu-tuc/?q=")]
    assert len(set(pictures)) == 12
    assert pictures == [link for link in citizen.open(SEARCH).links if link.startswith("/thu-tuc/?q=")]
    assert f"/thu-tuc/{BIRTH}" in citizen.open(pictures[0]).links


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.picture)
def test_each_picture_leads_to_something_that_the_pack_does(need: Need) -> None:
    told = decide(pack_guide().rank(need.question), {text.key for text in commune_pack()}, small_talk())
    assert told.procedures
    assert told.kind not in {"nothing", "kind", "refer"}


def test_a_guide_that_was_not_clear_is_asked_about_to_another_officer_than_its_keeper(
    citizen: Browser, house: House
) -> None:
    keeper = house.one_stop.officer_id
    assert keeper is not None
    procedures.name_keeper(house.leader, BIRTH, keeper, now=NOW)
    page = citizen.open("/y-kien", **{"huong-dan": BIRTH})
    assert "Một cán bộ trả lời chậm nhất" in page.words
    wrong = citizen.send(page, text="a")
    assert "kể thêm" in wrong.words
    assert "Một cán bộ trả lời chậm nhất" in wrong.words
    citizen.send(wrong, text="Bố mẹ chưa kết hôn thì khai sinh cho cháu cần giấy gì?", may_publish="on")
    asked = Feedback.objects.of(house.commune).get()
    assert asked.topic == "ho_so_thu_tuc"
    assert asked.matter.holder_id not in (None, keeper)


def test_a_question_answered_for_all_is_found_by_the_next_who_asks(citizen: Browser, house: House) -> None:
    words, answer = "Bố mẹ chưa kết hôn thì khai sinh cho cháu cần giấy gì?", "Mẹ đi khai là đủ, cháu mang họ mẹ."
    assert answer not in citizen.open(SEARCH, q=words).words
    sent = sending.send(people.citizen(house.commune.pk), Saying(text=words, may_publish=True), now=NOW)
    officer = house.leader
    working.acknowledge(officer, sent.code, MessageClass.QUESTION, Topic.PROCEDURES, now=NOW)
    working.take(officer, sent.code, "tôi trả lời câu này", now=NOW)
    told = Answer(asked=words, said=answer, next_step="Xin ra quầy.", checked_on=NOW.date())
    working.answer(officer, sent.code, told, solved=False, now=NOW)
    desk = Browser(officer)
    desk.send(desk.open(f"/can-bo/y-kien/{quote(sent.code)}/dang"))  # what was answered stands there to be looked over
    page = citizen.open(SEARCH, q="khai sinh mà bố mẹ chưa kết hôn")
    assert answer in page.words
    shown = f"/y-kien/cong-khai/{quote(sent.code)}"
    assert shown in page.links
    _not_clear(citizen, shown, sent.code, house)
    assert answer not in citizen.open(SEARCH, q="xin phép xây nhà").words


def _not_clear(citizen: Browser, shown: str, code: str, house: House) -> None:
    """Under an answer too: not understood, then a call, or a question that another officer gets."""
    page = citizen.follow(citizen.post(f"{shown}/hieu", {"hieu": "chua"}, headers={"Sec-Fetch-Site": "same-origin"}))
    assert "Xin lỗi, chúng tôi viết chưa rõ" in page.words
    assert GuideVerdict.objects.of(house.commune).get(about="answer").procedure_key == code
    citizen.send(citizen.open(f"/y-kien?tra-loi={quote(code)}"), text="Tôi đọc câu trả lời mà chưa hiểu chỗ họ mẹ")
    again = Feedback.objects.of(house.commune).latest("pk").matter
    assert again.code != code
    assert again.holder_id not in (None, house.leader.officer_id)


def test_an_answer_with_all_that_stands_around_it_is_under_30_kilobytes(citizen: Browser) -> None:
    """As it goes over the wire: on a line of 64 kbit/s, read within five seconds the first time, one the next."""
    page = citizen.open(SEARCH, q="vo moi de lam giay khai sinh")
    around = set(re.findall(r"/tinh/(vidan/[\w./-]+\.(?:css|js|svg))", page.html))
    assert statics.JOINED in around
    files = [Path(str(finders.find(name))).read_bytes() for name in around - {statics.JOINED}]
    assert len(files) > 1
    weights = [len(gzip.compress(one)) for one in (page.response.content, statics.joined(), *files)]
    assert weights[0] < 10_000
    assert sum(weights) < 20_000


def test_what_the_search_answered_was_understood_or_not(citizen: Browser, house: House) -> None:
    page = citizen.open(SEARCH, q="lam giay khai sinh cho con")
    said = {"q": "lam giay khai sinh cho con", "hieu": "roi"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert "/thu-tuc/chua-thay" in [form.action for form in page.forms]
    assert "Cảm ơn" in citizen.follow(citizen.post("/thu-tuc/chua-thay", said, headers=headers)).words
    assert not seen.missed(house.commune.pk)
    told = citizen.follow(citizen.post("/thu-tuc/chua-thay", said | {"hieu": "chua"}, headers=headers))
    assert any(link.startswith("/y-kien?hoi=") for link in told.links)
    assert [row.words for row in seen.missed(house.commune.pk)] == [said["q"]]
    rows = GuideVerdict.objects.of(house.commune).order_by("pk").values_list("about", "procedure_key", "understood")
    assert list(rows) == [("search", BIRTH, True)], "the same words from the same address count once"


def test_one_address_cannot_move_promise_2_by_asking_on_and_on(citizen: Browser, house: House) -> None:
    asked = [f"xin giấy tờ lạ số {'a' * number}" for number in range(1, 7)]
    for words in (asked[0], asked[0].upper(), *asked):
        citizen.post("/thu-tuc/chua-thay", {"q": words, "hieu": "roi"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert GuideVerdict.objects.of(house.commune).count() == 3
    assert not seen.missed(house.commune.pk)
    for words in asked[3:]:
        citizen.post("/thu-tuc/chua-thay", {"q": words, "hieu": "chua"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert GuideVerdict.objects.of(house.commune).count() == 3
    assert len(seen.missed(house.commune.pk)) == 3, "what was not understood is still work for the keepers"


def test_who_is_asked_whether_she_understood_is_told_that_her_question_is_kept(citizen: Browser) -> None:
    kept = "giữ lại câu ông/bà đã hỏi, không ghi ai hỏi"
    assert kept in citizen.open(f"/thu-tuc/{BIRTH}", hoi="xin giấy chứng nhận").words
    assert kept not in citizen.open(f"/thu-tuc/{BIRTH}").words


def test_what_one_address_understood_cannot_push_out_the_questions_of_others(citizen: Browser, house: House) -> None:
    headers = {"Sec-Fetch-Site": "same-origin"}
    for number in range(1, MISSED_AN_HOUR + 1):
        citizen.post("/thu-tuc/chua-thay", {"q": f"chuyện lạ {'b' * number}", "hieu": "chua"}, headers=headers)
    said = {"hoi": "xin giấy chứng nhận lạ lắm", "hieu": "roi"}
    citizen.post(f"/thu-tuc/{BUILDING_PERMIT}/hieu", said, headers=headers)
    assert said["hoi"] not in {card.words for card in seen.missed(house.commune.pk)}
    assert GuideVerdict.objects.of(house.commune).filter(about="guide", understood=True).exists()


def test_what_somebody_chose_and_understood_is_offered_to_be_taught(citizen: Browser, house: House) -> None:
    words = "xin cái tờ hồng hồng cho cu Tí nhà em"
    before = seen.guidance(house.commune.pk, words, NOW.date())
    assert before.kind != "found"
    chosen = before.found[-1].row.key
    link = next(link for link in citizen.open(SEARCH, q=words).links if link.startswith(f"/thu-tuc/{chosen}?hoi="))
    form = citizen.open(link).form(action=f"/thu-tuc/{chosen}/hieu")
    said = form.sends() | {"hieu": "roi"}
    citizen.post(form.action, said, headers={"Sec-Fetch-Site": "same-origin"})
    (missed,) = seen.missed(house.commune.pk)
    assert missed.words == words
    procedures.ask_doubts(house.commune.pk, now=NOW)
    (card,) = seen.doubts(house.commune.pk, NOW.date())
    assert card.key == chosen, "it is the work of who keeps what was chosen"
    procedures.settle_question(house.one_stop, missed.number, chosen, now=NOW)
    after = seen.guidance(house.commune.pk, words, NOW.date())
    assert (after.kind, after.found[0].row.key) == ("found", chosen)


def test_a_question_nobody_can_answer_by_search_is_asked_of_a_person(citizen: Browser) -> None:
    page = citizen.open(SEARCH, q="chuyện lạ chưa ai hỏi bao giờ")
    link = next(link for link in page.links if link.startswith("/y-kien?hoi="))
    assert citizen.open(link).field("text") == "chuyện lạ chưa ai hỏi bao giờ"


def test_the_week_s_list_is_mended_on_one_screen_and_the_question_is_run_again(
    citizen: Browser, counter: Browser, house: House
) -> None:
    words = "xin cái tờ xanh xanh dựng chuồng chim"
    procedures.miss_question(house.commune.pk, words, BUILDING_PERMIT, now=NOW)
    procedures.judge_guide(house.commune.pk, BUILDING_PERMIT, understood=False, now=NOW)
    procedures.ask_doubts(house.commune.pk, now=NOW)
    (card,) = seen.doubts(house.commune.pk, NOW.date())
    address = f"/can-bo/thu-tuc/chua-hieu/{card.code}"
    assert address in counter.open("/can-bo/thu-tuc/chua-hieu").links
    page = counter.open(address)
    assert words in page.words
    assert "Viết lại cho dễ hiểu" in page.words
    token = {"csrfmiddlewaretoken": page.forms[-1].values["csrfmiddlewaretoken"][0]}
    early = counter.post(address, {**token, "outcome": "Đã xong"})
    assert early.status == 422
    assert "Còn câu hỏi chưa chỉ nghĩa" in early.words
    number = card.questions[0].number
    wrong = counter.post(address, {**token, "question": number, f"q{number}-words": words, f"q{number}-key": "9.9"})
    assert wrong.status == 422
    assert "9.9" in wrong.html
    told = {"question": number, f"q{number}-words": words, f"q{number}-meant": BUILDING_PERMIT}
    mended = counter.follow(counter.post(address, {**token, **told}))
    assert "máy trả lời đúng" in mended.words
    assert f"/thu-tuc/{BUILDING_PERMIT}" in citizen.open(SEARCH, q=words).links
    done = counter.follow(counter.post(address, {**token, "outcome": "Dạy máy một lời hỏi"}))
    assert "đã xong" in done.words
    assert counter.open("/can-bo/thu-tuc/chua-hieu/VL-0").status == 404


def test_a_wording_that_teaches_nothing_is_told_so(counter: Browser, house: House) -> None:
    procedures.miss_question(house.commune.pk, "zzz qqq www", "", now=NOW)
    number = seen.missed(house.commune.pk)[0].number
    page = counter.open(f"/can-bo/thu-tuc/cau-hoi/{number}")
    done = counter.follow(counter.send(page, key=BUILDING_PERMIT, words="lời khác hẳn của cán bộ"))
    assert "vẫn chưa ra" in done.words
