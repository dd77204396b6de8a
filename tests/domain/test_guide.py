"""A question in one's own words: what is understood, why, and what is said when it is not clear."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.procedures.guide.answers import ASK, FOUND, KIND, NOTHING, REFER, UNSURE, Referral, decide
from vidan.domain.procedures.guide.judging import Asked, Judged, asked, figures, same_office
from vidan.domain.procedures.guide.learned import Learned, read_learned, written
from vidan.domain.procedures.guide.ranking import Candidate, Guide, Phrase, asked_most, leaning
from vidan.domain.procedures.guide.words import LONGEST_QUESTION, MOST_WORDS, Lexicon, Speller, read, sound, typed_words

LEXICON = Lexicon(
    standard={"mô": ("đâu",), "cccd": ("căn", "cước")},
    meanings={"bia": ((("bia", "do"), "sổ đỏ"),), "so": ((("so", "do"), "sổ đỏ"),)},
)
GUIDE = Guide(
    [
        Phrase("mất sổ đỏ xin cấp lại", "cap-lai"),
        Phrase("làm mất giấy chứng nhận đất", "cap-lai"),
        Phrase("làm sổ đỏ lần đầu", "lan-dau"),
        Phrase("đất ông cha chưa có sổ", "lan-dau"),
        Phrase("làm căn cước", "can-cuoc"),
        Phrase("đổi thẻ căn cước hết hạn", "can-cuoc"),
        Phrase("mất điện gọi ai", "@dien"),
        Phrase("trời có mưa không", "@troi"),
    ],
    LEXICON,
)


def first(question: str) -> str:
    return GUIDE.rank(question)[0].key


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("tôi làm mất sổ đỏ rồi", "cap-lai"),
        ("mat so do", "cap-lai"),
        ("mất bìa đỏ", "cap-lai"),
        ("lm cccd ở mô", "can-cuoc"),
        ("ddoori ther caawn cuwowcs", "can-cuoc"),
        ("căn cuớcc hết hạnn", "can-cuoc"),
        ("cúp điện, mất điện", "@dien"),
    ],
)
def test_home_words_slips_and_missing_tones_mean_the_same(question: str, key: str) -> None:
    assert first(question) == key


def test_both_forms_of_unicode_find_the_same() -> None:
    composed = GUIDE.rank("mất sổ đỏ")
    assert GUIDE.rank(unicodedata.normalize("NFD", "mất sổ đỏ")) == composed


def test_the_answer_says_by_which_words_it_was_found() -> None:
    best = GUIDE.rank("hôm qua nhà tôi mất sổ đỏ")[0]
    assert best.because in {"mất sổ đỏ", "sổ đỏ", "mất sổ"}


def test_what_sounds_alike_is_heard_alike() -> None:
    """A telephone that writes what it hears mixes s and x, tr and ch, d and gi."""
    assert [sound(word) for word in ("xổ", "trứng", "gi", "nghỉ", "ky")] == ["xổ", "chứng", "gi", "ngỉ", "ci"]
    assert sound("sổ") == sound("xổ") and sound("giấy") == sound("dấy") and sound("kí") == sound("cí")
    assert first("tôi làm mất xổ đỏ") == "cap-lai"


def test_what_was_learned_is_read_as_it_was_written() -> None:
    learned = Learned("abc", {"mat": 2.5, "mat_so": 4.0}, {"mat": {"cap-lai": 0.5, "@dien": -0.25}}, {"mat": 3})
    again = read_learned(list(written(learned, ["@dien", "cap-lai"])))
    assert again == replace(learned, leads={**learned.leads, "mat_so": {}})
    assert Guide((), LEXICON, learned=again).rank("mất")[0].key == "cap-lai"


def test_what_an_officer_taught_counts_at_once_and_the_rest_stays() -> None:
    taught = Guide([Phrase("cái bìa màu hồng", "lan-dau", taught=True)], LEXICON, base=GUIDE)
    assert taught.rank("xin cái bìa màu hồng")[0].key == "lan-dau"
    assert taught.rank("mất sổ đỏ")[0].key == "cap-lai"


def test_a_procedure_of_the_commune_alone_is_found_by_its_title() -> None:
    own = Guide([Phrase("Xác nhận nguồn gốc mật ong rừng", "mat-ong")], LEXICON, base=GUIDE)
    assert own.rank("xin giay mat ong rung")[0].key == "mat-ong"


@given(st.text(max_size=300))
def test_whatever_is_typed_is_answered_calmly(text: str) -> None:
    answer = decide(GUIDE.rank(text), {"cap-lai", "lan-dau", "can-cuoc"}, {"@troi"})
    assert answer.kind in {FOUND, ASK, UNSURE, REFER, KIND, NOTHING}


@pytest.mark.parametrize("text", ["", "😀😀😀", "' OR 1=1 --", '"NEAR/3" AND (NOT *)', "\x00", "." * 10_000])
def test_nothing_to_understand_offers_no_procedure(text: str) -> None:
    assert decide(GUIDE.rank(text), {"cap-lai"}).shown == ()


def test_ten_thousand_letters_are_read_to_a_bound() -> None:
    assert len(typed_words("mất sổ đỏ " * 1000)) <= MOST_WORDS
    assert sum(len(word) for word in typed_words("mất sổ đỏ " * 1000)) <= LONGEST_QUESTION
    assert first("mất sổ đỏ " * 1000) == "cap-lai"


def test_words_run_together_are_parted() -> None:
    speller = Speller({"khai": 3, "sinh": 3})
    assert [word.bare for word in speller.mend(read(["khaisinh"], Lexicon()))] == ["khai", "sinh"]


def _found(*scores: tuple[str, float]) -> list[Candidate]:
    return [Candidate(key, score, "lời") for key, score in scores]


@pytest.mark.parametrize(
    ("candidates", "kind"),
    [
        (_found(("a", 1.0), ("b", 0.4)), FOUND),
        (_found(("a", 1.0), ("b", 0.9)), ASK),
        (_found(("a", 0.3), ("b", 0.1)), UNSURE),
        (_found(("a", 0.1)), NOTHING),
        (_found(("@dien", 1.0), ("a", 0.3)), REFER),
        (_found(("@troi", 1.0), ("a", 0.3)), KIND),
        (_found(("a", 1.0), ("@dien", 0.9)), ASK),
        (_found(("@troi", 0.8), ("@dien", 0.5)), REFER),
        (_found(("@troi", 0.8), ("@dien", 0.3)), KIND),
        (_found(("a", 0.7), ("b", 0.56)), ASK),
        ([], NOTHING),
    ],
)
def test_only_a_clear_lead_is_shown_alone(candidates: list[Candidate], kind: str) -> None:
    assert decide(candidates, {"a", "b"}, {"@troi"}).kind == kind


def test_of_what_is_hardly_more_than_a_guess_two_are_shown() -> None:
    guesses = decide(_found(("a", 0.4), ("b", 0.39), ("c", 0.38)), {"a", "b", "c"})
    assert (guesses.kind, [one.key for one in guesses.shown]) == (UNSURE, ["a", "b"])


def test_a_procedure_near_to_a_referral_stands_beside_it() -> None:
    answer = decide(_found(("@dien", 1.0), ("a", 0.8)), {"a"})
    assert (answer.kind, [one.key for one in answer.shown]) == (REFER, ["a"])


def test_a_faint_referral_is_only_asked_about() -> None:
    answer = decide(_found(("@dien", 0.3), ("a", 0.25)), {"a"})
    assert (answer.kind, answer.elsewhere and answer.elsewhere.key) == (UNSURE, "@dien")


@pytest.mark.parametrize("score", [0.25, 0.9])
def test_a_question_that_may_be_ours_is_never_brushed_off_as_small_talk(score: float) -> None:
    answer = decide(_found(("@troi", score), ("a", score * 0.8)), {"a"}, {"@troi"})
    assert (answer.kind, answer.elsewhere, [one.key for one in answer.shown]) == (UNSURE, None, ["a"])


def test_what_the_commune_does_not_have_is_not_offered() -> None:
    assert decide(_found(("elsewhere-only", 1.0), ("a", 0.9)), {"a"}).procedures[0].key == "a"


POWER = Referral("@dien", "Điện lực", names=("EVN",))


@pytest.mark.parametrize("office", ["Điện lực", "điện lực khu vực", "EVN Thanh Hóa"])
def test_an_office_is_the_same_under_its_other_names(office: str) -> None:
    assert same_office(office, POWER)


def test_another_office_is_another() -> None:
    assert not same_office("Công an tỉnh (Phòng Cảnh sát giao thông)", POWER)
    assert not same_office("Công an tỉnh (Phòng Cảnh sát giao thông)", Referral("@x", "Công an tỉnh (Phòng Hồ sơ)"))


def test_the_figures_follow_their_definitions() -> None:
    def judged(keys: tuple[str, ...], candidates: list[Candidate], refer: str = "") -> Judged:
        answer = decide(candidates, {"a", "b"}, {"@troi"})
        return Judged(Asked("hỏi", keys, "full", refer), answer, POWER if answer.elsewhere else None, 0.001)

    told = figures(
        [
            judged(("a",), _found(("a", 1.0))),
            judged(("b",), _found(("a", 1.0), ("b", 0.9))),
            judged(("b",), _found(("a", 1.0))),
            judged(("b",), _found(("@dien", 1.0))),
            judged((), _found(("@dien", 1.0)), "Điện lực"),
            judged((), _found(("a", 1.0)), "Điện lực"),
            judged((), _found(("@troi", 1.0))),
        ]
    )
    assert (told["recall_at_1"], told["recall_at_3"]) == (0.25, 0.5)
    assert told["in_scope_refused"] == 0.25
    assert told["referral_recall"] == pytest.approx(2 / 3, abs=0.001)
    assert told["wrong_with_confidence"] == pytest.approx(2 / 7, abs=0.001)
    assert told["latency_ms"] == {"p50": 1.0, "p95": 1.0, "p99": 1.0}


def test_an_answer_may_be_a_code_or_a_name() -> None:
    line = {"q": "hỏi", "answers": ["Giải quyết tố cáo", "1.0"], "style": "full", "refer_to": None}
    assert asked(line, {"giai quyet to cao": "X-4"}).keys == ("X-4", "1.0")
    with pytest.raises(ValueError, match="answers"):
        asked({"q": 1, "answers": []}, {})


def test_what_is_common_here_decides_what_the_words_leave_open_and_nothing_else() -> None:
    near = [Candidate("one", 1.0, ""), Candidate("other", 0.98, ""), Candidate("far", 0.5, "")]
    told = "bố tôi mất cái bìa đỏ"
    assert leaning(near, {}, told) == near
    assert [one.key for one in leaning(near, {"other": 1.0, "one": 0.1}, told)] == ["other", "one", "far"]
    assert [one.key for one in leaning(near, {"far": 1.0}, told)] == ["one", "other", "far"]


def test_two_words_leave_more_open_than_a_sentence() -> None:
    near = [Candidate("mất sổ", 1.0, ""), Candidate("lần đầu", 0.85, "")]
    assert [one.key for one in leaning(near, {"lần đầu": 1.0}, "sổ đỏ")] == ["lần đầu", "mất sổ"]
    assert [one.key for one in leaning(near, {"lần đầu": 1.0}, "xin lại sổ đỏ của bố")] == ["mất sổ", "lần đầu"]


def test_what_is_common_is_counted_half_here_half_anywhere() -> None:
    assert asked_most({"a": 5, "b": 1}, {"b": 30, "c": 15}) == pytest.approx({"a": 1 / 1.2, "b": 1.0, "c": 0.5 / 1.2})
    assert asked_most({}, {}) == {}
