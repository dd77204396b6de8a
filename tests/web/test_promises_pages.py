"""Mười hai lời hứa: figures that were never typed in, their rows, and files that are sent as they lie."""

import gettext
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests import builders
from tests.builders import BIRTH, NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, nothing_changes
from vidan.actions import dossiers, matters
from vidan.actions import promises as figures
from vidan.content.promises import definitions
from vidan.domain.matters import PauseKind
from vidan.domain.people import program
from vidan.domain.promises import Figure, interval, verdict
from vidan.domain.steering import Seat
from vidan.jobs import announcing, checkpoints, scoreboard
from vidan.queries import communes, steering
from vidan.queries.dossiers.trips import Trips
from vidan.queries.promises import board as boards
from vidan.queries.promises import tables
from vidan.speech.language import LOCALE
from vidan.store.models import Matter
from vidan.web.public import aside_words, board_words, charts, promises, written

BOARD = "/loi-hua/"
UNMEASURED = "Chưa đủ dữ liệu"


@pytest.fixture(autouse=True)
def fresh(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No page was written before, and each is looked at again at every visit."""
    monkeypatch.setattr(written, "SURE_FOR", 0)
    written.forget()
    yield Path(settings.DATA)
    shutil.rmtree(Path(settings.DATA) / "public", ignore_errors=True)


def finished(house: House, clock: Clock, count: int, *, late: int = 0) -> list[Matter]:
    """Dossiers received now: some finished at once, the late ones only when their day is past."""
    rows = [builders.receive(house.one_stop, BIRTH, now=clock.now) for _ in range(count + late)]
    for row in rows[:count]:
        dossiers.finish(house.one_stop, row.code, now=clock.now)
    clock.forward(days=5)
    for row in rows[count:]:
        dossiers.finish(house.one_stop, row.code, now=clock.now)
    return rows


def card(page: Any, number: int) -> str:
    """The words of one promise's card."""
    found = re.search(rf'<li class="card [^"]*"><h3><a href="/loi-hua/{number}">.*?</li>', page.html, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_a_promise_that_nobody_measures_yet_says_so_and_never_a_figure(citizen: Browser) -> None:
    page = citizen.open(BOARD)
    for number in range(1, 13):
        assert UNMEASURED in card(page, number)
        assert "%" not in card(page, number)


def test_the_board_shows_what_happened(citizen: Browser, house: House, clock: Clock) -> None:
    finished(house, clock, 10, late=2)
    page = citizen.open(BOARD)
    assert "83,3%" in card(page, 8)
    assert "10/12" in card(page, 8)
    assert "✗ Chưa đạt mục tiêu 98%" in card(page, 8)
    assert page.headings[0] == "Xã có giữ lời không?"


def test_under_ten_only_the_fraction_is_shown(citizen: Browser, house: House, clock: Clock) -> None:
    finished(house, clock, 2, late=1)
    told = card(citizen.open(BOARD), 8)
    assert "2/3" in told
    assert "66" not in told
    assert "%" not in told.replace("98%", ""), "only the target is a share"


def test_what_people_think_waits_for_ten_and_says_how_many_there_are() -> None:
    def told(number: int, counted: int) -> board_words.Shown:
        figure = Figure(counted, counted)
        return board_words.shown(
            number, boards.Period(NOW.date(), NOW.date(), figure, None, verdict(number, figure, 90))
        )

    assert (told(3, 9).value, told(3, 9).kept, told(3, 9).verdict) == ("", "mới có 9", UNMEASURED)
    assert (told(3, 10).value, told(3, 10).kept, told(3, 10).verdict) == ("100%", "10/10", "Đạt")
    assert (told(5, 3).value, told(5, 3).share, told(5, 3).verdict) == ("3/3", "", "Đạt"), "a duty is judged at once"


def month(number: int, kept: int, counted: int) -> boards.Period:
    first, figure = date(2026, number, 1), Figure(kept, counted)
    return boards.Period(first, first, figure, interval(figure), verdict(8, figure, 98))


def test_a_trend_is_drawn_from_four_months_that_have_a_share_each() -> None:
    three = [month(number, 12, 12) for number in (1, 2, 3)]
    assert charts.trend(8, [*three, month(4, 9, 9)], 98) is None
    drawn = charts.trend(8, [*three, month(4, 9, 9), month(5, 9, 10)], 98)
    assert drawn is not None
    assert len(drawn.points) == 4
    assert len(drawn.runs) == 2, "a month without a share leaves a gap"


def test_the_chart_says_in_words_what_it_draws(commune: Any) -> None:
    months = tuple(month(number, 10 + number, 15) for number in (1, 2, 3, 4, 5))
    windows = dict.fromkeys(("90", "month", "quarter", "year"), months[-1])
    one = boards.PromiseFigures(definitions(NOW.date())[7], 98, True, windows, months)
    words = board_words.promise(one, (), ()) | board_words.owner(one, None)
    html = render_to_string("public/promise.html", {"commune": commune, "language": "vi", **words})
    said = "Từ tháng 1/2026 đến tháng 5/2026: cao nhất 100% (5/2026), thấp nhất 73,3% (1/2026); mục tiêu 98%."
    assert f'role="img" aria-label="{said}"' in html
    assert html.count("<circle") == 5


def test_a_dossier_left_open_past_its_day_lowers_the_figure_by_itself(
    citizen: Browser, house: House, clock: Clock
) -> None:
    finished(house, clock, 10)
    assert "100%" in card(citizen.open(BOARD), 8)
    builders.receive(house.one_stop, BIRTH, now=clock.now)
    clock.forward(days=10)
    assert "90,9%" in card(citizen.open(BOARD), 8)


@pytest.mark.parametrize("path", [BOARD, "/loi-hua/8", "/loi-hua/7", "/loi-hua/1"])
def test_pages_are_small_files_without_a_trace(
    citizen: Browser, house: House, clock: Clock, path: str, fresh: Path
) -> None:
    finished(house, clock, 12, late=60)
    with nothing_changes():
        page = citizen.open(path)
    assert page.status == 200
    assert not page.response.cookies
    assert not page.inline
    assert len(page.response.content) < 50_000
    assert len(list(fresh.glob("public/*/loi-hua/*.html"))) == 1, "who asks waits for one page, not for all"


def test_who_has_the_page_already_is_told_so(citizen: Browser, house: House, clock: Clock) -> None:
    first = citizen.client.get(BOARD)
    assert first.headers["ETag"]
    again = citizen.client.get(BOARD, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    finished(house, clock, 3)
    assert citizen.client.get(BOARD, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_file_is_sent_as_it_lies_until_something_changes(
    citizen: Browser, house: House, fresh: Path, clock: Clock
) -> None:
    citizen.open(BOARD)
    (file,) = fresh.glob("public/*/loi-hua/index.vi.html")
    file.write_bytes(b"<h1>as it lies</h1>")
    assert citizen.open(BOARD).headings == ["as it lies"]
    builders.receive(house.one_stop)
    assert citizen.open(BOARD).headings[0] == "Xã có giữ lời không?"
    file.write_bytes(b"<h1>as it lies</h1>")
    clock.forward(days=1)
    assert citizen.open(BOARD).headings != ["as it lies"], "midnight changes the window"


def test_the_first_page_says_what_the_board_says(citizen: Browser, house: House, clock: Clock) -> None:
    finished(house, clock, 12, late=60)
    assert 'class="sum"' not in citizen.open("/").html, "nobody's first page waits for the first board"
    scoreboard.write_all(NOW)
    finished(house, clock, 1, late=60)
    home, board = (re.findall(r'<ul class="sum".*?</ul>', citizen.open(path).html, re.DOTALL) for path in ("/", BOARD))
    assert home == board and len(home) == 1


def test_the_worker_writes_pages_without_any_visitor(house: House, fresh: Path) -> None:
    builders.receive(house.one_stop)
    scoreboard.write_all(NOW)
    pages = list(fresh.glob("public/*/loi-hua/*.html"))
    assert len(pages) == 28
    before = [page.stat().st_mtime_ns for page in pages]
    scoreboard.write_all(NOW)
    assert [page.stat().st_mtime_ns for page in pages] == before, "nothing changed, nothing is written"


def test_the_member_of_the_board_who_answers_is_named(
    citizen: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Trần Văn Hùng" not in citizen.open("/loi-hua/8").words
    named = {8: steering.Answering("Trần Văn Hùng", Seat.STANDING)}
    monkeypatch.setattr(steering, "answering", lambda commune_id, day: named)
    page = citizen.open("/loi-hua/8")
    assert "Trần Văn Hùng" in page.words, page.words
    assert "Ủy viên thường trực" in page.words
    assert "Trần Văn Hùng" not in citizen.open("/loi-hua/7").words


def test_english_is_whole(citizen: Browser, house: House, clock: Clock) -> None:
    finished(house, clock, 12, late=2)
    citizen.client.cookies["vidan_lang"] = "en"
    page = citizen.open(BOARD)
    assert page.language == "en"
    assert "85.7%" in card(page, 8)
    assert "✗ Missed target 98%" in card(page, 8)
    assert citizen.open("/loi-hua/8").headings == ["8. Never late"]


def test_a_promise_says_how_it_is_reckoned_and_what_would_disprove_it(citizen: Browser) -> None:
    page = citizen.open("/loi-hua/4")
    assert "Điều gì chứng tỏ con số sai" in page.words
    assert "bản 1, từ ngày 01/07/2025" in page.words


def test_rows_have_three_days_and_a_reference_and_broken_ones_come_first(
    citizen: Browser, house: House, clock: Clock
) -> None:
    kept, late = finished(house, clock, 1, late=1)
    assert "22/11/2026" not in citizen.open("/loi-hua/8").words.rpartition("Từng dòng làm nên con số")[2], (
        "today is listed tomorrow"
    )
    clock.forward(days=1)
    page = citizen.open("/loi-hua/8")
    assert "22/11/2026" in page.words.rpartition("Từng dòng làm nên con số")[2]
    assert page.html.index(late.reference) < page.html.index(kept.reference)
    assert kept.code not in page.html
    assert "Hà Thị Thảo" not in page.html


def test_a_row_leads_to_what_the_public_ledger_says(citizen: Browser, house: House, clock: Clock) -> None:
    matter = builders.receive(house.one_stop, now=clock.now)
    matters.pause(house.one_stop, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=clock.now)
    path = f"/loi-hua/8/{matter.reference}"
    assert citizen.open(path).status == 404, "nothing is told before it is published"
    commune = communes.by_id(house.commune.pk)
    assert commune is not None
    checkpoints.publish(commune, clock.now + timedelta(hours=1), session_ended=True)
    page = citizen.open(path)
    assert page.status == 200
    assert "Đã nhận hồ sơ" in page.words
    assert "tạm dừng" in page.words.lower()
    assert "chờ bản vẽ" not in page.words, "reasons are not public"
    assert '"t":"nhan"' in page.words.replace("&quot;", '"')


@pytest.mark.parametrize(
    "path", ["/loi-hua/0", "/loi-hua/13", "/loi-hua/8/khong-co", "/loi-hua/99/" + "0" * 32, "/loi-hua/8/" + "f" * 32]
)
def test_what_does_not_exist_is_not_found(citizen: Browser, path: str) -> None:
    assert citizen.open(path).status == 404


def test_the_first_page_and_the_menu_lead_here(citizen: Browser) -> None:
    page = citizen.open("/")
    assert page.links.count(BOARD) == 2
    assert "Xã có giữ lời không?" in page.words


def test_tables_of_a_quarter_that_is_over_tell_of_nobody(citizen: Browser, house: House, clock: Clock) -> None:
    finished(house, clock, 7)
    announced(house, clock)
    assert "Theo thủ tục" not in citizen.open("/loi-hua/8").words, "this quarter is not over"
    clock.forward(days=80)
    quarter = tables.quarter_to_keep(clock.now.date())
    made = tables.made(house.commune.pk, *quarter)
    figures.keep_tables(program(house.commune.pk), *quarter, made, now=clock.now)
    page = citizen.open("/loi-hua/8")
    assert "Theo thủ tục" in page.words
    assert "7/7" in page.words


def announced(house: House, clock: Clock) -> None:
    """The figures of the day before are public."""
    commune = communes.by_id(house.commune.pk)
    checkpoints.publish(commune, clock.now, session_ended=True)
    assert announcing.announce(commune, clock.now)


def test_a_figure_that_became_another_one_stands_in_the_public_log(
    citizen: Browser, house: House, clock: Clock
) -> None:
    (row, second, *_) = finished(house, clock, 12)
    announced(house, clock)
    assert "chưa thấy con số đã công bố nào do chúng tôi tính sai. Sổ đính chính" in citizen.open(BOARD).words
    assert "Chưa con số nào đã công bố phải sửa" in citizen.open("/loi-hua/dinh-chinh").words
    dossiers.uphold_complaint(house.leader, row.code, "Quyết định số 12", now=clock.now)
    clock.forward(days=1)
    announced(house, clock)
    assert "/loi-hua/dinh-chinh" in citizen.open(BOARD).links
    page = citizen.open("/loi-hua/dinh-chinh")
    assert "12/12" in page.words
    assert "11/12" in page.words
    assert "được ghi sau khi con số đã công bố" in page.words
    assert "1 con số nay khác vì có việc được ghi sau ngày công bố." in citizen.open(BOARD).words
    dossiers.uphold_complaint(house.leader, second.code, "Quyết định số 13", now=clock.now)
    clock.forward(days=1)
    announced(house, clock)
    twice = "2 con số nay khác vì có việc được ghi sau"
    assert twice in citizen.open(BOARD).words, "the first day's figure changed twice and is one figure"
    citizen.client.cookies["vidan_lang"] = "en"
    assert "recorded after the figure was published" in citizen.open("/loi-hua/dinh-chinh").words
    assert "because something was recorded later: 2." in citizen.open(BOARD).words


def test_how_often_people_had_to_come_is_told_once_ten_of_a_whole_quarter_said_so(
    citizen: Browser, house: House, clock: Clock
) -> None:
    rows = finished(house, clock, 10)
    for number, row in enumerate(rows):
        said = {"visits": 2 + number % 2, "elsewhere": number == 0}
        dossiers.give_out(house.one_stop, row.code, "Hà Thị Thảo", receipt_shown=True, now=clock.now, **said)
    assert "bình quân" not in citizen.open("/loi-hua/6").words, "this quarter is not over"
    clock.forward(days=60)
    page = citizen.open("/loi-hua/6")
    assert "Bà con phải đến bình quân 2,50 lần theo lời 10 người nhận kết quả" in page.words
    assert "Phải đến cả cơ quan khác 1/10" in page.words
    eight = citizen.open("/loi-hua/8").words
    assert "bình quân" not in eight
    assert "Một nửa số hồ sơ có kết quả trong 0 ngày" in eight
    assert "Hồ sơ quá hẹn chưa xong 0" in eight
    assert "Hồ sơ đủ giấy ngay lần đầu 10/10" in citizen.open("/loi-hua/11").words


def test_what_stands_beside_a_figure_has_its_english() -> None:
    said = [words for lines in aside_words.BESIDE.values() for _, words, _ in lines]
    said += [aside_words.MEAN, aside_words.RATE, *aside_words.OPEN_NOW.values()]
    english = gettext.translation("django", LOCALE, ["en"])
    assert not [words for words in said if english.gettext(words) == words]


@pytest.mark.parametrize("answered", [0, 9])
def test_under_ten_answers_nothing_is_said_of_how_often_people_came(answered: int) -> None:
    day = NOW.date()
    assert aside_words.trips(Trips(answered, 2 * answered, answered, 1), day, day) == []


def test_open_data_are_sent_as_they_lie_and_others_may_read_them(
    citizen: Browser, house: House, clock: Clock, fresh: Path
) -> None:
    assert citizen.open("/du-lieu/occasions.csv").status == 404, "nothing was announced yet"
    builders.receive(house.one_stop, now=clock.now)
    commune = communes.by_id(house.commune.pk)
    assert commune is not None
    evening = clock.now + timedelta(hours=9)
    checkpoints.publish(commune, evening, session_ended=True)
    assert announcing.announce(commune, evening + timedelta(hours=9))
    announcing.recount(commune, evening)
    for name in promises.DATA_TYPES:
        answer = citizen.client.get(f"/du-lieu/{name}")
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        (file,) = fresh.glob(f"public/*/du-lieu/{name}")
        assert answer.content == file.read_bytes()
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = citizen.open(BOARD)
    assert {"/du-lieu/occasions.csv", "/du-lieu/boards.atom"} <= set(page.links)
    assert 'src="/du-lieu/card.svg"' in page.html
    assert "ngày 17/11/2026, mục số 2" in page.words
    assert "Tính lại toàn bộ từ đầu ngày 17/11/2026: 3 trường hợp, sai khác 0." in page.words


@pytest.mark.parametrize("name", ["x.csv", "..%2F..%2Fvidan.sqlite3", ".promises.json.1", "stamp.txt"])
def test_no_other_file_is_sent(citizen: Browser, name: str) -> None:
    assert citizen.open(f"/du-lieu/{name}").status == 404
