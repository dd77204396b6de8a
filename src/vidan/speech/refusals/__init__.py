"""The sentence for each refusal: what is wrong, in which field, and the way out."""

from importlib import import_module
from pkgutil import iter_modules

from vidan.domain.errors import Refused
from vidan.speech.language import _


def _collect() -> dict[str, str]:
    """All columns' sentences; two for one code would be a mistake."""
    told: dict[str, str] = {}
    for module in iter_modules(__path__):
        for code, text in import_module(f"{__name__}.{module.name}").SENTENCES.items():
            if code in told:
                raise ValueError(f"two sentences for {code}")
            told[code] = text
    return told


SENTENCES: dict[str, str] = _collect()


def sentence(refused: Refused) -> str:
    """The sentence of a refusal, with its facts; in English for who chose it, where it has been translated."""
    facts = {name: _shown(value) for name, value in refused.facts.items()}
    return _(SENTENCES[refused.code]).format(**facts)


def _shown(value: object) -> object:
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return value
