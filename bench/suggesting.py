"""How good the suggestions are when the examples themselves are the trial: learn four fifths, judge the fifth.

Shares, not times: run it after each change of content/feedback, and to set the thresholds of `suggesting`.
`python -m bench.suggesting`
"""

import random

from vidan.content import feedback as content
from vidan.domain.feedback import judging
from vidan.domain.feedback.judging import Labelled, Trial
from vidan.domain.feedback.suggesting import Suggester

FOLDS = 5


def main() -> None:
    """Print the shares over all folds."""
    lines = list(zip(content.examples(), content.example_texts(), strict=True))
    random.Random(1).shuffle(lines)
    whole = Trial()
    for fold in range(FOLDS):
        learned = [example for at, (example, _) in enumerate(lines) if at % FOLDS != fold]
        judged = [
            Labelled(text, example.cls, example.topics, example.emergency) for example, text in lines[fold::FOLDS]
        ]
        suggester = Suggester(learned, content.cues(), content.scenes("dangers"), content.scenes("wrongs"))
        judging.judge(suggester, (message for message in judged if message.topics), whole)
        print(f"{fold + 1}/{FOLDS}", flush=True)
    for name in ("classes", "topics", "emergencies", "denunciations", "false_alarms", "sealed_in_vain"):
        found = getattr(whole, name)
        print(f"{name:16}{found.right}/{found.count} = {found.share}")


if __name__ == "__main__":
    main()
