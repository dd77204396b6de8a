"""What people do with letters: draft, check, sign, number, seal, send; who may sign; what is owed."""

from vidan.actions.letters.drafting import (
    check,
    correct,
    discard,
    draft,
    replace,
    send_back,
    submit,
    take_back,
    undo,
    write,
)
from vidan.actions.letters.issuing import (
    FilePurpose,
    Sending,
    acknowledge,
    come_back,
    keep_file,
    number,
    seal,
    send,
    withdraw,
)
from vidan.actions.letters.owing import Look, look_over, owe_apology, owe_thanks
from vidan.actions.letters.signing import end_right, give_right, sign

__all__ = [
    "FilePurpose",
    "Look",
    "Sending",
    "acknowledge",
    "check",
    "come_back",
    "correct",
    "discard",
    "draft",
    "end_right",
    "give_right",
    "keep_file",
    "look_over",
    "number",
    "owe_apology",
    "owe_thanks",
    "replace",
    "seal",
    "send",
    "send_back",
    "sign",
    "submit",
    "take_back",
    "undo",
    "withdraw",
    "write",
]
