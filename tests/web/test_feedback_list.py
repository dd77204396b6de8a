"""A message is found by the code that somebody reads out, and the list is narrowed; what is sealed is never found."""

from collections.abc import Callable

import pytest

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_feedback_pages import TEXT, _bare, code_of, say, to_desk
from vidan.domain.feedback.saying import is_code, read_code
from vidan.domain.feedback.states import FeedbackState
from vidan.store import guard
from vidan.store.models import Matter, SealedMatter, Village

BrowserOf = Callable[..., Browser]
UNKNOWN = "ĐL-PA-00000000"


@pytest.mark.parametrize(
    "typed",
    [
        "ĐL-PA-0A46ZHS1",
        "dl pa 0a46zhs1",
        "0A46ZHS1",
        "ĐL-PA0A46 ZHS1",
        "ĐL-PA-OA46ZHSI",
        "PA-0a46-zhs1",
        "đl–pa–0A46ZHSL",
    ],
)
def test_a_messages_code_is_forgiven_like_any_other(typed: str) -> None:
    assert read_code(typed, "ĐL") == "ĐL-PA-0A46ZHS1"
    assert is_code(typed, "ĐL")


@pytest.mark.parametrize(
    "typed", ["DL261117", "ĐL-261117-0001", "", "Ha Thi T", "Nguyễn A", "12345678", "ĐL-PA-0A46", "x" * 99]
)
def test_what_is_another_code_or_a_name_is_left_to_the_dossiers(typed: str) -> None:
    assert not is_code(typed, "ĐL")


def test_eight_signs_that_begin_like_the_word_before_them_stay_whole() -> None:
    assert read_code("PA12345Z", "ĐL") == "ĐL-PA-PA12345Z"
    assert read_code("ĐL-261117-0001", "ĐL") == "ĐL-261117-0001"


def test_the_sender_types_her_code_as_she_reads_it(citizen: Browser, house: House) -> None:
    said = citizen.follow(say(citizen))
    code, secret = code_of(house), said.words.partition("Mật mã ")[2].split()[0]
    other = Browser(address="203.0.113.9")
    for typed in (code.replace("-", " ").lower(), code[-8:], code.replace("0", "O")):
        assert other.send(other.open("/y-kien/tra-cuu"), code=typed, secret=secret).location == "/y-kien/cua-toi"


@pytest.mark.parametrize("path", ["/can-bo/ho-so", "/can-bo/y-kien"])
def test_a_code_read_out_at_the_counter_leads_to_its_message(
    citizen: Browser, house: House, browser_of: BrowserOf, path: str
) -> None:
    say(citizen)
    code, desk = code_of(house), browser_of(house.one_stop)
    for typed in (code, f"pa {code[-8:].lower()}", code.replace("Đ", "d").replace("-", " ")):
        page = desk.open(path, q=typed)
        while page.status == 302:
            page = desk.open(page.location)
        assert TEXT in page.words


def test_a_sealed_message_is_found_as_little_as_one_that_never_was(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    say(citizen, text="Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ.")
    code, desk = SealedMatter.objects.of(house.commune).get().code, browser_of(house.leader)
    shown = [
        _bare(desk.client.get("/can-bo/y-kien", {"q": one}).content).replace(one, "CODE") for one in (code, UNKNOWN)
    ]
    assert shown[0] == shown[1]
    assert "Không có ý kiến nào mang mã này" in shown[0]


def test_the_list_is_narrowed_by_every_state_by_village_topic_lateness_and_danger(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    with guard.writing_allowed():
        village = Village(commune=house.commune, name="thôn Vèn", valid_from=builders.SINCE)
        village.save()
    say(citizen, village=str(village.pk))
    road = code_of(house)
    say(citizen, text="Nhà tôi đang cháy to, có người kẹt bên trong, cứu với")
    fire, desk = code_of(house), browser_of(house.specialist)
    to_desk(desk, road, "office.feedback_sort", cls="feedback", topic="duong_giao_thong")

    def found(**filters: str) -> set[str]:
        desk.awake()
        words = desk.open("/can-bo/y-kien", **filters).html.partition("<table")[2]
        return {code for code in (road, fire) if f'data-label="Mã">{code}' in words}

    assert found() == {road, fire}
    assert found(thon=str(village.pk)) == {road}
    assert found(**{"linh-vuc": "duong_giao_thong"}) == {road}
    assert found(khan="1") == {fire}
    assert found(tre="1") == set()
    clock.forward(days=4)
    assert found(tre="1") == {fire}  # read in time: only its answer is still owed
    clock.forward(days=20)
    assert found(tre="1") == {road, fire}
    assert found(thon="x", **{"linh-vuc": "x", "trang-thai": "x"}) == {road, fire}
    for state in FeedbackState:
        with guard.writing_allowed():
            Matter.objects.of(house.commune).filter(code=road).update(state=state.value)
        assert found(**{"trang-thai": state.value}) == {road} | ({fire} if state is FeedbackState.SENT else set())
    filters = next(form for form in desk.open("/can-bo/y-kien").forms if "trang-thai" in form.names)
    assert {state.value for state in FeedbackState} <= set(filters.choices["trang-thai"])


def test_the_next_page_of_a_narrowed_list_stays_narrowed(
    citizen: Browser, house: House, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidan.queries.feedback.desk.PAGE", 1)
    for number in range(2):
        say(citizen, text=f"Nhà tôi đang cháy to, có người kẹt bên trong, cứu với lần {number}")
    page = browser_of(house.leader).open("/can-bo/y-kien", khan="1", **{"trang-thai": "fb_sent"})
    assert any("khan=1" in link and "trang-thai=fb_sent" in link and "tu=" in link for link in page.links)
