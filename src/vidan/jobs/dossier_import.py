"""Carries lists of the provincial system: reads what was laid down, takes what was started, a while at a time.

After some parts the work goes to the end of the queue, so that a large list keeps no notice waiting. A list that was
interrupted goes on where it was; two workers at one list do no harm, for each part is taken once.
"""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vidan.actions.dossiers import imports, taking
from vidan.adapters import spreadsheets
from vidan.domain.dossiers.importing import ImportState
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, program
from vidan.jobs.errands import Outcome, Payload, enqueue
from vidan.queries import communes, people
from vidan.queries.dossiers import importing as seen

logger = logging.getLogger(__name__)

#: Parts taken before others have their turn: a few seconds.
PARTS_AT_ONCE = 8
#: A file in the watched folder is left alone until nobody has written to it for so long (seconds).
AT_REST = 60
ENDINGS = {".xlsx", ".csv", ".tsv"}
#: Where a watched file goes when it was laid before the program.
DONE = "da-nhan"


def carry(commune_id: int, payload: Payload) -> Outcome | None:
    """One turn at a list."""
    import_id = int(payload["import_id"])
    try:
        card = seen.card(program(commune_id), import_id)
    except Refused:
        return None
    actor = people.acting(commune_id, card.made_by_id, local_day(timezone.now()))
    if card.state is ImportState.READING:
        try:
            read(actor, import_id)
        except Refused as refused:
            if refused.code != "dossiers.import.not_now":
                raise
            return None  # another worker read it meanwhile
        card = seen.card(actor, import_id)
        if not card.by_itself or card.state is not ImportState.READ:
            return None
        imports.start(actor, import_id, now=timezone.now())  # leaves an errand of its own
        return None
    if card.state is not ImportState.RUNNING:
        return None
    for _ in range(PARTS_AT_ONCE):
        try:
            row = taking.take_part(actor, import_id, now=timezone.now())
        except Refused as refused:
            if refused.code != "dossiers.import.not_now":
                raise
            return None  # somebody stopped it between two parts
        if ImportState(row.state) is not ImportState.RUNNING:
            return None
    enqueue("dossier_import", commune_id, payload)
    return None


def tell(commune_id: int, payload: Payload, outcome: Outcome) -> None:
    """Each turn tells its own facts; there is nothing to add."""


def read(actor: Actor, import_id: int) -> None:
    """Open the file that waits and read it to its end."""
    name, content = seen.file(actor, import_id)
    try:
        table = spreadsheets.read_table(content, name)
    except Refused as refused:
        imports.fail(actor, import_id, refused, now=timezone.now())
        return
    imports.keep_rows(
        actor, import_id, table.headers, table.rows, table.first_row, sheets=table.sheets, now=timezone.now()
    )


def watch(now: datetime) -> list[str]:
    """Lay every list that rests in the watched folder before the program; returns their names.

    `$VIDAN_IMPORT_FOLDER/14950/NAME/list.xlsx` is of the commune with that code, read by the columns remembered as
    NAME; a list beside the folders by what its headings say. What lies in no commune's folder is of the first: where
    one is at work, its folder may be left out. It is taken without a further question: whoever may write there is
    trusted with it.
    """
    if not settings.IMPORT_FOLDER:
        return []
    held = communes.publishing()
    root = Path(settings.IMPORT_FOLDER)
    if not held or not root.is_dir():
        return []
    of_codes = {card.code: card.id for card in held}
    laid = _watched(root, held[0].id, now, without=frozenset(of_codes))
    for code, commune_id in of_codes.items():
        laid += _watched(root / code, commune_id, now)
    return laid


def _watched(folder: Path, commune_id: int, now: datetime, without: frozenset[str] = frozenset()) -> list[str]:
    """The lists of one commune: in its folder, and in folders within by the name of their columns."""
    laid = []
    for file in sorted([*folder.glob("*.*"), *folder.glob("*/*.*")]):
        try:
            if file.parent.name not in without and _is_list(file) and _rests(file, now):
                _lay(program(commune_id), file, "" if file.parent == folder else file.parent.name, now)
                laid.append(file.name)
        except (OSError, Refused) as problem:  # one file that cannot be had keeps no other waiting
            logger.error("watched list %s: %s", file, problem)
    return laid


def _is_list(file: Path) -> bool:
    """Not what was taken, nor what a spreadsheet program leaves beside a file that it has open."""
    return file.suffix.lower() in ENDINGS and file.parent.name != DONE and not file.name.startswith(("~$", "."))


def _rests(file: Path, now: datetime) -> bool:
    return file.is_file() and now.timestamp() - file.stat().st_mtime >= AT_REST


def _lay(actor: Actor, file: Path, map_name: str, now: datetime) -> None:
    done = file.parent / DONE
    done.mkdir(exist_ok=True)  # first: a list that cannot be laid aside would be taken again each minute
    if file.stat().st_size > spreadsheets.MOST_BYTES:
        row = imports.begin(actor, file.name, file.name.encode(), map_name=map_name, by_worker=False, now=now)
        most = spreadsheets.MOST_BYTES // (1024 * 1024)
        imports.fail(actor, row.pk, Refused("spreadsheets.too_large", field="file", most_mb=most), now=now)
    else:
        imports.begin(actor, file.name, file.read_bytes(), map_name=map_name, by_itself=True, now=now)
    file.replace(done / f"{now:%y%m%d%H%M%S}-{file.name}")
