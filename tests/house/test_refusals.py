"""Each refusal has its sentence, each sentence its refusal, and the sentence has every fact it needs."""

import ast
import string
from collections.abc import Iterator, Mapping

import pytest

from tests.house.source import calls_in, of_tree, python_files, tree_of, wrong
from vidan.domain.errors import Refused
from vidan.speech.refusals import SENTENCES, sentence


def refusals(tree: ast.AST) -> Iterator[tuple[ast.Call, set[str], set[str] | None]]:
    """(call, possible codes, facts) of each `Refused(…)`; a part of a code that is computed is `*`.

    Facts are None where they are handed on as a whole (`**facts`).
    """
    for call, name in calls_in(tree):
        if name.rpartition(".")[2] == "Refused" and call.args:
            named = {keyword.arg for keyword in call.keywords if keyword.arg}
            whole = any(keyword.arg is None for keyword in call.keywords)
            yield call, set(_codes(call.args[0])), None if whole else named - {"field"}


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _codes(node.body)
        yield from _codes(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    else:
        yield "*"


def constants(tree: ast.AST) -> set[str]:
    """Every text in a file: a code handed to a helper stands there as a text of its own."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def matching(code: str, sentences: Mapping[str, str]) -> list[str]:
    """The sentences that a code may mean."""
    if "*" not in code:
        return [code] if code in sentences else []
    before, _, after = code.partition("*")
    return [name for name in sentences if name.startswith(before) and name.endswith(after)]


def places(text: str) -> set[str]:
    """The facts that a sentence needs."""
    return {name.partition(".")[0].partition("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def problems(tree: ast.AST, sentences: Mapping[str, str]) -> list[str]:
    """Refusals without a sentence, and sentences that would lack a fact."""
    found = []
    for call, codes, facts in refusals(tree):
        for code in codes:
            meant = matching(code, sentences)
            if not meant:
                found.append(f"{call.lineno}: {code} has no sentence")
            if facts is not None and "*" not in code:
                lacking = {name for text in meant for name in places(sentences[text]) - facts}
                found += [f"{call.lineno}: the sentence of {code} needs {name}" for name in sorted(lacking)]
    return found


def unused(sentences: Mapping[str, str], trees: list[ast.Module]) -> list[str]:
    """Sentences that nothing in the program says."""
    said = {code for tree in trees for _, codes, _ in refusals(tree) for code in codes if code != "*"}
    texts = {text for tree in trees for text in constants(tree)}
    wild = [code for code in said if "*" in code]
    return [
        code
        for code in sentences
        if code not in said and code not in texts and not any(matching(one, {code: ""}) for one in wild)
    ]


SOURCES = [file for file in python_files() if "refusals" not in file.parts]


def test_each_refusal_has_a_sentence_with_all_its_facts() -> None:
    assert wrong(SOURCES, of_tree(lambda tree: problems(tree, SENTENCES))) == []


def test_each_sentence_is_said_by_something() -> None:
    assert unused(SENTENCES, [tree_of(file) for file in SOURCES]) == []


def reads_badly(said: str) -> bool:
    """Whether a sentence, filled with sevens, does not begin or end like one, or shows how it was made."""
    begins = said[0].isupper() or said[0] in "7“«"
    ends = said.endswith((".", "?", "!", ":", "”", "»", ")", "7"))
    return not begins or not ends or "{" in said or "  " in said


def test_each_sentence_reads_well_with_its_facts() -> None:
    said = {code: sentence(Refused(code, **dict.fromkeys(places(text), 7))) for code, text in SENTENCES.items()}
    assert {code: words for code, words in said.items() if reads_badly(words)} == {}


@pytest.mark.parametrize("said", ["xin sửa lại.", "Xin sửa lại", "Xin  sửa lại.", "Xin sửa {field}."])
def test_a_sentence_that_reads_badly_is_seen(said: str) -> None:
    assert reads_badly(said)


SAID = {"house.full": "Nhà đã kín {number} chỗ.", "house.rooms.too_many": "Nhiều phòng quá.", "house.old": "Cũ rồi."}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("raise Refused('house.empty')", "no sentence"),
        ("raise Refused('house.full', field='x')", "needs number"),
        ("raise errors.Refused('house.full' if x else 'house.gone', number=1)", "house.gone has no sentence"),
        ("raise Refused(f'garden.{part}.too_many')", "no sentence"),
    ],
)
def test_a_refusal_without_its_words_is_seen(broken: str, why: str) -> None:
    assert why in "".join(problems(ast.parse(broken), SAID))


def test_a_sentence_that_nobody_says_is_seen() -> None:
    said = ast.parse("raise Refused('house.full', number=3)\nraise Refused(f'house.{part}.too_many')")
    assert problems(said, SAID) == []
    assert unused(SAID, [said]) == ["house.old"]
