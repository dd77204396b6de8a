"""What may be written into the book of contributions."""

from dataclasses import replace
from datetime import date

import pytest

from vidan.domain.errors import Refused
from vidan.domain.letters.gifts import Gift, GiftKind, check_gift

TODAY = date(2026, 11, 17)
MONEY = Gift(GiftKind.MONEY, "làm đường vào đồng Côn", TODAY, amount=500_000)
CEMENT = Gift(GiftKind.GOODS, "làm đường vào đồng Côn", TODAY, thing="20 bao xi măng")


def test_money_counts_in_dong_and_goods_in_words():
    assert check_gift(MONEY, TODAY) == MONEY
    assert check_gift(replace(CEMENT, amount=7), TODAY) == CEMENT
    assert check_gift(replace(MONEY, thing="gạo", purpose="  làm   đường "), TODAY) == replace(
        MONEY, purpose="làm đường"
    )


@pytest.mark.parametrize(
    ("gift", "code", "field"),
    [
        (replace(MONEY, purpose=" \u200b "), "letters.gift.purpose", "purpose"),
        (replace(MONEY, purpose="đ" * 161), "letters.gift.purpose", "purpose"),
        (replace(MONEY, amount=0), "letters.gift.amount", "amount"),
        (replace(MONEY, amount=-5), "letters.gift.amount", "amount"),
        (replace(MONEY, amount=10**11), "letters.gift.amount", "amount"),
        (replace(CEMENT, thing=""), "letters.gift.thing", "thing"),
        (replace(MONEY, given_on=date(2026, 11, 18)), "letters.gift.future", "given_on"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(gift, code, field):
    with pytest.raises(Refused) as refused:
        check_gift(gift, TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)
