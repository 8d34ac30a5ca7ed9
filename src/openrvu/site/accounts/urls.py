"""Addresses of accounts: ours, then allauth's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from openrvu.site.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", views.account, name="account"),
    path("account.json", views.account_json),
    path("account/name/", views.name),
    path("account/delete/", views.ending),
    path("account/delete/now/", views.end),
    path("account/", include("allauth.urls")),
]
