"""The door for a WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from hub.config.checks import refuse_if_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings")
application = get_wsgi_application()
if settings.PRODUCTION:
    refuse_if_unsafe()
