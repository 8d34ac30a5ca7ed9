"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class Log(AppConfig):
    """The log."""

    name = "openrvu.site.log"
    label = "log"
