"""What lies ready in the counter's drawer: numbered blank receipts for the next power cut, one of them spoiled."""

from collections.abc import Iterator

from vidan.actions.dossiers import blanks
from vidan.cli.demo_data.cast import DESKS
from vidan.cli.demo_data.scene import Scene, TimedAct


def tell(scene: Scene) -> Iterator[TimedAct]:
    """Before the storm season a stack is printed; a day later one paper is written on wrongly."""
    printed, spoiled = scene.back(12, 8, 20), scene.back(11, 9, 45)
    first, second = scene.house.actor(DESKS[0], printed.date()), scene.house.actor(DESKS[1], spoiled.date())
    codes: list[str] = []
    yield TimedAct(printed, lambda: codes.append(blanks.print_run(first, 10, now=printed).last))
    yield TimedAct(spoiled, lambda: blanks.spoil(second, codes[0], "Viết nhầm tên khi tập dượt mất điện", now=spoiled))
