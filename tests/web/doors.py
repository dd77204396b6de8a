"""A browser for tests: it opens pages, fills in the forms that stand on them, and reads what a person would read."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.builders import House
from vidan.domain.people import Actor
from vidan.store import guard
from vidan.store.models import Matter, Officer
from vidan.web import sessions

#: Elements that have no end tag.
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TEXT_INPUTS = ("text", "search", "email", "date", "number", "password", "tel", "hidden")


class Form:
    """One form of a page: what it would send, and what may be chosen in it."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.method = attributes.get("method", "get")
        self.action = attributes.get("action", "")
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self.choices: dict[str, list[str]] = {}
        self.buttons: list[tuple[str, str]] = []
        self.longest: dict[str, int] = {}

    def sends(self, button: str = "", **typed: Any) -> dict[str, Any]:
        """The fields as the browser sends them; typing into a field that is not there is an error of the test."""
        sent: dict[str, Any] = dict(self.values)
        for name, value in typed.items():
            assert name in self.names, f"the form has no field {name!r}, only {sorted(self.names)}"
            if isinstance(value, str) and name in self.choices:
                assert value in self.choices[name], f"{name} cannot be {value!r}, only {self.choices[name]}"
            sent[name] = value
        if button:
            assert button in dict(self.buttons), f"the form has no button {button!r}, only {self.buttons}"
            sent[button] = dict(self.buttons)[button]
        return sent


