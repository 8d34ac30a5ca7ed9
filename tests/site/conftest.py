"""What the tests of the site share."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    """A browser on this machine."""
    return Client(headers={"host": "127.0.0.1"})
