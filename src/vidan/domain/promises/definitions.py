"""What a promise says of itself: versioned content, in two languages, judged by anybody."""

from dataclasses import dataclass
from datetime import date

from vidan.domain.people import Role


@dataclass(frozen=True)
class Wording:
    """A definition in one language; plain sentences."""

    name: str
    plain: str
    counted: str
    formula: str
    evidence: str
    disproof: str
    needs: str


@dataclass(frozen=True)
class Definition:
    """One promise in one version: what it is, how it is counted, its default target in per cent, who answers for it."""

    number: int
    group: str
    version: int
    since: date
    target: int
    owner: Role
    vi: Wording
    en: Wording

    def wording(self, language: str) -> Wording:
        """The words in a language: English for `en`, Vietnamese for all others."""
        return self.en if language == "en" else self.vi
