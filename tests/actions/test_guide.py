"""The guide learns from what people did not find and from what officers say it means."""

import pytest

from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from vidan.actions import procedures as acts
from vidan.actions.procedures import guide
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.queries import procedures as seen
from vidan.store.models import GuideVerdict, MissedQuestion, TaughtWording

ODD = "cái tờ hồng hồng cho cu Tí"
TODAY = local_day(NOW)


def first(house: House, question: str) -> str:
    found = seen.guidance(house.commune.pk, question, TODAY).found
    return found[0].row.key if found else ""


def test_a_question_that_was_missed_is_kept_once_and_counted(house: House) -> None:
    acts.miss_question(house.commune.pk, ODD, "", now=NOW)
    acts.miss_question(house.commune.pk, ODD.upper(), "", now=NOW)
    (card,) = seen.missed(house.commune.pk)
    assert card.times == 2


def test_nobodys_numbers_are_kept(house: House) -> None:
    acts.miss_question(house.commune.pk, "cccd 038 090 001 234 của tôi, gọi 0912.345.678", "", now=NOW)
    assert "38" not in seen.missed(house.commune.pk)[0].words


def test_emptiness_is_not_kept(house: House) -> None:
    assert not acts.miss_question(house.commune.pk, " . ", "", now=NOW)
    assert seen.missed(house.commune.pk) == []


def test_a_flood_of_questions_keeps_to_its_bound(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "MOST_OPEN", 3)
    for number in range(6):
        acts.miss_question(house.commune.pk, f"câu lạ thứ {'x' * number}", "", now=NOW)
    assert MissedQuestion.objects.of(house.commune).count() == 3


def test_an_officer_says_what_it_means_and_the_next_asker_finds_it(house: House) -> None:
    acts.miss_question(house.commune.pk, ODD, "", now=NOW)
    assert seen.guidance(house.commune.pk, ODD, TODAY).kind != "found", "a guess at most"
    (card,) = seen.missed(house.commune.pk)
    acts.settle_question(house.one_stop, card.number, BUILDING_PERMIT, now=NOW)
    assert (seen.guidance(house.commune.pk, ODD, TODAY).kind, first(house, ODD)) == ("found", BUILDING_PERMIT)
    assert first(house, "XIN CAI TO HONG HONG cho cu ti") == BUILDING_PERMIT
    assert first(house, "vợ mới đẻ, làm giấy khai sinh") == BIRTH
    assert seen.missed(house.commune.pk) == []


def test_the_same_words_taught_again_mean_the_newer(house: House) -> None:
    acts.teach(house.one_stop, ODD, BUILDING_PERMIT, now=NOW)
    acts.teach(house.one_stop, ODD, BIRTH, now=NOW)
    assert first(house, ODD) == BIRTH
    assert TaughtWording.objects.of(house.commune).count() == 1


def test_a_question_may_be_whose_work_it_is_elsewhere(house: House) -> None:
    acts.teach(house.one_stop, "cái hộp đếm số kêu tạch tạch", "@dien_luc", now=NOW)
    told = seen.guidance(house.commune.pk, "cái hộp đếm số kêu tạch tạch", TODAY)
    assert told.elsewhere is not None
    assert told.elsewhere.office == "Điện lực"


def test_a_question_laid_aside_teaches_nothing(house: House) -> None:
    acts.miss_question(house.commune.pk, ODD, "", now=NOW)
    acts.settle_question(house.one_stop, seen.missed(house.commune.pk)[0].number, "", now=NOW)
    assert seen.missed(house.commune.pk) == []
    assert not TaughtWording.objects.of(house.commune).exists()


@pytest.mark.parametrize(
    ("words", "key", "code"),
    [
        (ODD, "9.999999", "procedures.unknown"),
        ("…", BIRTH, "procedures.guide.words_missing"),
        (ODD, "@khong-co", "procedures.unknown"),
    ],
)
def test_what_does_not_exist_cannot_be_taught(house: House, words: str, key: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.teach(house.one_stop, words.replace("…", " "), key, now=NOW)
    assert refused.value.code == code


def test_another_communes_question_is_not_ours(house: House) -> None:
    acts.miss_question(house.commune.pk, ODD, "", now=NOW)
    with pytest.raises(Refused, match="question_unknown"):
        acts.settle_question(house.one_stop, 999_999, BIRTH, now=NOW)


def test_understood_or_not_is_kept_without_a_name(house: House) -> None:
    acts.judge_guide(house.commune.pk, BIRTH, understood=False, now=NOW)
    assert not GuideVerdict.objects.of(house.commune).get().understood
    with pytest.raises(Refused):
        acts.judge_guide(house.commune.pk, "9.999999", understood=True, now=NOW)


def test_a_procedure_that_came_in_is_found_at_once(house: House) -> None:
    before = seen.guidance(house.commune.pk, BIRTH, TODAY)
    assert before.found[0].row.key == BIRTH
