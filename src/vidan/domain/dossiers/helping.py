"""Who stands at the counter beside, or for, the applicant: a proxy with a paper, an officer who writes for her.

Sources: Civil Code 2015 art. 134-141 (authorisation); NĐ 61/2018 art. 6 (a proxy brings his authorisation), art. 29(4)
(who cannot write is helped).
"""

from dataclasses import dataclass
from typing import ClassVar

from vidan.domain.errors import Refused
from vidan.domain.facts import Fact

LONGEST_PAPER = 200


@dataclass(frozen=True)
class Proxy:
    """Somebody who hands a dossier in for the applicant, and by which paper."""

    name: str
    number: str = ""
    paper: str = ""


@dataclass(frozen=True)
class Help:
    """An officer wrote what the applicant said; `read_back`: it was read to her again before it was kept."""

    helper: str
    read_back: bool


def check(proxy: Proxy | None, helped: Help | None) -> None:
    """Refused: a proxy without a name or without the paper that names him; help whose words were not read back."""
    if proxy is not None and not proxy.name:
        raise Refused("dossiers.proxy.name", field="proxy_name")
    if proxy is not None and not proxy.paper:
        raise Refused("dossiers.proxy.paper", field="proxy_paper")
    if proxy is not None and len(proxy.paper) > LONGEST_PAPER:
        raise Refused("dossiers.proxy.too_long", field="proxy_paper", most=LONGEST_PAPER)
    if helped is not None and not helped.read_back:
        raise Refused("dossiers.help.read_back", field="read_back")


@dataclass(frozen=True, kw_only=True)
class ProxyShown(Fact):
    """A proxy handed the dossier in and showed the paper by which he may."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"proxy", "number", "paper"})
    code: str
    proxy: str
    number: str
    paper: str


@dataclass(frozen=True, kw_only=True)
class ApplicantHelped(Fact):
    """The applicant did not write herself: an officer wrote for her and read it back."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    helper: str
    read_back: bool
