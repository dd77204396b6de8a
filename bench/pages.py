"""The program's pages, measured like the floor's.

    VIDAN_DATA=FOLDER python bench/pages.py PAGE ROUNDS     prints CPU milliseconds a request

Pages: `tracking`, `queue`, `everything`, `dossier`, `dossiers`, `by_name`, `by_code`, `by_phone`, `intake`, `say`,
`home`. The
folder holds the demo or a copy of it grown by SQL.
"""

import os
import secrets
import sys
from urllib.parse import quote, urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidan.config.settings")
os.environ.setdefault("VIDAN_DEMO", "1")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.middleware.csrf import _get_new_csrf_string
from django.utils import timezone
from measuring import cpu_of

from vidan.domain.people import Role
from vidan.store.models import Dossier, Mandate, Matter, Procedure
from vidan.web import sessions
from vidan.web.public import quotas, tracking


def officer(role: Role):
    """The officer with this role who holds most."""
    mandates = Mandate.objects.across_communes("bench").filter(role=role.value, until_on=None).select_related("officer")
    return max(
        (m.officer for m in mandates),
        key=lambda who: Matter.objects.of(who.commune_id).filter(holder=who, closed_at=None).count(),
    )


def signed_in(who) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(who.pk)
    session[BACKEND_SESSION_KEY] = "vidan.config.backend.OfficerBackend"
    session[HASH_SESSION_KEY] = who.get_session_auth_hash()
    now = int(timezone.now().timestamp())
    session.update({sessions.LINK: True, sessions.SECOND: True, "vidan_began": now, "vidan_used": now})
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def tracking_calls():
    rows = Dossier.objects.across_communes("bench").select_related("matter").order_by("-matter_id")[:50]
    return [
        (
            "GET",
            f"/ho-so/{quote(row.matter.code)}",
            {tracking.COOKIE: signing.dumps([row.commune_id, row.matter.code, row.print_number], salt=tracking.COOKIE)},
            "",
        )
        for row in rows
    ]


def intake_calls():
    who = officer(Role.ONE_STOP)
    procedure = Procedure.objects.of(who.commune_id).filter(limit_sure=True, received_here=True, limit="5wd").first()
    token = _get_new_csrf_string()
    cookies = {**signed_in(who), settings.CSRF_COOKIE_NAME: token}
    papers = {f"paper_{number}": "present" for number in range(len(procedure.papers))}
    return [
        (
            "POST",
            f"/can-bo/tiep-nhan/{procedure.key}",
            cookies,
            urlencode(
                {
                    "csrfmiddlewaretoken": token,
                    "name": "Hà Văn Nhiệm",
                    "number": f"0380560{number:05d}",
                    "sets": "1",
                    "delivery": "counter",
                    **papers,
                }
            ),
        )
        for number in range(3000)
    ]


def office(address: str):
    return [("GET", address, signed_in(officer(Role.SPECIALIST)), "")]


def dossier_calls():
    who = officer(Role.SPECIALIST)
    codes = Matter.objects.of(who.commune_id).filter(kind="dossier").order_by("-pk").values_list("code", flat=True)[:50]
    cookies = {**signed_in(who), settings.CSRF_COOKIE_NAME: _get_new_csrf_string()}  # as a browser brings it along
    return [("GET", f"/can-bo/ho-so/{quote(code)}", cookies, "") for code in codes]


def say_calls():
    """Citizens from many places, each with a message of her own and what the page sends along with it."""
    token = _get_new_csrf_string()
    opened = quotas.opened()
    words = "Đường vào thôn Tôm có ổ gà sâu trước nhà số {number}, mưa xuống không thấy mà tránh, đề nghị xã sửa."
    return [
        (
            "POST",
            "/y-kien",
            {settings.CSRF_COOKIE_NAME: token},
            urlencode(
                {
                    "csrfmiddlewaretoken": token,
                    "form_token": secrets.token_hex(16),
                    "opened_at": opened,
                    "text": words.format(number=number),
                    "place": "cạnh cổng chùa",
                }
            ),
        )
        for number in range(3000)
    ]


PAGES = {
    "say": say_calls,
    "home": lambda: [("GET", "/", {}, "")],
    "tracking": tracking_calls,
    "queue": lambda: office("/can-bo/"),
    "everything": lambda: office("/can-bo/ca-xa"),
    "dossier": dossier_calls,
    "dossiers": lambda: office("/can-bo/ho-so"),
    "by_name": lambda: office("/can-bo/ho-so?q=" + quote("thi lo")),
    "by_code": lambda: office("/can-bo/ho-so?q=" + quote("ĐL-2611")),
    "by_phone": lambda: office("/can-bo/ho-so?q=0990000003"),
    "intake": intake_calls,
}


def for_the_wire() -> list:
    """The calls of one page, for `wire.py`."""
    return PAGES[sys.argv[1]]()


if __name__ == "__main__":
    name = sys.argv[1]
    if name == "say":
        # A single machine sends thousands: its quota is no part of what a message costs.
        quotas.FREE = quotas.FREE_OF_ALL = quotas.MOST = 10**9
    print(cpu_of(PAGES[name](), int(sys.argv[2]), (302,) if name in ("intake", "say") else (200,)))
