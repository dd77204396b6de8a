"""The program's settings for tests: a data folder that vanishes, a cheap hasher, letters kept in memory.

`VIDAN_TEST_DATABASE=postgresql` runs on a PostgreSQL server of the run's own (see tests/postgresql.py).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import postgresql

_folder = Path(tempfile.mkdtemp(prefix="vidan-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(_folder / "static_out").mkdir()
for _name in [name for name in os.environ if name.startswith("VIDAN_") and not name.startswith("VIDAN_TEST_")]:
    del os.environ[_name]  # what the developer's own machine says must not decide a test
os.environ["VIDAN_DATA"] = str(_folder)
os.environ["VIDAN_DATABASE"] = postgresql.url() if postgresql.wanted() else ""

from vidan.config.settings import *  # noqa: E402, F403 - the folder above must be named before the settings are read
from vidan.config.settings import DATABASES, STORAGES  # noqa: E402

_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
if postgresql.wanted() and os.environ["VIDAN_DATABASE"]:
    DATABASES["default"] |= {"TEST": {"NAME": f"vidan_{_worker}"}}
else:
    # A file as in real life (write-ahead log, writers' queue), at the place where the program itself would look for
    # it, so that a test may start other processes. Only the waiting for the disk is left out.
    _options = dict(DATABASES["default"]["OPTIONS"])
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"] |= {"OPTIONS": _options, "TEST": {"NAME": str(_folder / "vidan.sqlite3")}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
