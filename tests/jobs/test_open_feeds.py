"""What other sites take: a catalogue entry, a feed and a card, each saying what the board says and nothing else."""

import json
from datetime import timedelta
from xml.etree import ElementTree

from tests import builders
from tests.builders import NOW, House
from vidan.domain.moments import local_day
from vidan.jobs import open_feeds
from vidan.queries import communes
from vidan.queries.promises import board as boards
from vidan.queries.promises.told import Figures

ADDRESS = "https://xa.example"
ATOM = "{http://www.w3.org/2005/Atom}"


def made(house: House) -> dict[str, bytes]:
    """The three of a commune with one dossier, whose board of yesterday is known."""
    builders.receive(house.one_stop, now=NOW)
    commune = communes.by_id(house.commune.pk)
    assert commune is not None
    day = local_day(NOW)
    earlier = [Figures(day - timedelta(days=1), {8: (3, 4)})]
    return open_feeds.files(commune, boards.board(commune.id, day), earlier, ADDRESS)


def test_the_feed_has_an_entry_for_each_day_with_the_figures_in_words(house: House) -> None:
    feed = ElementTree.fromstring(made(house)["boards.atom"])
    today, yesterday = feed.findall(f"{ATOM}entry")
    assert yesterday.findtext(f"{ATOM}title") == "Số liệu 90 ngày đến 16/11/2026"
    assert yesterday.findtext(f"{ATOM}content") == "8. Không trễ hẹn: 3/4"
    assert "7. Không né tránh trách nhiệm: 1/1" in (today.findtext(f"{ATOM}content") or "")
    ids = [one.findtext(f"{ATOM}id") for one in (feed, today, yesterday)]
    assert len(set(ids)) == 3 and all(ids)
    assert feed.findtext(f"{ATOM}updated") == "2026-11-17T17:00:00+07:00"


def test_the_card_says_the_same_in_colours_marks_and_words_and_runs_nothing(house: House) -> None:
    card = ElementTree.fromstring(made(house)["card.svg"])
    texts = [one.text or "" for one in card.iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text.isdigit()] == [str(number) for number in range(1, 13)]
    assert sum(text in ("✓", "≈", "✗", "○") for text in texts) == 12
    assert "1/12 đạt mục tiêu · 90 ngày đến 17/11/2026" in texts
    assert "8. Không trễ hẹn: Chưa đủ dữ liệu" in (card.findtext("{http://www.w3.org/2000/svg}desc") or "")
    assert b"script" not in made_of(card) and b"href" not in made_of(card)


def made_of(card: ElementTree.Element) -> bytes:
    return ElementTree.tostring(card)


FILES = ("occasions.csv", "months.csv", "tables.csv", "corrections.csv", "promises.json")


def test_the_catalogue_names_each_file_where_it_lies(house: House) -> None:
    told = json.loads(made(house)["catalog.jsonld"])
    found = {one["dcat:downloadURL"]["@id"] for one in told["dcat:distribution"]}
    assert found == {f"{ADDRESS}/du-lieu/{name}" for name in FILES}
    assert told["@type"] == "dcat:Dataset" and told["dct:issued"]["@value"] == "2026-11-17"
