"""Addresses of the dashboard."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from openrvu.site.dashboard import days_off_page, group_page, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("log/dashboard/", views.dashboard),
    path("log/dashboard.json", views.dashboard_json),
    path("log/dashboard/days-off/", days_off_page.days_off),
    path("log/dashboard/days-off.json", days_off_page.days_off_json),
    path("log/dashboard/days-off/holidays/", days_off_page.add_holidays),
    path("log/dashboard/days-off/<int:key>/remove/", days_off_page.remove),
    path("log/dashboard/groups/<int:key>/", group_page.group),
    path("log/dashboard/groups/<int:key>.json", group_page.group_json),
]
