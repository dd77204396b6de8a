"""The commune's own map: the villages' outlines out of a GeoJSON file, and where they lie on a picture.

Nobody else is asked for a tile. Source: RFC 7946 (GeoJSON; longitude before latitude, WGS 84).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.text import clean_line

#: Longitude and latitude.
Spot = tuple[float, float]
Ring = tuple[Spot, ...]
#: No village needs more corners to be recognised; a page must stay small.
MOST_CORNERS = 120
MOST_SHAPES, MOST_RINGS = 200, 20
WEST, EAST, SOUTH, NORTH = 102.0, 110.0, 8.0, 23.5


@dataclass(frozen=True)
class Shape:
    """A village by its name, and its outlines (outer rings only)."""

    name: str
    rings: tuple[Ring, ...]


def read(told: Any) -> tuple[Shape, ...]:
    """The villages of a GeoJSON FeatureCollection: a Polygon or MultiPolygon each, its name in `properties.name`.

    Refused `maps.form` with the number of the feature where it is anything else or lies outside Vietnam.
    """
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not 1 <= len(features) <= MOST_SHAPES:
        raise Refused("maps.form", field="file", number=0)
    return tuple(_shape(feature, number) for number, feature in enumerate(features, start=1))


def _shape(feature: Any, number: int) -> Shape:
    try:
        name, geometry = clean_line(str(feature["properties"]["name"])), feature["geometry"]
        parts = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
        rings = tuple(_ring(part[0]) for part in parts)
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise Refused("maps.form", field="file", number=number) from problem
    if not name or not 1 <= len(rings) <= MOST_RINGS:
        raise Refused("maps.form", field="file", number=number)
    return Shape(name[:120], rings)


def _ring(corners: Sequence[Any]) -> Ring:
    spots = [(float(corner[0]), float(corner[1])) for corner in corners]
    if len(spots) < 4 or not all(WEST <= east <= EAST and SOUTH <= north <= NORTH for east, north in spots):
        raise ValueError("no ring in Vietnam")
    step = -(-len(spots) // MOST_CORNERS)
    return tuple((round(east, 5), round(north, 5)) for east, north in spots[::step])


@dataclass(frozen=True)
class MapPicture:
    """A frame around spots on a picture of so many units; a degree east is as long as it is there."""

    west: float
    north: float
    scale: float
    shrink: float
    left: float
    top: float

    @classmethod
    def around(cls, spots: Iterable[Spot], width: float, height: float, edge: float) -> "MapPicture":
        """The largest picture in which all spots lie."""
        found = list(spots)
        west, east = min(spot[0] for spot in found), max(spot[0] for spot in found)
        south, north = min(spot[1] for spot in found), max(spot[1] for spot in found)
        shrink = cos(radians((south + north) / 2))
        wide, tall = max((east - west) * shrink, 0.002), max(north - south, 0.002)
        scale = min((width - 2 * edge) / wide, (height - 2 * edge) / tall)
        left, top = (width - (east - west) * shrink * scale) / 2, (height - (north - south) * scale) / 2
        return cls(west, north, scale, shrink, left, top)

    def place(self, spot: Spot) -> tuple[int, int]:
        """Where a spot lies, from the upper left corner."""
        return (
            round(self.left + (spot[0] - self.west) * self.shrink * self.scale),
            round(self.top + (self.north - spot[1]) * self.scale),
        )

    def path(self, rings: Iterable[Ring]) -> str:
        """The outlines as the `d` of an SVG path."""
        return "".join(
            "M" + "L".join(f"{x} {y}" for x, y in dict.fromkeys(map(self.place, ring))) + "Z" for ring in rings
        )

    def middle(self, ring: Ring) -> tuple[int, int]:
        """Where a name may stand: the middle of its corners."""
        places = [self.place(spot) for spot in ring]
        return round(sum(x for x, _ in places) / len(places)), round(sum(y for _, y in places) / len(places))
