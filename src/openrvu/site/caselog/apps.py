"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class Caselog(AppConfig):
    """Rotations and minimums."""

    name = "openrvu.site.caselog"
    label = "caselog"
