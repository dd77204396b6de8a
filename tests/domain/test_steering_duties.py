"""What the law asks to be published is asked for in time, once, and not when it hangs already."""

from datetime import date, timedelta
from typing import Any

from vidan.domain.steering import Posted, PublicationItem, publication_duties

ITEMS = tuple(
    PublicationItem(number, f"Nội dung {number}", always=number in (4, 13), loudspeaker=False)
    for number in range(1, 15)
)
ALWAYS = (Posted(4, date(2026, 1, 5), hangs=True), Posted(13, date(2026, 1, 5), hangs=True))


def keys(posted: tuple[Posted, ...], today: date, **more: Any) -> set[str]:
    return {one.key for one in publication_duties(ITEMS, posted, today, budget_within=15, **more)}


def test_what_always_hangs_is_asked_for_where_it_does_not() -> None:
    assert keys((), date(2026, 11, 17)) == {"always:4", "always:13"}
    assert keys(ALWAYS, date(2026, 11, 17)) == set()


def test_a_quarters_list_is_asked_for_in_its_last_days_until_it_is_made() -> None:
    assert keys(ALWAYS, date(2026, 12, 21)) == set()
    assert keys(ALWAYS, date(2026, 12, 22)) == {"quarter:2026-10"}
    assert keys(ALWAYS, date(2026, 12, 22), listed=[date(2026, 10, 1)]) == set()


def test_a_quarters_budget_is_asked_for_until_the_fifteenth() -> None:
    assert keys(ALWAYS, date(2026, 10, 1)) == {"budget:2026-09"}
    done = (*ALWAYS, Posted(2, date(2026, 10, 9), hangs=True))
    assert keys(done, date(2026, 10, 10)) == set()
    (duty,) = publication_duties(ITEMS, ALWAYS, date(2027, 1, 4), budget_within=15)
    assert (duty.key, duty.about, duty.due_on) == ("budget:2026-12", "4/2026", date(2027, 1, 15))
    assert keys(ALWAYS, date(2027, 1, 16)) == set()


def test_what_changed_and_what_was_decided_is_published_again() -> None:
    today, before = date(2026, 11, 17), date(2026, 1, 4)
    assert keys(ALWAYS, today, guides_changed_on=today - timedelta(days=1)) == {"changed:2026-11-16"}
    assert keys(ALWAYS, today, guides_changed_on=before) == set()
    results = [("LY-26-001", "Quy chế chợ", date(2026, 11, 10))]
    assert keys(ALWAYS, today, results=results) == {"round:LY-26-001"}
    told = (*ALWAYS, Posted(11, date(2026, 11, 12), hangs=True))
    assert keys(told, today, results=results) == set()
