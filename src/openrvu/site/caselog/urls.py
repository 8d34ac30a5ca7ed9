"""Addresses of the case log."""

from __future__ import annotations

from django.urls import path

from openrvu.site.caselog import pages

urlpatterns = [
    path("log/caselog/", pages.case_log),
    path("log/caselog.json", pages.case_log_json),
    path("log/caselog.csv", pages.as_csv),
    path("log/caselog.xlsx", pages.as_excel),
    path("log/caselog/rotations/<int:key>/remove/", pages.remove_rotation),
    path("log/caselog/minimums/<int:key>/remove/", pages.remove_minimum),
]
