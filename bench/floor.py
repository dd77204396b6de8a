"""The floor: the least that Django can do for the same page, with the standard middlewares and a bare table.

    python bench/floor.py FOLDER PAGE ROUNDS     prints CPU milliseconds a request

Pages: `page` (two bytes), `status` (one row, one small template), `queue` (25 rows, a template with a date filter in
each row), `create` (a form is sent; a case and its first event in one durable transaction, writers in a queue) and
`create_signed_in` (the same, by somebody who is signed in).
"""

import fcntl
import os
import sys
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import django
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LAYOUT = (
    "<!doctype html><html lang=vi><title>{% block title %}{% endblock %}</title><body><header><nav>"
    "<a href=/>Trang chủ</a> <a href=/thu-tuc>Thủ tục</a></nav></header><main>{% block main %}{% endblock %}</main>"
    "<footer>UBND xã</footer></body></html>"
)
STATUS = (
    "{% extends 'layout' %}{% block title %}{{ case.code }}{% endblock %}{% block main %}<h1>{{ case.title }}</h1>"
    "<p>{{ case.code }}</p><p>{{ case.due_at|date:'d/m/Y H:i' }}</p><p>{{ case.holder }}</p><p>{{ case.state }}</p>"
    "{% endblock %}"
)
QUEUE = (
    "{% extends 'layout' %}{% block main %}<table>{% for case in cases %}<tr><td>{{ case.due_at|date:'d/m H:i' }}</td>"
    "<td><a href='/x/{{ case.code }}'>{{ case.code }}</a></td><td>{{ case.title }}</td><td>{{ case.person }}</td>"
    "<td>{{ case.holder }}</td><td>{{ case.state }}</td><td>{{ case.opened_at|date:'d/m H:i' }}</td></tr>"
    "{% endfor %}</table>{% endblock %}"
)


def configure(folder: Path) -> None:
    settings.configure(
        SECRET_KEY="floor",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=MIDDLEWARE,
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "floor.sqlite3",
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                },
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {"layout": LAYOUT, "status": STATUS, "queue": QUEUE},
                                )
                            ],
                        )
                    ],
                },
            }
        ],
    )
    django.setup()


def build(rows: int) -> None:
    """The floor's two tables and some rows."""
    from django.db import connection, transaction

    with connection.schema_editor() as editor:
        for model in (Case, Event):
            editor.create_model(model)
    start = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with transaction.atomic():
        Case.objects.bulk_create(
            [
                Case(
                    code=f"DL-{number:07d}",
                    title="Đăng ký khai sinh cho con",
                    person="Hà Văn Nhiệm",
                    holder="Lê Thị Hoa",
                    state="đang giải quyết",
                    opened_at=start + timedelta(minutes=number),
                    due_at=start + timedelta(minutes=number * 3 % 500_000),
                    open=number % 20 == 0,
                )
                for number in range(rows)
            ],
            batch_size=500,
        )


def models() -> None:
    """Declared late: models need configured settings."""
    from django.db import models as db

    global Case, Event

    class Case(db.Model):
        code = db.CharField(max_length=40, unique=True)
        title = db.CharField(max_length=200)
        person = db.CharField(max_length=100)
        holder = db.CharField(max_length=100)
        state = db.CharField(max_length=40)
        opened_at = db.DateTimeField()
        due_at = db.DateTimeField()
        open = db.BooleanField(default=True)

        class Meta:
            app_label = "floor"
            indexes = [db.Index(fields=["open", "due_at"], name="floor_open_due")]

    class Event(db.Model):
        case = db.ForeignKey(Case, on_delete=db.CASCADE)
        kind = db.CharField(max_length=20)
        at = db.DateTimeField()

        class Meta:
            app_label = "floor"


def bare(request):
    return HttpResponse(b"ok")


def status(request):
    from django.shortcuts import render

    return render(request, "status", {"case": Case.objects.get(code="DL-0000100")})


def queue(request):
    from django.shortcuts import render

    return render(request, "queue", {"cases": Case.objects.filter(open=True).order_by("due_at")[:25]})


def create(request):
    from django.db import transaction

    now = datetime.now(UTC)
    with queue_of_writers(), transaction.atomic():
        case = Case.objects.create(
            code=uuid.uuid4().hex,
            title=request.POST["title"],
            person=request.POST["person"],
            holder="B",
            state="mới",
            opened_at=now,
            due_at=now,
        )
        Event.objects.create(case=case, kind="received", at=now)
    return HttpResponseRedirect(f"/status?{case.code}")


def create_signed_in(request):
    if not request.user.is_authenticated:
        raise SystemExit("nobody is signed in")
    return create(request)


@contextmanager
def queue_of_writers():
    """As the program does: a file lock before BEGIN IMMEDIATE, because SQLite's own waiting is unfair."""
    global lock
    lock = lock or os.open(Path(settings.DATABASES["default"]["NAME"]).with_name("lock"), os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


lock = 0
urlpatterns = [
    path("page", bare),
    path("status", status),
    path("queue", queue),
    path("create", create),
    path("create_signed_in", create_signed_in),
]


def calls(name: str) -> list:
    """Reading pages are asked for; a creating one is sent a form with its token, maybe by somebody signed in."""
    if not name.startswith("create"):
        return [("GET", f"/{name}", {}, "")]
    from django.middleware.csrf import _get_new_csrf_string

    token = _get_new_csrf_string()
    cookies = {settings.CSRF_COOKIE_NAME: token}
    if name.endswith("signed_in"):
        cookies[settings.SESSION_COOKIE_NAME] = signed_in()
    body = urlencode({"csrfmiddlewaretoken": token, "title": "Khai sinh", "person": "Hà Văn Nhiệm"})
    return [("POST", f"/{name}", cookies, body)]


def signed_in() -> str:
    """The key of a session of one user, made with his tables where they are not there yet."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    user, _ = User.objects.get_or_create(username="hoa.le")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def for_the_wire() -> list:
    """The calls of one page, for `wire.py`."""
    configure(Path(sys.argv[1]))
    models()
    return calls(sys.argv[2])


def main() -> None:
    folder, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    fresh = not (folder / "floor.sqlite3").exists()
    configure(folder)
    models()
    if fresh:
        build(100_000)
    from measuring import cpu_of

    print(cpu_of(calls(name), rounds))


if __name__ == "__main__":
    main()
