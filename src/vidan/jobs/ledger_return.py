"""After a restore: the log is taken up again where the public has it, so that it never forks.

The database that came back may know less than what was published since. Entries are public, so they are read from any
copy of the log, judged as a stranger would judge it, compared place by place with what is here, and put back. Only when
no copy is left anywhere is a new log begun, under another name, which says where the old one stopped.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from vidan.actions import ledger as acts
from vidan.actions import surveys
from vidan.adapters import memory
from vidan.adapters.ledger_files import LedgerFolder, write_durably
from vidan.adapters.ledger_source import FolderSource, Place, find_logs
from vidan.adapters.signing import ed25519
from vidan.adapters.single import one_at_a_time
from vidan.content import letters
from vidan.domain.errors import Refused
from vidan.domain.ledger import Checkpoint, VerifierKey, audit, naming, note, parse_verifier_key
from vidan.domain.ledger.audit import Doubt, Judgement, Trust
from vidan.domain.ledger.checkpoint import parse_text, split_history
from vidan.domain.ledger.entries import Entry
from vidan.domain.ledger.merkle import Tree, leaf_hash
from vidan.domain.ledger.publishing import ENOUGH, files_of
from vidan.domain.letters import numbering
from vidan.domain.moments import local_day
from vidan.domain.surveys import Answers, ShownAnswer
from vidan.jobs import checkpoints
from vidan.jobs.checkpoints import LOCK, Desk
from vidan.queries import ledger as logs
from vidan.queries import proofs
from vidan.queries.communes import CommuneCard
from vidan.queries.ledger import HeadCard

#: The folder of open data beside a commune's logs.
OPEN_DATA = "du-lieu"


@dataclass(frozen=True)
class Returned:
    """What came of it: entries that this database did not know, where each log stands now, numbers that were left out:
    of dossiers, and of letters in each of their series.
    """

    entries: int
    stand: tuple[Checkpoint, ...]
    left_out: int = 0
    letters_left_out: int = 0


def take_back(commune: CommuneCard, now: datetime, places: Sequence[str], trust: Trust, tell: audit.Tell) -> Returned:
    """Take up the commune's logs from copies (folders or web addresses) and let the publisher go on.

    Without any place: only what lies in the public folder itself, on the word of whoever says that nothing was
    published after the backup. Refused when a copy is no honest log, is none of ours, does not go on from what is here,
    is older than the backup, or is older than what a witness has seen.
    """
    desk = Desk(commune, now)
    with one_at_a_time(Path(settings.DATA) / LOCK):
        before = {head.origin: head.bound.size for head in logs.heads(commune.id)}
        # With a copy at hand, our own folder need not reach as far as what somebody kept.
        own = replace(trust, kept=()) if places else trust
        entries = sum(_take(desk, place, head, own, tell) for place, head in _known(desk, _own(desk), own))
        reached: dict[str, int] = {}
        for place in places:
            for source, head in _known(desk, [log for group in find_logs(place) for log in group], trust):
                entries += _take(desk, source, head, trust, tell)
                reached[head.origin] = max(reached.get(head.origin, 0), _size(source.read("checkpoint")))
        if places:
            _refuse_older(desk, before, reached, places)
        stand = tuple(_witnessed(desk, head) for head in checkpoints.living(logs.heads(commune.id)) if head.public)
        left_out, letters = _leave_out_numbers(desk, sure=not places), _leave_out_letters(desk)
        memory.release(Path(settings.DATA), commune.slug)
    return Returned(entries, stand, left_out, letters)


def begin_anew(commune: CommuneCard, now: datetime, tell: audit.Tell) -> Returned:
    """No copy is left: close the log where this database knows it, and begin a new one that says so.

    The old name is never signed for again. Refused when the clock is before the newest log.
    """
    desk = Desk(commune, now, alone=True)
    with one_at_a_time(Path(settings.DATA) / LOCK):
        entries = sum(_take(desk, place, head, Trust(), tell) for place, head in _known(desk, _own(desk), Trust()))
        heads = logs.heads(commune.id)
        year, edition = local_day(now).year, 2
        if heads:
            newest = heads[-1]
            if newest.year > year:
                raise Refused("ledger.clock.wrong", day=f"{local_day(now):%d/%m/%Y}", year=newest.year)
            checkpoints.finish(desk, newest)
            edition = newest.edition + 1 if newest.year == year else 2
        checkpoints.begin(replace(desk, alone=False), year, edition)
        memory.release(Path(settings.DATA), commune.slug)
        return Returned(entries, tuple(head.bound for head in logs.heads(commune.id)[-2:]))


def _leave_out_numbers(desk: Desk, *, sure: bool) -> int:
    """As many dossier numbers of a day as dossiers of that day were lost: they are on receipts in people's hands.

    Unless somebody is sure that nothing came after the backup, today as many more as may have waited to be published.
    """
    received = [lost for lost in proofs.lost(desk.commune.id) if lost.kind == "nhan" and not lost.code]
    days = Counter(lost.on.isoformat() for lost in received)
    days[local_day(desk.now).isoformat()] += 0 if sure else ENOUGH
    return _leave_out(desk, "dossier", days)


def _leave_out_letters(desk: Desk) -> int:
    """In each series as many numbers of a year as letters of that year were lost: an entry does not say of which series
    its letter is, and a number must never stand on two papers. The register shows each of them.
    """
    years = Counter(str(lost.on.year) for lost in proofs.lost(desk.commune.id) if lost.kind == "vb")
    if not years:
        return 0
    return max(_leave_out(desk, name, years.copy()) for name in numbering.counters(letters.kinds()))


def _leave_out(desk: Desk, series: str, lost: Counter[str]) -> int:
    """Of each period as many as were lost, but for those that were left out before."""
    lost.subtract(logs.left_out(desk.commune.id, series))
    for period, count in (+lost).items():
        acts.skip_numbers(desk.actor, series, period, count, now=desk.now)
    return (+lost).total()


def _own(desk: Desk) -> list[Place]:
    """The logs in our own public folder: a backup holds them a little newer than the database."""
    top = checkpoints.public_folder() / desk.commune.slug / "nhat-ky"
    return [FolderSource(path) for path in sorted(top.glob("*")) if (path / "checkpoint").exists()]


def _known(desk: Desk, sources: Sequence[Place], trust: Trust) -> Iterator[tuple[Place, HeadCard]]:
    """Those of the logs that are this commune's, oldest first; one that the backup does not know yet is taken up."""
    for source in sources:
        key = _key(source)
        head = _head(desk, key.name)
        if head is None and _ours(desk, key, trust):
            year, edition = naming.parse(key.name)
            acts.adopt(desk.actor, year, edition, key.name, str(key), now=desk.now)
            head = _head(desk, key.name)
        if head is not None:
            yield source, head


