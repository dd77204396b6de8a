"""What every template may use."""

from collections.abc import Mapping
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
    ("office.routes", "Ai nhận ý kiến nào"),
    ("office.duty", "Lịch trực"),
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
    ("office.scorecards", "Phiếu điểm quý"),
    ("office.recognition", "Tự chấm 100 điểm"),
    ("office.briefings", "Thông báo cần đọc"),
    ("office.outreach", "Loa, tờ treo"),
    ("office.lessons", "Bài học"),
    ("office.board", "Thành viên, cam kết"),
    ("office.province", "Các xã của tỉnh"),
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
    language = getattr(request, "LANGUAGE_CODE", "vi")
    roles = actor.roles if actor is not None else frozenset()
    return {
        "commune": commune,
        "hours": opening_hours(commune) if commune is not None and actor is None else "",
        "demo": settings.INVENTED,
        "training": commune is not None and commune.training,
        "actor": actor,
        "read_only": actor is not None and installation.is_read_only(),
        "menu": _menu(actor, request.path, language) if actor is not None else (),
        "search_url": _for(roles, "office.dossiers"),
        "intake_url": _for(roles, "office.intake"),
        "officer_title": getattr(request.user, "title", "") if actor is not None else "",
        "page_name": name,
        "language": language,
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


def _menu(actor: Actor, path: str, language: str) -> tuple[MenuGroup, ...]:
    """The menu of who asks, with the line marked that leads here."""
    prefix = get_script_prefix()
    return _lines(actor.roles, *_here(path, _addresses(prefix)), language, prefix)


@cache
def _lines(roles: frozenset[Role], marked: str, how: str, _language: str, _prefix: str) -> tuple[MenuGroup, ...]:
    """Kept for each set of roles, line and language: a few hundred at most, and no page asks for its menu anew."""
    groups: list[tuple[str, list[MenuItem]]] = [("", [])]
    for page, title in MENU:
        if not page:
            groups.append((title, []))
        elif url := _for(roles, page):
            groups[-1][1].append(MenuItem(_(title), url, how if url == marked else ""))
    short = sum(len(items) for _title, items in groups) <= SHORT_MENU
    return tuple(
        MenuGroup(_(title) if title else "", tuple(items), short or _opens(title, items, roles))
        for title, items in groups
        if items
    )


def _opens(title: str, items: list[MenuItem], roles: frozenset[Role]) -> bool:
    return not DAILY.get(title, frozenset()).isdisjoint(roles) or any(item.current for item in items)


def _for(roles: frozenset[Role], page: str) -> str:
    """The address of a page for who may open it, else nothing."""
    return _address(page, get_script_prefix()) if not PAGES[page].roles.isdisjoint(roles) else ""


@cache
def _address(page: str, _prefix: str) -> str:
    """Some thirty addresses stand on every page of the office and never change; `_prefix`: where all of ours begin."""
    return reverse(page)


@cache
def _addresses(prefix: str) -> Mapping[str, str]:
    """Where each line of the menu leads, and the pages that count as below one though their address does not say so."""
    lines = {url: url for page, _title in MENU if page and (url := _address(page, prefix))}
    return {**lines, _address("office.everything", prefix): _address("office.queue", prefix)}


def _here(path: str, lines: Mapping[str, str]) -> tuple[str, str]:
    """The menu's line that leads to a page, and what `aria-current` says of it: the page itself, or one below it.

    The queue stands at the root of all, so nothing counts as below it but the commune's own queue.
    """
    if lines.get(path) == path:
        return path, "page"
    above = path
    while above and above not in lines:
        above = above.rpartition("/")[0]
    return (lines[above], "true") if above else ("", "")


def opening_hours(commune: CommuneCard) -> str:
    """When the counter is open this season."""
    return days.opening_hours(calendars.calendar_for(commune).week_of(local_day(timezone.now())))
