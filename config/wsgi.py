"""Entry for gunicorn."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
application = get_wsgi_application()

from config import occupancy  # noqa: E402 - as below

# no restore changes the database under this process
occupancy.enter(Path(settings.DATA_DIR))

# the pages ring for a worker by this program's broker
from config import celery  # noqa: E402, F401 - needs the settings read above
