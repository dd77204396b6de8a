"""What the browser hears of danger while somebody types, beside what the server hears of the same words."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.e2e.test_scripts import HOST, SAFE, SCRIPTS
from tests.house.source import ROOT

SAMPLES = ("feedback_blind", "feedback_held_back", "feedback_stranger")
OF_THE_CRITIC = (
    "Có đứa trẻ rơi xuống hố ga không nắp chỗ chợ, đang kêu khóc dưới đó",
    "con toi uong nham thuoc chuot",
    "tram bien ap no",
    "Dây điện đứt rơi xuống đường trước trường học",
    "nha hang xom dang chay to qua, co nguoi ket ben trong, cuu voi",
)
CALM = (
    "Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.",
    "Xin hỏi thủ tục khai sinh cho cháu cần giấy tờ gì?",
    "Cam on can bo mot cua da huong dan tan tinh.",
    "Rác ở chợ để ba ngày chưa ai dọn.",
)


@pytest.fixture
def hears(browser: Browser) -> Callable[[list[str]], list[bool]]:
    """Ask the page's own module of many texts at once."""
    page = browser.new_page()

    def answer(route: object) -> None:
        path = route.request.url.removeprefix(HOST)  # type: ignore[attr-defined]
        if path.startswith("/js/"):
            body, kind = (SCRIPTS / path[4:]).read_text(encoding="utf-8"), "text/javascript"
        else:
            body, kind = "<!doctype html><title>x</title>", "text/html"
        route.fulfill(body=body, content_type=kind, headers={"Content-Security-Policy": SAFE})  # type: ignore[attr-defined]

    page.route("**/*", answer)
    page.goto(HOST)

    def ask(texts: list[str]) -> list[bool]:
        told = "async (texts) => { const m = await import('/js/danger.js'); return texts.map(m.tellsOfDanger); }"
        heard: list[bool] = page.evaluate(told, texts)
        return heard

    return ask


def test_the_browser_hears_what_the_short_list_missed_and_keeps_calm_otherwise(
    hears: Callable[[list[str]], list[bool]],
) -> None:
    assert hears(list(OF_THE_CRITIC)) == [True] * len(OF_THE_CRITIC)
    assert hears(list(CALM)) == [False] * len(CALM)
    assert hears(["", " ", "#", "🔥" * 900, "cháy " * 3000, "a\u0301" * 500]) is not None


def test_of_strangers_messages_the_browser_hears_nearly_every_danger(
    hears: Callable[[list[str]], list[bool]],
) -> None:
    files = [ROOT / "tests" / "content" / f"{name}.jsonl" for name in SAMPLES]
    told = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    heard = hears([one["text"] for one in told])
    urgent = [yes for yes, one in zip(heard, told, strict=True) if one["urgency"] == "emergency"]
    calm = [yes for yes, one in zip(heard, told, strict=True) if one["urgency"] != "emergency"]
    assert len(urgent) >= 60
    assert sum(urgent) >= 0.93 * len(urgent)
    assert sum(calm) <= 0.10 * len(calm)