def _key(source: Place) -> VerifierKey:
    try:
        return parse_verifier_key(source.read("log.vkey").decode("utf-8", "replace").split("\n")[0])
    except FileNotFoundError:
        raise Refused("ledger.audit.nothing", place=source.place) from None


def _head(desk: Desk, origin: str) -> HeadCard | None:
    return next((head for head in logs.heads(desk.commune.id) if head.origin == origin), None)


def _ours(desk: Desk, key: VerifierKey, trust: Trust) -> bool:
    """Whether a log that the database does not know is ours: its key lies here, or its line was brought along."""
    if key in trust.keys:
        return True
    file = desk.key_file(naming.log_name(*naming.parse(key.name)))
    return file.exists() and ed25519.load(file, key.name).verifier_key == key


def _take(desk: Desk, source: Place, head: HeadCard, trust: Trust, tell: audit.Tell) -> int:
    """Put back what a copy has and the database has not, and serve it; how many entries were new."""
    judged = _judge(desk, source, head, trust, tell)
    raws, mine = [entry.raw for entry in judged.entries], logs.leaves(desk.commune.id, head.year, head.edition)
    for position, (theirs, ours) in enumerate(zip(raws, mine, strict=False)):
        if theirs != ours:
            raise Refused("ledger.back.fork", place=source.place, origin=head.origin, position=position)
    new = 0
    for first in range(len(mine), len(raws), acts.MOST_PLACED):
        new += acts.take_back(desk.actor, head.year, first, raws[first : first + acts.MOST_PLACED], now=desk.now)
    _serve(desk, source, head, raws)
    _take_open_data(desk, source, judged)
    surveys.take_back(desk.actor, _answers(judged.entries), now=desk.now)
    return new


