"""A report is one press; each of its numbers says how it was counted and is counted again where one looks."""

from datetime import timedelta

from tests import builders
from tests.actions.test_steering_board import found, refusal
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from vidan.actions import letters as letter_acts
from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.steering import read_period
from vidan.queries import letters
from vidan.queries import steering as seen
from vidan.queries.promises import reports as figures
from vidan.speech import reports as words

TODAY = local_day(NOW)
PATH = "/can-bo/bao-cao"
#: What the report's page may ask of the database, however many dossiers there are.
STATEMENTS = 75


def at_work(house: House) -> None:
    found(house)
    give = acts.NewAssignment("Treo bảng mười hai lời hứa", house.specialist.officer_id or 0, TODAY + timedelta(days=1))
    acts.give(house.leader, give, now=NOW)


def test_one_press_and_the_report_is_a_letter_with_its_figures(house: House, clock: Clock) -> None:
    at_work(house)
    head = Browser(house.leader)
    page = head.open(PATH)
    assert "Chưa soạn báo cáo nào" in page.words
    sent = head.send(page, period="2026-11")
    assert sent.status == 302
    report = head.open(sent.response["Location"])
    assert "Nhiệm vụ được giao" in report.words and "assignments.given" in report.words
    assert "8. Không trễ hẹn" in report.words
    card = seen.board_reports(house.commune.pk)[0]
    letter = letters.card(house.leader, card.letter)
    assert letter.kind.key == "period_report" and "tháng 11/2026" in letter.values["about"]
    assert "1 nhiệm vụ được giao" in letter.values["work"]
    assert "không lấy từ bảng" not in report.words
    typed = dict(letter.values) | {"work": "Xã đã làm 4321 việc."}
    letter_acts.write(house.leader, card.letter, typed, now=NOW)
    assert "Xin soát lại: 4321" in head.open(f"{PATH}/{card.id}").words
    assert "tháng 11/2026" in head.open(PATH).words


def test_what_happens_after_shows_beside_what_was_told(house: House, clock: Clock) -> None:
    at_work(house)
    data = figures.report(house.commune.pk, read_period("2026-11"), TODAY)
    row = acts.draft_report(house.leader, data, words.values(data), now=NOW)
    head = Browser(house.leader)
    assert "Đếm lại hôm nay có số khác" not in head.open(f"{PATH}/{row.pk}").words
    give = acts.NewAssignment("Việc ghi thêm", house.specialist.officer_id or 0, TODAY + timedelta(days=1))
    acts.give(house.leader, give, now=NOW)
    assert "Đếm lại hôm nay có số khác" in head.open(f"{PATH}/{row.pk}").words


def test_only_keepers_draft_and_only_what_has_begun(house: House, clock: Clock) -> None:
    at_work(house)
    coming = figures.report(house.commune.pk, read_period("2027-01"), TODAY)
    assert refusal(acts.draft_report, house.leader, coming, {}, now=NOW) == "steering.report.coming"
    data = figures.report(house.commune.pk, read_period("2026-11"), TODAY)
    assert refusal(acts.draft_report, house.specialist, data, {}, now=NOW) == "people.role.missing"
    reader = Browser(house.specialist, careful=False)
    assert reader.open(PATH).status == 200
    assert reader.post(PATH, {"period": "2026-11"}).status == 404
    assert Browser(house.leader, careful=False).post(PATH, {"period": "2026-99"}).status == 422
    assert Browser(house.leader, careful=False).open(f"{PATH}/999").status == 409


def test_more_dossiers_cost_no_more_statements(house: House, clock: Clock) -> None:
    at_work(house)
    told = []
    for count in (1, 6):
        for _ in range(count):
            builders.receive(house.one_stop)
        figures.report(house.commune.pk, read_period("2026-11"), TODAY)
        with statements() as asked:
            figures.report(house.commune.pk, read_period("2026-11"), TODAY)
        told.append(len(asked))
    assert told[0] == told[1] <= STATEMENTS
