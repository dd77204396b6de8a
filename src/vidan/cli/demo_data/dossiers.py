"""What lies ready in the counter's drawer, and what the flood did: blank receipts, and three villages cut off."""

from collections.abc import Iterator

from vidan.actions.dossiers import blanks
from vidan.actions.matters import closures
from vidan.cli.demo_data.cast import CHAIRMAN, DESKS
from vidan.cli.demo_data.scene import Scene, TimedAct

#: Villages beyond the ford, by the names in `citizens`.
CUT_OFF = ("Thôn Suối Lội", "Thôn Mí", "Thôn Giổi")


def tell(scene: Scene) -> Iterator[TimedAct]:
    """Before the storm season a stack is printed; a day later one paper is written on wrongly; then the water comes."""
    printed, spoiled = scene.back(12, 8, 20), scene.back(11, 9, 45)
    first, second = scene.house.actor(DESKS[0], printed.date()), scene.house.actor(DESKS[1], spoiled.date())
    codes: list[str] = []
    yield TimedAct(printed, lambda: codes.append(blanks.print_run(first, 10, now=printed).last))
    yield TimedAct(spoiled, lambda: blanks.spoil(second, codes[0], "Viết nhầm tên khi tập dượt mất điện", now=spoiled))
    yield _flood(scene)


def _flood(scene: Scene) -> TimedAct:
    """The chairman shuts three villages for two days; their people get a new date; the first promise still counts."""
    decided, first, last = scene.back(6, 16, 20), scene.back(5, 7), scene.back(4, 7)
    shutting = closures.Shutting(
        first.date(),
        last.date(),
        "Mưa lớn, ngầm tràn ngập, bà con ba thôn không qua lại được (tình huống minh họa)",
        village_ids=tuple(scene.house.villages[name] for name in CUT_OFF),
    )
    chairman = scene.house.actor(CHAIRMAN, decided.date())
    return TimedAct(decided, lambda: closures.shut(chairman, shutting, now=decided))
