"""The demo's sealed room: both readers have a key, and its file lies in the data folder for whoever tries it.

In a real house the file is handed out once and never kept; here everything is invented, the file and its words too.
"""

from datetime import datetime
from pathlib import Path

from vidan.actions.feedback import sealed
from vidan.cli.demo_data.founding import House
from vidan.queries import installation

READERS = ("hien.nguyen", "thang.lo")
#: What opens a key file of the demo: told to every visitor.
WORDS = "một câu dài dễ nhớ"


def key_file(login: str) -> Path:
    """Where the demo lays a reader's key."""
    return installation.data_folder() / f"khoa-tin-mat-{login}.json"


def give_keys(house: House, now: datetime) -> None:
    """A key for each reader; what came before it is sealed anew."""
    for login in READERS:
        file = sealed.make_key(house.actor(login, now.date()), WORDS, now=now)
        key_file(login).touch(mode=0o600)
        key_file(login).write_text(file, encoding="utf-8")
