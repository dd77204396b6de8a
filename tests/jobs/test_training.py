"""A commune to practise in: nothing of it reaches a figure, a file of open data or the ledger that count."""

import argparse
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import BIRTH, NOW, House
from vidan.actions import communes as commune_actions
from vidan.actions import dossiers
from vidan.cli.commands import training
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM
from vidan.jobs import announcing, checkpoints, ledger_care, scoreboard
from vidan.queries import communes
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.store.models import Commune, Entry, Matter, Officer

EVENING = datetime(2026, 11, 17, 17, 1, tzinfo=VIETNAM)


@pytest.fixture
def practice(house: House, monkeypatch: pytest.MonkeyPatch) -> CommuneCard:
    """A training commune beside the real one, made as the command makes it."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    assert training.run(argparse.Namespace(commune=None, host="tap-huan.example", again=False)) == 0
    communes.forget_hosts()
    return communes.by_id(Commune.objects.get(training=True).pk)


def public_files(settings: Any) -> list[str]:
    root = Path(settings.DATA) / "public"
    return sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())


def test_it_has_dossiers_in_the_states_that_a_desk_meets_and_accounts_for_learners(practice: CommuneCard) -> None:
    states = Matter.objects.of(practice.id).filter(kind="dossier").values_list("state", flat=True)
    assert {"received", "supplement", "ready", "given_out"} <= set(states)
    rows = Matter.objects.of(practice.id)
    assert rows.filter(paused_at__isnull=False).exists()
    assert rows.filter(closed_at=None, due_at__lt=NOW).exists()
    assert all(matter.code.startswith("TAP-2") for matter in rows.filter(kind="dossier"))
    assert Officer.objects.filter(commune_id=practice.id, first_password_until__gt=NOW).count() == 5


def test_the_real_commune_stays_the_first_one(practice: CommuneCard, house: House) -> None:
    assert [card.id for card in communes.at_work()] == [house.commune.pk, practice.id]
    assert [card.id for card in communes.publishing()] == [house.commune.pk]
    served = communes.for_host("localhost")
    assert served is not None and served.id == house.commune.pk
    own = communes.for_host("tap-huan.example")
    assert own is not None and own.training


def test_nothing_of_it_is_published_by_the_clock_nor_by_hand(
    practice: CommuneCard, house: House, settings: Any
) -> None:
    waiting = Entry.objects.of(practice.id).count()
    assert waiting >= 8
    ledger_care.publish_all(EVENING)
    announcing.announce_all(EVENING)
    announcing.recount_all(EVENING)
    scoreboard.write_all(EVENING)
    ledger_care.look_over_all(EVENING)
    ledger_care.renew_all(EVENING)
    assert checkpoints.publish(practice, EVENING, True).entries == 0
    assert not announcing.announce(practice, EVENING)
    assert not logs.heads(practice.id)
    assert len(logs.waiting(practice.id)) == waiting
    assert [name for name in public_files(settings) if practice.slug in name] == []


def test_what_is_practised_changes_no_public_byte_of_the_real_commune(
    practice: CommuneCard, house: House, settings: Any
) -> None:
    done = builders.receive(house.one_stop, BIRTH)
    dossiers.finish(house.one_stop, done.code, now=NOW)
    real = communes.by_id(house.commune.pk)
    checkpoints.publish(real, EVENING, True)
    assert announcing.announce(real, EVENING)
    root = Path(settings.DATA) / "public"
    before = {name: (root / name).read_bytes() for name in public_files(settings)}
    learner = builders.enter_officer(Commune.objects.get(pk=practice.id), builders.Role.ONE_STOP)
    for _ in range(3):
        code = builders.receive(learner, BIRTH, now=EVENING).code
        dossiers.finish(learner, code, now=EVENING)
    later = EVENING + timedelta(minutes=5)
    ledger_care.publish_all(later)
    announcing.announce_all(later)
    assert {name: (root / name).read_bytes() for name in public_files(settings)} == before
    assert before


def test_a_second_one_and_one_of_its_own_are_refused(practice: CommuneCard) -> None:
    for code, why in ((None, "there_already"), (practice.code, "of_training")):
        with pytest.raises(Refused) as refused:
            training.run(argparse.Namespace(commune=code, host="", again=False))
        assert refused.value.code == f"communes.training.{why}"


def test_a_new_class_begins_anew_and_the_turn_before_stands_still(practice: CommuneCard, house: House) -> None:
    held = Matter.objects.of(practice.id).count()
    learner = Officer.objects.get(login=f"tap.mot-cua.{practice.code}")
    assert training.run(argparse.Namespace(commune=None, host="tap-huan.example", again=True)) == 0
    communes.forget_hosts()
    anew = communes.for_host("tap-huan.example")
    assert anew is not None
    assert (anew.code, anew.training, anew.id == practice.id) == (practice.code, True, False)
    assert (
        Matter.objects.of(anew.id).filter(kind="dossier").count()
        == Matter.objects.of(practice.id).filter(kind="dossier").count()
    )
    assert Matter.objects.of(practice.id).count() == held, "what was practised is not touched"
    learner.refresh_from_db()
    assert not learner.is_active
    assert Officer.objects.get(login=f"tap2.mot-cua.{practice.code}").is_active
    assert [card.id for card in communes.at_work()] == [house.commune.pk, anew.id]
    assert communes.merged_into(anew.id) == []


def test_a_real_commune_is_not_ended_like_a_class(house: House) -> None:
    with pytest.raises(Refused) as refused:
        commune_actions.end_training(house.commune.pk, now=NOW)
    assert refused.value.code == "communes.training.real"
