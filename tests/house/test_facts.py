"""Each fact says in its own body what of it is personal, and a public fact fits the ledger's form."""

from dataclasses import fields
from importlib import import_module
from typing import ClassVar

import pytest

from tests.house.source import PACKAGE, python_files
from vidan.domain import facts
from vidan.domain.facts import Fact
from vidan.domain.ledger import entries

for _file in python_files("domain"):
    import_module(".".join(("vidan", *_file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"))

KINDS = {name: kind for name, kind in facts.KINDS.items() if kind.__module__.startswith("vidan.")}


def problems(kind: type[Fact]) -> list[str]:
    """What is wrong with a kind of fact."""
    own = vars(kind)
    named = {field.name for field in fields(kind)}
    found = []
    if "PERSONAL" not in own:
        found.append("does not say what of it is personal (PERSONAL)")
    elif not own["PERSONAL"] <= named:
        found.append(f"calls personal what it does not have: {sorted(own['PERSONAL'] - named)}")
    if not kind.__doc__ or kind.__doc__.startswith(f"{kind.__name__}("):
        found.append("does not say in words what happened")
    if not kind.__dataclass_params__.frozen or "__dataclass_params__" not in own:
        found.append("can be changed after it happened (frozen dataclass)")
    if kind.LEDGER_KIND is not None:
        if kind.LEDGER_KIND not in entries.KINDS:
            found.append(f"is a kind of entry that the ledger does not know: {kind.LEDGER_KIND}")
        if kind.public is Fact.public:
            found.append("is public and does not say what of it is shown (public)")
    return found


def test_each_fact_declares_its_privacy() -> None:
    assert {name: problems(kind) for name, kind in KINDS.items() if problems(kind)} == {}


def test_a_public_fact_shows_what_its_entry_must_hold() -> None:
    public = {name: kind for name, kind in KINDS.items() if kind.LEDGER_KIND}
    assert public
    for name, kind in public.items():
        wanted = entries.KINDS[kind.LEDGER_KIND or ""] - {"v", "t", "d", "c"}
        assert wanted <= set(_names_in(kind.public.__code__)), name


def _names_in(code: object) -> list[str]:
    """Every text in a compiled function, also within tuples of keys."""
    texts: list[str] = []
    for constant in code.co_consts:  # type: ignore[attr-defined]
        texts += [constant] if isinstance(constant, str) else list(constant) if isinstance(constant, tuple) else []
    return texts


def test_a_fact_that_hides_its_privacy_is_seen() -> None:
    class SomebodyMoved(Fact):
        name: str

    class SomebodyLeft(Fact):
        """Somebody left."""

        PERSONAL: ClassVar[frozenset[str]] = frozenset({"nobody"})
        LEDGER_KIND: ClassVar[str | None] = "zzz"

    for kind in (SomebodyMoved, SomebodyLeft):
        facts.KINDS.pop(kind.__name__)
    moved, left = problems(SomebodyMoved), problems(SomebodyLeft)
    assert "does not say what of it is personal (PERSONAL)" in moved
    assert "can be changed after it happened (frozen dataclass)" in moved
    assert "does not say in words what happened" in moved
    assert "calls personal what it does not have: ['nobody']" in left
    assert "is a kind of entry that the ledger does not know: zzz" in left
    assert "is public and does not say what of it is shown (public)" in left


def test_two_facts_of_one_name_are_refused_at_once() -> None:
    class NoticeSent2(Fact):
        """The first."""

    try:
        with pytest.raises(TypeError, match="two facts are called NoticeSent2"):
            type("NoticeSent2", (Fact,), {"__module__": "vidan.domain.elsewhere"})
    finally:
        facts.KINDS.pop("NoticeSent2")
