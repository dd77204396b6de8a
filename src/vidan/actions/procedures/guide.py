"""The guide learns: what people did not find, how they ask for it, and whether they understood what they read."""

import re
from datetime import datetime

from vidan.actions.recording import Record, recording
from vidan.content.guide import referrals
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, citizen, require
from vidan.domain.procedures.facts import GuideJudged, QuestionMissed, QuestionSettled, WordingTaught
from vidan.domain.procedures.verdicts import VerdictOn
from vidan.domain.text import clean_line, fold
from vidan.store import shelves
from vidan.store.editions import edition_on
from vidan.store.models import GuideVerdict, MissedQuestion, TaughtWording

#: Who keeps the guide of a commune.
KEEPERS = (Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER, Role.ADMINISTRATOR)
SHORTEST, LONGEST = 3, 300
#: Open questions kept at most; whoever floods the box changes nothing for the others.
MOST_OPEN = 500
#: Numbers this long are somebody's: identity, telephone, account.
_NUMBERS = re.compile(r"\d[\d .-]{5,}\d")


def without_numbers(words: str) -> str:
    """A question without anybody's numbers; of a long story its last 300 letters, for the wish comes last."""
    told = clean_line(_NUMBERS.sub("…", words))
    if len(told) <= LONGEST:
        return told
    end = told[-(LONGEST - 2) :]
    return f"… {end.partition(' ')[2] or end}"


def miss_question(commune_id: int, words: str, guess: str, *, now: datetime) -> bool:
    """Keep a question whose asker did not find what she looked for; False when it says nothing."""
    told = without_numbers(words)
    if len(fold(told)) < SHORTEST:
        return False
    with recording(citizen(commune_id), now) as record:
        row = _row_of(commune_id, told, now)
        row.times, row.last_at, row.settled_at, row.guess = row.times + 1, now, None, guess[:60]
        row.save()
        record.fact(QuestionMissed(times=row.times), subject=f"missed_question:{row.pk}")
    return True


def _row_of(commune_id: int, told: str, now: datetime) -> MissedQuestion:
    """The row of these words; where too many wait, the one that waited longest makes room."""
    folded, rows = fold(told)[:LONGEST], MissedQuestion.objects.of(commune_id)
    row: MissedQuestion | None = rows.filter(folded=folded).first()
    if row is not None:
        return row
    if rows.filter(settled_at=None).count() >= MOST_OPEN:
        row = rows.filter(settled_at=None).order_by("last_at")[0]
    else:
        row = MissedQuestion(commune_id=commune_id)
    row.words, row.folded, row.times, row.first_at = told, folded, 0, now
    return row


def teach(actor: Actor, words: str, key: str, *, now: datetime) -> None:
    """Teach the guide that these words mean a procedure in force here, or a referral."""
    require(actor, *KEEPERS)
    with recording(actor, now) as record:
        _teach(record, words, key)


def _teach(record: Record, words: str, key: str) -> None:
    told, commune_id = without_numbers(words), record.actor.commune_id
    if not fold(told):
        raise Refused("procedures.guide.words_missing", field="words")
    known = key in referrals() or edition_on(commune_id, key, local_day(record.now)) is not None
    if not known:
        raise Refused("procedures.unknown", field="key", key=key)
    TaughtWording.objects.of(commune_id).update_or_create(
        folded=fold(told)[:LONGEST],
        defaults={
            "commune_id": commune_id,
            "words": told,
            "key": key,
            "taught_by_id": record.actor.officer_id,
            "taught_at": record.now,
        },
    )
    shelves.turn(commune_id)
    record.fact(WordingTaught(words=told, key=key), subject=f"commune:{commune_id}")


def settle_question(actor: Actor, number: int, key: str, words: str = "", *, now: datetime) -> None:
    """Answer a question: teach its words, or better ones, for a key; without a key it is laid aside."""
    require(actor, *KEEPERS)
    with recording(actor, now) as record:
        row = MissedQuestion.objects.of(actor.commune_id).filter(pk=number).first()
        if row is None:
            raise Refused("procedures.guide.question_unknown", field="question")
        if key:
            _teach(record, words or row.words, key)
        row.settled_at, row.settled_by_id, row.key = now, actor.officer_id, key
        row.save(update_fields=["settled_at", "settled_by_id", "key"])
        record.fact(QuestionSettled(key=key), subject=f"missed_question:{row.pk}")


def judge_guide(commune_id: int, key: str, *, understood: bool, now: datetime) -> None:
    """Somebody understood a procedure's page, or did not yet."""
    if edition_on(commune_id, key, local_day(now)) is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    with recording(citizen(commune_id), now) as record:
        keep_verdict(record, key, VerdictOn.GUIDE, understood=understood)


def judge_search(commune_id: int, words: str, guess: str, *, understood: bool, now: datetime) -> None:
    """Somebody understood what the search answered (`guess`: its first or none); if not, her words are kept too."""
    with recording(citizen(commune_id), now) as record:
        keep_verdict(record, guess[:40], VerdictOn.SEARCH, understood=understood)
    if not understood:
        miss_question(commune_id, words, guess, now=now)


def keep_verdict(record: Record, key: str, on: VerdictOn, *, understood: bool) -> None:
    """Within another act: what somebody said of a guide or an answer; nobody's name stands behind it."""
    row = GuideVerdict(
        commune_id=record.actor.commune_id,
        procedure_key=key,
        about=on.value,
        understood=understood,
        said_at=record.now,
    )
    row.save(force_insert=True)
    told = GuideJudged(procedure=key, understood=understood, on=local_day(record.now), about=on.value)
    record.fact(told, subject=f"guide_verdict:{row.pk}")
