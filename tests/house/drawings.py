"""Documents that are drawn from the code. `python -m tests.house.drawings` writes them anew; a test compares them.

A chairman reads in docs/access.md who may open what; nobody has to believe that somebody kept it up to date.
"""

import json
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.house.source import PACKAGE, ROOT, python_files

_HAND = "<!-- Drawn from the code by `python -m tests.house.drawings`; a change by hand is lost. -->\n"


def access() -> str:
    """The role × page table, in Vietnamese."""
    from vidan.domain.people import Role
    from vidan.speech.roles import ROLE_NAMES
    from vidan.web.access import ACCOUNT_PAGES, PAGES

    head = ["Trang", "Địa chỉ", "Cách gọi", "Không cần tài khoản", *(ROLE_NAMES[role] for role in Role)]
    head += ["Ghi lượt xem", "Chỉ người giữ việc"]
    told = (
        "# Ai được mở trang nào\n\n"
        "Trang không có dòng ở đây thì không ai mở được. Dấu ✓ là được mở; cột cuối cho biết trang có hiện dữ liệu "
        "của công dân, nên mỗi lần mở đều để lại một dòng *lượt xem*. Việc do người khác giữ, cùng phòng hay phòng "
        "khác, thì xem được; trang có dấu ở cột *Chỉ người giữ việc* thì không làm thay được (lãnh đạo giao lại, hẹn "
        "lại, yêu cầu lần hai được). Đối tượng của xã khác thì trả lời như không có.\n"
    )
    parts = [_HAND, told]
    for title, pages in (("## Trang của chương trình\n", PAGES), ("\n## Trang đăng nhập\n", ACCOUNT_PAGES)):
        rows = [_access_row(name, page, addresses(), list(Role)) for name, page in pages.items()]
        parts.append(f"{title}\n{_table(head, rows)}")
    return "\n".join(parts)


def _access_row(name: str, page: Any, known: dict[str, str], roles: list[Any]) -> list[str]:
    marks = ["✓" if not page.public and role in page.roles else "" for role in roles]
    public = "✓" if page.public else ""
    address = f"`{known[name]}`"
    return [
        f"`{name}`",
        address,
        ", ".join(page.methods),
        public,
        *marks,
        _tick(page.shows_persons),
        _tick(page.of_holder),
    ]


def _tick(value: bool) -> str:
    return "✓" if value else ""


def addresses() -> dict[str, str]:
    """The address of each named page, as it is written in the table of addresses."""
    from django.urls import get_resolver

    return dict(_walk(get_resolver().url_patterns, "/"))


def _walk(patterns: Iterable[Any], before: str) -> Iterable[tuple[str, str]]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield pattern.name, before + str(pattern.pattern)


def states() -> str:
    """The states of a dossier and every lawful move between them, as a mermaid drawing."""
    from vidan.domain.dossiers import CLOCK_ENDS, FINAL, TRANSITIONS, State
    from vidan.speech.roles import ROLE_NAMES
    from vidan.speech.states import STATES

    lines = ["stateDiagram-v2", f"    [*] --> {State.RECEIVED.value}: tiếp nhận"]
    lines += [f"    {state.value}: {STATES[state.value]}" for state in State]
    lines += [f"    {move.source.value} --> {move.target.value}: {move.act}" for move in TRANSITIONS]
    lines += [f"    {state.value} --> [*]" for state in State if state in FINAL]
    rows = [
        [
            STATES[move.source.value],
            f"`{move.act}`",
            STATES[move.target.value],
            ", ".join(ROLE_NAMES[role] for role in type(next(iter(move.roles))) if role in move.roles),
            move.basis,
        ]
        for move in TRANSITIONS
    ]
    stops = "; ".join(STATES[state.value] for state in State if state in CLOCK_ENDS)
    return "\n".join(
        (
            _HAND,
            "# Trạng thái của một hồ sơ\n",
            "```mermaid\n" + "\n".join(lines) + "\n```\n",
            f"Đồng hồ dừng khi hồ sơ: {stops}.\n",
            _table(["Từ", "Việc", "Sang", "Ai làm", "Căn cứ"], rows),
        )
    )


