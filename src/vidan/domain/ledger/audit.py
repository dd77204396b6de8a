"""A stranger's judgement of a whole log: signatures, files, entries, every checkpoint ever signed, every figure told.

Pure: the files come in through a `Source`, today and the seconds of the clock are told. What is wrong is collected,
each as a refusal with its reason; the judgement goes on as far as it can.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, entries, naming, note, policy, replay
from vidan.domain.ledger.checkpoint import Checkpoint, open_checkpoint, parse_number, split_history
from vidan.domain.ledger.entries import Entry
from vidan.domain.ledger.merkle import Tree, leaf_hash
from vidan.domain.ledger.publishing import files_of
from vidan.domain.ledger.source import Source, missing
from vidan.domain.ledger.tiles import ENTRIES, WIDTH, Tile, encode_bundle, parse_bundle, parse_path, tile_at

#: How far a witness's clock may run ahead, in seconds.
CLOCK_SLACK = 300
#: An entry this far behind what was written before it is counted as dated back (allowed, but worth a question).
BACKDATED = timedelta(days=7)
#: So many files are held against what they should be at a time.
_TOGETHER = 512


@dataclass(frozen=True)
class Kept:
    """A checkpoint that somebody kept: from paper (then the root is only begun), or a signed note."""

    origin: str
    size: int
    root: str
    signed: bytes = b""


@dataclass(frozen=True)
class Trust:
    """What a person brings along: key lines from the notice board, checkpoints that somebody kept."""

    keys: tuple[note.VerifierKey, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """What the judge goes by: today, the clock (seconds since 1970), keys known from elsewhere, checkpoints kept."""

    today: date
    seconds: int
    check: note.Ed25519Check
    keys: tuple[note.VerifierKey, ...] = ()
    witnesses: tuple[note.VerifierKey, ...] = ()
    quorum: int = 0
    kept: tuple[Kept, ...] = ()


@dataclass
class Judgement:
    """What was found in one log."""

    origin: str = ""
    checkpoint: Checkpoint | None = None
    keys: tuple[note.VerifierKey, ...] = ()
    checkpoints: int = 0
    kept: int = 0
    witnessed: tuple[cosignature.Witnessed, ...] = ()
    backdated: int = 0
    sizes: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Refused] = field(default_factory=list)
    #: The place of the newest scoreboard, and all dossiers as it should tell them.
    board: tuple[int, replay.Retold] | None = None


Tell = Callable[[int, int], None]


def parse_kept(data: bytes) -> tuple[Kept, ...]:
    """Checkpoints that were kept: a paper receipt's line, a checkpoint file, or a file of many. Refused otherwise."""
    text = data.decode("utf-8", "replace").strip()
    words = text.split()
    if len(words) == 3 and words[2].isascii():
        try:
            return (Kept(words[0], parse_number(words[1]), words[2]),)
        except ValueError as error:
            raise Refused("ledger.audit.kept_malformed", field="since", value=text[:80]) from error
    found = []
    for signed in split_history(data):
        lines = signed.decode("utf-8", "replace").split("\n")
        try:
            found.append(Kept(lines[0], parse_number(lines[1]), lines[2], signed))
        except (IndexError, ValueError) as error:
            raise Refused("ledger.audit.kept_malformed", field="since", value=lines[0][:80]) from error
    if not found:
        raise Refused("ledger.audit.kept_malformed", field="since", value=text[:80])
    return tuple(found)


def judge(
    source: Source,
    doubt: Doubt,
    earlier: Sequence[Judgement] = (),
    tell: Tell = lambda done, whole: None,
) -> Judgement:
    """Judge one log completely; `earlier`: the judgements of the commune's logs of the years before, oldest first."""
    found = Judgement()
    try:
        keys = _keys(source, doubt, found)
        signed = open_checkpoint(_read(source, "checkpoint"), found.origin, keys)
        found.checkpoint = signed.checkpoint
        _judge_witnesses(signed.data, doubt, found)
        raws = _read_entries(source, signed.checkpoint.size, tell)
        tree = Tree(leaf_hash(raw) for raw in raws)
        if tree.root() != signed.checkpoint.root:
            raise Refused("ledger.audit.root", size=signed.checkpoint.size)
    except Refused as refused:
        found.problems.append(refused)
        return found
    _judge_history(source, tree, keys, found)
    _judge_files(source, raws, tree, found)
    _judge_kept(doubt, tree, keys, found)
    del tree  # what follows needs its room
    _judge_entries(raws, doubt, found)
    _judge_ratings(found)
    _judge_first(earlier[-1] if earlier else None, found)
    before = [entry for judgement in earlier for entry in judgement.entries]
    _judge_figures(before, found)
    return found


def _read(source: Source, path: str) -> bytes:
    try:
        return source.read(path)
    except FileNotFoundError as problem:
        raise missing(path, problem) from None


