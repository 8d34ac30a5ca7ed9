"""These tests are of clinic mode: elsewhere nothing of what they test is there to be imported."""

from __future__ import annotations

import pytest
from django.conf import settings
from pytest_django import Settings

from openrvu.site.modes import Mode

collect_ignore_glob = [] if settings.MODE is Mode.CLINIC else ["test_*.py"]


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A hash that takes no time, since none is attacked here; and limits that begin anew."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
