"""What people say of themselves at the counter."""

import contextlib
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain import identity
from vidan.domain.errors import Refused
from vidan.domain.identity import NumberKind, Sex
from vidan.speech.refusals.identity import SENTENCES

TODAY = date(2026, 11, 25)
CARD = "038090001234|171234567|Hà Thị Ước|01021990|Nữ|Thôn Trung, Điền Lư, Bá Thước, Thanh Hóa|05062021"


def refusal(act, *given_, **named):
    with pytest.raises(Refused) as caught:
        act(*given_, **named)
    assert SENTENCES[caught.value.code].format(**caught.value.facts)
    return caught.value


def test_a_chip_card_fills_the_seven_fields():
    card = identity.parse_card(CARD)
    assert card == identity.Card(
        number="038090001234",
        old_number="171234567",
        name="Hà Thị Ước",
        born="1990-02-01",
        sex=Sex.FEMALE,
        address="Thôn Trung, Điền Lư, Bá Thước, Thanh Hóa",
        issued="2021-06-05",
    )


def test_the_names_of_the_parents_on_the_new_card_are_dropped():
    card = identity.parse_card(CARD + "||Hà Văn Bố|Phạm Thị Mẹ\r\n")
    assert card == identity.parse_card(CARD)
    assert "Mẹ" not in repr(card)


def test_a_card_without_old_number_and_dates_is_still_read():
    card = identity.parse_card("  038090001234||Hà Thị Ước|||Thôn Trung| \n")
    assert (card.old_number, card.born, card.issued, card.sex) == ("", "", "", None)


def test_an_elderly_persons_card_with_only_a_year_keeps_the_year():
    assert identity.parse_card(CARD.replace("01021990", "00001938")).born == "1938"


@pytest.mark.parametrize("odd", ["31021990", "01021790", "1/2/1990", "abcdefgh"])
def test_an_unreadable_date_on_a_card_is_left_for_the_clerk(odd):
    assert identity.parse_card(CARD.replace("01021990", odd)).born == ""


def test_a_card_scanned_in_decomposed_letters_is_kept_composed():
    assert identity.parse_card(unicodedata.normalize("NFD", CARD)) == identity.parse_card(CARD)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "https://example.vn",
        "038090001234|171234567|Hà Thị Ước|01021990|Nữ|Thôn Trung",
        CARD.replace("038090001234", "38090001234"),
        CARD.replace("038090001234", "٠٣٨٠٩٠٠٠١٢٣٤"),
        CARD.replace("Hà Thị Ước", ""),
        CARD.replace("Hà Thị Ước", "<script>"),
        CARD.replace("Thôn Trung", "Thôn " + "x" * 400),
    ],
)
def test_a_wrong_code_is_refused_with_a_way_out(wrong):
    refused = refusal(identity.parse_card, wrong)
    assert (refused.code, refused.field) == ("identity.card.unreadable", "card")


@given(st.text(max_size=300))
def test_no_scanned_text_can_do_worse_than_a_refusal(text):
    with contextlib.suppress(Refused):
        identity.parse_card(text)


def test_a_personal_number_may_be_typed_with_spaces_and_dots():
    assert identity.clean_number(" 0380 9000-1234 ").value == "038090001234"
    assert identity.clean_number("038.090.001.234").kind is NumberKind.PERSONAL


def test_a_number_that_fits_birth_year_and_sex_gives_no_warning():
    assert identity.clean_number("038190001234", born="1990-02-01", sex=Sex.FEMALE).warnings == ()
    assert identity.clean_number("038205001234", born="2005", sex=Sex.MALE).warnings == ()


def test_a_number_that_does_not_fit_only_warns():
    number = identity.clean_number("999090001234", born="1991-02-01", sex=Sex.FEMALE)
    assert number.value == "999090001234"
    assert set(number.warnings) == {
        "identity.number.province_unknown",
        "identity.number.sex_differs",
        "identity.number.born_differs",
    }
    assert all(SENTENCES[code] for code in number.warnings)


def test_the_old_nine_digit_card_is_taken_with_a_warning():
    number = identity.clean_number("171 234 567")
    assert (number.kind, number.warnings) == (NumberKind.OLD_CARD, ("identity.number.old_card",))


@pytest.mark.parametrize("passport", ["B1234567", "b 1234567", "P01234567"])
def test_a_passport_is_taken(passport):
    assert identity.clean_number(passport).kind is NumberKind.PASSPORT


@pytest.mark.parametrize("wrong", ["12345678901", "0380900012345", "abc", "<script>", "٠٣٨٠٩٠٠٠١٢٣٤"])
def test_any_other_number_is_refused(wrong):
    assert refusal(identity.clean_number, wrong).code == "identity.number.unreadable"


def test_an_empty_number_and_an_empty_phone_say_what_is_missing():
    assert refusal(identity.clean_number, " ").code == "identity.number.missing"
    assert refusal(identity.clean_phone, "\u200b").code == "identity.phone.missing"


@pytest.mark.parametrize(
    "typed", ["0912345678", "+84912345678", "84912345678", "+84 (0)912 345 678", "0912.345-678", "  091 234 5678"]
)
def test_one_phone_has_one_spelling(typed):
    assert identity.clean_phone(typed) == identity.Phone("0912345678")


