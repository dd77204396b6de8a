"""The publisher: what becomes public when, and that no crash and no tampering ever makes the log contradict itself."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests import builders
from tests.builders import House
from vidan.actions import surveys
from vidan.adapters.ledger_files import LedgerFolder, log_folder
from vidan.adapters.signing import ed25519
from vidan.adapters.witness_store import WitnessStore
from vidan.cli.witness_door import WitnessServer
from vidan.domain.errors import Refused
from vidan.domain.ledger import Checkpoint, LogKey, entries, note, open_checkpoint, parse_verifier_key
from vidan.domain.ledger.audit import Trust
from vidan.domain.ledger.checkpoint import parse_text
from vidan.domain.ledger.tiles import TiledTree
from vidan.domain.moments import VIETNAM
from vidan.domain.people import program
from vidan.jobs import checkpoints, ledger_care
from vidan.jobs.checkpoints import publish
from vidan.jobs.ledger_history import publish_history
from vidan.jobs.ledger_return import take_back
from vidan.queries import communes
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.store.guard import writing_allowed
from vidan.store.models import Entry, Fact, LedgerHead

NOON = datetime(2026, 11, 17, 11, 31, tzinfo=VIETNAM)
EVENING = datetime(2026, 11, 17, 17, 1, tzinfo=VIETNAM)
STEPS = ("begin", "place", "files", "compare", "bind", "keys", "sign", "witness", "checkpoint", "remember", "note")

Receive = Callable[..., Any]


@pytest.fixture
def card(house: House) -> CommuneCard:
    """The commune as doors know it."""
    return communes.card(house.commune)


def folder_of(card: CommuneCard, year: int = 2026) -> LedgerFolder:
    return log_folder(Path(settings.DATA) / "public", card.slug, str(year))


def served(card: CommuneCard, year: int = 2026) -> Checkpoint:
    """The served checkpoint, verified by the served key, with its tree read from the served tiles."""
    folder = folder_of(card, year)
    key = parse_verifier_key((folder.path / "log.vkey").read_text().strip())
    signed = open_checkpoint(folder.checkpoint() or b"", key.name, [LogKey(key, ed25519.check)])
    assert TiledTree(signed.checkpoint.size, folder.fetch).root() == signed.checkpoint.root
    return signed.checkpoint


def leaves(card: CommuneCard, year: int = 2026) -> list[entries.Entry]:
    tree = TiledTree(served(card, year).size, folder_of(card, year).fetch)
    return [entries.parse(tree.entry(index)) for index in range(tree.size)]


def facts_of(card: CommuneCard, kind: str) -> list[Any]:
    return list(Fact.objects.of(card.id).filter(kind=kind).order_by("pk"))


# When ---------------------------------------------------------------------------------------------------------------
def test_entries_wait_for_the_end_of_the_session(card: CommuneCard, received: Receive, now: datetime) -> None:
    received()
    assert publish(card, now + timedelta(hours=2, minutes=29)).checkpoint is None
    done = publish(card, NOON)
    assert done.entries == 1 and done.checkpoint == served(card)
    assert [entry.kind for entry in leaves(card)] == ["dau", "nhan"]


def test_twenty_waiting_entries_need_not_wait_for_the_session(
    card: CommuneCard, received: Receive, now: datetime
) -> None:
    for _ in range(19):
        received()
    assert publish(card, now).entries == 0
    received()
    assert publish(card, now).entries == 20
    commitments = [entry.commitment or b"" for entry in leaves(card)][1:]
    assert commitments == sorted(commitments)


def test_what_came_after_hours_is_public_within_a_day(card: CommuneCard, house: House) -> None:
    friday_evening = datetime(2026, 11, 20, 18, 0, tzinfo=VIETNAM)
    builders.receive(house.one_stop, now=friday_evening)
    assert publish(card, friday_evening + timedelta(hours=23)).entries == 0
    assert publish(card, friday_evening + timedelta(hours=24)).entries == 1


def test_an_entry_dated_in_the_future_waits_for_its_day(card: CommuneCard, received: Receive, now: datetime) -> None:
    received()
    assert publish(card, now - timedelta(days=3), session_ended=True).entries == 0
    assert publish(card, NOON).entries == 1


def test_nothing_new_is_no_work_and_no_second_checkpoint(card: CommuneCard, received: Receive) -> None:
    received()
    publish(card, NOON)
    before = {path: path.stat().st_mtime_ns for path in folder_of(card).path.rglob("*")}
    assert publish(card, EVENING).entries == 0
    assert {path: path.stat().st_mtime_ns for path in folder_of(card).path.rglob("*")} == before


def test_ratings_wait_for_their_week_and_their_crowd(card: CommuneCard, now: datetime) -> None:
    rows = []
    for number in range(20):
        body = entries.build(
            "dg",
            datetime(2026, 11, 9, tzinfo=UTC).date(),
            entries.commitment(bytes([number]) * 32, {}),
            {"h": entries.tokens_text([bytes([number]) * 32]), "s": 5, "p": {}},
        )
        rows.append(body.decode())
    fact = Fact.objects.of(card.id).order_by("pk").last()
    with writing_allowed():
        for body in rows[:19]:
            Entry(commune_id=card.id, fact_id=fact.pk, kind="dg", on="2026-11-09", body=body).save()
    assert publish(card, NOON).entries == 0
    with writing_allowed():
        Entry(commune_id=card.id, fact_id=fact.pk, kind="dg", on="2026-11-09", body=rows[19]).save()
    assert publish(card, NOON).entries == 20


def test_what_was_written_down_for_a_day_to_come_is_not_overdue_before_it(card: CommuneCard) -> None:
    """The seed of December's survey is fixed in November; its entry is dated, and public, on the first."""
    surveys.fix_sample(program(card.id), date(2026, 12, 1), now=NOON)
    publish(card, EVENING)
    assert logs.overdue(card.id, NOON + timedelta(days=5)) == 0
    assert logs.overdue(card.id, datetime(2026, 12, 2, 0, 1, tzinfo=VIETNAM)) == 1


