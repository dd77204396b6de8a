"""The province waits for the citizen: then the clock of our book stands too, from the day we hear it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.actions.test_dossier_imports import OPEN, bring, counts, of, told
from tests.builders import NOW, House
from vidan.actions import dossiers, matters
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.moments import VIETNAM
from vidan.queries.dossiers import dossier, tracking
from vidan.store.models import Dossier, Entry, Holding, Pause, Promise

__all__ = ["bring"]

PAPERS = "Yêu cầu bổ sung giấy tờ"
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "state"), [(PAPERS, "supplement"), ("Yêu cầu thực hiện nghĩa vụ tài chính", "fee_due")]
)
def test_it_enters_as_waiting_with_the_citizen_holding_the_clock(
    bring: Any, house: House, said: str, state: str
) -> None:
    assert counts(bring(told(OPEN, state=said))) == (1, 0, 0, 0)
    matter = of(house, "H56-1")
    assert (matter.state, matter.paused_at, matter.closed_at) == (state, NOW, None)
    own, hers = Holding.objects.of(house.commune).filter(matter=matter).order_by("number")
    assert (own.from_at, own.until_at) == (matter.opened_at, NOW)
    assert (hers.clock, hers.officer_id, hers.from_at, hers.until_at) == ("citizen", None, NOW, None)
    assert Pause.objects.of(house.commune).get(matter=matter, until_at=None).reason == f"Theo hệ thống của tỉnh: {said}"
    assert list(Entry.objects.of(house.commune).order_by("pk").values_list("kind", flat=True)) == ["nhan", "bs"]


def test_the_citizen_reads_why_her_dossier_waits(bring: Any, house: House) -> None:
    bring(told(OPEN, state=PAPERS))
    card = tracking(house.commune.pk, "H56-1", 1)
    assert card is not None
    assert card.stretches[-1].reason == f"Theo hệ thống của tỉnh: {PAPERS}"


def test_the_same_list_again_changes_nothing(bring: Any, house: House) -> None:
    bring(told(OPEN, state=PAPERS))
    assert counts(bring(told(OPEN, state=PAPERS), name="lại.xlsx", now=LATER)) == (0, 0, 1, 0)
    assert of(house, "H56-1").paused_at == NOW


def test_it_goes_on_when_a_later_list_says_so_towards_the_province_s_new_date(bring: Any, house: House) -> None:
    bring(told(OPEN, state=PAPERS))
    done = told(OPEN, state="Đã bổ sung, đang giải quyết", due="26/11/2026")
    assert counts(bring(done, now=LATER)) == (0, 1, 0, 0)
    matter = of(house, "H56-1")
    assert (matter.state, matter.paused_at) == ("processing", None)
    assert matter.due_at == datetime(2026, 11, 26, 17, 0, tzinfo=VIETNAM)
    assert matter.first_due_at == datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    promises = Promise.objects.of(house.commune).filter(matter=matter).order_by("number")
    assert [promise.reason for promise in promises] == ["receipt", "supplement"]
    last = Holding.objects.of(house.commune).get(matter=matter, until_at=None)
    assert (last.clock, last.officer_id, last.from_at) == ("officer", matter.holder_id, LATER)


def test_a_dossier_known_here_is_stopped_when_the_province_begins_to_wait(bring: Any, house: House) -> None:
    bring(OPEN)
    assert counts(bring(told(OPEN, state=PAPERS), now=LATER)) == (0, 1, 0, 0)
    matter = of(house, "H56-1")
    assert (matter.state, matter.paused_at) == ("supplement", LATER)
    assert Dossier.objects.of(house.commune).get(pk=matter.pk).asked == 1


def test_it_ends_out_of_its_wait_with_every_stretch_closed(bring: Any, house: House) -> None:
    bring(told(OPEN, state=PAPERS))
    ended = told(OPEN, ready="18/11/2026 08:00", state="Rút hồ sơ")
    assert counts(bring(ended, now=LATER)) == (0, 1, 0, 0)
    matter = of(house, "H56-1")
    assert (matter.state, matter.paused_at) == ("withdrawn", None)
    assert not Holding.objects.of(house.commune).filter(matter=matter, until_at=None).exists()
    assert not Pause.objects.of(house.commune).filter(matter=matter, until_at=None).exists()


def test_what_our_own_desk_stopped_the_province_does_not_start(bring: Any, house: House) -> None:
    bring(OPEN)
    matters.pause(house.one_stop, "H56-1", PauseKind.AGENCY, "xác minh", "Công an xã", now=NOW)
    assert counts(bring(told(OPEN, state="Đang giải quyết"), now=LATER)) == (0, 0, 1, 0)
    bring(told(OPEN, state=PAPERS), now=LATER)
    matter = of(house, "H56-1")
    assert (matter.state, matter.paused_at) == ("processing", NOW)


def test_the_papers_that_the_province_asked_for_may_be_taken_at_our_counter(bring: Any, house: House) -> None:
    bring(told(OPEN, state=PAPERS))
    dossiers.accept_papers(house.one_stop, "H56-1", now=LATER)
    card = dossier(house.one_stop, "H56-1", now=LATER)
    assert (card.state, card.paused_at, card.asked) == ("processing", None, 1)


def test_our_desk_does_not_stop_what_the_province_lets_wait(bring: Any, house: House) -> None:
    bring(told(OPEN, state=PAPERS))
    with pytest.raises(Refused) as refused:
        dossiers.stop(house.one_stop, "H56-1", now=LATER)
    assert refused.value.code == "dossiers.stop.asked_elsewhere"
