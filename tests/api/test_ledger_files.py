"""The public log over the web: the right files with the right heads, and nothing else of the house."""

import gzip
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import builders
from tests.builders import House
from vidan.domain.ledger import audit
from vidan.domain.moments import VIETNAM
from vidan.jobs.checkpoints import publish
from vidan.queries import communes

NOON = datetime(2026, 11, 17, 11, 31, tzinfo=VIETNAM)


@pytest.fixture
def published(house: House) -> House:
    """Three receipts in the public log."""
    for _ in range(3):
        builders.receive(house.one_stop)
    publish(communes.card(house.commune), NOON)
    return house


def get(path: str, **headers: str) -> Any:
    return Client(headers=headers or None).get(f"/nhat-ky/2026/{path}")


@pytest.mark.parametrize("name", ["checkpoint", "checkpoints.txt", "log.vkey"])
def test_what_changes_is_text_that_is_asked_for_again(published: House, name: str) -> None:
    answer = get(name)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.content == (Path(settings.DATA) / "public" / "dien-lu" / "nhat-ky" / "2026" / name).read_bytes()


@pytest.mark.parametrize("name", ["tile/0/000.p/4", "tile/entries/000.p/4"])
def test_tiles_are_bytes_that_never_change(published: House, name: str) -> None:
    answer = get(name)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_pages_of_others_may_read_the_log_and_only_the_log(published: House) -> None:
    for name in ("checkpoint", "tile/0/000.p/4", "tile/0/001"):
        assert get(name).headers["Access-Control-Allow-Origin"] == "*"
        assert get(name).headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    for path in ("/", "/kiem-chung", "/ho-so/tra-cuu"):
        answer = Client().get(path)
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_file_that_is_known_already_is_not_sent_again(published: House) -> None:
    first = get("checkpoint")
    again = get("checkpoint", if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["Access-Control-Allow-Origin"], again.headers["Cross-Origin-Resource-Policy"]) == (
        "*",
        "cross-origin",
    ), "what a verifying page elsewhere may read stays so when it asks again"
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "tile/0/001",
        "tile/0/0.p/4",
        "tile/0/000.p/256",
        "tile/0/000.p/04",
        "tile/64/000",
        "tile/0/000.p",
        "tile/0/000.p/4/",
        "tile/0/000.p/4/x",
        "checkpoint/",
        "Checkpoint",
        ".checkpoint.new",
        "../2026/checkpoint",
        "../../../../keys/root.key",
        "..%2f..%2f..%2f..%2fkeys%2froot.key",
        "tile/../../../../../keys/root.key",
        "tile/entries/%2e%2e/%2e%2e/checkpoint",
        "/etc/passwd",
        "tile\\0\\000.p\\4",
        "tile/0/000.p/4%0A",
        "tile/0/٠٠٠.p/4",
    ],
)
def test_no_other_name_leads_anywhere(published: House, name: str) -> None:
    assert get(name).status_code == 404


def test_entries_are_sent_packed_to_whoever_unpacks_them(published: House) -> None:
    plain = get("tile/entries/000.p/4")
    packed = get("tile/entries/000.p/4", accept_encoding="br, gzip")
    assert "Content-Encoding" not in plain.headers and plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["ETag"] != plain.headers["ETag"]
    assert gzip.decompress(packed.content) == plain.content
    for unwanted in ("identity", "gzip;q=0", "br, gzip;q=0.0"):
        assert "Content-Encoding" not in get("tile/entries/000.p/4", accept_encoding=unwanted).headers
    assert "Content-Encoding" not in get("tile/0/000.p/4", accept_encoding="gzip").headers


def test_a_year_without_a_log_has_no_files(published: House) -> None:
    for log in ("2026-2", "2026-0", "02026", "2026-", "..", "2026%2f.."):
        assert Client().get(f"/nhat-ky/{log}/checkpoint").status_code == 404
    assert Client().get("/nhat-ky/2025/checkpoint").status_code == 404
    assert Client().post("/nhat-ky/2026/checkpoint").status_code == 405


class _Served:
    """The log as a verifier reads it over our own addresses."""

    def read(self, path: str) -> bytes:
        answer = get(path)
        if answer.status_code != 200:
            raise FileNotFoundError(path)
        return bytes(answer.content)

    def read_many(self, paths: Any) -> Any:
        return map(self.read, paths)

    def tile_paths(self) -> tuple[str, ...]:
        return ()


def test_a_stranger_verifies_what_is_served(published: House) -> None:
    from vidan.adapters.signing import ed25519

    doubt = audit.Doubt(NOON.date(), int(NOON.timestamp()), ed25519.check)
    found = audit.judge(_Served(), doubt)
    assert (found.problems, len(found.entries), found.checkpoints) == ([], 4, 2)
