"""The suite: SQLite, or the PostgreSQL named by TEST_DATABASE_URL."""

import tempfile
from pathlib import Path

from config import env
from config.settings.base import *  # noqa: F403 - settings files are made to be layered

DEBUG = False
DATA_DIR = Path(tempfile.gettempdir()) / "hiroba-test"
UPLOAD_DIR = DATA_DIR / "uploads"
SECRET_KEY = "a key for tests only, never a secret"  # noqa: S105 - guards nothing
AUDIT_KEY = "another key for tests only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# argon2 is slow on purpose; the suite signs in thousands of times
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {
    "default": env.database(
        env.text("TEST_DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'test.sqlite3'}"
    )
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
