"""Addresses of accounts and groups: there are none where there is one person."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from openrvu.site.modes import Mode

urlpatterns: list[URLPattern | URLResolver] = []
if settings.MODE is Mode.CLINIC:
    urlpatterns = [
        path("", include("openrvu.site.groups.urls")),
        path("", include("openrvu.site.accounts.urls")),
    ]
