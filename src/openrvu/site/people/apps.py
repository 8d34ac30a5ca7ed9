"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """Users and groups."""

    name = "openrvu.site.people"
    label = "people"
