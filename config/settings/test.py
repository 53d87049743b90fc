"""The suite: SQLite, or the PostgreSQL named by TEST_DATABASE_URL."""

from config import env
from config.settings.base import *  # noqa: F403 - settings files are made to be layered

DEBUG = False
DEMONSTRATION_ALLOWED = True
# each process of the suite has its own folder; tests/conftest.py makes and removes it
DATA_DIR = env.scratch_folder("hiroba-test")
UPLOAD_DIR = DATA_DIR / "uploads"
# a test that wants a broker starts one
BROKER_URL = ""
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
# a file, as in an office: a database in memory knows neither locks nor commits
DATABASES["default"]["TEST"] = (
    {}
    if env.text("TEST_DATABASE_URL", "")
    else {"NAME": str(DATA_DIR / "test.sqlite3")}
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# static files are served from where they stand, nothing is collected
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
