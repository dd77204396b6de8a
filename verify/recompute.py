#!/usr/bin/env python3
"""Kiểm chứng sổ công khai của một xã và tính lại các lời hứa — mà không cần tin xã, không cần phần mềm của xã.

Verify a commune's public ledger and recompute its promises — believing neither the commune nor its software.

    python3 recompute.py FOLDER_OR_URL         all that can be asked of it: python3 recompute.py --help

Exit 0: all is well. Exit 1: something differs, and each difference is said in one sentence. Exit 2: a wrong command.
Exit 3: nothing differs, but something could not be read, so nothing can be said yet. A line with ! is no difference but
a question for the commune: the ledger alone cannot prove it.

Only Python's standard library is used. Read it from the end, where the whole is, or from the top, where the bricks are:

    1  Signatures      did the owner of a key sign these bytes?            RFC 8032 (Ed25519)
    2  The tree        one hash that stands for all entries                RFC 6962, section 2.1
    3  Checkpoints     "so many entries, this root", signed                c2sp.org/signed-note, /tlog-checkpoint
    4  Files           tiles and bundles, from a folder or the web         c2sp.org/tlog-tiles
    5  Entries         what one entry may say, and nothing else            docs/ledger-format.md
    6  Promise 8       on time? told from the entries alone                docs/ledger-format.md
    7  Promises 9-12   what people said, from the entries alone            docs/ledger-format.md
    8  Promises 1-7    from the open data whose hashes are in the ledger   docs/open-data.md
    9  One log         all of it together; then a commune's logs
   10  Words           what is said of it, in two languages
"""

import argparse
import base64
import csv
import functools
import hashlib
import hmac
import http.client
import io
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

# 1  Signatures --------------------------------------------------------------------------------------------------------
# Points of the curve are (x, y, z, t): x/z and y/z lie on it, and t = xy/z. All numbers are taken modulo P.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
NEUTRAL = (0, 1, 1, 0)


def add(a, b):
    """The sum of two points."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


@functools.lru_cache(maxsize=64)
def decode_point(data):
    """The point that 32 bytes stand for, None when they stand for none."""
    y, odd = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


@functools.lru_cache(maxsize=64)
def multiples(point):
    """For each byte of a 32-byte number, the point times 0…255 of that byte: then a product is 32 additions."""
    rows = []
    for _ in range(32):
        row = [NEUTRAL]
        for _ in range(256):
            row.append(add(row[-1], point))
        rows.append(row)
        point = row[256]
    return rows


def times(number, point):
    """A number times a point."""
    total = NEUTRAL
    for row, byte in zip(multiples(point), number.to_bytes(32, "little"), strict=True):
        total = add(total, row[byte])
    return total


BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signature_right(public, message, signature):
    """Did the owner of this public key sign this message? The question is whether s·B = R + k·A."""
    a, s = decode_point(public), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    x, y, z, _ = add(times(s, BASE), times(k, minus_a))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# 2  The tree ----------------------------------------------------------------------------------------------------------
# A leaf is SHA-256(0, entry), a node SHA-256(1, left, right). Change one entry and the root is another.
def sha256(data):
    return hashlib.sha256(data).digest()


def build_levels(leaves):
    """All complete pairs, level by level: levels[k][i] is the hash over entries i·2^k … (i+1)·2^k − 1."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        row = levels[-1]
        levels.append([sha256(b"\x01" + row[i] + row[i + 1]) for i in range(0, len(row) - 1, 2)])
    return levels


def root_at(levels, size):
    """The root when the tree had its first `size` entries: the complete subtrees joined from the right."""
    root = None
    for k in range(size.bit_length()):
        if size >> k & 1:
            left = levels[k][(size >> k) - 1]
            root = left if root is None else sha256(b"\x01" + left + root)
    return root or sha256(b"")


# 3  Checkpoints -------------------------------------------------------------------------------------------------------
# A note is a text, an empty line, and lines "— name base64(key id, signature)". A checkpoint's text has three lines.
class Problem(Exception):
    """Something differs; `code` chooses the sentence in part 10."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.code, self.facts = code, facts


def unbase64(text):
    """The bytes of strict base64, None for anything else."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode() == text else None


def read_key(line):
    """(name, key id, type, public key) of a verifier key line `name+id+base64(type ‖ key)`."""
    name, _, rest = line.partition("+")
    identity, _, material = rest.partition("+")
    data = unbase64(material)
    if not name or data is None or len(data) != 33 or sha256(name.encode() + b"\n" + data)[:4].hex() != identity:
        raise Problem("key", line=line)
    return name, bytes.fromhex(identity), data[0], data[1:]


def open_note(data, keys):
    """The text of a note, and {key: time of cosignature or None} for each of our keys that signed it."""
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise Problem("note") from None
    text, gap, tail = whole.rpartition("\n\n")
    text += "\n"
    if not gap or not tail.endswith("\n") or any(c < " " and c != "\n" for c in whole):
        raise Problem("note")
    signed = {}
    for line in tail[:-1].split("\n"):
        words = line.split(" ")
        blob = unbase64(words[2]) if len(words) == 3 and words[0] == "—" else None
        if blob is None or len(blob) < 5:
            raise Problem("note")
        for key in keys:  # a key that we do not know says nothing to us
            if key[:2] == (words[1], blob[:4]) and key not in signed:
                signed[key] = check_signature(key, text, blob[4:])
    return text, signed


def check_signature(key, text, signature):
    """None for a log's own signature, for a witness's (type 4) its second; a Problem when it is wrong."""
    moment, message = None, text.encode()
    if key[2] == 4:  # eight bytes of time, then the signature over time and text: c2sp.org/tlog-cosignature
        moment, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        message = b"cosignature/v1\ntime %d\n" % moment + message
    if not signature_right(key[3], message, signature):
        raise Problem("signature", name=key[0])
    return moment


def read_checkpoint(data, origin, log_keys, witnesses=()):
    """(size, root, {witness: second}) of a checkpoint that the log itself signed."""
    text, signed = open_note(data, [*log_keys, *witnesses])
    lines = text[:-1].split("\n")
    if len(lines) < 3 or not all(lines) or not re.fullmatch(r"0|[1-9][0-9]{0,17}", lines[1]):
        raise Problem("checkpoint")
    root = unbase64(lines[2])
    if root is None or len(root) != 32:
        raise Problem("checkpoint")
    if lines[0] != origin:
        raise Problem("origin", name=lines[0], expected=origin)
    if not any(key in signed for key in log_keys):
        raise Problem("unsigned", name=origin)
    moments = {key[0]: moment for key, moment in signed.items() if moment is not None}
    if any(moment > time.time() + 300 for moment in moments.values()):
        raise Problem("future_witness", name=", ".join(moments))
    return int(lines[1]), root, moments


