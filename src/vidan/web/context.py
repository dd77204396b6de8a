"""What every template may use."""

from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role
from vidan.queries import calendar as calendars
from vidan.queries import installation
from vidan.queries.communes import CommuneCard
from vidan.speech import days
from vidan.web.access import PAGES

#: The office's menu: page, title. A page appears only for who may open it. A line without a page names what follows.
MENU: tuple[tuple[str, str], ...] = (
    ("office.queue", "Việc của tôi"),
    ("office.morning", "Tờ việc buổi sáng"),
    ("office.reminders", "Nhắc việc"),
    ("", "Hồ sơ, thủ tục"),
    ("office.intake", "Tiếp nhận hồ sơ"),
    ("office.blanks", "Giấy hẹn in sẵn"),
    ("office.dossiers", "Hồ sơ"),
    ("office.procedures", "Thủ tục"),
    ("", "Thư, ý kiến của dân"),
    ("office.letters", "Văn bản, thư"),
    ("office.feedback_list", "Ý kiến của dân"),
    ("office.reception", "Tiếp dân, đối thoại"),
    ("office.posters", "Tờ QR góp ý"),
    ("office.sealed_list", "Tin mật"),
    ("office.survey", "Phiếu khảo sát"),
    ("", "Ban điều hành"),
    ("office.board_today", "Ba việc hôm nay"),
    ("office.reaching", "Đạt lời hứa"),
    ("office.plan", "Kế hoạch"),
    ("office.meetings", "Họp, tiếp dân"),
    ("office.rounds", "Lấy ý kiến"),
    ("office.publications", "Công khai"),
    ("office.board_reports", "Báo cáo kỳ"),
    ("office.recognition", "Tự chấm 100 điểm"),
    ("office.briefings", "Thông báo cần đọc"),
    ("office.outreach", "Loa, tờ treo"),
    ("office.lessons", "Bài học"),
    ("office.board", "Thành viên, cam kết"),
    ("", "Cơ quan"),
    ("office.leaves", "Nghỉ, làm thay"),
    ("office.storm", "Đóng cửa vì bão, lũ"),
    ("office.calendar", "Lịch làm việc"),
    ("office.people", "Cán bộ, nhiệm vụ"),
    ("office.readings", "Lượt xem dữ liệu"),
)
#: Whose daily work lies in a group: it stands open for them. Everybody opens the others with one press.
DAILY: dict[str, frozenset[Role]] = {
    "Hồ sơ, thủ tục": frozenset({Role.ONE_STOP, Role.SPECIALIST, Role.LEADER}),
    "Thư, ý kiến của dân": frozenset({Role.CLERK, Role.LEADER, Role.CONFIDENTIAL_HANDLER}),
    "Cơ quan": frozenset({Role.ADMINISTRATOR}),
}
#: A menu of so few lines needs no folding.
SHORT_MENU = 8


def house(request: HttpRequest) -> dict[str, Any]:
    """The commune, the officer, the menu, and whether everything here is invented."""
    actor: Actor | None = getattr(request, "actor", None)
    match = request.resolver_match
    name = match.view_name if match else ""
    commune = getattr(request, "commune", None)
    return {
        "commune": commune,
        "hours": opening_hours(commune) if commune is not None and actor is None else "",
        "demo": settings.DEMO,
        "training": commune is not None and commune.training,
        "actor": actor,
        "read_only": actor is not None and installation.is_read_only(),
        "menu": _menu(actor, request.path) if actor is not None else (),
        "search_url": _for(actor, "office.dossiers"),
        "intake_url": _for(actor, "office.intake"),
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


class MenuGroup(NamedTuple):
    """Lines that belong together: the first group has no title; the others fold."""

    title: str
    items: tuple[MenuItem, ...]
    open: bool


def _menu(actor: Actor, path: str) -> tuple[MenuGroup, ...]:
    groups: list[tuple[str, list[MenuItem]]] = [("", [])]
    for page, title in MENU:
        if not page:
            groups.append((title, []))
        elif url := _for(actor, page):
            groups[-1][1].append(MenuItem(_(title), url, current(url, path)))
    short = sum(len(items) for _title, items in groups) <= SHORT_MENU
    return tuple(
        MenuGroup(_(title) if title else "", tuple(items), short or _opens(title, items, actor))
        for title, items in groups
        if items
    )


def _opens(title: str, items: list[MenuItem], actor: Actor) -> bool:
    return not DAILY.get(title, frozenset()).isdisjoint(actor.roles) or any(item.current for item in items)


def _for(actor: Actor | None, page: str) -> str:
    """The address of a page for who may open it, else nothing."""
    return (
        _address(page, get_script_prefix())
        if actor is not None and not PAGES[page].roles.isdisjoint(actor.roles)
        else ""
    )


@cache
def _address(page: str, _prefix: str) -> str:
    """Some thirty addresses stand on every page of the office and never change; `_prefix`: where all of ours begin."""
    return reverse(page)


def current(url: str, path: str) -> str:
    """What `aria-current` says of a line of the menu: the page itself, a page below it, or nothing.

    The queue stands at the root of all, so nothing counts as below it but the commune's own queue.
    """
    if path == url:
        return "page"
    prefix = get_script_prefix()
    at_root = url == _address("office.queue", prefix)
    below = path == _address("office.everything", prefix) if at_root else path.startswith(f"{url}/")
    return "true" if below else ""


def opening_hours(commune: CommuneCard) -> str:
    """When the counter is open this season."""
    return days.opening_hours(calendars.calendar_for(commune).week_of(local_day(timezone.now())))
