"""The publisher: what waits becomes leaves, files, a longer tree, and at last a signed checkpoint.

The order makes every crash harmless (docs/ledger-format.md). Entries get their places; files are written and
read back; the database binds us to the tree, with the proof that it begins with the one before; only then it is signed,
witnessed and served. Whatever a crash left is finished by the next run, before anything new begins. A tree that is
shorter than, or other than, what we are bound to or what the public has is never signed: an alarm is kept instead.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from vidan.actions import ledger as acts
from vidan.adapters import memory, witness_client
from vidan.adapters.ledger_files import LedgerFolder, log_folder
from vidan.adapters.signing import ed25519
from vidan.adapters.single import one_at_a_time
from vidan.domain.calendar.ends import session_ends
from vidan.domain.errors import Refused
from vidan.domain.ledger import Checkpoint, LogKey, naming, note, parse_verifier_key, policy
from vidan.domain.ledger.checkpoint import open_checkpoint, parse_text, sign
from vidan.domain.ledger.merkle import Tree, leaf_hash
from vidan.domain.ledger.publishing import LONGEST_MERGE, File, due_entries, files_of
from vidan.domain.ledger.tiles import TiledTree
from vidan.domain.moments import VIETNAM, local_day
from vidan.domain.people import Actor, program
from vidan.queries import calendar as calendars
from vidan.queries import ledger as logs
from vidan.queries.communes import CommuneCard
from vidan.queries.ledger import HeadCard, WaitingEntry
from vidan.speech.refusals import sentence

logger = logging.getLogger(__name__)

#: A clock before this day is wrong: the program did not exist.
EARLIEST = date(2025, 1, 1)
LOCK = "publish.lock"

#: Told before each step, by its name; tests stop the publisher there.
Step = Callable[[str], None]


def _no_step(_name: str) -> None:
    return None


@dataclass(frozen=True)
class Publication:
    """What one run came to: entries that became public, the newest checkpoint, and who did not cosign."""

    entries: int = 0
    checkpoint: Checkpoint | None = None
    held_back: bool = False
    away: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Desk:
    """Who publishes, for which commune, by which clock; `alone`: a log is closed for good, no witness is asked."""

    commune: CommuneCard
    now: datetime
    step: Step = _no_step
    alone: bool = False

    @property
    def actor(self) -> Actor:
        return program(self.commune.id)

    def folder(self, log: str) -> LedgerFolder:
        """The public folder of a log: a year, or `2026-2`."""
        return log_folder(public_folder(), self.commune.slug, log)

    def key_file(self, log: str) -> Path:
        """Where the private key of a log lies."""
        return Path(settings.DATA) / "keys" / f"log-{self.commune.slug}-{log}.key"


def public_folder() -> Path:
    """What anybody may read."""
    return Path(settings.DATA) / "public"


def publish(
    commune: CommuneCard, now: datetime, session_ended: bool | None = None, *, step: Step = _no_step
) -> Publication:
    """Finish what an interrupted run left, then publish what is due; nothing due is no work.

    `session_ended` None: the commune's calendar says whether a session ended while entries waited. Raises Refused,
    after keeping an alarm, when a log contradicts itself; OSError when the disk fails: run again.
    """
    if commune.training:
        return Publication()  # what is practised is never public, whoever asks for it
    desk = Desk(commune, now, step)
    with one_at_a_time(Path(settings.DATA) / LOCK):
        return alarmed(desk, lambda: _publish(desk, session_ended))


def alarmed(desk: Desk, work: Callable[[], Publication]) -> Publication:
    """Do the work; a refusal is an alarm: kept as a fact, said aloud, and passed on. A full disk is only said aloud."""
    try:
        refuse_held(desk)
        return work()
    except Refused as refused:
        logger.critical("ledger of %s: %s (%s)", desk.commune.slug, refused.code, sentence(refused))
        if refused.code == "room.full":
            raise
        year = max((head.year for head in logs.heads(desk.commune.id)), default=local_day(desk.now).year)
        acts.raise_alarm(desk.actor, year, refused.code, refused.facts, now=desk.now)
        raise


def refuse_held(desk: Desk) -> None:
    """After a restore nothing is signed before the log was taken up again where the public has it."""
    made_at = memory.held(Path(settings.DATA), desk.commune.slug)
    if made_at:
        backup = f"{datetime.fromisoformat(made_at).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        raise Refused("ledger.held", commune=desk.commune.name, backup=backup)


def living(heads: Sequence[HeadCard]) -> list[HeadCard]:
    """The logs that may still be written to: of each year the newest edition, oldest first."""
    return list({head.year: head for head in heads}.values())


def _publish(desk: Desk, session_ended: bool | None) -> Publication:
    done = Publication()
    for head in living(logs.heads(desk.commune.id)):
        done = finish(desk, head)
        if done.held_back:
            return done
    due = _due(desk, session_ended)
    if due:
        year = open_log(desk)
        signer_of(desk, head_of(desk, year))  # an entry that has its place is bound to that log for ever
        place(desk, year, due)
        done = finish(desk, head_of(desk, year))
    return done


def _due(desk: Desk, session_ended: bool | None) -> list[WaitingEntry]:
    """The entries that are published now. One that is dated in the future (a clock was wrong) waits for its day."""
    today = local_day(desk.now)
    rows = [row for row in logs.waiting(desk.commune.id) if row.since <= desk.now and row.on <= today]
    if not rows:
        return []
    ended = _session_ended(desk, rows[0].since) if session_ended is None else session_ended
    return due_entries(rows, desk.now, ended)


def _session_ended(desk: Desk, oldest: datetime) -> bool:
    if oldest + LONGEST_MERGE <= desk.now:
        return True
    ends = session_ends(calendars.calendar_for(desk.commune), oldest, desk.now)
    return next(ends, None) is not None


def head_of(desk: Desk, year: int) -> HeadCard:
    """A log that was begun. Refused when it was not."""
    head = logs.head(desk.commune.id, year)
    if head is None:
        raise Refused("ledger.log.unknown", year=year)
    return head


def open_log(desk: Desk) -> int:
    """The year of the log that is written to now; a new year's log is begun, and its first entry published alone."""
    heads = logs.heads(desk.commune.id)
    newest = heads[-1].year if heads else None
    today = local_day(desk.now)
    if today < EARLIEST or (newest is not None and today.year > newest + 1):
        raise Refused("ledger.clock.wrong", day=f"{today:%d/%m/%Y}", year=newest or EARLIEST.year)
    if newest is not None and today.year <= newest:
        return newest
    begin(desk, today.year)
    return today.year


