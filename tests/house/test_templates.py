"""Templates: everything escaped, nothing inline, every form with its token, every template seen by some test."""

import re
from pathlib import Path

import pytest

from tests.house.rendered import TEMPLATES, never_rendered
from tests.house.source import of_text, wrong

FILES = sorted(TEMPLATES.rglob("*.html"))

FORBIDDEN = {
    "text goes out unescaped": re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off"),
    "style in the page": re.compile(r"<style\b|\sstyle\s*="),
    "script in the page": re.compile(r"<script(?![^>]*(\bsrc\s*=|type=\"application/json\"))[^>]*>"),
    "script in an attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE),
    "something from elsewhere": re.compile(
        r"<(script|link|img|iframe|source)\b[^>]*\b(src|href)\s*=\s*[\"'](https?:)?//"
    ),
    "a picture in the address": re.compile(r"[\"']data:"),
}
FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<body>.*?)</form>", re.DOTALL | re.IGNORECASE)

#: Forms without a token: one harms nobody, the others are taken only from a page of ours (tests/house/test_access.py).
WITHOUT_TOKEN = (
    "public.language",
    "public.judge",
    "public.judge_answer",
    "public.missed",
    "public.not_understood",
    "public.leave",
)


def problems(text: str) -> list[str]:
    """What a template may not have."""
    found = [f"{what}: {match[0][:60]}" for what, pattern in FORBIDDEN.items() for match in pattern.finditer(text)]
    for form in FORM.finditer(text):
        posts = "post" in form["head"].lower()
        if posts and "csrf_token" not in form["body"] and not any(name in form["head"] for name in WITHOUT_TOKEN):
            found.append(f"a form without its token: {form['head'].strip()[:60]}")
    return found


def test_templates_are_escaped_and_have_nothing_inline() -> None:
    assert wrong(FILES, of_text(problems)) == []


@pytest.mark.parametrize(
    "broken",
    [
        "{{ words|safe }}",
        "{{ words | safe }}",
        "{% autoescape off %}",
        "<style>b{}</style>",
        '<p style="color:red">',
        "<script>alert(1)</script>",
        '<script type="module">go()</script>',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//elsewhere.example/x.png">',
        '<img src="data:image/png;base64,AA">',
        '<form method="post"><button>Gửi</button></form>',
    ],
)
def test_a_careless_template_is_seen(broken: str) -> None:
    assert problems(broken)


@pytest.mark.parametrize(
    "fine",
    [
        "{{ words }}",
        '<script type="module" src="{% static \'vidan/js/keys.js\' %}"></script>',
        '<script type="application/json">{"a": 1}</script>',
        '<form method="post">{% csrf_token %}<button>Gửi</button></form>',
        '<form method="get"><input name="q"></form>',
        '<a href="https://dichvucong.gov.vn">Cổng dịch vụ công</a>',
    ],
)
def test_a_tidy_template_is_left_alone(fine: str) -> None:
    assert problems(fine) == []


def test_a_template_that_no_test_opened_is_seen(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    for name in ("base.html", "office/queue.html"):
        (tmp_path / name).touch()
    assert never_rendered(tmp_path, {"base.html", "admin/elsewhere.html"}) == ["office/queue.html"]
    assert never_rendered(tmp_path, {"base.html", "office/queue.html"}) == []
