"""The tables of how people ask: complete, and each line finds what it stands under."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from vidan.content.guide import (
    common,
    learned,
    lexicon,
    pack_guide,
    phrasings,
    referrals,
    small_talk,
    taught_by_tables,
    watch,
)
from vidan.content.procedures import commune_pack
from vidan.domain.procedures.guide import judging
from vidan.domain.procedures.guide.answers import ELSEWHERE, decide
from vidan.domain.procedures.guide.learned import stamp_of
from vidan.domain.procedures.guide.offline import index_of, rank
from vidan.domain.procedures.guide.ranking import asked_most, leaning
from vidan.domain.procedures.guide.words import typed_words
from vidan.domain.text import clean_line, fold

HELD_BACK = Path(__file__).with_name("guide_held_back.jsonl")
#: As ten people of a mountain commune would ask, written without a look at the tables.
TEN_VOICES = Path(__file__).with_name("guide_ten_voices.jsonl")
#: By an author who never saw the tables, in eleven styles, thirty of them long stories of the old; never taught from.
STRANGERS = Path(__file__).with_name("guide_strangers.jsonl")
HELD = [HELD_BACK, TEN_VOICES, STRANGERS]
KEYS = frozenset(text.key for text in commune_pack())
#: Asked for so often that many ways of asking are known.
COMMON = ("1.001193", "1.000894", "1.004873", "1.000656", "2.000635", "2.000815", "2.000884", "1.004222", "1.013978")


def test_every_procedure_has_at_least_eight_ways_of_asking_and_common_ones_thirty() -> None:
    counted = Counter(phrase.key for phrase in phrasings())
    assert {key: counted[key] for key in KEYS if counted[key] < 8} == {}
    assert {key: counted[key] for key in COMMON if counted[key] < 30} == {}


def test_what_was_learned_was_learned_from_these_tables() -> None:
    """Otherwise run `python -m bench.guide_learning`."""
    assert learned().stamp == stamp_of(((phrase.text, phrase.key) for phrase in taught_by_tables()), lexicon())


def test_every_line_stands_under_something_that_exists() -> None:
    assert {phrase.key for phrase in phrasings()} - KEYS - referrals().keys() == set()
    assert all(phrase.text == clean_line(phrase.text) for phrase in phrasings())


def test_no_way_of_asking_stands_under_two_procedures() -> None:
    places: dict[str, set[str]] = {}
    for phrase in phrasings():
        places.setdefault(" ".join(phrase.text.casefold().split()), set()).add(phrase.key)
    assert {text: keys for text, keys in places.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("sổ đỏ", "1.013978"),
        ("vợ mới đẻ", "1.001193"),
        ("tạm trú", "1.004194"),
        ("chồng chết", "1.000656"),
        ("hộ kinh doanh", "1.001612"),
        ("kết hôn", "1.000894"),
    ],
)
def test_a_word_or_two_mean_what_most_people_want(words: str, key: str) -> None:
    assert common().keys() <= KEYS
    assert leaning(pack_guide().rank(words), asked_most(common(), {}), words)[0].key == key


def test_nearly_every_line_finds_what_it_stands_under() -> None:
    guide = pack_guide()
    ranked = [(phrase, [one.key for one in guide.rank(phrase.text, most=3)]) for phrase in phrasings()[::5]]
    first = sum(phrase.key == found[0] for phrase, found in ranked) / len(ranked)
    among = sum(phrase.key in found for phrase, found in ranked) / len(ranked)
    assert first >= 0.93, [(phrase.text, found) for phrase, found in ranked if phrase.key != found[0]]
    assert among >= 0.99


def test_every_referral_says_where_to_go() -> None:
    assert all(one.work and one.where for one in referrals().values() if not one.small_talk)
    assert {key for key in referrals() if key.startswith(ELSEWHERE)} == set(referrals())
    assert len(small_talk()) == 4


def test_home_words_lead_to_standard_ones() -> None:
    assert lexicon().standard["mần"] == ("làm",)
    assert lexicon().standard["chừ"] == ("giờ",)
    assert lexicon().standard["cccd"] == ("căn", "cước")


def test_no_question_that_is_held_back_was_taught() -> None:
    taught = {" ".join(fold(phrase.text).split()) for phrase in phrasings()}
    asked = [json.loads(line)["q"] for file in HELD for line in file.read_text(encoding="utf-8").splitlines()]
    assert [one for one in asked if " ".join(fold(one).split()) in taught] == []


def test_a_home_word_is_no_word_that_everybody_uses() -> None:
    """Else "ảnh thẻ" would be he and his card: such words are learned from phrasings, not put in another's place."""
    texts = [(text.name, text.short_name, text.field, text.result, *text.steps) for text in commune_pack()]
    texts += [(one.office, one.work, one.where, *one.names) for one in referrals().values()]
    used = {word.casefold() for text in texts for part in text for word in typed_words(part)}
    assert {word for word, meant in lexicon().standard.items() if word in used and len(meant) == 1} <= {"cha"}


