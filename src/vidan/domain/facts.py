"""What a fact is: one write of the house, told in the past tense.

Every column owns its facts as frozen dataclasses that derive from `Fact`. A fact says what happened, never how to show
it. `PERSONAL` names the fields that say something of a citizen: those are stored encrypted under that person's key, so
that forgetting a person means destroying one key. `LEDGER_KIND` makes a fact public: its `public()` fields become a
ledger entry, its `committed()` fields the record to which that entry commits. `TIMELESS` keeps a fact without its
moment: only its week, at a random place among the facts, so that nobody can match it to who came at that hour.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, ClassVar

#: Every kind of fact by its class name; filled as the columns are imported.
KINDS: dict[str, type["Fact"]] = {}
#: What JSON says as it is.
_AS_IT_IS = (str, int, bool, float, type(None))


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Base of all facts; a subclass declares `PERSONAL` (a test insists), and `LEDGER_KIND` when it is public."""

    SCHEMA: ClassVar[int] = 1
    PERSONAL: ClassVar[frozenset[str]]
    LEDGER_KIND: ClassVar[str | None] = None
    TIMELESS: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__name__ in KINDS and KINDS[cls.__name__].__module__ != cls.__module__:
            raise TypeError(f"two facts are called {cls.__name__}")
        KINDS[cls.__name__] = cls

    def told(self) -> dict[str, Any]:
        """The fields that may be stored in the clear, as JSON values."""
        return {name: value for name, value in self._values().items() if name not in self.PERSONAL}

    def confided(self) -> dict[str, Any]:
        """The fields that only the person's key opens, as JSON values."""
        if not self.PERSONAL:
            return {}
        return {name: value for name, value in self._values().items() if name in self.PERSONAL}

    def public(self) -> dict[str, Any]:
        """The entry's own keys beside `v`, `t`, `d`, `c` (ledger facts override this)."""
        return {}

    def committed(self) -> dict[str, Any]:
        """The full record to which the entry's commitment binds us: everything the fact says."""
        return dict(self._values())

    def _values(self) -> dict[str, Any]:
        return self._as_json

    @cached_property
    def _as_json(self) -> dict[str, Any]:
        """Asked for four times while a fact is kept: what may be told, is confided, is public, is committed to."""
        kind: Any = type(self)
        return {name: as_json(getattr(self, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of fact, looked for once."""
    return tuple(field.name for field in fields(kind))


def as_json(value: Any) -> Any:
    """A value of a fact as JSON: moments in ISO 8601 with their offset, enums by value, tuples as lists."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    return getattr(value, "value", value)
