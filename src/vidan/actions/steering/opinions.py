"""Rounds of opinions: opened for twenty days and more, said on the web or on paper, answered one by one, published."""

from datetime import datetime

from django.db import IntegrityError

from vidan.actions.recording import recording
from vidan.actions.steering import board
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, ActorKind, require
from vidan.domain.steering import LONGEST_OPINION, Acceptance, OpinionWay, RoundText
from vidan.domain.text import clean_line, clean_text
from vidan.store import vault
from vidan.store.counters import next_number
from vidan.store.models import Opinion, OpinionRound
from vidan.store.rows import insert

KEY = "opinions"
SHORTEST = 5


def open_round(actor: Actor, text: RoundText, *, now: datetime) -> OpinionRound:
    """Lay a draft open. Refused for fewer than twenty days (Law 10/2022 art. 28)."""
    require(actor, *board.KEEPERS)
    title, question = board.line(text.title, "title"), board.line(text.question, "question")
    draft = clean_text(text.draft)[:20_000]
    if len(draft) < 50:
        raise Refused("steering.round.draft", field="draft")
    today = local_day(now)
    rules.check_round(text, today)
    with recording(actor, now) as record:
        number = next_number(actor.commune_id, "opinion-round", str(today.year))
        row = insert(
            OpinionRound(
                commune_id=actor.commune_id,
                code=f"LY-{today:%y}-{number:03d}",
                title=title,
                draft=draft,
                question=question,
                from_on=text.from_on,
                until_on=text.until_on,
                made_at=now,
            )
        )
        record.fact(
            rules.RoundOpened(code=row.code, title=title, from_on=row.from_on, until_on=row.until_on),
            subject=f"round:{row.pk}",
        )
    return row


def find(actor: Actor, code: str) -> OpinionRound:
    """A round of the actor's commune. Refused alike when unknown and another commune's."""
    row: OpinionRound | None = OpinionRound.objects.of(actor.commune_id).filter(code=code).first()
    if row is None:
        raise Refused("steering.round.unknown", field="code")
    return row


def say(
    actor: Actor, code: str, words: str, *, way: OpinionWay = OpinionWay.WEB, form_token: str = "", now: datetime
) -> Opinion:
    """What somebody thinks; the same form sent twice is one opinion. Citizens say it on the web, clerks type paper.

    Paper that came in time may be typed until the result is published.
    """
    said = clean_text(words)
    if not SHORTEST <= len(said) <= LONGEST_OPINION:
        raise Refused("steering.opinion.words", field="words", least=SHORTEST, most=LONGEST_OPINION)
    if (way is OpinionWay.WEB) != (actor.kind is ActorKind.CITIZEN):
        raise Refused("steering.opinion.way", field="way")
    if way is not OpinionWay.WEB:
        require(actor, *board.KEEPERS)
    try:
        with recording(actor, now) as record:
            row = find(actor, code)
            _require_taken(row, way, now)
            number = Opinion.objects.of(actor.commune_id).filter(round=row).count() + 1
            opinion = insert(
                Opinion(
                    commune_id=actor.commune_id,
                    round=row,
                    number=number,
                    way=way.value,
                    sealed=vault.seal(vault.derived_key(KEY), said),
                    given_on=local_day(now),
                    form_token=form_token[:64] or None,
                )
            )
            record.fact(rules.OpinionGiven(code=row.code, number=number, way=way.value), subject=f"round:{row.pk}")
    except IntegrityError:
        known = Opinion.objects.of(actor.commune_id).filter(round__code=code, form_token=form_token[:64]).first()
        if known is None or not form_token:
            raise
        return known
    return opinion


def _require_taken(row: OpinionRound, way: OpinionWay, now: datetime) -> None:
    today = local_day(now)
    if row.published_at is not None or today < row.from_on:
        raise Refused("steering.round.closed", until=f"{row.until_on:%d/%m/%Y}")
    if way is OpinionWay.WEB and not rules.is_open(row.from_on, row.until_on, today):
        raise Refused("steering.round.closed", until=f"{row.until_on:%d/%m/%Y}")


def reply(
    actor: Actor, code: str, number: int, outcome: Acceptance, words: str, *, hidden: bool = False, now: datetime
) -> Opinion:
    """Adopted, adopted in part, or why not. `hidden`: it names or insults somebody, so only its answer is shown."""
    require(actor, *board.KEEPERS)
    said = clean_text(words)[:2000]
    if len(said) < 10:
        raise Refused("steering.words.missing", field="answer")
    with recording(actor, now) as record:
        row = find(actor, code)
        if row.published_at is not None:
            raise Refused("steering.round.published")
        opinion = Opinion.objects.of(actor.commune_id).filter(round=row, number=number).first()
        if opinion is None:
            raise Refused("steering.opinion.unknown", field="number")
        opinion.outcome, opinion.answer, opinion.hidden = outcome.value, said, hidden
        opinion.answered_at, opinion.answered_by_id = now, actor.officer_id
        opinion.save(update_fields=["outcome", "answer", "hidden", "answered_at", "answered_by"])
        record.fact(
            rules.OpinionAnswered(code=row.code, number=number, outcome=outcome.value), subject=f"round:{row.pk}"
        )
    return opinion


def publish(actor: Actor, code: str, summary: str, *, now: datetime) -> OpinionRound:
    """The result for everybody: refused before the last day is over, and while an opinion has no answer."""
    require(actor, *board.KEEPERS)
    said = clean_text(summary)[:4000]
    if len(said) < 20:
        raise Refused("steering.words.missing", field="summary")
    with recording(actor, now) as record:
        row = find(actor, code)
        if row.published_at is not None:
            raise Refused("steering.round.published")
        if local_day(now) <= row.until_on:
            raise Refused("steering.round.runs", until=f"{row.until_on:%d/%m/%Y}")
        opinions = Opinion.objects.of(actor.commune_id).filter(round=row)
        open_ones = opinions.filter(answered_at=None).count()
        if open_ones:
            raise Refused("steering.round.unanswered", count=open_ones)
        row.summary, row.published_at = said, now
        row.save(update_fields=["summary", "published_at"])
        adopted = opinions.filter(outcome__in=[Acceptance.ADOPTED.value, Acceptance.PARTLY.value]).count()
        record.fact(
            rules.RoundPublished(code=clean_line(row.code), opinions=opinions.count(), adopted=adopted),
            subject=f"round:{row.pk}",
        )
    return row
