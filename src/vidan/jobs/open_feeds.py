"""What other sites take from the promises besides the data: a catalogue entry (DCAT), a feed (Atom), a card (SVG).

Made once for each day together with the open-data files, from the same board; none of them is in `bc`, for each only
repeats what stands there.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from vidan.domain.promises import Figure, Verdict
from vidan.queries.communes import CommuneCard
from vidan.queries.promises.board import Board
from vidan.queries.promises.told import Figures
from vidan.speech import days, figures
from vidan.speech import open_data as words

_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
CATALOG, FEED, CARD = "catalog.jsonld", "boards.atom", "card.svg"
#: So many days stand in the feed.
FEED_DAYS = 30
#: The colour of a tile of the card; the sign in it says the same without colour.
_COLOURS: Mapping[Verdict, str] = {
    Verdict.KEPT: "#17693f",
    Verdict.NEARLY: "#8a4b00",
    Verdict.MISSED: "#a31621",
    Verdict.UNKNOWN: "#5b534a",
}
#: How a tile's number and mark are written.
_MIDDLE = 'text-anchor="middle" font-size="15" font-weight="700" fill="#ffffff"'


def files(commune: CommuneCard, board: Board, earlier: Sequence[Figures], address: str) -> dict[str, bytes]:
    """All three by name. `earlier`: the boards of the days before, newest first; `address`: of the commune's site."""
    today = Figures(
        board.day,
        {one.number: (one.main.figure.kept, one.main.figure.counted) for one in board.promises if one.measured},
    )
    return {
        CATALOG: _catalog(commune, board.day, address),
        FEED: _feed(commune, [today, *earlier][:FEED_DAYS], board, address),
        CARD: _card(commune, board),
    }


def _catalog(commune: CommuneCard, day: date, address: str) -> bytes:
    """One dataset of DCAT 2 (W3C Recommendation) with its distributions, as JSON-LD."""
    told: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Dataset",
        "@id": f"{address}/du-lieu/datapackage.json",
        "dct:title": words.TITLE.format(commune=commune.name),
        "dct:description": words.DESCRIPTION,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": commune.name},
        "dct:issued": {"@type": "xsd:date", "@value": day.isoformat()},
        "dct:language": [{"@id": f"{_LANGUAGE}{code}"} for code in ("VIE", "ENG")],
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"},
        "dcat:landingPage": {"@id": f"{address}/loi-hua/"},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dcat:downloadURL": {"@id": f"{address}/du-lieu/{name}"},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
                "dct:license": {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
            }
            for name, kind in words.DISTRIBUTIONS.items()
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _feed(commune: CommuneCard, told: Sequence[Figures], board: Board, address: str) -> bytes:
    """Atom (RFC 4287): an entry for each day's board, newest first."""
    names = {one.number: one.definition.wording("vi").name for one in board.promises}
    home, host = f"{address}/loi-hua/", address.partition("//")[2]
    entries = "".join(
        f"<entry><title>{escape(words.FEED_ENTRY.format(day=days.day(one.day)))}</title>"
        f"<id>tag:{host},{one.day:%Y-%m-%d}:loi-hua</id><updated>{one.day:%Y-%m-%d}T17:00:00+07:00</updated>"
        f"<link href={quoteattr(home)}/><content>{escape(_lines(one, names))}</content></entry>"
        for one in told
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">'
        f"<title>{escape(words.FEED_TITLE.format(commune=commune.name))}</title><id>{escape(home)}</id>"
        f"<updated>{told[0].day:%Y-%m-%d}T17:00:00+07:00</updated><author><name>{escape(commune.name)}</name></author>"
        f'<link rel="self" href={quoteattr(f"{address}/du-lieu/{FEED}")}/><link href={quoteattr(home)}/>'
        f"{entries}</feed>\n"
    ).encode()


def _lines(one: Figures, names: Mapping[int, str]) -> str:
    return "\n".join(
        f"{number}. {names[number]}: {figures.kept(number, Figure(*told)) or '–'}" for number, told in one.told.items()
    )


def _card(commune: CommuneCard, board: Board) -> bytes:
    """A picture that any page can show: twelve tiles, each with its number and a mark, and the day."""
    title = words.FEED_TITLE.format(commune=commune.name)
    said = "; ".join(
        f"{one.number}. {one.definition.wording('vi').name}: {figures.VERDICTS[one.main.verdict]}"
        for one in board.promises
    )
    tiles = "".join(_tile(place, one.number, one.main.verdict) for place, one in enumerate(board.promises))
    kept = sum(one.main.verdict is Verdict.KEPT for one in board.promises)
    foot = words.CARD_FOOT.format(kept=kept, day=days.day(board.day))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 326 208" width="326" height="208" role="img" '
        f'font-family="system-ui, sans-serif"><title>{escape(title)}</title><desc>{escape(said)}</desc>'
        '<rect width="326" height="208" fill="#fbf8f3" stroke="#d9cfc3" stroke-width="2"/>'
        '<rect width="326" height="6" fill="#7b1e4d"/>'
        f'<text x="16" y="34" font-size="17" font-weight="700" fill="#211d1a">{escape(words.CARD_TITLE)}</text>'
        f'<text x="16" y="56" font-size="14" fill="#5b534a">{escape(commune.name)}</text>{tiles}'
        f'<text x="16" y="194" font-size="13" fill="#211d1a">{escape(foot)}</text></svg>\n'
    ).encode()


def _tile(place: int, number: int, verdict: Verdict) -> str:
    """Six in a row."""
    colour, mark = _COLOURS[verdict], figures.SIGNS[verdict]
    return (
        f'<g transform="translate({16 + 50 * (place % 6)} {72 + 50 * (place // 6)})">'
        f'<rect width="44" height="44" rx="6" fill="{colour}"/>'
        f'<text x="22" y="19" {_MIDDLE}>{number}</text><text x="22" y="37" {_MIDDLE}>{mark}</text></g>'
    )
