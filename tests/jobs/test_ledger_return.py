"""After a restore: the log goes on where the public has it, and whoever was lost is told."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests import builders, letters
from tests.builders import House
from vidan.actions import dossiers, surveys
from vidan.actions import ledger as acts
from vidan.adapters import memory
from vidan.adapters.ledger_files import LedgerFolder, log_folder
from vidan.adapters.ledger_source import FolderSource
from vidan.adapters.signing import ed25519
from vidan.domain.errors import Refused
from vidan.domain.ledger import audit, entries, parse_verifier_key, replay
from vidan.domain.ledger.audit import Doubt, Trust
from vidan.domain.ledger.note import to_base64
from vidan.domain.moments import VIETNAM
from vidan.domain.people import Role, citizen, program
from vidan.domain.surveys import Item
from vidan.jobs import checkpoints, ledger_return
from vidan.jobs.checkpoints import publish
from vidan.queries import communes, proofs
from vidan.queries import ledger as logs
from vidan.queries import letters as seen
from vidan.queries import surveys as results
from vidan.queries.communes import CommuneCard
from vidan.store.guard import writing_allowed
from vidan.store.models import Entry, Fact, Matter

MORNING = datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM)
NOON = datetime(2026, 11, 17, 11, 31, tzinfo=VIETNAM)
EVENING = datetime(2026, 11, 17, 17, 1, tzinfo=VIETNAM)
NEXT = datetime(2026, 11, 18, 11, 31, tzinfo=VIETNAM)
NOBODY = Trust()
#: Entries that may wait for the end of a session (docs/ledger-format.md).
WAITING = 20
JANUARY = datetime(2027, 1, 4, 11, 31, tzinfo=VIETNAM)


@pytest.fixture
def card(house: House) -> Iterator[CommuneCard]:
    """The commune as doors know it; what was remembered of a restore is forgotten afterwards."""
    yield communes.card(house.commune)
    (Path(settings.DATA) / memory.HELD).unlink(missing_ok=True)
    shutil.rmtree(Path(settings.DATA) / "keys" / "aside", ignore_errors=True)


class Backup:
    """A backup in small: the database goes back to a savepoint, the public folder to a copy."""

    def __init__(self, folder: Path, card: CommuneCard) -> None:
        self.card, self.folder = card, folder
        self.public = Path(settings.DATA) / "public"
        self.point = transaction.savepoint()
        shutil.copytree(self.public, folder / "backup")

    def restore(self) -> Path:
        """Everything as it was; returns the folder with the copy of the log that somebody made in time."""
        shutil.move(self.public, self.folder / "copy")
        shutil.copytree(self.folder / "backup", self.public)
        transaction.savepoint_rollback(self.point)
        memory.hold(Path(settings.DATA), "2026-11-17T02:00:00+07:00", "2026-11-18T09:00:00+07:00")
        return self.folder / "copy"


def quiet(_done: int, _whole: int) -> None:
    return None


def take_back(card: CommuneCard, *places: Path, trust: Trust = NOBODY, now: datetime = NEXT) -> ledger_return.Returned:
    return ledger_return.take_back(card, now, [str(place) for place in places], trust, quiet)


def log_of(card: CommuneCard, name: str = "2026") -> LedgerFolder:
    return log_folder(Path(settings.DATA) / "public", card.slug, name)


def judge(card: CommuneCard, *names: str) -> list[audit.Judgement]:
    """What a stranger says of the commune's logs."""
    found: list[audit.Judgement] = []
    for name in names:
        doubt = Doubt(today=date(2027, 2, 1), seconds=1_900_000_000, check=ed25519.check)
        found.append(audit.judge(FolderSource(log_of(card, name).path), doubt, found))
        assert found[-1].problems == []
    return found


@pytest.fixture
def one_known(card: CommuneCard, house: House, tmp_path: Path) -> tuple[Backup, Matter]:
    """A dossier that is public, one that waits, and a backup of that."""
    known = builders.receive(house.one_stop, now=MORNING)
    publish(card, NOON)
    builders.receive(house.one_stop, now=NOON)
    return Backup(tmp_path, card), known


