"""Everything an installation holds in one sealed file, made while it works; and back again.

The database goes first, by SQLite's online backup (or pg_dump): what the files and the public log hold beyond it was
made later and is told again. Inside is a compressed tar whose last member is the list of all members with their
SHA-256. The root key is never inside; the key sheet in the safe opens the file.
"""

import gzip
import hashlib
import io
import json
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.db import connection

from vidan.adapters.sealed_stream import OpeningReader, SealingWriter
from vidan.domain.errors import Refused
from vidan.domain.moments import local

SQLITE = "vidan.sqlite3"
DUMP = "database.pgdump"
LIST = "list.json"
#: Rooms of the data folder that go along whole.
ROOMS = ("files", "public", "keys")
#: Never inside: the key that opens the backup, and the key of log-in cookies, which a new machine makes for itself.
LEFT_OUT = frozenset({"keys/root.key", "keys/django.key"})
_NAME = re.compile(r"vidan-\d{8}-\d{6}(-\d+)?\.backup")
_STALE = (".backup-*", ".restore-*")
Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Source:
    """What is backed up: the data folder, and the PostgreSQL server where there is one."""

    data: Path
    server: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None

    @property
    def database(self) -> Path:
        """The SQLite file; in the data folder unless the settings say otherwise."""
        return self.file or self.data / SQLITE

    @property
    def kind(self) -> str:
        return "PostgreSQL" if self.server else "SQLite"

    @property
    def member(self) -> str:
        """The database's name inside a backup."""
        return DUMP if self.server else SQLITE


def this_machine() -> Source:
    """The installation that the settings name."""
    entry = connection.settings_dict
    on_server = str(entry["ENGINE"]).endswith("postgresql")
    keys = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    server = {name: str(entry.get(key) or "") for name, key in keys.items()} if on_server else {}
    file = None if on_server else Path(str(entry["NAME"]))
    return Source(Path(settings.DATA), {name: value for name, value in server.items() if value}, file)


@dataclass(frozen=True)
class Listed:
    """What a backup holds, as its own list tells."""

    made_at: str
    program: str
    kind: str
    files: int
    size: int


def make(source: Source, folder: Path, root: bytes, *, now: datetime, program: str, tell: Tell) -> tuple[Path, Listed]:
    """Write a backup into `folder` and read it back whole; `tell(step, bytes)` hears `copy`, `seal`, `verify`.

    Returns the file and what it holds. Either a verified backup stands there afterwards, or nothing new.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sweep(source.data)
    with workplace(source.data, ".backup-") as work:
        tell("copy", 0)
        database = _dump(source, work) if source.server else _copy(source.database, work)
        temporary = folder / f".{secrets.token_hex(6)}.part"
        try:
            tell("seal", database.stat().st_size)
            _write(temporary, source, database, root, now=now, program=program)
            tell("verify", temporary.stat().st_size)
            with workplace(source.data, ".backup-") as again:
                listed = unpack(temporary, root, again, only_database=True)
            final = _free_name(folder, now)
            temporary.rename(final)
        finally:
            temporary.unlink(missing_ok=True)
    sync_folder(folder)
    return final, listed


def _copy(database: Path, work: Path) -> Path:
    """A consistent copy of a SQLite database in use: one read transaction, writers go on."""
    if not database.exists():
        raise Refused("backup.database.missing", file=database)
    target = work / SQLITE
    try:
        _copy_online(database, target)
    except sqlite3.DatabaseError as problem:
        raise Refused("backup.database.damaged", problem=problem) from None
    target.chmod(0o600)
    return target


def _copy_online(database: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=60)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _dump(source: Source, work: Path) -> Path:
    target = work / DUMP
    _server_tool(source, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(target))
    return target


def _server_tool(source: Source, tool: str, *words: str) -> None:
    if shutil.which(tool) is None:
        raise Refused("backup.tool.missing", tool=tool)
    done = subprocess.run([tool, *words], env={**os.environ, **source.server}, capture_output=True, text=True)
    if done.returncode:
        raise Refused("backup.tool.failed", tool=tool, problem=done.stderr.strip()[-300:])


def _write(target: Path, source: Source, database: Path, root: bytes, *, now: datetime, program: str) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    listed: list[tuple[str, int, str]] = []
    told = {"made_at": now.isoformat(), "program": program, "kind": source.kind}
    with os.fdopen(descriptor, "wb") as out:
        sealed = SealingWriter(out, root, **told)
        with (
            gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=3, mtime=0, filename="") as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            _add(archive, source.member, database, listed)
            for name, path in _rooms(source.data):
                _add(archive, name, path, listed)
            last = json.dumps({**told, "files": listed}, ensure_ascii=False).encode()
            info = tarfile.TarInfo(LIST)
            info.size = len(last)
            archive.addfile(info, io.BytesIO(last))
        sealed.finish()
        out.flush()
        os.fsync(out.fileno())


def _rooms(data: Path) -> Iterator[tuple[str, Path]]:
    """Every regular file of the rooms. Checkpoints first: the tiles they speak of are then surely there."""
    found = [path for room in ROOMS for path in sorted((data / room).rglob("*"))]
    for path in sorted(found, key=lambda path: path.name != "checkpoint"):
        name = path.relative_to(data).as_posix()
        if name not in LEFT_OUT and not path.name.startswith(".") and path.is_file() and not path.is_symlink():
            yield name, path


def _add(archive: tarfile.TarFile, name: str, path: Path, listed: list[tuple[str, int, str]]) -> None:
    """One file as long as it is now; what is appended meanwhile belongs to the next backup."""
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return
    with source:
        info = tarfile.TarInfo(name)
        info.size = os.fstat(source.fileno()).st_size
        hashing = _Hashing(source)
        archive.addfile(info, hashing)
        listed.append((name, info.size, hashing.digest.hexdigest()))


class _Hashing(io.RawIOBase):
    """A file that remembers the SHA-256 of what was read of it."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self.source, self.digest, self.size = source, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


