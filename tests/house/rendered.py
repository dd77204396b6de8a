"""Which templates the tests rendered. A template that no test opened is a page that nobody looked at.

A plugin of the run: it listens while the tests work, gathers what the workers of a parallel run heard, and speaks up at
the end. It only judges a whole run that went well, since a part of the tests renders a part of the templates.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import PACKAGE

TEMPLATES = PACKAGE / "web" / "templates"


def never_rendered(folder: Path, rendered: Iterable[str]) -> list[str]:
    """The templates of a folder that were not rendered, by the name under which Django finds them."""
    known = {file.relative_to(folder).as_posix() for file in folder.rglob("*.html")}
    return sorted(known - set(rendered))


class RenderedTemplates:
    """Listens to Django's own signal of its test environment; included and extended templates are told as well."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.missing: list[str] = []

    def pytest_sessionstart(self) -> None:
        from django.test.signals import template_rendered

        template_rendered.connect(self._heard, dispatch_uid="vidan.tests.rendered")

    def _heard(self, template: Any, **_: Any) -> None:
        if template.name:
            self.names.add("".join(template.name))  # plain text: workers cannot send Django's safe strings

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.names |= set(getattr(node, "workeroutput", {}).get("rendered", ()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["rendered"] = sorted(self.names)
        elif exitstatus == 0 and is_whole(session.config):
            self.missing = never_rendered(TEMPLATES, self.names)
            if self.missing:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.missing:
            terminalreporter.section("templates that no test rendered", sep="!", red=True)
            for name in self.missing:
                terminalreporter.line(name)


def is_whole(config: pytest.Config) -> bool:
    """Whether every test was asked for (real browsers aside)."""
    chosen = config.option.keyword or config.option.markexpr or config.option.collectonly
    from_settings = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return from_settings and not chosen and not config.option.deselect
