"""The Merkle tree of the public ledger: hashes, roots, proofs.

Source: RFC 6962 section 2.1 and RFC 9162 section 2.1 (same tree), with SHA-256. A tree is known here only by a reader
of its *nodes*: `node(level, index)` is the hash of the perfect subtree over the entries from `index << level` to
`(index + 1) << level`. So the same proofs come from a tree in memory, from rows of a table or from tile files.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from vidan.domain.errors import Refused

HASH_SIZE = 32
#: Root of the tree without entries (RFC 6962 2.1: the hash of an empty string).
EMPTY_ROOT = sha256(b"").digest()

NodeReader = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry: SHA-256(0x00 ‖ entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def _split(width: int) -> int:
    """The largest power of two that is smaller than `width` (width of at least 2)."""
    return 1 << ((width - 1).bit_length() - 1)


def range_hash(first: int, end: int, node: NodeReader) -> bytes:
    """The hash over entries `[first, end)`, a range that occurs in the tree's own division (never empty)."""
    width = end - first
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, first >> level)
    middle = first + _split(width)
    return node_hash(range_hash(first, middle, node), range_hash(middle, end, node))


def tree_root(size: int, node: NodeReader) -> bytes:
    """The root of the tree of the first `size` entries (RFC 6962 2.1)."""
    return range_hash(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: NodeReader) -> tuple[bytes, ...]:
    """The path of entry `index` in the tree of `size`, from the leaf's sibling upwards (RFC 6962 2.1.1)."""
    if not 0 <= index < size:
        raise Refused("ledger.proof.outside", index=index, size=size)
    first, end = 0, size
    ranges: list[tuple[int, int]] = []
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((first, middle))
            first = middle
    return tuple(range_hash(start, stop, node) for start, stop in reversed(ranges))


def consistency_proof(old: int, new: int, node: NodeReader) -> tuple[bytes, ...]:
    """Why the tree of `new` begins with the tree of `old` (RFC 6962 2.1.2); empty when `old` is 0 or equals `new`."""
    if not 0 <= old <= new:
        raise Refused("ledger.proof.outside", index=old, size=new)
    if old in (0, new):
        return ()
    first, end, known = 0, new, True
    ranges: list[tuple[int, int]] = []
    while old != end:
        middle = first + _split(end - first)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((first, middle))
            first, known = middle, False
    if not known:
        ranges.append((first, end))
    return tuple(range_hash(start, stop, node) for start, stop in reversed(ranges))


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that follows from a leaf hash and its path (RFC 9162 2.1.3.2). Refused for a path of wrong length."""
    if not 0 <= index < size:
        raise Refused("ledger.proof.outside", index=index, size=size)
    place, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != HASH_SIZE:
            raise Refused("ledger.proof.inclusion", index=index, size=size)
        if place & 1 or place == last:
            result = node_hash(sibling, result)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise Refused("ledger.proof.inclusion", index=index, size=size)
    return result


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Refused unless the path leads from the leaf hash to the root."""
    if root_by_inclusion(leaf, index, size, proof) != root:
        raise Refused("ledger.proof.inclusion", index=index, size=size)


def check_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Refused unless the proof shows that the new tree begins with the old one (RFC 9162 2.1.4.2)."""
    refusal = Refused("ledger.proof.consistency", old=old, size=new)
    if not 0 <= old <= new or any(len(step) != HASH_SIZE for step in proof):
        raise refusal
    if old in (0, new):
        right = EMPTY_ROOT if old == 0 else new_root
        if proof or old_root != right or (new == 0 and new_root != EMPTY_ROOT):
            raise refusal
        return
    steps = list(proof)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        raise refusal
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise refusal
        if place & 1 or place == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, step)
        place, last = place >> 1, last >> 1
    if last or was != old_root or now != new_root:
        raise refusal


@dataclass(frozen=True)
class Frontier:
    """The least that must be kept to go on with a tree: its size and the perfect subtrees, the widest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier after one more leaf hash."""
        hashes, size = list(self.hashes), self.size
        while size & 1:
            leaf = node_hash(hashes.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*hashes, leaf))

    @property
    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self.hashes:
            return EMPTY_ROOT
        result = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            result = node_hash(left, result)
        return result


class Tree:
    """A tree in memory: every perfect subtree's hash, level by level (64 bytes an entry)."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        level = 0
        self._levels[0].append(leaf)
        while len(self._levels[level]) % 2 == 0:
            pair = self._levels[level][-2:]
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node_hash(*pair))

    def node(self, level: int, index: int) -> bytes:
        """The hash of one perfect subtree."""
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` entries, of all when None."""
        return tree_root(len(self) if size is None else size, self.node)

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path of an entry, as `inclusion_proof`."""
        return inclusion_proof(index, len(self) if size is None else size, self.node)

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Why the later tree begins with the earlier, as `consistency_proof`."""
        return consistency_proof(old, len(self) if new is None else new, self.node)