def test_the_log_goes_on_where_the_public_has_it(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    lost = builders.receive(house.one_stop, now=EVENING.replace(hour=16))
    publish(card, EVENING)
    kept = log_of(card).checkpoint()
    copy = backup.restore()
    assert proofs.lost(card.id) == []
    done = take_back(card, copy)
    assert done.entries == 1  # the waiting one was known, and only got its place back
    assert log_of(card).checkpoint() == kept
    (found,) = proofs.lost(card.id)
    assert (found.kind, found.reference, found.code, found.due) == ("nhan", lost.reference, "", found.due)
    builders.receive(house.one_stop, now=NEXT.replace(hour=9))
    publish(card, NEXT)
    (judged,) = judge(card, "2026")
    assert (judged.checkpoint is not None and judged.checkpoint.size, judged.checkpoints) == (5, 4)
    assert kept in log_of(card).history()


def test_no_dossier_number_is_given_twice_after_a_restore(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    lost = builders.receive(house.one_stop, now=EVENING.replace(hour=16))
    publish(card, EVENING)
    copy = backup.restore()
    assert take_back(card, copy).left_out == 1 + WAITING
    assert take_back(card, copy).left_out == 0
    again = builders.receive(house.one_stop, now=EVENING)
    assert int(again.code[-4:]) == int(lost.code[-4:]) + 1


def test_what_may_have_waited_today_gets_no_number_twice_either(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    """The machine died before the session's end: of the last receipts even the log knows nothing."""
    backup, _known = one_known
    lost = [builders.receive(house.one_stop, now=EVENING.replace(hour=14)) for _ in range(3)]
    copy = backup.restore()
    take_back(card, copy, now=EVENING)
    again = builders.receive(house.one_stop, now=EVENING)
    assert again.code not in {matter.code for matter in lost}
    assert int(again.code[-4:]) > max(int(matter.code[-4:]) for matter in lost)


def test_whoever_is_sure_that_nothing_came_after_leaves_no_number_out(
    card: CommuneCard, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    backup.restore()
    assert take_back(card).left_out == 0


def test_no_letter_s_number_is_given_twice_and_the_register_says_why_one_is_missing(
    card: CommuneCard, house: House, tmp_path: Path
) -> None:
    office = letters.furnish(house.commune)
    letters.numbered(office, "notice", now=MORNING)
    publish(card, NOON)
    backup = Backup(tmp_path, card)
    lost = [letters.numbered(office, kind, now=EVENING.replace(hour=16)) for kind in ("notice", "apology")]
    publish(card, EVENING)
    done = take_back(card, backup.restore())
    assert done.letters_left_out == 2
    assert [(one.kind, one.on) for one in proofs.lost(card.id)] == [("vb", EVENING.date())] * 2
    again = [letters.numbered(office, kind, now=NEXT) for kind in ("notice", "apology")]
    assert {letter.number_shown for letter in again}.isdisjoint({letter.number_shown for letter in lost})
    register = [row for row in seen.register(office.clerk, 2026) if row.series == "TB"]
    assert [row.number_shown[:2] for row in register] == ["01", "02", "03", "04"]
    assert [bool(row.code) for row in register] == [True, False, False, True]
    assert all("bỏ số" in row.note for row in register if not row.code)
    assert take_back(card, backup.folder / "copy").letters_left_out == 0


def test_nothing_is_published_before_somebody_looked(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    copy = backup.restore()
    with pytest.raises(Refused, match=r"ledger\.held"):
        publish(card, EVENING)
    take_back(card, copy)
    assert publish(card, EVENING).entries == 1


def test_whoever_says_that_nothing_came_after_is_believed_for_what_lies_here(
    card: CommuneCard, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    backup.restore()
    done = take_back(card)
    assert (done.entries, [one.size for one in done.stand]) == (0, [2])
    assert publish(card, EVENING).entries == 1


def test_a_backup_s_own_public_folder_may_be_newer_than_its_database(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    builders.receive(house.one_stop, now=EVENING.replace(hour=16))
    publish(card, EVENING)
    copy = backup.restore()
    shutil.rmtree(backup.public)
    shutil.copytree(copy, backup.public)
    assert [one.size for one in take_back(card).stand] == [4]


def test_a_copy_that_is_older_or_of_another_past_is_refused(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter], tmp_path: Path
) -> None:
    backup, _known = one_known
    publish(card, EVENING)
    shutil.copytree(backup.public, tmp_path / "early")
    builders.receive(house.one_stop, now=EVENING)
    publish(card, NEXT)
    later = Backup(tmp_path / "later", card)
    later.restore()
    with pytest.raises(Refused, match=r"ledger\.back\.older"):
        take_back(card, tmp_path / "early")
    with pytest.raises(Refused, match=r"ledger\.back\.nothing"):
        take_back(card, tmp_path)
    assert memory.held(Path(settings.DATA), card.slug)


def test_a_copy_that_differs_from_what_is_here_is_refused_with_the_place(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, _known = one_known
    publish(card, EVENING)
    copy = backup.restore()
    real = logs.leaves
    monkeypatch.setattr(logs, "leaves", lambda *words: [*real(*words)[:-1], b"another entry"])
    with pytest.raises(Refused, match=r"ledger\.back\.fork") as refused:
        take_back(card, copy)
    assert refused.value.facts["position"] == 1


def test_a_forged_copy_is_refused_with_the_reason(card: CommuneCard, one_known: tuple[Backup, Matter]) -> None:
    backup, _known = one_known
    publish(card, EVENING)
    copy = backup.restore()
    tile = copy / card.slug / "nhat-ky/2026/tile/entries/000.p/3"
    tile.write_bytes(tile.read_bytes().replace(b"nhan", b"xong", 1))
    with pytest.raises(Refused, match=r"ledger\.audit"):
        take_back(card, copy)


def test_a_paper_receipt_that_knows_more_refuses_a_copy_that_is_behind(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter], tmp_path: Path
) -> None:
    backup, _known = one_known
    publish(card, EVENING)
    shutil.copytree(backup.public, tmp_path / "behind")
    builders.receive(house.one_stop, now=EVENING)
    publish(card, NEXT)
    paper = audit.parse_kept(logs.newest_checkpoint_line(card.id, 2026).encode())
    copy = backup.restore()
    with pytest.raises(Refused, match=r"ledger\.audit\.shrunk"):
        take_back(card, tmp_path / "behind", trust=Trust(kept=paper))
    assert [one.size for one in take_back(card, copy, trust=Trust(kept=paper)).stand] == [4]


@pytest.mark.parametrize("step", ["take_back", "extend_head", "note_published"])
def test_a_power_cut_while_taking_back_is_made_good_by_doing_it_again(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    backup, _known = one_known
    builders.receive(house.one_stop, now=EVENING)
    publish(card, NEXT)
    copy = backup.restore()

    def cut(*_words: object, **_more: object) -> None:
        raise OSError(5, "the power went")

    with monkeypatch.context() as failing, pytest.raises(OSError, match="power"):
        failing.setattr(acts, step, cut)
        take_back(card, copy)
    assert memory.held(Path(settings.DATA), card.slug)
    assert [one.size for one in take_back(card, copy).stand] == [4]
    judge(card, "2026")


def test_a_year_that_began_after_the_backup_is_taken_up_with_its_key(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter], tmp_path: Path
) -> None:
    backup, _known = one_known
    publish(card, EVENING)
    builders.receive(house.one_stop, now=JANUARY)
    publish(card, JANUARY, True)
    copy = backup.restore()
    assert [one.origin[-4:] for one in take_back(card, copy, now=JANUARY).stand] == ["2026", "2027"]
    builders.receive(house.one_stop, now=JANUARY)
    publish(card, JANUARY, True)
    judge(card, "2026", "2027")


def test_a_year_whose_key_is_lost_is_known_but_goes_on_under_a_new_name(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter], tmp_path: Path
) -> None:
    backup, _known = one_known
    publish(card, EVENING)
    builders.receive(house.one_stop, now=JANUARY)
    publish(card, JANUARY, True)
    copy = backup.restore()
    desk = checkpoints.Desk(card, JANUARY)
    desk.key_file("2027").rename(tmp_path / "lost.key")
    take_back(card, copy, now=JANUARY)
    assert [head.year for head in logs.heads(card.id)] == [2026]
    line = (copy / card.slug / "nhat-ky/2027/log.vkey").read_text().strip()
    take_back(card, copy, trust=Trust(keys=(parse_verifier_key(line),)), now=JANUARY)
    builders.receive(house.one_stop, now=JANUARY)
    with pytest.raises(Refused, match=r"ledger\.key\.lost"):
        publish(card, JANUARY, True)
    done = ledger_return.begin_anew(card, JANUARY, quiet)
    assert done.stand[-1].origin.endswith("/nhat-ky/2027-2")
    publish(card, JANUARY, True)
    assert [one.origin[-6:] for one in judge(card, "2026", "2027", "2027-2")] == ["y/2026", "y/2027", "2027-2"]


def test_when_no_copy_is_left_a_new_log_says_where_the_old_one_stopped(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    backup, known = one_known
    builders.receive(house.one_stop, now=EVENING)
    publish(card, NEXT)
    shutil.rmtree(backup.restore())
    ledger_return.begin_anew(card, NEXT, quiet)
    assert publish(card, NEXT, True).entries == 1  # what waited in the backup
    first, second = judge(card, "2026", "2026-2")
    assert second.entries[0].commitment == audit.entries.year_link(second.origin, first.checkpoint)
    assert [head.name for head in logs.heads(card.id)] == ["2026", "2026-2"]
    again = builders.receive(house.one_stop, now=NEXT)
    publish(card, NEXT, True)
    assert {head.name: head.public.size for head in logs.heads(card.id) if head.public} == {"2026": 2, "2026-2": 3}
    for matter, log in ((known, "2026"), (again, "2026-2")):
        entry = proofs.of_dossier(card.id, matter.code)
        assert entry is not None and entry.log == log
        assert log_of(card, entry.log).prove(entry.position or 0) is not None


def test_the_open_data_that_the_log_marks_come_back_with_it(
    card: CommuneCard, house: House, one_known: tuple[Backup, Matter]
) -> None:
    backup, _known = one_known
    promises = b'{"8": "kept"}'
    figure = replay.promise_8(replay.retell([], NOON.date()), *replay.rolling(NOON.date()))
    counts = {"kept": {"8": figure.kept}, "counted": {"8": figure.counted}, "from": 0, "to": 0}
    marked = counts | {
        "files": {"promises.json": to_base64(sha256(promises).digest()), "lost.csv": to_base64(bytes(32))}
    }
    with writing_allowed():
        fact = Fact.objects.of(card.id).order_by("-pk")[0]
        body = entries.build("bc", NOON.date(), None, {"n": marked}).decode()
        Entry(commune_id=card.id, fact_id=fact.pk, kind="bc", on=NOON.date(), body=body).save()
    folder = backup.public / card.slug / "du-lieu"
    folder.mkdir()
    (folder / "promises.json").write_bytes(promises)
    (folder / "lost.csv").write_bytes(b"of another day")
    publish(card, EVENING)
    copy = backup.restore()
    take_back(card, copy)
    assert (folder / "promises.json").read_bytes() == promises
    assert not (folder / "lost.csv").exists()


def test_an_answer_that_the_ledger_has_counts_again_and_its_slip_stays_spent(
    card: CommuneCard, house: House, tmp_path: Path
) -> None:
    """The backup still had the answers in their box: after it they came out, were published, and the machine broke."""
    keeper, anybody = builders.enter_officer(house.commune, Role.BOARD_MEMBER), citizen(card.id)
    for number in range(21):
        person = builders.applicant(number=f"0381860{number:05d}", phone="")
        code = builders.receive(house.one_stop, builders.ONE_PAPER, person=person, now=NOON).code
        dossiers.finish(house.one_stop, code, now=NOON)
    tokens = surveys.issue_slips(keeper, 21, now=NOON)
    for token in tokens[:20]:
        surveys.answer(anybody, token, dict.fromkeys(Item, 4), now=NOON)
    publish(card, NOON)
    backup = Backup(tmp_path, card)
    surveys.answer(anybody, tokens[20], {Item.OVERALL: 1, Item.COURTESY: 1}, now=NOON)
    week_later = NOON + timedelta(days=7)
    assert surveys.let_out(program(card.id), now=week_later) == 21
    publish(card, week_later)
    take_back(card, backup.restore(), now=week_later)
    items = results.results(card.id, date(2026, 1, 1), date(2026, 12, 31)).items
    courtesy = next(item for item in items if item.number == 10)
    assert (courtesy.satisfied, courtesy.valid) == (20, 21)
    with pytest.raises(Refused, match=r"unknown_or_spent"):
        surveys.answer(anybody, tokens[20], dict.fromkeys(Item, 5), now=week_later)
    assert surveys.let_out(program(card.id), now=week_later + timedelta(days=30)) == 0
    judge(card, "2026")