@pytest.mark.parametrize("typed", ["0237 3123 456", "+84 24 3123 4567"])
def test_a_land_line_is_known(typed):
    assert identity.clean_phone(typed).warnings == ()


@pytest.mark.parametrize("typed", ["0612345678", "0111111111", "01689123456"])
def test_an_unknown_prefix_only_warns(typed):
    phone = identity.clean_phone(typed)
    assert phone.value == typed
    assert phone.warnings == ("identity.phone.prefix_unknown",)


def test_a_phone_abroad_is_kept_with_a_warning():
    assert identity.clean_phone("+856 20 1234 5678") == identity.Phone("+8562012345678", ("identity.phone.abroad",))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("09123", "too_short"),
        ("912345678", "too_short"),
        ("091234567890", "too_long"),
        ("+8491234567890123", "too_long"),
        ("không có", "letters"),
        ("0912345678;0987654321", "letters"),
        ("٠٩١٢٣٤٥٦٧٨", "letters"),
    ],
)
def test_a_phone_that_cannot_be_dialled_is_refused(typed, code):
    assert refusal(identity.clean_phone, typed).code == f"identity.phone.{code}"


@pytest.mark.parametrize(
    "name", ["Hà Thị Ước", "Y'Blô Niê Kđăm", "H’Hen Niê", "Ê-đê", "Nguyễn Văn A.", "K'Sor Phước", "Ơ", "Ksor Ê̆ban"]
)
def test_names_of_all_our_peoples_are_taken(name):
    assert identity.clean_name(f"  {name} \u200b") == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "missing"),
        (" .'- ", "missing"),
        ("Nguyễn Văn 2", "digits"),
        ("Nguyễn Ⅱ", "digits"),
        ("<script>alert", "marks"),
        ("Hà; DROP", "marks"),
        ("Nguyễn Văn Аn", "lookalike"),
        ("Ηà Thị Ước", "lookalike"),
        ("N" * 101, "too_long"),
    ],
)
def test_what_is_not_a_name_is_refused(name, code):
    assert refusal(identity.clean_name, name).code == f"identity.name.{code}"


@given(st.text(max_size=120))
def test_a_name_once_tidy_stays_as_it_is(text):
    try:
        tidy = identity.clean_name(text)
    except Refused:
        return
    assert identity.clean_name(tidy) == tidy
    assert "<" not in tidy


@pytest.mark.parametrize(
    "typed", ["1/2/1990", "01/02/1990", "01-02-1990", "1.2.1990", "01021990", "1990-02-01", " 1 / 2 / 1990 "]
)
def test_a_birthday_may_be_typed_in_many_ways(typed):
    assert identity.clean_born(typed, today=TODAY) == "1990-02-01"


def test_a_bare_year_stays_a_year():
    assert identity.clean_born("1938", today=TODAY) == "1938"
    assert identity.show_born("1938") == "1938"
    assert identity.show_born("1990-02-01") == "01/02/1990"


@pytest.mark.parametrize("day", ["01/01/1900", "25/11/2026", "1900", "2026"])
def test_the_first_and_the_last_possible_birthday_are_taken(day):
    assert identity.clean_born(day, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("31/12/1899", "too_early"),
        ("1/1/1800", "too_early"),
        ("1800", "too_early"),
        ("0000", "too_early"),
        ("26/11/2026", "future"),
        ("2027", "future"),
        ("9999", "future"),
        ("30/2/1990", "unreadable"),
        ("1/13/1990", "unreadable"),
        ("1/2/90", "unreadable"),
        ("hôm qua", "unreadable"),
    ],
)
def test_an_impossible_birthday_is_refused(typed, code):
    assert refusal(identity.clean_born, typed, today=TODAY).code == f"identity.born.{code}"


@given(st.dates(min_value=identity.FIRST_BIRTHDAY, max_value=TODAY))
def test_every_birthday_comes_back_from_the_way_it_is_shown(day):
    assert identity.clean_born(identity.show_born(day.isoformat()), today=TODAY) == day.isoformat()


def test_an_address_is_one_line_of_at_most_three_hundred_letters():
    assert identity.clean_address(" Thôn Trung,\n Điền Lư ") == "Thôn Trung, Điền Lư"
    assert identity.clean_address("") == ""
    assert refusal(identity.clean_address, "x" * 301).code == "identity.address.too_long"


def test_numbers_and_phones_are_masked_for_paper():
    assert identity.mask_number("038090001234") == "0380••••1234"
    assert identity.mask_number("171234567") == "17••••567"
    assert identity.mask_number("B1234567") == "B1•••567"
    assert identity.mask_phone("0912345678") == "091••••678"
    assert identity.mask_phone("12345") == "•••••"
    assert identity.mask_number("") == ""


@given(st.text(alphabet="0123456789BC+", max_size=20))
def test_masking_hides_something_and_twice_is_once(value):
    for mask in (identity.mask_number, identity.mask_phone):
        masked = mask(value)
        assert mask(masked) == masked
        assert len(masked) == len(value)
        assert value == "" or "•" in masked
