"""A PostgreSQL server of one's own that keeps what it acknowledges (fsync on), to be killed at random moments."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

#: Where the packages of Debian and Ubuntu keep the server's programs; otherwise the search path decides.
_USUAL = Path("/usr/lib/postgresql")


def possible() -> str:
    """Why this machine cannot do it; empty when it can."""
    return "" if _programs() else "no PostgreSQL server (apt install postgresql)"


def _programs() -> Path | None:
    installed = sorted(_USUAL.glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).parent if found else None


class Server:
    """A database folder and the server on it, reached by a socket there."""

    def __init__(self, home: Path) -> None:
        self.home, programs = home, _programs()
        if programs is None:
            raise RuntimeError(possible())
        self._programs = programs
        home.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(home, owner.pw_uid, owner.pw_gid)
        if not (home / "data" / "postmaster.opts").exists():  # written at its first start: an earlier go's goes on
            self._run("initdb", "-D", home / "data", "-U", "vidan", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self.start()

    @property
    def url(self) -> str:
        """What VIDAN_DATABASE says."""
        return f"postgresql://vidan@/postgres?host={self.home}"

    def start(self) -> None:
        """Serve. Just after a kill the lock file of the dead server lives on for a moment: tried again."""
        until = time.monotonic() + 60
        while True:
            try:
                self._run("pg_ctl", "-D", self.home / "data", "-l", self.home / "log", "-w", "-o", self._words, "start")
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    @property
    def _words(self) -> str:
        return f"-k {self.home} -h ''"

    def kill(self) -> None:
        """Kill -9 of the postmaster; its children see that and die."""
        try:
            pid = int((self.home / "data" / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
        except (OSError, ValueError, IndexError):
            return

    def stop(self) -> None:
        """No more."""
        subprocess.run(
            self._command("pg_ctl", "-D", self.home / "data", "-m", "immediate", "stop"), capture_output=True
        )

    def _run(self, program: str, *words: object) -> None:
        subprocess.run(self._command(program, *words), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _command(self, program: str, *words: object) -> list[str]:
        command = [str(self._programs / program), *map(str, words)]
        return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command
