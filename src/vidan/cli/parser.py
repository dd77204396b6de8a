"""argparse in our words: Vietnamese headings and errors, every command with an example."""

import argparse
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NoReturn

from vidan.cli.words import _, complain

WRONG_USAGE = 2

#: What argparse says, and how we say it. The text between the brackets goes on as it is.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", _("còn thiếu: {}")),
    (r"unrecognized arguments: (.*)", _("không hiểu: {}")),
    (r"argument [^-:][^:]*: invalid choice: (\S+) \(choose from .*\)", _("không có lệnh {}")),
    (r"argument [^:]*: invalid choice: (\S+) \(choose from .*\)", _("không có lựa chọn {}")),
    (r"argument ([^:]*): invalid \S+ value: .*", _("giá trị của {} không đúng dạng")),
    (r"argument ([^:]*): expected .*", _("{} cần một giá trị đi sau")),
    (r"argument ([^:]*): not allowed with argument .*", _("{} không dùng cùng lựa chọn kia được")),
    (r"one of the arguments (.*) is required", _("cần một trong: {}")),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, _("cách dùng: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks to clerks."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["formatter_class"] = _Help  # ours everywhere, whatever a command asks for
        kwargs.setdefault("allow_abbrev", False)
        kwargs["add_help"] = False
        super().__init__(**kwargs)
        #: `--limit -5wd` names a limit that is wrong, not an option: the command itself says what is wrong with it.
        self._negative_number_matcher = re.compile(r"-\d\w*\Z")
        self._positionals.title = _("ghi sau lệnh")
        self._optionals.title = _("lựa chọn")
        self.add_argument("-h", "--help", action="help", help=_("xem hướng dẫn này rồi thôi"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        known, left = super().parse_known_args(args, namespace)
        if left:  # said by the command that does not know them, not by the program as a whole
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return known, left

    def error(self, message: str) -> NoReturn:
        complain(_("Lệnh chưa đúng: {what}.").format(what=in_our_words(message)))
        complain(_("Xem cách dùng: {command} --help").format(command=self.prog))
        raise SystemExit(WRONG_USAGE)


def in_our_words(message: str) -> str:
    """What argparse complained about, in our language where we know the sentence."""
    for pattern, sentence in _COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return sentence.format(found.group(1)) + _nearest(message)
    return message


def _nearest(message: str) -> str:
    """What was probably meant, where argparse lists what there is."""
    found = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    likely = get_close_matches(found[1], re.findall(r"[^\s',]+", found[2]), n=1) if found else []
    return _(" (có phải “{likely}” không?)").format(likely=likely[0]) if likely else ""


def examples(*lines: str) -> str:
    """The last part of a help page."""
    return _("ví dụ:") + "\n" + "\n".join(f"  {line}" for line in lines)
