"""The publisher and its witnesses: asked before anything is served, and believed when they contradict us."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as real_settings

from tests.builders import House
from vidan.adapters import plain_http, witness_client
from vidan.adapters.ledger_files import log_folder
from vidan.adapters.signing import ed25519
from vidan.adapters.witness_book import WitnessBook
from vidan.cli.witness import Witness, read_logs, server
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, note
from vidan.domain.ledger.note import KeyKind
from vidan.domain.moments import VIETNAM
from vidan.jobs import ledger_care
from vidan.jobs.checkpoints import publish
from vidan.queries import communes
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.store.models import Fact

NOON = datetime(2026, 11, 17, 11, 31, tzinfo=VIETNAM)
EVENING = datetime(2026, 11, 17, 17, 1, tzinfo=VIETNAM)
#: A port that nobody listens at: the discard service.
NOBODY = "http://127.0.0.1:9"
Receive = Callable[..., Any]


@pytest.fixture
def card(house: House, received: Receive, settings: Any) -> CommuneCard:
    """A commune whose log has been public for a session."""
    card = communes.card(house.commune)
    received()
    publish(card, NOON)
    received()
    return card


class Neighbour:
    """A witness at work in another thread."""

    def __init__(self, name: str, folder: Path, vkey: str) -> None:
        self.signer = ed25519.from_seed(name, name.encode().ljust(32, b".")[:32], KeyKind.COSIGNATURE)
        self.clock = time.time
        self.witness = Witness(self.signer, read_logs([vkey]), WitnessBook(folder), lambda: self.clock())
        self.server = server(self.witness, "127.0.0.1", 0)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def line(self) -> str:
        return f"{self.signer.verifier_key} http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def neighbours(card: CommuneCard, tmp_path: Path) -> Iterator[list[Neighbour]]:
    """The province and a newspaper."""
    vkey = logs.heads(card.id)[0].vkey
    both = [Neighbour(name, tmp_path / name, vkey) for name in ("tinh", "bao")]
    yield both
    for one in both:
        one.close()


def folder_of(card: CommuneCard) -> Any:
    return log_folder(Path(real_settings.DATA) / "public", card.slug, 2026)


def cosigned(card: CommuneCard, neighbours: list[Neighbour]) -> list[str]:
    """Whose cosignatures on the served checkpoint are right."""
    keys = [cosignature.WitnessKey(one.signer.verifier_key, ed25519.check) for one in neighbours]
    return [one.key.name for one in cosignature.witnessed(folder_of(card).checkpoint(), keys, int(time.time()) + 300)]


def test_both_witnesses_cosign_and_the_fact_tells_it(
    card: CommuneCard, neighbours: list[Neighbour], settings: Any
) -> None:
    settings.WITNESSES = "# nhân chứng\n" + "\n".join(one.line for one in neighbours)
    settings.WITNESS_QUORUM = 2
    done = publish(card, EVENING)
    assert (done.entries, done.away) == (1, ())
    assert sorted(cosigned(card, neighbours)) == ["bao", "tinh"]
    told = Fact.objects.of(card.id).filter(kind="LedgerPublished").order_by("-pk").first().told
    assert sorted(told["witnesses"]) == ["bao", "tinh"]
    assert folder_of(card).history()[-1] == folder_of(card).checkpoint()


def test_a_witness_that_is_away_holds_nothing_up_where_none_is_needed(
    card: CommuneCard, neighbours: list[Neighbour], settings: Any
) -> None:
    away = ed25519.from_seed("xa-vang", bytes(32), KeyKind.COSIGNATURE).verifier_key
    settings.WITNESSES = f"{neighbours[0].line}\n{away} {NOBODY}"
    settings.WITNESS_QUORUM = 1
    done = publish(card, EVENING)
    assert done.entries == 1
    assert [name for name, _ in done.away] == ["xa-vang"]
    assert cosigned(card, neighbours) == ["tinh"]


def test_too_few_witnesses_hold_the_checkpoint_back_until_they_are_there(
    card: CommuneCard, neighbours: list[Neighbour], settings: Any
) -> None:
    before = folder_of(card).checkpoint()
    away = ed25519.from_seed("xa-vang", bytes(32), KeyKind.COSIGNATURE).verifier_key
    settings.WITNESSES, settings.WITNESS_QUORUM = f"{away} {NOBODY}", 1
    assert publish(card, EVENING).held_back
    assert folder_of(card).checkpoint() == before
    assert logs.newest_checkpoint_line(card.id, 2026).split()[1] == "2"
    settings.WITNESSES = neighbours[0].line
    assert publish(card, EVENING).entries == 1
    assert cosigned(card, neighbours) == ["tinh"]


def test_missing_and_old_cosignatures_are_asked_for_again(
    card: CommuneCard, neighbours: list[Neighbour], settings: Any
) -> None:
    publish(card, EVENING)
    settings.WITNESSES = "\n".join(one.line for one in neighbours)
    assert sorted(ledger_care.renew(card, EVENING)) == ["bao", "tinh"]
    assert ledger_care.renew(card, EVENING) == ()
    assert publish(card, EVENING).entries == 0
    neighbours[0].clock = lambda: time.time() - timedelta(hours=7).total_seconds()
    (folder_of(card).path / "checkpoint").write_bytes(folder_of(card).history()[-2])
    ledger_care.renew(card, EVENING)
    neighbours[0].clock = time.time
    assert ledger_care.renew(card, EVENING) == ("tinh",)
    assert sorted(cosigned(card, neighbours)) == ["bao", "tinh"]


def test_a_witness_that_saw_more_than_we_have_stops_the_publisher(
    card: CommuneCard, neighbours: list[Neighbour], settings: Any, received: Receive
) -> None:
    settings.WITNESSES = neighbours[0].line
    publish(card, EVENING)
    (head,) = logs.heads(card.id)
    longer = note.parse(folder_of(card).checkpoint())
    assert head.bound.size == 3
    book = WitnessBook(Path(neighbours[0].witness._book._folder))
    far = longer.text.replace("\n3\n", "\n9\n")
    book.keep(head.origin, note.Note(far, longer.signatures).encode())
    before = folder_of(card).checkpoint()
    received()
    with pytest.raises(Refused, match=r"ledger\.witness\.conflict"):
        publish(card, EVENING, session_ended=True)
    assert folder_of(card).checkpoint() == before
    (alarm,) = Fact.objects.of(card.id).filter(kind="LedgerAlarmRaised")
    assert (alarm.told["code"], alarm.told["details"]["known"]) == ("ledger.witness.conflict", "9")


def test_the_setting_of_witnesses_is_read_with_care(neighbours: list[Neighbour]) -> None:
    parse = witness_client.parse_witnesses
    line = neighbours[0].line
    assert [party.key.name for party in parse(f"\n# x\n{line}  # the province\n")] == ["tinh"]
    log_key = ed25519.from_seed("so", bytes(32)).verifier_key
    for wrong in (line.split()[0], f"{line} more", f"{line}\n{line}", f"{log_key} {NOBODY}", f"{line.split()[0]} ftp://x"):
        with pytest.raises(Refused, match=r"ledger\.policy\.malformed"):
            parse(wrong)


def test_nobody_waits_longer_than_told(neighbours: list[Neighbour]) -> None:
    for address in (NOBODY, "ftp://127.0.0.1", "http://"):
        with pytest.raises(plain_http.Unreachable):
            plain_http.ask(address, seconds=1)
    port = neighbours[0].server.server_port
    with pytest.raises(plain_http.Unreachable, match="too long"):
        plain_http.ask(f"http://127.0.0.1:{port}/", seconds=5, longest=3)
