"""Addresses of the log; without a database, one page that says how to have a log."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from openrvu.site.log import explain

urlpatterns: list[URLPattern | URLResolver]
if settings.MODE.has_log:
    from openrvu.site.log.private_urls import urlpatterns
else:
    urlpatterns = [path("log/", explain.explain), path("log.json", explain.explain_json)]
