"""Clerks who receive dossiers over HTTP, and note each number only once the whole answer came."""

import html
import http.client
import re
import threading
import time
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urlencode

from endurance.machine import Machine

_FORM = re.compile(r'<form[^>]*method="post"[^>]*>(.*?)</form>', re.DOTALL | re.IGNORECASE)
_INTAKE = re.compile(r'href="(/can-bo/tiep-nhan/[^"?#]+)"')
_RECEIPT = re.compile(r"/can-bo/ho-so/([^/]+)/")
WOMAN = {
    "name": "Bùi Thị Dậu",
    "number": "038156001234",
    "born": "05/09/1956",
    "sex": "female",
    "address": "thôn Ấm, xã Điền Lư",
    "phone": "0912 345 679",
}


class Browser:
    """Cookies and one connection."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.cookies = machine, dict[str, str]()
        self._line: http.client.HTTPConnection | None = None

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, place, text. Raises OSError or HTTPException when the answer does not come whole."""
        line = self._line = self._line or http.client.HTTPConnection("127.0.0.1", self.machine.port, timeout=15)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.machine.address}
            headers["Referer"] = self.machine.address + path
        try:
            line.request("POST" if fields is not None else "GET", path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            line.close()
            self._line = None
            raise
        for told in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = told.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers.get("Location") or "", text

    def leave(self) -> None:
        """Close the connection."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def log_in(self, login: str) -> None:
        """By a one-use link of the demo."""
        done = self.machine.say("entry", login, "--port", str(self.machine.port))
        if done.returncode:
            raise RuntimeError(f"no way in: {done.stdout}{done.stderr}")
        path = "/" + done.stdout.strip().split("/", 3)[3]
        _, _, text = self.ask(path)
        status, _, _ = self.ask(path, _form(text, "csrfmiddlewaretoken").values)
        if status != 302:
            raise RuntimeError(f"log-in answered {status}")

    def procedures(self) -> list[str]:
        """Pages at the counter for what is received most."""
        _, _, text = self.ask("/can-bo/tiep-nhan")
        return list(dict.fromkeys(html.unescape(path) for path in _INTAKE.findall(text)))

    def file(self, page: str) -> tuple[int, str, str]:
        """Fill in the form of a page and send it: status, place, text."""
        status, place, text = self.ask(page)
        if status != 200:
            return status, place, text
        form = _form(text, "number")
        return self.ask(page, form.values | WOMAN | dict.fromkeys(form.papers, "present") | {"receive": "1"})

    def receive(self, page: str) -> str:
        """One dossier; its number, or an empty text when it was refused. Raises when nobody knows."""
        status, place, _ = self.file(page)
        found = _RECEIPT.search(place)
        return unquote(found[1]) if status == 302 and found else ""


class _Fields(HTMLParser):
    """What a form sends when nobody touches it, and the names of its papers."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.papers: set[str] = set()
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.values):
            self.values[self._select] = given.get("value", "")
        elif tag == "textarea":
            self.values[name] = ""
        elif tag == "input" and name.startswith("paper_"):
            self.papers.add(name)
        elif tag == "input" and name and (kind not in ("radio", "checkbox", "file") or "checked" in given):
            self.values[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def _form(text: str, field: str) -> _Fields:
    """The form of a page that has this field."""
    for found in _FORM.findall(text):
        if f'name="{field}"' in found:
            fields = _Fields()
            fields.feed(found)
            return fields
    return _Fields()


class Office:
    """Several clerks at work until told to stop; `acknowledged` is what citizens hold in their hands."""

    def __init__(self, machine: Machine, clerks: int = 3, login: str = "hoa.le") -> None:
        self.machine, self.acknowledged = machine, list[str]()
        self.refused = self.torn = 0
        self.checkpoints: set[bytes] = set()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.browsers = [Browser(machine) for _ in range(clerks)]
        self.login = login
        self.log_in_again()
        self.pages = self._pages()
        self._threads: list[threading.Thread] = []

    def log_in_again(self) -> None:
        """By a link, once: the clerks are one officer at several screens of one machine."""
        first = self.browsers[0]
        first.cookies.clear()
        first.log_in(self.login)
        for browser in self.browsers[1:]:
            browser.cookies = dict(first.cookies)

    def _pages(self) -> list[str]:
        """Two procedures that can be received here as they are, each tried once."""
        found: list[str] = []
        for page in self.browsers[0].procedures():
            number = self.browsers[0].receive(page)
            if number:
                found.append(page)
                self.acknowledged.append(number)
            if len(found) == 2:
                return found
        raise RuntimeError("no procedure can be received here")

    def open(self) -> None:
        """Begin to work."""
        self._stop.clear()
        works: list[Callable[[], None]] = [partial(self._work, browser) for browser in self.browsers]
        self._threads = [threading.Thread(target=work, daemon=True) for work in [*works, self._watch]]
        for thread in self._threads:
            thread.start()

    def wait_for(self, count: int) -> None:
        """Until so many dossiers were acknowledged in all; two seconds for each are plenty."""
        seconds = max(240, 2 * count)
        until = time.monotonic() + seconds
        while len(self.acknowledged) < count:
            if time.monotonic() > until:
                raise RuntimeError(f"only {len(self.acknowledged)} of {count} in {seconds} s")
            time.sleep(0.02)

    def close(self) -> None:
        """Stop; wait until nobody works any more."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=60)
        for browser in self.browsers:
            browser.leave()

    def _work(self, browser: Browser) -> None:
        place = 0
        while not self._stop.is_set():
            place += 1
            try:
                number = browser.receive(self.pages[place % len(self.pages)])
            except (OSError, http.client.HTTPException):
                with self._lock:
                    self.torn += 1
                time.sleep(0.05)
                continue
            with self._lock:
                if number:
                    self.acknowledged.append(number)
                else:
                    self.refused += 1
            if not number:
                time.sleep(0.05)

    def _watch(self) -> None:
        """A stranger who keeps every checkpoint that was ever served."""
        browser, year = Browser(self.machine), time.strftime("%Y")
        while not self._stop.is_set():
            try:
                status, _, text = browser.ask(f"/nhat-ky/{quote(year)}/checkpoint")
            except (OSError, http.client.HTTPException):
                status, text = 0, ""
            if status == 200:
                self.checkpoints.add(text.encode())
            time.sleep(0.05)
        browser.leave()