def letter_states() -> str:
    """The way of a letter and every lawful step of it, as a mermaid drawing."""
    from vidan.domain.letters.states import MOVES, State
    from vidan.speech.letters import ACTS, STATES
    from vidan.speech.roles import ROLE_NAMES

    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT.value}: soạn"]
    lines += [f"    {state.value}: {STATES[state.value]}" for state in State]
    lines += [f"    {move.source.value} --> {move.target.value}: {ACTS[move.act]}" for move in MOVES]
    rows = [
        [
            STATES[move.source.value],
            ACTS[move.act],
            STATES[move.target.value],
            ", ".join(ROLE_NAMES[role] for role in type(next(iter(move.roles))) if role in move.roles),
            move.basis,
        ]
        for move in MOVES
    ]
    drawing = "```mermaid\n" + "\n".join(lines) + "\n```\n"
    table = _table(["Từ", "Việc", "Sang", "Ai làm", "Căn cứ"], rows)
    return "\n".join((_HAND, "# Đường đi của một văn bản\n", drawing, table))


def all_facts() -> list[type]:
    """Every kind of fact of the house, by name; reading the domain's modules brings them in."""
    from vidan.domain import facts

    for file in python_files("domain"):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        import_module(".".join(("vidan", *parts)).removesuffix(".__init__"))
    return [kind for _, kind in sorted(facts.KINDS.items()) if kind.__module__.startswith("vidan.")]


def fact_list() -> str:
    """Every write of the house: what happened, what is told in the clear, what only a person's key opens."""
    rows = []
    for kind in all_facts():
        names = [field.name for field in fields(kind)]
        clear = ", ".join(name for name in names if name not in kind.PERSONAL)
        column = kind.__module__.split(".")[2]
        said = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
        entry = f"`{kind.LEDGER_KIND}`" if kind.LEDGER_KIND else ""
        rows.append([f"`{kind.__name__}`", column, said, clear, ", ".join(sorted(kind.PERSONAL)), entry])
    head = ["Fact", "Column", "What happened", "Told in the clear", "Sealed under the person's key", "Public entry"]
    return "\n".join((_HAND, "# Facts: every write of the house\n", _table(head, rows)))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


#: Lists of cue words that say by themselves that somebody is in danger.
_ALARMING = ("danger", "acute", "threats")


def danger_words() -> str:
    """What the browser listens for while somebody types: the scenes of danger and the cues of the suggester's pack."""
    from vidan.content import feedback

    pack = PACKAGE / "content" / "feedback"
    told = json.loads((pack / "scenes.json").read_text(encoding="utf-8"))
    alone = [cue for name in _ALARMING for cue in feedback.cues()[name] if " " in cue]
    scenes = [
        [_spelled(scene.get(role, ""), told["groups"]) for role in ("things", "happens", "alone", "needs")]
        for scene in told["dangers"]
    ]
    rows = "".join(f"  [\n{''.join(f'    `{words}`,{chr(10)}' for words in scene)}  ],\n" for scene in scenes)
    return (
        "// Drawn from content/feedback by `python -m tests.house.drawings`; a change by hand is lost.\n"
        f"export const ALONE = `{_wrapped(list(dict.fromkeys(alone)))}`;\n"
        "/** Of each scene: things, what happens to them, what says it alone, who must be named. */\n"
        f"export const SCENES = [\n{rows}];\n"
    )


def _spelled(listed: str, groups: dict[str, str]) -> str:
    """`dây điện, @people`: a name after `@` stands for a whole group."""
    parts = (groups[part[1:]] if part.startswith("@") else part for part in listed.split(", ") if part)
    return _wrapped(list(dict.fromkeys(", ".join(parts).split(", "))))


def _wrapped(phrases: list[str]) -> str:
    return "\n".join(textwrap.wrap(", ".join(phrases), 110, break_long_words=False))


DRAWINGS: dict[Path, Callable[[], str]] = {
    ROOT / "docs" / "access.md": access,
    ROOT / "docs" / "states" / "dossiers.md": states,
    ROOT / "docs" / "states" / "letters.md": letter_states,
    ROOT / "docs" / "facts.md": fact_list,
    PACKAGE / "web" / "static" / "vidan" / "js" / "danger_words.js": danger_words,
}


def draw() -> None:
    """Write every drawing."""
    for file, drawing in DRAWINGS.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawing(), encoding="utf-8")
        print(file.relative_to(ROOT))


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    draw()
