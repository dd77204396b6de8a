"""What we look at on every page that a browser shows."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The narrowest telephone we serve (WCAG 1.4.10), and a desk.
PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
#: Only what is wrong comes back; nothing is fetched again, no way to a node is computed.
_ASKED = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False, "selectors": False}
#: Presses of Tab after which even our longest form must have reached its main button, and how many go at once.
_MOST_TABS, _AT_ONCE = 120, 10


def watch(page: Page, trouble: list[str]) -> None:
    """Gather what the browser complains about: scripts that fail, things that the content policy refused."""

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _is_the_page_itself(message, page):
            trouble.append(f"{page.url}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda problem: trouble.append(f"{page.url}: {problem}"))


def _is_the_page_itself(message: ConsoleMessage, page: Page) -> bool:
    """The browser also complains when a page says no (403, 404, 422…): that is asked for."""
    return message.text.startswith("Failed to load resource") and "/tinh/" not in message.location["url"]


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands. Half a megabyte of axe is put into a page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[Any] = page.evaluate("(asked) => axe.run(document, asked).then((told) => told.violations)", _ASKED)
    return [
        f"{page.url} [{item['id']}] {item['help']}: {'; '.join(node['html'][:160] for node in item['nodes'][:3])}"
        for item in found
    ]


def wider_than_the_screen(page: Page) -> list[str]:
    """Whether one must scroll sideways, and the widest culprit."""
    over = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const worst = [...document.querySelectorAll('body *')]
            .filter((item) => item.getBoundingClientRect().right > wide + 1)
            .map((item) => item.outerHTML.slice(0, 120));
          return [`${document.documentElement.scrollWidth} > ${wide}`, ...worst.slice(0, 3)];
        }"""
    )
    return [f"{page.url} scrolls sideways: {' | '.join(over)}"] if over else []


def wider_with_large_text(page: Page) -> list[str]:
    """The same with text twice as large, on half a screen (WCAG 1.4.4)."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = [f"{found} (text of 200 %)" for found in wider_than_the_screen(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return wide


def unframed(page: Page) -> list[str]:
    """A page has a title, one heading of the first rank, a language and one main part."""
    wrong = []
    if not page.title().strip():
        wrong.append(f"{page.url} has no title")
    for what in ("h1", "main", "html[lang]"):
        number = page.locator(what).count()
        if number != 1:
            wrong.append(f"{page.url} has {number} of {what}")
    return wrong


def without_keyboard(page: Page) -> list[str]:
    """Tab reaches the page's main button, and whoever gets there sees where he is."""
    button = page.locator("main .btn:visible").first
    if not page.locator("main .btn:visible").count():
        return []
    button.evaluate(
        """(item) => {
          document.activeElement.blur();
          item.addEventListener('focus', () => {
            const style = getComputedStyle(item);
            const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            window.reached = seen ? 'seen' : 'not seen';
          });
        }"""
    )
    for _ in range(_MOST_TABS // _AT_ONCE):
        for _ in range(_AT_ONCE):
            page.keyboard.press("Tab")
        reached = page.evaluate("window.reached")
        if reached:
            return [] if reached == "seen" else [f"{page.url}: the focus on “{button.inner_text()}” cannot be seen"]
    return [f"{page.url}: Tab never reaches “{button.inner_text()}”"]


def still_on_paper(page: Page) -> list[str]:
    """What has no use on paper is not printed: ways around the site, buttons."""
    page.emulate_media(media="print")
    shown = page.locator("nav:visible, .btn:visible, .side:visible").evaluate_all(
        "(items) => items.map((item) => item.outerHTML.slice(0, 100))"
    )
    page.emulate_media(media="screen")
    return [f"{page.url} prints {item}" for item in shown]


def everything_about(page: Page) -> list[str]:
    """All of it: at a desk in the light, with large text, on a small telephone in the dark, by keyboard, on paper."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    wrong = unframed(page) + axe_findings(page) + wider_than_the_screen(page) + without_keyboard(page)
    wrong += still_on_paper(page) + wider_with_large_text(page)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    return wrong + axe_findings(page) + wider_than_the_screen(page)