# The years ----------------------------------------------------------------------------------------------------------
def test_a_new_year_begins_a_log_that_takes_up_the_old_one(card: CommuneCard, house: House, received: Receive) -> None:
    received()
    publish(card, NOON)
    january = datetime(2027, 1, 4, 9, 0, tzinfo=VIETNAM)
    builders.receive(house.one_stop, now=january)
    publish(card, january, session_ended=True)
    first = leaves(card, 2027)[0]
    assert (first.kind, first.commitment) == ("dau", entries.year_link(served(card, 2027).origin, served(card)))
    assert logs.newest_checkpoint_line(card.id, 2026) == served(card).paper
    assert logs.newest_checkpoint_line(card.id, 2027) == served(card, 2027).paper


def test_the_old_year_is_finished_before_the_new_one_begins(card: CommuneCard, house: House, received: Receive) -> None:
    received()
    with pytest.raises(Stopped):
        publish(card, NOON, step=stop_before("sign", 2))
    january = datetime(2027, 1, 4, 9, 0, tzinfo=VIETNAM)
    builders.receive(house.one_stop, now=january)
    publish(card, january, session_ended=True)
    assert (served(card).size, served(card, 2027).size) == (2, 2)


def test_a_clock_that_jumped_begins_no_log(card: CommuneCard, received: Receive) -> None:
    received()
    publish(card, NOON)
    received()
    with pytest.raises(Refused, match=r"ledger\.clock\.wrong"):
        publish(card, datetime(2038, 1, 19, 9, 0, tzinfo=VIETNAM), session_ended=True)
    with pytest.raises(Refused, match=r"ledger\.clock\.wrong"):
        checkpoints.open_log(checkpoints.Desk(card, datetime(1970, 1, 1, tzinfo=UTC)))
    assert publish(card, EVENING).entries == 1


