"""The look can be read by old eyes, in sunlight and at night; and every colour and size is decided in one file."""

import gzip
import re
from pathlib import Path

import pytest

import vidan.web
from vidan.web import statics

WEB = Path(vidan.web.__file__).parent
CSS = WEB / "static" / "vidan" / "css"
TEMPLATES = WEB / "templates"
SCRIPTS = WEB / "static" / "vidan" / "js"
SHEETS = {sheet.name: sheet.read_text(encoding="utf-8") for sheet in sorted(CSS.rglob("*.css"))}
TINTS = ("ok-tint", "soon-tint", "late-tint", "info-tint", "brand-tint", "chosen")
GROUNDS = ("paper", "surface", "sunken")

#: Text on ground: 4.5 to 1 (WCAG 2.2, 1.4.3 AA).
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link", "link-strong", "brand-ink") for ground in GROUNDS),
    *((ink, tint) for ink in ("ink", "link") for tint in TINTS),
    *((tone, ground) for tone in ("ok", "soon", "late", "info") for ground in ("paper", "surface")),
    *((tone, f"{tone}-tint") for tone in ("ok", "soon", "late", "info")),
    ("brand-ink", "brand-tint"),
    ("ink-soft", "chosen"),
    ("ink-soft", "brand-tint"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-brand", "top"),
    ("surface", "ink"),
    ("surface", "ink-soft"),
    ("side-ink", "side"),
    ("side-ink", "side-here"),
    ("side-soft", "side"),
    ("on-count", "count"),
    ("on-demo", "demo"),
    ("on-training", "training"),
]
#: Borders of what can be pressed or typed into, marks that mean something, the ring of focus: 3 to 1 (1.4.11, 2.4.13).
SHAPES = [
    *((shape, ground) for shape in ("line-strong", "focus", "brand-ink", "gold") for ground in ("paper", "surface")),
    *(("focus", tint) for tint in (*TINTS, "sunken")),
    *((tone, ground) for tone in ("ok", "soon", "late", "info") for ground in ("paper", "surface")),
    ("petal", "top"),
    ("petal", "side-here"),
]


def _blocks() -> dict[str, dict[str, str]]:
    """The colours of each scheme; what a scheme does not say it takes from the light one."""
    text = re.sub(r"/\*.*?\*/", "", SHEETS["tokens.css"], flags=re.DOTALL)
    dark_at, print_at = text.index("prefers-color-scheme: dark"), text.index("@media print")
    light = _colours(text[:dark_at])
    return {
        "light": light,
        "dark": light | _colours(text[dark_at:print_at]),
        "print": light | _colours(text[print_at:]),
    }


def _colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", text))


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_highest_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_text_can_be_read_on_its_ground(scheme: str) -> None:
    colours = _blocks()[scheme]
    weak = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_and_the_ring_of_focus_can_be_seen(scheme: str) -> None:
    colours = _blocks()[scheme]
    weak = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_the_ring_of_focus_has_a_second_ring_that_shows_on_the_brand() -> None:
    colours = _blocks()["light"]
    assert contrast(colours["halo"], colours["top"]) >= 3
    assert contrast(colours["halo"], colours["focus"]) >= 3


def test_every_colour_of_the_light_scheme_has_its_dark_one() -> None:
    """Those that are the same in both are few and named."""
    text = SHEETS["tokens.css"]
    dark = _colours(text[text.index("prefers-color-scheme: dark") : text.index("@media print")])
    assert set(_blocks()["light"]) - set(dark) == {"petal", "qr"}


