"""Which of the commune's villages an address means, as identity cards and people write it."""

import pytest

from vidan.domain.communes import village_of

VILLAGES = [(1, "thôn Riềng"), (2, "thôn Mé"), (3, "thôn Mẻ"), (4, "Tổ dân phố 2"), (5, "bản Đon"), (6, "làng Đon")]
COMMUNES = ["Xã Điền Lư", "xã Ái Thượng"]


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("Thôn Riềng, Điền Lư, Bá Thước, Thanh Hóa", 1),
        ("thôn riềng, xã Ái Thượng, huyện Bá Thước", 1),  # a card from before the merger
        ("RIENG - DIEN LU - THANH HOA", 1),
        ("Thôn Mé, Điền Lư", 2),
        ("Thôn Mẻ, Điền Lư", 3),
        ("thon me, dien lu", None),  # two of them without tones
        ("Tổ 2, Điền Lư", 4),
        ("Đon, Điền Lư", None),  # a bản and a làng
        ("thôn Riềng", 1),
        ("Thôn Riềng, Lương Ngoại, Bá Thước", None),  # the same name in another commune
        ("Điền Lư, Bá Thước", None),
        ("Riềng Trên, Điền Lư", None),
        ("", None),
        (" , ;", None),
    ],
)
def test_the_village_is_taken_from_an_address_only_where_it_can_mean_no_other(
    address: str, village: int | None
) -> None:
    assert village_of(address, VILLAGES, COMMUNES) == village
