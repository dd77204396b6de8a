"""The list a citizen makes for herself is the list the counter asks for, for every procedure and every case."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from vidan.content.procedures import commune_pack
from vidan.domain.errors import Refused
from vidan.domain.procedures import Paper, PaperMark, ProcedureText, check_papers
from vidan.domain.procedures.personal import cases_of, code_of, personal_list, questions_of

PACK = commune_pack()


def cases(papers: tuple[Paper, ...]) -> Iterator[frozenset[int]]:
    """No case, each alone, each two together, all."""
    numbers = [question.number for question in questions_of(papers)]
    for size in (0, 1, 2):
        yield from (frozenset(chosen) for chosen in combinations(numbers, size))
    yield frozenset(numbers)


@pytest.mark.parametrize("text", PACK, ids=lambda text: text.key)
def test_the_personal_list_is_what_the_counter_asks(text: ProcedureText) -> None:
    for chosen in cases(text.papers):
        places = personal_list(text.papers, chosen)
        marks = {
            place: PaperMark.PRESENT if place in places else PaperMark.NOT_APPLICABLE
            for place in range(len(text.papers))
        }
        checked = check_papers(text.papers, marks)
        assert checked.missing == ()
        assert checked.present == tuple(text.papers[place] for place in places)


@pytest.mark.parametrize("text", PACK, ids=lambda text: text.key)
def test_no_paper_of_her_case_is_left_out(text: ProcedureText) -> None:
    everything = frozenset(question.number for question in questions_of(text.papers))
    always = {place for place, paper in enumerate(text.papers) if not paper.condition}
    for chosen in cases(text.papers):
        assert always <= set(personal_list(text.papers, chosen))
    for question in questions_of(text.papers):
        if not text.papers[question.places[0]].condition.startswith("trừ khi "):
            assert set(question.places) <= set(personal_list(text.papers, everything))


@pytest.mark.parametrize("text", PACK, ids=lambda text: text.key)
def test_the_counter_reads_from_the_code_what_was_answered(text: ProcedureText) -> None:
    for chosen in cases(text.papers):
        assert cases_of(code_of(text.papers, chosen).lower(), text.papers) == chosen


PAPERS = (
    Paper("Tờ khai"),
    Paper("Giấy ủy quyền", "nếu nhờ người khác nộp", always=False),
    Paper("Giấy tờ nhà", "trừ khi ở nhờ", always=False),
    Paper("Giấy chứng sinh", "nếu sinh ở bệnh viện", always=False, group="sinh"),
    Paper("Lời người làm chứng", "nếu sinh ở nhà", always=False, group="sinh"),
)


def test_unless_turns_the_answer_round_and_one_of_a_group_stays() -> None:
    assert personal_list(PAPERS, {1}) == (0, 3, 4)
    assert personal_list(PAPERS, {0, 2}) == (0, 1, 2, 3)
    assert [question.words for question in questions_of(PAPERS)][:2] == ["Nhờ người khác nộp", "Ở nhờ"]


@pytest.mark.parametrize("code", ["", "A", "2222", "ZZZZZZ", "O0I1", "🙂🙂🙂🙂", "2" * 20])
def test_a_code_that_was_misread_is_refused(code: str) -> None:
    with pytest.raises(Refused, match=r"personal\.code"):
        cases_of(code, PAPERS)


def test_a_code_for_an_older_list_is_refused() -> None:
    code = code_of(PAPERS, {0})
    with pytest.raises(Refused):
        cases_of(code, PAPERS[:-1])
