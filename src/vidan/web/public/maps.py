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
    return {
        "villages": [
            {
                "path": frame.path(outline.rings),
                "name": outline.name,
                "short": outline.name.removeprefix("Thôn ").removeprefix("thôn "),
                "url": leads_to(outline.village_id),
                "at": frame.middle(outline.rings[0]),
            }
            for outline in outlines
        ],
        "points": [
            {"at": at, "code": row.code, "title": f"{topic_name(row.topic)}: {row.text[:60]}"}
            for row, (east, north) in placed
            if _inside(at := frame.place((float(east or 0), float(north or 0))))
        ],
    }


def _inside(at: tuple[int, int]) -> bool:
    """A point far outside the commune is left out of the picture, not of the list."""
    return 0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT
