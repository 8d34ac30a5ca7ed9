"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class Dashboard(AppConfig):
    """The dashboard, and the calendar its pace goes by."""

    name = "openrvu.site.dashboard"
    label = "dashboard"
