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


def url_of(kind: str, code: str) -> str:
    """The address of a matter's own page."""
    return addresses.of(PAGES.get(kind, "office.matter"), code)
