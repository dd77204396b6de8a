"""The questions of `vidan init`, asked or answered beforehand, and what makes an answer usable."""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from vidan.actions.installation import Beginning, FirstOfficer
from vidan.cli.asking import NobodyThere, ask, ask_password, somebody_there
from vidan.cli.words import _, say
from vidan.domain import communes
from vidan.domain.communes import CommuneText
from vidan.domain.errors import Refused
from vidan.domain.keysheet import SYLLABLES
from vidan.domain.people import Role
from vidan.domain.text import clean_line

Given = Mapping[str, Any]
#: A day on which today's communes began (Nghị quyết 202/2025/QH15).
USUAL_FIRST_DAY = "2025-07-01"
_EARLIEST = date(1945, 9, 2)
#: Syllables of a password we make: eight of 256 are 64 bits.
_PASSWORD_SYLLABLES = 8

#: name, question, example, default; asked in this order.
QUESTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("code", _("Mã xã (5 chữ số)"), "14950", ""),
    ("name", _("Tên xã, phường hoặc đặc khu"), "Xã Điền Lư", ""),
    ("province_code", _("Mã tỉnh (2 chữ số)"), "38", ""),
    ("province_name", _("Tên tỉnh, thành phố"), "tỉnh Thanh Hóa", ""),
    ("valid_from", _("Có địa giới như hiện nay từ ngày"), "", "01/07/2025"),
    ("abbreviation", _("Chữ viết tắt đứng đầu mã hồ sơ (để trống: lấy chữ đầu của tên)"), "ĐL", ""),
    ("phone", _("Điện thoại một cửa"), "0237 3891 002", ""),
    ("address", _("Địa chỉ trụ sở"), "thôn Riềng, xã Điền Lư, tỉnh Thanh Hóa", ""),
    ("villages", _("Các thôn, cách nhau dấu phẩy (để trống: nhập sau)"), "thôn Riềng, thôn Ấm", ""),
)
#: role, how we call it, its usual title, whether a commune can begin without.
FIRST: tuple[tuple[Role, str, str, bool], ...] = (
    (Role.ADMINISTRATOR, _("quản trị máy"), "Công chức Văn phòng", True),
    (Role.LEADER, _("chủ tịch"), "Chủ tịch Ủy ban nhân dân", False),
    (Role.ONE_STOP, _("cán bộ một cửa"), "Công chức một cửa", False),
)


def given(args: argparse.Namespace) -> dict[str, Any]:
    """What was answered beforehand: the JSON file, and over it each --set."""
    told = _load(args.answers) if args.answers else {}
    for item in args.set:
        name, equals, value = item.partition("=")
        if not equals or name not in {question[0] for question in QUESTIONS}:
            raise Refused("init.set.unknown", field="set", value=item[:60])
        told[name] = value
    return told


def _load(name: str) -> dict[str, Any]:
    try:
        content = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        told = json.loads(content)
    except OSError:
        raise Refused("backup.file.missing", field="answers", file=name) from None
    except ValueError as problem:
        raise Refused("init.answers.unreadable", field="answers", problem=str(problem)[:120]) from None
    if not isinstance(told, dict):
        raise Refused("init.answers.unreadable", field="answers", problem="{…}")
    return told


def read(told: Given) -> Beginning:
    """All answers at once, from a file. Refused with the first one that cannot be used."""
    commune = communes.check(commune_text(told))
    rows = told.get("officers") or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("init.officers.form", field="officers")
    officers = tuple(_officer(row) for row in rows)
    if not any(officer.role is Role.ADMINISTRATOR for officer in officers):
        raise Refused("init.administrator.missing", field="officers")
    return Beginning(commune, read_villages(told.get("villages", "")), officers)


def _officer(row: Given) -> FirstOfficer:
    try:
        role = Role(str(row.get("role", "")))
    except ValueError:
        raise Refused("init.officers.form", field="officers") from None
    name, login, password = (str(row.get(key, "")) for key in ("name", "login", "password"))
    read_name(name)
    read_login(login)
    if password:
        check_password(password)
    return FirstOfficer(role, clean_line(name), login, password, str(row.get("title", "")))


def commune_text(told: Given) -> CommuneText:
    """The commune's own answers as the rules know them."""
    words = {name: str(told.get(name, "")) for name in ("code", "name", "province_code", "province_name")}
    more = {name: str(told.get(name, "")) for name in ("phone", "address", "abbreviation")}
    return CommuneText(
        **words,
        **more,
        valid_from=read_day(str(told.get("valid_from") or USUAL_FIRST_DAY)),
        training=bool(told.get("training")),
    )


