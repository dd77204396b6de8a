"""The survey that no officer can steer: sample, slips, answers, and what may be shown."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain import surveys
from vidan.domain.errors import Refused
from vidan.domain.surveys import Item

KEY = bytes(range(32))
DECEMBER = date(2026, 12, 1)


def test_a_months_seed_is_the_same_again_and_another_in_another_month_or_commune() -> None:
    seed = surveys.seed_of(KEY, "14950", DECEMBER)
    assert seed == surveys.seed_of(KEY, "14950", DECEMBER)
    assert len({seed, surveys.seed_of(KEY, "14950", date(2027, 1, 1)), surveys.seed_of(KEY, "14951", DECEMBER)}) == 3
    assert surveys.seed_hash(seed) == sha256(seed).digest()


def test_the_sample_follows_the_published_rule() -> None:
    """Written out by hand from the rule that stands in the documents."""
    seed, reference = bytes(32), "00112233445566778899aabbccddeeff"
    number = int(sha256(seed + bytes.fromhex(reference)).hexdigest()[:16], 16)
    for share in (1, 10, 50, 99, 100):
        assert surveys.is_chosen(seed, reference, share) == (number < share * 2**64 / 100)


def test_about_the_wanted_share_of_cases_is_asked() -> None:
    asked = sum(surveys.is_chosen(KEY, f"{number:032x}", 30) for number in range(4000))
    assert 1100 < asked < 1300


@pytest.mark.parametrize("share", [0, -1, 101])
def test_a_share_outside_one_to_a_hundred_is_refused(share: int) -> None:
    with pytest.raises(Refused, match=r"surveys\.share"):
        surveys.is_chosen(KEY, "00" * 16, share)


@given(st.binary(min_size=16, max_size=16))
def test_a_token_reads_back_however_it_is_typed(token: bytes) -> None:
    text = surveys.show_token(token)
    assert len(text) == 26 + 5
    assert surveys.read_token(text) == token
    assert surveys.read_token(f"https://xa.example/khao-sat#{text}") == token
    assert surveys.read_token("  " + text.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == token


@pytest.mark.parametrize("text", ["", "7K3M", "U" * 26, "Z" * 26, "A" * 27, "https://x#", "😀" * 26, "A" * 9999])
def test_what_is_no_token_is_refused_with_what_is_wrong(text: str) -> None:
    with pytest.raises(Refused, match=r"surveys\.token\.form"):
        surveys.read_token(text)


@pytest.mark.parametrize(("wanted", "issued", "finished", "code"), [
    (19, 0, 500, "size"), (201, 0, 500, "size"), (20, 0, 19, "more_than_finished"), (40, 61, 100, "more_than_finished"),
])  # fmt: skip
def test_a_batch_that_would_say_too_much_is_refused(wanted: int, issued: int, finished: int, code: str) -> None:
    with pytest.raises(Refused, match=rf"surveys\.batch\.{code}"):
        surveys.may_issue(wanted, issued, finished)
    surveys.may_issue(20, 80, 100)


def test_answers_need_only_the_overall_one() -> None:
    assert surveys.read_answers({Item.OVERALL: 4}) == surveys.Answers(4, {})
    read = surveys.read_answers({Item.OVERALL: 1, Item.CLOSENESS: 5, Item.RESPECT: 2, Item.GUIDANCE: None})
    assert read == surveys.Answers(1, {9: 2, 12: 5})
    with pytest.raises(Refused, match=r"overall_missing"):
        surveys.read_answers({Item.RESPECT: 5})
    with pytest.raises(Refused, match=r"off_scale"):
        surveys.read_answers({Item.OVERALL: 6})


def test_satisfied_begins_at_the_fourth_point() -> None:
    assert [surveys.satisfied(point) for point in (1, 2, 3, 4, 5)] == [False, False, False, True, True]


def test_an_answer_is_dated_by_its_monday() -> None:
    assert surveys.week_of(date(2026, 11, 29)) == date(2026, 11, 23)
    assert surveys.week_of(date(2026, 11, 23)) == date(2026, 11, 23)
