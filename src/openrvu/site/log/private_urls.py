"""Addresses of the log, where there is one. Each page has its JSON beside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from openrvu.site.log import (
    days_page,
    entry_page,
    export_page,
    import_page,
    saved_page,
    settings_page,
    suggestions,
    sync_page,
    today_page,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("log/", today_page.today),
    path("log.json", today_page.today_json),
    path("log/preview/", today_page.preview_part),
    path("log/preview.json", today_page.preview_json),
    path("log/suggestions/", suggestions.suggestions),
    path("log/suggestions.json", suggestions.suggestions_json),
    path("log/undo/", today_page.undo),
    path("log/entries/<uuid:key>/", entry_page.entry),
    path("log/entries/<uuid:key>.json", entry_page.entry_json),
    path("log/entries/<uuid:key>/delete/", entry_page.delete),
    path("log/days/", days_page.days),
    path("log/days.json", days_page.days_json),
    path("log/saved/", saved_page.saved),
    path("log/saved.json", saved_page.saved_json),
    path("log/saved/<int:key>/use/", saved_page.use),
    path("log/saved/<int:key>/remove/", saved_page.remove),
    path("log/repeat/", saved_page.repeat),
    path("log/import/", import_page.bring),
    path("log/import.json", import_page.bring_json),
    path("log/import/<uuid:key>/", import_page.confirm),
    path("log/export/", export_page.export),
    path("log/export.csv", export_page.export_csv),
    path("log/export.xlsx", export_page.export_excel),
    path("log/export.json", export_page.export_json),
    path("log/settings/", settings_page.own_settings),
    path("log/settings.json", settings_page.own_settings_json),
    path("log/trail/", settings_page.trail),
    path("log/trail.json", settings_page.trail_json),
    path("log/erase/", settings_page.erase),
    path("", include("openrvu.site.contracts.urls")),
    path("", include("openrvu.site.dashboard.urls")),
    path("", include("openrvu.site.benchmarks.urls")),
    path("", include("openrvu.site.reconcile.urls")),
    path("", include("openrvu.site.caselog.urls")),
    path("log/sync.json", sync_page.sync_json),
    path("log/session.json", sync_page.session_json),
    path("", include("openrvu.site.offline.urls")),
]
