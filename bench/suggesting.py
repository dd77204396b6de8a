"""How good the suggestions are when the examples themselves are the trial: learn four fifths, judge the fifth.

    python -m bench.suggesting            shares, not times: run it after each change of content/feedback
    python -m bench.suggesting --learn    also weigh the signs anew: content/feedback/weights.json, and what each
                                          threshold of `suggesting` would find and take in vain

The weights are a logistic regression (Newton's method) over signs of messages that the words were not learned from.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np

from vidan.content import feedback as content
from vidan.domain.feedback import judging
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.judging import Labelled, Trial
from vidan.domain.feedback.suggesting import Suggester

FOLDS = 5


#: Holds the weights small; the constant is free.
RIDGE = 1.0
ASKED = {
    "accused": lambda example: example.cls is MessageClass.DENUNCIATION,
    "endangered": lambda example: example.emergency,
}


def main() -> None:
    """Print the shares over all folds."""
    lines = list(zip(content.examples(), content.example_texts(), strict=True))
    random.Random(1).shuffle(lines)
    whole, signs = Trial(), []
    for fold in range(FOLDS):
        learned = [example for at, (example, _) in enumerate(lines) if at % FOLDS != fold]
        suggester = Suggester(
            learned, content.cues(), content.weights(), content.scenes("dangers"), content.scenes("wrongs")
        )
        for example, text in lines[fold::FOLDS]:
            if example.topics:
                suggested = suggester.suggest(text)
                judging.note(whole, Labelled(text, example.cls, example.topics, example.emergency), suggested)
                signs.append((example, suggested.weighed))
        print(f"{fold + 1}/{FOLDS}", flush=True)
    for name in ("classes", "topics", "emergencies", "denunciations", "false_alarms", "sealed_in_vain"):
        found = getattr(whole, name)
        print(f"{name:16}{found.right}/{found.count} = {found.share}")
    if "--learn" in sys.argv[1:]:
        told = {name: learn(name, signs) for name in ASKED}
        rows = ",\n ".join(f'"{name}": {json.dumps(weights)}' for name, weights in told.items())
        Path(content.__file__).with_name("weights.json").write_text(f"{{{rows}}}\n", encoding="utf-8")


def learn(name: str, signs: list) -> dict[str, float]:
    """The weights of one question; prints what thresholds would find, each fifth judged by the other four."""
    names = sorted({sign for _, told in signs for sign in told})
    rows = np.array([[told.get(sign, 0.0) for sign in names] for _, told in signs])
    yes = np.array([ASKED[name](example) for example, _ in signs], float)
    part, judged = np.arange(len(yes)) % FOLDS, np.zeros(len(yes))
    for fold in range(FOLDS):
        judged[part == fold] = rows[part == fold] @ regress(rows[part != fold], yes[part != fold], names)
    for threshold in np.arange(-3, 0.1, 0.25):
        found, vain = (judged[yes > 0] >= threshold).mean(), (judged[yes == 0] >= threshold).mean()
        print(f"{name} from {threshold:5.2f}: finds {found:.3f}, in vain {vain:.3f}")
    return {sign: round(float(w), 3) for sign, w in zip(names, regress(rows, yes, names), strict=True)}


def regress(rows: np.ndarray, yes: np.ndarray, names: list[str]) -> np.ndarray:
    """Weights of the signs."""
    weights, held = np.zeros(len(names)), RIDGE * np.diag([sign != "always" for sign in names]).astype(float)
    for _ in range(25):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        bend = (rows * (likely * (1 - likely) + 1e-9)[:, None]).T @ rows + held
        weights = weights - np.linalg.solve(bend, rows.T @ (likely - yes) + held @ weights)
    return weights


if __name__ == "__main__":
    main()