def _answers(judged: Sequence[Entry]) -> list[ShownAnswer]:
    """What people answered, as the ledger has it."""
    return [
        ShownAnswer(entry.tokens[0], entry.day, Answers(entry.score, {int(at): one for at, one in entry.items.items()}))
        for entry in judged
        if entry.score is not None and entry.items is not None
    ]


def _take_open_data(desk: Desk, source: Place, judged: Judgement) -> None:
    """The open data that the newest scoreboard put its mark on, where it lies beside the copy: it is public too."""
    marked = [entry.counts["files"] for entry in judged.entries if entry.counts and "files" in entry.counts]
    beside = source.beside(OPEN_DATA)
    for name, digest in (marked[-1] if marked else {}).items():
        with suppress(FileNotFoundError):
            data = beside.read(name)
            if note.to_base64(sha256(data).digest()) == digest:
                write_durably(checkpoints.public_folder() / desk.commune.slug / OPEN_DATA / name, data)


def _judge(desk: Desk, source: Place, head: HeadCard, trust: Trust, tell: audit.Tell) -> Judgement:
    doubt = Doubt(
        today=local_day(desk.now),
        seconds=int(time.time()),
        check=ed25519.check,
        keys=(parse_verifier_key(head.vkey),),
        kept=trust.kept,
    )
    judged = audit.judge(source, doubt, tell=tell)
    for problem in judged.problems:
        raise problem
    return judged


def _serve(desk: Desk, source: Place, head: HeadCard, raws: Sequence[bytes]) -> None:
    """Files, binding, checkpoint: the publisher's own order, with the signature that the copy carries."""
    folder, data = desk.folder(head.name), source.read("checkpoint")
    checkpoint = parse_text(note.parse(data).text)
    if checkpoint.size < max(head.bound.size, head.public.size if head.public else 0):
        return
    tree = Tree(leaf_hash(raw) for raw in raws)
    signed = checkpoints.signed_sizes(split_history(source.read("checkpoints.txt")))
    folder.write(files_of(raws, tree, signed))
    if checkpoint.size > head.bound.size:
        proof = tree.consistency(head.bound.size)
        acts.extend_head(desk.actor, head.year, head.bound, checkpoint, proof, now=desk.now)
    folder.write_keys([parse_verifier_key(head.vkey)])
    if _size(folder.checkpoint() or b"") < checkpoint.size:
        folder.serve(data)
        folder.remember(*_newer(folder, source), data)
    if head.public is None or head.public.size < checkpoint.size:
        acts.note_published(desk.actor, head.year, checkpoint, checkpoints.witness_names(folder), now=desk.now)


def _newer(folder: LedgerFolder, source: Place) -> list[bytes]:
    """The copy's checkpoints that go on from those that are remembered here; the judge has verified all of them."""
    last = max((_size(data) for data in folder.history()), default=-1)
    theirs = split_history(source.read("checkpoints.txt"))
    return [data for data in theirs if _size(data) > last and data != source.read("checkpoint")]


def _size(data: bytes) -> int:
    return parse_text(note.parse(data).text).size if data else -1


def _refuse_older(desk: Desk, before: dict[str, int], reached: dict[str, int], places: Sequence[str]) -> None:
    """Some copy must reach at least as far as the backup does, or it says nothing of what came after."""
    if not reached:
        raise Refused("ledger.back.nothing", places=tuple(places), commune=desk.commune.name)
    newest = logs.heads(desk.commune.id)[-1]
    if reached.get(newest.origin, 0) < before.get(newest.origin, 0):
        raise Refused("ledger.back.older", size=reached.get(newest.origin, 0), known=before[newest.origin])


def _witnessed(desk: Desk, head: HeadCard) -> Checkpoint:
    """Ask the witnesses whether they have seen more than we now have. Refused when they have."""
    folder = desk.folder(head.name)
    served = note.parse(folder.checkpoint() or b"")
    checkpoint = parse_text(served.text)
    own = note.Note(served.text, served.signatures[:1])
    tree = Tree(leaf_hash(raw) for raw in logs.leaves(desk.commune.id, head.year, head.edition)[: checkpoint.size])
    checkpoints.ask_witnesses(desk, own, checkpoint, checkpoint.size, tree)
    return checkpoint
