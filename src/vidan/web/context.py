"""What every template may use."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vidan.domain.people import Actor
from vidan.web.access import PAGES

#: The office's menu: page, title. A page appears only for who may open it.
MENU: tuple[tuple[str, str], ...] = (
    ("office.queue", "Việc của tôi"),
    ("office.intake", "Tiếp nhận hồ sơ"),
    ("office.dossiers", "Hồ sơ"),
    ("office.procedures", "Thủ tục"),
    ("office.calendar", "Lịch làm việc"),
    ("office.survey", "Phiếu khảo sát"),
    ("office.people", "Cán bộ, nhiệm vụ"),
    ("office.readings", "Lượt xem dữ liệu"),
)


def house(request: HttpRequest) -> dict[str, Any]:
    """The commune, the officer, the menu, and whether everything here is invented."""
    actor: Actor | None = getattr(request, "actor", None)
    match = request.resolver_match
    name = match.view_name if match else ""
    commune = getattr(request, "commune", None)
    return {
        "commune": commune,
        "demo": settings.DEMO,
        "training": commune is not None and commune.training,
        "actor": actor,
        "menu": _menu(actor, name) if actor is not None else (),
        "page_name": name,
        "language": getattr(request, "LANGUAGE_CODE", "vi"),
    }


class MenuItem(NamedTuple):
    """One line of the office's menu; a tuple, so that a whole menu can be the key of a frame."""

    title: str
    url: str
    current: bool
    count: int = 0


def _menu(actor: Actor, here: str) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(_(title), reverse(page), here == page)
        for page, title in MENU
        if not PAGES[page].roles.isdisjoint(actor.roles)
    )
