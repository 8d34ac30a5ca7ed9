"""The site as a WSGI application, with its static files."""

from __future__ import annotations

import os

import django
from django.core.handlers.wsgi import WSGIHandler
from whitenoise import WhiteNoise

from openrvu.site.settings import HERE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")


def make_application() -> WhiteNoise:
    """Django behind WhiteNoise, which serves `static/` under `/static/`."""
    django.setup(set_prefix=False)
    return WhiteNoise(WSGIHandler(), root=HERE / "static", prefix="static/", max_age=3600)


application = make_application()
