"""What every installation shares. One installation serves one municipality."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("HIROBA_DATA", str(BASE_DIR / "data"))).resolve()
UPLOAD_DIR = DATA_DIR / "uploads"

# Where the bell of the job queue hangs; empty: the web server does long work itself.
BROKER_URL = env.broker()
ENGINE_WANTED = False
# A worker not heard of for so long was killed; another takes up its job.
JOB_SILENCE_SECONDS = env.number("HIROBA_JOB_SILENCE_SECONDS", 60)

# Who shows it reads /metrics; without one, only programs of this machine do.
METRICS_TOKEN = env.text("HIROBA_METRICS_TOKEN", "")

# Mail goes to the console unless EMAIL_URL names a server.
globals().update(env.mail(env.text("EMAIL_URL", "")))
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "hiroba@localhost")
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT_SECONDS", 20)
# A sender that has not said how it went is held for dead; well beyond the timeout.
MAIL_SILENCE_SECONDS = env.number("HIROBA_MAIL_SILENCE_SECONDS", 300)
# Where the pages are found, for links in mails; empty: mails have no links.
SITE_ADDRESS = env.text("HIROBA_ADDRESS", "").rstrip("/")

# Which packs apply: a folder name below ordinances/packs.
HIROBA_MUNICIPALITY = env.text("HIROBA_MUNICIPALITY", "nerima")

# Whether invented requests and accounts with a known password may be loaded.
DEMONSTRATION_ALLOWED = False

INSTALLED_APPS = [
    "audit.apps.AuditConfig",
    "offices.apps.OfficesConfig",
    "casework.apps.CaseworkConfig",
    "notices.apps.NoticesConfig",
    "disclosure.apps.DisclosureConfig",
    "privacy.apps.PrivacyConfig",
    "appeals.apps.AppealsConfig",
    "annual.apps.AnnualConfig",
    "desk.apps.DeskConfig",
    "config.apps.HirobaConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.private_pages",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "desk.one_time_code.OneTimeCode",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.context.office",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "offices.Staff"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "desk:sign-in"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_NAME = "hiroba_session"
CSRF_COOKIE_NAME = "hiroba_csrf"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]

# A page never asks another origin for anything, and runs no inline script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A ledger of 30,000 rows is a few megabytes; larger bodies wait on disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "desk.api.authentication.TokenAuthentication",
        "desk.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["desk.api.authentication.KnownPerson"],
    "DEFAULT_PARSER_CLASSES": ["desk.api.bodies.StrictParser"],
    "DEFAULT_RENDERER_CLASSES": ["desk.api.bodies.PlainRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "desk.api.bodies.OnlyJson",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "desk.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hiroba",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["desk.api.document.close_objects"],
}

# Errors go to standard error, where systemd, a container or the terminal keeps
# them; a line names the address that failed, never what somebody typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # a page that is not there is no fault of the program
        "django.request": {
            "handlers": ["console"],
            "level": "ERROR",
            "propagate": False,
        },
    },
}