def interview(given: Given, known: Given) -> Beginning:
    """Ask for everything that was not answered beforehand."""
    if not somebody_there() and not given and not sys.stdin.readable():
        raise NobodyThere
    say(_("Xin trả lời vài câu hỏi. Enter là lấy trả lời trong ngoặc vuông; Ctrl-C là dừng, chưa có gì thay đổi."))
    told = {**known, **given}
    for name, question, example, default in QUESTIONS:
        if name not in told:
            told[name] = ask(question, _reader(name, told), example=example, default=default)
    say(_("Những cán bộ đầu tiên. Mật khẩu để trống thì máy đặt giúp."))
    officers = tuple(filter(None, (_ask_officer(*row) for row in FIRST)))
    return Beginning(communes.check(commune_text(told)), read_villages(told["villages"]), officers)


_SOUND: Given = {"code": "00000", "name": "Xã", "province_code": "00", "province_name": "tỉnh"}


def _reader(name: str, told: Given) -> Callable[[str], str]:
    """Accepts one answer by the rules of the whole: the others stand in as sound ones."""

    def read_one(typed: str) -> str:
        if name == "valid_from":
            return read_day(typed).isoformat()
        if name == "villages":
            read_villages(typed)
            return typed
        communes.check(replace(commune_text({**_SOUND, name: typed}), valid_from=date.fromisoformat(USUAL_FIRST_DAY)))
        if name == "province_name" and len(clean_line(typed)) < 2:
            raise Refused("init.province.missing", field="province_name")
        return typed

    return read_one


def _ask_officer(role: Role, called: str, title: str, needed: bool) -> FirstOfficer | None:
    optional = "" if needed else _(" (để trống: nhập sau)")
    name = ask(
        _("Họ tên {who}{optional}").format(who=called, optional=optional),
        read_name if needed else lambda typed: read_name(typed) if typed else "",
        example="Lê Thị Hoa",
    )
    if not name:
        return None
    login = ask(_("  Tên đăng nhập"), read_login, example="hoa.le")
    password = ask_password(_("  Mật khẩu (không hiện khi gõ; để trống: máy đặt giúp)"), check_password)
    return FirstOfficer(role, name, login, password, title, own_password=bool(password) and role is Role.ADMINISTRATOR)


def read_day(text: str) -> date:
    """A day as people write it (01/07/2025) or as machines do (2025-07-01)."""
    tidy = text.strip()
    try:
        if "/" in tidy:
            day, month, year = (int(part) for part in tidy.split("/"))
            found = date(year, month, day)
        else:
            found = date.fromisoformat(tidy)
    except ValueError:
        raise Refused("init.day.form", field="valid_from", value=tidy[:20]) from None
    if found < _EARLIEST:
        raise Refused("init.day.form", field="valid_from", value=tidy[:20])
    return found


def read_villages(told: Any) -> tuple[str, ...]:
    """Names parted by commas or lines, or a list of names."""
    parts = told if isinstance(told, list) else str(told).replace("\n", ",").replace(";", ",").split(",")
    names = tuple(dict.fromkeys(clean_line(str(part)) for part in parts if clean_line(str(part))))
    if any(len(name) > 120 for name in names):
        raise Refused("init.village.long", field="villages")
    return names


def read_name(text: str) -> str:
    """An officer's name, by the rule the action keeps."""
    name = clean_line(text)
    if not 2 <= len(name) <= 120:
        raise Refused("people.officer.name", field="name")
    return name


def read_login(text: str) -> str:
    """A log-in name, by the rule the action keeps."""
    login = clean_line(text).lower()
    if not (3 <= len(login) <= 60 and login.isascii() and all(letter.isalnum() or letter in "._-" for letter in login)):
        raise Refused("people.login.form", field="login", least=3, most=60)
    return login


def check_password(password: str) -> None:
    """Refused when the password is too easy."""
    try:
        validate_password(password)
    except ValidationError as problem:
        raise Refused("init.password.weak", field="password", problems=" ".join(problem.messages)) from None


def with_passwords(beginning: Beginning) -> tuple[Beginning, dict[str, str]]:
    """A password for each officer who has none; also log-in -> password of those, to be told once."""
    made = {
        officer.login: "-".join(secrets.choice(SYLLABLES) for _turn in range(_PASSWORD_SYLLABLES))
        for officer in beginning.officers
        if not officer.password
    }
    officers = tuple(
        replace(officer, password=made.get(officer.login, officer.password)) for officer in beginning.officers
    )
    return replace(beginning, officers=officers), made


def write_secret(file: Path, content: bytes) -> None:
    """Write a file that only its owner may read."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
