"""Assessing a year on the scorecard: filled from the figures, the rest claimed by hand with a paper or a photo."""

from collections.abc import Sequence
from datetime import date, datetime

from vidan.actions.recording import recording
from vidan.actions.steering import board, pictures
from vidan.actions.steering.letters_named import letter_if_named
from vidan.content import steering as content
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, require
from vidan.domain.steering import ReportFigure
from vidan.domain.text import clean_line
from vidan.store.models import Assessment, Claim
from vidan.store.rows import insert


def assess(actor: Actor, year: int, until: date, figures: Sequence[ReportFigure], *, now: datetime) -> Assessment:
    """Fill the scorecard of a year from its figures, counted up to a day; made anew, it is another row."""
    require(actor, *board.KEEPERS)
    if year > local_day(now).year:
        raise Refused("steering.score.coming", field="year")
    card = content.scorecard_on(local_day(now))
    by_query = {one.query: one for one in figures}
    with recording(actor, now) as record:
        board.require_board(actor.commune_id)
        row = insert(
            Assessment(
                commune_id=actor.commune_id,
                year=year,
                scorecard=card.version,
                until_on=until,
                figures={one.query: by_query[one.query].told() for one in card.items if one.query},
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        halves = sum(rules.scored(one, by_query[one.query]) for one in card.items if one.query)
        record.fact(
            rules.AssessmentMade(year=year, version=card.version, halves=halves), subject=f"assessment:{row.pk}"
        )
    return row


def claim(
    actor: Actor,
    assessment_id: int,
    code: str,
    halves: int,
    words: str,
    *,
    letter_code: str = "",
    photo: bytes | None = None,
    now: datetime,
) -> Claim:
    """Claim points for a line that no figure fills. Refused without a proof, and beyond the line's points."""
    require(actor, *board.KEEPERS)
    row: Assessment | None = Assessment.objects.of(actor.commune_id).filter(pk=assessment_id).first()
    if row is None:
        raise Refused("steering.score.unknown")
    item, said = content.scorecard(row.scorecard).item(code), clean_line(words)[:1000]
    if len(said) < 5:
        raise Refused("steering.words.missing", field="words")
    letter = letter_if_named(actor, letter_code)
    rules.check_claim(item, halves, proved=letter is not None or photo is not None)
    with recording(actor, now) as record:
        subject = f"assessment:{row.pk}"
        kept = insert(
            Claim(
                commune_id=actor.commune_id,
                assessment=row,
                code=item.code,
                halves=halves,
                words=said,
                letter=letter,
                picture=pictures.keep(record, photo, said, of=subject, shown=False) if photo else None,
                made_at=now,
                made_by_id=actor.officer_id,
            )
        )
        record.fact(rules.PointsClaimed(code=item.code, halves=halves, words=said), subject=subject)
    return kept
