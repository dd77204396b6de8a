"""The log is read by a verifier in another language, which others wrote for the public formats (Go's own)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from log_builder import Log, a_year_of_dossiers, served_by

HERE = Path(__file__).parent
LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
MISSING = "NOT TESTED by a verifier in another language: apt install golang-go golang-golang-x-mod-dev"
pytestmark = pytest.mark.skipif(not (shutil.which("go") and LIBRARY.exists()), reason=MISSING)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built without any network."""
    folder = tmp_path_factory.mktemp("go")
    shutil.copy(HERE / "stranger.go", folder)
    told = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOPROXY": "off", "GOCACHE": str(folder / "cache")}
    command = ["go", "build", "-o", "stranger", "stranger.go"]
    subprocess.run(command, cwd=folder, env={**os.environ, **told}, check=True, capture_output=True)
    return folder / "stranger"


@pytest.fixture
def log(tmp_path: Path) -> Log:
    made = Log(tmp_path / "2026")
    for publication in a_year_of_dossiers():
        made.publish(publication)
    return made


def says(stranger: Path, place: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([stranger, str(place)], capture_output=True, text=True, timeout=60)


class _AsWePublish(SimpleHTTPRequestHandler):
    """Any web server that sends the files with the headers of the specification."""

    def end_headers(self) -> None:
        tile = self.path.startswith("/tile/")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "public, immutable" if tile else "no-cache")
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        return "application/octet-stream" if "/tile/" in str(path) else "text/plain; charset=utf-8"

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def address(log: Log) -> Iterator[str]:
    with served_by(_AsWePublish, log.path) as place:
        yield place


def test_signatures_tiles_proofs_and_every_old_checkpoint_fit(stranger: Path, log: Log, address: str) -> None:
    for place in (log.path, address):
        said = says(stranger, place)
        assert said.returncode == 0, said.stderr
        assert f"{log.last.size} entries" in said.stdout and "9 checkpoints consistent" in said.stdout


@pytest.mark.parametrize("path", ["tile/0/001", "tile/entries/000", "checkpoint", "checkpoints.txt"])
def test_it_refuses_what_was_changed(stranger: Path, log: Log, path: str) -> None:
    file = log.path / path
    data = bytearray(file.read_bytes())
    data[60] ^= 1
    file.write_bytes(bytes(data))
    assert says(stranger, log.path).returncode != 0
