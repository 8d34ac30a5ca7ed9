"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class Contracts(AppConfig):
    """Contracts and what is told of their years."""

    name = "openrvu.site.contracts"
    label = "contracts"
