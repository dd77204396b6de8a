"""How bà con ask, as tables that anybody can edit: phrasings, home words, meanings, and what is whose work.

`phrasings/*.txt`: under a line `= key` (a procedure's key, or `@` and the key of a referral) one way of asking per
line; each line is also a test. `words.txt`: typed words = standard words. `meanings.txt`: a name: the phrases that mean
it.
`common.txt`: what is asked for most in any commune.
`danger.txt`: what tells that somebody's life may be in danger, and whom to call.
`fillers.txt`: words that say nothing of what is wanted.
`learned.txt`: what all of these taught, weighed; written by `python -m bench.guide_learning`, not by hand.
`samples/*.txt`: forms filled in as an example, box by box (`domain.procedures.samples`).
`situations.txt`: the situations of a life and what belongs to each (`domain.procedures.situations`).
`referrals.txt`: what is not the commune's work, and whose it is. `terms.txt`: officials' words and their meaning.
"""

from collections import defaultdict
from functools import cache
from importlib.resources import files

from vidan.content.procedures import commune_pack
from vidan.domain.procedures.guide.answers import ELSEWHERE, EMERGENCY, Referral
from vidan.domain.procedures.guide.danger import DangerSigns, Sign
from vidan.domain.procedures.guide.learned import Learned, read_learned
from vidan.domain.procedures.guide.ranking import Guide, Phrase
from vidan.domain.procedures.guide.words import Lexicon
from vidan.domain.procedures.plain import Glossary, Term
from vidan.domain.procedures.samples import FilledSample, read_samples
from vidan.domain.procedures.situations import LifeSituation, read_situations
from vidan.domain.text import fold, nfc

_PARTS = 6
LEARNED = "learned.txt"

#: The line of `danger.txt` with words of papers and of what is past.
_OVER = "qua rồi"


def _lines(name: str) -> list[str]:
    text = nfc((files(__name__) / name).read_text(encoding="utf-8"))
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def lexicon() -> Lexicon:
    """Home words and meanings."""
    standard: dict[str, tuple[str, ...]] = {}
    for line in _lines("words.txt"):
        typed, _, meant = line.partition("=")
        standard |= {word.strip(): tuple(meant.split()) for word in typed.split(",")}
    meanings: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for line in _lines("meanings.txt"):
        name, _, phrases = line.partition(":")
        for phrase in phrases.split(","):
            words = tuple(fold(phrase).split())
            meanings[words[0]].append((words, name.strip()))
    fillers = frozenset(word for line in _lines("fillers.txt") for word in line.split())
    return Lexicon(standard, {first: tuple(found) for first, found in meanings.items()}, fillers)


@cache
def phrasings() -> tuple[Phrase, ...]:
    """All ways of asking that come with the program, hand-written, in the order of the tables."""
    found: list[Phrase] = []
    for file in sorted((files(__name__) / "phrasings").iterdir(), key=lambda file: file.name):
        key = ""
        for line in _lines(f"phrasings/{file.name}"):
            if line.startswith("= "):
                key = line[2:].strip()
            else:
                found.append(Phrase(line, key))
    return tuple(found)


@cache
def referrals() -> dict[str, Referral]:
    """Whose work it is instead, by key (with its `@`)."""
    found: dict[str, Referral] = {}
    for line in _lines("referrals.txt"):
        key, office, work, where, phone, names = (part.strip() for part in line.split("|", _PARTS - 1))
        others = tuple(name.strip() for name in names.split(";") if name.strip())
        found[ELSEWHERE + key] = Referral(ELSEWHERE + key, office, work, where, phone, others)
    return found


@cache
def pack_guide() -> Guide:
    """The guide over the procedures that come with the program: read once in each process."""
    return Guide((), lexicon(), learned=learned())


def taught_by_tables() -> tuple[Phrase, ...]:
    """All that is learned from: ways of asking, and the titles of the pack."""
    titles = (Phrase(name, text.key) for text in commune_pack() for name in (text.name, text.short_name))
    return *phrasings(), *titles


@cache
def learned() -> Learned:
    """What the tables taught (`learned.txt`); `python -m bench.guide_learning` writes it after each change of them."""
    return read_learned((files(__name__) / LEARNED).read_text(encoding="utf-8").splitlines())


@cache
def samples() -> dict[str, FilledSample]:
    """Filled forms by key, in the order of the tables."""
    found: dict[str, FilledSample] = {}
    for file in sorted((files(__name__) / "samples").iterdir(), key=lambda file: file.name):
        found |= {sample.key: sample for sample in read_samples(_lines(f"samples/{file.name}"))}
    return found


def samples_of(key: str) -> tuple[FilledSample, ...]:
    """The filled forms of a procedure."""
    return tuple(sample for sample in samples().values() if key in sample.procedures)


@cache
def common() -> dict[str, int]:
    """What is asked for most in any commune, by key: 1 to 5."""
    pairs = (line.partition("=") for line in _lines("common.txt"))
    return {key.strip(): int(number) for key, _equals, number in pairs}


@cache
def situations() -> tuple[LifeSituation, ...]:
    """The situations under which the list is shown, in the order of a life; the last takes what no line knows."""
    return read_situations(_lines("situations.txt"), "Việc khác", "Other matters")


@cache
def watch() -> DangerSigns:
    """What tells of danger to life (`danger.txt`)."""
    signs, over = list[Sign](), list[str]()
    for line in _lines("danger.txt"):
        key, _colon, phrases = line.partition(" : ")
        told = [phrase.strip() for phrase in phrases.split(",")]
        if key == _OVER:
            over += told
        else:
            signs += [Sign.of(phrase, f"{EMERGENCY}_{key}") for phrase in told]
    return DangerSigns(signs, over)


@cache
def small_talk() -> frozenset[str]:
    """Keys of what is nobody's office."""
    return frozenset(key for key, referral in referrals().items() if referral.small_talk)


@cache
def glossary() -> Glossary:
    """Officials' words with their meaning (`terms.txt`): `word, other form = meaning`."""
    pairs = (line.partition("=") for line in _lines("terms.txt"))
    return Glossary(
        Term(number, tuple(form.strip() for form in forms.split(",")), means.strip())
        for number, (forms, _equals, means) in enumerate(pairs, start=1)
    )