def split_history(data):
    """The checkpoints of checkpoints.txt: notes one after another, an empty line between, and nothing else."""
    notes = re.findall(rb"(?:[^\n]+\n)+\n(?:\xe2\x80\x94 [^\n]+\n)+", data)
    if not notes or b"\n".join(notes) != data:
        raise Problem("file", path="checkpoints.txt")
    return notes


# 4  Files -------------------------------------------------------------------------------------------------------------
# The tree is cut into tiles of 256 hashes, the entries into bundles of 256. A partial one has its width in its name.
class Source:
    def __init__(self, place):
        self.place = str(place).rstrip("/")
        self.web = self.place.startswith(("http://", "https://"))

    def read(self, path):
        """One file. A Problem when it is not there, another one when it may be there but could not be read."""
        try:
            if not self.web:
                return Path(self.place, path).read_bytes()
            with urllib.request.build_opener().open(f"{self.place}/{path}", timeout=30) as answer:
                return answer.read()
        except urllib.error.HTTPError as answer:
            answer.close()
            raise Problem("missing" if answer.code in (404, 410) else "unread", path=path) from None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise Problem("missing", path=path) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Problem("unread", path=path) from None

    def holds_log(self):
        """Is anything of a log there? A Problem when nobody answers."""
        for path in ("log.vkey", "checkpoint"):
            try:
                return self.read(path) is not None
            except Problem as problem:
                if problem.code == "unread":
                    raise
        return False

    def tile_paths(self):
        """Every tile file that lies there (only a folder can tell)."""
        top = Path(self.place)
        return [] if self.web else [p.relative_to(top).as_posix() for p in top.glob("tile/**/*") if p.is_file()]


def tile_path(level, index, width):
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03d}")
    return f"tile/{level}/{'/'.join(parts)}" + (f".p/{width}" if width < 256 else "")


