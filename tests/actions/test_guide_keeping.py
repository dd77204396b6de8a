"""A guide is kept true by somebody named, changes by two, and never forgets what it said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import BUILDING_PERMIT, NOW, House
from vidan.actions import procedures as acts
from vidan.actions.matters import owed
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.procedures import rows_to_procedures
from vidan.domain.procedures.changes import PaperWords
from vidan.queries import procedures as seen
from vidan.store.models import Dossier, Matter, Procedure

TODAY = local_day(NOW)
LATER = NOW + timedelta(days=10)
TAKEN = NOW + timedelta(days=11)


def says(house: House, on: Any) -> seen.ProcedureCard:
    card = seen.by_key(house.commune.pk, BUILDING_PERMIT, on)
    assert card is not None
    return card


def propose(house: House, values: dict[str, Any], **words: Any) -> int:
    told = {"reason": "Bà con hỏi lại nhiều lần", "now": LATER} | words
    return acts.propose_change(house.specialist, BUILDING_PERMIT, values, **told).pk


# -- two officers -----------------------------------------------------------------------------------------------------


def test_a_change_is_seen_only_once_a_second_officer_took_it(house: House) -> None:
    change = propose(house, {"short_name": "Xin phép xây nhà"})
    assert says(house, local_day(LATER)).short_name != "Xin phép xây nhà"
    acts.take_change(house.leader, change, now=TAKEN)
    assert says(house, local_day(TAKEN)).short_name == "Xin phép xây nhà"


def test_who_proposed_may_not_take_it_but_may_take_it_back(house: House) -> None:
    change = propose(house, {"fee_text": "75.000 đồng"})
    with pytest.raises(Refused, match=r"procedures\.change\.own"):
        acts.take_change(house.specialist, change, now=TAKEN)
    acts.refuse_change(house.specialist, change, "Tôi nhầm văn bản", now=TAKEN)
    card = seen.change(house.commune.pk, change)
    assert card is not None and card.taken is False and card.answer == "Tôi nhầm văn bản"


def test_a_decided_proposal_is_decided_once(house: House) -> None:
    change = propose(house, {"fee_text": "75.000 đồng"})
    acts.refuse_change(house.leader, change, "Mức phí cũ vẫn đúng", now=TAKEN)
    with pytest.raises(Refused, match=r"procedures\.change\.decided"):
        acts.take_change(house.leader, change, now=TAKEN)


def test_one_proposal_waits_at_a_time(house: House) -> None:
    propose(house, {"fee_text": "75.000 đồng"})
    with pytest.raises(Refused, match=r"procedures\.change\.waiting"):
        propose(house, {"fee_text": "80.000 đồng"})


def test_words_that_changed_meanwhile_are_not_overwritten(house: House) -> None:
    change = propose(house, {"result": "Giấy phép, một bản"})
    (text,) = [text for text in builders.procedure_texts() if text.key == BUILDING_PERMIT]
    newer = replace(text, result="Giấy phép xây dựng, hai bản")
    acts.import_list(house.leader, [newer], source="danh-muc-tinh.xlsx", now=LATER)
    with pytest.raises(Refused, match=r"procedures\.change\.outdated"):
        acts.take_change(house.leader, change, now=TAKEN)


def test_a_list_changes_nothing_that_it_says_nothing_about(house: House) -> None:
    """A spreadsheet with a name and a limit takes no paper, step, unit or way from what the commune has."""
    before = says(house, TODAY)
    cells = (
        ["Mã TTHC", "Tên thủ tục", "Thời hạn", "Phí, lệ phí"],
        [[BUILDING_PERMIT, before.name, "09 ngày làm việc", ""]],
    )
    (read,) = rows_to_procedures(*cells).accepted
    ((_key, _title, differences),) = seen.coming(house.commune.pk, [read], local_day(LATER)).changed
    assert {one.part for one in differences} == {"limit", "limit_note"}
    assert acts.import_list(house.leader, [read], source="tinh.xlsx", now=LATER) == acts.Outcome(replaced=1)
    now_said = says(house, local_day(LATER))
    assert now_said.limit == "9wd"
    for part in ("short_name", "papers", "steps", "way", "fee_text", "fee_vnd", "result", "legal_basis", "field"):
        assert getattr(now_said, part) == getattr(before, part), part
    assert acts.import_list(house.leader, [read], source="tinh-2.xlsx", now=TAKEN) == acts.Outcome(unchanged=1)


def test_a_list_does_not_bring_to_the_counter_what_is_handed_in_elsewhere(house: House) -> None:
    (text,) = [text for text in builders.procedure_texts() if text.key == BUILDING_PERMIT]
    elsewhere: dict[str, Any] = {"in_scope": False, "unit": "kinh-te", "life_events": ("làm nhà cửa",)}
    acts.import_list(house.leader, [replace(text, **elsewhere)], source="a", now=NOW)
    cells = ["Mã TTHC", "Tên thủ tục", "Tên thường gọi"], [[BUILDING_PERMIT, text.name, "Tờ giấy xanh"]]
    acts.import_list(house.leader, rows_to_procedures(*cells).accepted, source="b", now=LATER)
    row = Procedure.objects.of(house.commune).filter(key=BUILDING_PERMIT).latest("valid_from")
    assert (row.received_here, row.unit_key, row.short_name) == (False, "kinh-te", "Tờ giấy xanh")
    for asked in ("to giay xanh", "lam nha cua"):  # the new name, what happened in life
        assert BUILDING_PERMIT in [one.key for one in seen.find(house.commune.pk, asked, local_day(LATER))], asked


@pytest.mark.parametrize(
    ("values", "reason", "code"),
    [
        ({}, "không có gì", "procedures.change.nothing"),
        ({"short_name": "Xin phép xây nhà"}, "  ", "procedures.change.reason_missing"),
        ({"short_name": ""}, "bỏ tên", "procedures.short_name.missing"),
        ({"short_name": "a" * 301}, "dài", "procedures.short_name.too_long"),
        ({"papers": [PaperWords(None, "Đơn"), PaperWords(None, "đơn")]}, "hai lần", "procedures.paper.twice"),
        ({"papers": [PaperWords(0, "Đơn", "có khi cần")]}, "mơ hồ", "procedures.paper.condition_unclear"),
    ],
)
def test_a_proposal_keeps_the_rules_of_every_written_procedure(
    house: House, values: dict[str, Any], reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        propose(house, values, reason=reason)
    assert refused.value.code == code


def test_an_officer_of_another_commune_sees_and_takes_nothing(house: House) -> None:
    change = propose(house, {"fee_text": "75.000 đồng"})
    other = builders.furnish(builders.open_commune("14951", "Xã Cẩm Tú"))
    assert seen.change(other.commune.pk, change) is None
    with pytest.raises(Refused, match=r"procedures\.change\.decided"):
        acts.take_change(other.leader, change, now=TAKEN)


# -- what did it say on that day? -------------------------------------------------------------------------------------


def test_what_was_said_on_a_day_can_be_read_for_ever(house: House) -> None:
    before = says(house, TODAY)
    papers = [PaperWords(place, paper.name, paper.condition) for place, paper in enumerate(before.papers)]
    change = propose(house, {"papers": [*papers, PaperWords(None, "Ảnh nhà bên cạnh", "nếu xây sát ranh", 0, 1)]})
    acts.take_change(house.leader, change, now=TAKEN)
    assert says(house, local_day(LATER)).papers == before.papers
    assert len(says(house, local_day(TAKEN)).papers) == len(before.papers) + 1
    newest, oldest = seen.editions(house.commune.pk, BUILDING_PERMIT)
    assert newest.changed[0].came[-1] == "Ảnh nhà bên cạnh, nếu xây sát ranh (1 bản sao)"
    assert oldest.valid_until == local_day(TAKEN) - timedelta(days=1)


def test_a_confirmed_limit_is_a_new_version_too(house: House) -> None:
    before = says(house, TODAY).limit
    acts.confirm_limit(house.leader, BUILDING_PERMIT, "9wd", "Quyết định 12/QĐ-UBND", now=LATER)
    assert says(house, TODAY).limit == before
    assert says(house, local_day(LATER)).limit == "9wd"
    assert says(house, local_day(LATER)).confirmed_by == house.leader.officer_id


def test_a_dossier_keeps_the_words_under_which_it_was_received(house: House) -> None:
    first = builders.receive(house.one_stop)
    acts.take_change(house.leader, propose(house, {"fee_text": "75.000 đồng"}), now=TAKEN)
    second = builders.receive(house.one_stop, now=TAKEN)
    fees = dict(Dossier.objects.of(house.commune).values_list("matter_id", "procedure__fee_text"))
    assert fees[first.pk] != fees[second.pk] == "75.000 đồng"


def test_a_new_version_is_as_common_here_as_the_one_before(house: House) -> None:
    builders.receive(house.one_stop)
    acts.take_change(house.leader, propose(house, {"fee_text": "75.000 đồng"}), now=TAKEN)
    assert seen.find(house.commune.pk, "", local_day(TAKEN))[0].key == BUILDING_PERMIT


def test_the_old_name_still_finds_it(house: House) -> None:
    old = says(house, TODAY).short_name
    acts.take_change(house.leader, propose(house, {"short_name": "Xin phép dựng nhà ở"}), now=TAKEN)
    assert next(row.key for row in seen.find(house.commune.pk, old, local_day(TAKEN))) == BUILDING_PERMIT
    assert [row.key for row in seen.find(house.commune.pk, "dung nha o", local_day(TAKEN))] == [BUILDING_PERMIT]


# -- the keeper -------------------------------------------------------------------------------------------------------


def test_a_guide_near_its_day_becomes_work_of_its_keeper_once(house: House) -> None:
    keeper = house.specialist.officer_id
    acts.name_keeper(house.leader, BUILDING_PERMIT, keeper, TODAY + timedelta(days=20), now=NOW)
    assert acts.ask_reviews(house.commune.pk, now=NOW) == 0
    assert acts.ask_reviews(house.commune.pk, now=LATER) == 1
    assert acts.ask_reviews(house.commune.pk, now=LATER) == 0
    matter = Matter.objects.of(house.commune).get(kind="guide_review")
    assert matter.holder_id == keeper and matter.closed_at is None


def test_work_of_before_that_a_word_alone_ended_is_asked_for_again(house: House) -> None:
    acts.name_keeper(house.leader, BUILDING_PERMIT, house.specialist.officer_id, TODAY + timedelta(days=5), now=NOW)
    acts.ask_reviews(house.commune.pk, now=NOW)
    rows = Matter.objects.of(house.commune).filter(kind="guide_review")
    with recording(house.specialist, LATER) as record:  # so it could end before a guide's work had an end of its own
        owed.settle_owed(record, rows.get().code, "Đã xem qua")
    assert acts.ask_reviews(house.commune.pk, now=LATER) == 1
    acts.still_true(house.specialist, BUILDING_PERMIT, now=LATER)
    assert not rows.filter(closed_at=None).exists()


def test_reading_again_closes_the_work_and_sets_the_next_day(house: House) -> None:
    acts.name_keeper(house.leader, BUILDING_PERMIT, house.specialist.officer_id, TODAY + timedelta(days=5), now=NOW)
    acts.ask_reviews(house.commune.pk, now=NOW)
    acts.still_true(house.specialist, BUILDING_PERMIT, now=LATER)
    assert Matter.objects.of(house.commune).get(kind="guide_review").closed_at == LATER
    care = seen.care(house.commune.pk, BUILDING_PERMIT)
    assert care is not None and care.review_on == local_day(LATER) + timedelta(days=183)


def test_a_change_that_was_taken_is_a_reading_too(house: House) -> None:
    acts.name_keeper(house.leader, BUILDING_PERMIT, house.specialist.officer_id, TODAY + timedelta(days=5), now=NOW)
    acts.ask_reviews(house.commune.pk, now=NOW)
    acts.take_change(house.leader, propose(house, {"fee_text": "75.000 đồng"}), now=TAKEN)
    assert Matter.objects.of(house.commune).get(kind="guide_review").closed_at == TAKEN


@pytest.mark.parametrize("days", [0, -3, 800])
def test_a_day_of_review_lies_ahead_and_not_too_far(house: House, days: int) -> None:
    with pytest.raises(Refused, match=r"procedures\.guide\.review_day"):
        acts.name_keeper(
            house.leader, BUILDING_PERMIT, house.specialist.officer_id, TODAY + timedelta(days=days), now=NOW
        )


def test_only_a_leader_or_administrator_names_the_keeper(house: House) -> None:
    with pytest.raises(Refused, match=r"people\.role\.missing"):
        acts.name_keeper(house.specialist, BUILDING_PERMIT, house.specialist.officer_id, now=NOW)
    with pytest.raises(Refused, match=r"procedures\.guide\.keeper_unknown"):
        acts.name_keeper(house.leader, BUILDING_PERMIT, 999_999, now=NOW)
    with pytest.raises(Refused, match=r"procedures\.guide\.no_keeper"):
        acts.still_true(house.specialist, BUILDING_PERMIT, now=NOW)
