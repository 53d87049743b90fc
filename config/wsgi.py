"""Entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
application = get_wsgi_application()

# the pages ring for a worker by this program's broker
from config import celery  # noqa: E402, F401 - needs the settings read above