def _keys(source: Source, doubt: Doubt, found: Judgement) -> list[note.LogKey]:
    lines = _read(source, "log.vkey").decode("utf-8", "replace").split("\n")
    keys = doubt.keys or tuple(note.parse_verifier_key(line) for line in lines if line.strip())
    if len({key.name for key in keys}) != 1:
        raise Refused("ledger.key.malformed", field="vkey", value="log.vkey")
    found.keys, found.origin = keys, keys[0].name
    year, _edition = naming.parse(found.origin)
    if year > doubt.today.year:
        raise Refused("ledger.audit.future_log", origin=found.origin, year=year)
    return [note.LogKey(key, doubt.check) for key in keys]


def _judge_witnesses(data: bytes, doubt: Doubt, found: Judgement) -> None:
    known = [cosignature.WitnessKey(key, doubt.check) for key in doubt.witnesses]
    found.witnessed = cosignature.witnessed(data, known, doubt.seconds + CLOCK_SLACK)
    if not policy.n_of(doubt.quorum, doubt.witnesses).satisfied([one.key for one in found.witnessed]):
        refused = Refused("ledger.audit.witnesses", seen=len(found.witnessed), needed=doubt.quorum)
        found.problems.append(refused)


def _read_entries(source: Source, size: int, tell: Tell) -> list[bytes]:
    tiles = [tile_at(ENTRIES, index, size) for index in range(-(-size // WIDTH))]
    raws: list[bytes] = []
    bundles = iter(source.read_many([tile.path for tile in tiles]))
    for tile in tiles:
        try:
            raws.extend(parse_bundle(next(bundles), tile.width))
        except FileNotFoundError as problem:
            raise missing(tile.path, problem) from None
        except Refused as refused:
            raise Refused("ledger.audit.file", path=tile.path) from refused
        tell(len(raws), size)
    return raws


def _judge_files(source: Source, raws: Sequence[bytes], tree: Tree, found: Judgement) -> None:
    """Every tile of each signed tree, and every other one that lies there, says what the entries say."""
    read = {tile_at(ENTRIES, index, len(raws)).path for index in range(-(-len(raws) // WIDTH))}
    files, known = files_of(raws, tree, found.sizes), set[str]()
    while some := list(islice(files, _TOGETHER)):  # not all at once: together they weigh as much as the log
        known.update(file.path for file in some)
        unread = [file for file in some if file.path not in read]
        answers = iter(source.read_many([file.path for file in unread]))
        for file in unread:
            try:
                if next(answers) != file.data:
                    found.problems.append(Refused("ledger.audit.file", path=file.path))
            except FileNotFoundError as problem:
                found.problems.append(missing(file.path, problem))
                return
    for path in sorted(set(source.tile_paths()) - known):
        try:
            if not path.rpartition("/")[2].startswith(".") and not _fits(source, path, raws, tree):
                found.problems.append(Refused("ledger.audit.file", path=path))
        except FileNotFoundError as problem:
            found.problems.append(missing(path, problem))


def _fits(source: Source, path: str, raws: Sequence[bytes], tree: Tree) -> bool:
    """Does a tile of an earlier tree fit? One of a later tree, not signed yet, is nobody's business."""
    try:
        tile = parse_path(path)
    except Refused:
        return False
    right = _tile(tile, raws, tree)
    return right is None or source.read(path) == right


def _tile(tile: Tile, raws: Sequence[bytes], tree: Tree) -> bytes | None:
    first, level = tile.index * WIDTH, 8 * max(tile.level, 0)
    if first + tile.width > len(raws) >> level:
        return None
    if tile.level == ENTRIES:
        return encode_bundle(raws[first : first + tile.width])
    return b"".join(tree.node(level, index) for index in range(first, first + tile.width))


def _judge_history(source: Source, tree: Tree, keys: Sequence[note.LogKey], found: Judgement) -> None:
    try:
        data = _read(source, "checkpoints.txt")
        history = split_history(data)
        if b"\n".join(history) != data:
            raise Refused("ledger.audit.file", path="checkpoints.txt")
    except Refused as refused:
        found.problems.append(refused)
        return
    before = 0
    for signed in history:
        try:
            checkpoint = open_checkpoint(signed, found.origin, keys).checkpoint
            _compare(tree, checkpoint.size, note.to_base64(checkpoint.root))
            if checkpoint.size < before:
                raise Refused("ledger.audit.rewritten", size=checkpoint.size)
            before = checkpoint.size
            found.sizes.append(checkpoint.size)
            found.checkpoints += 1
        except Refused as refused:
            found.problems.append(refused)


def _compare(tree: Tree, size: int, root: str) -> None:
    """Refused unless the tree had this root (or its beginning) at this size."""
    if size > len(tree):
        raise Refused("ledger.audit.shrunk", size=len(tree), old=size)
    if not root or not note.to_base64(tree.root(size)).startswith(root):
        raise Refused("ledger.audit.rewritten", size=size)


def _judge_kept(doubt: Doubt, tree: Tree, keys: Sequence[note.LogKey], found: Judgement) -> None:
    for kept in doubt.kept:
        if kept.origin != found.origin:
            continue
        found.kept += 1
        try:
            if kept.signed:
                open_checkpoint(kept.signed, found.origin, keys)
            _compare(tree, kept.size, kept.root)
            if kept.size < len(tree) and kept.size not in found.sizes:
                raise Refused("ledger.audit.forgotten", size=kept.size)
        except Refused as refused:
            found.problems.append(refused)


def _judge_entries(raws: Sequence[bytes], doubt: Doubt, found: Judgement) -> None:
    latest: date | None = None
    for number, raw in enumerate(raws):
        try:
            entry = entries.parse(raw)
        except Refused as refused:
            found.problems.append(Refused("ledger.audit.entry", number=number, why=refused.code))
            continue
        if (number == 0) != (entry.kind == "dau"):
            found.problems.append(Refused("ledger.audit.first", number=number))
        if entry.day > doubt.today:
            found.problems.append(Refused("ledger.audit.future_entry", number=number, day=entry.day.isoformat()))
        if entry.kind not in entries.WEEKLY:
            found.backdated += latest is not None and entry.day < latest - BACKDATED
            latest = entry.day if latest is None else max(latest, entry.day)
        found.entries.append(entry)


def _judge_ratings(found: Judgement) -> None:
    """No rating without a token that was issued, and no token used twice."""
    issued = {shown for entry in found.entries if entry.kind == "phieu" for shown in entry.tokens}
    used = [entries.issued_hash(entry.tokens[0]) for entry in found.entries if entry.kind == "dg"]
    if len(used) != len(set(used)) or not issued.issuperset(used):
        found.problems.append(Refused("ledger.audit.ratings"))


def _judge_first(before: Judgement | None, found: Judgement) -> None:
    """`dau` takes up the log of the year before, where that one is known."""
    if before is None or before.checkpoint is None or not found.entries:
        return
    if found.entries[0].commitment != entries.year_link(found.origin, before.checkpoint):
        found.problems.append(Refused("ledger.audit.link", origin=before.origin))


def _judge_figures(earlier: Sequence[Entry], found: Judgement) -> None:
    """Each scoreboard's promises 8 to 12 are what follows from the entries that it covers."""
    retelling, read = _Retelling(earlier), 0
    for number, entry in enumerate(found.entries):
        counts = entry.counts
        if counts is None:
            continue
        covered = min(number, counts["to"])
        if covered < read or entry.day < retelling.until:  # a scoreboard of an earlier state: told from the beginning
            retelling, read = _Retelling(earlier), 0
        retelling.go_on(found.entries[read:covered], entry.day)
        read = covered
        _compare_figures(number, counts, retelling.figures(entry.day), found)
        found.board = number, retelling.told


def _compare_figures(
    number: int, counts: Mapping[str, Any], ours: Mapping[str, tuple[int, int]], found: Judgement
) -> None:
    for promise in sorted(ours.keys() & counts["kept"].keys(), key=int):
        told = counts["kept"][promise], counts["counted"][promise]
        if told != ours[promise]:
            kept, counted = ours[promise]
            facts = {"promise": promise, "told": f"{told[0]}/{told[1]}", "kept": kept, "counted": counted}
            found.problems.append(Refused("ledger.audit.figure", number=number, **facts))


class _Retelling:
    """`replay.retell` step by step: only dossiers of which something new was said are told anew."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.told = replay.Retold({}, (), ())
        self.until = date.min
        self.waiting: list[Entry] = list(entries)
        self._rated: list[Entry] = []
        self._said: dict[str, list[Entry]] = {}

    def go_on(self, added: Sequence[Entry], until: date) -> None:
        """Take in more entries, and go on to a day that is not before the last one."""
        changed: dict[str, None] = {}
        later: list[Entry] = []
        self._rated += [entry for entry in (*self.waiting, *added) if entry.items and entry.day <= until]
        for entry in (*self.waiting, *added):
            if entry.day > until:
                later.append(entry)
            elif entry.ref is not None:
                self._said.setdefault(entry.ref, []).append(entry)
                changed[entry.ref] = None
        self.waiting, self.until = later, until
        for ref in changed:
            self.told.stories.update(replay.retell(self._said[ref], until).stories)

    def figures(self, day: date) -> dict[str, tuple[int, int]]:
        """(kept, counted) by promise in the ninety days to a day."""
        window = replay.rolling(day)
        on_time = replay.promise_8(self.told, *window)
        return {"8": (on_time.kept, on_time.counted), **replay.rated(self._rated, *window)}


def on_word(judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Dossiers in time by the commune's word alone (`replay.on_word`), over all logs of a commune, oldest first."""
    told: list[tuple[Entry, date | None]] = []
    latest: date | None = None
    for judgement in judgements:
        ends, seen = set(judgement.sizes), latest
        for number, entry in enumerate(judgement.entries):
            if number in ends:
                seen = latest
            told.append((entry, seen))
            latest = entry.day if latest is None else max(latest, entry.day)
    return replay.on_word(told)


def unheard(judgements: Sequence[Judgement]) -> int:
    """Dossiers that have events without a receipt, or two receipts, over all logs of a commune."""
    everything: Iterator[Entry] = (entry for judgement in judgements for entry in judgement.entries)
    retold = replay.retell(everything, date.max)
    return len(retold.unheard) + len(retold.repeated)
