"""The answer to a question on an old line of 64 kbit/s: it comes whole within 30 KB and leads on."""

from typing import Any

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import new_browser
from tests.e2e.serving import Served

#: 64 kbit/s both ways, a third of a second to the mast and back.
LINE = {"offline": False, "latency": 300, "downloadThroughput": 8000, "uploadThroughput": 8000}
ASKED, LIGHT = "/thu-tuc/?q=vo+moi+de+lam+giay+khai+sinh", 30_000


def test_an_answer_on_a_slow_line_is_light_and_can_be_used(browser: Browser, served: Served) -> None:
    context = new_browser(browser)
    page, weighed = context.new_page(), list[int]()
    page.set_viewport_size({"width": 320, "height": 640})

    def weigh(told: dict[str, Any]) -> None:
        weighed.append(int(told["encodedDataLength"]))

    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.on("Network.loadingFinished", weigh)
    page.goto(served.url(ASKED), wait_until="load")
    assert 0 < sum(weighed) < LIGHT, "the first visit, with everything that stands around the answer"
    weighed.clear()
    page.goto(served.url(f"{ASKED}+cho+con"), wait_until="load")
    assert 0 < sum(weighed) < LIGHT / 3, "the next question"
    page.get_by_role("link", name="Xem cần mang theo gì").click()
    expect(page.get_by_role("heading", name="Cần mang theo")).to_be_visible()
    context.close()
