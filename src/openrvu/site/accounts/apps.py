"""The app's name to Django. It has no tables of its own."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """Our pages and rules of accounts."""

    name = "openrvu.site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Signing in is written to the logs from the start."""
        from openrvu.site.accounts import events

        events.connect()
