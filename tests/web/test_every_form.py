"""Every form on every page, filled in with what no clerk has to fear: answered calmly, in our words, nothing alive."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from tests import builders
from tests.builders import House
from tests.web.addresses import Sample, behind_every_address, handfuls, one_of_many
from tests.web.doors import Browser, Form, Page
from tests.web.test_hostile_input import ENGLISH, NASTY, SCRIPT
from vidan.domain.people import Actor, Role
from vidan.store.guard import writing_allowed
from vidan.store.models import Matter
from vidan.web.access import PAGES

TRIED = ("nothing", "ten thousand letters", "a script", "a null", "the year 1900")
#: What a page sends along by itself, and what decides where the answer goes.
NOT_TYPED = {"csrfmiddlewaretoken", "next"}
#: The forms that stand on each page of ours: they are tried once, elsewhere, and would sign us out.
ON_EACH_PAGE = ("account_logout", "public.language")


@pytest.fixture
def master(house: House, clock: object) -> Actor:
    """Who has every role of an office, and everything in hand."""
    roles = [role for role in Role if role is not Role.PROVINCE]
    return builders.enter_officer(house.commune, *roles, name="Bùi Thị Nhiều", title="Chủ tịch")


@pytest.fixture
def samples(house: House, master: Actor) -> Callable[[str], str]:
    """Where a page stands, with something behind it that the master holds."""
    sample = behind_every_address(replace(house, one_stop=master))
    said = Matter.objects.of(house.commune).filter(kind="feedback").latest("pk")
    with writing_allowed():
        Matter.objects.of(house.commune).filter(pk=said.pk).update(holder_id=master.officer_id)
    of_feedback = Sample(house, sample.words | {"code": said.code})
    return lambda name: (of_feedback if name.startswith("office.feedback") else sample).address(name)


@pytest.mark.parametrize("names", handfuls(PAGES), ids=lambda names: names[0])
def test_whatever_is_typed_into_any_form_is_answered_in_our_words(
    samples: Callable[[str], str], master: Actor, names: list[str]
) -> None:
    browsers = (Browser(), Browser(master))
    for name in names:
        with one_of_many(name):
            browser = browsers[name.startswith("office.")]
            page = browser.open(samples(name))
            for form in page.forms:
                if form.method == "post" and form.action not in map(reverse, ON_EACH_PAGE):
                    try_all(browser, page, form)
    assert browsers[True].open(reverse("office.queue")).status == 200, "still signed in: the pages were really opened"


def try_all(browser: Browser, page: Page, form: Form) -> None:
    for what in TRIED:
        cache.clear()
        typed = dict.fromkeys(form.names - NOT_TYPED - set(form.choices), NASTY[what])
        with transaction.atomic():
            answer = browser.post(form.action or page.path, {**form.values, **typed})
            transaction.set_rollback(True)
        assert answer.status < 500, (form.action, what)
        assert SCRIPT not in answer.html, (form.action, what)
        assert answer.inline == [], (form.action, what)
        assert not [word for word in ENGLISH if word in answer.alert], (form.action, what, answer.alert)
