"""A day on which the desk cannot keep up: the counter is told calmly, with the numbers, and receives all the same."""

import pytest
from playwright.sync_api import expect

from tests.e2e import counter, looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts on", "scripts off"])
def test_the_warning_stands_beside_the_date_with_its_record(at_desk: Open, served: Served, javascript: bool) -> None:
    served.slow_down(counter.SINGLE)
    page = at_desk("hoa.le", f"/can-bo/tiep-nhan/{counter.SINGLE}", java_script_enabled=javascript)
    page.set_viewport_size({"width": 320, "height": 700})
    expect(page.get_by_text("Hôm nay việc nhiều, ngày hẹn này khó kịp.")).to_be_visible()
    page.get_by_text("Lời báo này đúng được bao nhiêu?").click()
    expect(page.get_by_text("xin coi đây là lời nhắc").or_(page.get_by_text("Trong 90 ngày qua"))).to_be_visible()
    if javascript:
        assert looking.everything_about(page) == []
    counter.mark_papers(page)
    page.get_by_label("Họ và tên người nộp").fill("Trương Thị Mận")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
