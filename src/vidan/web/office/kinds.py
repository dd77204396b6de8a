"""Which page shows a matter of which kind: a line for each column; other kinds have the page of all matters."""

from vidan.web import addresses

PAGES: dict[str, str] = {
    "apology": "office.letter_owed",
    "assignment": "office.assignment",
    "dossier": "office.dossier",
    "feedback": "office.feedback",
    "guide_doubt": "office.guide_doubt",
    "thanks": "office.letter_owed",
}


#: What a matter is about, where that is no dossier: the page on which it also ends.
ABOUT: dict[str, str] = {"guide_review": "office.guide_care", "say_thanks": "office.feedback"}


def about_url(kind: str, code: str, about: str) -> str:
    """The address of what a matter is about, or nothing; of a kind with a page of its own, that page."""
    if kind in PAGES:
        return url_of(kind, code)
    return addresses.of(ABOUT.get(kind, "office.dossier"), about) if about else ""


def url_of(kind: str, code: str) -> str:
    """The address of a matter's own page."""
    return addresses.of(PAGES.get(kind, "office.matter"), code)
