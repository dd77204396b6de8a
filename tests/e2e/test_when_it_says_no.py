"""Pages that say no, and forms that come back: as easy to use as the others."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import counter, looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

DESK = "hoa.le"
NOT_HERE = "select key from vidan_procedure where received_here = 0"


def send(page: Page, path: str, **fields: str) -> None:
    """Send a form that our pages would not let one fill in."""
    page.evaluate(
        """([path, fields]) => {
          const form = Object.assign(document.createElement('form'), {method: 'post', action: path});
          for (const [name, value] of Object.entries(fields)) {
            form.append(Object.assign(document.createElement('textarea'), {name, value}));
          }
          document.body.append(form);
          form.submit();
        }""",
        [path, fields],
    )
    page.wait_for_load_state()


def test_a_form_that_comes_back_with_errors_says_so_to_everybody(at_desk: Open) -> None:
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{counter.SINGLE}")
    page.get_by_label("Số điện thoại").fill("12")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.locator(".errors")).to_be_visible()
    assert looking.everything_about(page) == []


@pytest.mark.parametrize("act", ["chuyen-nguoi", "tam-dung", "chuyen-buoc"])
def test_a_question_that_comes_back_with_errors_says_so_to_everybody(at_desk: Open, act: str) -> None:
    page = at_desk(DESK)
    code = counter.receive(page)
    page.goto(page.url.partition("/can-bo/")[0] + f"/can-bo/ho-so/{code}/{act}")
    page.locator("main select, main textarea").first.evaluate("(item) => { item.required = false; item.value = ''; }")
    page.locator("main form .btn").first.click()
    expect(page.locator(".errors")).to_be_visible()
    assert looking.everything_about(page) == []


@pytest.mark.parametrize("path", ["/ho-so/tra-cuu", "/tai-khoan/dang-nhap"])
def test_a_look_up_and_a_log_in_that_come_back_say_so_to_everybody(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.locator("main form .btn").first.click()
    expect(page.locator(".errors")).to_be_visible()
    assert looking.everything_about(page) == []


def test_who_asks_for_a_procedure_that_goes_elsewhere_is_told_where_to_go(at_desk: Open, served: Served) -> None:
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{served.one(NOT_HERE)}")
    assert looking.everything_about(page) == []


def test_an_address_that_cannot_be_read_is_answered_calmly(open_page: Open) -> None:
    page = open_page("/thu-tuc/%00")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert looking.everything_about(page) == []


def test_a_form_from_a_page_that_was_open_for_too_long_is_answered_calmly(open_page: Open) -> None:
    page = open_page("/ho-so/tra-cuu")
    send(page, "/ho-so/tra-cuu", code="ĐL", secret="A")
    expect(page.locator("main")).to_contain_text("mở đã lâu")
    assert looking.everything_about(page) == []


def test_more_than_we_take_is_refused_calmly(open_page: Open) -> None:
    page = open_page("/ho-so/tra-cuu")
    send(page, "/ho-so/tra-cuu", code="A" * 1_100_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert looking.everything_about(page) == []


def test_who_guesses_is_asked_to_wait_and_keeps_what_he_typed(open_page: Open, served: Served) -> None:
    served.forget_guesses()
    page = open_page("/ho-so/tra-cuu")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    let_through = 0
    for _ in range(500):  # five in a second count, ten in a minute; until the wait is longer than that second's
        answer = page.request.post(
            page.url,
            data=urlencode({"csrfmiddlewaretoken": token, "code": "DL1", "secret": "AAAAAAAAAAAA"}),
            headers={"Content-Type": "application/x-www-form-urlencoded", "Origin": served.url("")},
        )
        let_through += answer.status == 422
        if int(answer.headers.get("retry-after", 0)) > 2:
            break
    assert 10 <= let_through < 20, "ten in a minute, or at its stroke a few of the minute before"
    page.get_by_label("Mã hồ sơ").fill("DL1")
    page.get_by_label("Mật mã").fill("AAAAAAAAAAAA")
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.locator("main")).to_contain_text("Xin chờ")
    expect(page.get_by_label("Mã hồ sơ")).to_have_value("DL1")
    assert looking.everything_about(page) == []
    served.forget_guesses()
