"""The publisher's acts one by one, and the database that refuses to forget what was public."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.builders import House
from vidan.actions import ledger
from vidan.domain.errors import Refused
from vidan.domain.ledger import Checkpoint, entries
from vidan.domain.ledger.merkle import EMPTY_ROOT, Tree, leaf_hash
from vidan.domain.people import Actor, program
from vidan.queries import ledger as logs
from vidan.queries import proofs
from vidan.store.guard import writing_allowed
from vidan.store.models import Fact

ORIGIN = "dien-lu.vidan.example/nhat-ky/2026"
Receive = Callable[..., Any]


@pytest.fixture
def publisher(house: House) -> Actor:
    """The program itself, for the commune."""
    return program(house.commune.pk)


@pytest.fixture
def begun(publisher: Actor, now: datetime) -> Actor:
    """The log of 2026 with its first entry."""
    ledger.begin(publisher, 2026, ORIGIN, "vkey", now=now)
    return publisher


def _tree(publisher: Actor) -> Tree:
    return Tree(leaf_hash(raw) for raw in logs.leaves(publisher.commune_id, 2026))


def _waiting(publisher: Actor) -> list[int]:
    return [row.id for row in logs.waiting(publisher.commune_id)]


def _empty() -> Checkpoint:
    return Checkpoint(ORIGIN, 0, EMPTY_ROOT)


def _bind(publisher: Actor, now: datetime) -> Checkpoint:
    tree = _tree(publisher)
    (head,) = logs.heads(publisher.commune_id)
    after = Checkpoint(ORIGIN, len(tree), tree.root())
    ledger.extend_head(publisher, 2026, head.bound, after, tree.consistency(head.bound.size), now=now)
    return after


def test_a_log_begins_with_its_first_entry_and_only_once(begun: Actor, now: datetime) -> None:
    (head,) = logs.heads(begun.commune_id)
    assert (head.origin, head.bound, head.public, head.placed) == (ORIGIN, _empty(), None, 1)
    (first,) = logs.leaves(begun.commune_id, 2026)
    assert entries.parse(first).commitment == entries.year_link(ORIGIN, None)
    with pytest.raises(Refused, match=r"ledger\.log\.begun"):
        ledger.begin(begun, 2026, "other", "vkey", now=now)
    with pytest.raises(Refused, match=r"ledger\.log\.unfinished"):
        ledger.begin(begun, 2027, "other", "vkey", now=now)


def test_entries_get_their_places_once_in_the_order_of_their_commitments(
    begun: Actor, received: Receive, now: datetime
) -> None:
    for _ in range(5):
        received()
    waiting = _waiting(begun)
    assert ledger.place(begun, 2026, waiting, now=now) == 5
    placed = [entries.parse(raw).commitment or b"" for raw in logs.leaves(begun.commune_id, 2026)[1:]]
    assert placed == sorted(placed)
    with pytest.raises(Refused, match=r"ledger\.entries\.placed_meanwhile"):
        ledger.place(begun, 2026, waiting, now=now)
    with pytest.raises(Refused, match=r"ledger\.entries\.too_many"):
        ledger.place(begun, 2026, range(501), now=now)
    with pytest.raises(Refused, match=r"ledger\.log\.unknown"):
        ledger.place(begun, 2027, [], now=now)


def test_only_the_program_publishes(house: House, now: datetime) -> None:
    with pytest.raises(Refused, match=r"people\.role\.missing"):
        ledger.begin(house.administrator, 2026, ORIGIN, "vkey", now=now)


def test_the_head_moves_by_proof_and_by_compare_and_swap(begun: Actor, received: Receive, now: datetime) -> None:
    one = _bind(begun, now)
    received()
    ledger.place(begun, 2026, _waiting(begun), now=now)
    tree = _tree(begun)
    two = Checkpoint(ORIGIN, 2, tree.root())
    with pytest.raises(Refused, match=r"ledger\.proof\.consistency"):
        ledger.extend_head(begun, 2026, Checkpoint(ORIGIN, 1, bytes(32)), two, tree.consistency(1), now=now)
    with pytest.raises(Refused, match=r"ledger\.head\.moved"):
        ledger.extend_head(begun, 2026, _empty(), two, (), now=now)
    with pytest.raises(Refused, match=r"ledger\.database\.shorter"):
        ledger.extend_head(begun, 2026, one, Checkpoint(ORIGIN, 1, one.root), (), now=now)
    three = Tree(leaf_hash(raw) for raw in [*logs.leaves(begun.commune_id, 2026), b"invented"])
    with pytest.raises(Refused, match=r"ledger\.database\.shorter"):
        ledger.extend_head(begun, 2026, one, Checkpoint(ORIGIN, 3, three.root()), three.consistency(1), now=now)
    assert _bind(begun, now) == two


def test_what_is_noted_as_public_is_what_we_are_bound_to(begun: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match=r"ledger\.head\.moved"):
        ledger.note_published(begun, 2026, Checkpoint(ORIGIN, 1, bytes(32)), (), now=now)
    bound = _bind(begun, now)
    assert logs.newest_checkpoint_line(begun.commune_id, 2026) == ""
    ledger.note_published(begun, 2026, bound, ("tinh.example/nhan-chung",), now=now)
    (head,) = logs.heads(begun.commune_id)
    assert (head.public, head.public_at, head.finished) == (bound, now, True)
    assert logs.newest_checkpoint_line(begun.commune_id, 2026) == bound.paper
    told = Fact.objects.of(begun.commune_id).get(kind="LedgerPublished").told
    assert (told["entries"], told["witnesses"]) == (1, ["tinh.example/nhan-chung"])


def test_one_contradiction_is_one_alarm_a_day(begun: Actor, now: datetime) -> None:
    kept = [ledger.raise_alarm(begun, 2026, "ledger.database.gap", {"year": 2026}, now=now) for _ in range(2)]
    kept.append(ledger.raise_alarm(begun, 2026, "ledger.database.gap", {}, now=now + timedelta(days=1)))
    kept.append(ledger.raise_alarm(begun, 2026, "ledger.database.differs", {}, now=now))
    assert kept == [True, False, True, True]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vidan_entry SET body = 'other' WHERE position = 0",
        "UPDATE vidan_entry SET position = 7 WHERE position = 0",
        "UPDATE vidan_entry SET position = NULL WHERE position = 0",
        "UPDATE vidan_entry SET log_year = 2027 WHERE position = 0",
        "DELETE FROM vidan_entry",
        "UPDATE vidan_ledgerhead SET size = 0",
        "UPDATE vidan_ledgerhead SET root = ''",
        "UPDATE vidan_ledgerhead SET origin = 'other'",
        "UPDATE vidan_ledgerhead SET public_size = 2",
        "DELETE FROM vidan_ledgerhead",
    ],
)
def test_the_database_refuses_to_tell_the_past_anew(
    begun: Actor, received: Receive, now: datetime, statement: str
) -> None:
    received()
    _bind(begun, now)
    with writing_allowed(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_salt_of_a_published_entry_may_be_erased(begun: Actor) -> None:
    with writing_allowed(), connection.cursor() as cursor:
        cursor.execute("UPDATE vidan_entry SET salt = NULL")
        assert cursor.rowcount == 1


# Openings -----------------------------------------------------------------------------------------------------------
def test_the_opening_of_a_receipt_shows_what_the_paper_shows(house: House, received: Receive) -> None:
    matter = received()
    found = proofs.of_dossier(house.commune.pk, matter.code)
    assert found is not None
    assert (found.kind, found.position, found.record["code"]) == ("nhan", None, matter.code)
    assert found.record["applicant"] == "Hà Thị Thảo"
    assert (found.record["number"], found.record["phone"]) == ("0381••••0123", "091••••678")
    assert entries.opens(entries.parse(found.raw), found.salt, found.record)
    assert proofs.of_dossier(house.commune.pk, "ĐL-000000-0000") is None
    assert proofs.of_dossier(house.commune.pk + 1, matter.code) is None


def test_a_forgotten_person_has_no_opening(house: House, received: Receive) -> None:
    matter = received()
    with writing_allowed(), connection.cursor() as cursor:
        cursor.execute("UPDATE vidan_person SET wrapped_key = %s", [b""])
    assert proofs.of_dossier(house.commune.pk, matter.code) is None
