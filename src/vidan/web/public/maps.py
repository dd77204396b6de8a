"""The commune's map as a picture made here: villages as outlines that lead on, reports as points."""

from collections.abc import Callable, Sequence
from typing import Any

from vidan.domain.maps import MapPicture
from vidan.queries.feedback.public import ShownRow, VillageOutline
from vidan.web.feedback_words import topic_name

#: The picture's own units, and the room around it.
WIDTH, HEIGHT, EDGE = 360, 340, 12


def picture(
    outlines: Sequence[VillageOutline], rows: Sequence[ShownRow], leads_to: Callable[[int], str]
) -> dict[str, Any]:
    """Outlines and points for `parts/map.html`; empty where there is nothing to draw."""
    placed = [(row, (row.longitude, row.latitude)) for row in rows if row.latitude is not None and row.longitude]
    corners = [spot for outline in outlines for ring in outline.rings for spot in ring]
    spots = corners or [(float(east or 0), float(north or 0)) for _row, (east, north) in placed]
    if not spots:
        return {}
    frame = MapPicture.around(spots, WIDTH, HEIGHT, EDGE)
    labels = spread([(_short(outline.name), frame.middle(outline.rings[0])) for outline in outlines])
    return {
        "villages": [
            {
                "path": frame.path(outline.rings),
                "name": outline.name,
                "url": leads_to(outline.village_id),
                "lines": lines,
            }
            for outline, lines in zip(outlines, labels, strict=True)
        ],
        "points": [
            {"at": at, "code": row.code, "title": f"{topic_name(row.topic)}: {row.text[:60]}"}
            for row, (east, north) in placed
            if _inside(at := frame.place((float(east or 0), float(north or 0))))
        ],
    }


def _short(name: str) -> str:
    return name.removeprefix("Thôn ").removeprefix("thôn ")


#: How wide a letter and how high a line of a label is, in the picture's units, and where a label may move to when
#: another one stands in its place: up or down by so many lines.
LETTER, LINE, MOVES = 6.8, 13, (0, 1, -1, 2, -2)
#: Longer names of several words stand on two lines.
ONE_LINE = 6
Box = tuple[float, float, float, float]


def spread(labels: Sequence[tuple[str, tuple[int, int]]]) -> list[list[tuple[int, int, str]]]:
    """Each label's lines with where they stand (x, y, words), so that no two run over each other; one that has no room
    is left out: all names stand below the map as links.
    """
    taken: list[Box] = []
    told = []
    for name, (x, y) in labels:
        words = _two_lines(name)
        half = max(map(len, words)) * LETTER / 2
        for move in MOVES:
            top = y + move * LINE - LINE * (len(words) - 1) // 2
            box = (x - half, top - LINE, x + half, top + LINE * (len(words) - 1))
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                told.append([(x, top + LINE * number, line) for number, line in enumerate(words)])
                break
        else:
            told.append([])
    return told


def _two_lines(name: str) -> list[str]:
    """A long name of several words, parted where its halves are most alike."""
    parts = name.split()
    if len(name) <= ONE_LINE or len(parts) < 2:
        return [name]
    halves = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    return list(min(halves, key=lambda half: abs(len(half[0]) - len(half[1]))))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(at: tuple[int, int]) -> bool:
    """A point far outside the commune is left out of the picture, not of the list."""
    return 0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT
