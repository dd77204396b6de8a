#!/usr/bin/env python3
"""Who had to be asked in a month? Recomputed from the public ledger (verify it first: recompute.py) and mau.json.

Usage: python3 sample.py LEDGER_FOLDER_OR_URL mau.json 2026-12   (mau.json is what /khao-sat/mau.json shows)
"""

import base64
import json
import sys
from hashlib import sha256
from pathlib import Path

from recompute import Source, read_entries

where, data, name = sys.argv[1:] if len(sys.argv) == 4 else sys.exit(__doc__)
months = {row["month"]: row for row in json.loads(Path(data).read_text("utf-8"))["months"]}
month = months.get(name) or sys.exit(f"there is no month {name}, only {', '.join(months)}")
source = Source(where)
entries = [json.loads(raw) for raw in read_entries(source, int(source.read("checkpoint").split(b"\n")[1]))]
seed = bytes.fromhex(month["seed"] or sys.exit("the month is not over: its seed is not shown yet"))
digest = sha256(seed).digest()
fixed = [entry["h"] for entry in entries if entry["t"] == "mau" and entry["d"] == f"{name}-01"]
if digest.hex() != month["seed_sha256"] or base64.b64encode(digest).decode() not in fixed:
    sys.exit("WRONG: the ledger did not bind itself to this seed before the month")
given = sorted({entry["ref"] for entry in entries if entry["t"] == "gt" and entry["d"].startswith(name)})
chance = {ref: int.from_bytes(sha256(seed + bytes.fromhex(ref)).digest()[:8], "big") for ref in given}
asked = [ref for ref in given if chance[ref] * 100 < month["share"] << 64]
print(*asked, sep="\n")
print(f"{len(given)} results given out, {len(asked)} in the sample; the commune says {month['asked']}")
sys.exit(0 if len(asked) == month["asked"] else 1)