def begin(desk: Desk, year: int, edition: int = 1) -> None:
    """Begin a log under a key of its own, and publish its first entry alone."""
    origin = _origin(desk, year, edition)
    signer = ed25519.load_or_create(desk.key_file(naming.log_name(year, edition)), origin)
    desk.step("begin")
    acts.begin(desk.actor, year, origin, str(signer.verifier_key), edition=edition, now=desk.now)
    finish(desk, head_of(desk, year))


def _origin(desk: Desk, year: int, edition: int) -> str:
    """The name of a log: our host, or a name below it when another commune's log has that."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    for domain in (host or f"{desk.commune.slug}.vidan.example", f"{desk.commune.slug}.{host or 'vidan.example'}"):
        origin = naming.origin(domain, year, edition)
        if not logs.taken(origin, desk.commune.id):
            return origin
    return naming.origin(f"{desk.commune.slug}-{desk.commune.id}.vidan.example", year, edition)


def place(desk: Desk, year: int, due: Sequence[WaitingEntry]) -> None:
    """Give entries their places: the whole crowd in the order of commitments, some hundreds in each transaction."""
    rows = sorted(due, key=lambda row: row.turn)
    for start in range(0, len(rows), acts.MOST_PLACED):
        desk.step("place")
        acts.place(desk.actor, year, [row.id for row in rows[start : start + acts.MOST_PLACED]], now=desk.now)


def finish(desk: Desk, head: HeadCard, sizes: Sequence[int] = (), *, thorough: bool = False) -> Publication:
    """Bring a log from wherever it stands to a served checkpoint over all its placed entries.

    `sizes`: also sign the tree as it was at these sizes (a history published in one go). `thorough`: compare every file
    with the database, and write those that are missing, even when all seems done.
    """
    folder = desk.folder(head.name)
    if not thorough and head.finished and _is_served(folder, head.bound):
        return Publication(checkpoint=head.bound)
    raws = logs.leaves(desk.commune.id, head.year, head.edition)
    tree = Tree(leaf_hash(raw) for raw in raws)
    key = parse_verifier_key(head.vkey)
    refuse_another_past(head, tree, folder, key)
    bound = _bind(desk, head, tree, files_of(raws, tree, (*sizes, *signed_sizes(folder.history()))), folder)
    desk.step("keys")
    folder.write_keys([key])
    published = _serve(desk, head, bound, tree, folder, sizes)
    if not published.held_back and head.public != bound:
        desk.step("note")
        acts.note_published(desk.actor, head.year, bound, witness_names(folder), now=desk.now)
    return published


def witness_names(folder: LedgerFolder) -> tuple[str, ...]:
    """Who cosigned the checkpoint that is served."""
    signatures = note.parse(folder.checkpoint() or b"").signatures
    return tuple(signature.name for signature in signatures if len(signature.value) > 64)


def _is_served(folder: LedgerFolder, bound: Checkpoint) -> bool:
    """Whether exactly this checkpoint is served and stands in the history."""
    data, history = folder.checkpoint(), folder.history()
    return data is not None and data.startswith(bound.text.encode() + b"\n") and history[-1:] == (data,)


def refuse_another_past(head: HeadCard, tree: Tree, folder: LedgerFolder, key: note.VerifierKey) -> None:
    """Refuse to go on when the entries contradict what we are bound to, or what the public has seen signed."""
    known = [head.bound]
    last = folder.history()[-1:]
    for data in (*last, *([served] if (served := folder.checkpoint()) else [])):
        known.append(open_checkpoint(data, head.origin, [LogKey(key, ed25519.check)]).checkpoint)
    for checkpoint in known:
        if checkpoint.size > len(tree):
            raise Refused("ledger.database.shorter", size=len(tree), signed=checkpoint.size)
        if tree.root(checkpoint.size) != checkpoint.root:
            raise Refused("ledger.database.differs", size=checkpoint.size)


def signed_sizes(history: Iterable[bytes]) -> list[int]:
    """The sizes of the trees that a log has signed: each of them keeps its tiles."""
    return [parse_text(note.parse(data).text).size for data in history]


def _bind(desk: Desk, head: HeadCard, tree: Tree, files: Iterable[File], folder: LedgerFolder) -> Checkpoint:
    """Write what is missing of the files, compare all of them with the database, and bind us to the tree."""
    desk.step("files")
    folder.write(files)
    desk.step("compare")
    after = Checkpoint(head.origin, len(tree), tree.root())
    if TiledTree(after.size, folder.fetch).root() != after.root:
        raise Refused("ledger.tree.differs", size=after.size)
    if after != head.bound:
        desk.step("bind")
        proof = tree.consistency(head.bound.size)
        acts.extend_head(desk.actor, head.year, head.bound, after, proof, now=desk.now)
    return after


def _serve(
    desk: Desk, head: HeadCard, bound: Checkpoint, tree: Tree, folder: LedgerFolder, sizes: Sequence[int]
) -> Publication:
    """Sign, ask the witnesses, and serve; the checkpoint is the last file but for the history."""
    served = folder.checkpoint()
    before = head.public.size if head.public else 0
    if served is not None and served.startswith(bound.text.encode() + b"\n"):
        desk.step("remember")
        folder.remember(served)
        return Publication(bound.size - before, bound)
    desk.step("sign")
    signer = signer_of(desk, head)
    signed = sign(bound, [signer])
    asked = witness_client.Answered() if desk.alone else ask_witnesses(desk, signed, bound, before, tree)
    if not desk.alone and len(asked.signatures) < settings.WITNESS_QUORUM:
        logger.warning("ledger of %s held back: too few witnesses (%s)", desk.commune.slug, asked.away)
        return Publication(0, head.public, True, asked.away)
    older = [Checkpoint(bound.origin, size, tree.root(size)) for size in sizes if before < size < bound.size]
    data = signed.signed_also(*asked.signatures).encode()
    desk.step("checkpoint")
    folder.serve(data)
    desk.step("remember")
    folder.remember(*(sign(checkpoint, [signer]).encode() for checkpoint in older), data)
    return Publication(bound.size - before, bound, away=asked.away)


def signer_of(desk: Desk, head: HeadCard) -> ed25519.Ed25519Signer:
    """The log's own key: never a new one for a log that was begun."""
    file = desk.key_file(head.name)
    if not file.exists():
        raise Refused("ledger.key.lost", path=file.name)
    signer = ed25519.load(file, head.origin)
    if str(signer.verifier_key) != head.vkey:
        raise Refused("ledger.key.other", path=file.name, origin=head.origin)
    return signer


def ask_witnesses(
    desk: Desk, signed: note.Note, checkpoint: Checkpoint, old: int, tree: Tree
) -> witness_client.Answered:
    """Ask the configured witnesses to cosign a checkpoint of ours."""
    desk.step("witness")
    return witness_client.ask_all(
        policy.parse_witnesses(settings.WITNESSES),
        signed,
        checkpoint,
        old,
        tree.consistency,
        ed25519.check,
        int(time.time()),
    )
