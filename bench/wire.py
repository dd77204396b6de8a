"""A message over the wire: the program as it is served and its floor, both behind granian, in turn.

    python bench/wire.py FOLDER [--rounds 5] [--requests 400]      FOLDER: a demo, or a copy grown by SQL

What is counted is the CPU time of all processes of a server (user and system: reading the request off the socket and
waiting for the disk are in it), by 10 ms ticks, divided by the requests; the client's own is not. This is how the peers
were measured that docs/performance.md names, so these milliseconds may be laid beside theirs; ratios are what counts.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")


def floor() -> Any:
    """The floor's application, for granian: its tables lie in the folder that the environment names."""
    import floor as least

    folder = Path(os.environ["FLOOR_FOLDER"])
    least.configure(folder)
    least.models()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def ours() -> Any:
    """The program's own door. The quota of a single sender, who sends thousands here, is no part of the price, nor is
    the even moment at which an answer leaves: the processor does nothing then but forget what lay in its caches.
    """
    from django.conf import settings

    from vidan.config.doorway import application
    from vidan.web.public import quotas

    settings.EVEN_MILLISECONDS = 1

    quotas.FREE = quotas.FREE_OF_ALL = quotas.MOST = 10**9
    return application


def served(name: str, **environment: str) -> tuple["subprocess.Popen[bytes]", int]:
    """One server with one process and one thread for Django, and its port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "1", "--no-ws", "--log-level", "error", "--factory", f"wire:{name}"]
    process = subprocess.Popen(command, cwd=HERE, env={**os.environ, **environment}, start_new_session=True)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return process, port
    raise SystemExit(f"{name} does not answer")


def spent(process: "subprocess.Popen[bytes]") -> float:
    """Seconds of CPU of a server's processes so far: it has a session of its own."""
    total = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(told[3]) == process.pid:
            total += int(told[11]) + int(told[12])
    return total / TICKS


def cost(process: "subprocess.Popen[bytes]", port: int, calls: list[Any]) -> float:
    """CPU milliseconds a request, over one kept connection."""
    client = http.client.HTTPConnection("127.0.0.1", port)
    begin = spent(process)
    for _method, address, cookies, body in calls:
        client.request(
            "POST",
            address,
            body,
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            },
        )
        answer = client.getresponse()
        answer.read()
        if answer.status != 302:
            raise SystemExit(f"{address} answered {answer.status}")
    client.close()
    return (spent(process) - begin) / len(calls) * 1000


def calls_of(script: str, *arguments: str, **environment: str) -> list[Any]:
    """What is sent, as the benchmark inside one process sends it."""
    import json

    words = f"import json, sys; sys.argv = {[script, *arguments]!r}; import {script} as one; "
    words += "print(json.dumps(one.for_the_wire()))"
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", words], cwd=HERE, env={**os.environ, **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=400)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, "floor.py", name, "page", "1"], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
        theirs = calls_of("floor", name, "create", "1")
        mine = calls_of("pages", "say", "1", VIDAN_DATA=chosen.folder)
        servers = [served("floor", FLOOR_FOLDER=name), served("ours", VIDAN_DATA=chosen.folder)]
        try:
            cost(*servers[0], theirs * 50)
            cost(*servers[1], mine[:50])
            pairs = []
            for number in range(chosen.rounds):
                begin = 50 + number * chosen.requests
                part = mine[begin : begin + chosen.requests]
                pairs.append((cost(*servers[0], theirs * chosen.requests), cost(*servers[1], part)))
                print(f"floor {pairs[-1][0]:.2f} ms, ours {pairs[-1][1]:.2f} ms, {pairs[-1][1] / pairs[-1][0]:.2f}")
        finally:
            for process, _port in servers:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait()
    print(f"median of the ratios: {median(mine / least for least, mine in pairs):.2f}, goal 2.4")


if __name__ == "__main__":
    main()
