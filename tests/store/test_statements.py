"""Statements that are kept per process say and bring the same as Django's own."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as DjangosOwn
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from tests import builders
from tests.builders import House
from vidan.config.session_store import SessionStore
from vidan.domain.procedures import PaperMark
from vidan.store import rows
from vidan.store.guard import writing_allowed
from vidan.store.models import Commune, Dossier, Fact, Feedback, Matter, Person
from vidan.store.prepared import Prepared, PreparedRow
from vidan.store.rows import add, insert, new, put, put_both

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


def matter(commune: Commune, code: str, **words: object) -> Matter:
    usual = {
        "kind": "dossier",
        "title": "Cấp “giấy” 100 %",
        "state": "received",
        "opened_at": AT,
        "steps": [{"a": "ă"}],
    }
    return Matter(commune=commune, code=code, reference=code, **{**usual, **words})


def told(row: Matter) -> dict[str, object]:
    kept = Matter.objects.of(row.commune_id).filter(pk=row.pk).values().get()
    return {name: value for name, value in kept.items() if name not in ("id", "code", "reference")}


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"due_at": AT + timedelta(days=3), "limit": "5wd"},
        {"step": 2, "version": 7, "steps": []},
        {"title": ""},
        {"state": PaperMark.MISSING},  # a text with a class of its own
        {"step": True},  # a number with a class of its own
        {"due_at": (AT + timedelta(days=3)).astimezone(timezone(timedelta(hours=7)))},  # a moment as Vietnam tells it
    ],
)
def test_a_row_put_in_is_the_row_that_django_would_save(commune: Commune, words: dict[str, object]) -> None:
    with writing_allowed():
        ours, djangos = insert(matter(commune, "A", **words)), matter(commune, "B", **words)
        djangos.save()
    assert ours.pk
    assert told(ours) == told(djangos)


@pytest.mark.parametrize(
    "words",
    [
        {"title": "Cấp “giấy” 100 % 'mới'", "state": "received"},
        {"due_at": AT + timedelta(days=3), "limit": "5wd", "steps": [{"a": "ă"}], "person_id": None},
        {"state": PaperMark.MISSING, "step": True, "version": 7},
    ],
)
def test_a_row_that_is_added_is_the_row_that_would_be_put_in(commune: Commune, words: dict[str, Any]) -> None:
    words = {"commune_id": commune.pk, "kind": "dossier", "opened_at": AT, **words}
    with writing_allowed():
        added = add(Matter, code="A", reference="A", **words)
        put_in = insert(new(Matter, code="B", reference="B", **words))
        put_both((Matter, {**words, "code": "C", "reference": "C"}), (Matter, {**words, "code": "D", "reference": "D"}))
    assert added.pk == put_in.pk - 1
    assert told(added) == told(put_in)
    assert [told(row) for row in Matter.objects.of(commune).filter(code__in="CD")] == [told(put_in)] * 2
    assert not added._state.adding
    assert {name: getattr(added, name) for name in told(added)} == {
        name: getattr(put_in, name) for name in told(put_in)
    }


def test_what_stands_as_a_default_is_written_word_for_word(commune: Commune, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_additions", {})
    places = dict(rows._places(connection.vendor, Matter))
    places["title"] = places["title"]._replace(begins="50 % của 'nửa' ? \\ %s")
    monkeypatch.setattr(rows, "_places", lambda _vendor, _model: places)
    words = {"commune_id": commune.pk, "code": "A", "reference": "A", "kind": "dossier", "opened_at": AT}
    with writing_allowed():
        number = put(Matter, words)
    assert told(Matter.objects.of(commune).get(pk=number))["title"] == "50 % của 'nửa' ? \\ %s"


def test_a_default_that_is_made_anew_or_is_no_word_is_written_too(commune: Commune) -> None:
    with writing_allowed():
        first, second = (insert(matter(commune, code)) for code in "AB")
        added = add(Feedback, matter_id=first.pk, commune_id=commune.pk, received_at=AT, acknowledge_by=AT)
        insert(Feedback(matter_id=second.pk, commune=commune, received_at=AT, acknowledge_by=AT))
    kept, djangos = Feedback.objects.of(commune).order_by("pk").values()
    assert {**kept, "matter_id": 0} == {**djangos, "matter_id": 0}
    assert added.because == []


def test_a_column_that_there_is_not_is_refused_before_anything_is_written(commune: Commune) -> None:
    with writing_allowed(), pytest.raises(TypeError, match="matter_code"):
        put(Matter, {"commune_id": commune.pk, "matter_code": "A"})
    assert not Matter.objects.of(commune).exists()


def test_a_row_that_brings_its_key_keeps_it(commune: Commune) -> None:
    words = {"commune_id": commune.pk, "subject": "matter:1", "happened_at": AT, "recorded_at": AT}
    with writing_allowed():
        assert add(Fact, id=-7, **words).pk == -7
        assert add(Fact, id=None, **words).pk > 0
    assert Fact.objects.of(commune).get(pk=-7).told == {}


def test_a_prepared_question_takes_bytes(house: House) -> None:
    builders.receive(house.one_stop)
    person = Person.objects.of(house.commune).get()
    by_number = Prepared(
        lambda commune, index: Person.objects.of(commune).filter(number_index=index).values_list("pk"), int, bytes
    )
    assert by_number(house.commune.pk, bytes(person.number_index)) == [(person.pk,)]
    assert by_number(house.commune.pk, b"\0" * 16) == []


def test_what_was_made_of_a_row_is_given_again_only_while_the_row_stays_the_same(house: House) -> None:
    first = builders.receive(house.one_stop)
    sets = Prepared(lambda pk: Dossier.objects.across_communes("test").filter(pk=pk).values_list("sets", "papers"), int)
    made: list[tuple[object, ...]] = []

    def make(row: tuple[object, ...]) -> int:
        made.append(row)
        return int(str(row[0]))

    assert [sets.made(make, first.pk), sets.made(make, first.pk)] == [[1], [1]]
    assert len(made) == 1
    with writing_allowed():
        Dossier.objects.of(house.commune).filter(pk=first.pk).update(sets=4)
    assert sets.made(make, first.pk) == [4]


@pytest.mark.django_db
def test_percent_signs_and_question_marks_reach_the_database_as_they_are() -> None:
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute("SELECT %s, '100 %%', '?'", ["50 % ?"])
            assert tuple(cursor.fetchone()) == ("50 % ?", "100 %", "?")


@pytest.mark.django_db
def test_a_session_is_found_as_django_finds_it_and_a_dead_one_is_not() -> None:
    session = DjangosOwn()
    session["typed"] = "Hà Văn Nhiệm"
    session.save()
    assert SessionStore(session.session_key)["typed"] == "Hà Văn Nhiệm"
    Session.objects.filter(pk=session.session_key).update(expire_date=now() - timedelta(seconds=1))
    dead = SessionStore(session.session_key)
    assert dead.get("typed") is None
    assert dead.session_key is None
    assert SessionStore("x" * 32).get("typed") is None
    assert SessionStore(None).get("typed") is None


def test_a_kept_row_brings_what_it_points_at_and_nothing_where_it_points_at_nothing(house: House) -> None:
    received = builders.receive(house.one_stop)
    ask = PreparedRow(
        Dossier,
        lambda commune_id, number: Dossier.objects.of(commune_id).filter(pk=number),
        int,
        int,
        along=("matter", "matter__person", "matter__village"),
    )
    row = ask(house.commune.pk, received.pk)
    assert row is not None
    with CaptureQueriesContext(connection) as asked:
        assert (row.matter.code, row.matter.person.pk) == (received.code, received.person_id)
        assert row.matter.village is None
    assert len(asked) == 0, "it all came with the row"
    assert ask(house.commune.pk, received.pk + 1) is None


@pytest.mark.parametrize("model", list(apps.get_app_config("vidan").get_models()), ids=lambda model: model.__name__)
def test_a_new_row_begins_as_djangos_own_does(model: Any) -> None:
    def plain(row: Any) -> dict[str, Any]:
        return {name: value for name, value in row.__dict__.items() if name not in ("_state", *made)}

    made = {field.attname for field in model._meta.concrete_fields if callable(field.default)}  # a lot, a moment
    assert plain(new(model)) == plain(model())
    assert new(model).__dict__.keys() == model().__dict__.keys()
    assert new(model)._state.adding


def test_a_new_row_knows_its_columns() -> None:
    assert new(Matter, code="ĐL-1").code == "ĐL-1"
    with pytest.raises(TypeError, match="matter_code"):
        new(Matter, matter_code="ĐL-1")
