"""What is to be published soon, from what is posted and what happened."""

from datetime import date

from django.conf import settings
from django.db.models import Max

from vidan.content import steering as content
from vidan.domain.moments import local_day
from vidan.domain.steering import Posted, PublicationDuty, publication_duties
from vidan.store.models import Fact, OpinionRound, Procedure, Publication


def budget_term() -> content.BudgetTerm:
    """The term of the budget's quarter: the commune's own, once its accountant has compared it with the law."""
    if settings.BUDGET_DAYS > 0:
        return content.BudgetTerm(settings.BUDGET_DAYS, settings.BUDGET_SOURCE, confirmed=True)
    return content.budget_term()


def publication_work(commune_id: int, today: date) -> tuple[PublicationDuty, ...]:
    """The duties of a day: four statements."""
    rows = Publication.objects.of(commune_id).values_list("item", "from_on", "until_on", "replaced_by")
    posted = [
        Posted(item, first, next_one is None and first <= today and (last is None or today <= last))
        for item, first, last, next_one in rows
    ]
    listed = Fact.objects.of(commune_id).filter(kind="QuarterListed").values_list("told", flat=True)
    changed = Procedure.objects.of(commune_id).filter(valid_from__lte=today).aggregate(Max("valid_from"))
    results = OpinionRound.objects.of(commune_id).filter(published_at__isnull=False)
    told = results.order_by("pk").values_list("code", "title", "published_at")
    return tuple(
        publication_duties(
            content.publications(),
            posted,
            today,
            budget_within=budget_term().days,
            listed=[date.fromisoformat(str(one["first"])) for one in listed],
            guides_changed_on=changed["valid_from__max"],
            results=[(code, title, local_day(at)) for code, title, at in told if at is not None],
        )
    )
