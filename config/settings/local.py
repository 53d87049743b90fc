"""One office on one machine: `./hiroba run`."""

from config import env
from config.settings.base import *  # noqa: F403 - settings files are made to be layered
from config.settings.base import DATA_DIR

DEBUG = False
DEMONSTRATION_ALLOWED = True
# `./hiroba run` keeps a worker, and a broker of its own unless REDIS_URL names one
ENGINE_WANTED = env.broker_kind() != "none"
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR)
AUDIT_KEY = env.secret("AUDIT_KEY", DATA_DIR)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'hiroba.sqlite3'}")
    )
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# static files are served from where they stand, nothing is collected
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
