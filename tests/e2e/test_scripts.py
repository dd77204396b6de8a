"""What the small scripts add to a page, seen in a real browser; without them every page works as well."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import vidan.web

SCRIPTS = Path(vidan.web.__file__).parent / "static" / "vidan" / "js"
HOST = "http://xa.test"
SAFE = "default-src 'none'; script-src 'self'; form-action 'self'"
CARD = "038056001234|171234567|Bùi Văn Mẫu|05091956|Nữ|Thôn Vèn, xã Điền Lư|01012022|cha|mẹ|x"


class Desk:
    """One page of markup with some of the scripts; remembers what was posted and where the browser went."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.posted: list[str] = []
        self.opened: list[str] = []
        self.problems: list[str] = []
        self.markup = ""
        page.route("**/*", self._answer)
        page.on("pageerror", lambda problem: self.problems.append(str(problem)))

    def show(self, body: str, *scripts: str, at: str = "/", until: Literal["load", "commit"] = "load") -> Page:
        """Open the page and wait for its scripts."""
        tags = "".join(f'<script type="module" src="/js/{name}.js"></script>' for name in scripts)
        self.markup = (
            f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><body>{body}{tags}</body></html>'
        )
        self.page.goto(HOST + at, wait_until=until)
        return self.page

    def _answer(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(HOST)
        if path.startswith("/js/"):
            route.fulfill(body=(SCRIPTS / path[4:]).read_text(encoding="utf-8"), content_type="text/javascript")
            return
        if request.method == "POST":
            self.posted.append(request.post_data or "")
            route.fulfill(status=204)  # the page stays as it is, as while waiting for a slow answer
            return
        self.opened.append(path)
        route.fulfill(body=self.markup, content_type="text/html", headers={"Content-Security-Policy": SAFE})


@pytest.fixture
def desk(browser: Browser) -> Iterator[Desk]:
    """A fresh page; no script may fail on it."""
    page = browser.new_page()
    made = Desk(page)
    yield made
    page.close()
    assert made.problems == []


LIST = """<a href="/tiep-nhan" data-key="n">Tiếp nhận</a> <input id="tim" data-key="/">
<a href="/phim-tat" data-key="?">?</a>
<table data-rows><tr><td><a href="/1" data-open>một</a></td></tr>
<tr><td><a href="/2" data-open>hai</a></td></tr></table>
<button data-keys-switch hidden type="button">Dùng phím tắt</button>"""


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent || document.activeElement.id"))


def test_j_and_k_walk_through_the_list_and_enter_opens(desk: Desk) -> None:
    page = desk.show(LIST, "keys")
    walked = []
    for key in "jjjk":
        page.keyboard.press(key)
        walked.append(_focused(page))
    assert walked == ["một", "hai", "hai", "một"]
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.opened[-1] == "/1"


def test_n_begins_an_intake_and_the_question_mark_opens_the_help(desk: Desk) -> None:
    page = desk.show(LIST, "keys")
    for key, path in (("n", "/tiep-nhan"), ("?", "/phim-tat")):
        with page.expect_navigation():
            page.keyboard.press(key)
        assert desk.opened[-1] == path


def test_keys_rest_while_somebody_is_typing(desk: Desk) -> None:
    page = desk.show(LIST, "keys")
    page.keyboard.press("/")
    assert _focused(page) == "tim"
    page.keyboard.type("nhan/?")
    assert page.input_value("#tim") == "nhan/?"
    assert desk.opened == ["/"]


def test_keys_can_be_switched_off_and_stay_off(desk: Desk) -> None:
    page = desk.show(LIST, "keys")
    switch = page.locator("[data-keys-switch]")
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "false"
    page = desk.show(LIST, "keys")
    page.keyboard.press("n")
    page.keyboard.press("j")
    assert desk.opened == ["/", "/"]
    assert _focused(page) not in ("một", "hai")


def test_a_button_pressed_five_times_sends_once(desk: Desk) -> None:
    page = desk.show(
        '<form method="post" action="/ghi"><button name="act" value="receive">Ghi <b>ngay</b></button></form>', "once"
    )
    with page.expect_request(lambda request: request.method == "POST"):
        page.evaluate("for (let i = 0; i < 5; i++) document.querySelector('button').click()")
    page.locator("button").click(force=True)
    assert page.inner_text("button") == "Đang gửi…"
    assert page.get_attribute("button", "aria-disabled") == "true"
    assert desk.posted == ["act=receive"]


def test_a_search_may_be_sent_again_and_again(desk: Desk) -> None:
    page = desk.show('<form action="/tim"><button name="q" value="1">Tìm</button></form>', "once")
    for _ in range(2):
        with page.expect_navigation():
            page.click("button")
    assert desk.opened == ["/", "/tim?q=1", "/tim?q=1"]


LOOKUP = """<form method="post" action="/ho-so/tra-cuu" data-lookup><input name="code"><input name="secret">
<button>Xem</button></form>"""


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("%C4%90L-261116-0012.7K3M-Q9TX-2HVB", "ĐL-261116-0012"),
        ("000.00.14.G01-261116-0001.7K3M-Q9TX-2HVB", "000.00.14.G01-261116-0001"),
    ],
)
def test_the_qr_of_a_receipt_opens_its_dossier_and_leaves_no_trace_in_the_address(
    desk: Desk, fragment: str, code: str
) -> None:
    page = desk.page
    with page.expect_request(lambda request: request.method == "POST"):
        desk.show(LOOKUP, "once", "lookup", at=f"/ho-so/tra-cuu#{fragment}", until="commit")
    assert page.input_value("[name=code]") == code
    assert page.input_value("[name=secret]") == "7K3M-Q9TX-2HVB"
    assert page.url == f"{HOST}/ho-so/tra-cuu"
    assert len(desk.posted) == 1