def read_entries(source, size):
    """All entries from their bundles: each behind two bytes of length."""
    entries = []
    for first in range(0, size, 256):
        width = min(256, size - first)
        path = tile_path("entries", first // 256, width)
        data, place, found = source.read(path), 0, []
        while place < len(data):
            end = place + 2 + int.from_bytes(data[place : place + 2], "big")
            found.append(data[place + 2 : end])
            place = end
        if place != len(data) or len(found) != width:
            raise Problem("file", path=path)
        entries += found
        say_how_far(source.place, len(entries), size)
    return entries


def say_how_far(place, done, whole):
    """For somebody who waits at a terminal; a million entries take a minute or two."""
    if sys.stderr.isatty() and whole > 10_000:
        print(f"\r· {place}: {done}/{whole}", end="" if done < whole else "\n", file=sys.stderr, flush=True)


def tile_paths_of(size):
    """The tiles of a tree of this size: at level L there are size / 256^L hashes."""
    counts = [size >> (8 * level) for level in range(8)]
    return {tile_path(level, first // 256, min(256, count - first))
            for level, count in enumerate(counts) for first in range(0, count, 256)}  # fmt: skip


def partial_paths_of(old, size):
    """The partial tiles of an earlier signed tree; one may be gone only when its full tile is there."""
    for level in range(8):
        index, width = divmod(old >> (8 * level), 256)
        if width and 256 * (index + 1) > size >> (8 * level):
            yield tile_path(level, index, width)
            if level == 0:
                yield tile_path("entries", index, width)


def check_tiles(source, levels, raws, sizes):
    """Every tile and bundle, also those of the smaller trees that were signed before, says what the entries say."""
    paths = tile_paths_of(len(raws)).union(source.tile_paths(), *(partial_paths_of(old, len(raws)) for old in sizes))
    for path in sorted(paths):
        found = re.fullmatch(r"tile/(entries|[0-7])/((?:x\d{3}/)*\d{3})(?:\.p/(\d{1,3}))?", path)
        if path.rsplit("/", 1)[1].startswith("."):
            continue  # left half written when the power went; nobody is served it
        if found is None:
            raise Problem("file", path=path)
        first, width = 256 * int(re.sub("[x/]", "", found[2])), int(found[3] or 256)
        if found[1] == "entries":
            right = [len(raw).to_bytes(2, "big") + raw for raw in raws[first : first + width]]
        else:
            right = levels[8 * int(found[1])][first : first + width] if 8 * int(found[1]) < len(levels) else []
        if len(right) == width and source.read(path) != b"".join(right):  # longer ones are not signed yet
            raise Problem("file", path=path)


# 5  Entries -----------------------------------------------------------------------------------------------------------
# Canonical JSON with exactly these keys. Every value has a strict form: there is no place for a name or a number.
BASIC, MATTER, PROMISE = {"v", "t", "d", "c"}, {"v", "t", "d", "c", "ref"}, {"v", "t", "d", "c", "ref", "due"}
KINDS = dict.fromkeys(("bs", "xong", "huy", "gt", "pa", "tn", "tl", "xn", "pd", "xl", "co"), MATTER)
KINDS |= dict.fromkeys(("vb", "xoa", "khoa", "dau"), BASIC)
KINDS |= {"nhan": PROMISE, "hen": PROMISE | {"why"}, "phieu": BASIC | {"h"}, "dg": BASIC | {"h", "s", "p"}}
RATED = {"9", "10", "11", "12"}
KINDS |= {"bc": {"v", "t", "d", "n"}, "mau": BASIC | {"h"}}


def is_day(value):
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_count(value):
    return type(value) is int and 0 <= value < 10**8


def is_point(value):
    return type(value) is int and 1 <= value <= 5


def hashes(value):
    """The 32-byte hashes that stand side by side in base64; an empty list for anything else."""
    data = (unbase64(value) or b"") if isinstance(value, str) else b""
    return [data[i : i + 32] for i in range(0, len(data), 32)] if len(data) % 32 == 0 else []


def is_hashes(value, most):
    rows = hashes(value)
    return 1 <= len(rows) <= most and rows == sorted(set(rows))


def is_counts(value):
    if not isinstance(value, dict) or value.keys() - {"files"} != {"from", "to", "kept", "counted"}:
        return False
    kept, counted, files = value["kept"], value["counted"], value.get("files", {})
    return (
        all(isinstance(part, dict) for part in (kept, counted, files))
        and is_count(value["from"]) and is_count(value["to"]) and value["from"] <= value["to"]
        and kept.keys() == counted.keys() and all(re.fullmatch("[1-9]|1[0-2]", key) for key in kept)
        and all(is_count(kept[key]) and is_count(counted[key]) and kept[key] <= counted[key] for key in kept)
        and all(re.fullmatch(r"[a-z][a-z0-9-]{0,40}\.(json|csv)", name) for name in files)
        and not any(re.search("[0-9]{9}", name) for name in files)
        and all(is_hashes(digest, 1) for digest in files.values())
    )  # fmt: skip


RULES = {
    "v": lambda value: type(value) is int and value == 1,
    "t": lambda value: True,
    "d": is_day,
    "c": lambda value: is_hashes(value, 1),
    "ref": lambda value: isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value),
    "due": is_day,
    "why": lambda value: value in ("supplement", "pause", "reappointment", "calendar"),
    "h": lambda value: is_hashes(value, 21),
    "s": lambda value: is_point(value),
    "p": lambda value: isinstance(value, dict) and value.keys() <= RATED and all(map(is_point, value.values())),
    "n": is_counts,
}


def read_entry(raw, number, today):
    """An entry as a dictionary. Every value has a strict form: there is no place for a name or a number of a person."""
    try:
        if len(raw) > 1024 or b"\\" in raw or not raw.isascii() or not raw.decode().isprintable():
            raise ValueError
        entry = json.loads(raw)
        if json.dumps(entry, sort_keys=True, separators=(",", ":")).encode() != raw:
            raise ValueError
        right = entry.keys() == KINDS[entry["t"]] and all(RULES[key](value) for key, value in entry.items())
        if not right or (entry["t"] in ("dg", "mau") and not is_hashes(entry["h"], 1)):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Problem("entry", number=number) from None
    if entry["d"] > today.isoformat():
        raise Problem("future", number=number, day=entry["d"])
    if entry["t"] in ("phieu", "dg") and date.fromisoformat(entry["d"]).weekday() != 0:
        raise Problem("entry", number=number)
    return entry


# 6  Promise 8 ---------------------------------------------------------------------------------------------------------
# Ready on or before the day of the first promise. That day moves in one way only: `bs` on or before it stops the clock,
# and the next `hen` for a supplement (once) or a pause sets it anew. No other `hen` moves it.
STEPS = {"nhan": 0, "bs": 1, "hen": 2, "xong": 3, "huy": 4}


def in_time(entry):
    """Within a day the ledger is shuffled; told in this order."""
    return entry["d"], STEPS[entry["t"]], entry["c"]


def story_of(entries):
    """(what became of one dossier, was anything told of it that cannot be)."""
    story, odd = None, False
    for entry in sorted(entries, key=in_time):
        kind, day = entry["t"], entry["d"]
        if kind == "nhan" and story is None:
            story = {"due": entry["due"], "stopped": False, "again": False, "xong": "", "huy": ""}
        elif kind == "nhan" or story is None:
            odd = True  # received twice, or never
        elif kind == "bs":
            story["stopped"] = story["stopped"] or (not story["xong"] and day <= story["due"])
        elif kind == "hen":
            lawful = entry["why"] == "pause" or (entry["why"] == "supplement" and not story["again"])
            if story["stopped"] and lawful:
                story.update(due=entry["due"], stopped=False, again=story["again"] or entry["why"] == "supplement")
        else:
            story[kind] = day
    return story, odd


class Telling:
    """The stories of all dossiers, told on from day to day: only those with news are told anew."""

    def __init__(self, entries=()):
        self.later, self.said, self.stories, self.odd, self.until = list(entries), {}, {}, set(), ""

    def go_on(self, entries, until, since=""):
        """Take in more entries, up to a day; stories that ended before `since` are not needed any more."""
        news, waiting, self.later, self.until = set(), [*self.later, *entries], [], until
        for entry in waiting:
            if entry["t"] in STEPS and entry["d"] > until:
                self.later.append(entry)
            elif entry["t"] in STEPS:
                self.said.setdefault(entry["ref"], []).append(entry)
                news.add(entry["ref"])
        for ref in news:
            story, odd = story_of(self.said[ref])
            if story:
                self.stories[ref] = story
            if odd:
                self.odd.add(ref)
        for ref in [ref for ref, story in self.stories.items() if "" < (story["xong"] or story["huy"]) < since]:
            del self.stories[ref]


def retell(entries, until):
    """What became of each dossier up to a day: {ref: story}, and the references of which something cannot be."""
    telling = Telling()
    telling.go_on(entries, until)
    return telling.stories, telling.odd


def promise_8(stories, first, last):
    """Ready on or before the first promise ÷ (finished in the window + open past that day + withdrawn after it)."""
    kept = finished = overdue = withdrawn = stopped = 0
    for story in stories.values():
        if story["xong"]:
            finished += first <= story["xong"] <= last
            kept += first <= story["xong"] <= min(last, story["due"])
        elif story["huy"]:
            withdrawn += story["huy"] > story["due"] and not story["stopped"] and first <= story["huy"] <= last
        elif story["stopped"]:
            stopped += 1
        else:
            overdue += story["due"] < last
    counted = finished + overdue + withdrawn
    return {"kept": kept, "counted": counted, "overdue": overdue, "withdrawn": withdrawn, "stopped": stopped}


def ninety_days_to(day):
    """The first day of the window in which the scoreboard counts."""
    return (date.fromisoformat(day) - timedelta(days=89)).isoformat()


def windows(last):
    quarter = last.replace(month=3 * ((last.month - 1) // 3) + 1, day=1)
    starts = {"90": last - timedelta(days=89), "month": last.replace(day=1), "quarter": quarter}
    return {**starts, "year": last.replace(month=1, day=1)}


def on_word(entries, seen):
    """Dossiers whose result, stop or withdrawal is dated in time, but was published only after the promised day.

    Then the ledger proves nothing: the day is the commune's word (an imported list, or a lie). No error, a question.
    """
    told, found = {}, set()
    for entry, day in zip(entries, seen, strict=True):
        if entry["t"] in STEPS:
            told.setdefault(entry["ref"], []).append((entry, day))
    for ref, steps in told.items():
        steps.sort(key=lambda step: in_time(step[0]))
        for number, (entry, day) in enumerate(steps):
            if entry["t"] in ("bs", "xong", "huy") and entry["d"] < day:
                story, _ = story_of([step for step, _ in steps[:number]])
                if story and entry["d"] <= story["due"] < day:
                    found.add(ref)
    return found


def days_before_publication(entries, sizes):
    """For each entry the latest day that the log had before the publication which brought it ("": none yet)."""
    seen, latest, found = "", "", []
    for number, entry in enumerate(entries):
        if number in sizes:
            seen = latest
        found.append(seen)
        latest = max(latest, entry["d"])
    return found


def count_backdated(entries):
    """How many entries stand more than a week behind days written before them (allowed, but worth a question)."""
    latest, count = "", 0
    for entry in entries:
        if entry["t"] not in ("phieu", "dg"):
            limit = latest and (date.fromisoformat(latest) - timedelta(days=7)).isoformat()
            count += entry["d"] < limit
            latest = max(latest, entry["d"])
    return count


# 7  Promises 9-12 -----------------------------------------------------------------------------------------------------
# A slip's hash is issued (`phieu`) before its answer (`dg`) can be given. An answer of 4 or 5 keeps the promise; it
# tells the Monday of its week, and counts on the Sunday.
def rated(entries, first, last):
    """{promise: (kept, counted)} of the answers that count in a window."""
    points = {promise: [] for promise in RATED}
    for entry in entries:
        if entry["t"] == "dg" and first <= (date.fromisoformat(entry["d"]) + timedelta(days=6)).isoformat() <= last:
            for promise, value in entry["p"].items():
                points[promise].append(value)
    return {promise: (sum(value >= 4 for value in found), len(found)) for promise, found in points.items()}


def check_tokens(entries, report):
    """No answer without a slip that was issued, and none used twice."""
    issued = {digest for entry in entries if entry["t"] == "phieu" for digest in hashes(entry["h"])}
    used = [sha256(hashes(entry["h"])[0]) for entry in entries if entry["t"] == "dg"]
    if len(used) != len(set(used)) or not issued.issuperset(used):
        report["problems"].append(Problem("ratings"))


# 8  Promises 1-7 ------------------------------------------------------------------------------------------------------
# The commune's folder du-lieu has the rows behind each figure. The newest scoreboard in the ledger, its entry `bc`,
# names those files by their hashes: the rows cannot be changed afterwards.
OPEN_DATA = "du-lieu"
COLUMNS = ["promise", "reference", "received_on", "due_on", "finished_on", "broken_on", "open_from", "count"]


def read_open_data(source, told, number, report):
    """The files that a scoreboard names, each with the hash that stands there. Empty when there is nothing to judge."""
    beside, files = Source(source.place.rsplit("/", 2)[0]), {}
    for name in told.get("files", {}):
        try:
            files[name] = beside.read(f"{OPEN_DATA}/{name}")
        except Problem as problem:
            if problem.code == "unread":
                raise
    if not files:  # a mirror of the log alone: nothing is wrong, and nothing can be said of the other promises
        report["promises"] = None if told.get("files") else {}
        return {}
    report["later"] = later_log(beside, files.get("promises.json", b""), report["origin"])
    if report["later"]:
        return {}
    for name, digest in told["files"].items():
        if name not in files:
            raise Problem("missing", path=f"{OPEN_DATA}/{name}")
        if base64.b64encode(sha256(files[name])).decode() != digest:
            raise Problem("open_data", path=name, number=number)
    return files


def later_log(beside, figures, ours):
    """The log that the files name as theirs, if it is a later one that lies there: they are those of the newest log."""
    house, year = ours.split("/nhat-ky/")
    found = re.search(
        rf'"ledger_origin": "{re.escape(house)}/nhat-ky/([0-9]{{4}}(-[0-9]+)?)"', figures.decode("utf-8", "replace")
    )
    if found is None or [int(part) for part in found[1].split("-")] <= [int(part) for part in year.split("-")]:
        return None
    try:
        beside.read(f"nhat-ky/{found[1]}/checkpoint")
    except Problem:
        return None
    return f"{house}/nhat-ky/{found[1]}"


def check_open_data(source, earlier, entries, number, report):
    """The files are those of the newest scoreboard; their rows give its figures; rows of 8 say what the ledger says."""
    day, told = entries[number]["d"], entries[number]["n"]
    files = read_open_data(source, told, number, report)
    if not files:
        return
    known = earlier + entries[: min(number, told["to"])]
    stories, _ = retell(known, day)
    try:
        shown = json.loads(files["promises.json"])["promises"]
        heard = Heard(known, day, strict=shown.get("1", {}).get("definition_version", 0) > 1)
        alike = read_rows(files["occasions.csv"], stories, heard)
        starts = {name: first.isoformat() for name, first in windows(date.fromisoformat(day)).items()}
        heard.none_missing(min(starts.values()), day)
        report["unsolved"] = heard.left(starts["90"])
        report["promises"] = {}
        for promise in sorted({*told["kept"], *shown}, key=int):
            ours = {name: figure(alike, promise, first, day) for name, first in starts.items()}
            report["promises"][promise] = {"kept": ours["90"][0], "counted": ours["90"][1], "as_of": day}
            published = told["kept"].get(promise), told["counted"].get(promise)
            compare("figure", f"bc {number}", promise, published, ours["90"], report)
            one = shown[promise]
            compare("figure", "promises.json", promise, (one["kept"], one["counted"]), ours["90"], report)
            for name, told_so in one["windows"].items():
                said = told_so["kept"], told_so["counted"]
                compare("figure", f"promises.json ({name})", promise, said, ours[name], report)
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error):
        raise Problem("file", path=OPEN_DATA) from None


class Heard:
    """What the ledger tells of feedback: `pa` and `tn` of each reference, and each `xn` and `pd` by itself. Rows of
    promise 1 are all of the first (`strict`; in its first version they had no reference), rows of promises 2 and 3 are
    some of the second.
    """

    def __init__(self, entries, until, strict):
        self.days, self.words, self.listed, self.strict = {}, {}, set(), strict
        for entry in entries:
            kind, day, ref = entry["t"], entry["d"], entry.get("ref")
            if kind in ("pa", "tn") and day <= until:
                one = self.days.setdefault(ref, {"pa": "", "tn": ""})
                one[kind] = min(day, one[kind] or day)
            elif kind in ("xn", "pd") and day <= until:
                self.words[ref, kind, day] = self.words.get((ref, kind, day), 0) + 1

    def fits(self, promise, reference, received, finished, broken):
        """Does a row say what the entries of its reference say? Each row of promises 2 and 3 takes one entry."""
        if not reference and (promise != "1" or not self.strict):
            return True
        if promise == "1":
            new, one = reference not in self.listed, self.days.get(reference)
            self.listed.add(reference)
            return new and one is not None and "" < received <= one["pa"] and one["tn"] == finished
        key = (reference, "pd" if broken else "xn", finished)
        self.words[key] = self.words.get(key, 0) - 1
        return self.words[key] >= 0

    def none_missing(self, first, last):
        """Whatever was acknowledged in a window, or is not a month after it came, must have its row."""
        old = (date.fromisoformat(last) - timedelta(days=31)).isoformat()
        for ref, one in self.days.items():
            owed = first <= one["tn"] if one["tn"] else one["pa"] < old
            if owed and ref not in self.listed and (self.strict or self.listed):
                raise Problem("unlisted", reference=ref)

    def left(self, first):
        """How many `xn` and `pd` of a window have no row: what was said of an answer, not of something solved."""
        return sum(count for (_, _, day), count in self.words.items() if day >= first)


def read_rows(data, stories, heard):
    """How often each (promise, finished, broken, open from) stands there; rows of promises 1, 2, 3 and 8 must fit the
    entries of their references.
    """
    alike = {}
    rows = csv.reader(io.TextIOWrapper(io.BytesIO(data), "ascii", newline=""), strict=True)
    if next(rows, None) != COLUMNS:
        raise ValueError
    for promise, reference, received, due, finished, broken, begun, count in rows:
        if not all(day == "" or is_day(day) for day in (due, finished, broken, begun)) or int(count) < 1:
            raise ValueError
        if promise == "8" and not same_story(due, finished, stories.get(reference)):
            raise Problem("row", reference=reference)
        if promise in ("1", "2", "3") and not heard.fits(promise, reference, received, finished, broken):
            raise Problem("heard", promise=promise, reference=reference)
        alike[promise, finished, broken, begun] = alike.get((promise, finished, broken, begun), 0) + int(count)
    return alike


def figure(alike, promise, first, last):
    """(kept, counted) of a window: what was finished in it, and what is open at its end and counts while it is open."""
    kept = counted = 0
    for (number, finished, broken, begun), count in alike.items():
        decided = finished if "" < finished <= last else last
        counts = finished >= first if "" < finished <= last else "" < begun <= last
        if number == promise and counts:
            counted += count
            kept += count if not broken or broken > decided else 0
    return kept, counted


def same_story(due, finished, story):
    """Does a row of promise 8 say what the ledger says of that reference?"""
    ended = story and (story["xong"] or ("" if story["stopped"] else story["huy"]))
    return story is not None and (due, finished) == (story["due"], ended)


def compare(code, what, promise, told, ours, report):
    """A published (kept, counted) against what we found."""
    if told != ours:
        facts = {"told": f"{told[0]}/{told[1]}", "kept": ours[0], "counted": ours[1]}
        report["problems"].append(Problem(code, what=what, promise=promise, **facts))


# 9  One log -----------------------------------------------------------------------------------------------------------
def check_log(source, options, today, report):
    """Verify one log completely; returns its entries. Problems that stop nothing else are put into the report."""
    key_lines = source.read("log.vkey").decode("utf-8", "replace").split("\n")
    log_keys = [read_key(line) for line in (options.vkey or key_lines) if line.strip()]
    if not log_keys or len({key[0] for key in log_keys}) != 1:
        raise Problem("key", line="log.vkey")
    origin = report["origin"] = log_keys[0][0]
    year = re.fullmatch(r".*/nhat-ky/([0-9]{4})(-[0-9]+)?", origin)
    if year is None or int(year[1]) > today.year:
        raise Problem("future_log", name=origin) if year else Problem("key", line=origin)
    witnesses = [read_key(line) for line in options.witness]
    size, root, seen = read_checkpoint(source.read("checkpoint"), origin, log_keys, witnesses)
    report.update(size=size, root=base64.b64encode(root).decode(), witnesses=sorted(seen))

    raws = read_entries(source, size)
    levels = build_levels([sha256(b"\x00" + raw) for raw in raws])
    if root_at(levels, size) != root:
        raise Problem("root", size=size)
    sizes = check_history(split_history(source.read("checkpoints.txt")), origin, log_keys, levels, size, report)
    check_tiles(source, levels, raws, sizes)
    for kept in options.kept:
        check_kept(kept, origin, log_keys, levels, size, sizes, report)

    entries = []
    for number, raw in enumerate(raws):
        try:
            entries.append(read_entry(raw, number, today))
        except Problem as problem:
            report["problems"].append(problem)
        if (number == 0) != (b'"t":"dau"' in raw):
            report["problems"].append(Problem("first", number=number))
    report["backdated"] = count_backdated(entries)
    report["seen"] = days_before_publication(entries, sizes)
    check_tokens(entries, report)
    return entries


def check_history(history, origin, log_keys, levels, now, report):
    """Every checkpoint ever signed: its root must be the root that today's tree had at that size."""
    report["checkpoints"], before, sizes = len(history), 0, set()
    for data in history:
        try:
            size, root, _ = read_checkpoint(data, origin, log_keys)
            if size > now:
                raise Problem("shrunk", size=now, old=size)
            if size < before or root_at(levels, size) != root:
                raise Problem("rewritten", size=size)
            before = size
            sizes.add(size)
        except Problem as problem:
            report["problems"].append(problem)
    return sizes


def read_kept(text):
    """What the reader kept: the three words on a paper receipt, or the signed notes of a file."""
    words = text.split()
    if len(words) == 3 and re.fullmatch("[0-9]{1,18}", words[1]):
        return [words]
    try:
        return split_history(Path(text).read_bytes())
    except Problem:
        raise Problem("kept", what=text) from None


def check_kept(kept, origin, log_keys, levels, size, sizes, report):
    """A checkpoint that the reader kept must be one that today's tree had, and still stand in its history."""
    try:
        if isinstance(kept, list):
            name, old, begin = kept[0], int(kept[1]), kept[2]
        else:
            name = kept.split(b"\n")[0].decode("utf-8", "replace")
            if name == origin:
                old, root, _ = read_checkpoint(kept, origin, log_keys)
                begin = base64.b64encode(root).decode()
        if name != origin:
            return
        report["since"] += 1
        if old > size:
            raise Problem("shrunk", size=size, old=old)
        if not base64.b64encode(root_at(levels, old)).decode().startswith(begin):
            raise Problem("rewritten", size=old)
        if old < size and old not in sizes:
            raise Problem("forgotten", size=old)
    except Problem as problem:
        report["problems"].append(problem)


def check_year_link(entries, report, before):
    """`dau` commits to the last checkpoint of the year before, under a salt of 32 zero bytes: anybody can see it."""
    first = next((entry for entry in entries if entry["t"] == "dau"), None)
    empty = {"origin": report["origin"], "size": 0, "root": base64.b64encode(sha256(b"")).decode()}
    for record in (before or {}, empty):
        message = json.dumps({key: record.get(key) for key in ("origin", "root", "size")}, separators=(",", ":"))
        if first and hmac.digest(bytes(32), message.encode(), "sha256") == base64.b64decode(first["c"]):
            if record is empty and before:
                break
            return "first" if record is empty else "linked"
    if before:
        report["problems"].append(Problem("link", origin=before["origin"]))
    return "unknown"


def check_boards(source, earlier, entries, report):
    """Each scoreboard `bc` says what the entries before it say; the open data say what the newest one says."""
    telling, covered, newest = Telling(earlier), 0, None
    ratings = [entry for entry in earlier if entry["t"] == "dg"]
    old_ratings = len(ratings)
    for number, entry in enumerate(entries):
        if entry["t"] != "bc":
            continue
        newest, day, told, upto = number, entry["d"], entry["n"], min(number, entry["n"]["to"])
        if upto < covered or day < telling.until:  # it speaks of an earlier state: told from the beginning
            telling, covered = Telling(earlier), 0
            del ratings[old_ratings:]
        ratings += [one for one in entries[covered:upto] if one["t"] == "dg"]
        telling.go_on(entries[covered:upto], day, ninety_days_to(day))
        covered = upto
        on_time = promise_8(telling.stories, ninety_days_to(day), day)
        found = {**rated(ratings, ninety_days_to(day), day), "8": (on_time["kept"], on_time["counted"])}
        for promise in found.keys() & told["kept"].keys():
            published = told["kept"][promise], told["counted"][promise]
            compare("score", f"bc {number}", promise, published, found[promise], report)
        report["ratings"] = {promise: {"kept": found[promise][0], "counted": found[promise][1], "as_of": day}
                             for promise in RATED & told["kept"].keys()}  # fmt: skip
    return newest


def find_logs(place):
    """The logs at a place, oldest first, commune by commune: one log itself, or those below a data folder or a site."""
    found, source = [], Source(place)
    try:
        if source.holds_log():
            return [[place]]
        for year in range(2025, 2041) if source.web else ():  # no site lists its logs: they are asked for year by year
            before = len(found)
            for name in [f"{year}", *(f"{year}-{edition}" for edition in range(2, 10))]:
                place = f"{source.place}/nhat-ky/{name}"
                if not Source(place).holds_log():
                    break
                found.append(place)
            if 0 < before == len(found):
                break
    except Problem:  # nobody answers: whoever reads on there will be told
        return [[*found, place]]
    if found or source.web:
        return [found] if found else []
    communes = {}
    for pattern in ("public/*/nhat-ky/*", "*/nhat-ky/*", "nhat-ky/*"):
        for folder in sorted(found for found in Path(place).glob(pattern) if found.is_dir()):
            communes.setdefault(folder.parent, []).append(folder)
    return list(communes.values())


def check_commune(places, options, today):
    """All logs of a commune, oldest first, then promise 8 over all of them."""
    reports, everything, seen, before, whole = [], [], [], None, True
    for place in places:
        report = {"place": str(place), "origin": "", "size": 0, "since": 0, "problems": []}
        reports.append(report)
        try:
            source = Source(place)
            entries = check_log(source, options, today, report)
            whole = check_year_link(entries, report, before) != "unknown" and whole
            newest = check_boards(source, everything, entries, report)
            if newest is not None and place == places[-1]:
                check_open_data(source, everything, entries, newest, report)
            latest = max((entry["d"] for entry in everything), default="")
            everything, seen = everything + entries, seen + [max(day, latest) for day in report.pop("seen")]
            before = {"origin": report["origin"], "size": report["size"], "root": report["root"]}
        except Problem as problem:
            report["problems"].append(problem)
            before, whole = None, False
    newest = reports[-1].get("witnesses")  # they vouch for the years before too: `dau` takes up their last checkpoint
    if newest is not None and len(newest) < options.quorum:
        reports[-1]["problems"].append(Problem("witnesses", seen=len(newest), needed=options.quorum))
    stories, odd = retell(everything, today.isoformat())
    if odd and whole:
        reports[-1]["problems"].append(Problem("unheard", count=len(odd)))
    if len(seen) == len(everything) and reports:
        reports[-1]["on_word"] = sorted(on_word(everything, seen))
    figures = {name: promise_8(stories, first.isoformat(), today.isoformat()) for name, first in windows(today).items()}
    return reports, figures


# 10  Words -----------------------------------------------------------------------------------------------------------
TOLD = 3  # differences of one kind that are told one by one
WORDS = {
    "checkpoint": ("Điểm kiểm không đúng khuôn dạng.", "The checkpoint is malformed."),
    "entry": ("Mục số {number} không đúng khuôn dạng đã công bố.", "Entry {number} is not in the published form."),
    "file": ("Tệp {path} không khớp với cây đã ký.", "File {path} does not fit the signed tree."),
    "figure": ("{what} công bố lời hứa {promise} là {told}, tệp dữ liệu mở cho ra {kept}/{counted}.",
               "{what} says {told} for promise {promise}; the open-data file gives {kept}/{counted}."),
    "first": ("Mục số {number}: mục “dau” phải đứng đầu sổ và chỉ ở đó.", "Entry {number}: `dau` must be first, only."),
    "forgotten": ("Điểm kiểm ông/bà giữ ({size} mục) không còn trong checkpoints.txt: lịch sử đã bị cắt bớt.",
                  "The checkpoint that you kept ({size} entries) is gone from checkpoints.txt: history was cut."),
    "future": ("Mục số {number} ghi ngày ở tương lai: {day}.", "Entry {number} is dated in the future: {day}."),
    "future_log": ("Sổ của tương lai: {name} là của một năm chưa tới.", "The log {name} is of a year to come."),
    "future_witness": ("Nhân chứng ký vào một giờ ở tương lai: {name}.", "A witness signed in the future: {name}."),
    "kept": ("“{what}” không phải điểm kiểm: cần tệp checkpoint, hoặc dòng in trên giấy tiếp nhận.",
             "“{what}” is no checkpoint: a checkpoint file is needed, or the line on a paper receipt."),
    "key": ("Dòng khóa không đúng: {line}", "Wrong verifier key line: {line}"),
    "link": ("Mục “dau” không nối với điểm kiểm cuối của {origin}.", "`dau` does not commit to the end of {origin}."),
    "missing": ("Thiếu tệp {path}.", "The file {path} is not there."),
    "nothing": ("Không thấy sổ nào ở {path}: xin xem lại địa chỉ hoặc đường dẫn.",
                "No log was found at {path}: look at the address or the path again."),
    "note": ("Văn bản có chữ ký không đúng khuôn dạng.", "A signed note is malformed."),
    "open_data": ("Tệp {path} không phải tệp mà mục {number} đã ghi dấu.",
                  "File {path} is not the one whose hash stands in entry {number}."),
    "origin": ("Điểm kiểm của sổ khác: {name}, không phải {expected}.", "Checkpoint of {name}, not of {expected}."),
    "ratings": ("Có đánh giá không có phiếu, hoặc một phiếu dùng hai lần.", "A rating without a token of its own."),
    "rewritten": ("LỊCH SỬ BỊ VIẾT LẠI: điểm kiểm cũ ở {size} mục không khớp cây hôm nay. Hãy giữ nó làm bằng chứng.",
                  "HISTORY WAS REWRITTEN: the checkpoint at {size} entries does not fit today's tree. Keep it!"),
    "root": ("Các mục không cho ra gốc đã ký ({size} mục): có mục bị sửa hoặc bỏ.",
             "The entries do not give the signed root ({size} entries): some were changed or removed."),
    "row": ("Dòng {reference} của tệp dữ liệu mở nói khác sổ.",
            "The row of {reference} in the open data says something else than the ledger."),
    "heard": ("Lời hứa {promise}: dòng {reference} của tệp dữ liệu mở nói khác các mục pa, tn, xn, pd trong sổ.",
              "Promise {promise}: the row of {reference} says something else than the entries pa, tn, xn, pd."),
    "unlisted": ("Lời hứa 1: sổ có mục pa của {reference} mà tệp dữ liệu mở không có dòng ấy.",
                 "Promise 1: the ledger has a pa of {reference}; the open data have no such row."),
    "score": ("{what} công bố lời hứa {promise} là {told}; các mục trong sổ cho ra {kept}/{counted}.",
              "{what} says {told} for promise {promise}; the entries of the ledger give {kept}/{counted}."),
    "shrunk": ("Sổ chỉ còn {size} mục, trước đã ký {old} mục.", "{size} entries now, {old} were signed before."),
    "signature": ("Chữ ký của {name} không đúng: nội dung bị sửa sau khi ký.",
                  "The signature of {name} is wrong: something was changed after signing."),
    "unheard": ("{count} hồ sơ có kết quả mà chưa từng tiếp nhận, hoặc tiếp nhận hai lần.",
                "{count} dossiers have events without a receipt, or two receipts."),
    "unsigned": ("Điểm kiểm không có chữ ký của sổ {name}.", "The checkpoint is not signed by the log {name}."),
    "unread": ("Chưa đọc được {path}: máy chủ không trả lời, hoặc tệp không cho đọc.",
               "{path} could not be read: the server does not answer, or the file may not be opened."),
    "unused": ("Điểm kiểm ông/bà giữ ({what}) không thuộc sổ nào ở đây.",
               "The checkpoint that you kept ({what}) belongs to no log here."),
    "witnesses": ("Chỉ có {seen} nhân chứng ký, cần {needed}.", "Only {seen} witnesses signed; {needed} are needed."),
}  # fmt: skip


def sentence(problem, english):
    return WORDS[problem.code][1 if english else 0].format(**problem.facts)


def tell_problems(problems, english):
    """The first of each kind: one change early in a log contradicts every checkpoint after it."""
    told = {}
    for problem in problems:
        told.setdefault(problem.code, []).append(problem)
    for alike in told.values():
        for problem in alike[:TOLD]:
            print(f"  {'?' if verdict([problem]) == 3 else '✗'} {sentence(problem, english)}")
        if alike[TOLD:]:
            more = "  ✗ … và {count} chỗ nữa (--json: kể hết).", "  ✗ … and {count} more (--json tells all)."
            print(more[english].format(count=len(alike) - TOLD))


def tell(reports, figures, english):
    for report in reports:
        good = {0: ("ĐÚNG", "GOOD"), 1: ("CÓ SAI LỆCH", "DIFFERENCES"), 3: ("CHƯA ĐỌC ĐƯỢC", "NOT READ")}
        good = good[verdict(report["problems"])][english]
        words = ("mục", "điểm kiểm", "nhân chứng", "ghi lùi ngày"), ("entries", "checkpoints", "witnesses", "backdated")
        a, b, c, d = words[english]
        counts = (f" — {report['size']} {a}, {report.get('checkpoints', 0)} {b}, "
                  f"{len(report.get('witnesses', []))} {c}, {report.get('backdated', 0)} {d}")  # fmt: skip
        print(f"{report['origin'] or report['place']}: {good}{counts if report['size'] else ''}")
        tell_problems(report["problems"], english)
    if any(problem.code == "unread" for report in reports for problem in report["problems"]):
        return  # figures of half a ledger would say nothing
    names = {"90": ("90 ngày", "90 days"), "month": ("tháng này", "this month")}
    names |= {"quarter": ("quý này", "this quarter"), "year": ("năm nay", "this year")}
    if any(f["counted"] or f["stopped"] for f in figures.values()):  # nothing of a year that is long over
        print(("  Lời hứa 8, Không trễ hẹn (đúng hẹn / tính):", "  Promise 8, on time (kept / counted):")[english])
    else:
        figures = {}
    for name, f in figures.items():
        rest = ("quá hẹn chưa xong {overdue}, rút sau hẹn {withdrawn}, đang dừng đồng hồ {stopped}",
                "open past due {overdue}, withdrawn late {withdrawn}, clock stopped {stopped}")[english]  # fmt: skip
        print(f"    {names[name][english]:<12} {f['kept']:>6} / {f['counted']:<6} {rest.format(**f)}")
    if reports[-1].get("on_word"):
        word = (
            "  ! {count} hồ sơ đúng hẹn (hoặc tạm dừng) chỉ theo lời xã: ghi vào sổ sau ngày hẹn. {refs}",
            "  ! {count} dossiers are in time (or stopped) by the commune's word alone: told after the day. {refs}",
        )
        found = reports[-1]["on_word"]
        print(word[english].format(count=len(found), refs=", ".join(found[:3]) + (" …" if len(found) > 3 else "")))
    if reports[-1].get("promises", {}) is None:
        print(("  Không có tệp dữ liệu mở bên cạnh: các lời hứa khác chưa tính lại được.",
               "  No open-data files beside it: the other promises were not recomputed.")[english])  # fmt: skip
    if reports[-1].get("unsolved"):
        said = (
            "  Trong 90 ngày còn {} mục xn, pd người gửi nói về một câu trả lời: không tính ở lời hứa 2, 3.",
            "  In the 90 days {} more `xn`, `pd` are about an answer: promises 2 and 3 do not count them.",
        )
        print(said[english].format(reports[-1]["unsolved"]))
    if reports[-1].get("later"):
        words = ("Tệp dữ liệu mở bên cạnh là của sổ mới hơn", "The open data beside it are of a later log")
        print(f"  ! {words[english]}: {reports[-1]['later']}")
    told = {**(reports[-1].get("promises") or {}), **reports[-1].get("ratings", {})}
    for promise, f in sorted(told.items(), key=lambda item: int(item[0])):
        places = ("các phiếu trong sổ", "the ratings in the ledger"), ("tệp dữ liệu mở", "the open data")
        place = places[promise not in RATED][english]
        name = (f"Lời hứa {promise}, từ {place}, 90 ngày đến", f"Promise {promise}, from {place}, 90 days to")[english]
        print(f"  {name} {f['as_of']}: {f['kept']} / {f['counted']}")


def verdict(problems):
    """The exit code: 0 all is well, 1 something differs, 3 something was not read and nothing differs."""
    if all(problem.code in ("unread", "nothing") for problem in problems):
        return 3 if problems else 0
    return 1


CONCLUSIONS = {
    0: ("TẤT CẢ KHỚP.", "EVERYTHING FITS."),
    1: ("CÓ SAI LỆCH: xem từng câu ở trên.", "SOMETHING DIFFERS: see the sentences above."),
    3: ("CHƯA KẾT LUẬN ĐƯỢC: chưa đọc hết sổ nên chưa biết đúng sai. Xin thử lại, hoặc dùng bản sao của sổ.",
        "NOTHING CAN BE SAID YET: not all of it was read, so it is neither right nor wrong. Try again, or use a copy."),
}  # fmt: skip
HELP = (
    """Kiểm chứng sổ công khai của một xã và tính lại các lời hứa, không cần tin xã, không cần phần mềm của xã.

cách dùng: python3 recompute.py NƠI [lựa chọn]

  NƠI               một cuốn sổ (…/nhat-ky/2026: thư mục hoặc địa chỉ web), trang của xã, hoặc thư mục dữ liệu
  --since ĐIỂM_KIỂM điểm kiểm ông/bà đã giữ: một tệp (checkpoint hoặc checkpoints.txt), hoặc dòng in trên giấy tiếp
                    nhận (để trong dấu nháy); dùng được nhiều lần
  --vkey DÒNG       dòng khóa của sổ, chép từ bảng niêm yết ở trụ sở, thay cho tệp log.vkey
  --witness DÒNG    dòng khóa của một nhân chứng; dùng được nhiều lần
  --quorum SỐ       cần ít nhất bấy nhiêu nhân chứng ký (mặc định 0)
  --today NGÀY      coi hôm nay là ngày này, như 2026-11-29 (mặc định: hôm nay ở Việt Nam)
  --english         nói tiếng Anh (hoặc đặt LANG=en)
  --json            kể hết dưới dạng JSON
  -h, --help        xem hướng dẫn này rồi thôi

Mã thoát: 0 tất cả khớp; 1 có sai lệch, mỗi sai lệch một câu; 2 lệnh chưa đúng; 3 chưa đọc được nên chưa kết luận.
Dòng có dấu ! không phải sai lệch mà là câu nên hỏi xã: riêng cuốn sổ không chứng minh được điều ấy.

ví dụ: python3 recompute.py https://dien-lu.vidan.example/nhat-ky/2026
       python3 recompute.py . --since 'dien-lu.vidan.example/nhat-ky/2026 12 mjpP3aN0fYb1Qx7L'
""",
    """Verify a commune's public ledger and recompute its promises, believing neither the commune nor its software.

usage: python3 recompute.py PLACE [options]

  PLACE             a log (…/nhat-ky/2026: a folder or a web address), the commune's site, or a data folder
  --since CHECKPOINT  a checkpoint that you kept: a file (checkpoint or checkpoints.txt), or the line on a paper
                    receipt (in quotes); may be repeated
  --vkey LINE       the log's key line, as the notice board has it, instead of the file log.vkey
  --witness LINE    the key line of a witness; may be repeated
  --quorum NUMBER   so many witnesses must have signed (default 0)
  --today DAY       judge as if today were this day, like 2026-11-29 (default: today in Vietnam)
  --english         speak English (or set LANG=en)
  --json            tell everything as JSON
  -h, --help        show this and stop

Exit codes: 0 everything fits; 1 something differs, one sentence each; 2 a wrong command; 3 not read, so nothing said.
A line with ! is no difference but a question for the commune: the ledger alone cannot prove it.

example: python3 recompute.py https://dien-lu.vidan.example/nhat-ky/2026 --english
""",
)
COMPLAINTS = (  # what argparse says of a wrong command, and how we say it
    (r"the following arguments are required: .*", "còn thiếu NƠI: địa chỉ web hoặc thư mục của sổ"),
    (r"unrecognized arguments: (.*)", "không hiểu {}"),
    (r"argument ([^:]*): expected .*", "{} cần một giá trị đi sau"),
    (r"argument ([^:]*): invalid .*", "giá trị của {} không đúng dạng"),
)


class Arguments(argparse.ArgumentParser):
    """Python's own reader of command lines, speaking as the rest of this program does."""

    def __init__(self, english):
        super().__init__(add_help=False, allow_abbrev=False)
        self.english = english

    def format_help(self):
        return HELP[self.english]

    def error(self, message):
        told = message if self.english else "xin xem lại các lựa chọn"
        for pattern, sentence_of in COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found and not self.english:
                told = sentence_of.format(*found.groups())
        self.refuse(told)

    def refuse(self, told):
        print(("Lệnh chưa đúng: {}.", "Wrong command: {}.")[self.english].format(told.rstrip(".")), file=sys.stderr)
        print(("Xem cách dùng: {} --help", "See {} --help")[self.english].format(sys.argv[0]), file=sys.stderr)
        raise SystemExit(2)


def wants_english(arguments):
    """Vietnamese, unless --english is typed or the terminal's own language is English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "--english" in arguments or named.startswith("en")


def read_command(arguments):
    parser = Arguments(wants_english(arguments))
    parser.add_argument("place")
    parser.add_argument("--since", action="append", default=[])
    parser.add_argument("--vkey", action="append")
    parser.add_argument("--witness", action="append", default=[])
    parser.add_argument("--quorum", type=int, default=0)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--english", action="store_true", default=parser.english)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-h", "--help", action="help")
    options = parser.parse_args(arguments)
    try:
        for line in [*(options.vkey or []), *options.witness]:
            read_key(line)
        options.kept = [kept for text in options.since for kept in read_kept(text)]
    except Problem as problem:
        parser.refuse(sentence(problem, options.english))
    except OSError as problem:
        words = "không đọc được tệp {}", "the file {} cannot be read"
        parser.refuse(words[options.english].format(problem.filename))
    return options


def main(arguments=None):
    options = read_command(sys.argv[1:] if arguments is None else arguments)
    today = options.today or datetime.now(timezone(timedelta(hours=7))).date()
    results = [check_commune(places, options, today) for places in find_logs(options.place)]
    problems = [problem for reports, _ in results for report in reports for problem in report["problems"]]
    if not results:
        problems.append(Problem("nothing", path=options.place))
    if options.since and not problems and not any(report["since"] for reports, _ in results for report in reports):
        problems.append(Problem("unused", what=", ".join(options.since)))
    code = verdict(problems)
    if options.json:
        for reports, _ in results:
            for report in reports:
                told = [{"code": p.code, "text": sentence(p, options.english)} for p in report["problems"]]
                report["problems"] = told
        logs = [{"logs": reports, "promise_8": figures} for reports, figures in results]
        print(json.dumps({"ok": not problems, "exit": code, "communes": logs}, ensure_ascii=False, indent=1))
        return code
    for reports, figures in results:
        tell(reports, figures, options.english)
    if problems and problems[-1].code in ("nothing", "unused"):
        tell_problems(problems[-1:], options.english)
    print(CONCLUSIONS[code][options.english])
    return code


if __name__ == "__main__":
    sys.exit(main())
