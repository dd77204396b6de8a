"""What a page's templates say: values are escaped whatever they are, and addresses are what Django's own would be."""

import pytest
from django.template import engines
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html

from tests.builders import House
from tests.web.doors import Browser
from vidan.web import addresses


def said(value: object) -> str:
    """A value as the part that names who holds a dossier shows it."""
    return get_template("parts/holder.html").render({"name": value})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Hà Thị Thảo", "Hà Thị Thảo"),
        ("<script>", "&lt;script&gt;"),
        ('" onfocus=x', "&quot; onfocus=x"),
        ("Anh & em's", "Anh &amp; em&#x27;s"),
        ("a\n<b>", "a\n&lt;b&gt;"),
        (format_html("<i>{}</i>", "Thảo"), "<i>Thảo</i>"),
        (12, "12"),
        (None, "None"),
        ("", ""),
    ],
)
def test_a_value_is_escaped_as_django_escapes_it(value: object, shown: str) -> None:
    assert f"<b>{shown}</b>" in said(value)
    assert engines["django"].from_string("{{ value }}").render({"value": value}) == shown


@pytest.mark.parametrize("code", ["ĐL-261117-0001", "H56.14950-250102-000001", "a b&c", "x%y", "a'(b)+~:@;=,$"])
@pytest.mark.parametrize("page", ["office.dossier", "office.history", "office.receipt"])
def test_an_address_of_a_dossier_is_the_one_that_leads_to_it(page: str, code: str) -> None:
    assert addresses.of(page, code) == reverse(page, args=[code])


def test_the_menu_marks_the_line_that_leads_to_the_page(house: House, clock: object) -> None:
    browser = Browser(house.one_stop)
    for path, line, how in (
        ("/can-bo/", "/can-bo/", "page"),
        ("/can-bo/ca-xa", "/can-bo/", "true"),
        ("/can-bo/ho-so", "/can-bo/ho-so", "page"),
        (f"/can-bo/tiep-nhan/{browser_key(browser)}", "/can-bo/tiep-nhan", "true"),
    ):
        html = browser.open(path).html
        assert f'href="{line}" aria-current="{how}"' in html, path
        assert html.partition("</nav>")[0].count("aria-current=") == 1, path


def browser_key(browser: Browser) -> str:
    """The key of a procedure on the counter's list."""
    (first, *_) = [link for link in browser.open("/can-bo/tiep-nhan").links if link.startswith("/can-bo/tiep-nhan/")]
    return first.rpartition("/")[2].partition("?")[0]