@pytest.mark.parametrize("fragment", ["", "noi-dung", ".x", "x.", "%E0%A4%A"])
def test_any_other_fragment_is_left_alone(desk: Desk, fragment: str) -> None:
    page = desk.show(LOOKUP, "lookup", "once", at=f"/ho-so/tra-cuu#{fragment}")
    assert page.input_value("[name=code]") == ""
    assert desk.posted == []


INTAKE = """<form method="post" action="/nhan"><input id="quet" data-scan="card" data-note="loi-nhan" name="card">
<p id="loi-nhan" data-good="Đã điền" data-bad="Chưa đọc được"></p><input name="number"><input name="name">
<input data-card="born" name="ngay"><input type="date" data-card="issued" name="cap">
<select name="sex"><option value=""></option>
<option value="female">Nữ</option><option value="male">Nam</option></select>
<input name="address"><input name="phone" id="phone"><button>Nhận</button></form>"""


@pytest.fixture
def scan(desk: Desk) -> Callable[[str], Page]:
    """A hand scanner types fast and presses Enter."""

    def typed(text: str) -> Page:
        page = desk.show(INTAKE, "scanner")
        page.focus("#quet")
        page.keyboard.insert_text(text)
        page.keyboard.press("Enter")
        return page

    return typed


def test_a_scanned_card_fills_the_form_and_sends_nothing(desk: Desk, scan: Callable[[str], Page]) -> None:
    page = scan(CARD)
    names = ("number", "name", "ngay", "cap", "sex", "address", "card")
    assert [page.input_value(f"[name={name}]") for name in names] == [
        "038056001234", "Bùi Văn Mẫu", "05/09/1956", "2022-01-01", "female", "Thôn Vèn, xã Điền Lư", "",
    ]  # fmt: skip
    assert page.inner_text("#loi-nhan") == "Đã điền"
    assert _focused(page) == "phone"
    assert desk.posted == []


@pytest.mark.parametrize("text", ["abc", "1|2|3", "x|y|z|a|b|c|d", "038056001234||||||"])
def test_a_wrong_code_is_said_so_and_stays_for_the_clerk_to_see(
    desk: Desk, scan: Callable[[str], Page], text: str
) -> None:
    page = scan(text)
    assert page.inner_text("#loi-nhan") == "Chưa đọc được"
    assert page.input_value("#quet") == text
    assert page.input_value("[name=number]") == ""
    assert desk.posted == []


def test_scripts_do_no_harm_on_a_page_that_has_nothing_for_them(desk: Desk) -> None:
    page = desk.show("<p>Trang trống</p>", "keys", "once", "lookup", "scanner", at="/#DL-1.AAAA")
    for key in ("j", "n", "/", "?", "Enter"):
        page.keyboard.press(key)
    assert page.inner_text("p") == "Trang trống"


# -- the guide --------------------------------------------------------------------------------------------------------

WORD = """<p data-spoken>Mang <a class="term" href="#tu-1" data-term>bản chính</a>.</p>
<dl><dt id="tu-1">x</dt><dd>Tờ giấy gốc.</dd></dl>"""
VOICE = """
window.told = [];
const voices = LANGS.map((lang) => ({ lang }));
const speech = { speaking: false, getVoices: () => voices, cancel() {}, addEventListener() {} };
speech.speak = (one) => window.told.push(one.text);
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_an_official_s_word_is_explained_where_it_stands_and_put_away_again(desk: Desk) -> None:
    page = desk.show(WORD, "guide")
    word = page.get_by_role("link", name="bản chính")
    word.click()
    expect(page.get_by_role("note")).to_have_text("Tờ giấy gốc.")
    word.click()
    expect(page.get_by_role("note")).to_have_count(0)
    assert desk.opened == ["/"]


@pytest.mark.parametrize(("languages", "offered"), [('["en-US"]', False), ('["en-US", "vi-VN"]', True)])
def test_a_page_is_read_aloud_only_where_a_vietnamese_voice_is(desk: Desk, languages: str, offered: bool) -> None:
    desk.page.add_init_script(VOICE.replace("LANGS", languages))
    page = desk.show(f'<p hidden data-speak="Dừng"><button>Đọc cho tôi nghe</button></p>{WORD}', "guide")
    button = page.get_by_role("button", name="Đọc cho tôi nghe")
    expect(button).to_be_visible(visible=offered)
    if offered:
        button.click()
        assert page.evaluate("told") == ["Mang bản chính."]


def test_what_is_said_stands_in_the_box_and_asks(desk: Desk) -> None:
    desk.page.add_init_script("window.SpeechRecognition = class { start() { window.ear = this; } stop() {} };")
    form = (
        '<form action="/thu-tuc/" data-voice><input name="q" maxlength="200"><button type="button" hidden>Nói</button>'
    )
    page = desk.show(f'{form}<p role="status" data-good="Đang nghe" data-bad="Chưa nghe"></p></form>', "voice")
    page.get_by_role("button", name="Nói").click()
    expect(page.get_by_role("status")).to_have_text("Đang nghe")
    heard = "Object.assign([[{ transcript: 'khai sinh cho con' }]], {})"
    page.evaluate(f"const all = {heard}; all[0].isFinal = true; ear.onresult({{ results: all }})")
    page.wait_for_url("**/thu-tuc/?q=khai+sinh+cho+con")
