"""What the tests of the API share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True, scope="module")
def no_limit() -> Iterator[None]:
    """As many calls a minute as the tests make."""
    with override_settings(API_RATE=0):
        yield
