"""Addresses of benchmarks."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from openrvu.site.benchmarks import bring_page, list_page, page

urlpatterns: list[URLPattern | URLResolver] = [
    path("log/benchmarks/", list_page.benchmarks),
    path("log/benchmarks.json", list_page.benchmarks_json),
    path("log/benchmarks/bring/", bring_page.bring_survey),
    path("log/benchmarks/open/", bring_page.bring_open),
    path("log/benchmarks/waiting/<uuid:key>/", bring_page.waiting),
    path("log/benchmarks/waiting/<uuid:key>/drop/", bring_page.drop),
    path("log/benchmarks/<uuid:key>/", page.benchmark),
    path("log/benchmarks/<uuid:key>.json", page.benchmark_json),
    path("log/benchmarks/<uuid:key>/specialty/", page.specialty),
    path("log/benchmarks/<uuid:key>/standing/", page.standing),
    path("log/benchmarks/<uuid:key>/delete/", page.delete),
]
