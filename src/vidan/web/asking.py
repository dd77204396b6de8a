"""Ways to ask for who does not like to type: twelve pictures of what is needed most, and one's own voice."""

from typing import NamedTuple

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The pages with a box to ask in may hear, when the person presses the microphone and the browser asks her.
_HEARING = "camera=(self), geolocation=(), microphone=(self)"


class Need(NamedTuple):
    """A picture (`parts/need.html`), its words, and the question that it asks: whatever a commune has answers it."""

    picture: str
    title: str | Promise
    question: str


#: What people come for most, in the order of a life.
NEEDS = (
    Need("birth", _("Khai sinh"), "khai sinh"),
    Need("wedding", _("Kết hôn"), "đăng ký kết hôn"),
    Need("single", _("Giấy độc thân"), "giấy độc thân"),
    Need("home", _("Thường trú, tạm trú"), "thường trú tạm trú"),
    Need("copy", _("Sao y, chứng thực"), "chứng thực bản sao"),
    Need("land", _("Đất đai, sổ đỏ"), "sổ đỏ"),
    Need("build", _("Xây nhà"), "xin phép xây nhà"),
    Need("shop", _("Mở quán, buôn bán"), "mở quán bán hàng"),
    Need("merit", _("Người có công"), "thương binh liệt sĩ"),
    Need("care", _("Người già, khuyết tật"), "trợ cấp người già khuyết tật"),
    Need("poor", _("Hộ nghèo"), "hộ nghèo"),
    Need("death", _("Khai tử, mai táng"), "khai tử mai táng"),
)


def hearing(answer: HttpResponse) -> HttpResponse:
    """The answer, allowed to use the microphone."""
    answer["Permissions-Policy"] = _HEARING
    return answer