def test_two_communes_of_one_house_have_logs_of_different_names(
    card: CommuneCard, house: House, received: Receive, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://dichvu.thanhhoa.example"
    received()
    publish(card, NOON)
    other = builders.open_commune("14953", "Xã Thử Nghiệm")
    officer = builders.enter_officer(other, builders.Role.ONE_STOP)
    builders.receive(officer)
    publish(communes.card(other), NOON)
    names = [served(card).origin, served(communes.card(other)).origin]
    assert names == [
        "dichvu.thanhhoa.example/nhat-ky/2026",
        "thu-nghiem.dichvu.thanhhoa.example/nhat-ky/2026",
    ]
    settings.PUBLIC_URL = "https://moi.example"
    received()
    publish(card, EVENING)
    assert served(card).origin == names[0]


# Crashes ------------------------------------------------------------------------------------------------------------
class Stopped(BaseException):
    """The power went."""


def stop_before(name: str, time: int = 1) -> Callable[[str], None]:
    """A step hook that raises when a step begins for the n-th time."""
    seen = 0

    def step(told: str) -> None:
        nonlocal seen
        seen += told == name
        if seen == time and told == name:
            raise Stopped(name)

    return step


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("time", [1, 2])
def test_a_crash_before_any_step_is_finished_by_the_next_run(
    card: CommuneCard, received: Receive, name: str, time: int
) -> None:
    received()
    received()
    hook = stop_before(name, time)
    try:
        publish(card, NOON, step=hook)
    except Stopped:
        pass
    else:
        assert time == 2 and name in ("begin", "place")
    received()
    publish(card, EVENING)
    assert sorted(entry.kind for entry in leaves(card)) == ["dau", "nhan", "nhan", "nhan"]
    folder = folder_of(card)
    key = LogKey(parse_verifier_key((folder.path / "log.vkey").read_text().strip()), ed25519.check)
    tree = TiledTree(4, folder.fetch)
    history = [open_checkpoint(data, key.name, [key]).checkpoint for data in folder.history()]
    assert history[-1] == served(card)
    assert [one.size for one in history] == sorted({one.size for one in history})
    for one in history:
        if one.size:
            at_the_time = TiledTree(one.size, folder.fetch)
            assert at_the_time.root() == one.root
            assert tree.entry(one.size - 1) == at_the_time.entry(one.size - 1)
    (head,) = logs.heads(card.id)
    assert head.finished
    assert len(facts_of(card, "LedgerPublished")) == len({one.size for one in history})


@pytest.mark.parametrize("name", ["serve", "remember"])
def test_a_disk_that_fails_at_the_last_files_is_made_good_later(
    card: CommuneCard, received: Receive, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    received()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing, pytest.raises(OSError, match="No space"):
        failing.setattr(LedgerFolder, name, full)
        publish(card, NOON)
    publish(card, EVENING)
    assert served(card).size == 2
    assert len(folder_of(card).history()) == 2


def test_the_public_folder_may_be_lost_and_comes_back_from_the_database(card: CommuneCard, received: Receive) -> None:
    received()
    publish(card, NOON)
    before = served(card)
    shutil.rmtree(folder_of(card).path)
    publish(card, EVENING)
    assert served(card) == before
    (folder_of(card).path / "tile/0/000.p/2").unlink()
    ledger_care.look_over(card, EVENING)
    assert served(card) == before


# Contradictions -----------------------------------------------------------------------------------------------------
def _forge(statement: str, *values: object) -> None:
    """Change the database behind the program's back, triggers and all."""
    with writing_allowed(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for trigger in ("vidan_entry_stays", "vidan_entry_kept", "vidan_head_grows"):
                cursor.execute(f"DROP TRIGGER {trigger}")
        else:
            cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute(statement, values)


def _refused(card: CommuneCard, code: str, caplog: pytest.LogCaptureFixture) -> None:
    before = folder_of(card).checkpoint()
    with caplog.at_level(logging.CRITICAL), pytest.raises(Refused, match=code):
        publish(card, EVENING)
    with pytest.raises(Refused):
        publish(card, EVENING)
    assert folder_of(card).checkpoint() == before
    (alarm,) = facts_of(card, "LedgerAlarmRaised")
    assert alarm.told["code"] == code
    assert code in caplog.text


def test_a_changed_past_is_never_signed(card: CommuneCard, received: Receive, caplog: pytest.LogCaptureFixture) -> None:
    received()
    publish(card, NOON)
    received()
    other = entries.build("xoa", NOON.date(), bytes(32)).decode()
    _forge("UPDATE vidan_entry SET body = %s WHERE position = 1 AND commune_id = %s", other, card.id)
    _refused(card, "ledger.database.differs", caplog)


def test_a_removed_entry_is_never_signed(
    card: CommuneCard, received: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    received()
    received()
    publish(card, NOON)
    received()
    _forge("DELETE FROM vidan_entry WHERE position = 1 AND commune_id = %s", card.id)
    _refused(card, "ledger.database.gap", caplog)


def test_a_database_older_than_the_public_log_is_never_signed(
    card: CommuneCard, received: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    received()
    publish(card, NOON)
    small = logs.heads(card.id)[0].bound
    received()
    publish(card, EVENING)
    (head,) = logs.heads(card.id)
    _forge("DELETE FROM vidan_entry WHERE position = 2 AND commune_id = %s", card.id)
    with writing_allowed():
        root = checkpoints.note.to_base64(small.root)
        LedgerHead.objects.of(card.id).update(size=2, root=root, public_size=2, public_root=root)
    assert head.bound.size == 3
    _refused(card, "ledger.database.shorter", caplog)


def test_a_changed_tile_stops_the_publisher(
    card: CommuneCard, received: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    received()
    publish(card, NOON)
    received()
    tile = folder_of(card).path / "tile/0/000.p/2"
    publish(card, NOON, session_ended=True)
    tile = folder_of(card).path / "tile/0/000.p/3"
    tile.write_bytes(bytes(96))
    with pytest.raises(Refused, match=r"ledger\.file\.differs"):
        ledger_care.look_over(card, EVENING)
    assert facts_of(card, "LedgerAlarmRaised")


def test_another_key_is_never_used_for_a_log_that_was_begun(
    card: CommuneCard, received: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    received()
    publish(card, NOON)
    received()
    key = checkpoints.Desk(card, NOON).key_file("2026")
    kept = key.read_bytes()
    key.unlink()
    _refused(card, "ledger.key.lost", caplog)
    ed25519.create(key, "other")
    with pytest.raises(Refused, match=r"ledger\.key\.other"):
        publish(card, EVENING)
    key.write_bytes(kept)
    assert publish(card, EVENING).entries == 1
    assert served(card).size == 3


# A past entered in one go -------------------------------------------------------------------------------------------
def test_a_past_is_published_session_by_session(card: CommuneCard, house: House) -> None:
    for year, month in ((2025, 12), (2026, 1)):
        for day in (5, 6, 7):
            for hour in (9, 15):
                builders.receive(house.one_stop, now=datetime(year, month, day, hour, 0, tzinfo=VIETNAM))
    last = publish_history(card, NOON)
    assert [one.origin[-4:] for one in last] == ["2025", "2026"]
    assert [served(card, 2025), served(card, 2026)] == last
    # Friday the fifth and the weekend after it in December; Monday to Wednesday in January.
    assert [data.split(b"\n")[1] for data in folder_of(card, 2026).history()] == [
        b"1", b"2", b"3", b"4", b"5", b"6", b"7"
    ]  # fmt: skip
    assert leaves(card, 2026)[0].commitment == entries.year_link(last[1].origin, last[0])
    assert publish_history(card, NOON) == []
    assert publish(card, NOON).entries == 0
    for size in range(1, 8):  # a stranger who kept any of these checkpoints finds the tiles of its tree
        for name in ("0", "entries"):
            assert (folder_of(card, 2026).path / f"tile/{name}/000.p/{size}").exists()


# Witnesses ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def witness(tmp_path: Path, settings: Any) -> Iterator[WitnessStore]:
    """A real witness on this machine, without which nothing is published."""
    store = WitnessStore(tmp_path / "witness")
    store.create("bao.example/nhan-chung")
    with WitnessServer(("127.0.0.1", 0), store, store.signer(), lambda _text: None) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.WITNESSES = f"{store.signer().verifier_key} http://127.0.0.1:{server.server_port}"
        settings.WITNESS_QUORUM = 1
        yield store
        server.shutdown()
        thread.join()


def test_nothing_is_served_until_enough_witnesses_have_signed(
    card: CommuneCard, received: Receive, witness: WitnessStore
) -> None:
    received()
    done = publish(card, NOON)
    assert done.held_back and done.away == (("bao.example/nhan-chung", "HTTP 404"),)
    assert folder_of(card).checkpoint() is None
    witness.watch(logs.heads(card.id)[0].vkey)
    publish(card, NOON)
    assert publish(card, NOON).checkpoint == served(card)
    assert checkpoints.witness_names(folder_of(card)) == ("bao.example/nhan-chung",)
    kept = parse_text(note.parse(witness.latest(served(card).origin) or b"").text)
    assert kept == served(card)


def test_a_witness_that_was_away_signs_when_it_is_asked_again(
    card: CommuneCard, received: Receive, witness: WitnessStore, settings: Any
) -> None:
    settings.WITNESS_QUORUM = 0
    received()
    publish(card, NOON)
    assert ledger_care.renew(card, NOON).away == (("bao.example/nhan-chung", "HTTP 404"),)
    witness.watch(logs.heads(card.id)[0].vkey)
    assert ledger_care.renew(card, NOON).names == ("bao.example/nhan-chung",)
    assert checkpoints.witness_names(folder_of(card)) == ("bao.example/nhan-chung",)
    assert ledger_care.renew(card, NOON).names == (), "it signed a moment ago"


def test_a_copy_that_a_witness_has_seen_beyond_is_refused_after_a_restore(
    card: CommuneCard, received: Receive, witness: WitnessStore, tmp_path: Path
) -> None:
    received()
    publish(card, NOON)
    witness.watch(logs.heads(card.id)[0].vkey)
    publish(card, NOON)
    publish(card, NOON)
    point = transaction.savepoint()
    shutil.copytree(Path(settings.DATA) / "public", tmp_path / "copy")
    received()
    publish(card, EVENING)
    transaction.savepoint_rollback(point)
    shutil.rmtree(Path(settings.DATA) / "public")
    with pytest.raises(Refused, match=r"ledger\.witness\.conflict") as refused:
        take_back(card, EVENING, [str(tmp_path / "copy")], Trust(), lambda *_: None)
    assert (refused.value.facts["known"], refused.value.facts["size"]) == (3, 2)
