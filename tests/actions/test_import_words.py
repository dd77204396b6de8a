"""Words of another system that nobody knows here: told with their rows, pointed out once, remembered, never guessed."""

from collections.abc import Sequence

import pytest

from tests.actions.test_dossier_imports import HEADINGS, OPEN, told
from tests.builders import BIRTH, NOW, House
from vidan.actions.dossiers import import_words, imports, taking
from vidan.domain.dossiers.source_words import Pointed
from vidan.domain.errors import Refused
from vidan.queries.dossiers import importing as seen
from vidan.store.models import DossierImport, Fact, ImportWord, Matter

LINKED = told(OPEN, code="H56-7", state="Liên thông")
NEW = told(OPEN, code="H56-8", procedure="Khai sinh mới")
BY_NOBODY = told(OPEN, code="H56-9", officer="Lê Văn Mới")


def lay(house: House, *rows: Sequence[str], content: bytes = b"x") -> DossierImport:
    row = imports.begin(house.one_stop, "a.csv", content, by_worker=False, now=NOW)
    return imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter(rows), 2, now=NOW)


def take(house: House, row: DossierImport) -> DossierImport:
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    return taking.take_part(house.one_stop, row.pk, now=NOW)


def test_words_that_nobody_knows_are_told_with_their_rows_and_their_rows_stay_out(house: House) -> None:
    row = lay(house, OPEN, LINKED, NEW, BY_NOBODY)
    assert (row.good, row.bad) == (2, 2)
    assert [(word.column, word.told, word.meaning, word.rows) for word in seen.words(house.one_stop, row.pk)] == [
        ("procedure", "Khai sinh mới", "", [4]),
        ("state", "Liên thông", "", [3]),
        ("officer", "Lê Văn Mới", "", [5]),
        ("state", "Đang xử lý", "processing", [2, 5]),
    ]


def test_a_word_that_is_pointed_out_lets_its_rows_in_now_and_with_the_next_list(house: House) -> None:
    row = lay(house, LINKED, NEW, BY_NOBODY)
    words = [
        Pointed("state", "Liên thông", "processing"),
        Pointed("procedure", "Khai sinh mới", BIRTH),
        Pointed("officer", "Lê Văn Mới", str(house.leader.officer_id)),
    ]
    assert imports.point_out(house.one_stop, row.pk, words, by_worker=False, now=NOW)
    row = imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter([LINKED, NEW, BY_NOBODY]), 2, now=NOW)
    assert (row.good, row.bad) == (3, 0)
    assert take(house, row).added == 3
    assert Matter.objects.of(house.commune).get(code="H56-9").holder_id == house.leader.officer_id
    assert Fact.objects.of(house.commune).filter(kind="ImportWordKept").count() == 3
    later = lay(house, told(LINKED, code="H56-17"), told(NEW, code="H56-18"), content=b"next month")
    assert (later.good, later.bad) == (2, 0)


def test_a_list_that_is_done_is_not_read_anew_but_its_words_are_remembered(house: House) -> None:
    row = take(house, lay(house, OPEN, LINKED))
    words = [Pointed("state", "Liên thông", "processing")]
    assert not imports.point_out(house.one_stop, row.pk, words, now=NOW)
    again = take(house, lay(house, OPEN, LINKED))
    assert (again.added, again.unchanged) == (1, 1)


def test_a_word_is_forgotten_when_its_meaning_is_taken_away(house: House) -> None:
    words = [Pointed("state", "Liên thông", "waiting")]
    assert import_words.remember(house.one_stop, words, now=NOW) == 1
    assert import_words.remember(house.one_stop, words, now=NOW) == 0
    assert import_words.remember(house.one_stop, [Pointed("state", "LIÊN THÔNG.", "")], now=NOW) == 1
    assert not ImportWord.objects.of(house.commune).exists()


@pytest.mark.parametrize(
    "word", [Pointed("procedure", "x", "9.999999"), Pointed("officer", "x", "999"), Pointed("officer", "x", "²")]
)
def test_a_word_cannot_mean_what_the_commune_does_not_have(house: House, word: Pointed) -> None:
    with pytest.raises(Refused, match=r"dossiers\.import\.word"):
        import_words.remember(house.one_stop, [word], now=NOW)


def test_what_was_known_can_be_taken_back(house: House) -> None:
    nam = told(OPEN, officer=house.specialist.name)
    words = [Pointed("state", "Đang xử lý", "unknown"), Pointed("officer", house.specialist.name, "unknown")]
    assert import_words.remember(house.one_stop, words, now=NOW) == 2
    row = lay(house, nam)
    assert (row.good, row.bad) == (0, 1)
    import_words.remember(house.one_stop, [Pointed("state", "Đang xử lý", "")], now=NOW)
    take(house, lay(house, nam, content=b"y"))
    assert Matter.objects.of(house.commune).get().holder_id == house.one_stop.officer_id


def test_two_long_names_that_differ_only_at_their_end_are_two_words(house: House) -> None:
    long = "Thủ tục" + " rất dài" * 40
    import_words.remember(house.one_stop, [Pointed("procedure", f"{long} (cấp xã)", BIRTH)], now=NOW)
    row = lay(house, told(NEW, procedure=f"{long} (cấp xã)"), told(NEW, code="H56-10", procedure=f"{long} (cấp tỉnh)"))
    assert (row.good, row.bad) == (1, 1)
    assert seen.words(house.one_stop, row.pk)[0].told == f"{long} (cấp tỉnh)"


def test_a_long_state_is_known_again_by_all_of_its_words(house: House) -> None:
    long = "Liên thông" + " với cơ quan khác" * 5
    import_words.remember(house.one_stop, [Pointed("state", long, "processing")], now=NOW)
    row = lay(house, told(LINKED, state=long), told(LINKED, code="H56-9", state=f"{long} nữa"))
    assert (row.good, row.bad) == (1, 1)
    assert take(house, row).added == 1


def test_a_list_that_is_being_read_can_be_laid_aside(house: House) -> None:
    row = imports.begin(house.one_stop, "a.csv", b"x", by_worker=False, now=NOW)
    imports.give_up(house.one_stop, row.pk, now=NOW)
    with pytest.raises(Refused, match=r"dossiers\.import\.not_now"):
        imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter([OPEN]), 2, now=NOW)


def test_the_same_file_under_another_name_of_columns_is_read_by_those(house: House) -> None:
    row = lay(house, OPEN)
    again = imports.begin(house.one_stop, "a.csv", b"x", map_name="Tỉnh", by_worker=False, now=NOW)
    assert (again.pk, again.state, again.map_name) == (row.pk, "reading", "Tỉnh")
