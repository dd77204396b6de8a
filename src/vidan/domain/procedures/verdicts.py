"""Under what somebody said that it was understood, or not yet."""

from enum import StrEnum


class VerdictOn(StrEnum):
    """A guide's page, what the search answered, or an answer to a question that everybody may read."""

    GUIDE = "guide"
    SEARCH = "search"
    ANSWER = "answer"
