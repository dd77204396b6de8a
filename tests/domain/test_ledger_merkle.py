"""The tree: known vectors, an independent library as oracle, and what a proof must never let pass."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree
from pymerkle.proof import verify_consistency, verify_inclusion

from vidan.domain.errors import Refused
from vidan.domain.ledger import merkle

#: The reference leaves and roots of Certificate Transparency (RFC 6962 implementations share them).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def reference() -> merkle.Tree:
    return merkle.Tree(merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES)


@lru_cache(maxsize=1)
def ours_and_theirs() -> tuple[merkle.Tree, InmemoryTree]:
    ours, theirs = merkle.Tree(), InmemoryTree(algorithm="sha256")
    for number in range(300):
        ours.append(merkle.leaf_hash(b"entry %d" % number))
        theirs.append_entry(b"entry %d" % number)
    return ours, theirs


def test_the_roots_of_the_reference_leaves_are_those_of_certificate_transparency() -> None:
    tree, frontier = reference(), merkle.Frontier()
    for number, (leaf, root) in enumerate(zip(LEAVES, ROOTS, strict=True), start=1):
        frontier = frontier.append(merkle.leaf_hash(bytes.fromhex(leaf)))
        assert tree.root(number).hex() == root == frontier.root.hex()


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.Tree().root().hex() == merkle.Frontier().root.hex() == empty


def test_the_proofs_of_the_reference_tree_are_those_of_certificate_transparency() -> None:
    tree = reference()
    assert [step.hex() for step in tree.inclusion(5)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [step.hex() for step in tree.inclusion(2, 3)] == [ROOTS[1]]
    assert [step.hex() for step in tree.consistency(6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [step.hex() for step in tree.consistency(2, 5)] == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]


@given(size=st.integers(1, 300))
def test_an_independent_library_finds_the_same_root(size: int) -> None:
    ours, theirs = ours_and_theirs()
    assert ours.root(size) == theirs.get_root(size)


@settings(deadline=None)
@given(size=st.integers(1, 300), data=st.data())
def test_an_independent_library_finds_the_same_path(size: int, data: st.DataObject) -> None:
    ours, theirs = ours_and_theirs()
    index = data.draw(st.integers(0, size - 1))
    proof = theirs.prove_inclusion(index + 1, size)
    verify_inclusion(merkle.leaf_hash(b"entry %d" % index), ours.root(size), proof)
    assert list(ours.inclusion(index, size)) == [bytes(step) for step in proof.path[1:]]
    merkle.check_inclusion(
        merkle.leaf_hash(b"entry %d" % index), index, size, ours.inclusion(index, size), ours.root(size)
    )


@settings(deadline=None)
@given(new=st.integers(1, 300), data=st.data())
def test_every_earlier_tree_is_shown_to_begin_every_later_one(new: int, data: st.DataObject) -> None:
    ours, theirs = ours_and_theirs()
    old = data.draw(st.integers(1, new))
    verify_consistency(ours.root(old), ours.root(new), theirs.prove_consistency(old, new))
    merkle.check_consistency(old, ours.root(old), new, ours.root(new), ours.consistency(old, new))


@given(new=st.integers(2, 300), data=st.data())
def test_a_consistency_proof_with_anything_changed_is_refused(new: int, data: st.DataObject) -> None:
    tree, _ = ours_and_theirs()
    old = data.draw(st.integers(1, new - 1))
    proof = list(tree.consistency(old, new))
    wrong = [[*proof, bytes(32)], proof[:-1], [bytes(32), *proof], [step[:31] for step in proof]]
    place = data.draw(st.integers(0, len(proof) - 1))
    wrong.append([*proof[:place], bytes(32), *proof[place + 1 :]])
    for steps in wrong:
        with pytest.raises(Refused, match="ledger.proof.consistency"):
            merkle.check_consistency(old, tree.root(old), new, tree.root(new), steps)
    for was, now in ((bytes(32), tree.root(new)), (tree.root(old), bytes(32))):
        with pytest.raises(Refused):
            merkle.check_consistency(old, was, new, now, proof)


@given(size=st.integers(1, 300), data=st.data())
def test_an_inclusion_proof_with_anything_changed_is_refused(size: int, data: st.DataObject) -> None:
    tree, _ = ours_and_theirs()
    index = data.draw(st.integers(0, size - 1))
    leaf, proof, root = tree.node(0, index), list(tree.inclusion(index, size)), tree.root(size)
    others = [(leaf, [*proof, bytes(32)]), (bytes(32), proof)]
    if proof:
        others += [(leaf, proof[:-1]), (leaf, [bytes(32), *proof[1:]])]
    for other, steps in others:
        with pytest.raises(Refused, match="ledger.proof.inclusion"):
            merkle.check_inclusion(other, index, size, steps, root)


def test_trees_that_are_equal_or_empty_need_no_proof_and_accept_none() -> None:
    tree, _ = ours_and_theirs()
    merkle.check_consistency(0, merkle.EMPTY_ROOT, 5, tree.root(5), [])
    merkle.check_consistency(5, tree.root(5), 5, tree.root(5), [])
    merkle.check_consistency(0, merkle.EMPTY_ROOT, 0, merkle.EMPTY_ROOT, [])
    refused = [
        (0, merkle.EMPTY_ROOT, 5, tree.root(5), [bytes(32)]),
        (0, bytes(32), 5, tree.root(5), []),
        (5, tree.root(4), 5, tree.root(5), []),
        (5, tree.root(5), 4, tree.root(4), []),
        (0, merkle.EMPTY_ROOT, 0, bytes(32), []),
        (3, tree.root(3), 5, tree.root(5), []),
    ]
    for case in refused:
        with pytest.raises(Refused):
            merkle.check_consistency(*case)


def test_a_place_outside_the_tree_is_refused() -> None:
    tree, _ = ours_and_theirs()
    for index, size in ((5, 5), (-1, 5)):
        with pytest.raises(Refused, match="ledger.proof.outside"):
            tree.inclusion(index, size)
    with pytest.raises(Refused, match="ledger.proof.outside"):
        tree.consistency(6, 5)
