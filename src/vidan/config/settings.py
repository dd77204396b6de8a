"""All settings of Vì Dân, in one file; docs/operate/settings.md says the same and a test compares the two."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """A setting from the environment, or from the file that `NAME_FILE` points at (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def number(name: str, default: int) -> int:
    """A whole number; says which setting is wrong instead of failing somewhere later."""
    value = text(name, str(default))
    if not value.strip().lstrip("-").isdigit():
        raise SystemExit(f"{name} phải là số nguyên, đang là {value!r} (must be a whole number)")
    return int(value)


def within(name: str, value: int, least: int, most: int) -> int:
    """The same number where it is one that may be set; else says between what it must lie."""
    if not least <= value <= most:
        raise SystemExit(f"{name} phải từ {least} đến {most}, đang là {value} (must lie between {least} and {most})")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Yes for 1, true, yes, on, co."""
    return text(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on", "co"}


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list without empty items."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


# Where everything lives -------------------------------------------------------------------------------------------
DATA = Path(text("VIDAN_DATA", "var")).resolve()
#: The demo: whoever sits at this machine gets in without a password.
DEMO = flag("VIDAN_DEMO")
#: The file that says a data folder holds the demo's people and figures.
DEMO_MARK = "demo.json"
#: However such a folder is served or printed from, every page and paper says that all of it is invented.
INVENTED = DEMO or (DATA / DEMO_MARK).exists()
PUBLIC_URL = text("VIDAN_PUBLIC_URL").rstrip("/")
FONT_FOLDER = text("VIDAN_FONT_FOLDER")
TLS_CERTIFICATE = text("VIDAN_TLS_CERTIFICATE")
TLS_KEY = text("VIDAN_TLS_KEY")
WORKERS = number("VIDAN_WORKERS", 2)
BEHIND_PROXY = flag("VIDAN_BEHIND_PROXY")
BACKUP_FOLDER = text("VIDAN_BACKUP_FOLDER")
#: Lists laid here come into the book by themselves.
IMPORT_FOLDER = text("VIDAN_IMPORT_FOLDER")
DUTY_MAIL = text("VIDAN_DUTY_MAIL")
#: Working days for the steps of what people say: never more than the law (NĐ 20/2008: five to send on) or a public
#: promise gives (5: five to thank; 1: one to acknowledge, which is therefore not set at all).
FEEDBACK_DAYS = {
    "send_on": within("VIDAN_SEND_ON_DAYS", number("VIDAN_SEND_ON_DAYS", 5), 1, 5),
    "answer": within("VIDAN_ANSWER_DAYS", number("VIDAN_ANSWER_DAYS", 10), 1, 60),
    "thank": within("VIDAN_THANK_DAYS", number("VIDAN_THANK_DAYS", 5), 1, 5),
}
BUDGET_DAYS, BUDGET_SOURCE = number("VIDAN_BUDGET_DAYS", 0), text("VIDAN_BUDGET_SOURCE")
#: The driver (PKCS#11) of the tokens with which officers and the office sign, on the machine that works off the jobs.
TOKEN_DRIVER = text("VIDAN_TOKEN_DRIVER")
#: Who stamps the time of a digital signature (RFC 3161), and the file of certificate authorities that are trusted.
TIMESTAMP_SERVER = text("VIDAN_TIMESTAMP_SERVER")
SIGNATURE_ROOTS = text("VIDAN_SIGNATURE_ROOTS")
OPEN311_KEYS = names("VIDAN_REPORT_KEYS")
WITNESSES = text("VIDAN_WITNESSES")
WITNESS_QUORUM = number("VIDAN_WITNESS_QUORUM", 0)
TRACEBACKS = flag("VIDAN_DEBUG")  # read by the command line itself, which must speak even when settings are wrong


def secret_key(folder: Path) -> str:
    """Django's own signing key, made once and kept in the keys folder (0600)."""
    given = text("VIDAN_SECRET_KEY")
    if given:
        return given
    file = folder / "django.key"
    if file.exists():
        return file.read_text(encoding="ascii").strip()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    fresh = secrets.token_urlsafe(48)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another worker was faster
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(fresh)
    return fresh


def database(url: str) -> dict[str, object]:
    """Django's entry for a database: SQLite in the data folder, or PostgreSQL by `postgresql://user:pw@host/name`."""
    if not url:
        return {
            "ENGINE": "vidan.store.sqlite",
            "NAME": DATA / "vidan.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # (trusted_schema stays on: with it off, SQLite before 3.42 refuses the JSON checks of our own tables.)
                # FULL: a power cut must not lose what was acknowledged; IMMEDIATE: writers queue instead of failing.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SystemExit("VIDAN_DATABASE phải có dạng postgresql://người_dùng:mật_khẩu@máy/tên")
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": query.get("port", str(parts.port or "")),
        "CONN_MAX_AGE": 60,
    }


SECRET_KEY = secret_key(DATA / "keys")
DEBUG = False
DATABASES = {"default": database(text("VIDAN_DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False
ALLOWED_HOSTS = names("VIDAN_HOSTS", "localhost,127.0.0.1,[::1]") + (
    [urlsplit(PUBLIC_URL).hostname or ""] if PUBLIC_URL else []
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []

# The program's parts ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "vidan.store.apps.StoreConfig",
    "vidan.config.apps.WiringConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vidan.web.middleware.CompressionMiddleware",
    "vidan.web.middleware.PolicyMiddleware",
    "vidan.web.middleware.SafetyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vidan.web.middleware.LanguageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vidan.web.middleware.AccessMiddleware",
]
ROOT_URLCONF = "vidan.config.urls"
WSGI_APPLICATION = "vidan.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "vidan.web.fixed.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "vidan.web.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "vidan.web.tags"],
        },
    }
]

# Who may log in, and for how long ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "vidan.Officer"
AUTHENTICATION_BACKENDS = ["vidan.config.backend.OfficerBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "vidan.config.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "vidan.config.passwords.NotCommon"},
    {"NAME": "vidan.config.passwords.NotOnlyDigits"},
    {"NAME": "vidan.config.passwords.NotOneself"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office.start"
LOGOUT_REDIRECT_URL = "public.home"
ACCOUNT_ADAPTER = "vidan.config.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_FORMS = {
    "login": "vidan.web.account_forms.LoginForm",
    "reauthenticate": "vidan.web.account_forms.ReauthenticateForm",
    "change_password": "vidan.web.account_forms.ChangePasswordForm",
    "set_password": "vidan.web.account_forms.SetPasswordForm",
}
# Guessing is slowed down by our own growing wait (web/delays.py); allauth's limits would lock a whole office out.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": None, "reauthenticate": None, "change_password": None}
MFA_ADAPTER = "vidan.config.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "vidan.web.account_forms.AuthenticateForm",
    "authenticate_webauthn": "vidan.web.account_forms.AuthenticatePasskeyForm",
    "reauthenticate": "vidan.web.account_forms.ReauthenticateCodeForm",
    "activate_totp": "vidan.web.account_forms.ActivateForm",
    "add_webauthn": "vidan.web.account_forms.AddPasskeyForm",
    "edit_webauthn": "vidan.web.account_forms.EditPasskeyForm",
    "login_webauthn": "vidan.web.account_forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "vidan.web.account_forms.ReauthenticatePasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a code that is typed while it changes still counts; each works once
SESSION_ENGINE = "vidan.config.session_store"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_IDLE_SECONDS = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# What leaves the house in each answer -----------------------------------------------------------------------------
SECURE = PUBLIC_URL.startswith("https://") or bool(TLS_CERTIFICATE)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # browsers themselves then allow passkeys on localhost only
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-vidan" if SECURE else "vidan"
CSRF_COOKIE_NAME = "__Host-vidan_csrf" if SECURE else "vidan_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "vidan.web.errors.csrf_failed"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
#: Three photos of 10 MB, which is what a message may bring.
UPLOAD_LIMIT_BYTES = 30 * 1024 * 1024
#: An answer with this header leaves (without it) at a whole multiple of so many milliseconds after its request was
#: there: what is sealed and what is not take a few milliseconds more or less, and the line must not tell.
EVEN_HEADER, EVEN_MILLISECONDS = "X-Vidan-Even", 100
#: What is sent never lies on a disk as it came: two requests at a time are worked on, so all of it fits into memory.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES + 1_000_000

# Words, times, files ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE / "speech" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
STATIC_URL = "/tinh/"
STATICFILES_DIRS = [BASE / "web" / "static"]
STATIC_ROOT = DATA / "static_out"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "vidan.web.statics.JoiningStorage"},
}
MEDIA_ROOT = DATA / "files"

