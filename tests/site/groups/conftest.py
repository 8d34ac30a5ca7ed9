"""These tests are of clinic mode: elsewhere nothing of what they test is there to be imported."""

from __future__ import annotations

from django.conf import settings

from openrvu.site.modes import Mode

collect_ignore_glob = [] if settings.MODE is Mode.CLINIC else ["test_*.py"]
