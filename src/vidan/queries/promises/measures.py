"""Which column brings the evidence of which promise. A promise that is not here is not measured, and the board says so.

To measure one: write `occasions(commune_id, subjects)` in queries/<column>/occasions.py and put it here, one line. How,
and what comes of it by itself, is told in docs/promises.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from importlib import import_module
from itertools import chain
from pkgutil import walk_packages
from typing import Protocol

from vidan import domain
from vidan.domain.facts import KINDS
from vidan.domain.ledger.replay import CLOCK_KINDS
from vidan.domain.matters.born import Born
from vidan.domain.occasions import Occasion
from vidan.domain.surveys import ITEMS
from vidan.queries import surveys
from vidan.queries.dossiers import occasions as closed_dossiers
from vidan.queries.feedback import occasions as feedback
from vidan.queries.feedback import unseen
from vidan.queries.letters import occasions as letters
from vidan.queries.procedures import occasions as procedures
from vidan.queries.promises import held, on_time, unapologised


class Measure(Protocol):
    """How a promise's occasions are found."""

    def __call__(self, commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
        """All occasions of a commune, or exactly those whose subject is among the given ones.

        Whatever an act changes must be found by the subjects of the facts that it tells.
        """


def both(*measures: Measure) -> Measure:
    """A promise that several columns measure, each by subjects of its own."""

    def occasions(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
        return chain.from_iterable(measure(commune_id, subjects) for measure in measures)

    return occasions


MEASURES: Mapping[int, Measure] = {
    1: both(feedback.promise_1, unseen.promise_1),
    2: both(procedures.promise_2, feedback.promise_2),
    3: feedback.promise_3,
    4: both(letters.apologies, unapologised.occasions),
    5: both(letters.thanks, feedback.promise_5),
    6: closed_dossiers.promise_6,
    7: both(held.occasions, unseen.promise_7),
    8: on_time.occasions,
    **{number: partial(surveys.occasions, number) for number in ITEMS},
}


#: Facts are known once their column is imported: without this, what is asked below would depend on who came first.
for _column in walk_packages(domain.__path__, f"{domain.__name__}."):
    import_module(_column.name)


def _told_by(*columns: str) -> frozenset[str]:
    """The kinds of facts that these columns tell."""
    homes = tuple(f"vidan.domain.{column}" for column in columns)
    return frozenset(kind for kind, fact in KINDS.items() if fact.__module__.startswith(homes))


_SORTED = frozenset({"FeedbackSorted", "FeedbackPutAside"})
_DECIDED = _SORTED | {"FeedbackConfirmed", "FeedbackContested"}
#: Facts of the clock that the public ledger tells: promise 8 knows no others.
_IN_THE_LEDGER = frozenset(kind for kind, fact in KINDS.items() if fact.LEDGER_KIND in CLOCK_KINDS)
#: Facts that matters feel without being their subject: mandates, days, and what is done about a letter that is owed.
FELT_AFTER: frozenset[str] = _told_by("people", "calendar", "letters") | {"OfficeShut", "OfficeReopened"}
#: Facts by which a dossier ends (or is taken up again): apologies for it that went out before feel them.
ENDED: frozenset[str] = frozenset(kind for kind, fact in KINDS.items() if fact.LEDGER_KIND in ("xong", "huy")) | {
    "ResultRedone"
}
#: Facts without which a promise need not be looked at again (by their class names): for measures that cost a question
#: with each act and change with few. A promise that is not here is looked at after every fact about its subjects.
ONLY_AFTER: Mapping[int, frozenset[str]] = {
    1: _SORTED | {"FeedbackReceived", "FeedbackAcknowledged"},
    2: _told_by("procedures") | _DECIDED,
    3: _DECIDED,
    4: _told_by("letters") | _IN_THE_LEDGER | ENDED | {"BreachFound"},
    5: _told_by("feedback", "letters") - {"FeedbackReceived"},  # nobody is owed thanks before a person looked
    6: closed_dossiers.CHANGED_BY,
    8: frozenset(KINDS) - _told_by("feedback"),  # what people say is no dossier
    **dict.fromkeys(ITEMS, frozenset({"RatingShown", "RatingsTakenBack"})),
}


#: What facts about sealed things name, all of them: there is nothing to be found by it.
NOBODYS = frozenset({"matter:0"})
NOTHING_BORN: Mapping[str, Born | None] = {}
#: Facts that tell of nothing but that something was born, and what promises have of it then by what its act knows. What
#: they say is what their measures find in the records.
BORN_BY = frozenset({"FeedbackReceived"})
AT_BIRTH: Mapping[int, Callable[[Born], Occasion]] = {1: feedback.at_birth, 7: held.at_birth}


def of_act(
    commune_id: int, subjects: Collection[str], asked: Collection[int], born: Mapping[str, Born | None] = NOTHING_BORN
) -> Iterator[tuple[int, Occasion]]:
    """(promise, occasion): all that these promises have of some subjects, in as few questions as it takes: none where
    all of them were `born` in the act, and nothing else.
    """
    rest = set(asked)
    known = [one for one in map(born.get, subjects) if one is not None]
    if len(known) == len(subjects) and rest <= AT_BIRTH.keys():
        yield from ((number, AT_BIRTH[number](one)) for number in rest for one in known)
        return
    if {4, 8} <= rest:
        rest -= {4, 8}
        yield from unapologised.beside_on_time(commune_id, subjects)
        yield from ((4, one) for one in letters.apologies(commune_id, subjects))
    yield from ((number, one) for number in rest for one in MEASURES[number](commune_id, subjects))
