"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class Reconcile(AppConfig):
    """Reconciliations."""

    name = "openrvu.site.reconcile"
    label = "reconcile"
