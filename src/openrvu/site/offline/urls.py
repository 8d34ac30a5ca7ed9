"""Addresses of the installed app."""

from __future__ import annotations

from django.urls import URLPattern, path

from openrvu.site.offline import shell, snapshot

urlpatterns: list[URLPattern] = [
    path("log/manifest.webmanifest", shell.manifest),
    path("log/worker.js", shell.worker),
    path("log/offline/", shell.page),
    path("log/offline.json", snapshot.snapshot_json),
]
