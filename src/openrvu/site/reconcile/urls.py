"""Addresses of reconciliations."""

from __future__ import annotations

from django.urls import path

from openrvu.site.reconcile import index_page, letter_page, result_page, setup_page

urlpatterns = [
    path("log/reconcile/", index_page.reconcile),
    path("log/reconcile.json", index_page.reconcile_json),
    path("log/reconcile/<uuid:key>/", result_page.result),
    path("log/reconcile/<uuid:key>.json", result_page.result_json),
    path("log/reconcile/<uuid:key>/setup/", setup_page.setup),
    path("log/reconcile/<uuid:key>/mark/", result_page.marking),
    path("log/reconcile/<uuid:key>/again/", result_page.again),
    path("log/reconcile/<uuid:key>/delete/", result_page.delete),
    path("log/reconcile/<uuid:key>/letter/", letter_page.dispute),
    path("log/reconcile/<uuid:key>/worksheet.csv", letter_page.worksheet_csv),
    path("log/reconcile/<uuid:key>/worksheet.xlsx", letter_page.worksheet_excel),
]
