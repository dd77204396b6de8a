"""The table of situations: every procedure of the list stands somewhere, and no line is idle."""

from vidan.content.guide import situations
from vidan.content.procedures import commune_pack
from vidan.domain.procedures.situations import ANY, place
from vidan.domain.text import fold


def test_every_procedure_stands_under_a_situation_of_life() -> None:
    """None is left for the last one, and every line is of a field that exists."""
    all_of_them = situations()
    placed = {all_of_them.index(place(all_of_them, text.field, text.short_name)) for text in commune_pack()}
    assert placed == set(range(len(all_of_them) - 1))
    fields = {fold(text.field) for text in commune_pack()}
    assert all(one.english for one in all_of_them)
    assert {field for one in all_of_them for field, _words in one.rules} - fields == {ANY}
