"""A citizen says something on her telephone; the desk hears, answers, shows; she follows it and has the last word."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from vidan.actions.feedback import sealed
from vidan.domain.people import Role
from vidan.queries.feedback import public
from vidan.store import boxes, guard
from vidan.store.models import Feedback, FeedbackPhoto, Matter, Officer, SealedMatter, Village
from vidan.web.public import quotas

TEXT = "Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa."
ANSWER = {
    "asked": "Bà con báo đường vào thôn Tôm hỏng.",
    "said": "Xã đã vá các ổ gà bằng bê tông, hôm nay đi lại được.",
    "next_step": "Tháng sau xã xem lại.",
    "checked_on": "17/11/2026",
}
ATOM = "{http://www.w3.org/2005/Atom}"
BrowserOf = Callable[..., Browser]


def picture(kind: str = "JPEG") -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (60, 40), "orange").save(kept, kind)
    return SimpleUploadedFile(f"anh.{kind.lower()}", kept.getvalue(), f"image/{kind.lower()}")


def say(browser: Browser, text: str = TEXT, **typed: Any) -> Page:
    page = browser.open("/y-kien")
    form = page.form(action="/y-kien")
    form.names.add("photos")
    return browser.send(page, action="/y-kien", **{"text": text, "may_publish": "on", **typed})


def code_of(house: House) -> str:
    return str(Matter.objects.of(house.commune).latest("pk").code)


def to_desk(browser: Browser, code: str, page: str, button: str = "", **typed: Any) -> Page:
    path = reverse(page, args=[code])
    shown = browser.open(path)
    shown.form().names.add("photos")
    return browser.send(shown, button, **typed)


def test_a_message_gives_a_code_a_secret_a_date_and_shows_the_numbers_to_call(citizen: Browser, house: House) -> None:
    form = citizen.open("/y-kien")
    assert "114" in form.words
    said = citizen.follow(say(citizen))
    assert "Chúng tôi đã nhận" in said.headings[0]
    assert code_of(house) in said.words
    assert "115" in said.words
    leader = Officer.objects.get(pk=house.leader.officer_id)
    assert f"{leader.name} {leader.title}" in said.words  # a name: who answers to her for it
    assert "no-store" in said.response.headers["Cache-Control"]


def test_a_large_photo_is_never_laid_on_the_disk_as_it_came(
    citizen: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", lambda **_: pytest.fail("a plain file"))
    kept = BytesIO()
    Image.effect_noise((1300, 1300), 90).save(kept, "JPEG", quality=95)
    assert len(kept.getvalue()) > 1_000_000
    page = say(citizen, photos=SimpleUploadedFile("anh.jpg", kept.getvalue(), "image/jpeg"))
    assert page.status == 302
    assert FeedbackPhoto.objects.of(house.commune).count() == 1


def test_the_whole_way_from_a_photo_to_the_senders_last_word(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    citizen.follow(say(citizen, photos=picture()))
    code = code_of(house)
    desk = browser_of(house.specialist)
    assert code in desk.open("/can-bo/y-kien").words
    assert TEXT in desk.open(f"/can-bo/y-kien/{code}").words
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    bare = to_desk(desk, code, "office.feedback_answer", ending="solved", **ANSWER)
    assert bare.status == 422
    assert "ảnh sau khi làm xong" in bare.alert
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending="solved", photos=picture("PNG"), **ANSWER))
    mine = citizen.open("/y-kien/cua-toi")
    assert ANSWER["said"] in mine.words
    before, after = FeedbackPhoto.objects.of(house.commune).order_by("pk").values_list("pk", flat=True)
    assert f'src="/y-kien/cua-toi?anh={after}"' in mine.html
    shown = citizen.client.get("/y-kien/cua-toi", {"anh": str(after)})
    assert (shown.headers["Content-Type"], "no-store" in shown.headers["Cache-Control"]) == ("image/jpeg", True)
    assert all(citizen.client.get("/y-kien/cua-toi", {"anh": no}).status_code == 302 for no in ("0", "x", str(before)))
    again = citizen.client.post("/y-kien/cua-toi", with_token(mine, contest="1", words="vẫn còn hai ổ gà"))
    assert again.status_code == 302
    clock.forward(minutes=5)
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending="solved", photos=picture(), **ANSWER))
    citizen.client.post("/y-kien/cua-toi", with_token(mine, contest="1", words="vẫn chưa được"))
    leader = browser_of(house.leader)
    assert "lên Ban điều hành" in leader.open(f"/can-bo/y-kien/{code}").words
    leader.follow(to_desk(leader, code, "office.feedback_answer", ending="solved", photos=picture(), **ANSWER))
    assert citizen.client.post("/y-kien/cua-toi", with_token(mine, confirm="1")).status_code == 302
    assert "xác nhận đã xong" in citizen.open("/y-kien/cua-toi").words


def with_token(page: Page, **words: str) -> dict[str, Any]:
    token = next(form.values["csrfmiddlewaretoken"] for form in page.forms if "csrfmiddlewaretoken" in form.values)
    return {"csrfmiddlewaretoken": token[0], **words}


def test_code_and_secret_open_the_page_on_any_machine(citizen: Browser, house: House) -> None:
    said = citizen.follow(say(citizen))
    code = code_of(house)
    secret = said.words.partition("Mật mã ")[2].split()[0]
    other = Browser(address="203.0.113.9")
    wrong = other.send(other.open("/y-kien/tra-cuu"), code=code, secret="0000-0000-0000")
    assert wrong.status == 422
    found = other.follow(other.send(other.open("/y-kien/tra-cuu"), code=code.lower(), secret=secret))
    assert code in found.words
    other.client.post("/y-kien/roi-trang", with_token(found))
    assert other.open("/y-kien/cua-toi").status == 302


def test_what_was_typed_is_not_lost_when_something_is_wrong(citizen: Browser, house: House) -> None:
    page = say(citizen, text="a")
    assert page.status == 422
    page = citizen.send(citizen.open("/y-kien"), action="/y-kien", text=TEXT, latitude="10", longitude="200")
    assert page.status == 422
    assert page.form(action="/y-kien").values["text"] == [TEXT]


def test_a_robot_that_fills_the_hidden_field_leaves_nothing(citizen: Browser, house: House) -> None:
    say(citizen, website="http://x.example")
    assert Feedback.objects.of(house.commune).count() == 0


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(citizen: Browser, house: House) -> None:
    page = say(citizen, photos=SimpleUploadedFile("a.jpg", b"GIF89a<script>", "image/jpeg"))
    assert page.status == 422
    assert Feedback.objects.of(house.commune).count() == 0


def test_after_a_few_messages_a_sum_or_a_minute_is_asked_for(citizen: Browser, house: House, clock: Clock) -> None:
    for number in range(quotas.FREE):
        assert say(citizen, text=f"{TEXT} lần {number}").status == 302
    page = citizen.open("/y-kien")
    assert "data-sum" in page.html
    hurried = citizen.send(page, action="/y-kien", text=TEXT)
    assert hurried.status == 429
    assert hurried.form(action="/y-kien").values["text"] == [TEXT]
    clock.forward(seconds=quotas.PATIENCE + 1)
    assert citizen.send(page, action="/y-kien", text=TEXT).status == 302
    assert Browser(address="198.51.100.20").open("/y-kien").html.count("data-sum") == 0


def test_a_poster_fills_in_its_place(citizen: Browser, house: House) -> None:
    with guard.writing_allowed():
        village = Village(commune=house.commune, name="thôn Vèn", valid_from=builders.SINCE)
        village.save()
    page = citizen.open("/y-kien", thon=village.pk, cho="nhà văn hóa")
    form = page.form(action="/y-kien")
    assert form.values["place"] == ["nhà văn hóa"]
    assert form.values["village"] == [str(village.pk)]
    citizen.send(page, action="/y-kien", text=TEXT)
    assert Feedback.objects.of(house.commune).get().door == "poster"


def test_the_public_list_shows_what_a_person_looked_over_and_masked_photos_only(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    say(citizen, TEXT + " Gọi 0912 345 679.", photos=picture(), latitude="20.31", longitude="105.2")
    code, desk = code_of(house), browser_of(house.specialist)
    assert code not in citizen.open("/y-kien/cong-khai").words
    assert citizen.open(f"/y-kien/cong-khai/{code}").status == 404
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    form = desk.open(f"/can-bo/y-kien/{code}/dang")
    assert form.field("text") == f"{TEXT} Gọi …."
    told = desk.send(form, text="Đường có ổ gà, xe 36B1-234.56 chở đất")
    assert "36B1-234.56" in told.alert
    desk.follow(desk.send(told, text="Đường vào thôn có ổ gà & <b>vũng</b>", place="gần chùa", answer=""))
    photo = FeedbackPhoto.objects.of(house.commune).get()
    path = reverse("office.feedback_mask", args=[code, photo.pk])
    assert desk.send(desk.open(path), areas="5,5,200,10").status == 422
    desk.follow(desk.send(desk.open(path), areas="0,0,50,50"))
    row = public.one(house.commune.pk, code)
    assert row is not None
    page = citizen.open("/y-kien/cong-khai")
    assert "<circle" in page.html
    assert "Đường vào thôn có ổ gà" in page.words
    shown = citizen.open(f"/y-kien/cong-khai/{code}")
    assert f"/y-kien/anh/{row.photo}" in shown.html
    picture_page = citizen.client.get(f"/y-kien/anh/{row.photo}")
    # Open311 names it to programs: pages of other sites may show it.
    assert picture_page.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert picture_page.content[:2] == b"\xff\xd8"
    assert citizen.client.get(f"/y-kien/anh/{photo.file}").status_code == 404
    feed = citizen.client.get("/y-kien/cong-khai.atom?linh-vuc=duong_giao_thong")
    tree = ElementTree.fromstring(feed.content)  # what RFC 4287 wants: an author, an id of each feed, text as it was
    assert tree.findtext(f"{ATOM}author/{ATOM}name") == house.commune.name
    assert str(tree.findtext(f"{ATOM}id")).endswith("linh-vuc=duong_giao_thong")
    assert tree.findtext(f"{ATOM}entry/{ATOM}summary") == "Đường vào thôn có ổ gà &amp; &lt;b&gt;vũng&lt;/b&gt;"
    joining = citizen.open("/y-kien", cung=code).form(action="/y-kien")
    assert "cũng gặp việc này" in joining.values["text"][0]


def test_what_an_officer_types_in_is_printed_with_code_and_secret(
    house: House, browser_of: BrowserOf, actor_of: Callable[..., Any]
) -> None:
    head = browser_of(actor_of("village_head", name="Trưởng thôn"))
    page = head.open("/can-bo/y-kien/ghi-ho")
    slip = head.send(page, text=TEXT, door="phone", name="Bà Dậu", phone="0912 345 679")
    assert "Phiếu nhận ý kiến" in slip.words
    assert "localhost/y-kien/tra-cuu" in slip.words
    row = Feedback.objects.of(house.commune).get()
    assert (row.door, row.helped_by.name) == ("phone", "Trưởng thôn")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make = boxes.make_pair
    monkeypatch.setattr(boxes, "make_pair", lambda passphrase: make(passphrase, cheap=True))


def test_the_handler_makes_a_key_reads_with_it_and_answers(
    citizen: Browser, house: House, browser_of: BrowserOf, actor_of: Callable[..., Any], cheap: None
) -> None:
    handler = browser_of(actor_of("confidential_handler"))
    phrase = "một câu dài mà tôi nhớ"
    key = handler.send(handler.open("/can-bo/tin-mat/khoa"), passphrase=phrase, passphrase_again=phrase)
    file = key.response.content
    assert b"vidan-handler-key" in file
    citizen.follow(say(citizen, text="Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ."))
    code = SealedMatter.objects.of(house.commune).get().code
    listing = handler.open("/can-bo/tin-mat")
    assert code in listing.words
    page = handler.open(f"/can-bo/tin-mat/{code}")
    assert "hối lộ" not in page.words

    def open_with(content: bytes, words: str) -> Page:
        data = with_token(page, passphrase=words)
        data["key_file"] = SimpleUploadedFile("khoa.json", content)
        return handler.post(f"/can-bo/tin-mat/{code}", data)

    assert open_with(file, "một câu khác hẳn").status == 422
    assert open_with(b"\xff\xfe", phrase).status == 422
    assert "hối lộ" in open_with(file, phrase).words
    handler.post(f"/can-bo/tin-mat/{code}/tra-loi", with_token(page, words="Chúng tôi đã nhận và sẽ xác minh."))
    assert "sẽ xác minh" in citizen.open("/y-kien/cua-toi").words
    handler.post(f"/can-bo/tin-mat/{code}/ket-luan", with_token(page))
    assert SealedMatter.objects.of(house.commune).get().concluded_at is not None


def test_a_sealed_thing_answers_like_nothing_at_all_at_the_desk(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    leader = browser_of(house.leader)
    pages = ("/can-bo/y-kien", "/can-bo/", "/can-bo/ca-xa", "/can-bo/y-kien?cua-toi=1", "/y-kien/cong-khai")
    before = [leader.client.get(path).content for path in pages]
    say(citizen, text="Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ.")
    say(citizen, text=TEXT, officer=str(house.leader.officer_id))
    code = SealedMatter.objects.of(house.commune).first().code
    assert [_bare(leader.client.get(path).content) for path in pages] == [_bare(page) for page in before]
    unknown = leader.client.get("/can-bo/y-kien/ĐL-PA-00000000")
    sealed_one = leader.client.get(f"/can-bo/y-kien/{code}")
    assert (unknown.status_code, len(unknown.content)) == (sealed_one.status_code, len(sealed_one.content))


def _bare(content: bytes) -> str:
    """A page without the token that differs at each showing."""
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", content.decode())


def test_hidden_things_stay_hidden_after_they_were_taken_off(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    say(citizen)
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    desk.follow(to_desk(desk, code, "office.feedback_show", text="Đường có ổ gà", place="", answer=""))
    page = desk.open(f"/can-bo/y-kien/{code}")
    desk.post(f"/can-bo/y-kien/{code}/go", with_token(page))
    assert citizen.open(f"/y-kien/cong-khai/{code}").status == 404


def test_sending_on_handing_over_taking_over_thanking_and_adopting_are_one_question_each(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    say(citizen)
    code, desk, leader = code_of(house), browser_of(house.specialist), browser_of(house.leader)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    words = {"agency": "Sở Xây dựng tỉnh", "reason": "đường của tỉnh quản lý", "way": "phone", "on": "17/11/2026"}
    other = str(house.one_stop.officer_id)
    desk.follow(to_desk(desk, code, "office.feedback_hand_over", to_officer=other, reason="việc của một cửa"))
    desk.follow(to_desk(desk, code, "office.feedback_take_over", reason="việc của tổ tôi"))
    desk.follow(to_desk(desk, code, "office.feedback_send_on", **words))
    assert "Sở Xây dựng tỉnh" in citizen.open("/y-kien/cua-toi").words
    leader.post(f"/can-bo/y-kien/{code}/tiep-thu", with_token(leader.open(f"/can-bo/y-kien/{code}")))
    thanks = "Cảm ơn ông bà đã báo đúng chỗ đường hỏng."
    leader.follow(to_desk(leader, code, "office.feedback_thank", words=thanks))
    assert thanks in leader.open(f"/can-bo/y-kien/{code}").words


def test_what_turns_out_to_be_a_denunciation_leaves_the_desk_at_once(
    citizen: Browser, house: House, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vidan.actions.feedback import sending

    monkeypatch.setattr(sending, "must_be_sealed", lambda said, suggested: False)
    say(citizen, text="Tố cáo ông ấy nhận hối lộ")
    code, desk = code_of(house), browser_of(house.leader)
    page = desk.follow(to_desk(desk, code, "office.feedback_sort", cls="denunciation", topic="thu_chi_minh_bach"))
    assert code not in page.words
    assert desk.open(f"/can-bo/y-kien/{code}").status == 404


def test_a_message_sealed_in_doubt_is_handed_back_by_a_button(
    citizen: Browser, house: House, browser_of: BrowserOf, actor_of: Callable[..., Any]
) -> None:
    handler = browser_of(actor_of("confidential_handler"))
    say(citizen, text="Cô ở quầy nói năng cáu gắt, quát nạt dân.")
    code = SealedMatter.objects.of(house.commune).get().code
    page = handler.open(f"/can-bo/tin-mat/{code}")
    handler.post(f"/can-bo/tin-mat/{code}", with_token(page, hand_back="1"))
    assert Feedback.objects.of(house.commune).count() == 1
    assert sealed.HANDLERS == (Role.CONFIDENTIAL_HANDLER, Role.INSPECTOR)


def test_the_handler_sees_the_photos_of_a_sealed_message_and_of_no_other_page(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    handler = builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    say(citizen, text="Tố cáo trưởng thôn bỏ túi tiền quỹ của dân.", photos=picture())
    path = f"/can-bo/tin-mat/{SealedMatter.objects.of(house.commune).get().code}"
    browser = browser_of(handler)
    shut = browser.open(path)
    assert "data:image/jpeg" not in shut.response.content.decode()
    opened = browser.post(path, with_token(shut))
    assert "data:image/jpeg;base64," in opened.response.content.decode()
    assert "img-src 'self' data:" in opened.response.headers["Content-Security-Policy"]
    assert "data:" not in browser.open("/can-bo/tin-mat").response.headers["Content-Security-Policy"]


def test_whoever_has_the_same_trouble_joins_and_gets_a_code_of_her_own(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    say(citizen, may_publish="on")
    first = code_of(house)
    leader = browser_of(house.specialist)
    to_desk(leader, first, "office.feedback_sort", cls="feedback", topic="duong_giao_thong")
    to_desk(leader, first, "office.feedback_show", text="Đường vào thôn có ổ gà.")
    form = citizen.open("/y-kien", cung=first)
    form.form(action="/y-kien").names.add("photos")
    citizen.follow(citizen.send(form, action="/y-kien"))
    assert code_of(house) != first
    assert Feedback.objects.of(house.commune).get(matter__code=code_of(house)).joined is not None
    assert "1 người cũng gặp" in citizen.open(f"/y-kien/cong-khai/{first}").words


def test_to_be_shown_to_everybody_is_asked_for_and_never_taken_for_granted(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    assert not citizen.open("/y-kien").field("may_publish")
    say(citizen, may_publish="")
    code, desk = code_of(house), browser_of(house.specialist)
    to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong")
    assert "Đăng công khai" not in desk.open(f"/can-bo/y-kien/{code}").words


def test_the_line_cannot_time_what_was_sealed(house: House, browser_of: BrowserOf) -> None:
    """Both answers ask the door to let them go at an even moment (tests/cli/test_doorway.py)."""
    secret = "Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ của dân."
    openly, sealed_one = answers = [say(browser_of(), words) for words in (TEXT, secret)]
    assert SealedMatter.objects.of(house.commune).count() == Feedback.objects.of(house.commune).count() == 1
    assert [page.response.headers[settings.EVEN_HEADER] for page in answers] == ["100", "100"]
    assert sorted(openly.response.headers) == sorted(sealed_one.response.headers)


def test_what_she_contests_with_is_never_proposed_as_the_communes_answer(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    citizen.follow(say(citizen))
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending="solved", photos=picture("PNG"), **ANSWER))
    mine = citizen.open("/y-kien/cua-toi")
    citizen.client.post("/y-kien/cua-toi", with_token(mine, contest="1", words="lời riêng của tôi với xã"))
    form = next(form for form in desk.open(f"/can-bo/y-kien/{code}/dang").forms if "answer" in form.names)
    assert form.values["answer"] == [ANSWER["said"]]
