"""A year on the scorecard: each line with its points, the figure or the paper behind it, and the whole."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vidan.content import steering as content
from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.domain.steering import HALVES, Criterion, ReportFigure, ScoreItem, scored, too_few
from vidan.store.models import Assessment, Claim

PAGE = 30


@dataclass(frozen=True)
class ScoreLine:
    """A line of the card: `figure` fills it, or `words` with a letter or a picture claim it, or nobody did yet."""

    item: ScoreItem
    halves: int
    figure: ReportFigure | None
    words: str
    letter: str
    letter_number: str
    picture: str

    @property
    def points(self) -> float:
        return self.halves / HALVES

    @property
    def too_few(self) -> bool:
        """Whether its figure has too little behind it to be judged."""
        return self.figure is not None and too_few(self.item, self.figure)


@dataclass(frozen=True)
class ScoreGroup:
    """A criterion with its lines."""

    criterion: Criterion
    lines: tuple[ScoreLine, ...]

    @property
    def points(self) -> float:
        return sum(line.points for line in self.lines)


@dataclass(frozen=True)
class AssessmentCard:
    """A year's card."""

    id: int
    year: int
    until: date
    made_at: datetime
    made_by: str
    source: str
    groups: tuple[ScoreGroup, ...]

    @property
    def points(self) -> float:
        return sum(group.points for group in self.groups)


def assessments(commune_id: int) -> tuple[AssessmentCard, ...]:
    """The newest first."""
    rows = Assessment.objects.of(commune_id).select_related("made_by").order_by("-made_at", "-pk")[:PAGE]
    claims: dict[int, dict[str, Claim]] = {}
    for claim in _claims(commune_id).filter(assessment__in=[row.pk for row in rows]):
        claims.setdefault(claim.assessment_id, {})[claim.code] = claim
    return tuple(_card(row, claims.get(row.pk, {})) for row in rows)


def assessment(actor: Actor, key: int) -> AssessmentCard:
    """One card. Refused alike when unknown and another commune's."""
    row = Assessment.objects.of(actor.commune_id).filter(pk=key).select_related("made_by").first()
    if row is None:
        raise Refused("steering.score.unknown", field="assessment")
    return _card(row, {claim.code: claim for claim in _claims(actor.commune_id).filter(assessment=row)})


def _claims(commune_id: int) -> Any:
    """Oldest first, so that the newest of a line is the one that stays."""
    rows = Claim.objects.of(commune_id).select_related("letter", "picture").defer("picture__sealed")
    return rows.order_by("made_at", "pk")


def _card(row: Assessment, claims: dict[str, Claim]) -> AssessmentCard:
    card = content.scorecard(row.scorecard)
    groups = tuple(
        ScoreGroup(one, tuple(_line(item, row.figures.get(item.query), claims.get(item.code)) for item in one.items))
        for one in card.criteria
    )
    made_by = row.made_by.name if row.made_by else ""
    return AssessmentCard(row.pk, row.year, row.until_on, row.made_at, made_by, card.source, groups)


def _line(item: ScoreItem, told: dict[str, Any] | None, claim: Claim | None) -> ScoreLine:
    figure = ReportFigure.read(told) if told else None
    halves = scored(item, figure) if figure else claim.halves if claim else 0
    return ScoreLine(
        item=item,
        halves=halves,
        figure=figure,
        words=claim.words if claim else "",
        letter=claim.letter.code if claim and claim.letter else "",
        letter_number=claim.letter.number_shown if claim and claim.letter else "",
        picture=claim.picture.name if claim and claim.picture else "",
    )