@pytest.mark.parametrize("file", HELD, ids=lambda file: file.stem)
def test_questions_that_nobody_taught_are_understood_as_promised(file: Path) -> None:
    names = {fold(name): text.key for text in commune_pack() for name in (text.name, text.key, text.code) if name}
    guide, often, judged = pack_guide(), asked_most(common(), {}), []
    for line in file.read_text(encoding="utf-8").splitlines():
        one = judging.asked(json.loads(line), names)
        answer = decide(leaning(guide.rank(one.question), often, one.question), KEYS, small_talk())
        told = referrals().get(answer.elsewhere.key) if answer.elsewhere else None
        judged.append(judging.Judged(one, answer, told, 0.0))
    told_figures: dict[str, Any] = judging.figures(judged)
    assert told_figures["recall_at_1"] >= 0.85
    assert told_figures["recall_at_3"] >= 0.95
    assert told_figures["referral_recall"] >= 0.90
    assert told_figures["in_scope_refused"] <= 0.03
    assert told_figures["wrong_with_confidence"] <= 0.03
    styles = {style: told for style, told in told_figures["by_style"].items() if "recall_at_1" in told}
    assert {
        style for style, told in styles.items() if told["recall_at_1"] < 0.75 or told["recall_at_3"] < 0.88
    } == set()


def test_the_copy_that_is_taken_away_finds_nearly_as_much() -> None:
    """Without mended spelling, on questions that nobody wrote a phrasing from."""
    index = index_of(pack_guide(), KEYS | referrals().keys())
    asked = [json.loads(line) for line in HELD_BACK.read_text(encoding="utf-8").splitlines()]
    ours = [one for one in asked if one["answers"]]
    found = [[key for key in rank(index, lexicon(), one["q"], 8) if not key.startswith(ELSEWHERE)] for one in ours]
    first = sum(bool(keys) and keys[0] in one["answers"] for keys, one in zip(found, ours, strict=True))
    third = sum(bool({*keys[:3]} & {*one["answers"]}) for keys, one in zip(found, ours, strict=True))
    assert first / len(ours) >= 0.85
    assert third / len(ours) >= 0.95
    assert rank(index, lexicon(), "🙂 ' OR 1=1 --") == rank(index, lexicon(), "") == []


DANGERS = [json.loads(line) for line in Path(__file__).with_name("guide_dangers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("told", DANGERS, ids=lambda told: told["q"])
def test_danger_to_life_gets_the_number_to_call_and_never_a_form_alone(told: dict[str, str]) -> None:
    question = told["q"]
    ranked = leaning(pack_guide().rank(question), asked_most(common(), {}), question)
    answer = decide(ranked, KEYS, small_talk(), watch().hear(question))
    assert answer.kind == "refer" and answer.elsewhere is not None
    assert answer.elsewhere.key == told["call"]
    assert referrals()[answer.elsewhere.key].phone.isdigit()


@pytest.mark.parametrize(
    "question",
    [
        "mẹ tôi bị tai nạn giao thông mất rồi, làm giấy khai tử thế nào",
        "cháy nhà mất hết giấy tờ, xin lại sổ đỏ ở đâu",
        "bố tôi cầm súng đánh Mỹ, xin chế độ ở đâu",
    ],
)
def test_where_papers_are_asked_for_the_number_stands_beside_the_answer(question: str) -> None:
    answer = decide(pack_guide().rank(question), KEYS, small_talk(), watch().hear(question))
    assert answer.call.startswith("@khan_cap") and answer.procedures and answer.kind != "refer"


def test_ordinary_questions_are_hardly_ever_taken_for_danger() -> None:
    quiet = [phrase.text for phrase in phrasings() if not phrase.key.startswith(ELSEWHERE)]
    heard = [text for text in quiet if (danger := watch().hear(text)) and not danger.over]
    assert len(heard) * 100 < len(quiet), heard


@pytest.mark.parametrize(
    "words",
    [
        "tôi đang chạy xe ôm", "muốn trước khi chết có cái bìa", "không muốn sống chung với chồng",
        "co xac nhan tam tru",
        "cu tu tu roi lam", "vo oi lam the nao", "mat mau don", "sap nha xong", "ke chan song bi vo", "treo co to quoc",
        "lo dat cua nha toi", "de roi lam sau", "tu van ho so", "cay cua nha toi", "bi hoc sinh danh",
    ],
)  # fmt: skip
def test_words_that_only_look_like_danger_without_their_tones_are_none(words: str) -> None:
    assert watch().hear(words) is None