def unpack(file: Path, root: bytes, target: Path, *, only_database: bool = False) -> Listed:
    """Read a backup whole and lay it out in an empty folder; every byte is checked before anything is said of it.

    Refused: see OpeningReader; `backup.content.unsafe`, `backup.content.differs`, `backup.database.damaged`.
    """
    seen: dict[str, tuple[int, str]] = {}
    told: dict[str, object] = {}
    try:
        with file.open("rb") as raw, OpeningReader(raw, root) as opened, io.BufferedReader(opened, 1 << 20) as plain:
            with gzip.GzipFile(fileobj=plain, mode="rb") as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
                for member in archive:
                    content = archive.extractfile(member)
                    if member.name == LIST and content is not None:
                        told = json.load(content)
                    elif content is None or not _expected(member.name):
                        raise Refused("backup.content.unsafe", name=member.name[:80])
                    else:
                        keep = not only_database or member.name in (SQLITE, DUMP)
                        seen[member.name] = _lay(content, target / member.name if keep else None)
            while plain.read(1 << 20):  # to the very end: the last chunk tells whether something was cut off
                pass
    except FileNotFoundError:
        raise Refused("backup.file.missing", field="file", file=file) from None
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, ValueError):
        raise Refused("backup.changed") from None
    return _compared(told, seen, target)


def _expected(name: str) -> bool:
    """A name of ours: the database, or a plain relative path within one of the rooms."""
    if name in (SQLITE, DUMP):
        return True
    parts = PurePosixPath(name).parts
    plain = "\\" not in name and "\0" not in name and ":" not in name and not name.startswith("/")
    return plain and len(parts) > 1 and parts[0] in ROOMS and ".." not in parts and name not in LEFT_OUT


def _lay(content: IO[bytes], path: Path | None) -> tuple[int, str]:
    reading = _Hashing(content)
    if path is None:
        while reading.read(1 << 20):
            pass
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = 0o644 if "public" in path.parts else 0o600
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
            shutil.copyfileobj(reading, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
    return reading.size, reading.digest.hexdigest()


def _compared(told: Mapping[str, object], seen: Mapping[str, tuple[int, str]], target: Path) -> Listed:
    rows = told.get("files")
    listed = {str(name): (int(size), str(digest)) for name, size, digest in rows} if isinstance(rows, list) else {}
    for name in sorted(listed.keys() | seen.keys()):
        if listed.get(name) != seen.get(name):
            raise Refused("backup.content.differs", name=name)
    if (target / SQLITE).exists():
        check_database(target / SQLITE)
    elif DUMP not in seen:
        raise Refused("backup.content.differs", name=SQLITE)
    size = sum(size for size, _ in seen.values())
    return Listed(str(told["made_at"]), str(told["program"]), str(told["kind"]), len(seen), size)


def check_database(file: Path) -> None:
    """SQLite's own look at every page and index, and at every foreign key. Refused `backup.database.damaged`."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
            torn = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as problem:
        said, torn = str(problem), None
    if said != "ok" or torn:
        raise Refused("backup.database.damaged", problem=said if said != "ok" else f"foreign key: {torn[0]}")


def take_back_server(source: Source, dump: Path, *, replace: bool) -> None:
    """Load a dump into the PostgreSQL database, in one transaction."""
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    words += ["--clean", "--if-exists"] if replace else []
    _server_tool(source, "pg_restore", *words, "--dbname", source.server["PGDATABASE"], str(dump))


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Remove our oldest backups beyond the newest `keep`; other files are never touched."""
    ours = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())
    gone = ours[:-keep] if keep else []
    for path in gone:
        path.unlink()
    return gone


def _free_name(folder: Path, now: datetime) -> Path:
    stem = f"vidan-{local(now):%Y%m%d-%H%M%S}"
    names = (folder / f"{stem}{tail}.backup" for tail in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(path for path in names if not path.exists())


@contextmanager
def workplace(data: Path, prefix: str) -> Iterator[Path]:
    """A folder for the owner's eyes only, gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=data))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def sweep(data: Path) -> None:
    """What an interrupted run left behind: copies of the database must not lie about."""
    for pattern in _STALE:
        for path in data.glob(pattern):
            shutil.rmtree(path, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut (not needed, and not possible, on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
