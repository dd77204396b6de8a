#!/usr/bin/env python3
"""Who had to be asked in a month? Recomputed from the public ledger and the month's seed, with Python alone.

Usage: python3 sample.py LEDGER_FOLDER_OR_URL mau.json 2026-12
The ledger is one year's log, e.g. https://xa.example/nhat-ky/2026 (verify it first: recompute.py); mau.json is what
/khao-sat/mau.json shows.
"""

import base64
import json
import sys
from hashlib import sha256
from pathlib import Path

from recompute import Source, read_entries

where, data, name = sys.argv[1:4]
month = next(row for row in json.loads(Path(data).read_text("utf-8"))["months"] if row["month"] == name)
source = Source(where)
size = int(source.read("checkpoint").split(b"\n")[1])
entries = [json.loads(raw) for raw in read_entries(source, size)]
seed = bytes.fromhex(month["seed"] or sys.exit("the month is not over: its seed is not shown yet"))
digest = sha256(seed).digest()
fixed = [entry for entry in entries if entry["t"] == "mau" and entry["d"] == f"{name}-01"]
if digest.hex() != month["seed_sha256"] or base64.b64encode(digest).decode() not in [entry["h"] for entry in fixed]:
    sys.exit("WRONG: the ledger did not bind itself to this seed before the month")
given = sorted({entry["ref"] for entry in entries if entry["t"] == "gt" and entry["d"].startswith(name)})
limit = month["share"] * 2**64
asked = [ref for ref in given if int.from_bytes(sha256(seed + bytes.fromhex(ref)).digest()[:8], "big") * 100 < limit]
print(*asked, sep="\n")
print(f"{len(given)} results given out, {len(asked)} in the sample; the commune says {month['asked']}")
sys.exit(0 if len(asked) == month["asked"] else 1)