# Work behind the counter ------------------------------------------------------------------------------------------
ERRAND_DOOR = "vidan.jobs.errands.enqueue"
FOLLOWER = "vidan.jobs.scoreboard.follow"
BOARD_WRITER = "vidan.web.public.written.write"
PUBLISHER = "vidan.jobs.checkpoints.publish"
WITNESS_ASKER = "vidan.jobs.ledger_care.renew"
LEDGER_TAKER = "vidan.jobs.ledger_return.take_back"
LEDGER_ANEW = "vidan.jobs.ledger_return.begin_anew"
ANNOUNCER = "vidan.jobs.announcing.announce"
RECOUNTER = "vidan.jobs.announcing.recount"
HISTORY_PUBLISHER = "vidan.jobs.ledger_history.publish_history"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "vidan_cache",
        # Django keeps 300 by default: a guesser with 300 names would push out the counters that slow him down.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
MAIL_HOST = text("VIDAN_MAIL_HOST")
EMAIL_HOST = MAIL_HOST or "localhost"
EMAIL_PORT = number("VIDAN_MAIL_PORT", 587)
EMAIL_HOST_USER = text("VIDAN_MAIL_USER")
EMAIL_HOST_PASSWORD = text("VIDAN_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("VIDAN_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("VIDAN_MAIL_FROM", "mot-cua@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"unspoken": {"()": "vidan.config.logs.WhoSpeaksIsNotWrittenDown"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["unspoken"]}},
    "loggers": {
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # However much somebody wants to know of the program's work: below this Pillow quotes what a camera wrote.
        "PIL": {"level": "INFO"},
    },
    "root": {"handlers": ["stderr"], "level": text("VIDAN_LOG_LEVEL", "WARNING")},
}