def test_colours_are_decided_in_one_file() -> None:
    literal = r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\("
    strangers = {name: re.findall(literal, text) for name, text in SHEETS.items() if name != "tokens.css"}
    assert {name: found for name, found in strangers.items() if found} == {}


def test_every_token_that_a_part_uses_exists_and_every_token_is_used() -> None:
    tokens = set(re.findall(r"--([a-z0-9-]+)\s*:", SHEETS["tokens.css"]))
    used = {name for text in SHEETS.values() for name in re.findall(r"var\(--([a-z0-9-]+)", text)}
    assert used - tokens == set()
    assert tokens - used == set()


def test_sizes_grow_with_the_reader_s_letters() -> None:
    """No font size in px: a person who sets larger letters gets larger letters."""
    assert [name for name, text in SHEETS.items() if re.search(r"font(-size)?:[^;}]*\dpx", text)] == []


@pytest.mark.parametrize("base", ["base_office.html", "base_print.html"])
def test_the_styles_of_a_page_weigh_less_than_twelve_kilobytes(base: str) -> None:
    """As they travel: each file compressed by itself; a first visit pays them once."""
    pages = [TEMPLATES / base, TEMPLATES / "parts" / "styles.html"]
    linked = {path for page in pages for path in re.findall(r"'vidan/css/([a-z/_]+\.css)'", page.read_text("utf-8"))}
    assert len(linked) > 5
    assert sum(len(gzip.compress((CSS / path).read_bytes(), 9)) for path in linked) < 12 * 1024


def test_the_styles_of_a_citizen_s_page_travel_as_one_light_file() -> None:
    assert "vidan/css/parts/public.css" in statics.parts()
    assert len(statics.parts()) == len(set(statics.parts())) > 10
    assert len(gzip.compress(statics.joined(), 9)) < 9 * 1024
    page = (TEMPLATES / "base_public.html").read_text("utf-8")
    assert re.findall(r"'(vidan/css/[^']+)'", page) == [statics.JOINED]
    assert b"url(" not in statics.joined(), "an address in a sheet would be read from another folder"


def test_no_page_carries_style_or_script_inside() -> None:
    """The content security policy allows neither; an attribute that slipped in would be silently dead."""
    dead = r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\s(?:src=|type=\"application/json\"))"
    found = {
        page.relative_to(TEMPLATES).as_posix(): hits
        for page in TEMPLATES.rglob("*.html")
        if (hits := re.findall(dead, page.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_every_class_on_a_page_means_something() -> None:
    """A class that no style and no script knows is a slip of the pen."""
    known = {name for text in SHEETS.values() for name in re.findall(r"\.([a-z][a-z0-9_-]*)", text)}
    unknown = {}
    for page in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", page.read_text(encoding="utf-8"))
        written = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
        if written - known:
            unknown[page.relative_to(TEMPLATES).as_posix()] = written - known
    assert unknown == {}


def test_the_gallery_shows_every_part() -> None:
    parts = {page.name for page in (TEMPLATES / "parts").glob("*.html")}
    told = _included(TEMPLATES / "gallery.html", set())
    bases = ("base_public.html", "base_office.html", "404.html")
    told |= {name for base in bases for name in _included(TEMPLATES / base, set())}
    assert parts - told == set()


def _included(page: Path, seen: set[str]) -> set[str]:
    for name in re.findall(r'include "parts/([a-z_]+\.html)"', page.read_text(encoding="utf-8")):
        if name not in seen:
            seen.add(name)
            _included(TEMPLATES / "parts" / name, seen)
    return seen


def test_the_design_guide_names_every_part() -> None:
    guide = Path(__file__).parents[2] / "docs" / "design.md"
    told = guide.read_text(encoding="utf-8")
    parts = [page.stem for page in (TEMPLATES / "parts").glob("*.html")]
    assert [name for name in parts if f"`{name}`" not in told] == []


def test_scripts_are_small_and_do_nothing_with_markup_from_text() -> None:
    scripts = list(SCRIPTS.glob("*.js"))
    heavy = [script.name for script in scripts if len(gzip.compress(script.read_bytes(), 9)) > 3 * 1024]
    assert heavy == ["danger_words.js"], (
        "a list of words, fetched after the page, by the form alone"
    )
    assert len(gzip.compress((SCRIPTS / "danger_words.js").read_bytes(), 9)) < 10 * 1024
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert [script.name for script in scripts if re.search(risky, script.read_text(encoding="utf-8"))] == []
