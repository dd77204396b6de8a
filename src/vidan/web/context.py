"""What every template may use."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.queries import calendar as calendars
from vidan.queries.communes import CommuneCard
from vidan.speech.days import opening_hours
from vidan.web.access import PAGES

#: The office's menu: page, title. A page appears only for who may open it.
MENU: tuple[tuple[str, str], ...] = (
    ("office.queue", "Việc của tôi"),
    ("office.morning", "Tờ việc buổi sáng"),
    ("office.reminders", "Nhắc việc"),
    ("office.intake", "Tiếp nhận hồ sơ"),
    ("office.blanks", "Giấy hẹn in sẵn"),
    ("office.dossiers", "Hồ sơ"),
    ("office.letters", "Văn bản, thư"),
    ("office.feedback_list", "Ý kiến của dân"),
    ("office.sealed_list", "Tin mật"),
    ("office.procedures", "Thủ tục"),
    ("office.leaves", "Nghỉ, làm thay"),
    ("office.storm", "Đóng cửa vì bão, lũ"),
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
        "hours": _hours(commune) if commune is not None and actor is None else "",
        "demo": settings.DEMO,
        "training": commune is not None and commune.training,
        "actor": actor,
        "menu": _menu(actor, request.path) if actor is not None else (),
        "officer_title": getattr(request.user, "title", "") if actor is not None else "",
        "page_name": name,
        "language": getattr(request, "LANGUAGE_CODE", "vi"),
    }


class MenuItem(NamedTuple):
    """One line of the office's menu; a tuple, so that a whole menu can be the key of a frame."""

    title: str
    url: str
    current: str
    count: int = 0


def _menu(actor: Actor, path: str) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(_(title), url, current(url, path))
        for page, title in MENU
        if not PAGES[page].roles.isdisjoint(actor.roles) and (url := reverse(page))
    )


def current(url: str, path: str) -> str:
    """What `aria-current` says of a line of the menu: the page itself, a page below it, or nothing.

    The queue stands at the root of all, so nothing counts as below it but the commune's own queue.
    """
    if path == url:
        return "page"
    below = path == reverse("office.everything") if url == reverse("office.queue") else path.startswith(f"{url}/")
    return "true" if below else ""


def _hours(commune: CommuneCard) -> str:
    """When the counter is open this season."""
    return opening_hours(calendars.calendar_for(commune).week_of(local_day(timezone.now())))
