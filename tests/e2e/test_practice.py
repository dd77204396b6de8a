"""A learner at the desk of a training commune: every page says so, also on a telephone and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.e2e import counter, looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

REAL = "select count(*) from vidan_matter m join vidan_commune c on c.id = m.commune_id where c.training = 0"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts on", "scripts off"])
def test_one_practises_on_marked_pages_and_nothing_real_changes(
    at_desk: Open, served: Served, practice: str, javascript: bool
) -> None:
    before = served.one(REAL)
    page = at_desk(practice, "/can-bo/", java_script_enabled=javascript)
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("/can-bo/", "/can-bo/ho-so", "/can-bo/tiep-nhan", f"/can-bo/tiep-nhan/{counter.SINGLE}"):
        page.goto(served.url(path))
        expect(page.get_by_text("Bản tập huấn", exact=False).first).to_be_visible()
    counter.mark_papers(page)
    page.get_by_label("Họ và tên người nộp").fill("Người Tập Huấn")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    expect(page.get_by_text("TAP-").first).to_be_visible()
    assert served.one(REAL) == before
    assert not (served.data / "public" / "dien-lu-tap-huan").exists()


def test_the_learners_desk_is_easy_on_every_screen(at_desk: Open, practice: str) -> None:
    assert looking.everything_about(at_desk(practice, "/can-bo/")) == []
