"""What words of another system's lists mean here, as somebody pointed them out: kept for the commune's later lists."""

from collections.abc import Iterable
from datetime import datetime

from vidan.actions.recording import Record, recording
from vidan.domain.dossiers.source_words import (
    OFFICER,
    PROCEDURE,
    UNKNOWN,
    WORD_COLUMNS,
    ImportWordKept,
    Pointed,
    check_pointed,
    word_of,
)
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, Role, require
from vidan.store.models import ImportWord, Officer, Procedure


def said(commune_id: int, column: str) -> dict[str, str]:
    """The meanings kept of a column's words, by the folded word."""
    rows = ImportWord.objects.of(commune_id).filter(column=column)
    return dict(rows.values_list("word", "meaning"))


def remember(actor: Actor, words: Iterable[Pointed], *, now: datetime) -> int:
    """Keep what words mean (a state, a procedure's key, an officer's number; empty: forget); how many are new.

    Refused `dossiers.import.word` for a meaning that is none here.
    """
    require(actor, Role.ONE_STOP, Role.LEADER)
    new = changed(actor.commune_id, check_pointed(words))
    if new:
        with recording(actor, now) as record:
            keep(record, new)
    return len(new)


def changed(commune_id: int, words: Iterable[Pointed]) -> list[Pointed]:
    """Those of the words that say something else than what is kept, each once."""
    kept = {column: said(commune_id, column) for column in WORD_COLUMNS}
    new = {
        (one.column, word_of(one.told)): one
        for one in words
        if kept[one.column].get(word_of(one.told), "") != one.meaning
    }
    for one in new.values():
        _check(commune_id, one)
    return list(new.values())


def check(actor: Actor, words: Iterable[Pointed]) -> None:
    """Refused as `remember` would be, before anything is laid down."""
    changed(actor.commune_id, check_pointed(words))


def _check(commune_id: int, one: Pointed) -> None:
    known = True
    if one.meaning and one.column == PROCEDURE:
        known = Procedure.objects.of(commune_id).filter(key=one.meaning, received_here=True).exists()
    if one.column == OFFICER and one.meaning not in ("", UNKNOWN):
        number = one.meaning if one.meaning.isascii() and one.meaning.isdigit() else "0"
        known = Officer.objects.filter(commune_id=commune_id, pk=int(number[:15])).exists()
    if not known:
        raise Refused("dossiers.import.word", field="word", word=one.told[:60], meaning=one.meaning[:60])


def keep(record: Record, words: Iterable[Pointed]) -> None:
    """Write what words mean, each as a fact."""
    commune_id = record.actor.commune_id
    for one in words:
        word = word_of(one.told)
        rows = ImportWord.objects.of(commune_id).filter(column=one.column, word=word)
        if not one.meaning:
            rows.delete()
        elif not rows.update(meaning=one.meaning, changed_at=record.now):
            ImportWord(
                commune_id=commune_id, column=one.column, word=word, meaning=one.meaning, changed_at=record.now
            ).save(force_insert=True)
        record.fact(
            ImportWordKept(column=one.column, word=word, meaning=one.meaning), subject=f"import-words:{commune_id}"
        )
