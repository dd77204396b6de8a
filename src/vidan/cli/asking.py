"""Asking the person at the terminal: one question at a time, asked again with the reason until it can be used."""

import getpass
import sys
from collections.abc import Callable
from typing import TypeVar

from vidan.cli.words import _, complain, say
from vidan.domain.errors import Refused
from vidan.speech.refusals import sentence

Answer = TypeVar("Answer")


class NobodyThere(Exception):
    """A question was to be asked, and nobody sits at the terminal."""


def somebody_there() -> bool:
    """Whether questions can be asked here."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, read: Callable[[str], Answer], *, example: str = "", default: str = "") -> Answer:
    """Ask until `read` accepts the answer; Enter takes the default. Raises NobodyThere at the end of the input."""
    hint = f" [{default}]" if default else (_(" (ví dụ: {example})").format(example=example) if example else "")
    while True:
        try:
            typed = input(f"{question}{hint}: ").strip() or default
        except EOFError:
            raise NobodyThere from None
        try:
            return read(typed)
        except Refused as refused:
            complain("  " + sentence(refused))


def ask_password(question: str, check: Callable[[str], None]) -> str:
    """A hidden password typed twice; empty: the caller makes one."""
    while True:
        try:
            typed = getpass.getpass(f"{question}: ")
            if not typed:
                return ""
            check(typed)
            if getpass.getpass(_("Gõ lại một lần nữa: ")) == typed:
                return typed
        except EOFError:
            raise NobodyThere from None
        except Refused as refused:
            complain("  " + sentence(refused))
            continue
        say(_("  Hai lần gõ khác nhau. Xin gõ lại."))
