"""The app's name to Django."""

from __future__ import annotations

from django.apps import AppConfig


class Benchmarks(AppConfig):
    """Surveys and open benchmarks that people bring."""

    name = "openrvu.site.benchmarks"
    label = "benchmarks"
