"""What is said to a question: one procedure, a short question back, whose work it is instead, or a kind word.

Never a wrong procedure with confidence: only a clear lead is shown alone.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from vidan.domain.procedures.guide.danger import Danger
from vidan.domain.procedures.guide.ranking import Candidate

#: Keys of what is not the commune's own work begin with this.
ELSEWHERE = "@"
#: Keys of what cannot wait begin with this.
EMERGENCY = "@khan_cap"
#: Who speaks of not wanting to live is shown no form at all.
NO_FORM = "@khan_cap_song"
FOUND, ASK, UNSURE, REFER, KIND, NOTHING = "found", "ask", "unsure", "refer", "kind", "nothing"
#: Below this a question is hardly understood; below the next one nothing is offered alone.
FAINT, WEAK = 0.12, 0.55
#: Small talk is only what is clearly so: a real question is never brushed off with a kind word.
TALK = 0.30
#: An office this near to small talk is named instead: nobody who is afraid gets a kind word only.
RATHER_OFFICE = 0.6
#: A second candidate this near to the first, or within this of it, is asked about.
CLOSE, MARGIN = 0.78, 0.16
#: A procedure this near to a referral is offered beside it.
BESIDE = 0.62
#: Beside a referral that is itself in doubt, procedures are offered sooner: ours is not sent away on a guess.
FAINTLY_BESIDE = 0.45
MOST_OFFERED, MOST_BESIDE = 5, 3
#: Of what is hardly more than a guess ("nuôi chim yến") so many are shown, after the way to a person.
GUESSED, MOST_GUESSED = 0.48, 2
#: What lags so far behind the first is not worth a reader's time: beside a sure answer, and among unsure ones.
FAR_BESIDE, FAR = 0.40, 0.50


@dataclass(frozen=True)
class Guidance:
    """How a question is answered. `procedures` best first (the first alone when `found`, the first two when `ask`);
    `elsewhere` names whose work it is, also beside procedures when both are near; `call` whom to call if somebody is in
    danger after all.
    """

    kind: str
    procedures: tuple[Candidate, ...] = ()
    elsewhere: Candidate | None = None
    call: str = ""

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The procedures that a person sees at once."""
        if self.kind in {KIND, NOTHING}:
            return ()
        if self.kind == ASK:
            return tuple(one for one in self.procedures[:3] if _near(one.score, self.procedures[0].score))
        most, share = (MOST_BESIDE, FAR_BESIDE) if self.kind == FOUND else (MOST_OFFERED, FAR)
        if self.kind == UNSURE and self.procedures and self.procedures[0].score < GUESSED:
            most = MOST_GUESSED
        if self.kind == REFER or not self.procedures:
            return self.procedures[:most]
        return tuple(one for one in self.procedures[:most] if one.score >= share * self.procedures[0].score)


@dataclass(frozen=True)
class Referral:
    """Whose work it is instead: office, what it does, where, telephone, other names; no office for small talk."""

    key: str
    office: str
    work: str = ""
    where: str = ""
    phone: str = ""
    names: tuple[str, ...] = ()

    @property
    def emergency(self) -> bool:
        """Fire, an accident, violence: the number to call, first and alone."""
        return self.key.startswith(EMERGENCY)

    @property
    def small_talk(self) -> bool:
        """Weather, greetings, abuse: nobody's office, answered kindly."""
        return not self.office


def decide(
    candidates: list[Candidate],
    in_force: Collection[str],
    small_talk: Collection[str] = (),
    danger: Danger | None = None,
) -> Guidance:
    """The answer that candidates allow; `in_force` are the keys of procedures that this commune has.

    In danger the number comes first, whatever was found; where papers are asked about it stands beside the answer.
    """
    if danger and danger.over:
        told = _weighed([one for one in candidates if not one.key.startswith(EMERGENCY)], in_force, small_talk)
        return replace(told, call=danger.key)
    told = _weighed(candidates, in_force, small_talk)
    if danger is None:
        return told
    beside = told.shown[:MOST_BESIDE] if told.kind in {FOUND, ASK, REFER} and danger.key != NO_FORM else ()
    return Guidance(REFER, beside, Candidate(danger.key, 1.0, danger.because))


def _weighed(candidates: list[Candidate], in_force: Collection[str], small_talk: Collection[str]) -> Guidance:
    known = [one for one in candidates if one.key.startswith(ELSEWHERE) or one.key in in_force]
    if not known or known[0].score < FAINT:
        return Guidance(NOTHING)
    first = _rather_an_office(known, small_talk)
    procedures = tuple(one for one in known if not one.key.startswith(ELSEWHERE))
    if first.key.startswith(ELSEWHERE):
        return _not_ours(first, procedures, small_talk)
    elsewhere = next((one for one in known if one.key.startswith(ELSEWHERE)), None)
    near_elsewhere = elsewhere if elsewhere and _near(elsewhere.score, first.score) else None
    if near_elsewhere and near_elsewhere.key in small_talk:
        near_elsewhere = None
    if first.score < WEAK:
        return Guidance(UNSURE, procedures, near_elsewhere)
    second = procedures[1].score if len(procedures) > 1 else 0.0
    if near_elsewhere or _near(second, first.score):
        return Guidance(ASK, procedures, near_elsewhere)
    return Guidance(FOUND, procedures)


def _rather_an_office(known: list[Candidate], small_talk: Collection[str]) -> Candidate:
    """The first; where that is small talk, an office not far behind."""
    if known[0].key not in small_talk:
        return known[0]
    offices = (one for one in known if one.key.startswith(ELSEWHERE) and one.key not in small_talk)
    office = next(offices, None)
    return office if office and office.score >= max(RATHER_OFFICE * known[0].score, FAINT) else known[0]


def _near(second: float, first: float) -> bool:
    """Whether the first is no clear lead over the second."""
    return second >= min(CLOSE * first, first - MARGIN)


def _not_ours(first: Candidate, procedures: tuple[Candidate, ...], small_talk: Collection[str]) -> Guidance:
    """What is nearest is not the commune's work: told as sure as it is."""
    share = BESIDE if first.score >= WEAK or first.key in small_talk else FAINTLY_BESIDE
    beside = tuple(one for one in procedures if one.score >= share * first.score)
    if first.key in small_talk:
        talk = not procedures or (first.score >= TALK and not beside)
        return Guidance(KIND, (), first) if talk else Guidance(UNSURE, procedures)
    if beside and first.score < WEAK and not first.key.startswith(EMERGENCY):
        return Guidance(UNSURE, procedures, first)
    return Guidance(REFER, beside, first)
