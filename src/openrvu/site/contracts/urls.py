"""Addresses of contracts, below /log/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from openrvu.site.contracts import (
    compare_page,
    edit_page,
    list_page,
    log_paper_page,
    releases_page,
    run_page,
    statement_files,
    text_page,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("log/contracts/", list_page.contracts),
    path("log/contracts.json", list_page.contracts_json),
    path("log/contracts/credit/", list_page.credit),
    path("log/contracts/new/", edit_page.new),
    path("log/contracts/new.json", edit_page.new_json),
    path("log/contracts/text/", text_page.new),
    path("log/contracts/text.json", text_page.new_json),
    path("log/contracts/compare/", compare_page.compare),
    path("log/contracts/compare.json", compare_page.compare_json),
    path("log/contracts/releases/", releases_page.releases),
    path("log/contracts/releases.json", releases_page.releases_json),
    path("log/contracts/<uuid:key>/", run_page.contract),
    path("log/contracts/<uuid:key>.json", run_page.contract_json),
    path("log/contracts/<uuid:key>/facts/", list_page.facts),
    path("log/contracts/<uuid:key>/delete/", list_page.delete),
    path("log/contracts/<uuid:key>/edit/", edit_page.edit),
    path("log/contracts/<uuid:key>/edit.json", edit_page.edit_json),
    path("log/contracts/<uuid:key>/text/", text_page.edit),
    path("log/contracts/<uuid:key>/text.json", text_page.edit_json),
    path("log/contracts/<uuid:key>/contract.toml", text_page.as_toml),
    path("log/contracts/<uuid:key>/contract.json", text_page.as_json),
    path("log/contracts/<uuid:key>/statement.pdf", statement_files.pdf),
    path("log/contracts/<uuid:key>/statement.xlsx", statement_files.excel),
    path("log/contracts/<uuid:key>/statement.csv", statement_files.table),
    path("log/export.pdf", log_paper_page.export_pdf),
]
