"""A hundred thousand letters get their numbers from sixty-four clerks at once, and some clerks die in the middle.

Each clerk is a thread with a connection of its own, eight to a process. In every round a few processes are killed; what
they left without a number is taken up by fresh ones, until nothing waits. Then every number is there once.
"""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from endurance.machine import copy, environment

NUMBERS, PROCESSES, THREADS, KILLED = 100_000, 8, 8, 3
#: Letters that the clerks of one round share.
ROUND = 4_000

_BEFORE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "vidan.config.settings"
import django
django.setup()
"""
#: So many signed letters, as copies of one that the demo signed in the proper way.
_PREPARE = """
import sys
from django.db import transaction
from vidan.store.guard import writing_allowed
from vidan.store.models import Commune, Letter, LetterSignature, LetterText
commune = Commune.objects.get(working=True, training=False)
first = Letter.objects.of(commune).filter(signed_at__isnull=False, kind="notice").order_by("pk").first()
text = LetterText.objects.of(commune).get(letter=first, number=first.text_number)
signature = LetterSignature.objects.of(commune).get(letter=first)
fresh = dict(state="signed", number=None, series="", year=None, number_shown="", issued_on=None, numbered_at=None,
             sealed_at=None, sent_at=None, acknowledged_at=None, form_token=None, version=0)
def again(row, **changes):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**values | {"id": None} | changes)
number = int(sys.argv[1])
for begun in range(0, number, 1000):
    with writing_allowed(), transaction.atomic():
        these = range(begun, min(begun + 1000, number))
        letters = [again(first, code=f"VB-X{i:06d}", verify_code=f"X{i:015d}", **fresh) for i in these]
        letters = Letter.objects.of(commune).bulk_create(letters)
        texts = [again(text, letter_id=letter.pk) for letter in letters]
        texts = LetterText.objects.of(commune).bulk_create(texts)
        LetterSignature.objects.of(commune).bulk_create(
            [again(signature, letter_id=one.letter_id, text_id=one.pk) for one in texts]
        )
"""
_CLERKS = """
import json, sys, threading
from queue import Empty, SimpleQueue
from django.utils import timezone
from vidan.actions import letters
from vidan.domain.people import Actor, ActorKind, Role
from vidan.store.models import Commune, Officer
commune = Commune.objects.get(working=True, training=False)
clerk = Officer.objects.filter(commune=commune).order_by("pk").first()
actor = Actor(commune.pk, ActorKind.OFFICER, clerk.pk, clerk.name, frozenset({Role.CLERK}))
waiting = SimpleQueue()
for code in json.loads(sys.stdin.readline()):
    waiting.put(code)
problems = []
def work():
    try:
        while True:
            print(letters.number(actor, waiting.get_nowait(), now=timezone.now()).number, flush=True)
    except Empty:
        pass
    except Exception as problem:
        problems.append(repr(problem))
clerks = [threading.Thread(target=work) for _ in range(int(sys.argv[1]))]
for one in clerks: one.start()
for one in clerks: one.join()
sys.exit("; ".join(problems[:3]) or 0)
"""
_WAITING = """
import json, sys
from vidan.store.models import Commune, Letter
commune = Commune.objects.get(working=True, training=False)
rows = Letter.objects.of(commune).filter(code__startswith="VB-X", number=None).order_by("pk")
print(json.dumps(list(rows.values_list("code", flat=True)[:int(sys.argv[1])])))
"""
_HOLD = """
import json
from collections import defaultdict
from vidan.store.models import Commune, Entry, Letter
commune = Commune.objects.get(working=True, training=False)
problems, series = [], defaultdict(list)
rows = Letter.objects.of(commune).filter(number__isnull=False).values_list("series", "year", "number")
for name, year, number in rows.iterator():
    series[name, year].append(number)
for (name, year), numbers in series.items():
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        problems.append(f"{name} of {year}: a hole or a double among {len(numbers)}")
given = sum(len(numbers) for numbers in series.values())
entries = Entry.objects.of(commune).filter(kind="vb").count()
if entries != given:
    problems.append(f"{given} numbers, {entries} entries in the public book")
print(json.dumps({"numbers": given, "problems": problems}))
"""


def _start(data: Path, script: str, *words: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _BEFORE + script, *(str(word) for word in words)],
        env=environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _told(process: "subprocess.Popen[str]", said: str = "") -> str:
    out, problem = process.communicate(said)
    if process.returncode:
        raise RuntimeError(problem[-800:])
    return out


def given(template: Path, folder: Path, seed: int, numbers: int = NUMBERS) -> dict[str, object]:
    """Give all numbers, killing clerks on the way; figures, and what does not hold."""
    data, chance, killed = folder / "numbers", random.Random(seed), 0
    copy(template, data)
    _told(_start(data, _PREPARE, numbers))
    while codes := json.loads(_told(_start(data, _WAITING, ROUND))):
        shares = [codes[place::PROCESSES] for place in range(PROCESSES)]
        working = [_start(data, _CLERKS, THREADS) for _ in shares]
        for clerk, share in zip(working, shares, strict=True):
            assert clerk.stdin is not None
            clerk.stdin.write(json.dumps(share) + "\n")
            clerk.stdin.flush()
        for clerk in working[:KILLED]:
            assert clerk.stdout is not None
            for _ in range(chance.randrange(1, max(2, len(codes) // PROCESSES // 2))):
                clerk.stdout.readline()
            os.kill(clerk.pid, signal.SIGKILL)
            killed += 1
        for place, clerk in enumerate(working):
            _, problem = clerk.communicate()
            if place >= KILLED and clerk.returncode:
                raise RuntimeError(problem[-800:])
    held: dict[str, object] = json.loads(_told(_start(data, _HOLD)))
    return {**held, "clerks killed": killed}
