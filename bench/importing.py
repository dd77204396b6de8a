"""Lists of the provincial system: rows a second, and the price as a multiple of bare inserts of the same rows.

    python bench/importing.py [--rows 20000]

Both are measured in the same run: the import as the worker does it (read, decided, sealed, told as facts and entries,
figures followed), then the rows it left in all tables, put into a copy of the database as it was before, by plain
`executemany` in transactions of the same size.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TABLES = (
    "vidan_person", "vidan_matter", "vidan_holding", "vidan_promise", "vidan_dossier", "vidan_importeddossier",
    "vidan_namemark", "vidan_fact", "vidan_entry", "vidan_occasion",
)  # fmt: skip
HEADINGS = ("Mã hồ sơ", "Mã TTHC", "Họ tên", "Số CCCD", "Số điện thoại", "Ngày tiếp nhận", "Ngày hẹn trả",
            "Ngày hoàn thành", "Ngày trả", "Trạng thái")  # fmt: skip
#: The goal: 100 thousand rows in five minutes.
GOAL = 100_000 / 300
AT_ONCE = 500
SURNAMES, MIDDLES, NAMES = "Nguyễn Lê Hà Bùi Lò Trương Đỗ Phạm".split(), "Văn Thị Đức Ngọc".split(), "An Bình Cúc Dũng"


def rows(number: int):
    for place in range(number):
        name = f"{SURNAMES[place % 8]} {MIDDLES[place % 4]} {NAMES.split()[place % 4]}"
        day = 1 + place % 28
        done = (f"{day:02d}/10/2026", "05/11/2026", "Đã trả kết quả") if place % 10 else ("", "", "Đang xử lý")
        yield (f"H56.BENCH-{place:07d}", "1.001193", name, f"0380{place % 100_000_000:08d}", "0912345678",
               f"{day:02d}/10/2026", "30/11/2026", *done)  # fmt: skip


def imported(number: int) -> float:
    import django

    django.setup()
    from django.utils import timezone

    from vidan.actions.dossiers import imports, taking
    from vidan.domain.people import program
    from vidan.store.models import Commune

    actor, now = program(Commune.objects.first().pk), timezone.now()
    start = time.process_time()
    row = imports.begin(actor, "bench.csv", b"bench", by_worker=False, now=now)
    imports.keep_rows(actor, row.pk, HEADINGS, rows(number), 2, now=now)
    imports.start(actor, row.pk, by_worker=False, now=now)
    while (row := taking.take_part(actor, row.pk, now=now)).state == "running":
        pass
    if row.added != number:
        raise SystemExit(f"only {row.added} of {number} rows came in")
    return time.process_time() - start


def bare(before: Path, after: Path) -> float:
    source, target = sqlite3.connect(after), sqlite3.connect(before, isolation_level=None)
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=FULL")
    work = []
    for table in TABLES:
        columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
        last = target.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        new = source.execute(f"SELECT {names} FROM {table} WHERE rowid > {last} ORDER BY rowid").fetchall()
        work.append((f"INSERT INTO {table} ({names}) VALUES ({places})", new))
    dossiers = len(work[1][1])
    start = time.process_time()
    for part in range(0, dossiers, AT_ONCE):
        target.execute("BEGIN IMMEDIATE")
        for statement, new in work:
            share = len(new) / dossiers
            target.executemany(statement, new[int(part * share) : int(min(part + AT_ONCE, dossiers) * share)])
        target.execute("COMMIT")
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    number = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        os.environ |= {"VIDAN_DATA": str(data), "VIDAN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
        command = [sys.executable, "-m", "vidan.cli.main", "demo", "--no-serve", "--size", "small"]
        subprocess.run(command, check=True, capture_output=True)
        before = Path(name) / "before.sqlite3"
        shutil.copy(data / "vidan.sqlite3", before)
        spent = imported(number)
        floor = bare(before, data / "vidan.sqlite3")
    speed = number / spent
    print(f"import      {speed:8.0f} rows a CPU second   goal ≥ {GOAL:.0f} {'ok' if speed >= GOAL else 'MISSED'}")
    print(f"bare insert {number / floor:8.0f} rows a CPU second   ratio {spent / floor:.1f}")


if __name__ == "__main__":
    main()
