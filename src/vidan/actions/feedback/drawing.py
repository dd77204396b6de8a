"""The commune's own map: outlines of its villages, laid down from a file."""

from collections.abc import Sequence
from datetime import datetime

from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts
from vidan.domain.maps import Shape
from vidan.domain.people import Actor
from vidan.domain.text import fold
from vidan.store.models import Village, VillageShape
from vidan.store.rows import insert


def draw_villages(actor: Actor, shapes: Sequence[Shape], *, now: datetime) -> tuple[str, ...]:
    """Lay down the outlines; those there were are replaced. Returns the names of villages that have none.

    Refused `maps.village` where a name of the file is no village of today: nothing is kept then.
    """
    villages = {_plain(name): (pk, name) for pk, name in _today(actor)}
    unknown = [shape.name for shape in shapes if _plain(shape.name) not in villages]
    if unknown:
        raise Refused("maps.village", field="file", name=unknown[0])
    with recording(actor, now) as record:
        VillageShape.objects.of(actor.commune_id).delete()
        for pk, rings in {villages[_plain(shape.name)][0]: shape.rings for shape in shapes}.items():
            insert(VillageShape(commune_id=actor.commune_id, village_id=pk, rings=rings))
        names = tuple(shape.name for shape in shapes)
        record.fact(facts.VillagesDrawn(names=names), subject=f"commune:{actor.commune_id}")
    drawn = {_plain(name) for name in names}
    return tuple(name for plain, (_pk, name) in villages.items() if plain not in drawn)


def _today(actor: Actor) -> list[tuple[int, str]]:
    return list(Village.objects.of(actor.commune_id).filter(valid_until=None).values_list("pk", "name"))


def _plain(name: str) -> str:
    """`Thôn Tôm` and `thôn tôm` and `Tôm` are one village."""
    words = fold(name).split()
    return " ".join(words[1:] if words[:1] in (["thon"], ["ban"], ["xom"], ["khu"]) and words[1:] else words)