class Page(HTMLParser):
    """A page as it came: its words, headings, forms, links."""

    def __init__(self, response: Any, path: str) -> None:
        super().__init__()
        self.response, self.path, self.status = response, path, response.status_code
        self.language, self.title, self.words, self.html = "", "", "", ""
        self.headings: list[str] = []
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.alerts: list[str] = []
        self.inline: list[str] = []
        self.ids: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._select: str | None = None
        self._textarea: str | None = None
        if response.headers.get("Content-Type", "").startswith("text/html"):
            self.html = response.content.decode()
            self.feed(self.html)
            self.close()
            self.words = " ".join(self.words.split())

    # -- reading ------------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in EMPTY:
            self._open.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        self._note_inline(tag, given)
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "h1":
            self.headings.append("")
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(Form(given))
        elif self.forms and self._inside("form"):
            self._field(tag, given)
        if given.get("role") == "alert":
            self.alerts.append("")

    def _note_inline(self, tag: str, given: dict[str, str]) -> None:
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        data_only = given.get("type") == "application/json"  # never run, so a strict policy allows it
        if tag == "style" or (tag == "script" and "src" not in given and not data_only):
            self.inline.append(tag)
        for name in ("href", "src", "action", "formaction"):
            if given.get(name, "").strip().lower().startswith(("javascript:", "data:")):
                self.inline.append(f"{tag} {name}")

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name = self.forms[-1], given.get("name", "")
        if tag == "select":
            self._select = name
            form.names.add(name)
            form.choices[name] = []
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            form.choices[self._select].append(value)
            if "selected" in given or self._select not in form.values:
                form.values[self._select] = [value]
        elif tag == "textarea":
            self._textarea = name
            form.names.add(name)
            form.values[name] = [""]
        elif tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append((name, given.get("value", "")))
        elif tag == "input":
            self._input(form, name, given)

    def _input(self, form: Form, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        assert name, f"an input without a name sends nothing: {given}"
        form.names.add(name)
        if "maxlength" in given:
            form.longest[name] = int(given["maxlength"])
        if kind in ("radio", "checkbox"):
            value = given.get("value", "on")
            if kind == "radio":
                form.choices.setdefault(name, []).append(value)
            if "checked" in given:
                form.values[name] = [value]
        elif kind in TEXT_INPUTS:
            form.values[name] = [given.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea" and self._textarea is not None:
            typed = self.forms[-1].values[self._textarea]
            typed[0] = typed[0].removeprefix("\n")  # as browsers do: the first line break only parts the tag from it
            self._textarea = None
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._inside("title"):
            self.title += data
        if self._inside("h1"):
            self.headings[-1] += data
        if self._textarea is not None:
            self.forms[-1].values[self._textarea][0] += data
        if any(given.get("role") == "alert" for _, given in self._open):
            self.alerts[-1] += data
        if self._inside("body") and not self._inside("script"):
            self.words += data + " "

    def _inside(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._open)

    # -- finding ------------------------------------------------------------------------------------------------------

    @property
    def location(self) -> str:
        """Where the answer sends the browser."""
        return str(self.response.headers["Location"])

    @property
    def alert(self) -> str:
        """What the box of errors says, on one line."""
        return " ".join(" ".join(self.alerts).split())

    def form(self, method: str = "post", action: str | None = None) -> Form:
        """The page's own form: not that of logging out or of the language."""
        other = (reverse("account_logout"), reverse("public.language"), reverse("public.leave"))
        found = [
            form
            for form in self.forms
            if form.method == method and (form.action not in other if action is None else form.action == action)
        ]
        assert len(found) == 1, f"{self.path} has {len(found)} forms: {[form.action for form in self.forms]}"
        return found[0]

    def field(self, name: str) -> str:
        """What stands in a field of the page's own form."""
        return " ".join(self.form().values.get(name, []))


class Browser:
    """A person's browser, with the cookies it was given; forms are sent with the token that stood on their page."""

    def __init__(self, actor: Actor | None = None, *, address: str = "203.0.113.7", careful: bool = True) -> None:
        self.client = Client(enforce_csrf_checks=careful, SERVER_NAME="localhost", REMOTE_ADDR=address)
        self.officer = Officer.objects.get(pk=actor.officer_id) if actor is not None else None
        if self.officer is not None:
            self.awake()

    def awake(self) -> None:
        """The officer just came in: his session is as fresh as the clock."""
        self.client.force_login(self.officer)
        session, now = self.client.session, int(timezone.now().timestamp())
        session[sessions.BEGAN] = session[sessions.USED] = now
        session[sessions.SECOND] = True
        session.save()

    def open(self, path: str, **query: Any) -> Page:
        return Page(self.client.get(path, query), path)

    def send(self, page: Page, button: str = "", *, action: str | None = None, **typed: Any) -> Page:
        """Fill in the page's form and press its button."""
        form = page.form(action=action)
        path = form.action or page.path
        sent = self.client.post(path, form.sends(button, **typed), headers={"Referer": f"http://localhost{page.path}"})
        return Page(sent, path)

    def post(self, path: str, data: Any = None, **words: Any) -> Page:
        """A request that no page of ours would send; bytes are sent as they are."""
        if isinstance(data, bytes):
            return Page(self.client.generic("POST", path, data, **words), path)
        return Page(self.client.post(path, {} if data is None else data, **words), path)

    def follow(self, page: Page) -> Page:
        """Go where the answer sends us."""
        assert page.status == 302, f"{page.path} answered {page.status}: {page.alert or page.words[:300]}"
        return self.open(page.location)


#: A citizen at the counter, as the officer types her in.
WOMAN = {
    "name": "Bùi Thị Dậu",
    "number": "038156001234",
    "born": "05/09/1956",
    "sex": "female",
    "address": "thôn Ấm, xã Điền Lư",
    "phone": "0912 345 679",
}


def intake_path(key: str = builders.BUILDING_PERMIT) -> str:
    """The page at the counter for a procedure."""
    return reverse("office.intake_form", args=[key])


def marked(key: str = builders.BUILDING_PERMIT, mark: str = "present", **others: str) -> dict[str, str]:
    """Every paper marked the same, but for those said otherwise: `marked(paper_2="missing")`."""
    return {f"paper_{place}": mark for place in range(len(builders.papers_of(key)))} | others


def take_in(browser: Browser, key: str = builders.BUILDING_PERMIT, button: str = "receive", **typed: Any) -> Page:
    """Open the page at the counter, fill it in, press a button."""
    return browser.send(browser.open(intake_path(key)), button, **{**WOMAN, **marked(key), **typed})


def copies(matter: Matter, number: int, **changes: Any) -> list[Matter]:
    """As many more matters like this one, for lists that must be long; only what lists read is copied."""
    values = {field.attname: getattr(matter, field.attname) for field in Matter._meta.concrete_fields} | changes
    rows = [
        Matter(**values | {"id": None, "code": f"{matter.code}-{place}", "reference": secrets.token_hex(16)})
        for place in range(number)
    ]
    with guard.writing_allowed():
        return Matter.objects.of(matter.commune_id).bulk_create(rows)


def everything(but: tuple[str, ...] = ("vidan_reading",)) -> dict[str, list[Any]]:
    """All rows of all our tables, to see that nothing changed. Sessions are not ours.

    Asked in plain SQL: a page's test asks for ninety tables twice, and putting that together costs more than the page.
    """
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("vidan").get_models():
            table, key = model._meta.db_table, model._meta.pk.column
            if table not in but:
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')
                found[table] = [tuple(_plain(value) for value in row) for row in cursor.fetchall()]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Whatever is done inside leaves every row as it was (readings aside)."""
    before = everything()
    yield
    after = everything()
    changed = [table for table in before if before[table] != after[table]]
    assert not changed, f"these tables changed: {changed}"


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database inside, filled in at the end."""
    told: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield told
    told += [query["sql"] for query in captured.captured_queries]


def codes(house: House) -> list[str]:
    """The codes of all matters, in the order in which they came."""
    return list(Matter.objects.of(house.commune).order_by("pk").values_list("code", flat=True))
