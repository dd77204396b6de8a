"""A PostgreSQL server of the test run's own: made in a temporary folder, reached by a socket there, gone afterwards."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

#: Where the packages of Debian and Ubuntu keep the server's programs; otherwise the search path decides.
_USUAL = Path("/usr/lib/postgresql")
#: The workers of a parallel run find the server of the run here.
_ADDRESS = "VIDAN_TEST_SERVER"


def wanted() -> bool:
    """Whether this run asks for PostgreSQL."""
    return os.environ.get("VIDAN_TEST_DATABASE", "") == "postgresql"


def programs() -> Path | None:
    """The folder with initdb, the newest version first; None where PostgreSQL is not installed."""
    installed = sorted(_USUAL.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).parent if found else None


def url() -> str:
    """The address of the run's server, started at the first call; empty where PostgreSQL is not installed."""
    if _ADDRESS not in os.environ:
        folder = programs()
        if folder is None and os.environ.get("CI"):
            raise SystemExit("this run must show PostgreSQL, and there is no initdb: apt install postgresql")
        os.environ[_ADDRESS] = _start(folder) if folder else ""
    return os.environ[_ADDRESS]


def _start(folder: Path) -> str:
    home = Path(tempfile.mkdtemp(prefix="vidan-pg-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        postgres = pwd.getpwnam("postgres")
        os.chown(home, postgres.pw_uid, postgres.pw_gid)
    data = home / "data"
    _run(folder / "initdb", "-D", data, "-U", "vidan", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    careless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # nothing here must outlive the run
    careless += " -c autovacuum=off"  # its sweeps hold an old view of the rows at moments that no test can know
    _run(folder / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-o", f"-k {home} -h '' {careless}", "start")
    atexit.register(_stop, folder, home)
    return f"postgresql://vidan@/postgres?host={home}"


def _stop(folder: Path, home: Path) -> None:
    _run(folder / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
    shutil.rmtree(home, ignore_errors=True)


def _run(*words: object) -> None:
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
