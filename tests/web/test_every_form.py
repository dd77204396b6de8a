"""Every form on every page, filled in with what no clerk has to fear: answered calmly, in our words, nothing alive."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from tests import builders
from tests.builders import House
from tests.web.addresses import Sample, behind_every_address, handfuls, one_of_many
from tests.web.doors import Browser, Form, Page
from tests.web.test_hostile_input import ENGLISH, NASTY, SCRIPT
from vidan.domain.people import Role
from vidan.web.access import PAGES

TRIED = ("nothing", "ten thousand letters", "a script", "a null", "the year 1900")
#: What a page sends along by itself, and what decides where the answer goes.
NOT_TYPED = {"csrfmiddlewaretoken", "next"}
#: The forms that stand on each page of ours: they are tried once, elsewhere, and would sign us out.
ON_EACH_PAGE = ("account_logout", "public.language")


def everybody(house: House) -> Browser:
    """Who has every role that opens pages of an office."""
    roles = [role for role in Role if role not in (Role.PROVINCE,)]
    return Browser(builders.enter_officer(house.commune, *roles, name="Bùi Thị Nhiều", title="Chủ tịch"))


@pytest.fixture
def sample(house: House, clock: object) -> Sample:
    return behind_every_address(house)


@pytest.mark.parametrize("names", handfuls(PAGES), ids=lambda names: names[0])
def test_whatever_is_typed_into_any_form_is_answered_in_our_words(sample: Sample, names: list[str]) -> None:
    browsers = (Browser(), everybody(sample.house))
    for name in names:
        with one_of_many(name):
            browser = browsers[name.startswith("office.")]
            page = browser.open(sample.address(name))
            for form in page.forms:
                if form.method == "post" and form.action not in map(reverse, ON_EACH_PAGE):
                    try_all(browser, page, form)
    assert browsers[True].open(reverse("office.queue")).status == 200, "still signed in: the pages were really opened"


def try_all(browser: Browser, page: Page, form: Form) -> None:
    for what in TRIED:
        cache.clear()
        typed = {name: NASTY[what] for name in form.names - NOT_TYPED - set(form.choices)}
        with transaction.atomic():
            answer = browser.post(form.action or page.path, {**form.values, **typed})
            transaction.set_rollback(True)
        assert answer.status < 500, (form.action, what)
        assert SCRIPT not in answer.html, (form.action, what)
        assert answer.inline == [], (form.action, what)
        assert not [word for word in ENGLISH if word in answer.alert], (form.action, what, answer.alert)
