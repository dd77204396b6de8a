"""Whether a stopwatch tells a sealed code from a made-up one, at the desk of the person concerned and for everybody;
and from an ordinary one that is not shown, where a program asks by its id.

    VIDAN_DATA=FOLDER python bench/sealed.py [PAIRS]     prints, for each page, both medians and the p of the difference

Pairs of requests in random order, the times of each pair taken away from each other; a sign-flip permutation test on
the mean difference, extremes cut off (5 %). Under no difference p is anything between 0 and 1; we look for p < 0.01.
The normal suite asserts what makes it so: the very same statements (tests/web/test_sealed_crawl.py).
"""

import random
import sys
from dataclasses import replace
from statistics import mean, median
from time import perf_counter_ns
from urllib.parse import quote

from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from measuring import answer
from pages import officer, signed_in

from vidan.actions.feedback import sending
from vidan.domain.feedback.saying import Door, Saying
from vidan.domain.people import Role, citizen
from vidan.store.models import SealedMatter

#: Below this a difference is not by chance.
LEVEL = 0.01
FLIPS = 2000


def a_code(concerned, *, sealed: bool) -> str:
    """Of something that is about this officer, or of something ordinary; a program sent both."""
    said = Saying(text="Ông ấy đòi hối lộ mới ký giấy.", officer_id=concerned.pk, door=Door.OPEN311, topic="khac")
    if not sealed:
        said = replace(said, text="Đường vào thôn có ổ gà sâu.", officer_id=None)
    sent = sending.send(citizen(concerned.commune_id), said, now=timezone.now())
    assert SealedMatter.objects.of(concerned.commune_id).filter(code=sent.code).exists() == sealed
    return sent.code


def p_of(differences: list[int]) -> float:
    """How often chance alone moves the mean as far."""
    ordered = sorted(differences)
    cut = len(ordered) // 20
    kept = ordered[cut : len(ordered) - cut]
    seen, chance = abs(mean(kept)), random.Random(7)
    further = sum(abs(mean(value if chance.random() < 0.5 else -value for value in kept)) >= seen for _ in range(FLIPS))
    return further / FLIPS


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    leader, application = officer(Role.LEADER), get_wsgi_application()
    code, cookies, lot = a_code(leader, sealed=True), signed_in(leader), random.Random(1)
    made_up = code[:-8] + "".join(lot.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=8))

    def took(path: str, which: str) -> int:
        begun = perf_counter_ns()
        answer(application, ("GET", path.replace("*", quote(which)), cookies, ""))
        return perf_counter_ns() - begun

    waiting = a_code(leader, sealed=False)
    asked = [(path, made_up) for path in ("/can-bo/y-kien/*", "/can-bo/tin-mat/*", "/y-kien/cong-khai/*")]
    for path, other in [*asked, ("/open311/v2/requests/*.json", waiting)]:
        told: dict[str, list[int]] = {code: [], other: []}
        for _ in range(pairs + 20):
            for which in lot.sample([code, other], 2):
                told[which].append(took(path, which))
        sealed, nothing = told[code][20:], told[other][20:]
        p = p_of([one - other for one, other in zip(sealed, nothing, strict=True)])
        verdict = "no difference" if p >= LEVEL else "A DIFFERENCE"
        print(f"{path:32}{median(sealed) / 1e6:8.3f} ms{median(nothing) / 1e6:8.3f} ms   p = {p:.3f}  {verdict}")


if __name__ == "__main__":
    main()
