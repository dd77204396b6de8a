"""What was born in the act that is going on: what the promises would ask of it is known, and need not be read back."""

from dataclasses import dataclass
from datetime import datetime

from vidan.domain.calendar import Calendar
from vidan.domain.people import Mandate


@dataclass(frozen=True, slots=True)
class Born:
    """A matter of which nothing was done yet but that it lies at its first desk.

    `mandate`: by which its holder has it, without an end, while no leave of his is in sight; what lies elsewhere must
    be looked at more closely. `acknowledge_by`: until when its sender is to be told that it was heard.
    """

    number: int
    kind: str
    reference: str
    opened_at: datetime
    due_at: datetime
    village: int | None
    holder: int
    mandate: Mandate
    calendar: Calendar
    acknowledge_by: datetime

    @property
    def subject(self) -> str:
        """By which facts it is known."""
        return f"matter:{self.number}"
