"""Whom we believe: logs, witnesses, and how many of them must have signed.

Source: c2sp.org/tlog-policy. Names are kept as text; the file may only hold printable characters, tabs and newlines.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from vidan.domain.errors import Refused
from vidan.domain.ledger import note

NOBODY = "none"


@dataclass(frozen=True)
class Party:
    """A log or a witness: its key and, when given, its address."""

    key: note.VerifierKey
    url: str = ""


@dataclass(frozen=True)
class Group:
    """At least `needed` of these members, each a witness or an earlier group."""

    needed: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """A trust policy as its file says."""

    quorum: str = ""
    logs: list[Party] = field(default_factory=list)
    witnesses: dict[str, Party] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def satisfied(self, keys: Collection[note.VerifierKey]) -> bool:
        """Do cosignatures by these keys reach the quorum?"""
        return self.quorum == NOBODY or self._holds(self.quorum, keys)

    def _holds(self, name: str, keys: Collection[note.VerifierKey]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name].key in keys
        group = self.groups[name]
        return sum(self._holds(member, keys) for member in group.members) >= group.needed


def n_of(needed: int, witnesses: Collection[note.VerifierKey]) -> Policy:
    """The simple policy: any `needed` of these witnesses (0: nobody needs to have signed)."""
    policy = Policy(quorum=NOBODY)
    for key in witnesses:
        policy.witnesses[key.name] = Party(key)
    if needed:
        policy.groups["enough"] = Group(needed, tuple(policy.witnesses))
        policy.quorum = "enough"
        if needed > len(policy.witnesses):
            raise Refused("ledger.policy.malformed", field="policy", line=0, why="quorum")
    return policy


def parse_witnesses(text: str) -> tuple[Party, ...]:
    """The witnesses of a setting, one a line: verifier key line, space, address. `#` begins a comment."""
    parties: list[Party] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        if len(words) != 2 or not words[1].startswith(("http://", "https://")):
            raise Refused("ledger.policy.malformed", field="witnesses", line=number, why="vkey url")
        party = Party(note.parse_verifier_key(words[0]), words[1].rstrip("/"))
        if party.key.kind is not note.KeyKind.COSIGNATURE or party.key in (known.key for known in parties):
            raise Refused("ledger.policy.malformed", field="witnesses", line=number, why="key")
        parties.append(party)
    return tuple(parties)


def parse_policy(text: str) -> Policy:
    """Read a policy file. Refused with the line at fault."""
    policy = Policy()
    for number, line in enumerate(text.split("\n"), start=1):
        if any((letter < " " and letter != "\t") or letter == "\x7f" for letter in line):
            raise _wrong(number, "control character")
        words = [word for word in line.replace("\t", " ").split(" ") if word]
        if not words or words[0].startswith("#"):
            continue
        _READERS.get(words[0], _unknown)(policy, words[1:], number)
    if not policy.quorum:
        raise _wrong(0, "quorum")
    return policy


def _wrong(number: int, why: str) -> Refused:
    return Refused("ledger.policy.malformed", field="policy", line=number, why=why)


def _unknown(policy: Policy, words: list[str], number: int) -> None:
    raise _wrong(number, "keyword")


def _party(words: list[str], kind: note.KeyKind, taken: Collection[Party], number: int) -> Party:
    if len(words) not in (1, 2):
        raise _wrong(number, "words")
    key = note.parse_verifier_key(words[0])
    if key.kind is not kind:
        raise _wrong(number, "key type")
    if any(other.key.public == key.public for other in taken):
        raise _wrong(number, "duplicate key")
    return Party(key, words[1] if len(words) == 2 else "")


def _new_name(policy: Policy, name: str, number: int) -> str:
    if name == NOBODY or name in policy.witnesses or name in policy.groups:
        raise _wrong(number, "name")
    return name


def _log(policy: Policy, words: list[str], number: int) -> None:
    policy.logs.append(_party(words, note.KeyKind.ED25519, policy.logs, number))


def _witness(policy: Policy, words: list[str], number: int) -> None:
    if not words:
        raise _wrong(number, "words")
    party = _party(words[1:], note.KeyKind.COSIGNATURE, policy.witnesses.values(), number)
    policy.witnesses[_new_name(policy, words[0], number)] = party


def _group(policy: Policy, words: list[str], number: int) -> None:
    if len(words) < 3:
        raise _wrong(number, "words")
    name, rule, *members = words
    grouped = {member for group in policy.groups.values() for member in group.members}
    for member in members:
        if (
            members.count(member) > 1
            or member in grouped
            or not (member in policy.witnesses or member in policy.groups)
        ):
            raise _wrong(number, "member")
    plain = rule.isascii() and rule.isdigit()
    needed = {"any": 1, "all": len(members)}.get(rule, int(rule) if plain else 0)
    if not 1 <= needed <= len(members):
        raise _wrong(number, "threshold")
    policy.groups[_new_name(policy, name, number)] = Group(needed, tuple(members))


def _quorum(policy: Policy, words: list[str], number: int) -> None:
    known = len(words) == 1 and (words[0] == NOBODY or words[0] in policy.witnesses or words[0] in policy.groups)
    if policy.quorum or not known:
        raise _wrong(number, "quorum")
    policy.quorum = words[0]


_READERS = {"log": _log, "witness": _witness, "group": _group, "quorum": _quorum}
